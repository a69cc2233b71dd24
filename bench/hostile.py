"""What hostile servers cost: time and memory of the parser's process, and delay of the event loop, beside their limits.

Each document gets a process of its own, so that its memory can be told; what is hostile in the network is fetched all
at once, while a good feed is polled over and over.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING

from bench.flood import flood
from bench.processes import Watched
from bench.stalls import stalls
from bench.table import table
from bot.fetch.document import Document, Received
from bot.fetch.local import LocalFetcher
from bot.fetch.parsing import ParserProcess
from bot.model import Batch, FeedUrl, Fetched, FetchFailed, FetchJob, Language, Validators
from tests.doubles.hostile import DOCUMENTS
from tests.doubles.origin import Answer, Origin, rss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model import FetchOutcome

SECONDS, MEGABYTES, STALL = 10, 100, 100
"""What a document may cost: seconds of the process, its memory in all, milliseconds of the loop."""
_MIB = 1.048576
"""MB in one."""
_FEW, _LITTLE = 3, 0.002
_ADDRESS = FeedUrl("https://feeds.example/rss")
_GOOD = rss(("Read all the same", "https://a.example/1"))


def run(*, quick: bool) -> Iterator[str]:
    yield "Hostile documents: what do they cost the parser's process, and the event loop?"
    names = list(DOCUMENTS)[:_FEW] if quick else DOCUMENTS
    rows = [asyncio.run(_read(name, _LITTLE if quick else 1)) for name in names]
    head = ("", "MB", f"s (≤ {SECONDS})", f"memory, MB (≤ {MEGABYTES})", f"loop held, ms (≤ {STALL})", "outcome")
    yield table(head, rows)
    yield "Documents whose entries all match one question: how long does the bot let nothing else happen?"
    yield flood(quick=quick)
    yield "Hostile servers, all at once: what becomes of them, and of a good feed meanwhile?"
    yield asyncio.run(_serve(quick=quick))


async def _read(name: str, scale: float) -> tuple[str, ...]:
    body = DOCUMENTS[name](scale)
    parser = ParserProcess(seconds=SECONDS)
    await parser.read(*_asked(_GOOD.encode()))
    process = parser._process  # noqa: SLF001 - measured from outside
    assert process  # noqa: S101 - it has just read one
    with Watched(process.pid) as watched:
        async with stalls() as longest:
            start = time.perf_counter()
            outcome = await parser.read(*_asked(body))
            seconds = time.perf_counter() - start
    await parser.close()
    memory = f"{watched.cost.memory * _MIB:.0f}" if watched.cost.memory else "-"
    return name, f"{len(body) / 1e6:.1f}", f"{seconds:.2f}", memory, f"{longest.wait * 1e3:.0f}", _told(outcome)


def _asked(body: bytes) -> tuple[FetchJob, Received]:
    return _job(_ADDRESS), Received(Document(body, _ADDRESS), Validators(), "")


def _job(url: str) -> FetchJob:
    return FetchJob(FeedUrl(url), Language.EN, Validators(), None, {})


def _told(outcome: FetchOutcome) -> str:
    match outcome:
        case Fetched():
            return f"entries: {len(outcome.entries)}"
        case FetchFailed():
            return outcome.kind.value
    return "unchanged"


# ------------------------------------------------------------------ servers


async def _serve(*, quick: bool) -> str:
    outcomes: dict[str, tuple[float, FetchOutcome]] = {}
    start = 0.0
    heard = asyncio.Event()

    async def keep(outcome: FetchOutcome) -> None:
        outcomes[outcome.url] = time.perf_counter() - start, outcome
        if outcome.url.endswith("/good"):
            heard.set()

    fetcher = LocalFetcher(clock=lambda: datetime(2026, 1, 14, tzinfo=UTC), allow_nets=[ip_network("127.0.0.0/29")])
    await fetcher.start(keep)
    # A host is asked one thing at a time, so those that take long have one each, and so has the good feed.
    with (
        Origin() as origin,
        Origin("127.0.0.2") as dripping,
        Origin("127.0.0.3") as silent,
        Origin("127.0.0.4") as other,
    ):
        names = _hostile_servers(origin)
        if not quick:
            names[dripping.always("/drip", Answer(200, _GOOD.encode(), drip=0.5))] = "a byte every half second"
            names[silent.always("/silent", Answer(200, _GOOD.encode(), pause=60))] = "no answer"
        good = other.serve("/good", _GOOD)
        async with stalls() as longest:
            start = time.perf_counter()
            for number, url in enumerate(names):
                await fetcher.submit(Batch(f"host-{number}", (_job(url),), timedelta(0)))
            slowest, polls = 0.0, 0
            while not names.keys() <= outcomes.keys():
                asked = time.perf_counter()
                heard.clear()
                await fetcher.submit(Batch("good", (_job(good),), timedelta(0)))
                await heard.wait()
                slowest, polls = max(slowest, time.perf_counter() - asked), polls + 1
                await asyncio.sleep(0.1)
        await fetcher.close()
    rows = [(name, f"{outcomes[url][0]:.2f}", _told(outcomes[url][1])) for url, name in names.items()]
    return (
        f"{table(('', 's', 'outcome'), rows)}\n\n  The good feed was read {polls} times, at the slowest in "
        f"{slowest:.2f} s; the loop was held for {longest.wait * 1e3:.0f} ms at most (≤ {STALL})."
    )


def _hostile_servers(origin: Origin) -> dict[str, str]:
    """Address → what is hostile there."""
    for step in range(8):
        origin.redirect(f"/chain/{step}", f"/chain/{step + 1}")
    return {
        origin.always("/bomb", Answer(200, _gzip_bomb(), {"Content-Encoding": "gzip"})): "gzip bomb",
        origin.always("/endless", Answer(200, b"<rss>" * 2_000_000)): "endless body",
        origin.redirect("/loop", "/loop"): "redirect loop",
        origin.base + "/chain/0": "chain of redirects",
        origin.redirect("/private", "http://10.0.0.1/"): "redirect to a private address",
        origin.redirect("/metadata", "http://169.254.169.254/latest/"): "redirect to cloud metadata",
        origin.redirect("/mapped", "http://[::ffff:127.0.0.9]/"): "redirect to a mapped address",
        origin.redirect("/file", "file:///etc/passwd"): "redirect to a file",
        origin.always("/path", Answer(200, b"/etc/passwd")): "a body that is a path",
        origin.always("/cut", Answer(200, _GOOD.encode(), cut=100)): "a body cut short",
    }


def _gzip_bomb() -> bytes:
    """A megabyte that unpacks to a thousand, as ten members of a hundred that are made once."""
    packer = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    return (b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()) * 10
