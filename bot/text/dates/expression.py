"""The shapes that dates take in any language, and what a language must bring to be read.

An expression is a regular expression whose group names are these:
  d d2 day (second of a range) · m m2 month by its word · mm month in figures · y year · w weekday ·
  h h2 h3 which one (this, next, last) · ww ww2 which week · wy which year · o ordinal · p part of a month ·
  n count · u u2 unit · x word for a day ·
  b what joins two days that are not a stretch ("between", "and", "or")
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from bot.model import Precision


class Kind(StrEnum):
    """How a date is written. The values are shown to people as the rule of a mention."""

    FIGURES = "date in figures"
    DAY = "day and month"
    DAYS = "days and month"
    WEEK_OF = "week of a day"
    NTH_WEEK = "week of a month"
    NTH_WEEKDAY = "weekday of a month"
    PART = "part of a month"
    MONTH = "month"
    NUMBERED_WEEKDAY = "weekday and day"
    WEEKDAY = "weekday"
    WORD = "day seen from publication"
    AGO = "time ago"
    WITHIN = "time from publication at most"
    AHEAD = "time from publication"
    UNIT = "week, month or year seen from publication"
    VAGUE = "no day named"
    BARE = "day of the month"


class Unit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Part:
    """Days of a month; those from 0 down count back from its end."""

    first: int
    last: int
    precision: Precision


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language. Expressions are tried in order where they begin at the same character.

    `opening` matches how any of them begins: where it does not match, none is tried, which saves most of the time.

    Words are lower case and without accents, as the text that is scanned; months and weekdays go by their
    first three letters. `words` are days counted from publication. `joined` are the words of group `b` that
    make one stretch of two days. What `not_after` matches to the left of a date, and `not_before` to its
    right, makes it none. After `moves`, "from one day to another" is no stretch; after `counting`, "in two
    weeks" is no date.

    `capital_months` says that a month has a capital ("march" is another word), `capital_names` that a weekday
    within a sentence has none unless it is a name, `ordinal_days` that "the 3rd" can be nothing but a day.
    """

    opening: str
    expressions: tuple[tuple[Kind, str], ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    words: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    which: Mapping[str, int]
    parts: Mapping[str, Part]
    units: Mapping[str, Unit]
    joined: frozenset[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    counting: re.Pattern[str]
    moves: re.Pattern[str]
    capital_months: bool
    capital_names: bool
    ordinal_days: bool


def written(kind: Kind, *parts: str) -> tuple[Kind, str]:
    """An expression in parts."""
    return kind, "".join(parts)


def numbered(words: str, first: int) -> dict[str, int]:
    """Each of some words with its number."""
    return {word: number for number, word in enumerate(words.split(), first)}


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())
