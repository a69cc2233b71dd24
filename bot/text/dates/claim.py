"""The date that an entry gives for one thing: which of the dates in its title and summary, and how firmly.

What dates mean is read elsewhere (`reading`), and so is how firmly a clause tells what it tells (`bot.text.clauses`).
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from datetime import UTC
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.model import Claim, ClaimStatus, Precision
from bot.text.clauses import clauses, outermost
from bot.text.dates.events import HELD
from bot.text.dates.mention import DATE_OF_SAYING, DateMention, Tense
from bot.text.dates.plans import ANEW, EARLIER_PLAN, LIMIT, NO_HEDGE, NOT_BEFORE, OFF, PLANNED, SETTING, SOURCE, TARGET
from bot.text.dates.reading import find_dates
from bot.text.dates.tense import context
from bot.text.dates.thing import Word, distance, read
from bot.text.fold import fold
from bot.text.grammar.senses import STATUS, Sense

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime, tzinfo

    from bot.model import Language
    from bot.text.clauses import Clause, Mark

_FULL_STOP = re.compile(r"[^\W\d_]{3}[.!?]\s")
_ATTACHED = 6
"""Words between an occasion and a date of its own."""
_SAME_CLAUSE, _BESIDE, _ON_TOPIC = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that may be the thing's. `summary` tells where it stands, `nearness` how near to the thing's words."""

    mention: DateMention
    status: ClaimStatus
    reason: str
    summary: bool
    nearness: int

    @property
    def rank(self) -> tuple[int, bool, int]:
        """Lower is better: a day before a week, told before guessed, the title before the summary."""
        vague = 0 if self.mention.precision is Precision.DAY else 1
        if self.mention.precision is Precision.VAGUE:
            tier = 5
        elif self.status is ClaimStatus.DENIED:
            tier = 4
        else:
            tier = vague + (2 if self.status is ClaimStatus.HEDGED else 0)
        return tier, self.summary, self.nearness


def date_claim(
    title: str, summary: str, lang: Language, published: datetime, about: tuple[str, ...], zone: tzinfo = UTC
) -> Claim | None:
    """The date that an entry states for the thing that `about` has words of, or None.

    A day before publication counts only where the text says that the thing was held then; its status is PAST.
    A claim of VAGUE precision names no day: its value is empty.
    """
    today = published.astimezone(zone).date()
    in_title, in_summary = (find_dates(text, lang, published, zone) for text in (title, summary))
    if not (in_title or in_summary):
        return None
    head = _Part(title, lang, about, in_title)
    body = _Part(summary, lang, about, in_summary, after=head)
    candidates = [*head.candidates(today), *body.candidates(today)]
    if not candidates:
        return None
    best = min(candidates, key=lambda one: one.rank)
    equals = [one for one in candidates if one.rank == best.rank]
    if len(equals) > 1 and ANEW.search(summary if best.summary else title):
        best = equals[-1]
    mention = best.mention
    return Claim(
        value="" if mention.precision is Precision.VAGUE else mention.first.isoformat(),
        status=best.status,
        precision=mention.precision,
        words=mention.words,
        rule=f"{mention.rule}; {best.reason}",
    )


