"""Spans of days and the calendar's arithmetic. It knows no words.

A day that does not exist raises ValueError; one that no calendar of Python's reaches, OverflowError.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model import Precision

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """The days `first` to `last`; `inferred` if the text leaves their year or week to be guessed."""

    first: date
    last: date
    precision: Precision
    inferred: bool = False


def one_day(day: date, *, inferred: bool = False) -> Span:
    return Span(day, day, Precision.DAY, inferred)


def days_from(day: date, count: int) -> date:
    return day + _DAY * count


def week_of(day: date) -> Span:
    """Monday to Sunday."""
    monday = day - _DAY * day.weekday()
    return Span(monday, monday + _DAY * 6, Precision.WEEK)


def weekend_of(day: date) -> Span:
    saturday = week_of(day).first + _DAY * 5
    return Span(saturday, saturday + _DAY, Precision.WEEK)


def last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def part_of_month(year: int, month: int, first: int, last: int, precision: Precision) -> Span:
    """Days of a month. Those from 0 down count back from its end: 0 is its last day."""
    end = last_day(year, month)
    return Span(
        date(year, month, first if first > 0 else end + first),
        date(year, month, last if last > 0 else end + last),
        precision,
    )


def month_of(year: int, month: int) -> Span:
    return part_of_month(year, month, 1, 0, Precision.MONTH)


def year_of(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31), Precision.VAGUE)


def shift_months(day: date, count: int) -> date:
    """The same day of another month, or its last where it is shorter."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month, min(day.day, last_day(year, month)))


def shift_weeks(day: date, count: int) -> date:
    return day + _WEEK * count


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The first (1) to fourth (4) or the last (-1) such weekday of a month."""
    if nth < 0:
        end = date(year, month, last_day(year, month))
        return end - _DAY * ((end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + _DAY * ((weekday - first.weekday()) % 7) + _WEEK * (nth - 1)


def stretch(first: date, last: date, *, exact: bool) -> Span:
    """Several days. `exact` says that the thing fills them, rather than falling among them."""
    if last < first:
        raise ValueError(last)
    length = (last - first).days
    if length == 0 or (exact and length <= _AN_EVENT):
        precision = Precision.DAY
    elif length <= _ABOUT_A_WEEK:
        precision = Precision.WEEK
    else:
        precision = Precision.MONTH if length <= _ABOUT_A_MONTH else Precision.VAGUE
    return Span(first, last, precision)


_AN_EVENT = 4
"""Days beyond its first that a visit or summit may last and still begin on a known day."""
_ABOUT_A_WEEK = 10
_ABOUT_A_MONTH = 45
