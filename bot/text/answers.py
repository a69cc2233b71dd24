"""An answer as a person reads it: a date with its weekday, a week, a month, or a choice.

Which answer a question has is not decided here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, assert_never

from babel.dates import format_date

from bot.model import Precision

if TYPE_CHECKING:
    from bot.text.catalog import Catalog

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def in_words(answer: str, catalog: Catalog, precision: Precision = Precision.DAY) -> str:
    """A date in the catalog's language, or what it calls a choice. '' for a date as vague as "soon"."""
    day = _day(answer)
    if day is None:
        return catalog.choice(answer)
    match precision:
        case Precision.DAY:
            return _shown(day, catalog.text("answer.day"), catalog)
        case Precision.WEEK:
            return _shown(day, catalog.text("answer.week"), catalog)
        case Precision.MONTH:
            return _shown(day, catalog.text("answer.month"), catalog)
        case Precision.VAGUE:
            return ""
        case _:
            assert_never(precision)


def in_short(answer: str, catalog: Catalog) -> str:
    """For a table: a date without its weekday."""
    day = _day(answer)
    return _shown(day, catalog.text("answer.short"), catalog) if day else catalog.choice(answer)


def is_past(answer: str, today: date) -> bool:
    """Whether the answer is a day before today."""
    day = _day(answer)
    return day is not None and day < today


def _day(answer: str) -> date | None:
    try:
        return date.fromisoformat(answer) if _ISO_DAY.fullmatch(answer) else None
    except ValueError:
        return None


def _shown(day: date, pattern: str, catalog: Catalog) -> str:
    """`pattern` is one of Unicode's (LDML): a translator's to choose."""
    return format_date(day, pattern, locale=catalog.language)
