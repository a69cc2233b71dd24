"""What a feed's failures add up to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.failing import MISSING_FOR, answered, failed, start_anew
from bot.model import Cause, FailureKind, FeedState, FetchFailed, Move, Stop, Validators
from tests.builders import FEED_URL, T0

DAY = timedelta(days=1)
STATE = FeedState(FEED_URL, next_poll_at=T0)


def after(state: FeedState, kind: FailureKind, days: float = 0) -> FeedState:
    return failed(state, FetchFailed(FEED_URL, kind, "so"), T0 + days * DAY)


def test_failures_are_counted_by_their_cause_and_since_when() -> None:
    state = after(after(after(STATE, FailureKind.TIMEOUT), FailureKind.TLS, 1), FailureKind.TIMEOUT, 2)
    assert state.causes == {FailureKind.TIMEOUT: Cause(2, T0), FailureKind.TLS: Cause(1, T0 + DAY)}
    assert (state.failures, state.failing_since, state.failure) == (3, T0, "timeout: so")


@pytest.mark.parametrize(
    ("kind", "detail", "why"),
    [
        (FailureKind.UNREACHABLE, "name does not resolve", "unreachable: name does not resolve"),
        (FailureKind.NOT_A_FEED, "HTML page, not a feed", "HTML page, not a feed"),
        (FailureKind.TLS, "TLS handshake failed", "TLS handshake failed"),
        (FailureKind.MISSING, "404 Not Found", "404 Not Found"),
        (FailureKind.GONE, "", "gone"),
    ],
)
def test_a_failure_is_told_with_its_kind_once(kind: FailureKind, detail: str, why: str) -> None:
    assert failed(STATE, FetchFailed(FEED_URL, kind, detail), T0).failure == why


@pytest.mark.parametrize(
    ("kind", "stop"),
    [(FailureKind.GONE, Stop.GONE), (FailureKind.UNAUTHORIZED, Stop.UNAUTHORIZED), (FailureKind.HTTP_STATUS, None)],
)
def test_rule_20_410_and_401_stop_a_feed_at_once(kind: FailureKind, stop: Stop | None) -> None:
    """Rule 20: both are told at once too."""
    state = after(STATE, kind)
    assert (state.stopped, state.told) == (stop, f"{kind}: so")


def test_rule_20_404_stops_a_feed_after_a_week() -> None:
    """Rule 20: a week of nothing but 404s since the last answer, and not before."""
    state = after(STATE, FailureKind.MISSING)
    assert after(state, FailureKind.MISSING, 6.9).stopped is None
    assert after(state, FailureKind.MISSING, MISSING_FOR / DAY).stopped is Stop.MISSING
    back = answered(state, T0 + DAY)
    assert after(back, FailureKind.MISSING, 8).stopped is None


@pytest.mark.parametrize(
    ("kind", "days"), [(FailureKind.THROTTLED, 1), (FailureKind.NOT_A_FEED, 3), (FailureKind.PARSER, 3)]
)
def test_rules_18_and_23_what_passes_by_itself_is_told_later(kind: FailureKind, days: int) -> None:
    """Rule 18: throttling is told after a day. Rule 23: a document that cannot be read, after three."""
    state = after(STATE, kind)
    assert state.told == ""
    assert after(state, kind, days - 0.1).told == ""
    assert after(state, kind, days).told == f"{kind}: so"


def test_everything_else_is_told_at_once() -> None:
    assert after(STATE, FailureKind.TIMEOUT).told == "timeout: so"


def test_an_answer_ends_all_of_it() -> None:
    state = answered(after(STATE, FailureKind.GONE), T0 + DAY)
    assert (state.failures, state.causes, state.told, state.stopped) == (0, {}, "", None)
    assert state.answered_at == T0 + DAY


def test_a_feed_that_starts_anew_owes_nothing_to_its_past() -> None:
    """Rule 6: nor does it send validators, so that a forced refresh gets a whole document."""
    old = FeedState(
        FEED_URL,
        next_poll_at=T0 + DAY,
        validators=Validators('"a"', None, FEED_URL),
        body_hash="hash",
        first_read_at=T0,
        address="https://elsewhere.example/",
        move=Move("https://further.example/", T0, 1, T0),
        asked_until=T0 + DAY,
    )
    assert start_anew(after(old, FailureKind.GONE), T0) == FeedState(FEED_URL, next_poll_at=T0, first_read_at=T0)
