"""The words to look for on behalf of one question: those of the thing it asks about, and those that cue a choice.

An admin's own cues come first; the built-in words of the same kinds of change join them, unless two choices would
share one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.text.grammar.changes import CLOSE, LIST_STATES, STATES, STRONG, Kind, kinds_of, listed
from bot.text.grammar.people import ARTICLES, POWERS
from bot.text.grammar.words import Phrases, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.model import Language
    from bot.text.grammar.words import Word

    Choices = Mapping[str, Mapping[Language, tuple[str, ...]]]

__all__ = ["CueMeaning", "Found", "Lexicon", "Thing"]

REACH = 8
"""Words between a cue and its thing: "sanctions against Smith and two of his sons remain"."""
CLOSE_REACH = 3
_STATE_WORDS = 5
_LISTS = ("list", "blacklist", "regist")


class CueMeaning(NamedTuple):
    """A thing may stand as many words away as `reach`."""

    choice: str
    kind: Kind | None
    reach: int


class Found(NamedTuple):
    """A cue at some words of a text."""

    meaning: CueMeaning
    place: range


class Thing(NamedTuple):
    place: range
    is_list: bool


class Lexicon:
    def __init__(self, about: Sequence[str], choices: Choices, lang: Language) -> None:
        self._about = Phrases((form, True) for word in about for form in _numbers(word))
        self.kinds = _with_returns({choice: kinds_of(cues) for choice, cues in choices.items()})
        self._cues = Phrases(_cues(choices, self.kinds, lang).items())
        self._states = Phrases(_alone(_built_in(STATES, self.kinds, lang, REACH)).items())
        self._list_states = Phrases(_alone(_built_in(LIST_STATES, self.kinds, lang, REACH)).items())

    def things(self, words: Sequence[Word], clause: range) -> list[Thing]:
        found: list[Thing] = []
        at = clause.start
        while at < clause.stop:
            _, after = self._about.at(words, at, clause.stop) or (False, 0)
            if after:
                is_list = any(words[i].form.startswith(_LISTS) for i in range(at, after))
                found.append(Thing(range(at, after), is_list))
            at = max(after, at + 1)
        return found

    def cues(self, words: Sequence[Word], clause: range) -> Iterator[Found]:
        for at in clause:
            if found := self._cues.at(words, at, clause.stop):
                meaning, after = found
                yield Found(meaning, range(at, after))

    def states(self, words: Sequence[Word], thing: Thing, clause: range) -> Iterator[Found]:
        """Words such as "without a valid" right before the thing."""
        for at in range(max(clause.start, thing.place.start - _STATE_WORDS), thing.place.start):
            for table in (self._states, self._list_states) if thing.is_list else (self._states,):
                meaning, after = table.at(words, at, thing.place.start) or (None, 0)
                if meaning and all(words[i].form in ARTICLES | POWERS for i in range(after, thing.place.start)):
                    yield Found(meaning, range(at, after))

    def choice_of(self, kind: Kind) -> str | None:
        """The only choice of a kind of change, if there is one."""
        choices = [choice for choice, kinds in self.kinds.items() if kind in kinds]
        return choices[0] if len(choices) == 1 else None


def _with_returns(kinds: dict[str, frozenset[Kind]]) -> dict[str, frozenset[Kind]]:
    """What stays in force comes back into force, where no choice of its own says so."""
    lasting = [choice for choice, spoken_of in kinds.items() if Kind.KEEP in spoken_of]
    if len(lasting) != 1 or any(not {Kind.IMPOSE, Kind.RESTORE}.isdisjoint(spoken_of) for spoken_of in kinds.values()):
        return kinds
    return {**kinds, lasting[0]: kinds[lasting[0]] | {Kind.REIMPOSE}}


def _phrase(written: str) -> str:
    """As `Phrases` wants it what an admin wrote: "U.S. list" is us list, "re-issue*" is re issue*."""
    parts = []
    for part in written.split():
        forms = " ".join(word.form for word in read_words(part))
        parts.append(f"{forms}*" if forms and part.endswith("*") else forms)
    return " ".join(filter(None, parts))


def _numbers(written: str) -> list[str]:
    """A word or phrase of an admin, with its plural unless it has one or is a mere beginning."""
    phrase = _phrase(written)
    if not phrase or phrase.endswith(("*", "s")):
        return [phrase] if phrase else []
    return [phrase, f"{phrase}s", f"{phrase}es"]


def _cues(choices: Choices, kinds: Mapping[str, frozenset[Kind]], lang: Language) -> dict[str, CueMeaning]:
    found: dict[str, CueMeaning] = {}
    for choice, cues in choices.items():
        for cue in cues.get(lang, ()):
            own = kinds_of({lang: (cue,)}) & kinds[choice]
            for phrase in _numbers(cue):
                found.setdefault(phrase, CueMeaning(choice, min(own, default=None), REACH))
    for table, reach in ((STRONG, REACH), (CLOSE, CLOSE_REACH)):
        for phrase, meaning in _alone(_built_in(table, kinds, lang, reach)).items():
            found.setdefault(phrase, meaning)
    return found


def _alone(table: Mapping[str, Sequence[CueMeaning]]) -> dict[str, CueMeaning]:
    """The phrases that speak for one choice only."""
    return {
        phrase: meanings[0] for phrase, meanings in table.items() if len({meaning.choice for meaning in meanings}) == 1
    }


def _built_in(
    table: Mapping[Kind, Mapping[Language, str]], kinds: Mapping[str, frozenset[Kind]], lang: Language, reach: int
) -> dict[str, list[CueMeaning]]:
    found: dict[str, list[CueMeaning]] = {}
    for choice, spoken_of in kinds.items():
        for kind in sorted(spoken_of):
            for phrase in listed(table, kind, lang):
                found.setdefault(phrase, []).append(CueMeaning(choice, kind, reach))
    return found
