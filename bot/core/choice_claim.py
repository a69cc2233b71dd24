"""Which of a question's choices an entry says is the answer, and how surely.

A word for a change stands near a word for the thing asked about; the clause tells whether it is done, wished, denied
or long past; the words beside the thing tell whose it is. What becomes of the claim is for later steps.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.model import Claim, ClaimStatus, Language, Precision
from bot.text.clauses import clauses_of, outermost
from bot.text.fold import letters
from bot.text.grammar.acting import DETERMINERS, Acting
from bot.text.grammar.changes import ANNOUNCING, ENDING, IN_PART, REALISING, Kind
from bot.text.grammar.forms import Form, form_of, is_past
from bot.text.grammar.lexicon import Lexicon
from bot.text.grammar.owners import Owner, Ownership
from bot.text.grammar.people import GOVERNED_BY, OBLIQUE, POWERS
from bot.text.grammar.senses import STATUS, Sense
from bot.text.grammar.words import read_words, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model import ChoiceAnswer
    from bot.text.clauses import Clause
    from bot.text.grammar.lexicon import Found, Thing
    from bot.text.grammar.words import Word

    Choices = tuple[tuple[str, tuple[tuple[Language, tuple[str, ...]], ...]], ...]

__all__ = ["choice_claim"]

_QUESTIONS = 256
"""Questions whose words are kept ready."""

_BE = word_set(
    "is are was were be been being gets got has have es son fue fueron sido queda quedan quedo esta estan ha han"
)
_NO_RELATIVE = (
    _BE | GOVERNED_BY[Language.EN] | OBLIQUE[Language.EN] | word_set("remain remains stay stays still not never")
)
_RELATIVES = word_set("que that which")
_SINCE_A_VERB = 4

_LASTING = (None, Kind.KEEP, Kind.CONFIRM)
"""What tells how things are, or hides whether they become so."""

_RANK = (ClaimStatus.ASSERTED, ClaimStatus.DENIED, ClaimStatus.HEDGED, ClaimStatus.PAST)


def choice_claim(
    title: str, summary: str, lang: Language, answer: ChoiceAnswer, subject: tuple[str, ...] = ()
) -> Claim | None:
    """The claim of an entry, or None where it makes none.

    `subject` are the names of the one asked about; without them nobody else's visa is told from theirs. The title
    goes before the summary, and what is asserted before what is not, unless the title takes it back.
    """
    choices = tuple((choice, tuple(cues.items())) for choice, cues in answer.choices.items())
    reader = _reader(tuple(answer.about), choices, subject, lang)
    found = _of_both(reader.best(title), reader.best(summary))
    return found and found.claim


def _of_both(title: _Candidate | None, summary: _Candidate | None) -> _Candidate | None:
    if title and title.sense is Sense.PLAIN and title.kind not in _LASTING:
        title = title._replace(claim=replace(title.claim, turn=title.claim.status is ClaimStatus.ASSERTED))
    if title is None or summary is None or title.claim.status is ClaimStatus.ASSERTED:
        return title or summary
    same = title.claim.value == summary.claim.value
    taken_back = same and title.claim.status is not ClaimStatus.PAST and title.sense is not Sense.QUESTION
    return summary if summary.claim.status is ClaimStatus.ASSERTED and not taken_back else title


@lru_cache(_QUESTIONS)
def _reader(about: tuple[str, ...], choices: Choices, subject: tuple[str, ...], lang: Language) -> _Reader:
    names = frozenset(letters(word) for name in subject for word in name.split()) - POWERS
    return _Reader(Lexicon(about, {choice: dict(cues) for choice, cues in choices}, lang), names, lang)


class _Reader:
    """What one question wants to know of texts in one language."""

    def __init__(self, lexicon: Lexicon, names: frozenset[str], lang: Language) -> None:
        self.lexicon = lexicon
        self.names = names
        self.lang = lang

    def best(self, text: str) -> _Candidate | None:
        words = read_words(text)
        if not self.lexicon.things(words, range(len(words))):
            return None
        found = list(_Text(self, text, words).candidates())
        if any(one.kind is not Kind.CONFIRM and one.claim.status is not ClaimStatus.PAST for one in found):
            found = [one for one in found if one.kind is not Kind.CONFIRM]
        return min(found, key=lambda one: (_RANK.index(one.claim.status), one.distance), default=None)


class _Candidate(NamedTuple):
    distance: int
    kind: Kind | None
    sense: Sense
    claim: Claim


class _Text:
    """One text, read for one question."""

    def __init__(self, reader: _Reader, text: str, words: Sequence[Word]) -> None:
        self.lexicon = reader.lexicon
        self.lang = reader.lang
        self.text = text
        self.words = words
        self.owners = Ownership(words, reader.names, reader.lang)
        self.acting = Acting(words, reader.lang)
        self.clauses = clauses_of(text, words, reader.lang)
        self.places = _places(self.clauses, words)
        self.in_part = IN_PART.search(text)

    def candidates(self) -> Iterator[_Candidate]:
        for clause, place in zip(self.clauses, self.places, strict=True):
            things = self.lexicon.things(self.words, place)
            for thing in things:
                for found in self.lexicon.states(self.words, thing, place):
                    yield from self._candidate(found, thing.place, clause, place)
            whole = place
            if not things and clause.resumes >= 0:
                before = self.places[clause.resumes]
                things = self.lexicon.things(self.words, before)
                whole = range(before.start, place.stop)
            cues = list(self.lexicon.cues(self.words, place)) if things else []
            for found in cues:
                reached = _around(found, things) if whole is place else things
                acted_on = [thing.place for thing in reached if self.acting.acts_on(found, thing.place, place)]
                if acted_on and not self.acting.is_acted_on(found, cues):
                    for thing_place in acted_on:
                        yield from self._candidate(found, thing_place, clause, whole)

    def _candidate(self, found: Found, thing: range, clause: Clause, place: range) -> Iterator[_Candidate]:
        owner, named = self.owners.of(thing, found.place, place)
        if owner is Owner.OTHERS:
            return
        sense, by = self._sense(found, thing, clause)
        kind = found.meaning.kind
        if sense is Sense.FUTURE:
            status = ClaimStatus.ASSERTED if kind is Kind.KEEP else ClaimStatus.HEDGED
        else:
            status = STATUS[sense]
        if sense is Sense.PLAIN and kind in ENDING and (part := self.in_part):
            sense, by, status = Sense.WEIGHED, part[0], ClaimStatus.HEDGED
        value = found.meaning.choice
        rule = f"'{self._quote(found.place)}' near '{self._quote(thing)}'"
        if named:
            rule += f" of '{named}'"
        if sense is not Sense.PLAIN:
            rule += f"; {sense}: '{by}'" if status is ClaimStatus.ASSERTED else f"; {status} by '{by}' ({sense})"
        if opposite := self._opposite(sense, found):
            value, status, rule = opposite, ClaimStatus.ASSERTED, f"{rule}, so {opposite}"
        distance = max(found.place.start - thing.stop, thing.start - found.place.stop, 0)
        yield _Candidate(distance, kind, sense, Claim(value, status, Precision.DAY, clause.text, rule))

    def _opposite(self, sense: Sense, found: Found) -> str | None:
        """What is not lifted stays, and what stays no longer is lifted, where the question has such a choice."""
        kind = found.meaning.kind
        if STATUS[sense] is ClaimStatus.DENIED and kind in ENDING:
            other = self.lexicon.choice_of(Kind.KEEP)
        elif sense is Sense.ENDED and kind is Kind.KEEP:
            other = self.lexicon.choice_of(Kind.LIFT)
        else:
            return None
        return other if other != found.meaning.choice else None

    # -- in what sense is it told?

    def _sense(self, found: Found, thing: range, clause: Clause) -> tuple[Sense, str]:
        """Why it is not plainly told, with the words that say so."""
        cue = found.place
        start, end = self.words[cue.start].start, self.words[cue.stop - 1].end
        mark = outermost(
            mark
            for mark in clause.marks
            if mark.since <= start < mark.until and not (start <= mark.start < min(mark.end, end))
        )
        if mark and mark.sense is not Sense.FUTURE:
            return mark.sense, mark.words
        if self._is_told_as_known(cue, thing):
            return Sense.BACKGROUND, self._quote(range(min(cue.start, thing.start), max(cue.stop, thing.stop)))
        if mark:
            return mark.sense, mark.words
        opens = start == clause.start
        return (self._english_sense if self.lang is Language.EN else self._spanish_sense)(cue, opens=opens)

    def _is_told_as_known(self, cue: range, thing: range) -> bool:
        """In passing: "his revoked visa", "la visa revocada", "the visa that they revoked", "la visa que quitaron"."""
        if thing.stop <= cue.start and thing.stop < len(self.words):
            after, between = self.words[thing.stop], range(thing.stop, cue.start)
            if after.form in _RELATIVES:
                return True
            if self.lang is Language.EN and between and after.capital and after.gap == " ":
                return all(self.words[at].form not in _NO_RELATIVE for at in between)
        if form_of(self.words[cue.start].surface, self.lang) is not Form.PARTICIPLE:
            return False
        if thing.stop == cue.start and thing.start:
            before = self.words[thing.start - 1].form
            return before == "with" if self.lang is Language.EN else before in DETERMINERS | OBLIQUE[self.lang]
        if cue.stop == thing.start and cue.start and self.lang is Language.EN:
            first = self.words[cue.start]
            return (
                first.gap.startswith(("'", "’")) or self.words[cue.start - 1].form in DETERMINERS | OBLIQUE[self.lang]
            )
        return False

    def _english_sense(self, cue: range, *, opens: bool) -> tuple[Sense, str]:
        word = self.words[cue.start]
        form = form_of(word.surface, Language.EN)
        if form is Form.NOUN and not self._is_announced(cue):
            return Sense.WEIGHED, word.surface
        if form is Form.GERUND and opens:
            return Sense.WEIGHED, word.surface
        before = self.words[cue.start - 1].form if cue.start else ""
        if form is Form.FINITE and before == "to":
            return Sense.FUTURE, f"to {word.surface}"
        if form is Form.FINITE and opens and not word.form.endswith("s") and not is_past(word.surface, Language.EN):
            return Sense.WISH, word.surface
        return Sense.PLAIN, ""

    def _spanish_sense(self, cue: range, *, opens: bool) -> tuple[Sense, str]:
        word = self.words[cue.start]
        earlier = [self.words[at].form for at in range(max(cue.start - _SINCE_A_VERB, 0), cue.start)]
        match form_of(word.surface, Language.ES):
            case Form.INFINITIVE if earlier[-1:] == ["al"]:
                return Sense.BACKGROUND, f"al {word.surface}"
            case Form.INFINITIVE if opens or REALISING.isdisjoint(earlier):
                return Sense.FUTURE, word.surface
            case Form.FUTURE:
                return Sense.FUTURE, word.surface
            case Form.CONDITIONAL:
                return Sense.POSSIBLE, word.surface
            case Form.SUBJUNCTIVE:
                return Sense.WISH, word.surface
            case Form.NOUN if not self._is_announced(cue):
                return Sense.WEIGHED, word.surface
            case _:
                return Sense.PLAIN, ""

    def _is_announced(self, cue: range) -> bool:
        """A verb such as "orders" stands soon before or after a noun such as "lifting"."""
        around = range(max(cue.start - _SINCE_A_VERB, 0), min(cue.stop + _SINCE_A_VERB, len(self.words)))
        return any(self.words[at].form.startswith(ANNOUNCING) for at in around if at not in cue)

    def _quote(self, place: range) -> str:
        return " ".join(self.words[at].surface for at in place)


def _around(found: Found, things: Sequence[Thing]) -> Sequence[Thing]:
    """The things of its clause, which stand in order, that a cue reaches."""
    first = bisect_left(things, found.place.start - found.meaning.reach, key=lambda thing: thing.place.stop)
    return things[first : bisect(things, found.place.stop + found.meaning.reach, key=lambda thing: thing.place.start)]


def _places(clauses: Sequence[Clause], words: Sequence[Word]) -> list[range]:
    """The words of each clause; every word is in one."""
    places: list[range] = []
    at = 0
    for clause in clauses:
        first = at
        while at < len(words) and words[at].end <= clause.end:
            at += 1
        places.append(range(first, at))
    return places
