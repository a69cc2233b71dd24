"""Whether two reports are copies of one text, and whether they differ in a fact all the same.

It measures words only: what a report means is for the steps of the core to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.fold import fold, words
from bot.text.identity import clean_title

if TYPE_CHECKING:
    from bot.model import Entry, Language

JACCARD = 0.40
"""Shared words of all words at which two reports of 60 words are copies: above any of 11,520 pairs that were not."""

SHORT = 20
JACCARD_OF_SHORT = 0.70
"""Below so many words, as in feeds of titles only, function words and the story's names make up much of a text."""

CONTAINMENT = 0.65
"""Shared words of the shorter report's, for one cut short; only from `CONTAINMENT_WORDS` words on."""

CONTAINMENT_WORDS = 12

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
    shared = len(one.words & other.words)
    if not shared:
        return False
    shorter = min(len(one.words), len(other.words))
    if shared / (len(one.words) + len(other.words) - shared) >= (JACCARD if shorter >= SHORT else JACCARD_OF_SHORT):
        return True
    return shorter >= CONTAINMENT_WORDS and shared / shorter >= CONTAINMENT
