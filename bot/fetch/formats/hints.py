"""What a document says of when to come back, from the words it says it in. Pure."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.fetch.headers import LONGEST_WAIT
from bot.model import Hints

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"[0-9]{1,9}")
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS_OF_A_DAY = 24

_SKIP = re.compile(rb"<skip(hours|days)>", re.IGNORECASE)
_SKIPPED = re.compile(rb"<(?:hour|day)>([^<]{,20})</", re.IGNORECASE)
_MOST_LISTS, _LONGEST_LIST = 4, 2000


def hints_of(ttl: str, period: str, frequency: str, hours: Iterable[str], days: Iterable[str]) -> Hints:
    """Minutes; a period and how many updates it has (RSS 1.0 syndication module); hours and days to skip (RSS 2.0).

    What cannot be read counts for nothing, and so do hours or days that leave none of them: someone filled in a form.
    """
    hour_numbers = {number % _HOURS_OF_A_DAY for hour in hours if (number := _number(hour)) is not None}
    day_numbers = {_DAYS.index(name) for day in days if (name := day.strip().lower()) in _DAYS}
    return Hints(
        wait=max((wait for wait in (_ttl(ttl), _spacing(period, frequency)) if wait), default=None),
        skip_hours=frozenset(hour_numbers if len(hour_numbers) < _HOURS_OF_A_DAY else ()),
        skip_days=frozenset(day_numbers if len(day_numbers) < len(_DAYS) else ()),
    )


def skipped(body: bytes) -> tuple[list[str], list[str]]:
    """The hours and the days to skip that a document names. From its bytes: feedparser keeps the last ones only."""
    named: dict[bytes, list[str]] = {b"hours": [], b"days": []}
    if b"<skip" in body:
        for found in islice(_SKIP.finditer(body), _MOST_LISTS):
            names, _, _ = body[found.end() : found.end() + _LONGEST_LIST].partition(b"</skip")
            named[found[1].lower()] += (text.decode(errors="replace") for text in _SKIPPED.findall(names))
    return named[b"hours"], named[b"days"]


def _ttl(text: str) -> timedelta | None:
    minutes = _number(text)
    return min(timedelta(minutes=minutes), LONGEST_WAIT) if minutes else None


def _spacing(period: str, frequency: str) -> timedelta | None:
    length = _PERIODS.get(period.strip().lower())
    return min(length / (_number(frequency) or 1), LONGEST_WAIT) if length else None


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if _NUMBER.fullmatch(text) else None
