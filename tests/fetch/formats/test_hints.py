"""When a document asks to be polled again, as outlets write it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.fetch.formats.hints import hints_of
from bot.model import Hints


@pytest.mark.parametrize(
    ("ttl", "wait"),
    [("60", timedelta(hours=1)), (" 5 ", timedelta(minutes=5)), ("99999", timedelta(days=1)), ("0", None), ("-1", None),
     ("an hour", None), ("9" * 5000, None), ("", None)],
)  # fmt: skip
def test_ttl_is_minutes_and_at_most_a_day(ttl: str, wait: timedelta | None) -> None:
    assert hints_of(ttl, "", "", (), ()) == Hints(wait)


@pytest.mark.parametrize(
    ("period", "frequency", "wait"),
    [
        ("hourly", "1", timedelta(hours=1)),
        ("Hourly ", " 2 ", timedelta(minutes=30)),
        ("daily", "", timedelta(days=1)),
        ("daily", "0", timedelta(days=1)),
        ("weekly", "1", timedelta(days=1)),
        ("monthly", "60", timedelta(hours=12)),
        ("yearly", "often", timedelta(days=1)),
        ("now and then", "1", None),
        ("", "3", None),
    ],
)
def test_a_period_is_shared_by_its_updates(period: str, frequency: str, wait: timedelta | None) -> None:
    assert hints_of("", period, frequency, (), ()) == Hints(wait)


def test_the_longer_wait_counts() -> None:
    assert hints_of("30", "hourly", "1", (), ()).wait == timedelta(hours=1)
    assert hints_of("90", "hourly", "1", (), ()).wait == timedelta(minutes=90)


@pytest.mark.parametrize(
    ("hours", "days", "expected"),
    [
        (["0", " 7 ", "24", "x", "-1"], [], Hints(skip_hours=frozenset({0, 7}))),
        ([], ["Saturday", " sunday", "Domingo"], Hints(skip_days=frozenset({5, 6}))),
        ([str(hour) for hour in range(24)], [], Hints()),
        ([], ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], Hints()),
    ],
)
def test_hours_and_days_to_skip_are_those_that_can_be_read_unless_none_is_left(
    hours: list[str], days: list[str], expected: Hints
) -> None:
    """RSS 0.91 counts the hours from 1 to 24."""
    assert hints_of("", "", "", hours, days) == expected
