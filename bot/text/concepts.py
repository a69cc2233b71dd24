"""What words mean, as far as comparing reports in two languages needs: one key for threat, threatens and amenaza.

It owns the keys alone. Which of them tell one piece of news from another is for `bot.text.salience`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.model import Language
from bot.text import lexicon_common, lexicon_public
from bot.text.fold import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SHORTEST_STEM = 4
_COGNATE = 6
"""Letters by which words that the lexicon lacks are compared: operation and operación have these in common."""
_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        *((r"(.)\1", r"\1"), ("ph", "f"), ("th", "t"), ("(?<=.)y", "i"), ("tion", "cion")),
        *(("k|qu(?=[ei])", "c"), ("^s(?=[ptc])", "es")),
    )
)
"""How English spells what Spanish writes otherwise."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    exact: Mapping[str, str]
    stems: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def concepts(folded: Sequence[str], lang: Language) -> Iterator[tuple[str, int, int]]:
    """The keys of a text's words in order, each with the words `start` to `end` that it stands for."""
    lexicon = _lexicon(lang)
    at = 0
    while at < len(folded):
        key, length = _phrase(lexicon, folded, at) or (_key(folded[at], lang), 1)
        yield key, at, at + length
        at += length


def _phrase(lexicon: _Lexicon, folded: Sequence[str], at: int) -> tuple[str, int] | None:
    for phrase, key in lexicon.phrases.get(folded[at], ()):
        if tuple(folded[at : at + len(phrase)]) == phrase:
            return key, len(phrase)
    return None


@cache
def _key(word: str, lang: Language) -> str:
    lexicon = _lexicon(lang)
    if known := lexicon.exact.get(word):
        return known
    for length in range(len(word), _SHORTEST_STEM - 1, -1):
        if known := lexicon.stems.get(word[:length]):
            return known
    return cognate(word)


def cognate(word: str) -> str:
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word[:_COGNATE]


@cache
def _lexicon(lang: Language) -> _Lexicon:
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, term in _terms(lang):
        if term.endswith("*"):
            stems[term[:-1]] = key
        elif "_" in term:
            phrase = words(term.replace("_", " "), lang)
            phrases.setdefault(phrase[0], []).append((phrase, key))
        else:
            exact[words(term, lang)[0]] = key
    longest_first = {first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()}
    return _Lexicon(exact, stems, longest_first)


def _terms(lang: Language) -> Iterator[tuple[str, str]]:
    for line in f"{lexicon_public.WORDS}{lexicon_common.WORDS}".split("\n"):
        key, _, rest = line.partition(":")
        english, _, spanish = rest.partition("|")
        for term in (english if lang is Language.EN else spanish).split():
            yield key, term
