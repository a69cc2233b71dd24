"""Which days an expression means, seen from the day of publication. It reads no text around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.model import Precision
from bot.text.dates.expression import Kind, Unit
from bot.text.dates.mention import Tense
from bot.text.dates.span import (
    Span,
    days_from,
    month_of,
    nth_weekday,
    one_day,
    part_of_month,
    shift_months,
    shift_weeks,
    stretch,
    week_of,
    weekend_of,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.text.dates.wording import View, Wording

_MONTHS_A_YEAR = 12
_MIDMONTH = 15
_REACH = {Unit.HOUR: 1, Unit.DAY: 7, Unit.WEEK: 28, Unit.MONTH: 92}
"""Days within which "the coming hours, days …" are thought to fall."""
_SOON = 31
_AGAINST_A_HINT = 3
_AGAINST_A_VERB = 100
"""How much farther a day counts as that lies on the other side than the verb says: a few days are the delay
between the event and its report, and not the distance to the same day of another year."""
_ANOTHER_WEEKDAY = 10
"""The same for a day on another weekday than named: a slip that the press makes."""
_BEHIND = 1.5
"""The same without any verb: news that gives no year looks ahead more often than back."""


def resolve(wording: Wording, view: View) -> Span | None:
    """None if there is no such day: Feb. 30."""
    try:
        return _READINGS[wording.kind](wording, view)
    except (ValueError, OverflowError, LookupError):
        return None


def _figures(wording: Wording, view: View) -> Span:
    """Month and day change places where only that makes a date: 13/2/2026 in English."""
    year, month, day = wording.year(view), wording.number("mm"), wording.number("d")
    if month > _MONTHS_A_YEAR:
        month, day = day, month
    return one_day(date(year or 0, month, day))


def _day(wording: Wording, view: View) -> Span:
    month, day = wording.month("m2", "m"), wording.number("d", "d2")
    if year := wording.year(view):
        return one_day(date(year, month, day))
    same = _existing((year, month, day) for year in _years_around(view.today))
    return one_day(_likeliest(same, wording, view), inferred=True)


def _days(wording: Wording, view: View) -> Span:
    """Only the last day of a stretch has the year and the month; they are the first's too."""
    begins, ends = wording.month("m", "m2"), wording.month("m2", "m")
    year, day = wording.year(view), wording.number("d")
    if year:
        first = date(year - (begins > ends and not wording.moved), begins, day)
    else:
        same = _existing((around, begins, day) for around in _years_around(view.today))
        first = _likeliest(same, wording, view)
    if wording.moved:
        return Span(first, _nearest(first, ends, wording.number("d2")), Precision.DAY, inferred=not year)
    last = date(first.year + (begins > ends), ends, wording.number("d2"))
    joint = wording.groups.get("b", "").split()
    found = stretch(first, last, exact=not joint or joint[0] in wording.lexicon.joined)
    return Span(found.first, found.last, found.precision, inferred=not year)


def _nearest(to: date, month: int, day: int) -> date:
    same = _existing((year, month, day) for year in _years_around(to))
    return min(same, key=lambda one: abs(one - to))


def _week_of(wording: Wording, view: View) -> Span:
    return week_of(_day(wording, view).first)


def _nth_week(wording: Wording, view: View) -> Span:
    month, nth = _whose_month(wording, view), wording.lexicon.ordinals[wording.groups["o"]]
    first = -6 if nth < 0 else nth * 7 - 6
    return part_of_month(month.year, month.month, first, first + 6, Precision.WEEK)


def _nth_weekday(wording: Wording, view: View) -> Span:
    month, nth = _whose_month(wording, view), wording.lexicon.ordinals[wording.groups["o"]]
    return one_day(nth_weekday(month.year, month.month, wording.weekday or 0, nth))


def _part(wording: Wording, view: View) -> Span:
    part = wording.lexicon.parts[wording.groups["p"]]
    if wording.unit is Unit.WEEK:
        week = week_of(shift_weeks(view.today, wording.which or 0))
        late, early = part.last <= 0, part.first == 1
        return Span(
            week.first if early else days_from(week.first, 3 if late else 2),
            week.last if late else days_from(week.first, 1 if early else 3),
            Precision.WEEK,
        )
    if wording.unit is Unit.YEAR:
        year = view.today.year + (wording.which or 0)
        first = 9 if part.last <= 0 else 1 if part.first == 1 else 5
        return Span(date(year, first, 1), month_of(year, first + 3).last, Precision.VAGUE)
    month = _whose_month(wording, view)
    return part_of_month(month.year, month.month, part.first, part.last, part.precision)


def _month(wording: Wording, view: View) -> Span:
    month = _whose_month(wording, view)
    whole = month_of(month.year, month.month)
    return Span(whole.first, whole.last, whole.precision, inferred=wording.year(view) is None)


def _whose_month(wording: Wording, view: View) -> date:
    """A day of the month that is meant: by its name, or as this, the next or the last."""
    if "m" not in wording.groups:
        if wording.unit not in (Unit.MONTH, None):
            raise ValueError(wording.unit)
        return shift_months(view.today, wording.which or 0)
    month = wording.month("m")
    if year := wording.year(view):
        return date(year, month, 1)
    this_month = (view.today.year, view.today.month)
    same = [
        view.today if (year, month) == this_month else date(year, month, _MIDMONTH)
        for year in _years_around(view.today)
    ]
    if which := wording.which:
        past = [day for day in same if (day.year, day.month) < this_month]
        return past[-1] if which < 0 else next(day for day in same if (day.year, day.month) > this_month)
    return _likeliest(same, wording, view)


