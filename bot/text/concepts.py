"""What words mean, as far as comparing reports in two languages needs: one key for threat, threatens and amenaza.

It owns the keys alone. Which of them tell one piece of news from another is for `bot.text.salience`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bot.model import Language
from bot.text import (
    lexicon_acts,
    lexicon_common,
    lexicon_leisure,
    lexicon_money,
    lexicon_names,
    lexicon_nature,
    lexicon_public,
    lexicon_society,
    lexicon_works,
)
from bot.text.fold import surfaces, words
from bot.text.stopwords import STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEXICONS = (
    *(lexicon_public, lexicon_society, lexicon_money, lexicon_works, lexicon_nature, lexicon_leisure),
    *(lexicon_acts, lexicon_common, lexicon_names),
)

_SHORTEST_STEM = 4
_COGNATE = 6
"""Letters by which words that the lexicon lacks are compared: operation and operación have these in common."""
_CACHED = 2**15

_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        *(("ph", "f"), ("th", "t"), ("(?<=.)y", "i"), ("tion", "cion"), ("k|qu(?=[ei])", "c"), ("^s(?=[ptc])", "es")),
        *((r"(?<=.)(.)\1", r"\1"), ("(?<=....)(?:[aeo]|um)$", "")),
    )
)
"""How English spells what Spanish writes otherwise, and the endings of either."""

_CAPITAL = {"March": "march_month", "May": "may_month", "US": "usa", "U.S.": "usa", "U.S": "usa"}
"""Words that are others where English writes them small."""


class Concept(NamedTuple):
    """A key, and the words it stands for as they were written.

    A key is a name out of the lexicon, or the beginning of a word and a star.
    """

    key: str
    written: str


_Phrases: TypeAlias = tuple[tuple[tuple[str, ...], str], ...]
"""The phrases that begin with one word, the longest first, each with its key."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    exact: Mapping[str, str]
    stems: Mapping[str, str]
    phrases: Mapping[str, _Phrases]


def concepts(text: str, lang: Language) -> Iterator[Concept]:
    """The concepts of a text in order, without grammar and numbers."""
    lexicon, stop = _lexicon(lang), STOPWORDS[lang]
    written, folded = surfaces(text), words(text, lang)
    if lang is Language.EN:
        folded = tuple(_CAPITAL.get(surface, word) for surface, word in zip(written, folded, strict=True))
    at = 0
    while at < len(folded):
        word = folded[at]
        if (phrases := lexicon.phrases.get(word)) and (phrase := _phrase(phrases, folded, at)):
            key, length = phrase
            yield Concept(key, " ".join(written[at : at + length]))
            at += length
            continue
        if len(word) > 1 and word not in stop and not word[0].isdigit():
            yield Concept(_key(word, lang), written[at])
        at += 1


def _phrase(phrases: _Phrases, folded: tuple[str, ...], at: int) -> tuple[str, int] | None:
    for phrase, key in phrases:
        if folded[at : at + len(phrase)] == phrase:
            return key, len(phrase)
    return None


@lru_cache(_CACHED)
def _key(word: str, lang: Language) -> str:
    lexicon = _lexicon(lang)
    if known := lexicon.exact.get(word):
        return known
    for length in range(len(word), _SHORTEST_STEM - 1, -1):
        if known := lexicon.stems.get(word[:length]):
            return known
    return _cognate(word)


def _cognate(word: str) -> str:
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return f"{word[:_COGNATE]}*"


@cache
def _lexicon(lang: Language) -> _Lexicon:
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, term in _terms(lang):
        if term in _CAPITAL.values():
            exact[term] = key
        elif term.endswith("*"):
            stems[term[:-1]] = key
        elif "_" in term:
            phrase = words(term.replace("_", " "), lang)
            phrases.setdefault(phrase[0], []).append((phrase, key))
        else:
            exact[words(term, lang)[0]] = key
    longest_first = {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in phrases.items()}
    return _Lexicon(exact, stems, longest_first)


def _terms(lang: Language) -> Iterator[tuple[str, str]]:
    for line in "".join(lexicon.WORDS for lexicon in LEXICONS).split("\n"):
        key, _, rest = line.partition(":")
        english, _, spanish = rest.partition("|")
        for term in (english if lang is Language.EN else spanish).split():
            yield key, term
