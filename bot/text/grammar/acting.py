"""Whether a word for a change acts on the thing in its clause. It reads words; what they mean is not its business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Language
from bot.text.grammar.changes import SUBJECT_ACTS, Kind
from bot.text.grammar.forms import Form, form_of
from bot.text.grammar.people import OBLIQUE
from bot.text.grammar.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.grammar.lexicon import Found
    from bot.text.grammar.words import Word

DETERMINERS = word_set("el la los las un una su sus the a an his her their")
_BY_ITSELF = word_set("se la lo las los le les que")
"""Before a Spanish verb these tell that the thing which went before is acted on: "la visa se cancela"."""


class Acting:
    """The words of one text."""

    def __init__(self, words: Sequence[Word], lang: Language) -> None:
        self.words = words
        self.lang = lang

    def is_acted_on(self, found: Found, cues: Sequence[Found]) -> bool:
        """What another verb acts on, as in "reinstates suspended director"."""
        return form_of(self.words[found.place.start].surface, self.lang) is Form.PARTICIPLE and any(
            other.place.stop == found.place.start and other.meaning.choice != found.meaning.choice for other in cues
        )

    def acts_on(self, found: Found, thing: range, place: range) -> bool:
        cue = found.place
        if cue.start < thing.stop and thing.start < cue.stop:
            return True
        if cue.stop <= thing.start:
            between = range(cue.stop, thing.start)
            return len(between) <= found.meaning.reach and not self._is_governed(between, thing)
        between = range(max(thing.stop, place.start), cue.start)
        return len(between) <= found.meaning.reach and self._is_done_to(found, between)

    def _is_governed(self, between: range, thing: range) -> bool:
        """A preposition stands before the thing, as in "cancels trip over visa", not "puts off for a year the vote"."""
        personal = "a" if self.lang is Language.ES and self.words[thing.start].capital else ""
        after: list[str] | None = None
        for at in between:
            form = self.words[at].form
            if form in OBLIQUE[self.lang] and form != personal:
                after = []
            elif after is not None:
                after.append(form)
        return after is not None and DETERMINERS.isdisjoint(after[1:])

    def _is_done_to(self, found: Found, between: range) -> bool:
        """The thing goes before: the cue's subject, unless a passive, a reflexive or a pronoun makes it the object."""
        first = found.place.start
        if found.meaning.kind in (Kind.KEEP, None) or self.words[first].form in SUBJECT_ACTS:
            return True
        form, before = form_of(self.words[first].surface, self.lang), self.words[first - 1].form
        if self.lang is Language.EN:
            return form is Form.PARTICIPLE or (form is Form.NOUN and not between) or before == "being"
        return form is Form.PARTICIPLE or before in _BY_ITSELF
