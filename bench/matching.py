"""Matching with ten questions and with a hundred thousand, beside the floor: folding and tokenising alone.

All of it runs in one process in turns, so that a busy machine slows everything alike: trust the ratios. Build time and
memory are measured in a process each, which does nothing else.
"""

from __future__ import annotations

import gc
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import corpus
from bench.apart import measured_apart
from bench.processes import own_memory
from bench.table import table
from bot.core.match import build_index, match
from bot.model import Entry
from bot.text.fold import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TERM = re.compile(r'"[^"]+"|[^\s()"-][^\s()"]*')


@dataclass(frozen=True, slots=True)
class Scale:
    """How much to measure: questions, those that the peer can bear, entries a round, rounds, entries to warm up."""

    questions: tuple[int, ...] = (10, 1_000, 100_000)
    peer: tuple[int, ...] = (10, 1_000)
    entries: int = 400
    rounds: int = 15
    warm_up: int = 4_000


QUICK = Scale(questions=(10, 100), peer=(10,), entries=20, rounds=2, warm_up=20)


@dataclass(frozen=True, slots=True)
class Footprint:
    """Seconds to build an index, and the memory of a process that has it: after some matching, and at most."""

    build: float
    held: float
    peak: float


def run(scale: Scale) -> Iterator[str]:
    yield "Matching: which of the questions does an entry bear on?"
    footprints = {number: Footprint(**measured_apart(__name__, number, scale.warm_up)) for number in scale.questions}
    found, times = measure(_contenders(scale), scale)
    yield table(
        ("", "µs an entry", "entries a second", "times the floor", "found in an entry"),
        [_row(name, seconds, times["floor"], found[name]) for name, seconds in times.items()],
    )
    least = footprints[scale.questions[0]].held
    yield table(
        ("questions", "build, s", "memory held, MiB", "more than the first", "at most, MiB"),
        [
            (f"{number:,}", f"{one.build:.2f}", f"{one.held:.0f}", f"{one.held - least:+.0f}", f"{one.peak:.0f}")
            for number, one in footprints.items()
        ],
    )
    yield (
        "  floor: cutting the text into words and folding each, no question asked.\n"
        "  re: one alternation of all terms; it tells terms, not yet questions, and does not fold number."
    )


def _row(name: str, seconds: Sequence[float], floor: Sequence[float], found: float) -> tuple[str, ...]:
    middle = statistics.median(seconds)
    ratio = statistics.median(one / least for one, least in zip(seconds, floor, strict=True))
    return name, f"{middle * 1e6:,.1f}", f"{1 / middle:,.0f}", f"{ratio:.2f}", f"{found:.2f}" if found else "-"


# ------------------------------------------------------------------ time

Contender = Callable[[Sequence[Entry]], int]
"""Reads entries and says how much it found."""


def _contenders(scale: Scale) -> dict[str, Contender]:
    contenders: dict[str, Contender] = {"floor": _read_words}
    for number in scale.questions:
        contenders[f"{number:,} questions"] = _matcher(number)
    for number in scale.peer:
        contenders[f"{number:,} questions, re"] = _alternation(number)
    return contenders


def _read_words(entries: Sequence[Entry]) -> int:
    for entry in entries:
        words(entry.title, entry.lang)
        words(entry.summary, entry.lang)
    return 0


def _matcher(number: int) -> Contender:
    index = build_index(corpus.questions(number))
    return lambda entries: len(match(index, entries, corpus.FEED))


def _alternation(number: int) -> Contender:
    """The terms of all queries in one regular expression over folded text, the longest first."""
    terms = {
        re.escape(fold(term.strip('"*'))) + ("" if term.endswith("*") else r"\b")
        for question in corpus.questions(number)
        for query in question.match
        for term in _TERM.findall(query)
    }
    pattern = re.compile(r"\b(?:" + "|".join(sorted(terms, key=len, reverse=True)) + ")")

    def find(entries: Sequence[Entry]) -> int:
        return sum(len(set(pattern.findall(fold(f"{entry.title} {entry.summary}")))) for entry in entries)

    return find


def measure(contenders: Mapping[str, Contender], scale: Scale) -> tuple[dict[str, float], dict[str, list[float]]]:
    """What each finds in an entry, and its seconds an entry, in rounds of new entries and another order."""
    warm_up = corpus.entries(scale.warm_up, seed=0)
    for read in contenders.values():
        read(warm_up)
    found = dict.fromkeys(contenders, 0.0)
    times: dict[str, list[float]] = {name: [] for name in contenders}
    order = list(contenders)
    for number in range(1, scale.rounds + 1):
        entries = corpus.entries(scale.entries, seed=number)
        random.Random(number).shuffle(order)
        for name in order:
            start = time.perf_counter()
            found[name] += contenders[name](entries) / (scale.entries * scale.rounds)
            times[name].append((time.perf_counter() - start) / scale.entries)
    return found, times


# ------------------------------------------------------------------ memory


def _print_footprint(number: int, warm_up: int) -> None:
    """The questions stay in memory, as they do in the bot."""
    entries = corpus.entries(warm_up, seed=0)
    questions = corpus.questions(number)
    start = time.perf_counter()
    index = build_index(questions)
    build = time.perf_counter() - start
    match(index, entries, corpus.FEED)
    gc.collect()
    held, peak = own_memory()
    print(json.dumps({"build": build, "held": held, "peak": peak}))


if __name__ == "__main__":
    _print_footprint(int(sys.argv[1]), int(sys.argv[2]))
