"""What an address turns out to be: found in the right order, with few requests, a second apart."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.config import load_settings
from bot.model import FailureKind, FeedUrl, Fetched, FetchFailed, Introduction, Language, Offer, Validators
from bot.scouting import MOST_LOOKS, Scout, scouting
from tests.builders import T0, entry
from tests.doubles.origin import Origin, rss
from tests.fakes import FakeFetcher

if TYPE_CHECKING:
    from bot.model import Entry, FetchOutcome
    from bot.scouting import Findings

PAGE = "https://diario.example/mundo"
FEED = "https://diario.example/feed"


class Web:
    """What stands at addresses; of any other there is no outcome."""

    def __init__(self, *outcomes: FetchOutcome) -> None:
        self.fetcher = FakeFetcher()
        self.fetcher.script(*outcomes)

    async def scout(self, address: str) -> Findings:
        scout = Scout(self.fetcher)
        await self.fetcher.start(scout.note)
        return await scout.scout(address)

    @property
    def asked(self) -> list[str]:
        return [job.url for batch in self.fetcher.batches for job in batch.jobs]


def read(url: str, *entries: Entry, title: str = "El Diario", lang: str = "", address: str = "") -> Fetched:
    introduction = Introduction(title, lang, address or url)
    return Fetched(FeedUrl(url), Validators(), "b0d1", entries, (), introduction=introduction)


def page(url: str, *offered: str, kind: FailureKind = FailureKind.NOT_A_FEED) -> FetchFailed:
    return FetchFailed(FeedUrl(url), kind, "web page", offers=tuple(Offer(each, "", "") for each in offered))


async def test_a_feed_is_found_with_one_request() -> None:
    older = entry("La ministra viajará en la semana", published=T0 - timedelta(hours=1))
    newer = entry("El presidente de la república se reúne con los gobernadores", published=T0)
    web = Web(read(FEED, older, newer, entry(published=None), address=FEED + "/"))
    (found,) = (await web.scout(FEED)).feeds
    assert (found.url, found.address, found.title, found.entries, found.newest) == (
        FEED, FEED + "/", "El Diario", 3, T0
    )  # fmt: skip
    assert web.asked == [FEED]


async def test_what_a_page_offers_is_asked_politely() -> None:
    other = "https://other.example/rss"
    web = Web(page(PAGE, FEED, other, FEED + "/x"), read(FEED), read(other))
    findings = await web.scout(PAGE)
    assert [found.url for found in findings.feeds] == [FEED, other]
    assert [(dud.url, dud.why) for dud in findings.duds] == [(FEED + "/x", "internal: no answer was reported")]
    assert web.asked == [PAGE, FEED, other, FEED + "/x"]
    assert {batch.spacing for batch in web.fetcher.batches} == {timedelta(seconds=1)}


async def test_rule_28_a_page_of_many_feeds_is_not_crawled() -> None:
    """Rule 28: a person asked for feeds, and for no more than can be chosen from."""
    offered = [f"{FEED}/{n}" for n in range(MOST_LOOKS + 5)]
    web = Web(page(PAGE, *offered), *map(read, offered))
    findings = await web.scout(PAGE)
    assert len(web.asked) == MOST_LOOKS + 1
    assert [dud.why for dud in findings.duds] == [""] * 5


async def test_where_a_page_offers_nothing_the_usual_places_are_tried_up_to_the_first() -> None:
    found = "https://diario.example/rss.xml"
    web = Web(page(PAGE), read(found))
    assert [each.url for each in (await web.scout(PAGE)).feeds] == [found]
    assert web.asked == [PAGE, "https://diario.example/feed", "https://diario.example/rss", found]


async def test_where_nothing_stands_that_is_said() -> None:
    web = Web(page(PAGE, FEED))
    findings = await web.scout(PAGE)
    assert (findings.feeds, findings.duds[0].url) == ((), FEED)
    assert findings.why.startswith("web page; none stands where")
    assert len(web.asked) == 1 + 1 + 6


async def test_an_address_that_does_not_answer_is_asked_no_more() -> None:
    for failure, why in ((page(PAGE, kind=FailureKind.GONE), "gone: web page"),
                         (FetchFailed(FeedUrl(PAGE), FailureKind.EMPTY, ""), "empty")):  # fmt: skip
        web = Web(failure)
        assert (await web.scout(PAGE)).why == why
        assert web.asked == [PAGE]


async def test_a_fetcher_that_reports_nothing_is_not_waited_for() -> None:
    assert (await Web().scout(PAGE)).why == "internal: no answer was reported"


async def test_the_language_is_what_the_entries_read_like_else_what_is_stated() -> None:
    spanish = entry("El presidente de la república viajará en la semana con los ministros", "")
    for entries, stated, lang in (
        ((spanish,), "en-US", Language.ES),
        ((spanish,), "", Language.ES),
        ((), "en-US", Language.EN),
        ((), "", None),
        ((spanish,), "pt-BR", None),  # small words of other languages look like ours
    ):
        web = Web(read(FEED, *entries, lang=stated))
        assert (await web.scout(FEED)).feeds[0].lang is lang


async def test_a_page_may_tell_the_language_of_a_feed_that_does_not() -> None:
    offering = FetchFailed(
        FeedUrl(PAGE), FailureKind.NOT_A_FEED, "web page", offers=(Offer(FEED, "El Diario", "es-CO"),)
    )
    (found,) = (await Web(offering, read(FEED, title="")).scout(PAGE)).feeds
    assert (found.title, found.lang, found.stated) == ("El Diario", Language.ES, "es-CO")


async def test_it_looks_over_the_network_as_the_service_does() -> None:
    with Origin() as origin:
        origin.serve("/f", rss(("One", "https://a.example/1"), title="The Example", extra="<language>en</language>"))
        origin.redirect("/old", "/f", 301)
        json_feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "In JSON",
            "items": [{"id": "1", "title": "x"}],
        }
        origin.serve("/json", json.dumps(json_feed), headers={"Content-Type": "application/feed+json"})
        async with scouting(load_settings({"BOT_ALLOW_NETS": "127.0.0.0/8"}), lambda _: None) as scout:
            (found,) = (await scout.scout(origin.base + "/json")).feeds
        assert (found.title, found.entries) == ("In JSON", 1)
        for nets, titles in ("127.0.0.0/8", ["The Example"]), ("", []):
            async with scouting(load_settings({"BOT_ALLOW_NETS": nets}), lambda _: None) as scout:
                findings = await scout.scout(origin.base + "/old")
            assert [found.title for found in findings.feeds] == titles
            assert ("not on the public internet" in findings.why) is (not titles)
