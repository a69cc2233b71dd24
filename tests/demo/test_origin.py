"""The outlets' server, asked over real HTTP and read by the parser the bot uses."""

from __future__ import annotations

from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from io import BytesIO
from typing import TYPE_CHECKING

import feedparser
import pytest

from bot.demo.material import Outlet, Replay, ReplayEntry, read_replay
from bot.demo.origin import ReplayOrigin
from bot.model import Language
from tests.builders import T0

if TYPE_CHECKING:
    from collections.abc import Iterator

ADA = Outlet("ada", "Ada & Co", Language.EN, "rss", "https://ada.example")
LUZ = Outlet("luz", "La Luz", Language.ES, "atom", "https://luz.example")


def written(outlet: Outlet, slug: str, hours: int, title: str = "", *, listed: datetime | None = None) -> ReplayEntry:
    at = T0 + timedelta(hours=hours)
    link = f"{outlet.home}/{slug}"
    return ReplayEntry(outlet.slug, f"guid-{slug}", link, title or slug, f"Text <of> & {slug}", at, listed or at)


REPLAY = Replay(
    outlets=(ADA, LUZ),
    entries=(
        written(ADA, "one", -1),
        written(ADA, "two", 1),
        written(LUZ, "uno", 1, "Petro irá <hoy>"),
        written(ADA, "one", -1, "one, edited", listed=T0 + timedelta(hours=2)),
    ),
    start=T0,
    end=T0 + timedelta(hours=3),
)


class Site:
    """The origin, started, and one connection to it."""

    def __init__(self, replay: Replay = REPLAY) -> None:
        self.origin = ReplayOrigin(replay)
        self.connection = HTTPConnection("127.0.0.1", self.origin.start(), timeout=5)

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        self.connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        response = self.connection.getresponse()
        return response, response.read()

    def titles(self, path: str) -> list[str]:
        return [entry.title for entry in feedparser.parse(BytesIO(self.get(path)[1])).entries]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.connection.close()
    site.origin.stop()


def test_nothing_is_shown_before_its_time(site: Site) -> None:
    assert site.titles("/ada.xml") == ["one"]
    assert site.titles("/luz.xml") == []
    site.origin.show_until(T0 + timedelta(hours=1))
    assert site.titles("/ada.xml") == ["two", "one"]
    assert site.titles("/luz.xml") == ["Petro irá <hoy>"]


def test_an_edit_changes_the_headline_in_place(site: Site) -> None:
    site.origin.show_until(T0 + timedelta(hours=2))
    assert site.titles("/ada.xml") == ["two", "one, edited"]


@pytest.mark.parametrize(("path", "version", "lang"), [("/ada.xml", "rss20", "en"), ("/luz.xml", "atom10", "es")])
def test_documents_say_all_there_is(site: Site, path: str, version: str, lang: str) -> None:
    site.origin.show_until(T0 + timedelta(hours=1))
    response, body = site.get(path)
    read = feedparser.parse(
        BytesIO(body), response_headers={name.lower(): value for name, value in response.headers.items()}
    )
    assert (read.bozo, read.version, read.feed.language) == (False, version, lang)
    newest = read.entries[0]
    assert newest.id.startswith("guid-")
    assert newest.link.startswith("https://")
    assert newest.published_parsed[:6] == (T0 + timedelta(hours=1)).timetuple()[:6]
    assert "Text" in newest.summary


def test_an_unchanged_document_is_not_sent_again(site: Site) -> None:
    """By either validator; a new entry changes both."""
    response, _ = site.get("/ada.xml")
    etag, modified = response.headers["ETag"], response.headers["Last-Modified"]
    for headers in ({"If_None_Match": f'"other", {etag}'}, {"If_Modified_Since": modified}):
        again, body = site.get("/ada.xml", **headers)
        assert (again.status, body, again.headers["ETag"]) == (304, b"", etag)
    site.origin.show_until(T0 + timedelta(hours=1))
    for headers in ({"If_None_Match": etag, "If_Modified_Since": modified}, {"If_Modified_Since": modified}):
        assert site.get("/ada.xml", **headers)[0].status == 200


def test_a_date_that_cannot_be_read_is_no_condition(site: Site) -> None:
    assert site.get("/ada.xml", If_Modified_Since="yesterday")[0].status == 200


def test_other_addresses_are_not_found(site: Site) -> None:
    """The connection stays usable."""
    assert site.get("/nobody.xml")[0].status == 404
    assert site.get("/ada.xml")[0].status == 200


def test_a_stopped_origin_answers_nobody() -> None:
    origin = ReplayOrigin(REPLAY)
    origin.stop()
    port = origin.start()
    origin.stop()
    with pytest.raises(ConnectionRefusedError):
        HTTPConnection("127.0.0.1", port, timeout=5).connect()


def test_the_bundled_replay_is_served_whole() -> None:
    """Every outlet's document parses, and at the end shows each of its entries once, in the last version."""
    replay = read_replay()
    site = Site(replay)
    site.origin.show_until(replay.end)
    for outlet in replay.outlets:
        last = {entry.guid: entry.title for entry in replay.entries if entry.outlet == outlet.slug}
        assert sorted(site.titles(f"/{outlet.slug}.xml")) == sorted(last.values())
    site.connection.close()
    site.origin.stop()
