"""When a feed counts as unheard."""

from __future__ import annotations

from datetime import timedelta

from bot.core.absence import LATE_AFTER, unheard_since
from bot.model import Heard
from tests.builders import T0

QUARTER = timedelta(minutes=15)


def test_it_is_unheard_since_it_was_last_heard_once_it_is_hours_overdue() -> None:
    heard = Heard(T0, until=T0 + QUARTER)
    assert unheard_since(heard, T0 + QUARTER + LATE_AFTER) == T0
    assert unheard_since(heard, T0 + QUARTER + LATE_AFTER - timedelta(seconds=1)) is None


def test_a_feed_that_is_seldom_asked_is_not_unheard_meanwhile() -> None:
    assert unheard_since(Heard(T0, until=T0 + timedelta(days=1)), T0 + timedelta(days=1)) is None


def test_a_feed_that_never_was_heard_was_never_missed() -> None:
    assert unheard_since(None, T0) is None
