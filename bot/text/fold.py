"""Words out of text: where they stand, and the forms in which they are compared.

It folds case, accents and grammatical number; which words are looked for, and why, is not its business.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.model import Language
from bot.text.number import singular

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["capital_form", "fold", "labels", "letters", "pieces", "singular", "spans", "surfaces", "words"]

_DROPPED = dict.fromkeys((0xAD, *range(0x300, 0x370)))
"""The soft hyphen, and the combining accents that decomposition sets free."""

_LETTER = r"[^\W\d_]"
_SURFACE = re.compile(
    rf"""
    \w[\w\u00ad\u0300-\u036f]*
    (?:\.(?:
        (?<=\b{_LETTER}\.) (?: (?:[ \u00a0]?{_LETTER}\.)+ (?:{_LETTER}\b)? | {_LETTER}\b )    # U.S.  U.S  J. D.
      | (?<=\b(?:EE|FF|RR|CC|JJ|NN|ee)\.) [ \u00a0]? (?:UU|AA|MM|EE|HH|OO|PP|uu)\b \.?          # EE. UU.  FF.MM.
    ))?
    """,
    re.VERBOSE,
)
_LABEL = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=[\w.])['’][sS]\b")
_UNDOTTED = re.compile(r"\bEE[ \u00a0](?=UU\b)")
_SPACED = re.compile(r"\. (?<!\w\w\w\. )")
"""After one or two letters: an abbreviation may go on there."""

_SAME_NAME = {"usa": "us", "eua": "eeuu"}
"""Abbreviations of one name in one language."""

_CACHED = 2**15
"""Words kept folded per language; news of a year uses fewer."""


def fold(text: str) -> str:
    """Without case and accents: "Cancillería" and "CANCILLERIA" give "cancilleria", ñ gives n."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFKD", folded).translate(_DROPPED).casefold()


def surfaces(text: str) -> list[str]:
    """The words as they stand, in order. A dotted abbreviation is one word, and a possessive 's is none."""
    return _SURFACE.findall(_tidy(text))


def pieces(text: str) -> list[str]:
    """The text cut at spaces, but within no word: `surfaces` of the pieces are those of the text.

    It takes a quarter of the time, and a piece is nearly always one word with the marks around it.
    """
    return _SPACED.sub(".\u00a0", text.replace("EE UU", "EE\u00a0UU")).split(" ")


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """`surfaces`, each with the characters `start` to `end` of the text that it takes."""
    return ((found[0], found.start(), found.end()) for found in _SURFACE.finditer(_tidy(text)))


def _tidy(text: str) -> str:
    """Spell away what the pattern need not know. The length stays, so that places do."""
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("  ", text)
    if "UU" in text:
        text = _UNDOTTED.sub("EE.", text)
    return text


def letters(surface: str) -> str:
    """A word folded, its full stops and spaces dropped: "EE. UU." gives "eeuu"."""
    if "." in surface:
        surface = surface.replace(".", "").replace(" ", "").replace("\u00a0", "")
    return fold(surface)


def capital_form(surface: str) -> str | None:
    """The form in which names are compared, or None for a word that is not written as one.

    Names begin with a capital or are dotted abbreviations; US, USA, U.S. and U.S.A. have one form.
    """
    dotted = "." in surface
    if not (dotted or surface[0].isupper()):
        return None
    form = letters(surface)
    return _SAME_NAME.get(form, form) if dotted or surface.isupper() else form


def labels(name: str) -> tuple[str, ...]:
    """The parts of an outlet's, an author's or a host's name: "www.BBC.co.uk" gives www, bbc, co, uk."""
    return tuple(_LABEL.findall(fold(name)))


class _Singulars(dict[str, str]):
    """Surface word to folded singular, filled as words come and emptied when full."""

    def __init__(self, lang: Language) -> None:
        super().__init__()
        self.lang = lang

    def __missing__(self, surface: str) -> str:
        if len(self) >= _CACHED:
            self.clear()
        form = self[surface] = singular(letters(surface), self.lang)
        return form


_SINGULARS = {lang: _Singulars(lang) for lang in Language}


def words(text: str, lang: Language) -> tuple[str, ...]:
    """The words of a text, folded to their singular: what two texts are compared by."""
    return tuple(map(_SINGULARS[lang].__getitem__, surfaces(text)))
