"""Which development an entry reports: one already known, or a new one. Nothing is dropped.

Reports are compared within one question only, and by what they say only within `WINDOW`. What states another number,
another answer or the contrary is another development, however alike the words are.
"""

from __future__ import annotations

from bisect import bisect, bisect_left, insort
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from functools import cache
from hashlib import blake2b
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.core.copies import WINDOW, Copies, are_near
from bot.core.reading import Reading, Told, conflict, is_apart, read
from bot.model import Development, DevelopmentId, Phase, Report
from bot.text.resemblance import Commonness, Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.core.reading import Answer
    from bot.model import Evidence, QuestionId, Silence

    _IsOpen = Callable[[DevelopmentId], bool]

HISTORY = timedelta(days=15)
"""How far back developments are worth knowing: for dates still to come, and for which words are common."""

MOST_KNOWN = 200
"""How many of the latest reports on a question others are compared with: each poll reads them all."""

_DAY = timedelta(days=1)
_NAMED = 3
"""How many shared words a reason names."""


def cluster(
    question: QuestionId,
    arriving: Iterable[tuple[Evidence, Silence | None]],
    recent: Iterable[Development],
    *,
    asked: frozenset[str] = frozenset(),
    known: str = "",
) -> tuple[Report, ...]:
    """Sort evidence, in the order given, into the recent developments of one question and new ones.

    `asked` are the concepts (`bot.text.salience.topics`) of what is asked by this question and those beside it:
    they stand in most reports, so they hardly tell one from another. `known` is the answer when the watch began.
    """
    news = _News(asked, known)
    for development, piece in sorted(((d, p) for d in recent for p in d.evidence), key=_arrival)[-MOST_KNOWN:]:
        news.add(development, read(piece))
    reports = []
    for evidence, silence in arriving:
        reading = read(evidence)
        thread, joined = news.find(reading)
        if thread:
            before = thread.development
            after = replace(before, evidence=(*before.evidence, evidence))
        else:
            after = Development(_id(question, evidence), question, Phase.OPEN, evidence.seen_at, (evidence,))
        news.add(after, reading)
        reports.append(Report(after, joined, silence))
    return tuple(reports)


def _arrival(known: tuple[Development, Evidence]) -> tuple[datetime, datetime, str, str, datetime, str]:
    """What came in one document stands in the order in which it was read."""
    development, piece = known
    entry = piece.entry
    return piece.seen_at, piece.published, entry.key, entry.feed, development.opened_at, development.id


class _Thread:
    """A development, with what its evidence tells and when that was published."""

    def __init__(self, development: Development) -> None:
        self.development = development
        self.told = Told()
        self.group = Group()
        self._published: list[datetime] = []

    def add(self, development: Development, reading: Reading) -> None:
        self.development = development
        self.told.add(reading)
        insort(self._published, reading.published)

    def gap(self, reading: Reading) -> timedelta:
        at = bisect(self._published, reading.published)
        return min(abs(reading.published - other) for other in self._published[max(at - 1, 0) : at + 1])


class _News:
    """All that is known on one question."""

    def __init__(self, asked: frozenset[str], known: str) -> None:
        self._known = known
        self._threads: dict[DevelopmentId, _Thread] = {}
        self._opened: list[_Thread] = []
        self._readings: list[tuple[_Thread, Reading]] = []
        self._answers: defaultdict[Answer, list[int]] = defaultdict(list)
        self._published: list[tuple[datetime, int]] = []
        self._copies = Copies()
        self._commonness = Commonness(asked)

    def add(self, development: Development, reading: Reading) -> None:
        thread = self._threads.get(development.id)
        if thread is None:
            thread = self._threads[development.id] = _Thread(development)
            self._opened.append(thread)
        if reading.answer is not None:
            self._answers[reading.answer].append(len(self._readings))
        thread.add(development, reading)
        self._readings.append((thread, reading))
        self._copies.add(reading)
        self._commonness.add(reading.salience, thread.group)
        insort(self._published, (reading.published, thread.group.number))

    def find(self, reading: Reading) -> tuple[_Thread | None, str]:
        """The development that an entry reports, and why; None if that is a new one."""
        apart: set[DevelopmentId] = set()
        for copied in self._copies.of(reading):
            thread, other = self._readings[copied.number]
            if not copied.differ(reading.gist, other.gist) and not is_apart(reading, other):
                return thread, copied.reason
            apart.add(thread.development.id)

        @cache
        def is_open(id_: DevelopmentId) -> bool:
            return id_ not in apart and not conflict(reading, self._threads[id_].told)

        first = self._first_told_lately(reading)
        if reading.is_turn and first is None:
            return None, ""
        return (
            self._of_same_date(reading, is_open)
            or self._of_same_choice(reading, first, is_open)
            or self._restated(reading, is_open)
            or (None, "")
        )

    def _of_same_date(self, reading: Reading, is_open: _IsOpen) -> tuple[_Thread, str] | None:
        """However long ago: until a date has come, to name it again is to restate it, for what it may be."""
        today = reading.published.date()
        if not any(answer.is_coming(today) for answer in self._answers):
            return None
        found = [
            (number, answer)
            for answer in reading.named()
            if answer.is_coming(today)
            for number in self._answers.get(answer, ())
            if is_open(self._readings[number][0].development.id)
        ]
        if not found:
            return None
        number, answer = max(found, key=itemgetter(0))
        return self._readings[number][0], f"the same date: {answer.value}"

    def _first_told_lately(self, reading: Reading) -> _Thread | None:
        """Where the choice that it asserts was asserted first within the window."""
        answer = reading.answer
        if answer is None or not answer.is_asserted_choice:
            return None
        told = (self._readings[number] for number in self._answers.get(answer, ()))
        return next((thread for thread, other in told if are_near(reading, other)), None)

    def _of_same_choice(self, reading: Reading, first: _Thread | None, is_open: _IsOpen) -> tuple[_Thread, str] | None:
        """While it is news that a choice is the answer, who asserts it restates that. What was known is no news."""
        answer = reading.answer
        if answer is None or first is None or not is_open(first.development.id):
            return None
        if answer.value == self._known and not reading.is_turn:
            return None
        return first, f"the same answer: {answer.value}"

    def _restated(self, reading: Reading, is_open: _IsOpen) -> tuple[_Thread, str] | None:
        since = bisect_left(self._published, (reading.published - WINDOW, 0))
        until = bisect(self._published, (reading.published + WINDOW, len(self._opened)))
        near = {number for _, number in self._published[since:until]}
        if not near:
            return None

        def days(group: Group) -> float | None:
            thread = self._opened[group.number]
            is_fit = group.number in near and is_open(thread.development.id)
            return thread.gap(reading) / _DAY if is_fit else None

        found = self._commonness.nearest(reading.salience, days, rivals=len(near))
        if found is None:
            return None
        group, concepts = found
        named = ", ".join(reading.salience.written[concept] for concept in concepts[:_NAMED])
        return self._opened[group.number], f"the same names and words: {named}"


def _id(question: QuestionId, opened_by: Evidence) -> DevelopmentId:
    """Follows from the entry that opens it, so that deciding again opens the same one."""
    entry = opened_by.entry
    name = f"{question}\0{entry.feed}\0{entry.key}\0{entry.fingerprint}"
    return DevelopmentId(blake2b(name.encode(), digest_size=10).hexdigest())
