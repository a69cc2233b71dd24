"""Clauses of a title or a summary, each with the status of what it tells.

It reads grammar only, by cue words and endings: which question a clause bears on, and what it answers, is not its
business. It is wrong at times (no parser stands behind it), but always says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import ClaimStatus, Language
from bot.text.grammar.forms import Form, form_of, is_past
from bot.text.grammar.pieces import grammar_of, pieces
from bot.text.grammar.senses import STATUS, Cue, Scope, Sense
from bot.text.grammar.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.text.grammar.pieces import Grammar, Piece
    from bot.text.grammar.senses import Opener
    from bot.text.grammar.words import Word

__all__ = ["Clause", "Mark", "Sense", "clauses", "clauses_of", "outermost"]

_FAR = 14
"""Words that a cue reaches to its right."""
_NEXT = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue's words at `start` to `end`, and the characters `since` to `until` that its sense holds for."""

    sense: Sense
    words: str
    start: int
    end: int
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters `start` to `end` of a text. `status` and `reason` are those of its main verb, as far as can be told.

    `marks` are all cues found, for whoever asks of one of its words (see `outermost`). `resumes` is the number of
    the clause that this one takes up after an insertion, or -1.
    """

    start: int
    end: int
    text: str
    status: ClaimStatus
    reason: str
    marks: tuple[Mark, ...] = ()
    resumes: int = -1


def clauses(text: str, lang: Language) -> tuple[Clause, ...]:
    return clauses_of(text, read_words(text), lang)


def clauses_of(text: str, words: Sequence[Word], lang: Language) -> tuple[Clause, ...]:
    """`clauses` for a text whose words have been read."""
    grammar = grammar_of(lang)
    return tuple(_Reading(words, piece, grammar).clause(text) for piece in pieces(text, words, grammar))


def outermost(marks: Iterable[Mark]) -> Mark | None:
    """Of cues that hold for the same word, the one that decides.

    A question, the past and a "why" embrace all else; then comes what speaks of the whole clause; then the first cue
    embraces those after it: "asks not to" is a wish and "does not ask" a denial. A plain future yields to any other.
    """
    return min(marks, key=_depth, default=None)


def _depth(mark: Mark) -> tuple[int, int]:
    if mark.words == "?":
        return 0, mark.start
    if STATUS[mark.sense] is ClaimStatus.PAST:
        return 1, mark.start
    if mark.sense is Sense.QUESTION:
        return 2, mark.since
    return 4 if mark.sense is Sense.FUTURE else 3, mark.since


class _Reading:
    """One piece read for its cues."""

    def __init__(self, words: Sequence[Word], piece: Piece, grammar: Grammar) -> None:
        self.words = words
        self.piece = piece
        self.grammar = grammar
        self.start = words[piece.first].start
        self.end = words[piece.stop - 1].end
        self.dates: list[Mark] = []

    def clause(self, text: str) -> Clause:
        marks = tuple(self._marks())
        main = outermost(mark for mark in marks if not self._is_aside(mark))
        return Clause(
            start=self.start,
            end=self.end,
            text=text[self.start : self.end],
            status=STATUS[main.sense] if main else ClaimStatus.ASSERTED,
            reason=f"{main.sense}: '{main.words}'" if main else str(Sense.PLAIN),
            marks=marks,
            resumes=self.piece.resumes,
        )

    def _is_aside(self, mark: Mark) -> bool:
        """A date that belongs to a participle, as in "imposed in October": the clause's verb comes later."""
        return (
            mark in self.dates
            and mark.until == mark.end
            and any(
                word.start >= mark.end and word.form in self.grammar.finite
                for word in self.words[self.piece.first : self.piece.stop]
            )
        )

    def _marks(self) -> Iterator[Mark]:
        if self.piece.question:
            yield Mark(Sense.QUESTION, "?", self.start, self.start, self.start, self.end)
        found, dates = self._cued()
        unreal = [mark for mark in found if mark.sense is Sense.FUTURE or STATUS[mark.sense] is ClaimStatus.HEDGED]
        opener = self.piece.opener
        if opener and self._opens(opener, real=not unreal):
            yield Mark(opener.sense, self.piece.opened_by, self.start, self.start, self.start, self.end)
        yield from found
        self.dates = [mark for date in dates if (mark := self._dated(*date, unreal))]
        yield from self.dates

    def _opens(self, opener: Opener, *, real: bool) -> bool:
        """The opener's sense holds here: "who lost" is background, "who will lose" and "who lost today" are not."""
        if opener.sense is not Sense.BACKGROUND:
            return opener.sense is not Sense.PLAIN
        own = self.words[self.piece.first : self.piece.stop]
        if any(word.form in self.grammar.recent for word in own):
            return False
        return not opener.if_past or (real and any(is_past(word.surface, self.grammar.lang) for word in own))

    def _cued(self) -> tuple[list[Mark], list[tuple[Cue, int, int]]]:
        """The marks of cues and endings; dates apart, since what they say depends on the rest."""
        marks: list[Mark] = []
        dates: list[tuple[Cue, int, int]] = []
        at = self.piece.first
        while at < self.piece.stop:
            cue, after = self.grammar.cues.at(self.words, at, self.piece.stop) or (self._ending(at), at + 1)
            if cue and cue.scope in (Scope.DATE, Scope.AGO):
                dates.append((cue, at, after))
            elif cue and cue.sense is not Sense.PLAIN:
                marks.append(self._mark(cue, at, after))
            at = after
        return marks, dates

    def _ending(self, at: int) -> Cue | None:
        word = self.words[at]
        if self.grammar.lang is not Language.ES or (word.capital and at > self.piece.first):
            return None
        return _ENDINGS.get(form_of(word.surface, self.grammar.lang))

    def _mark(self, cue: Cue, at: int, after: int) -> Mark:
        start, end = self.words[at].start, self.words[after - 1].end
        since, until = self.start, self.end
        if cue.scope is Scope.AFTER or cue.scope is Scope.NEXT:
            since, until = start, self.words[self._reached(cue.scope, after) - 1].end
        elif cue.scope is Scope.BEFORE:
            until = end
        return Mark(cue.sense, self._quote(at, after), start, end, since, until)

    def _reached(self, scope: Scope, after: int) -> int:
        """The place after the last word that a cue to the left of `after` speaks of."""
        if scope is Scope.AFTER:
            return min(after + _FAR, self.piece.stop)
        stop = min(after + _NEXT, self.piece.stop)
        return next((at for at in range(after, stop) if self.words[at].form in self.grammar.joins), stop)

    def _dated(self, cue: Cue, at: int, after: int, unreal: Sequence[Mark]) -> Mark | None:
        """A month or a year tells of the past only where a verb in the past goes with it, and no "will" or "asks"."""
        lang, words = self.grammar.lang, self.words
        start, end = words[at].start, words[after - 1].end
        before = [word for word in words[self.piece.first : at] if is_past(word.surface, lang)]
        behind = any(is_past(word.surface, lang) for word in words[after : self.piece.stop])
        if before:
            since, until = before[-1].start, end
            if len(before) > 1 and before[-2].end + 1 == before[-1].start:
                since = before[-2].start
        elif behind:
            since, until = start, self.end
        else:
            return None
        if cue.scope is Scope.DATE and any(mark.since <= since < mark.until for mark in unreal):
            return None
        return Mark(cue.sense, self._quote(at, after), start, end, since, until)

    def _quote(self, at: int, after: int) -> str:
        return " ".join(word.surface for word in self.words[at:after])


_ENDINGS = {
    Form.FUTURE: Cue(Sense.FUTURE, Scope.AFTER),
    Form.CONDITIONAL: Cue(Sense.POSSIBLE, Scope.AFTER),
}
