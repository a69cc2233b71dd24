"""The whole fetcher over real HTTP and a real parser process: batches in, outcomes out, nothing shared but a host."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING

import pytest

from bot.fetch.local import LocalFetcher
from bot.fetch.parsing import ParserProcess
from bot.model import (
    Batch,
    FailureKind,
    Fetched,
    FetchFailed,
    FetchJob,
    FetchOutcome,
    Language,
    Trail,
    Unchanged,
    Validators,
)
from bot.model import FeedUrl as Url
from tests.builders import T0
from tests.doubles.captured_log import captured_log
from tests.doubles.origin import LAST_MODIFIED, Answer, Origin, rss
from tests.fakes import FakeSleep

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from datetime import datetime

    from bot.ports import Fetcher

LOOPBACK = [ip_network("127.0.0.0/8")]
BODY = rss(("Petro flies to Washington", "https://news.example/1"))


def clock() -> datetime:
    return T0


@dataclass
class Bench:
    """A fetcher at work, and what came of it."""

    fetcher: LocalFetcher
    sleeps: FakeSleep
    outcomes: list[FetchOutcome] = field(default_factory=list)

    async def keep(self, outcome: FetchOutcome) -> None:
        self.outcomes.append(outcome)

    async def fetch(self, *urls: str, host: str = "127.0.0.1", spacing: float = 0) -> list[FetchOutcome]:
        assert await self.fetcher.submit(batch(*urls, host=host, spacing=spacing))
        await self.fetcher.drain()
        return self.outcomes


@pytest.fixture(scope="module")
def origin() -> Iterator[Origin]:
    with Origin() as running:
        running.serve("/feed", BODY)
        yield running


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    sleeps = FakeSleep()
    fetcher = LocalFetcher(clock=clock, contact="ops@news.example", allow_nets=LOOPBACK, sleep=sleeps)
    running = Bench(fetcher, sleeps)
    await fetcher.start(running.keep)
    yield running
    await fetcher.close()


def job(url: str, validators: Validators | None = None) -> FetchJob:
    return FetchJob(Url(url), Language.EN, validators or Validators(), None, {})


def batch(*urls: str, host: str = "127.0.0.1", spacing: float = 0) -> Batch:
    return Batch(host, tuple(job(url) for url in urls), timedelta(seconds=spacing))


async def test_a_feed_is_fetched_and_parsed(bench: Bench, origin: Origin) -> None:
    (outcome,) = await bench.fetch(origin.base + "/feed")
    assert isinstance(outcome, Fetched)
    assert [entry.title for entry in outcome.entries] == ["Petro flies to Washington"]
    assert origin.requests[-1].headers["user-agent"].endswith("(+ops@news.example)")


async def test_rule_8_what_cannot_be_read_is_told_with_what_saves_reading_it_again(
    bench: Bench, origin: Origin
) -> None:
    """Rule 8: its validators, and its hash."""
    url = origin.serve("/no-feed", "neither XML nor JSON", validators="modified")
    (outcome,) = await bench.fetch(url)
    assert isinstance(outcome, FetchFailed)
    assert outcome.kind is FailureKind.NOT_A_FEED
    again = FetchJob(Url(url), Language.EN, outcome.validators, outcome.body_hash, {})
    assert outcome.validators == Validators(None, LAST_MODIFIED, url)
    for job_again in (again, replace(again, validators=Validators())):
        assert await bench.fetcher.submit(Batch("127.0.0.1", (job_again,), timedelta(0)))
        await bench.fetcher.drain()
    revalidated = [one.revalidated for one in bench.outcomes[1:] if isinstance(one, Unchanged)]
    assert revalidated == [True, False], "a 304, and the same bytes"


async def test_what_is_unchanged_needs_no_parser(bench: Bench, origin: Origin) -> None:
    (first,) = await bench.fetch(origin.base + "/feed")
    assert isinstance(first, Fetched)
    await bench.fetcher._parser.close()
    again = Batch("127.0.0.1", (job(first.url, first.validators),), timedelta(0))
    assert await bench.fetcher.submit(again)
    await bench.fetcher.drain()
    trail = Trail(first.url, own_net=True)
    assert bench.outcomes[1] == Unchanged(first.url, first.validators, revalidated=True, trail=trail)
    assert bench.fetcher._parser._process is None


async def test_a_feed_that_fails_stops_no_other(bench: Bench, origin: Origin) -> None:
    """Down, malformed, HTML, hanging up: each is its own outcome, in order."""
    origin.always("/down", Answer(500))
    origin.always("/html", Answer(200, b"<html>"))
    origin.always("/hangs-up", Answer(raw=b""))
    urls = [origin.base + path for path in ("/down", "/html", "/hangs-up", "/missing", "/feed")]
    outcomes = await bench.fetch(*urls)
    assert [outcome.url for outcome in outcomes] == urls
    kinds = [outcome.kind for outcome in outcomes if isinstance(outcome, FetchFailed)]
    http, html, gone = FailureKind.HTTP_STATUS, FailureKind.NOT_A_FEED, FailureKind.UNREACHABLE
    assert kinds == [http, html, gone, FailureKind.MISSING]
    assert isinstance(outcomes[-1], Fetched)


async def test_rule_24_requests_to_a_host_keep_their_distance(bench: Bench, origin: Origin) -> None:
    """Rule 24: between the starts of two requests, in one batch or in two, under whatever name the batch goes."""
    await bench.fetch(*[origin.base + "/feed"] * 3, spacing=60)
    assert len(bench.sleeps.taken) == 2
    await bench.fetch(origin.base + "/feed", spacing=60)
    await bench.fetch(origin.base + "/feed", host="elsewhere", spacing=60)
    assert len(bench.sleeps.taken) == 4
    assert all(50 < seconds <= 60 for seconds in bench.sleeps.taken)


async def test_rule_24_a_redirect_is_a_request_too(bench: Bench, origin: Origin) -> None:
    """Rule 24: the host that it leads to has its turn, also where it is the same."""
    with Origin("127.0.0.2") as other:
        other.serve("/feed", BODY)
        origin.redirect("/here", "/there")
        origin.redirect("/there", other.base + "/feed")
        await bench.fetch(origin.base + "/here", other.base + "/feed", spacing=60)
    assert [isinstance(outcome, Fetched) for outcome in bench.outcomes] == [True, True]
    assert len(bench.sleeps.taken) == 2


async def test_rule_17_after_a_throttled_feed_the_rest_of_its_batch_is_left_alone(bench: Bench) -> None:
    """Rule 17: of twenty limited feeds on one host, one is refused, not twenty."""
    with Origin() as limited:
        urls = [limited.always(f"/{n}", Answer(429, headers={"Retry-After": "120"})) for n in range(20)]
        await bench.fetch(*urls)
        assert len(limited.requests) == 1
    assert [outcome.url for outcome in bench.outcomes] == urls[:1]


async def test_rule_17_but_not_where_the_server_asks_for_no_time(bench: Bench, origin: Origin) -> None:
    """Rule 17: 503 alone may be the fault of that one feed."""
    origin.always("/unavailable", Answer(503))
    await bench.fetch(origin.base + "/unavailable", origin.base + "/feed")
    assert [outcome.url for outcome in bench.outcomes] == [origin.base + "/unavailable", origin.base + "/feed"]


async def test_rule_17_but_not_where_it_was_another_server_that_throttled(bench: Bench, origin: Origin) -> None:
    """Rule 17."""
    with Origin("127.0.0.2") as other:
        origin.redirect("/gone-there", other.always("/limited", Answer(429)))
        await bench.fetch(origin.base + "/gone-there", origin.base + "/feed")
    assert [outcome.url for outcome in bench.outcomes] == [origin.base + "/gone-there", origin.base + "/feed"]


async def test_a_host_in_flight_takes_no_second_batch(bench: Bench, origin: Origin) -> None:
    one = batch(origin.base + "/feed")
    assert [await bench.fetcher.submit(one) for _ in range(2)] == [True, False]
    await bench.fetcher.drain()
    assert len(bench.outcomes) == 1
    assert await bench.fetcher.submit(one)
    await bench.fetcher.drain()


async def test_so_many_batches_and_no_more(bench: Bench) -> None:
    taken = [await bench.fetcher.submit(batch(host=f"host{n}")) for n in range(65)]
    assert taken == [True] * 64 + [False]
    await bench.fetcher.drain()
    assert await bench.fetcher.submit(batch(host="host64"))


async def test_hosts_are_fetched_side_by_side(bench: Bench, origin: Origin) -> None:
    """A slow one delays itself only."""
    with Origin("127.0.0.2") as other:
        other.always("/slow", Answer(200, BODY.encode(), pause=60))
        assert await bench.fetcher.submit(batch(other.base + "/slow", host="slow"))
        assert await bench.fetcher.submit(batch(origin.base + "/feed", host="quick"))
        async with asyncio.timeout(10):
            await bench.fetcher._batches["quick"]
    assert [outcome.url for outcome in bench.outcomes] == [origin.base + "/feed"]


async def test_closing_stops_at_once_and_reports_nothing_more(bench: Bench, origin: Origin) -> None:
    """A batch that waits for a slow server too; the parser's process ends with it."""
    origin.always("/slow", Answer(200, BODY.encode(), pause=60))
    assert await bench.fetcher.submit(batch(origin.base + "/feed", host="quick"))
    assert await bench.fetcher.submit(batch(origin.base + "/slow", host="slow"))
    await bench.fetcher._batches["quick"]
    async with asyncio.timeout(2):
        await bench.fetcher.close()
    assert len(bench.outcomes) == 1
    assert bench.fetcher._parser._process is None


