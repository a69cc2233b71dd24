"""What a cue says of the words around it. It owns the shapes; the words are in `english` and `spanish`."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.model import ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["STATUS", "Cue", "Opener", "Scope", "Sense", "cues", "openers"]


class Sense(StrEnum):
    """Why a clause is not plainly told as done. The words reach the claim's rule."""

    PLAIN = "told as it is"
    FUTURE = "announced, not yet done"
    POSSIBLE = "only possible"
    WISH = "asked for or wished"
    WEIGHED = "considered, not decided"
    CONDITION = "on a condition"
    QUESTION = "asked or explained, not told"
    HEARSAY = "hearsay"
    DENIAL = "denied"
    ENDED = "said to be over"
    HISTORY = "told as history"
    BACKGROUND = "told as background"


STATUS: Mapping[Sense, ClaimStatus] = {
    Sense.PLAIN: ClaimStatus.ASSERTED,
    Sense.FUTURE: ClaimStatus.ASSERTED,
    Sense.POSSIBLE: ClaimStatus.HEDGED,
    Sense.WISH: ClaimStatus.HEDGED,
    Sense.WEIGHED: ClaimStatus.HEDGED,
    Sense.CONDITION: ClaimStatus.HEDGED,
    Sense.QUESTION: ClaimStatus.HEDGED,
    Sense.HEARSAY: ClaimStatus.HEDGED,
    Sense.DENIAL: ClaimStatus.DENIED,
    Sense.ENDED: ClaimStatus.DENIED,
    Sense.HISTORY: ClaimStatus.PAST,
    Sense.BACKGROUND: ClaimStatus.PAST,
}


class Scope(Enum):
    """Which words of its clause a cue speaks of."""

    AFTER = ">"
    BEFORE = "<"
    WHOLE = "="
    NEXT = "3"
    """The three words that follow."""
    DATE = "d"
    """The past verb that stands before it, or all of the clause that it opens; nothing where no verb is past."""
    AGO = "a"
    """The same for words that speak of the past alone; a month may be one to come."""


class Cue(NamedTuple):
    sense: Sense
    scope: Scope


class Opener(NamedTuple):
    """A word that begins a clause of its own.

    With `if_past` its sense holds only where the clause is in the past; with `binds` for the main clause too.
    """

    sense: Sense
    if_past: bool = False
    binds: bool = False


def cues(table: Mapping[tuple[Sense, Scope], str]) -> tuple[tuple[str, Cue], ...]:
    """The table's phrases, one a line, each with its cue."""
    return tuple((phrase, Cue(*meaning)) for meaning, listed in table.items() for phrase in _lines(listed))


def openers(table: Mapping[Opener, str]) -> tuple[tuple[str, Opener], ...]:
    return tuple((phrase, opener) for opener, listed in table.items() for phrase in _lines(listed))


def _lines(listed: str) -> list[str]:
    return [line.strip() for line in listed.splitlines() if line.strip()]
