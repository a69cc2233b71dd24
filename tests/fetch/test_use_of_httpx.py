"""httpx as it must be used: what its faults would cost a bot that runs for months."""

from __future__ import annotations

import asyncio
import ssl
from concurrent.futures import Executor
from datetime import timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.fetch.local import LocalFetcher
from bot.model import Batch, FailureKind, FeedUrl, Fetched, FetchFailed, FetchJob, FetchOutcome, Language, Validators
from tests.builders import T0
from tests.doubles.captured_log import captured_log
from tests.doubles.origin import Answer, Origin, rss

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import datetime

LOOPBACK = [ip_network("127.0.0.0/8")]
BODY = rss(("Petro flies to Washington", "https://news.example/1"))


def clock() -> datetime:
    return T0


def batch(*urls: str, host: str = "127.0.0.1") -> Batch:
    jobs = tuple(FetchJob(FeedUrl(url), Language.EN, Validators(), None, {}) for url in urls)
    return Batch(host, jobs, timedelta(0))


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as running:
        running.serve("/feed", BODY)
        yield running


@pytest.fixture
def outcomes() -> list[FetchOutcome]:
    return []


@pytest.fixture
async def fetcher(outcomes: list[FetchOutcome]) -> AsyncIterator[LocalFetcher]:
    running = LocalFetcher(clock=clock, contact="ops@news.example", allow_nets=LOOPBACK)

    async def keep(outcome: FetchOutcome) -> None:
        outcomes.append(outcome)

    await running.start(keep)
    yield running
    await running.close()


async def until_asked(origin: Origin, times: int = 1) -> None:
    async with asyncio.timeout(10):
        while len(origin.requests) < times:  # noqa: ASYNC110 - the origin counts requests; it tells nobody
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, BODY.encode(), pause=60),
        Answer(200, BODY.encode(), drip=60),
        Answer(302, headers={"Location": "/feed"}, pause=60),
    ],
)
async def test_at_a_stop_a_request_is_ended_from_within_and_its_feed_stays_due(
    fetcher: LocalFetcher, outcomes: list[FetchOutcome], origin: Origin, answer: Answer
) -> None:
    """A cancelled request leaks its slot of the pool for good (encode/httpcore 1093): no task is cancelled in one."""
    assert await fetcher.submit(batch(origin.always("/slow", answer), origin.base + "/feed"))
    await until_asked(origin)
    task = fetcher._batches["127.0.0.1"]
    async with asyncio.timeout(5):
        await fetcher.close()
    assert task.done()
    assert not task.cancelled()
    assert task.exception() is None
    assert outcomes == []
    assert len(origin.requests) == 1


async def test_a_connection_that_is_being_made_is_ended_so_too(outcomes: list[FetchOutcome]) -> None:
    async def never(host: str, port: int) -> list[str]:
        asked.set()
        await asyncio.Event().wait()
        return []

    async def keep(outcome: FetchOutcome) -> None:
        outcomes.append(outcome)

    asked = asyncio.Event()
    fetcher = LocalFetcher(clock=clock, resolve=never)
    await fetcher.start(keep)
    assert await fetcher.submit(batch("http://news.example/feed", host="news.example"))
    await asked.wait()
    task = fetcher._batches["news.example"]
    async with asyncio.timeout(5):
        await fetcher.close()
    assert not task.cancelled()
    assert outcomes == []


async def test_each_fetch_has_a_client_of_its_own_over_one_tls_context(
    outcomes: list[FetchOutcome], origin: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shared client's pool is quadratic and leaks; a TLS context of its own would cost 50 ms of CPU a fetch."""
    made = []
    make_context, make_client = ssl.create_default_context, httpx.AsyncClient.__init__

    def count_context(*args: Any, **more: Any) -> ssl.SSLContext:
        made.append("context")
        return make_context(*args, **more)

    def count_client(self: httpx.AsyncClient, *args: Any, **more: Any) -> None:
        made.append("client")
        make_client(self, *args, **more)

    monkeypatch.setattr(ssl, "create_default_context", count_context)
    monkeypatch.setattr(httpx.AsyncClient, "__init__", count_client)

    async def keep(outcome: FetchOutcome) -> None:
        outcomes.append(outcome)

    fetcher = LocalFetcher(clock=clock, allow_nets=LOOPBACK)
    await fetcher.start(keep)
    await fetcher.submit(batch(*[origin.base + "/feed"] * 3))
    await fetcher.drain()
    await fetcher.close()
    assert [isinstance(outcome, Fetched) for outcome in outcomes] == [True] * 3
    assert made == ["context", "client", "client", "client"]


async def test_http_1_1_and_no_connection_is_kept(fetcher: LocalFetcher, origin: Origin) -> None:
    """One request a host gains nothing from HTTP/2, and polls minutes apart nothing from kept connections."""
    await fetcher.submit(batch(origin.base + "/feed"))
    await fetcher.drain()
    (request,) = origin.requests
    assert (request.version, request.headers["connection"]) == ("HTTP/1.1", "close")


class NoExecutor(Executor):
    """Whoever uses the loop's own threads fails."""

    def submit(self, *args: Any, **more: Any) -> Any:
        raise AssertionError("the loop's executor was used")


async def test_names_are_resolved_in_threads_of_their_own(
    fetcher: LocalFetcher, outcomes: list[FetchOutcome], origin: Origin
) -> None:
    """The loop has six: a few dead name servers would stall every lookup."""
    loop = asyncio.get_running_loop()
    loop._default_executor = NoExecutor()  # type: ignore[attr-defined]
    await fetcher.submit(batch(origin.base.replace("127.0.0.1", "localhost") + "/feed", host="localhost"))
    await fetcher.drain()
    loop._default_executor = None  # type: ignore[attr-defined]
    (outcome,) = outcomes
    assert not isinstance(outcome, FetchFailed) or outcome.kind is not FailureKind.INTERNAL


async def test_rule_31_credentials_reach_no_log_and_no_outcome(
    fetcher: LocalFetcher, outcomes: list[FetchOutcome], origin: Origin
) -> None:
    """Rule 31: neither those of the address nor those of a redirect, not even where everything is logged."""
    origin.redirect("/here", origin.base.replace("//", "//other:hidden@") + "/feed", 301)
    dead = "http://user:secret@127.0.0.1:1/feed"
    live = origin.base.replace("//", "//user:secret@") + "/here"
    with captured_log() as log:
        await fetcher.submit(batch(dead, live))
        await fetcher.drain()
    said = log.getvalue() + "".join(str(outcome).replace(outcome.url, "") for outcome in outcomes)
    assert "secret" not in said.replace(dead, "").replace(live, "")
    assert "hidden" not in said
