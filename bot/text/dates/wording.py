"""An expression as it was found in a text, its words turned into numbers, and the day it is seen from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.dates.mention import Tense

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.text.dates.expression import Kind, Lexicon, Unit


@dataclass(frozen=True, slots=True)
class View:
    """Where an expression is seen from. `lean` is the tense around it, `firm` whether its own verb says so.

    `noun` marks one that belongs to a noun ("Tuesday's call"); `month` is a day of the month that the text
    around it speaks of.
    """

    today: date
    lean: Tense = Tense.UNKNOWN
    firm: bool = False
    noun: bool = False
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The groups of an expression that took part, in lower case and without accents.

    `moved` says of two days that something went from the first to the second.
    """

    kind: Kind
    groups: Mapping[str, str]
    lexicon: Lexicon
    moved: bool = False

    def number(self, *names: str) -> int:
        """The number that the first of these groups gives, in figures or in words."""
        word = self._first(*names) or ""
        digits = "".join(character for character in word if character.isdecimal())
        return int(digits) if digits else self.lexicon.numbers[word]

    def month(self, *names: str) -> int:
        return self.lexicon.months[(self._first(*names) or "")[:3]]

    @property
    def weekday(self) -> int | None:
        return self.lexicon.weekdays.get(self.groups.get("w", "")[:3])

    @property
    def which(self) -> int | None:
        return self.lexicon.which.get(self._first("h", "h2", "h3") or "")

    @property
    def which_week(self) -> int | None:
        if "ww" in self.groups or "ww2" in self.groups:
            return self.lexicon.which[self._first("ww", "ww2") or ""]
        return None

    @property
    def unit(self) -> Unit | None:
        return self.lexicon.units.get(self._first("u", "u2") or "")

    def year(self, view: View) -> int | None:
        if "y" in self.groups:
            return int(self.groups["y"])
        return view.today.year + self.lexicon.which[self.groups["wy"]] if "wy" in self.groups else None

    def _first(self, *names: str) -> str | None:
        return next((self.groups[name] for name in names if name in self.groups), None)
