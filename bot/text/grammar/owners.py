"""Whose a thing is: of the one a question asks about, of somebody else, or not said.

It reads the words next to the thing and to the verb; it knows no persons but those it is given.
"""

from __future__ import annotations

from bisect import bisect_left
from enum import Enum
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.model import Language
from bot.text.grammar import english, spanish
from bot.text.grammar.changes import SUBJECT_LOSES
from bot.text.grammar.forms import Form, form_of
from bot.text.grammar.people import (
    ARTICLES,
    COMPANY,
    COUNTRIES,
    FIRST_PERSON,
    GOVERNED_BY,
    HEADS,
    NEUTRAL,
    NUMBERS,
    OBLIQUE,
    PAPERWORK,
    POWERS,
    ROLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.grammar.words import Word

__all__ = ["Owner", "Ownership"]

_LONG_NAME = 7
"""Words of "the Colombian foreign minister, Jane Smith" that are read as one."""
_NOBODY = POWERS | NEUTRAL | ROLES | HEADS | ARTICLES
_OF = frozenset({"de", "del", "of"})
_ALWAYS_PLURAL = ("sanc", "talk", "negotiation", "negociacion", "list", "relacion", "relation", "tariff", "arancel")
_NATIONAL = ("an", "ian", "ese", "ish", "no", "na", "ense")
_TITLE_CASE = 0.6
_PLURAL = 5
"""Letters from which a lower-case word in -s is taken for a group of people."""


class Owner(Enum):
    OURS = "the one asked about"
    OTHERS = "somebody else"
    UNSAID = "not said"


class Ownership:
    """Reads owners in one text whose question asks about `subject`: folded words of names.

    Places in the text are ranges of its words.
    """

    def __init__(self, words: Sequence[Word], subject: frozenset[str], lang: Language) -> None:
        self.words = words
        self.subject = subject
        self.governed_by = GOVERNED_BY[lang]
        self.breaks = OBLIQUE[lang] | (english.FINITE if lang is Language.EN else spanish.FINITE)
        self.lang = lang
        self.spanish = lang is Language.ES
        self.joins = english.AND | spanish.AND
        long = [word for word in words if len(word.form) > len("with")]
        self.title_case = sum(word.capital for word in long) > _TITLE_CASE * len(long)
        self.ours = [at for at in range(len(words)) if self._is_ours(at)]
        self.offices = {words[at].form for at in range(len(words)) if self._is_office(at)}

    def _is_office(self, at: int) -> bool:
        """The text gives this role to the one asked about, as in "minister Smith" but not in "minister of Smith"."""
        if self.words[at].form not in ROLES:
            return False
        after = range(at + 1, min(at + 3, len(self.words)))
        return any(map(self._is_ours, after)) and self.words[at + 1].form not in {"de", "del", "of", "a", "to"}

    def of(self, thing: range, cue: range, clause: range) -> tuple[Owner, str]:
        """Who is concerned where the cue acts on the thing, and the words that say so."""
        if self._is_another_thing(thing, clause):
            return Owner.OTHERS, self._quote(
                range(max(thing.start - 2, clause.start), min(thing.stop + 1, clause.stop))
            )
        if not self.subject:
            return Owner.UNSAID, ""
        if all(map(self._is_ours, thing)):
            return Owner.OURS, ""
        for place in self._places(thing, cue, clause):
            owner = self._named(place)
            if owner is not Owner.UNSAID:
                return owner, self._quote(place, named_only=True)
        if bisect_left(self.ours, clause.start) < bisect_left(self.ours, clause.stop):
            return Owner.OURS, ""
        if self.words[thing[-1]].form.endswith("s") and not self._is_always_plural(thing):
            return Owner.OTHERS, self._quote(thing)
        return Owner.UNSAID, ""

    def _is_always_plural(self, thing: range) -> bool:
        """Sanctions come in the plural for one person too; visas do not."""
        return self.words[thing[-1]].form.startswith(_ALWAYS_PLURAL)

    def _is_another_thing(self, thing: range, clause: range) -> bool:
        """A company's shares, an application, or a number of them."""
        after = self.words[thing.stop].form if thing.stop < clause.stop else ""
        before = [self.words[at].form for at in range(max(thing.start - 2, clause.start), thing.start)][::-1]
        if after in COMPANY or (after in PAPERWORK and not self.spanish):
            return True
        if before and (before[0] in NUMBERS or before[0][0].isdigit()):
            return True
        return len(before) > 1 and before[0] in {"de", "of", "for", "del"} and before[1] in PAPERWORK | NUMBERS

    def _places(self, thing: range, cue: range, clause: range) -> Iterator[range]:
        """Where the one concerned may be named, the surest first."""
        yield from self._possessor(thing, cue, clause)
        yield from self._governed(thing.stop, clause)
        if cue.stop <= thing.start:
            after = self.words[cue.stop].form
            yield range(cue.stop + (after in {"a", "al"}), thing.start)
        if self.spanish:
            yield from self._datives(clause)
        if self._is_quoted(clause):
            yield range(max(0, clause.start - _LONG_NAME), clause.start)
        if self.words[cue.start].form in SUBJECT_LOSES and cue.start < thing.stop:
            yield range(max(clause.start, cue.start - _LONG_NAME), cue.start)

    def _is_quoted(self, clause: range) -> bool:
        """Somebody named before a colon speaks of themselves: "Minister: my visa was revoked"."""
        return ":" in self.words[clause.start].gap and any(self.words[at].form in FIRST_PERSON for at in clause)

    def _possessor(self, thing: range, cue: range, clause: range) -> Iterator[range]:
        first = cue.start - 1 if cue.start < thing.start else clause.start
        for at in range(thing.start, max(thing.start - 3, first, clause.start), -1):
            if self.words[at].gap.startswith(("'", "’")):
                yield range(at - 1, at)
                return
        if thing.start > clause.start and self.words[thing.start - 1].form in COUNTRIES:
            yield range(thing.start - 1, thing.start)

    def _governed(self, at: int, clause: range) -> Iterator[range]:
        """The names after "on", "of", "de" and so on that follow within two words."""
        for here in range(at, min(at + 3, clause.stop - 1)):
            form = self.words[here].form
            if form in self.governed_by:
                name = self._name_from(here + 1, clause)
                yield name
                yield from self._governed(name.stop, clause)
                return
            if form in self.breaks or not self._is_attribute(here):
                return

    def _is_attribute(self, at: int) -> bool:
        """May stand between a thing and its owner, as in "sanctions imposed on" and "visa diplomática de"."""
        word = self.words[at]
        if self.words[at].gap != " ":
            return False
        return form_of(word.surface, self.lang) in (
            (Form.FINITE, Form.PARTICIPLE) if self.spanish else (Form.PARTICIPLE,)
        )

    def _name_from(self, at: int, clause: range) -> range:
        stop = at
        while stop < min(at + _LONG_NAME, clause.stop):
            word = self.words[stop]
            if word.form in self.breaks or (word.form in self.governed_by and word.form not in _OF):
                break
            if "," in word.gap and not (word.capital or word.form in ARTICLES):
                break
            stop += 1
        return range(at, stop)

    def _datives(self, clause: range) -> Iterator[range]:
        """In Spanish the one concerned stands after "a", and "le" announces them."""
        forms = [self.words[at].form for at in clause]
        if forms[0] in {"a", "al"} or "le" in forms or "les" in forms:
            for at, form in zip(clause, forms, strict=True):
                if form in {"a", "al"} and at + 1 < clause.stop:
                    yield self._name_from(at + 1, clause)

    def _named(self, place: range) -> Owner:
        ours = [at for at in place if self._is_ours(at)]
        if ours:
            aside = self._is_of_ours(ours[0], place) or self._begins_anew(ours[0], place)
            return Owner.OTHERS if aside else Owner.OURS
        forms = [self.words[at].form for at in place]
        roles = ROLES.intersection(forms)
        if roles & self.offices:
            return Owner.OURS
        names = [at for at in place if self._is_name(at, place)]
        if HEADS.intersection(forms) and not roles:
            names = [at for at in names if not self._is_nationality(at)]
        if roles or names or self._is_group(forms):
            return Owner.OTHERS
        return Owner.UNSAID

    def _is_of_ours(self, at: int, place: range) -> bool:
        """Like "Smith's minister", "ministro de Smith": somebody else, named by the one asked about."""
        if at + 1 < place.stop and self.words[at + 1].gap.startswith(("'", "’")):
            return any(self.words[other].form in ROLES - self.offices for other in range(at + 1, place.stop))
        before = range(max(place.start, at - 3), at)
        linked = any(self.words[other].form in _OF for other in before[-2:])
        return linked and any(self.words[other].form in ROLES - self.offices for other in before)

    def _begins_anew(self, at: int, place: range) -> bool:
        """In "on Cuba and Smith protests" the "and" after another's name brings in the subject of a new clause."""
        if at - 1 <= place.start or self.words[at - 1].form not in self.joins or at + 1 >= len(self.words):
            return False
        after = self.words[at + 1]
        goes_on = after.gap != " " or after.capital or after.form in self.governed_by | self.breaks | self.joins
        return self._is_name(at - 2, place) and not goes_on

    def _is_ours(self, at: int) -> bool:
        return self.words[at].form in self.subject and self.words[at].capital

    def _is_name(self, at: int, place: range) -> bool:
        word = self.words[at]
        if not word.capital or word.form in _NOBODY or word.form in self.governed_by | self.joins:
            return False
        if self.title_case:
            return word.form in COUNTRIES or (at == place.start and (len(place) > 1 or self.spanish))
        opens = at == 0 or word.gap not in {" ", ", "}
        return not opens or at + 1 == place.stop or self.words[at + 1].capital

    def _is_nationality(self, at: int) -> bool:
        word = self.words[at]
        return word.form in COUNTRIES or word.gap != " " or word.form.endswith(_NATIONAL)

    def _is_group(self, forms: Sequence[str]) -> bool:
        """Lower-case plurals, as in "sanctions on banks"."""
        telling = [form for form in takewhile(lambda form: form not in _OF, forms[:3]) if form not in ARTICLES]
        return any(
            form.endswith("s") and len(form) >= _PLURAL and form not in NEUTRAL | POWERS | self.subject
            for form in telling
        )

    def _quote(self, place: range, *, named_only: bool = False) -> str:
        told = [at for at in place if self.words[at].capital or self.words[at].form in ROLES] if named_only else []
        return " ".join(self.words[at].surface for at in told or place)
