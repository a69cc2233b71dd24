"""What attackers serve costs a bounded piece of the parser's process, and no other feed anything.

`bench/hostile.py` measures how large that piece is.
"""

from __future__ import annotations

import gzip
import resource
import sys
from datetime import timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING

import pytest

from bot.fetch.document import Document
from bot.fetch.local import LocalFetcher
from bot.fetch.parser import Parsed, ParseFailed, parse
from bot.fetch.parsing import ParserProcess
from bot.fetch.worker import MOST_DATA, read
from bot.model import Batch, FailureKind, Fetched, FetchFailed, FetchOutcome, Language
from bot.model import FeedUrl as Url
from tests.builders import FEED_URL, T0
from tests.doubles.hostile import DOCUMENTS
from tests.doubles.origin import Answer, Origin, rss
from tests.fetch.test_local import job as job_at
from tests.fetch.test_worker import HOSTILE, job, received

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HOGS = ("attributes unfinished", "long author malformed", "many items", "objects in json", "references")
"""Documents that would take more memory than there is for them, some of it for lxml, some for feedparser."""
LITTLE = 0.002


@pytest.fixture
async def parser() -> AsyncIterator[ParserProcess]:
    running = ParserProcess()
    yield running
    await running.close()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_is_read_or_refused(name: str) -> None:
    """In little: none of them makes the parser raise, and none reads anything but itself."""
    result = parse(FEED_URL, Language.EN, Document(DOCUMENTS[name](LITTLE), FEED_URL))
    assert isinstance(result, Parsed | ParseFailed)
    assert "root:" not in repr(result), "what stands in /etc/passwd"


@pytest.mark.parametrize("name", ["entity bomb", "quadratic entity", "external entity"])
def test_entities_of_a_documents_own_say_nothing(name: str) -> None:
    result = parse(FEED_URL, Language.EN, Document(DOCUMENTS[name](1), FEED_URL))
    assert isinstance(result, Parsed)
    assert all(len(entry.title) <= 300 for entry in result.entries)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not count what is allocated")
@pytest.mark.parametrize("name", HOGS)
async def test_a_document_gets_so_much_memory_and_no_more(parser: ParserProcess, name: str) -> None:
    """And the process that refused it goes on to read the next."""
    failed = FetchFailed(FEED_URL, FailureKind.PARSER, "takes too much memory to read")
    assert await parser.read(job(), received(DOCUMENTS[name](1))) == failed
    assert parser._process is not None
    assert resource.prlimit(parser._process.pid, resource.RLIMIT_DATA) == (MOST_DATA, MOST_DATA)
    assert await parser.read(job(), received()) == read(job(), received())


async def test_a_large_feed_is_read_all_the_same(parser: ParserProcess) -> None:
    """Well-formed or not, of the size that the largest of real feeds have, in the widest of characters."""
    text = "palabras y más palabras 😎 " * 200
    items = "".join(f"<item><title>Título {n}</title><description>{text}</description></item>" for n in range(500))
    for end in ("", "&"):
        body = f"<rss version='2.0'><channel>{items}{end}</channel></rss>".encode()
        assert len(body) > 2_500_000
        outcome = await parser.read(job(), received(body))
        assert isinstance(outcome, Fetched)
        assert len(outcome.entries) == 500


async def fetch(urls: list[str], parser: ParserProcess) -> dict[str, FetchOutcome]:
    """Each polled by itself, all at once; networks as a public bot sees them, but for the origin's."""
    outcomes: dict[str, FetchOutcome] = {}

    async def keep(outcome: FetchOutcome) -> None:
        outcomes[outcome.url] = outcome

    fetcher = LocalFetcher(clock=lambda: T0, allow_nets=[ip_network("127.0.0.1")], parser=parser)
    await fetcher.start(keep)
    try:
        for number, url in enumerate(urls):
            assert await fetcher.submit(Batch(f"host-{number}", (job_at(url),), timedelta(0)))
        await fetcher.drain()
    finally:
        await fetcher.close()
    return outcomes


async def test_no_other_feed_pays() -> None:
    """One that hangs the parser, bombs, circles and chains into forbidden networks, and between them a good one."""
    with Origin() as origin:
        gzipped = {"Content-Encoding": "gzip"}
        expected = {
            origin.serve("/hangs", HOSTILE): FailureKind.PARSER,
            origin.always("/bomb", Answer(200, gzip.compress(b"\0" * 9_000_000), gzipped)): FailureKind.TOO_LARGE,
            origin.always("/endless", Answer(200, b"x" * 4_100_000)): FailureKind.TOO_LARGE,
            origin.redirect("/circle", "/circle"): FailureKind.REDIRECTS,
            origin.redirect("/to/private", "http://10.0.0.1/feed"): FailureKind.FORBIDDEN_ADDRESS,
            origin.redirect("/to/metadata", "http://169.254.169.254/"): FailureKind.FORBIDDEN_ADDRESS,
            origin.redirect("/to/mapped", "http://[::ffff:127.0.0.2]/"): FailureKind.FORBIDDEN_ADDRESS,
            origin.redirect("/to/file", "file:///etc/passwd"): FailureKind.FORBIDDEN_ADDRESS,
            origin.redirect("/chain", "/to/private"): FailureKind.FORBIDDEN_ADDRESS,
            origin.always("/path", Answer(200, b"/etc/passwd")): FailureKind.NOT_A_FEED,
        }
        good = origin.serve("/good", rss(("Read all the same", "https://a.example/1")))
        outcomes = await fetch([*expected, good], ParserProcess(seconds=0.5))
    refused = {url: outcome.kind for url, outcome in outcomes.items() if isinstance(outcome, FetchFailed)}
    assert refused == expected
    read_all_the_same = outcomes[Url(good)]
    assert isinstance(read_all_the_same, Fetched)
    assert [entry.title for entry in read_all_the_same.entries] == ["Read all the same"]
