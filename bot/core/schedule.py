"""When a feed is polled next, and what its state becomes.

The next poll is the latest of what asks for patience: the feed's own interval, the floor, its server, its document, and
the back-off after failures. How long the feed's own interval is, is for the caller to say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.core.failing import answered, failed
from bot.core.moves import moved
from bot.model import UNHEARD, UNREADABLE, USELESS, Fetched, FetchFailed, Hints, Unchanged, Validators

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import FailureKind, FeedState, FetchOutcome

LEAST_FLOOR = timedelta(minutes=1)
"""However low the floor is set, for feeds beyond our own networks."""

LONGEST_REQUEST = timedelta(hours=24)
"""A server or a document may ask to be left alone for so long; more is a mistake."""

URGENT_REQUEST = timedelta(hours=4)
"""The same for a feed that somebody marked as urgent: a mistake costs it more."""

LONGEST_BACK_OFF = timedelta(hours=24)

UNREADABLE_BACK_OFF = timedelta(hours=1)
"""The server is well, so what it sends may soon be too."""

REPEATS_TOLD = 3
UNVALIDATED_FLOOR = timedelta(minutes=30)
"""After so many unchanged documents from a server without validators: each poll costs it the whole of one."""

VALIDATORS_TRUSTED = timedelta(days=8)
"""After so long with nothing but 304s a whole document is asked for, since some servers answer 304 for ever."""

_READ_AGAIN = 8
"""Once in so many failures a document of no use is read again: the fault may have been our parser's."""

JITTER = 0.1
_DAY_HOURS = 24


@dataclass(frozen=True, slots=True)
class Terms:
    """What the next poll depends on beside the outcome.

    `own` is the feed's own interval, `floor` the least of any. `jitter` is a draw between -1 and 1 that moves the
    interval by up to a tenth and spreads the back-off. `offline`: it is our own network that is down. `urgent`: an
    admin set the feed's interval.
    """

    own: timedelta
    floor: timedelta
    jitter: float = 0.0
    offline: bool = False
    urgent: bool = False


def reschedule(state: FeedState, outcome: FetchOutcome, terms: Terms, now: datetime) -> FeedState:
    """The state after an outcome."""
    match outcome:
        case Fetched():
            return _read(state, outcome, terms, now)
        case Unchanged():
            again = _as_useless_as_before(state, outcome)
            return _failed(state, again, terms, now) if again else _unchanged(state, outcome, terms, now)
        case FetchFailed():
            return _failed(state, outcome, terms, now)
        case _:
            assert_never(outcome)


def known_of(state: FeedState, now: datetime) -> tuple[Validators, str | None]:
    """The validators to send with the next poll, and the hash of the document that need not be read again."""
    if _useless(state) and state.failures % _READ_AGAIN == _READ_AGAIN - 1:
        return Validators(), None
    if state.document_at is not None and now - state.document_at >= VALIDATORS_TRUSTED:
        return Validators(), state.body_hash
    return state.validators, state.body_hash


def _useless(state: FeedState) -> FailureKind | None:
    """Why the last whole document was of no use, if it was of none."""
    return next((kind for kind in reversed(tuple(state.causes)) if kind in USELESS), None)


def _as_useless_as_before(state: FeedState, outcome: Unchanged) -> FetchFailed | None:
    kind = _useless(state)
    if kind is None:
        return None
    said, _, detail = state.failure.partition(": ")
    return FetchFailed(
        outcome.url,
        kind,
        detail if said == kind else "unchanged",
        validators=outcome.validators,
        body_hash=state.body_hash,
    )


def _failed(state: FeedState, outcome: FetchFailed, terms: Terms, now: datetime) -> FeedState:
    if terms.offline and outcome.kind in UNHEARD:
        return replace(state, next_poll_at=now + _usual(terms))
    after = failed(state, outcome, now)
    if outcome.kind in USELESS:
        after = replace(after, validators=outcome.validators, body_hash=outcome.body_hash)
    return replace(after, next_poll_at=now + _wait_after_failure(after, outcome, terms))


def _read(state: FeedState, outcome: Fetched, terms: Terms, now: datetime) -> FeedState:
    listed = len(outcome.entries) + len(outcome.known)
    after = replace(
        moved(answered(state, now), outcome.trail, now),
        validators=outcome.validators,
        body_hash=outcome.body_hash,
        first_read_at=state.first_read_at or now,
        last_read_at=now,
        last_entry_at=now if outcome.entries else state.last_entry_at,
        document_at=now,
        hints=outcome.hints,
        empty_since=None if listed else state.empty_since or now,
        undated=0 < listed == outcome.undated,
        repeats=0,
    )
    return _come_back(after, outcome, terms, now)


def _unchanged(state: FeedState, outcome: Unchanged, terms: Terms, now: datetime) -> FeedState:
    unvalidated = not outcome.revalidated and not (outcome.validators.etag or outcome.validators.last_modified)
    after = replace(
        moved(answered(state, now), outcome.trail, now),
        validators=outcome.validators,
        document_at=state.document_at or now if outcome.revalidated else now,
        repeats=state.repeats + 1 if unvalidated else 0,
    )
    return _come_back(after, outcome, terms, now)


def _usual(terms: Terms, *, own_net: bool = False) -> timedelta:
    floor = terms.floor if own_net else max(terms.floor, LEAST_FLOOR)
    return max(terms.own * (1 + JITTER * terms.jitter), floor)


def _come_back(state: FeedState, outcome: Fetched | Unchanged, terms: Terms, now: datetime) -> FeedState:
    """With the time of the next poll, and the time before which the server would rather not see us."""
    wait = _usual(terms, own_net=outcome.trail.own_net)
    if state.repeats >= REPEATS_TOLD:
        wait = max(wait, UNVALIDATED_FLOOR)
    asked = max(outcome.not_before or timedelta(0), state.hints.wait or timedelta(0))
    asked_until = now + min(asked, URGENT_REQUEST if terms.urgent else LONGEST_REQUEST) if asked else None
    at = _after_skipped(max(now + wait, asked_until or now), state.hints)
    return replace(state, next_poll_at=at, asked_until=asked_until)


def _after_skipped(at: datetime, hints: Hints) -> datetime:
    """The first moment not before `at` in which the document expects news, at most a day later."""
    later = at
    for _ in range(_DAY_HOURS):
        if later.hour not in hints.skip_hours and later.weekday() not in hints.skip_days:
            break
        later = later.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return later


def _wait_after_failure(after: FeedState, outcome: FetchFailed, terms: Terms) -> timedelta:
    """`after` counts this failure too. Full jitter: feeds that failed together do not come back together."""
    usual = _usual(terms)
    if outcome.kind in UNREADABLE:
        times = sum(cause.count for kind, cause in after.causes.items() if kind in UNREADABLE)
        return max(usual, min(_doubled(terms.own, times - 1), UNREADABLE_BACK_OFF))
    times = sum(cause.count for kind, cause in after.causes.items() if kind not in UNREADABLE)
    spread = min(_doubled(terms.own, times), LONGEST_BACK_OFF) * ((1 + terms.jitter) / 2)
    return max(usual, spread, min(outcome.retry_after or timedelta(0), LONGEST_REQUEST))


def _doubled(interval: timedelta, times: int) -> timedelta:
    return interval * (1 << min(times, 20))
