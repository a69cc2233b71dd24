"""One piece of evidence as it is compared with others, and the facts that keep it apart from them.

How alike reports are is not its business: a fact keeps them apart however alike they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.model import ClaimStatus, Precision
from bot.text.dates.reading import find_dates
from bot.text.identity import canonical_url
from bot.text.likeness import Gist, gist
from bot.text.salience import Salience, Stance, are_contrary, is_contrary, salience

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.model import Claim, Entry, Evidence

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_KEPT = 2**12
"""Entries kept read; two weeks of one busy question are a few hundred."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What two claims must have in common to be one answer. `qualified` is a date's precision, a choice's status."""

    value: str
    is_date: bool
    qualified: str

    def goes_with(self, other: Answer) -> bool:
        """They are one, or a month and a week of it: the same, told more closely. A day is news beside either."""
        is_span = {self.qualified, other.qualified} == {Precision.MONTH, Precision.WEEK}
        return self == other or (is_span and self.value[:7] == other.value[:7])

    @property
    def is_asserted_choice(self) -> bool:
        return not self.is_date and self.qualified == ClaimStatus.ASSERTED

    def is_coming(self, today: date) -> bool:
        return self.is_date and date.fromisoformat(self.value) > today


@dataclass(frozen=True, slots=True)
class Reading:
    evidence: Evidence
    address: str
    gist: Gist
    salience: Salience
    answer: Answer | None

    @property
    def is_turn(self) -> bool:
        """Its headline tells that the answer becomes this now."""
        return self.evidence.claim is not None and self.evidence.claim.turn

    def named(self) -> tuple[Answer, ...]:
        """Its answer; or, where it gives none, the days that it names all the same."""
        if self.answer is not None or self.evidence.claim is not None:
            return (self.answer,) if self.answer else ()
        return tuple(Answer(day, is_date=True, qualified=Precision.DAY) for day in _days(self.entry, self.published))

    @property
    def entry(self) -> Entry:
        return self.evidence.entry

    @property
    def published(self) -> datetime:
        return self.evidence.published


def read(evidence: Evidence) -> Reading:
    return Reading(evidence, *_read_entry(evidence.entry, evidence.focus), answer=_answer(evidence.claim))


@lru_cache(_KEPT)
def _read_entry(entry: Entry, focus: str) -> tuple[str, Gist, Salience]:
    return canonical_url(entry.url), gist(entry), salience(entry, focus)


@lru_cache(_KEPT)
def _days(entry: Entry, published: datetime) -> frozenset[str]:
    """The days that an entry names, whatever for."""
    named = (date for text in (entry.title, entry.summary) for date in find_dates(text, entry.lang, published))
    return frozenset(date.first.isoformat() for date in named if date.precision is Precision.DAY)


def _answer(claim: Claim | None) -> Answer | None:
    """None too for what is told as history, and for a date as vague as "soon"."""
    if claim is None or not claim.value or claim.status is ClaimStatus.PAST or claim.precision is Precision.VAGUE:
        return None
    is_date = bool(_DATE.fullmatch(claim.value))
    is_open = is_date and claim.status is not ClaimStatus.DENIED
    return Answer(claim.value, is_date, claim.precision if is_open else claim.status)


def conflict(reading: Reading, told: Told) -> str:
    """Why a report cannot be of the development that others tell, or ''."""
    if _gives_other_answer(reading, told.answers):
        return "another answer"
    if _differ_in_number(reading, told):
        return "another number"
    return "the contrary" if is_contrary(reading.salience, told.stance) else ""


def is_apart(reading: Reading, other: Reading) -> bool:
    """Whether even a copy is of another development than what it copies."""
    given = {other.answer} if other.answer else set()
    return _gives_other_answer(reading, given) or are_contrary(reading.salience, other.salience)


@dataclass(slots=True)
class Told:
    """What the reports of one development say, taken together: all that keeps another apart from it."""

    answers: set[Answer] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    figures: dict[str, set[str]] = field(default_factory=dict)
    concepts: set[str] = field(default_factory=set)
    stance: Stance = field(default_factory=Stance)

    def add(self, reading: Reading) -> None:
        if reading.answer:
            self.answers.add(reading.answer)
        self.numbers |= reading.gist.title_numbers
        for counted, found in reading.salience.figures.items():
            self.figures.setdefault(counted, set()).update(found)
        self.concepts.update(reading.salience.weights)
        self.stance.add(reading.salience)


def _gives_other_answer(reading: Reading, given: Collection[Answer]) -> bool:
    """The answer is none of those given. A date is another answer also where none was given before."""
    answer = reading.answer
    if answer is None:
        return False
    return not any(map(answer.goes_with, given)) and (answer.is_date or bool(given))


def _differ_in_number(reading: Reading, told: Told) -> bool:
    """The headline has a number that theirs lack, and the other way round; or the same is counted otherwise."""
    mine = reading.gist.title_numbers
    if not mine <= told.numbers and not told.numbers <= mine:
        return True
    return any(_is_counted_otherwise(reading.salience, counted, told) for counted in reading.salience.figures)


def _is_counted_otherwise(mine: Salience, counted: str, told: Told) -> bool:
    """No number of either is in the text of the other: "5 dead, up from 3" goes with "3 dead"."""
    found = told.figures.get(counted)
    if not found or not found.isdisjoint(mine.weights):
        return False
    return mine.figures[counted].isdisjoint(told.concepts)
