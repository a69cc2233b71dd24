"""Which language a text is written in: by the tag its author gives, or by its small words where none is given."""

from __future__ import annotations

import re

from bot.model import Language

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {
    Language.EN: frozenset(
        ("the", "of", "and", "to", "in", "is", "for", "with", "on", "at", "by", "from", "that", "his")
    ),
    Language.ES: frozenset(
        ("el", "la", "de", "los", "las", "que", "en", "y", "del", "por", "para", "con", "una", "su")
    ),
}

_ENOUGH, _OUTDONE = 5, 4
"""Small words that leave no doubt, and how many times as many as another language's."""


def likely_language(text: str) -> Language:
    """The language more of whose small words are there; English where it cannot be told."""
    counts = _small_words(text)
    return max(counts, key=counts.__getitem__)


def told_language(text: str) -> Language | None:
    """The language that the small words tell beyond doubt: enough of them, and hardly any of another's."""
    counts = _small_words(text)
    likely = max(counts, key=counts.__getitem__)
    others = sum(counts.values()) - counts[likely]
    return likely if counts[likely] >= max(_ENOUGH, _OUTDONE * others) else None


def _small_words(text: str) -> dict[Language, int]:
    """How many of each language there are, English first."""
    words = [word.lower() for word in _WORD.findall(text)]
    return {language: sum(word in small for word in words) for language, small in _SMALL_WORDS.items()}


def stated_language(tag: str) -> Language | None:
    """Of a tag such as es-CO (RFC 5646) the language, if it is one of ours."""
    primary = tag.strip().lower().replace("_", "-").partition("-")[0]
    return next((language for language in Language if language.value == primary), None)