class _Part:
    """A title, or the summary `after` it, read for one thing.

    `topic` says that the title before it speaks of the thing, `off` that it calls it off.
    """

    def __init__(
        self,
        text: str,
        lang: Language,
        about: tuple[str, ...],
        mentions: Sequence[DateMention],
        *,
        after: _Part | None = None,
    ) -> None:
        self.text = text
        self.lang = lang
        self.mentions = mentions
        self.dates = [(mention.start, mention.end) for mention in mentions]
        self.words = _outside(self.dates, read(text, lang, about))
        self.clauses = clauses(text, lang) if mentions else ()
        self._own: dict[int, list[Word]] = {}
        self._told: dict[int, _Told] = {}
        self.is_summary = after is not None
        self.topic = after is not None and any(word.thing for word in after.words)
        self.off = after is not None and self.topic and OFF.search(after.text) is not None

    def candidates(self, today: date) -> Iterator[_Candidate]:
        for mention in self.mentions:
            number = self._clause_of(mention)
            nearness = self._nearness(mention, number)
            if nearness is None:
                continue
            if mention.last < today or (mention.first <= today and mention.tense is Tense.PAST):
                if nearness == _SAME_CLAUSE and mention.precision is Precision.DAY and self._was_held(mention):
                    yield _Candidate(mention, ClaimStatus.PAST, "it was held", self.is_summary, nearness)
                continue
            yield _Candidate(mention, *self._status(mention, number), self.is_summary, nearness)

    def _clause_of(self, mention: DateMention) -> int:
        """A text with a date has a clause: it has words."""
        return max(number for number, clause in enumerate(self.clauses) if clause.start <= mention.start)

    def _nearness(self, mention: DateMention, number: int) -> int | None:
        """How near a date is to the thing, or None if it belongs to another occasion, or to nothing known."""
        own = self._words_of(number)
        thing = distance(own, mention.start, mention.end, lambda word: word.thing)
        other = distance(own, mention.start, mention.end, lambda word: word.occasion and self._joins(word, mention))
        if other < thing and other <= _ATTACHED:
            return None
        if any(word.thing for word in own):
            return _SAME_CLAUSE
        resumed = self._words_of(self.clauses[number].resumes)
        beside = [*resumed, *self._words_of(number - 1), *own, *self._words_of(number + 1)]
        if any(word.thing for word in beside) or (self.topic and (number == 0 or any(word.day for word in beside))):
            return _BESIDE
        return _ON_TOPIC if self.topic and self._goes_on(mention, number) else None

    def _told_in(self, number: int) -> _Told:
        if number not in self._told:
            clause = self.clauses[number]
            marks = [mark for mark in clause.marks if STATUS[mark.sense] is not ClaimStatus.PAST]
            kept = [mark for mark in marks if not (NO_HEDGE.match(mark.words) or self._names(mark))]
            self._told[number] = _Told(clause, kept)
        return self._told[number]

    def _names(self, mark: Mark) -> bool:
        """A cue that is none here: the May of a date, or "talks on" where talks are the thing."""
        things = ((word.start, word.end) for word in self.words if word.thing and mark.sense is Sense.WEIGHED)
        return any(mark.start < end and start < mark.end for start, end in (*self.dates, *things))

    def _joins(self, word: Word, mention: DateMention) -> bool:
        """No comma stands between them."""
        first, last = sorted(((word.start, word.end), (mention.start, mention.end)))
        return "," not in self.text[first[1] : last[0]]

    def _goes_on(self, mention: DateMention, number: int) -> bool:
        """The sentence still speaks of what was named before: it gives it a date, or it is the first."""
        clause = self.clauses[number]
        is_first = _FULL_STOP.search(self.text, 0, mention.start) is None
        is_ahead = any(mark.sense is Sense.FUTURE for mark in clause.marks)
        return bool(SETTING.search(clause.text)) or (is_first and is_ahead)

    def _words_of(self, number: int) -> Sequence[Word]:
        if not 0 <= number < len(self.clauses):
            return ()
        if number not in self._own:
            clause = self.clauses[number]
            self._own[number] = [word for word in self.words if clause.start <= word.start < clause.end]
        return self._own[number]

    def _was_held(self, mention: DateMention) -> bool:
        """The verb that dates it is the thing's own, or one of taking place."""
        if mention.rule == DATE_OF_SAYING:
            return False
        around = context(self.text, self.lang).around(mention.start, mention.end)
        if around.tense is not Tense.PAST:
            return False
        return fold(around.words) in HELD or any(
            word.thing and self.text[word.start : word.end] == around.words for word in self.words
        )

    def _status(self, mention: DateMention, number: int) -> tuple[ClaimStatus, str]:
        """How firmly a coming date is told."""
        told = self._told_in(number)
        clause = told.clause
        before = self.text[clause.start : mention.start]
        is_limit = LIMIT.search(before) is not None and NOT_BEFORE.search(before) is not None
        marks = (
            mark
            for mark in told.marks
            if mark.since <= mention.start < mark.until and not (mark.sense is Sense.DENIAL and is_limit)
        )
        main = outermost(marks)
        status = STATUS[main.sense] if main else ClaimStatus.ASSERTED
        if told.is_off(before, mention):
            is_asked = status is ClaimStatus.HEDGED
            return (status if is_asked else ClaimStatus.DENIED), "called off, or moved to another day"
        previous = max((end for _, end in self.dates if clause.start < end <= mention.start), default=clause.start)
        if EARLIER_PLAN.search(self.text, previous, mention.start):
            return (ClaimStatus.DENIED if self.off else ClaimStatus.HEDGED), "an earlier plan"
        return status, f"{main.sense}: “{main.words}”" if main else "stated"


class _Told:
    """What a clause tells of all its dates: `marks` by how firmly, and what in it is off or set. It is read once."""

    def __init__(self, clause: Clause, marks: Sequence[Mark]) -> None:
        self.clause = clause
        self.marks = marks
        offs = list(OFF.finditer(clause.text))
        self._off = offs[0] if offs else None
        self._last_off = clause.start + offs[-1].start() if offs else -1
        self._planned, self._set = (
            self._off and pattern.search(clause.text, self._off.end()) for pattern in (PLANNED, SETTING)
        )

    def is_off(self, before: str, mention: DateMention) -> bool:
        """The date is the one that a thing is moved away from, or called off for. `before` stands before it."""
        if self._off is None:
            return False
        if self._off.end() > len(before):
            return self._last_off >= mention.end and not TARGET.search(before)
        if self._off["moved"] is None or self._stands(self._planned, before) or SOURCE.search(before):
            return True
        return not (self._stands(self._set, before) or TARGET.search(before, self._off.end()))

    def _stands(self, found: re.Match[str] | None, before: str) -> bool:
        return found is not None and found.end() <= len(before)


def _outside(spans: Sequence[tuple[int, int]], words: Iterable[Word]) -> list[Word]:
    """The words that are in none of the spans, which stand in order: the March of a date is no march."""
    starts, ends = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    return [word for word in words if not (at := bisect(starts, word.start)) or ends[at - 1] <= word.start]
