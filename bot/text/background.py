"""Which part of a sentence only gives the background of its news: "… after threats of military action".

It reads openers within one stretch between punctuation marks; it knows nothing of questions.
"""

from __future__ import annotations

import re

from bot.model import Language

_OPENERS = {
    Language.EN: """
        after|following|since|despite|in spite of|amid|amidst|in reply to|in response to|in the wake of|on the heels of
        |having|who had|which had|that had|who has been
        """,
    Language.ES: """
        tras|después de|luego de|desde que|a raíz de|pese a|a pesar de|en medio de|en respuesta a|aunque
        |que había|que habían|quien había
        """,
}
_OPENER = {
    lang: re.compile(rf"(?<!\w)(?:{'|'.join(part.strip() for part in words.split('|'))})(?!\w)", re.IGNORECASE)
    for lang, words in _OPENERS.items()
}
_STRETCH = re.compile(r"[.;:!?—|]+(?:\s|$)|,\s|\s[-–]\s|[\"“”«»()]")


def in_background(text: str, place: int, lang: Language) -> bool:
    """Whether the character at `place` stands behind an opener of its stretch."""
    start = max((mark.end() for mark in _STRETCH.finditer(text, 0, place)), default=0)
    return _OPENER[lang].search(text, start, place) is not None
