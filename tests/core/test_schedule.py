"""When a feed is polled next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.schedule import GONE_BACK_OFF, LONGEST_BACK_OFF, LONGEST_REQUEST, reschedule
from bot.model import FailureKind, FeedState, Fetched, FetchFailed, FetchOutcome, Unchanged, Validators
from tests.builders import FEED_URL, T0, entry

FLOOR = timedelta(minutes=5)
QUARTER = timedelta(minutes=15)
STATE = FeedState(FEED_URL, next_poll_at=T0)
VALIDATORS = Validators(etag='W/"1-gz"', last_modified="Thu, 08 Jan 2026 12:00:00 GMT")


def after(outcome: FetchOutcome, state: FeedState = STATE, *, every: timedelta = QUARTER) -> FeedState:
    return reschedule(every, state, outcome, floor=FLOOR, jitter=0, now=T0)


def fetched(not_before: timedelta | None = None) -> Fetched:
    return Fetched(FEED_URL, VALIDATORS, "hash", (entry(),), (), not_before)


def failed(kind: FailureKind = FailureKind.TIMEOUT, retry_after: timedelta | None = None) -> FetchFailed:
    return FetchFailed(FEED_URL, kind, "no answer within 30 s", retry_after)


def wait(state: FeedState) -> timedelta:
    return state.next_poll_at - T0


def test_a_read_feed_is_polled_again_after_its_own_interval() -> None:
    assert wait(after(fetched())) == QUARTER


def test_validators_and_hash_of_a_read_are_kept_as_given() -> None:
    state = after(fetched())
    assert (state.validators, state.body_hash, state.first_read_at) == (VALIDATORS, "hash", T0)


@pytest.mark.parametrize("outcome", [fetched(timedelta(hours=1)), Unchanged(FEED_URL, VALIDATORS, timedelta(hours=1))])
def test_a_server_may_ask_for_longer(outcome: FetchOutcome) -> None:
    assert wait(after(outcome)) == timedelta(hours=1)


def test_but_not_for_longer_than_news_can_wait() -> None:
    assert wait(after(fetched(timedelta(days=3)))) == LONGEST_REQUEST


def test_no_feed_is_polled_below_the_floor() -> None:
    assert wait(after(fetched(), every=timedelta(seconds=1))) == FLOOR


def test_failures_in_a_row_double_the_wait_up_to_a_day() -> None:
    state, waits = STATE, []
    for _ in range(10):
        state = after(failed(), state)
        waits.append(wait(state))
    assert waits[:3] == [QUARTER, QUARTER * 2, QUARTER * 4]
    assert waits[-1] == LONGEST_BACK_OFF


def test_retry_after_is_obeyed_in_full() -> None:
    assert wait(after(failed(FailureKind.THROTTLED, timedelta(hours=30)))) == timedelta(hours=30)


def test_a_feed_that_is_gone_is_hardly_asked_again() -> None:
    assert wait(after(failed(FailureKind.GONE))) == GONE_BACK_OFF


def test_a_failure_keeps_what_the_last_read_gave_and_since_when_it_fails() -> None:
    read = after(fetched())
    once = after(failed(), read)
    twice = reschedule(QUARTER, once, failed(), floor=FLOOR, jitter=0, now=T0 + QUARTER)
    assert (twice.validators, twice.first_read_at) == (read.validators, T0)
    assert (twice.failures, twice.failing_since) == (2, T0)
    assert twice.failure == "timeout: no answer within 30 s"


@pytest.mark.parametrize("outcome", [fetched(), Unchanged(FEED_URL, VALIDATORS)])
def test_any_answer_ends_the_failing(outcome: FetchOutcome) -> None:
    failing = replace(STATE, failures=4, failing_since=T0, failure="timeout")
    state = after(outcome, failing)
    assert (state.failures, state.failing_since, state.failure) == (0, None, "")


@given(
    st.floats(-1, 1),
    st.integers(0, 10**6),
    st.sampled_from([fetched(), Unchanged(FEED_URL, VALIDATORS), failed(), failed(FailureKind.GONE)]),
)
def test_the_next_poll_is_never_below_the_floor_whatever_happens(
    jitter: float, failures: int, outcome: FetchOutcome
) -> None:
    state = replace(STATE, failures=failures)
    next_poll_at: datetime = reschedule(QUARTER, state, outcome, floor=FLOOR, jitter=jitter, now=T0).next_poll_at
    assert next_poll_at - T0 >= FLOOR
