"""Which development an entry reports: one already known, or a new one. Nothing is dropped.

Reports are compared within one question only, and by what they say only within `WINDOW`. What states another number,
another answer or the contrary is another development, however alike the words are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.core.reading import Reading, conflict, is_apart, read
from bot.model import Development, DevelopmentId, Phase, Report
from bot.text.likeness import are_copies, differ_in_fact, differ_in_headline
from bot.text.resemblance import Commonness, Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.model import Evidence, QuestionId, Silence
    from bot.text.likeness import Gist

WINDOW = timedelta(days=3)
"""How far apart in publication a development and what restates it may be."""

HISTORY = timedelta(days=15)
"""How far back developments are worth knowing: for dates still to come, and for which words are common."""

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
    for development, piece in sorted(((d, p) for d in recent for p in d.evidence), key=_arrival):
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


def _arrival(known: tuple[Development, Evidence]) -> tuple[datetime, datetime, str]:
    development, piece = known
    return piece.seen_at, development.opened_at, development.id


@dataclass(slots=True)
class _Thread:
    """A development with its evidence as read, in order of arrival."""

    development: Development
    readings: list[Reading] = field(default_factory=list)
    group: Group = field(default_factory=Group)

    def gap(self, reading: Reading) -> timedelta:
        return min(abs(reading.published - other.published) for other in self.readings)


class _News:
    """All that is known on one question."""

    def __init__(self, asked: frozenset[str], known: str) -> None:
        self._known = known
        self._threads: dict[DevelopmentId, _Thread] = {}
        self._readings: list[tuple[_Thread, Reading]] = []
        self._commonness = Commonness(asked)

    def add(self, development: Development, reading: Reading) -> None:
        thread = self._threads.setdefault(development.id, _Thread(development))
        thread.development = development
        thread.readings.append(reading)
        self._readings.append((thread, reading))
        self._commonness.add(reading.salience, thread.group)

    def find(self, reading: Reading) -> tuple[_Thread | None, str]:
        """The development that an entry reports, and why; None if that is a new one."""
        apart: set[DevelopmentId] = set()
        for reason, thread, other, differ in self._copies(reading):
            if not differ(reading.gist, other.gist) and not is_apart(reading, other):
                return thread, reason
            apart.add(thread.development.id)
        open_to_it = {id_ for id_, t in self._threads.items() if id_ not in apart and not conflict(reading, t.readings)}
        lately = self._lately_told(reading)
        if reading.is_turn and not lately:
            return None, ""
        return (
            self._of_same_date(reading, open_to_it)
            or self._of_same_choice(reading, lately, open_to_it)
            or self._restated(reading, open_to_it)
            or (None, "")
        )

    def _copies(self, reading: Reading) -> Iterator[tuple[str, _Thread, Reading, Callable[[Gist, Gist], bool]]]:
        """What the entry is a copy of, by the surest sign first, then the latest first."""
        for reason, is_same, differ in _LIKENESSES:
            for thread, other in reversed(self._readings):
                if is_same(reading, other):
                    yield reason, thread, other, differ

    def _of_same_date(self, reading: Reading, open_to_it: set[DevelopmentId]) -> tuple[_Thread, str] | None:
        """However long ago: until a date has come, to name it again is to restate it, for what it may be."""
        today = reading.published.date()
        if reading.answer is not None and not reading.answer.is_coming(today):
            return None
        for thread, other in reversed(self._readings):
            answer = other.answer
            if answer is None or not answer.is_coming(today) or thread.development.id not in open_to_it:
                continue
            if reading.names(answer):
                return thread, f"the same date: {answer.value}"
        return None

    def _lately_told(self, reading: Reading) -> list[_Thread]:
        """Where the choice that it asserts was asserted within the window, the first before the others."""
        answer = reading.answer
        if answer is None or not answer.is_asserted_choice:
            return []
        return [thread for thread, other in self._readings if other.answer == answer and _are_near(reading, other)]

    def _of_same_choice(
        self, reading: Reading, lately: Sequence[_Thread], open_to_it: set[DevelopmentId]
    ) -> tuple[_Thread, str] | None:
        """While it is news that a choice is the answer, who asserts it restates that. What was known is no news."""
        answer = reading.answer
        if answer is None or not lately or lately[0].development.id not in open_to_it:
            return None
        if answer.value == self._known and not reading.is_turn:
            return None
        return lately[0], f"the same answer: {answer.value}"

    def _restated(self, reading: Reading, open_to_it: set[DevelopmentId]) -> tuple[_Thread, str] | None:
        gaps = {id_: thread.gap(reading) for id_, thread in self._threads.items()}
        rivals = sum(gap <= WINDOW for gap in gaps.values())
        found = [
            (self._commonness.likeness(reading.salience, thread.group, days=gaps[id_] / _DAY, rivals=rivals), thread)
            for id_, thread in self._threads.items()
            if id_ in open_to_it and gaps[id_] <= WINDOW
        ]
        if not found:
            return None
        likeness, best = max(found, key=lambda pair: pair[0].odds)
        if likeness.odds <= 0:
            return None
        named = ", ".join(reading.salience.written[concept] for concept in likeness.concepts[:_NAMED])
        return best, f"the same names and words: {named}"


def _same_entry(one: Reading, other: Reading) -> bool:
    return one.entry.feed == other.entry.feed and one.entry.key == other.entry.key


def _same_guid(one: Reading, other: Reading) -> bool:
    """Feeds of one site share guids; a bare number says nothing across sites."""
    return bool(one.entry.guid) and one.entry.guid == other.entry.guid and not one.entry.guid.isdigit()


def _same_address(one: Reading, other: Reading) -> bool:
    return bool(one.address) and one.address == other.address


def _same_title(one: Reading, other: Reading) -> bool:
    return bool(one.gist.title) and one.gist.title == other.gist.title and _are_near(one, other)


def _same_text(one: Reading, other: Reading) -> bool:
    return are_copies(one.gist, other.gist) and _are_near(one, other)


def _are_near(one: Reading, other: Reading) -> bool:
    return abs(one.published - other.published) <= WINDOW


_LIKENESSES = (
    ("the same entry", _same_entry, differ_in_headline),
    ("the same guid", _same_guid, differ_in_headline),
    ("the same address", _same_address, differ_in_headline),
    ("the same headline", _same_title, differ_in_fact),
    ("nearly the same text", _same_text, differ_in_fact),
)


def _id(question: QuestionId, opened_by: Evidence) -> DevelopmentId:
    """Follows from the entry that opens it, so that deciding again opens the same one."""
    entry = opened_by.entry
    name = f"{question}\0{entry.feed}\0{entry.key}\0{entry.fingerprint}"
    return DevelopmentId(blake2b(name.encode(), digest_size=10).hexdigest())
