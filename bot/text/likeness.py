"""Whether two reports are copies of one text, and whether they differ in a fact all the same.

It measures words only: what a report means is for the steps of the core to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.fold import fold, words
from bot.text.identity import clean_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model import Entry, Language

JACCARD = 0.40
"""Shared words of all words at which two reports of 60 words are copies: above any of 11,520 pairs that were not."""

SHORT = 20
JACCARD_OF_SHORT = 0.70
"""Below so many words, as in feeds of titles only, function words and the story's names make up much of a text."""

CONTAINMENT = 0.65
"""Shared words of the shorter report's, for one cut short; only from `CONTAINMENT_WORDS` words on."""

CONTAINMENT_WORDS = 12

_KEPT = 2**13
"""Pairs of lengths for which it is kept how many words copies share."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CLOCK = re.compile(r"\b\d{1,2}(?::\d{2}(?::\d{2})?|\s?h)?\s*(?:[ap]\.?\s?m\b\.?|(?<=:\d\d)|(?<=\dh))", re.IGNORECASE)
_NEGATIONS = frozenset(
    (
        *("no", "not", "never", "none", "nor", "without", "cannot", "false"),
        *("deny", "denies", "denied", "denying", "nunca", "jamas", "sin", "ni", "tampoco", "falso"),
        *("niega", "niegan", "nego", "negaron", "desmiente", "desmienten", "desmintio", "desmintieron"),
    )
)


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a report is compared: its title, all its words, and the facts that tell copies apart."""

    title: str
    words: frozenset[str]
    title_numbers: frozenset[str]
    numbers: frozenset[str]
    negated: bool


def gist(entry: Entry) -> Gist:
    title = clean_title(entry.title, entry.source)
    text = f"{title}\n{entry.summary}"
    return Gist(
        title=" ".join(words(title, entry.lang)),
        words=frozenset(words(text, entry.lang)),
        title_numbers=numbers(title),
        numbers=numbers(text),
        negated=is_negated(title, entry.lang),
    )


def numbers(text: str) -> frozenset[str]:
    """The numbers in a text, without the separators of thousands; times of day are none."""
    return frozenset(re.sub(r"[.,](?=\d{3}\b)", "", found) for found in _NUMBER.findall(_CLOCK.sub(" ", text)))


def is_negated(title: str, lang: Language) -> bool:
    """Whether a title denies something: "will not visit", "niega que"."""
    folded = fold(title)
    return "n't" in folded or "n’t" in folded or not _NEGATIONS.isdisjoint(words(title, lang))


def differ_in_fact(one: Gist, other: Gist) -> bool:
    """Each names a number that the other lacks, or one of the titles negates and the other does not.

    A number missing on one side alone is a shorter text, not another fact.
    """
    return _disagree(one.numbers, other.numbers) or one.negated != other.negated


def differ_in_headline(one: Gist, other: Gist) -> bool:
    """The same by the titles alone: what counts between two versions of one entry.

    The text below may be a live report, whose figures change by the hour.
    """
    return _disagree(one.title_numbers, other.title_numbers) or one.negated != other.negated


def _disagree(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one - other) and bool(other - one)


def are_copies(one: Gist, other: Gist) -> bool:
    """The same text, perhaps cut, edited in part or under another headline."""
    return _are_copies(len(one.words & other.words), len(one.words), len(other.words))


def _are_copies(shared: int, one: int, other: int) -> bool:
    """By their words in common and in all."""
    if not shared:
        return False
    shorter = min(one, other)
    if shared / (one + other - shared) >= (JACCARD if shorter >= SHORT else JACCARD_OF_SHORT):
        return True
    return shorter >= CONTAINMENT_WORDS and shared / shorter >= CONTAINMENT


class Texts:
    """Texts by their words, so that a copy is found without a look at each.

    Texts twice as long as others have shelves of their own. To be a copy of a text on a shelf, one must have so many
    words in common with it: if they are not all among those that are usual there, one is unusual.
    """

    def __init__(self) -> None:
        self._texts: list[frozenset[str]] = []
        self._shelves: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def add(self, text: frozenset[str]) -> None:
        """Texts are numbered as they come, from 0."""
        shelf = self._shelves[len(text).bit_length()]
        for word in text:
            shelf[word].append(len(self._texts))
        self._texts.append(text)

    def copies(self, text: frozenset[str]) -> Iterator[int]:
        """The numbers of those that it is a copy of, the latest first."""
        near: set[int] = set()
        for size, shelf in self._shelves.items():
            usual = sorted(text, key=lambda word: len(shelf.get(word, ())))
            near.update(*(shelf.get(word, ()) for word in usual[: len(text) + 1 - _least_shared(len(text), size)]))
        for number in sorted(near, reverse=True):
            other = self._texts[number]
            if _are_copies(len(text & other), len(text), len(other)):
                yield number


@lru_cache(_KEPT)
def _least_shared(words: int, size: int) -> int:
    """How many words a text has in common at least with a copy whose number of words has `size` binary digits.

    One more than it has where it can have no such copy. Of the copies that one rule is for, the shortest needs least.
    """
    shortest, longest = max(1 << size >> 1, 1), 1 << size
    others = [other for other in (shortest, CONTAINMENT_WORDS, SHORT) if shortest <= other < longest]
    shared = range(1, min(words, longest - 1) + 1)
    return next((n for n in shared if any(_are_copies(n, words, other) for other in others)), words + 1)
