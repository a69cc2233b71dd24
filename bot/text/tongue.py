"""Which language a text is written in, by its small words. For texts whose author does not say."""

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


def likely_language(text: str) -> Language:
    """The language more of whose small words are there; English where it cannot be told."""
    words = [word.lower() for word in _WORD.findall(text)]
    return max(Language, key=lambda language: sum(word in _SMALL_WORDS[language] for word in words))
