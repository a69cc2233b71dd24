"""Where a text speaks of the thing whose date is asked for, or of another occasion. It reads words, no dates."""

from __future__ import annotations

from bisect import bisect, bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from bot.text.dates.events import DAYS, OCCASIONS, PRESENT, RUNNING
from bot.text.fold import letters, singular, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.model import Language

_FAR = 10_000
_AFTER = 2
_ASKED_ABOUT_KEPT = 256


@dataclass(frozen=True, slots=True)
class Word:
    """Characters `start` to `end`: a word of the `thing`, of its date (`day`), or of another `occasion`, or none."""

    start: int
    end: int
    thing: bool
    day: bool
    occasion: bool


def read(text: str, lang: Language, about: tuple[str, ...]) -> tuple[Word, ...]:
    """The words of a text. `about` are words or phrases; one that ends in `*` stands for all that begin with it.

    Nothing to be about leaves every word the thing's.
    """
    surfaces = list(spans(text))
    forms = [PRESENT.get(form, form) for form in (letters(surface) for surface, _, _ in surfaces)]
    is_thing = _test(about, lang)
    occasions = OCCASIONS[lang]
    found = []
    for index, (_, start, end) in enumerate(surfaces):
        form = singular(forms[index], lang)
        thing = is_thing(forms, index)
        occasion = not thing and form in occasions and forms[index] not in RUNNING
        found.append(Word(start, end, thing, form in DAYS, occasion))
    return tuple(found)


def distance(words: Sequence[Word], start: int, end: int, wanted: Callable[[Word], bool]) -> int:
    """Words between characters `start` to `end` and the nearest wanted word; a large number if there is none.

    One that stands after counts as farther away: dates follow what they date.
    """
    before = words[: bisect(words, start, key=attrgetter("end"))]
    after = words[bisect_left(words, end, key=attrgetter("start")) :]
    backward = next((steps for steps, word in enumerate(reversed(before)) if wanted(word)), _FAR)
    onward = next((steps + _AFTER for steps, word in enumerate(after) if wanted(word)), _FAR)
    return min(backward, onward)


@lru_cache(_ASKED_ABOUT_KEPT)
def _test(about: tuple[str, ...], lang: Language) -> Callable[[Sequence[str], int], bool]:
    """Whether the word at an index begins or is part of what is asked about."""
    phrases = [
        tuple(letters(part) + ("*" if term.endswith("*") and last else "") for part, last in _parts(term))
        for term in about
    ]
    firsts: dict[str, list[tuple[str, ...]]] = {}
    starred = tuple(phrase[0][:-1] for phrase in phrases if len(phrase) == 1 and phrase[0].endswith("*"))
    for phrase in phrases:
        if phrase and not phrase[0].endswith("*"):
            firsts.setdefault(singular(phrase[0], lang), []).append(phrase)

    def is_thing(forms: Sequence[str], index: int) -> bool:
        if not phrases or (starred and forms[index].startswith(starred)):
            return True
        candidates = firsts.get(singular(forms[index], lang), ())
        return any(_follows(forms, index, phrase, lang) for phrase in candidates)

    return is_thing


def _parts(term: str) -> list[tuple[str, bool]]:
    parts = [surface for surface, _, _ in spans(term)]
    return [(part, index == len(parts) - 1) for index, part in enumerate(parts)]


def _follows(forms: Sequence[str], index: int, phrase: tuple[str, ...], lang: Language) -> bool:
    own = forms[index : index + len(phrase)]
    return len(own) == len(phrase) and all(
        form.startswith(part[:-1]) if part.endswith("*") else singular(form, lang) == singular(part, lang)
        for form, part in zip(own, phrase, strict=True)
    )
