"""How a feed does, in one word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.condition import Sign, condition, is_quiet
from bot.core.failing import failed
from bot.model import FailureKind, FeedState, FetchFailed, Stop
from tests.builders import FEED_URL, T0, feed

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WELL = FeedState(FEED_URL, T0, first_read_at=T0 - DAY, answered_at=T0)


def after(*kinds: FailureKind) -> FeedState:
    """A feed that failed for these reasons, an hour apart."""
    state = WELL
    for hours, kind in enumerate(kinds):
        state = failed(state, FetchFailed(FEED_URL, kind, ""), T0 + hours * HOUR)
    return state


@pytest.mark.parametrize(
    ("state", "sign", "since"),
    [
        (WELL, Sign.ANSWERING, None),
        (FeedState(FEED_URL, T0), Sign.UNREAD, None),
        (replace(WELL, undated=True), Sign.UNDATED, None),
        (replace(WELL, empty_since=T0), Sign.EMPTY, T0),
        (after(FailureKind.TIMEOUT, FailureKind.TLS), Sign.FAILING, T0),
        (after(FailureKind.TIMEOUT, FailureKind.THROTTLED), Sign.THROTTLED, T0),
        (after(FailureKind.THROTTLED, FailureKind.TIMEOUT), Sign.FAILING, T0),
        (after(FailureKind.TIMEOUT, FailureKind.NOT_A_FEED), Sign.UNREADABLE, T0 + HOUR),
        (after(FailureKind.TIMEOUT, FailureKind.GONE), Sign.STOPPED, T0),
        (replace(WELL, stopped=Stop.MERGED), Sign.STOPPED, T0),
        (replace(WELL, failures=2, failing_since=T0, failure="timeout"), Sign.FAILING, T0),
    ],
)
def test_the_gravest_is_what_is_said(state: FeedState, sign: Sign, since: datetime | None) -> None:
    """And since when. The last one is as an older version of the bot stored it."""
    found = condition(feed(), state, (), T0 + DAY)
    assert (found.sign, found.since) == (sign, since)
    answering = {Sign.ANSWERING, Sign.UNDATED, Sign.EMPTY}
    assert found.answers == (sign in answering)


def listed(*gaps: timedelta) -> list[datetime]:
    """Times of entries, the newest at T0, that lie so far apart."""
    times = [T0]
    for gap in gaps:
        times.append(times[-1] - gap)
    return times


def test_unusually_long_is_by_the_feeds_own_rhythm() -> None:
    """Three times what nine gaps of ten stay under, and never less than a day."""
    weekly, hourly = listed(*[7 * DAY] * 20), listed(*[HOUR] * 20)
    assert not is_quiet(weekly, T0 + 20 * DAY)
    assert is_quiet(weekly, T0 + 22 * DAY)
    assert not is_quiet(hourly, T0 + DAY)
    assert is_quiet(hourly, T0 + DAY + HOUR)
    assert condition(feed(), WELL, hourly, T0 + 2 * DAY).sign is Sign.QUIET


def test_weekends_and_one_long_holiday_are_not_unusual() -> None:
    outlet = listed(*[HOUR] * 30, *[2 * DAY] * 5, 20 * DAY)
    assert not is_quiet(outlet, T0 + 5 * DAY)


def test_a_feed_of_few_entries_has_no_rhythm_yet() -> None:
    assert not is_quiet(listed(*[HOUR] * 4), T0 + 365 * DAY)
    assert is_quiet(listed(*[HOUR] * 5), T0 + 365 * DAY)
