"""What a reader of dates finds: values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.model import Precision

DATE_OF_SAYING = "date of saying"
"""The rule of a date on which somebody said something: "said on Tuesday"."""


class Tense(StrEnum):
    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DateMention:
    """Characters `start` to `end` of a text mean the days `first` to `last`, both included.

    `tense` is the day's side of the publication; on the day itself, the verb's. `words` quote the text;
    `rule` tells a person how it was read.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    tense: Tense
    words: str
    rule: str
