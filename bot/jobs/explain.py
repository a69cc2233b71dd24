"""Why an entry was told, or was not: the way it took, step by step, each with its reason.

It decides nothing: it lets the entry and all before it arrive once more, and reads what the core decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.core.shortfall import shortfall
from bot.model import Silence
from bot.text.fold import fold, labels
from bot.text.identity import canonical_url

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.core.shortfall import Part
    from bot.jobs.replay import Incoming, Step
    from bot.model import (
        Arrival,
        Config,
        Development,
        Entry,
        EntryKey,
        Evidence,
        Feed,
        FeedUrl,
        Match,
        Question,
        QuestionId,
        Transition,
    )

NEAREST = 3
"""How many titles are offered where none was meant."""

Name = tuple["FeedUrl", "EntryKey"]
"""What an entry is known by among those of all feeds."""


# ------------------------------------------------------------------ which entry is meant


@dataclass(frozen=True, slots=True)
class Found:
    """The entries that were meant; if none, those with the `nearest` titles. `is_exact`: not only by their titles."""

    entries: tuple[Entry, ...]
    is_exact: bool = False
    nearest: tuple[Entry, ...] = ()


def find(entries: Iterable[Entry], wanted: str) -> Found:
    """By address, guid or key; else by a piece of the title, whatever its case and accents."""
    entries = tuple({(entry.feed, entry.key): entry for entry in entries}.values())
    wanted = wanted.strip()
    if not wanted:
        return Found(())
    address = canonical_url(wanted)
    exact = [e for e in entries if wanted in (e.url, e.guid, e.key) or (address and canonical_url(e.url) == address)]
    if exact:
        return Found(tuple(exact), is_exact=True)
    piece = " ".join(fold(wanted).split())
    titled = [e for e in entries if piece in " ".join(fold(e.title).split())]
    return Found(tuple(titled), nearest=() if titled else _nearest(entries, wanted))


def _nearest(entries: Iterable[Entry], wanted: str) -> tuple[Entry, ...]:
    """Those that share most words with what was asked for; of addresses the words of the path count."""
    asked = set(labels(_path(wanted) or wanted))
    shared = [(len(asked & set(labels(f"{entry.title} {_path(entry.url)}"))), entry) for entry in entries]
    best = sorted((pair for pair in shared if pair[0] > 1), key=lambda pair: (-pair[0], pair[1].title, pair[1].key))
    return tuple(entry for _, entry in best[:NEAREST])


def _path(address: str) -> str:
    return urlsplit(canonical_url(address)).path


# ------------------------------------------------------------------ the way of an entry


@dataclass(frozen=True, slots=True)
class Bearing:
    """What came of a question that the entry matched.

    `development` is the one it reports, as that then stood; `joined` why it went there, or '' if it opened it.
    `steps` are those that the development took in this poll, `alerts` those of them that are told; `silence` is why
    none is, where that has a name. `late`: the feed had been unheard for hours.
    """

    question: Question
    match: Match
    evidence: Evidence
    development: Development
    joined: str
    steps: tuple[Transition, ...]
    alerts: tuple[Transition, ...]
    silence: Silence | None
    late: bool = False

    @property
    def opened(self) -> bool:
        return self.development.lead.entry == self.match.entry


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that the entry does not bear on, and the parts of its query.

    `passed_over`: it matches, but only in the background or behind another question's headline.
    """

    question: Question
    parts: tuple[Part, ...]
    passed_over: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """`feed` is None where feeds.yaml no longer has it. Without an `arrival` the entry was known already."""

    entry: Entry
    feed: Feed | None
    seen_at: datetime
    arrival: Arrival | None
    bearings: tuple[Bearing, ...] = ()
    misses: tuple[Miss, ...] = ()


def up_to(incoming: Sequence[Incoming], wanted: Collection[Name]) -> Sequence[Incoming]:
    """What is needed to know what became of the wanted entries: all that came until the last of them did."""
    last = max((n for n, one in enumerate(incoming, 1) if any(_is_wanted(e, wanted) for e in one.entries)), default=0)
    return incoming[:last]


def traces(
    config: Config, steps: Iterable[Step], wanted: Collection[Name], watched_since: Mapping[QuestionId, datetime]
) -> Iterator[Trace]:
    """One for each time that a wanted entry came: more than one where its headline changed.

    `watched_since` are the questions that were not watched from the start.
    """
    for step in steps:
        look = _Look(config, step, watched_since)
        yield from (look.trace(entry) for entry in step.incoming.entries if _is_wanted(entry, wanted))


def _is_wanted(entry: Entry, wanted: Collection[Name]) -> bool:
    return (entry.feed, entry.key) in wanted


@dataclass(frozen=True, slots=True)
class _Look:
    """At one poll of a replay."""

    config: Config
    step: Step
    watched_since: Mapping[QuestionId, datetime]

    def trace(self, entry: Entry) -> Trace:
        plan, incoming = self.step.plan, self.step.incoming
        arrival = next((a for a in plan.arrivals if a.entry == entry), None)
        if arrival is None:
            return Trace(entry, incoming.feed, incoming.at, None)
        found = {match.question: match for match in plan.matches if match.entry == entry}
        passed_over = {match.question for match in plan.passed_over if match.entry == entry}
        asked, beside = [], []
        for question in self.config.questions:
            if question.id in found:
                asked.append(self._bearing(question, found[question.id], arrival))
            else:
                parts = shortfall(question, entry, incoming.feed)
                beside.append(Miss(question, parts, passed_over=question.id in passed_over))
        return Trace(entry, incoming.feed, incoming.at, arrival, tuple(asked), tuple(beside))

    def _bearing(self, question: Question, match: Match, arrival: Arrival) -> Bearing:
        plan = self.step.plan
        report = next(r for r in plan.reports if r.evidence.entry == match.entry and r.question == question.id)
        development = next(d for d in plan.developments if d.id == report.development.id)
        steps = tuple(t for t in plan.transitions if t.development == development.id)
        silence = arrival.silence
        if silence is None and arrival.seen_at < self.watched_since.get(question.id, arrival.seen_at):
            silence = Silence.FIRST_SIGHT_OF_QUESTION
        return Bearing(
            question=question,
            match=match,
            evidence=report.evidence,
            development=development,
            joined=report.joined,
            steps=steps,
            alerts=() if silence else tuple(t for t in steps if t.id in plan.alerts),
            silence=silence,
            late=plan.late,
        )
