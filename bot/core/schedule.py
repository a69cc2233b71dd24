"""When a feed is polled next, and what its state becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.model import FailureKind, Fetched, FetchFailed, Unchanged

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import FeedState, FetchOutcome

LONGEST_REQUEST = timedelta(hours=4)
"""A server may ask for longer by Cache-Control or ttl, but a feed of news is not left alone for a day by mistake."""

LONGEST_BACK_OFF = timedelta(hours=24)

GONE_BACK_OFF = timedelta(days=7)
"""410 means for good (RFC 9110 §15.5.11); one look a week finds the servers that said it by mistake."""

JITTER = 0.1


def reschedule(
    own: timedelta, state: FeedState, outcome: FetchOutcome, *, floor: timedelta, jitter: float, now: datetime
) -> FeedState:
    """The state after an outcome. `own` is the feed's interval, if nobody asks for more (`bot.core.interval`).

    `jitter` is a draw between -1 and 1 that moves the next poll by up to a tenth.
    """
    match outcome:
        case Fetched():
            wait = _wait_after_success(own, outcome.not_before, floor, jitter)
            return replace(
                _answered(state, now + wait),
                validators=outcome.validators,
                body_hash=outcome.body_hash,
                first_read_at=state.first_read_at or now,
                last_read_at=now,
                last_entry_at=now if outcome.entries else state.last_entry_at,
            )
        case Unchanged():
            wait = _wait_after_success(own, outcome.not_before, floor, jitter)
            return replace(_answered(state, now + wait), validators=outcome.validators)
        case FetchFailed():
            return replace(
                state,
                next_poll_at=now + _wait_after_failure(own, state, outcome, floor, jitter),
                failures=state.failures + 1,
                failing_since=state.failing_since or now,
                failure=f"{outcome.kind}: {outcome.detail}" if outcome.detail else outcome.kind.value,
            )
        case _:
            assert_never(outcome)


def _answered(state: FeedState, next_poll_at: datetime) -> FeedState:
    return replace(state, next_poll_at=next_poll_at, failures=0, failing_since=None, failure="")


def _wait_after_success(own: timedelta, asked: timedelta | None, floor: timedelta, jitter: float) -> timedelta:
    return max(own * (1 + JITTER * jitter), floor, min(asked or timedelta(0), LONGEST_REQUEST))


def _wait_after_failure(
    own: timedelta, state: FeedState, outcome: FetchFailed, floor: timedelta, jitter: float
) -> timedelta:
    if outcome.kind is FailureKind.GONE:
        return GONE_BACK_OFF
    longer = min(own * (1 << min(state.failures, 12)), LONGEST_BACK_OFF)
    return max(longer * (1 + JITTER * jitter), floor, outcome.retry_after or timedelta(0))
