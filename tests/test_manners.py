"""The whole bot before a server that counts: what it asks for, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING

import pytest

from bot.fetch.local import LocalFetcher
from bot.jobs.watch import make_watch
from bot.locale import read_catalogs
from bot.model import Config, Language
from bot.service import Service
from bot.store import feeds, open_store
from tests.builders import feed, question
from tests.doubles.origin import Answer, Origin, rss
from tests.fakes import FakeClock, FakeMessenger, FakeSleep

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

LOOPBACK = (ip_network("127.0.0.0/8"),)
MINUTE = timedelta(minutes=1)
CATALOGS = read_catalogs()
NEWS = ("Petro to visit the White House on Feb. 3", "https://news.example/1")


class Bot:
    """A service over a real fetcher; `path` keeps its state over restarts."""

    def __init__(self, path: Path | None, *urls: str) -> None:
        self.path, self.clock, self.messenger = path, FakeClock(), FakeMessenger()
        self.config = Config(
            feeds=tuple(replace(feed(url), every=15 * MINUTE) for url in urls),
            questions=(question(),),
            freshness=timedelta(days=365),
            floor=5 * MINUTE,
            spacing=timedelta(0),
        )

    async def start(self) -> None:
        self.service = Service(
            open_store(self.path),
            self.clock,
            LocalFetcher(clock=self.clock, contact="ops@news.example", allow_nets=LOOPBACK, sleep=FakeSleep()),
            self.messenger,
            CATALOGS,
            UTC,
            make_watch(self.config),
            terminal_language=Language.EN,
        )
        await self.service.start()

    async def round(self) -> None:
        await self.service.poll_round()
        await self.service.deliver_round()

    async def stop(self) -> None:
        await self.service.stop()
        self.service.db.close()


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as running:
        yield running


@pytest.fixture
async def bot(origin: Origin) -> AsyncIterator[Bot]:
    running = Bot(None, origin.serve("/feed", rss(NEWS)))
    await running.start()
    yield running
    await running.stop()


async def test_rule_33_a_new_feed_alerts_nobody_of_what_it_lists(bot: Bot, origin: Origin) -> None:
    """Rule 33: what comes afterwards does."""
    await bot.round()
    assert bot.messenger.sent == []
    origin.serve("/feed", rss(("Petro at the White House on Feb. 9", "https://news.example/2"), NEWS))
    bot.clock.advance(20 * MINUTE)
    await bot.round()
    assert len(bot.messenger.sent) == 1


async def test_rules_27_and_28_nothing_but_the_feed_is_asked_for(bot: Bot, origin: Origin) -> None:
    """Rule 27: a hub that is named is not subscribed to. Rule 28: no robots.txt, no icon, no page, no image."""
    hub = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="{origin.base}/hub"/>'
    page = f"<link>{origin.base}/</link><image><url>{origin.base}/icon.png</url></image>"
    origin.serve("/feed", rss(("Petro", origin.base + "/page"), extra=hub + page))
    await bot.round()
    bot.clock.advance(20 * MINUTE)
    await bot.round()
    assert {(request.method, request.path) for request in origin.requests} == {("GET", "/feed")}


async def test_rules_2_and_12_restarts_repeat_no_request(origin: Origin, tmp_path: Path) -> None:
    """Rule 12: restarted twice, no feed is asked before its time, and none without its validators.

    Rule 2: a feed that gave none gets none, however often it is asked.
    """
    bot = Bot(
        tmp_path / "bot.db", origin.serve("/both", rss(NEWS)), origin.serve("/none", rss(NEWS), validators="none")
    )
    for _ in range(3):
        await bot.start()
        await bot.round()
        await bot.stop()
    assert len(origin.requests) == 2
    bot.clock.advance(20 * MINUTE)
    await bot.start()
    await bot.round()
    await bot.stop()
    asked = {request.path: request.headers for request in origin.requests[2:]}
    assert {path: "if-none-match" in headers for path, headers in asked.items()} == {"/both": True, "/none": False}
    assert {path: "if-modified-since" in headers for path, headers in asked.items()} == {"/both": True, "/none": False}


async def test_rules_16_and_17_twenty_limited_feeds_of_one_host_are_refused_once(origin: Origin) -> None:
    """Rules 16, 17: the rest are not even asked, until Retry-After has passed."""
    limited = [origin.always(f"/{number}", Answer(429, headers={"Retry-After": "3600"})) for number in range(20)]
    bot = Bot(None, *limited)
    await bot.start()
    for _ in range(11):
        await bot.round()
        bot.clock.advance(5 * MINUTE)
    assert len(origin.requests) == 1
    await bot.stop()


async def test_rule_20_a_feed_that_is_gone_is_never_asked_again(bot: Bot, origin: Origin) -> None:
    """Rule 20."""
    origin.always("/feed", Answer(410))
    for _ in range(5):
        await bot.round()
        bot.clock.advance(timedelta(days=30))
    assert len(origin.requests) == 1


async def test_rule_21_a_feed_that_moved_is_polled_where_it_is_and_asked_about_where_it_was(
    bot: Bot, origin: Origin
) -> None:
    """Rule 21: three times over a day, then no more; it keeps its validators and entries throughout."""
    origin.serve("/new", rss(NEWS))
    url = origin.redirect("/feed", "/new", 301)
    for _ in range(4 * 36):
        await bot.round()
        bot.clock.advance(15 * MINUTE)
    paths = [request.path for request in origin.requests]
    assert paths.count("/feed") == 4
    state = feeds.feed_state(bot.service.db, type(feed().url)(url))
    assert state is not None
    assert state.address == origin.base + "/new"
    assert sum("if-none-match" not in r.headers for r in origin.requests if r.path == "/new") == 1
    assert bot.messenger.sent == []
