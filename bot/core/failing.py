"""What a feed's failures add up to: by cause, when somebody is told, and when it is given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import UNREADABLE, Cause, FailureKind, Stop, Validators

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import FeedState, FetchFailed

MISSING_FOR = timedelta(days=7)
"""A feed that is not found for so long is given up."""

_TOLD_AFTER = {FailureKind.THROTTLED: timedelta(days=1)} | dict.fromkeys(UNREADABLE, timedelta(days=3))
"""What passes by itself more often than not is told later than at once."""


def failed(state: FeedState, outcome: FetchFailed, now: datetime) -> FeedState:
    """The state with one more failure. An answer that cannot be read ends what failed before it on the network."""
    before = state.causes.get(outcome.kind)
    is_answer = outcome.kind in UNREADABLE
    kept = {kind: cause for kind, cause in state.causes.items() if not is_answer or kind in UNREADABLE}
    kept.pop(outcome.kind, None)  # the latest stands last
    cause = Cause(before.count + 1, before.since) if before else Cause(1, now)
    after = replace(
        state,
        failures=state.failures + 1,
        failing_since=state.failing_since or now,
        failure=outcome.why,
        causes={**kept, outcome.kind: cause},
        stopped=_given_up(outcome.kind, cause, now),
    )
    return replace(after, told=after.failure) if is_told(after, outcome.kind, now) else after


def answered(state: FeedState, now: datetime) -> FeedState:
    """The state after an answer that could be read: nothing is failing any more."""
    return replace(state, failures=0, failing_since=None, failure="", causes={}, told="", stopped=None, answered_at=now)


def start_anew(state: FeedState, now: datetime) -> FeedState:
    """As if the feed had never failed or moved, due now. Its entries stay known, so that none is told again."""
    return replace(
        state,
        next_poll_at=now,
        validators=Validators(),
        body_hash=None,
        failures=0,
        failing_since=None,
        failure="",
        causes={},
        told="",
        stopped=None,
        address="",
        move=None,
        asked_until=None,
    )


def is_told(state: FeedState, kind: FailureKind, now: datetime) -> bool:
    """Whether failing for this reason is something to tell by now."""
    cause = state.causes.get(kind)
    return cause is not None and now - cause.since >= _TOLD_AFTER.get(kind, timedelta(0))


def _given_up(kind: FailureKind, cause: Cause, now: datetime) -> Stop | None:
    match kind:
        case FailureKind.GONE:
            return Stop.GONE
        case FailureKind.UNAUTHORIZED:
            return Stop.UNAUTHORIZED
        case FailureKind.MISSING if now - cause.since >= MISSING_FOR:
            return Stop.MISSING
    return None
