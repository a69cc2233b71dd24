"""A text cut into pieces of one clause each, at full stops, commas that open or close something, and small words.

What a piece tells is read elsewhere (`bot.text.clauses`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.model import Language
from bot.text.grammar import english, spanish
from bot.text.grammar.forms import Form, form_of, is_past
from bot.text.grammar.senses import Cue, Opener, Sense
from bot.text.grammar.words import Phrases, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.grammar.words import Word

__all__ = ["Grammar", "Piece", "grammar_of", "pieces"]

_SUBJECT = 4
"""A verb this many words after a comma or an "and" makes a new clause."""

_HARD = re.compile(r"[.!?…]+[\"'”’»)\]]*\s|[;:][\"“«‘']?\s|[|()¿¡\[\]\n]|\s[-–—]+\s|—|[\"”»],|,[\"”»]")
_ABBREVIATED = word_set(
    "mr mrs ms dr sen gov gen rep sr sra st jr no vs lt col jan feb mar apr jun jul aug sep sept oct nov dec"
)


class Piece(NamedTuple):
    """Words `first` up to `stop`. `opener` is what makes it a subordinate clause; `resumes` as in `Clause`."""

    first: int
    stop: int
    opener: Opener | None
    opened_by: str
    question: bool
    resumes: int


class Grammar:
    def __init__(self, lang: Language) -> None:
        data = english if lang is Language.EN else spanish
        self.lang = lang
        self.cues: Phrases[Cue] = Phrases(data.CUES)
        self.openers: Phrases[Opener] = Phrases(data.OPENERS)
        self.recent = data.RECENT
        self.joins = data.AND
        self.finite = data.FINITE | data.SPEECH

    def is_verb(self, word: Word) -> bool:
        return word.form in self.finite or is_past(word.surface, self.lang)


grammar_of = lru_cache(Grammar)


def pieces(text: str, words: Sequence[Word], grammar: Grammar) -> list[Piece]:
    found: list[Piece] = []
    first = 0
    for at in range(1, len(words) + 1):
        if at < len(words) and not _ends_before(words, at):
            continue
        after = words[at].gap if at < len(words) else text[words[-1].end :]
        question = "?" in after or "¿" in words[first].gap
        found += _Stretch(words, first, at, grammar).pieces(len(found), question=question)
        first = at
    return found


def _ends_before(words: Sequence[Word], at: int) -> bool:
    """A full stop, a colon, a dash or the like stands before this word."""
    gap = words[at].gap
    if gap == " " or not _HARD.search(gap):
        return False
    before = words[at - 1]
    return not (gap == ". " and before.form in _ABBREVIATED)


class _Stretch:
    """The words between two full stops, colons or dashes, split where a new clause opens or an old one resumes."""

    def __init__(self, words: Sequence[Word], first: int, stop: int, grammar: Grammar) -> None:
        self.words = words
        self.first = first
        self.stop = stop
        self.grammar = grammar

    def pieces(self, number: int, *, question: bool) -> list[Piece]:
        """`number` is what the first piece is counted as."""
        found: list[Piece] = []
        begun, opener, opened_by, resumes, main = self.first, None, "", -1, -1
        cuts = [*self._cuts(), (self.stop, None, "")]
        for at, next_opener, next_opened_by in cuts:
            if at > begun:
                found.append(Piece(begun, at, opener, opened_by, question, resumes))
                if opener is None:
                    main = number + len(found) - 1
            resumes = main if next_opener is None and opener is not None else -1
            begun, opener, opened_by = at, next_opener, next_opened_by
        return _bound(found)

    def _cuts(self) -> Iterator[tuple[int, Opener | None, str]]:
        """Where a clause begins, and what opens it: None for a main clause."""
        inside: Opener | None = None
        at = begun = self.first
        while at < self.stop:
            comma = at > self.first and "," in self.words[at].gap
            if opened := self._opener(at, comma=comma, inside=bool(inside)):
                inside, after = opened
                begun = at
                yield at, inside, " ".join(word.surface for word in self.words[at:after])
                at = after
                continue
            if (comma and inside) or ((comma or self.words[at].form in self.grammar.joins) and self._anew(begun, at)):
                bound = inside if inside and inside.binds and begun == self.first else None
                yield at, bound, self.words[begun].surface if bound else ""
                inside, begun = None, at
            at += 1

    def _opener(self, at: int, *, comma: bool, inside: bool) -> tuple[Opener, int] | None:
        if opened := self.grammar.openers.at(self.words, at, self.stop):
            return opened
        word = self.words[at]
        if comma and not inside and form_of(word.surface, self.grammar.lang) is Form.PARTICIPLE:
            return Opener(Sense.BACKGROUND), at + 1
        return (Opener(Sense.BACKGROUND, if_past=True), at + 1) if comma and word.form == "que" else None

    def _anew(self, begun: int, at: int) -> bool:
        """A verb of its own follows soon, and one has gone before."""
        is_verb, words = self.grammar.is_verb, self.words
        ahead = range(at, min(at + _SUBJECT + 1, self.stop))
        return any(words[i].form in self.grammar.finite for i in ahead) and any(map(is_verb, words[begun:at]))


def _bound(pieces: list[Piece]) -> list[Piece]:
    """An "unless" speaks of the main clause before it, too."""
    for place, (main, condition) in enumerate(pairwise(pieces)):
        if main.opener is None and condition.opener and condition.opener.binds:
            pieces[place] = main._replace(opener=condition.opener, opened_by=condition.opened_by)
    return pieces