def _numbered_weekday(wording: Wording, view: View) -> Span:
    """Tuesday the 3rd: the month in which the 3rd is a Tuesday."""
    month = view.today.replace(day=1)
    months = [shift_months(month, count) for count in range(-_MONTHS_A_YEAR, _MONTHS_A_YEAR)]
    same = _existing((month.year, month.month, wording.number("d")) for month in months)
    there = [day for day in same if day.weekday() == wording.weekday]
    return one_day(_likeliest(there, wording, view), inferred=True)


def _weekday(wording: Wording, view: View) -> Span:
    weekday = wording.weekday or 0
    if (week := wording.which_week) is not None:
        return one_day(days_from(week_of(shift_weeks(view.today, week)).first, weekday))
    ahead = (weekday - view.today.weekday()) % 7
    back = ahead - 7 if ahead else 0
    which = wording.which
    if which:
        return one_day(days_from(view.today, (ahead or 7) if which > 0 else (back or -7)))
    if view.lean is Tense.UNKNOWN and view.noun:
        return one_day(days_from(view.today, ahead if ahead <= -back else back), inferred=True)
    return one_day(days_from(view.today, back if view.lean is Tense.PAST else ahead), inferred=True)


def _word(wording: Wording, view: View) -> Span:
    return one_day(days_from(view.today, wording.lexicon.words[wording.groups["x"]]))


def _ago(wording: Wording, view: View) -> Span:
    return _counted(view.today, -wording.number("n"), wording.unit)


def _ahead(wording: Wording, view: View) -> Span:
    return _counted(view.today, wording.number("n"), wording.unit)


def _counted(today: date, count: int, unit: Unit | None) -> Span:
    """In so many days means a day, but in so many weeks or months hardly more than a week or a month."""
    if unit is Unit.WEEK:
        return week_of(shift_weeks(today, count))
    if unit is Unit.MONTH:
        day = shift_months(today, count)
        return month_of(day.year, day.month)
    return one_day(days_from(today, count))


def _within(wording: Wording, view: View) -> Span:
    count = wording.number("n")
    if wording.unit is Unit.MONTH:
        return stretch(view.today, shift_months(view.today, count), exact=False)
    return stretch(view.today, days_from(view.today, count * (7 if wording.unit is Unit.WEEK else 1)), exact=False)


def _unit(wording: Wording, view: View) -> Span:
    part = wording.groups.get("p", "")
    which = wording.lexicon.which.get(part, wording.which or 0)
    match wording.unit:
        case Unit.WEEKEND:
            whole = weekend_of(shift_weeks(view.today, which))
        case Unit.WEEK:
            whole = week_of(shift_weeks(view.today, which))
        case Unit.MONTH:
            day = shift_months(view.today, which)
            whole = month_of(day.year, day.month)
        case _:
            whole = year_of(view.today.year + which)
    match part:
        case "later" | "late":
            return Span(view.today, whole.last, whole.precision)
        case "earlier" | "early":
            return Span(whole.first, view.today, whole.precision)
        case _:
            return whole


def _vague(wording: Wording, view: View) -> Span:
    reach = _REACH.get(wording.unit, _SOON) if wording.unit else _SOON
    return Span(view.today, days_from(view.today, reach), Precision.VAGUE)


def _bare(wording: Wording, view: View) -> Span:
    """A day of the month that the text speaks of, or else of the nearest: rather of one to come."""
    day = wording.number("d")
    if view.month:
        return one_day(view.month.replace(day=day), inferred=True)
    months = [shift_months(view.today.replace(day=1), count) for count in (-1, 0, 1)]
    ahead = replace(view, lean=Tense.FUTURE) if view.lean is Tense.UNKNOWN else view
    return one_day(_likeliest(_existing((m.year, m.month, day) for m in months), wording, ahead), inferred=True)


_READINGS: Mapping[Kind, Callable[[Wording, View], Span]] = {
    Kind.FIGURES: _figures,
    Kind.DAY: _day,
    Kind.DAYS: _days,
    Kind.WEEK_OF: _week_of,
    Kind.NTH_WEEK: _nth_week,
    Kind.NTH_WEEKDAY: _nth_weekday,
    Kind.PART: _part,
    Kind.MONTH: _month,
    Kind.NUMBERED_WEEKDAY: _numbered_weekday,
    Kind.WEEKDAY: _weekday,
    Kind.WORD: _word,
    Kind.AGO: _ago,
    Kind.WITHIN: _within,
    Kind.AHEAD: _ahead,
    Kind.UNIT: _unit,
    Kind.VAGUE: _vague,
    Kind.BARE: _bare,
}


def _years_around(today: date) -> range:
    return range(max(today.year - 1, date.min.year), min(today.year + 1, date.max.year) + 1)


def _existing(dates: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in dates:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _likeliest(days: Iterable[date], wording: Wording, view: View) -> date:
    """The nearest day, those against the tense counting as farther away. Raises ValueError if there is none."""
    which = wording.which
    lean = view.lean if which is None else (Tense.PAST, Tense.UNKNOWN, Tense.FUTURE)[which + 1]
    against = _AGAINST_A_VERB if which or view.firm else _AGAINST_A_HINT

    def distance(day: date) -> float:
        gap = (day - view.today).days * (1 if wording.weekday in (None, day.weekday()) else _ANOTHER_WEEKDAY)
        if (lean is Tense.PAST and gap > 0) or (lean is Tense.FUTURE and gap < 0):
            return abs(gap) * against
        return abs(gap) * (_BEHIND if lean is Tense.UNKNOWN and gap < 0 else 1)

    return min(days, key=distance)
