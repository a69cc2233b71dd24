"""What a document costs the bot whose entries all match one question: processor time, and how long it holds the loop.

They are committed as the service does it, into a database on disk, by the poll job; nothing is fetched or sent.
"""

from __future__ import annotations

import asyncio
import gc
import random
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from bench import corpus
from bench.stalls import stalls
from bench.table import table
from bot.core.slices import slices
from bot.jobs.poll import Poll
from bot.jobs.watch import adopt, make_watch
from bot.model import (
    Config,
    DateAnswer,
    Entry,
    EntryKey,
    Fetched,
    Language,
    Question,
    QuestionId,
    Validators,
)
from bot.store import open_store
from tests.fakes import FakeClock, FakeFetcher, Fatal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Texts = Iterator[tuple[str, str]]

MOST = 2_000
"""As many entries as are read of a document."""
STALL = 100

_QUESTION = Question(
    QuestionId("visit"), {Language.EN: "When does Petro visit Trump?"}, ("Petro",), answer=DateAnswer()
)
_CONFIG = Config(
    feeds=(corpus.FEED,),
    questions=(_QUESTION,),
    freshness=timedelta(hours=48),
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)


def _news(draw: random.Random) -> Texts:
    """Each on something else."""
    for entry in corpus.entries(MOST, draw.randrange(100)):
        yield f"Petro visit: {entry.title}", entry.summary


def _stories(draw: random.Random) -> Texts:
    """Twenty pieces of news, over and over in other words."""
    words = corpus.vocabulary(Language.EN).words[300:6_000]
    stories = [draw.sample(words, 25) for _ in range(20)]
    while True:
        story = draw.choice(stories)
        yield (
            f"Petro visit {' '.join(draw.sample(story, 8))}",
            " ".join([*draw.sample(story, 12), *draw.sample(words, 12)]),
        )


def _numbers(draw: random.Random) -> Texts:
    """One text, each time with another number."""
    start = draw.randrange(1_000)
    for number in range(start, start + MOST):
        yield (
            f"Petro visit: {number} judges named",
            f"The president told Congress that {number} of them were to be named.",
        )


def _long(draw: random.Random) -> Texts:
    """As long as a summary is kept, all of the same few words, and with a date of its own."""
    words = corpus.vocabulary(Language.EN).words[100:700]
    while True:
        text = " ".join(draw.choices(words, k=400))
        yield (
            f"Petro visit {' '.join(draw.sample(words, 8))}",
            f"The visit is on Feb. {draw.randrange(1, 29)}. {text}"[:2000],
        )


def _dates(draw: random.Random) -> Texts:
    """Nothing but dates."""
    while True:
        yield f"Petro visit {draw.random()}", ("visit on Feb. 3 " * 200)[:2000]


_KINDS: Mapping[str, tuple[Callable[[random.Random], Texts], int]] = {
    "news": (_news, 100),
    "news of twenty stories": (_stories, 100),
    "all other news": (_news, MOST),
    "twenty stories": (_stories, MOST),
    "one text, other numbers": (_numbers, MOST),
    "long, of the same words": (_long, 300),
    "long, of dates": (_dates, 300),
}


def flood(*, quick: bool) -> str:
    with capture_logs():
        rows = [asyncio.run(_commit(name, make, 4 if quick else number)) for name, (make, number) in _KINDS.items()]
    return table(("", "entries", "slices", "CPU, s", f"loop held, ms of CPU (≤ {STALL})"), rows)


async def _commit(name: str, make: Callable[[random.Random], Texts], number: int) -> tuple[str, ...]:
    clock, watch = FakeClock(), make_watch(_CONFIG)
    entries = [
        _entry(*text, place, clock) for place, text in zip(range(number), make(random.Random(name)), strict=False)
    ]
    with tempfile.TemporaryDirectory() as folder:
        db = open_store(Path(folder) / "bot.db")
        adopt(db, watch, clock())
        poll = Poll(db, clock, FakeFetcher(), lambda: watch, lambda: 0.0, Fatal())
        await poll.take(_document())
        gc.collect()
        gc.freeze()  # as the service does
        async with stalls() as held:
            start = time.process_time()
            await poll.take(_document(*entries))
            spent = time.process_time() - start
            await asyncio.sleep(0.01)
        db.conn.close()
    return name, f"{number:,}", str(len(slices(entries, clock()))), f"{spent:.2f}", f"{held.work * 1e3:.0f}"


def _entry(title: str, summary: str, number: int, clock: FakeClock) -> Entry:
    key = str(number)
    address, published = f"https://news.example/{key}", clock() - number * timedelta(minutes=1)
    return Entry(
        *(corpus.FEED.url, EntryKey(key), key, key, address, title, summary, "", "", "", Language.EN, published)
    )


def _document(*entries: Entry) -> Fetched:
    return Fetched(corpus.FEED.url, Validators(), f"{len(entries)} entries", entries, ())
