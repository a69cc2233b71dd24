"""What a replay is made from: files and the archive, in order of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.jobs.material import from_archive, from_files
from bot.model import Arrival, Config, Feed, FeedKind, Language
from tests.builders import T0, entry, feed, question
from tests.feed_files import item, write_feed

if TYPE_CHECKING:
    from pathlib import Path

    from bot.jobs.replay import Incoming

HOUR = timedelta(hours=1)
OFFICIAL = feed("https://www.ministry.example/feed", outlet="The Ministry", kind=FeedKind.OFFICIAL)
AGGREGATOR = feed("https://news.search.example/rss?q=petro", outlet="Search", kind=FeedKind.AGGREGATOR)
CONFIG = Config(
    feeds=(feed("https://faro.example/feed", outlet="El Faro", lang=Language.ES), OFFICIAL, AGGREGATOR),
    questions=(question(),),
    freshness=48 * HOUR,
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)


def titles(incoming: tuple[Incoming, ...]) -> list[tuple[str, list[str]]]:
    return [(f"{one.at:%H:%M}", [e.title for e in one.entries]) for one in incoming]


def only_feed(path: Path, config: Config = CONFIG) -> Feed:
    (feed_,) = {one.feed for one in from_files([path], config).incoming}
    return feed_


def test_entries_of_all_files_arrive_each_at_its_own_time(tmp_path: Path) -> None:
    one = write_feed(tmp_path / "one.xml", item("Third", T0 + 2 * HOUR), item("First", T0))
    other = write_feed(tmp_path / "other.xml", item("Second", T0 + HOUR), site="https://other.example/")
    material = from_files([one, other], CONFIG)
    assert titles(material.incoming) == [("12:00", ["First"]), ("13:00", ["Second"]), ("14:00", ["Third"])]
    assert (material.entries, material.unreadable) == (3, ())


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    paths = [
        write_feed(tmp_path / f"{n}.xml", item(f"A{n}", T0), item(f"B{n}", T0 + HOUR), site=f"https://{n}.example/")
        for n in range(3)
    ]
    assert from_files(paths, CONFIG) == from_files(paths[::-1], CONFIG)


def test_what_one_feed_says_at_one_time_comes_together(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "one.xml", item("One", T0), item("Two", T0))
    (together,) = from_files([path], CONFIG).incoming
    assert {e.title for e in together.entries} == {"One", "Two"}


def test_an_undated_entry_comes_at_the_newest_date_of_its_file(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "one.xml", item("Undated", None), item("Old", T0), item("New", T0 + HOUR))
    assert titles(from_files([path], CONFIG).incoming)[-1][0] == "13:00"
    (last,) = [one for one in from_files([path], CONFIG).incoming if one.entries[-1].title == "Undated"]
    assert last.at == T0 + HOUR


def test_a_file_without_any_date_of_an_entry_has_that_of_its_head(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "one.xml", item("Undated", None), dated=T0)
    assert [one.at for one in from_files([path], CONFIG).incoming] == [T0]


def test_files_saved_one_after_another_bring_an_entry_once_and_each_of_its_headlines(tmp_path: Path) -> None:
    before = write_feed(tmp_path / "1.xml", item("Petro may visit", T0, guid="a"), item("Rain", T0, guid="b"))
    after = write_feed(tmp_path / "2.xml", item("Petro will visit", T0, guid="a"), item("Rain", T0, guid="b"))
    first, second = from_files([before, after], CONFIG).incoming
    assert {e.title for e in first.entries} == {"Petro may visit", "Rain"}
    assert [e.title for e in second.entries] == ["Petro will visit"]
    assert (first.at, first.feed) == (second.at, second.feed)


def test_bad_files_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    page = tmp_path / "page.xml"
    page.write_text("<!doctype html><html>")
    good = write_feed(tmp_path / "good.xml", item("One", T0))
    material = from_files([tmp_path / "none.xml", page, good], CONFIG)
    assert [(bad.path.name, bad.why) for bad in material.unreadable] == [
        ("none.xml", "cannot be read: No such file or directory"),
        ("page.xml", "HTML page, not a feed"),
    ]
    assert material.entries == 1


# ------------------------------------------------------------------ whose a file is


def test_a_file_of_a_feed_in_feeds_yaml_is_that_feed(tmp_path: Path) -> None:
    """By the address it states, in any of its spellings."""
    path = write_feed(tmp_path / "one.xml", item("One", T0), title="Noticias", address="http://www.faro.example/feed/")
    assert only_feed(path) == CONFIG.feeds[0]


def test_a_file_of_another_speaks_for_itself_as_press(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "one.xml", item("Uno", T0), title="La Hora", lang="es", site="https://hora.example/")
    found = only_feed(path)
    assert (found.outlet, found.lang, found.kind) == ("La Hora", Language.ES, FeedKind.PRESS)


@pytest.mark.parametrize(
    ("title", "site", "outlet"), [("", "https://www.hora.example/", "hora.example"), ("", "", "one.xml")]
)
def test_a_file_without_a_name_is_called_by_its_site_or_its_own_name(
    tmp_path: Path, title: str, site: str, outlet: str
) -> None:
    path = write_feed(tmp_path / "one.xml", item("Uno", T0, url=""), title=title, site=site)
    assert only_feed(path).outlet == outlet


@pytest.mark.parametrize(
    ("site", "address"),
    [
        ("https://ministry.example/news", ""),
        ("", "https://feeds.ministry.example/2"),
        ("https://www.ministry.example/", ""),
    ],
)
def test_another_feed_of_a_publisher_in_feeds_yaml_is_of_its_kind(tmp_path: Path, site: str, address: str) -> None:
    path = write_feed(tmp_path / "one.xml", item("One", T0), title="Press room", site=site, address=address)
    found = only_feed(path)
    assert (found.outlet, found.kind) == ("Press room", FeedKind.OFFICIAL)


def test_so_is_one_of_another_domain_of_its_family(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "one.xml", item("One", T0), site="https://ministry-press.example/")
    families = {"ministry.example": "the ministry", "ministry-press.example": "the ministry"}
    assert only_feed(path, replace(CONFIG, publishers=families)).kind is FeedKind.OFFICIAL
    assert only_feed(path).kind is FeedKind.PRESS


def test_an_entry_that_links_to_such_a_publisher_is_of_its_kind(tmp_path: Path) -> None:
    path = write_feed(
        tmp_path / "one.xml",
        item("One", T0, url="https://www.ministry.example/1"),
        item("Two", T0, url="https://elsewhere.example/2"),
        site="https://collected.example/",
    )
    kinds = {e.title: one.feed.kind for one in from_files([path], CONFIG).incoming for e in one.entries}
    assert kinds == {"One": FeedKind.OFFICIAL, "Two": FeedKind.PRESS}


def test_but_not_where_the_feed_itself_is_known(tmp_path: Path) -> None:
    entry_ = item("One", T0, url="https://www.ministry.example/1")
    path = write_feed(tmp_path / "one.xml", entry_, address="https://faro.example/feed")
    assert only_feed(path).kind is FeedKind.PRESS


def test_of_two_feeds_of_one_publisher_the_first_in_feeds_yaml_counts(tmp_path: Path) -> None:
    second = feed("https://www.ministry.example/blog", kind=FeedKind.PRESS)
    path = write_feed(tmp_path / "one.xml", item("One", T0), site="https://ministry.example/")
    assert only_feed(path, replace(CONFIG, feeds=(OFFICIAL, second))).kind is FeedKind.OFFICIAL
    assert only_feed(path, replace(CONFIG, feeds=(second, OFFICIAL))).kind is FeedKind.PRESS


# ------------------------------------------------------------------ the archive


def test_the_archive_comes_at_published_time_or_as_it_was_seen() -> None:
    known = CONFIG.feeds[0].url
    arrivals = [
        Arrival(entry("Second", feed_url=known), T0 + HOUR, T0 + 2 * HOUR, None),
        Arrival(entry("First", feed_url=known), T0, T0 + 3 * HOUR, None),
        Arrival(entry("Of another", feed_url="https://gone.example/feed"), T0, T0, None),
    ]
    published = from_archive(arrivals, CONFIG)
    assert titles(published.incoming) == [("12:00", ["First"]), ("13:00", ["Second"])]
    seen = from_archive(arrivals, CONFIG, as_seen=True)
    assert titles(seen.incoming) == [("14:00", ["Second"]), ("15:00", ["First"])]
    assert datetime(2026, 1, 8, 15, tzinfo=UTC) == seen.incoming[-1].at
