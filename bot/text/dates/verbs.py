"""The verbs of a text, as far as they tell past from future. The words themselves are data of each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Language
from bot.text.dates import english_verbs, spanish_verbs
from bot.text.dates.mention import Tense

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_READ: Mapping[Language, Callable[[Sequence[str], int], str]] = {
    Language.EN: english_verbs.sense,
    Language.ES: spanish_verbs.sense,
}
_TENSE = {"+": Tense.FUTURE, "-": Tense.PAST, "=": Tense.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Verb:
    """Characters `start` to `end` hold a verb. UNKNOWN is the present.

    `saying` marks one of speech ("said", "anunció"); `setting` one that fixes, moves or cancels a date, whose
    tense is not that of the date ("scheduled", "fijó").
    """

    start: int
    end: int
    tense: Tense
    saying: bool
    setting: bool


def verbs(text: str, lang: Language) -> tuple[Verb, ...]:
    found = list(_WORD.finditer(text))
    surfaces = [word[0] for word in found]
    read = _READ[lang]
    return tuple(
        Verb(word.start(), _end(found, index), _TENSE[sense[0]], saying="s" in sense, setting="d" in sense)
        for index, word in enumerate(found)
        if (sense := read(surfaces, index))
    )


def _end(found: Sequence[re.Match[str]], index: int) -> int:
    """An infinitive ends with the word after its "to"."""
    return found[index + (found[index][0].lower() == "to")].end()
