"""The cues of a choice: single words or phrases, where a star ends a word, and whether two of them meet.

It knows neither files nor choices. How a cue is found in a clause is decided in `bot.core.choice_claim`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import AfterValidator

from bot.config.problems import Complaint
from bot.text.fold import letters, singular
from bot.text.terms import SHORTEST_PREFIX

if TYPE_CHECKING:
    from bot.model import Language

MOST_CUES = 50
"""Of one choice in one language."""

_ITEMS = "write each word or phrase as an item of its own"
_OPERATOR = re.compile(r"(?:AND|OR|NOT|NEAR(?:/\S*)?)(?!\S)")
_QUOTE = re.compile("[\"“”„«»]|(?<!\\w)['‘’]")
_FOREIGN = re.compile(r"[^\w\s*'’.&-]|_|(?<!\S)[^\w\s*]")


class _Word(NamedTuple):
    form: str
    starred: bool


def check_cue(text: str) -> str:
    """A word or a phrase, with single spaces. Raises Complaint."""
    if not text.strip():
        raise Complaint("this item is empty", "take it out")
    for found in re.finditer(r"\S+", text):
        _check_word(found[0], found.start())
    return " ".join(text.split())


def meet(one: str, other: str, lang: Language) -> bool:
    """Whether one and the same words can be both: "lift*" and "lifted", or "visas" and "visa"."""
    mine, its = _words(one), _words(other)
    return len(mine) == len(its) and all(_words_meet(*pair, lang) for pair in zip(mine, its, strict=True))


def _check_word(word: str, start: int) -> None:
    if _OPERATOR.fullmatch(word):
        raise Complaint(f"{word} belongs in 'match': here stands a word or a phrase", _ITEMS, start)
    if quote := _QUOTE.search(word):
        hint = "take them out: several words in one item are a phrase already"
        raise Complaint("no quotation marks are needed here", hint, start + quote.start())
    if foreign := _FOREIGN.search(word):
        raise Complaint(
            f"'{foreign[0]}' may not stand in a word", f"take it out, and {_ITEMS}", start + foreign.start()
        )
    star = word.find("*")
    if 0 <= star < len(word) - 1:
        hint = "write the beginning of the word, as in revok*"
        raise Complaint("a star stands only at the end of a word", hint, start + star)
    if star >= 0 and sum(map(str.isalnum, word)) < SHORTEST_PREFIX:
        hint = f"write at least {SHORTEST_PREFIX} letters before it, as in revok*"
        raise Complaint("a star after so few letters would find too much", hint, start)


def _words(cue: str) -> list[_Word]:
    return [_Word(letters(word.removesuffix("*")), word.endswith("*")) for word in cue.split()]


def _words_meet(one: _Word, other: _Word, lang: Language) -> bool:
    if one.starred and other.form.startswith(one.form):
        return True
    if other.starred and one.form.startswith(other.form):
        return True
    return not (one.starred or other.starred) and singular(one.form, lang) == singular(other.form, lang)


Cue = Annotated[str, AfterValidator(check_cue)]