async def test_a_bug_of_ours_is_an_outcome_and_a_traceback_in_the_log(origin: Origin) -> None:
    """The feed stays due, the others go on, and whoever mends it finds it."""

    async def broken(host: str, port: int) -> Sequence[str]:
        raise ZeroDivisionError("of ours")

    with captured_log() as log:
        fetcher = LocalFetcher(clock=clock, resolve=broken)
        running = Bench(fetcher, FakeSleep())
        await fetcher.start(running.keep)
        outcomes = await running.fetch("http://a.example/feed")
        await fetcher.close()
    assert outcomes == [
        FetchFailed(Url("http://a.example/feed"), FailureKind.INTERNAL, "a bug of ours (ZeroDivisionError)")
    ]
    assert "ZeroDivisionError: of ours" in log.getvalue()


async def test_a_caller_that_raises_loses_that_outcome_only(origin: Origin) -> None:
    heard = []

    async def hear(outcome: FetchOutcome) -> None:
        heard.append(outcome.url)
        if len(heard) == 1:
            raise ValueError("a disk is full")

    with captured_log() as log:
        fetcher = LocalFetcher(clock=clock, allow_nets=LOOPBACK)
        await fetcher.start(hear)
        assert await fetcher.submit(batch(origin.base + "/missing", origin.base + "/missing"))
        await fetcher.drain()
        await fetcher.close()
    assert heard == [origin.base + "/missing"] * 2
    assert "a disk is full" in log.getvalue()


async def test_it_is_a_fetcher() -> None:
    fetcher: Fetcher = LocalFetcher(clock=clock, parser=ParserProcess())
    await fetcher.drain()
    await fetcher.close()
