"""Dates as nearly all feeds write them; the odder ones are in tests/data/feeds/bad-dates.xml."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetch.formats.dates import read_date

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
DATES = st.datetimes(datetime(1991, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001 - drawn with a zone


@given(DATES)
def test_what_is_written_by_the_standards_is_read_to_the_second(date: datetime) -> None:
    meant = date.replace(microsecond=0).astimezone(UTC)
    assert read_date(format_datetime(date)) == meant
    assert read_date(date.isoformat()) == meant


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Wed, 14 Jan 2026 10:00:00 GMT", datetime(2026, 1, 14, 10, tzinfo=UTC)),
        ("wed, 14 jan 2026 10:00:00 gmt", datetime(2026, 1, 14, 10, tzinfo=UTC)),
        ("14 Jan 2026 10:00 EST", datetime(2026, 1, 14, 15, tzinfo=UTC)),
        ("4 Jul 2026 10:00:00 PDT", datetime(2026, 7, 4, 17, tzinfo=UTC)),
        ("mié, 14 ene 2026 10:00:00 -0500", datetime(2026, 1, 14, 15, tzinfo=UTC)),
        ("Sab, 01 Ago 2026 10:00:00 GMT", datetime(2026, 8, 1, 10, tzinfo=UTC)),
        ("2026-01-14T10:00:00+0530", datetime(2026, 1, 14, 4, 30, tzinfo=UTC)),
        ("2026-01-14 10:00:00", datetime(2026, 1, 14, 10, tzinfo=UTC)),
        ("2026-01-14t10:00z", datetime(2026, 1, 14, 10, tzinfo=UTC)),
        ("2026-01-14", datetime(2026, 1, 14, tzinfo=UTC)),
    ],
)
def test_common_variants(text: str, date: datetime) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "14 Jan 26 10:00 GMT", "Wed, 14 Foo 2026 10:00:00 GMT", "2026-02-30T00:00:00Z", "2026-13-01"),
        *("2026-01-14T25:00:00Z", "2026-01-14T10:00:00+99:00", "2026-01-14T10:00:00+24:00", "1970-01-01T00:00:00Z"),
        *("0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "9999-12-31T00:00:00Z"),
        *("٢٠٢٦-٠١-١٤", "2026-01-14T10:00:00Z\n"),
    ],
)
def test_what_is_no_such_date_is_none(text: str) -> None:
    assert read_date(text) is None
