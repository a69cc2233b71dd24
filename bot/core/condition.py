"""How a feed does, in one word: what an admin should know of it, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model import UNREADABLE, FailureKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model import Feed, FeedState

TIMES = 50
"""How many of a feed's entries tell how it usually publishes."""

_LEAST_TIMES = 6
_LEAST_SILENCE = timedelta(days=1)
_USUAL_SHARE, _UNUSUAL_TIMES = 0.9, 3
"""Nine gaps of ten between two entries are usual ones; three times the longest of these is not."""


class Sign(StrEnum):
    """The gravest first. The words reach `status --json`."""

    STOPPED = "stopped"
    FAILING = "failing"
    UNREADABLE = "unreadable"
    THROTTLED = "throttled"
    EMPTY = "empty"
    QUIET = "quiet"
    UNREAD = "not polled yet"
    UNDATED = "undated"
    ANSWERING = "answering"


@dataclass(frozen=True, slots=True)
class Condition:
    """A feed with what is to be said of it, and since when that is so (None where it does not matter)."""

    feed: Feed
    state: FeedState
    sign: Sign
    since: datetime | None

    @property
    def answers(self) -> bool:
        return self.state.first_read_at is not None and not self.state.failures and not self.state.stopped


def condition(feed: Feed, state: FeedState, times: Sequence[datetime], now: datetime) -> Condition:
    """`times` are those of the feed's newest entries, the newest first."""
    sign, since = _found(state, times, now)
    return Condition(feed, state, sign, since)


def _found(state: FeedState, times: Sequence[datetime], now: datetime) -> tuple[Sign, datetime | None]:
    if state.stopped:
        return Sign.STOPPED, state.failing_since or state.answered_at
    if state.failures:
        return _failing(state)
    if state.first_read_at is None:
        return Sign.UNREAD, None
    if state.empty_since:
        return Sign.EMPTY, state.empty_since
    if is_quiet(times, now):
        return Sign.QUIET, times[0]
    return (Sign.UNDATED if state.undated else Sign.ANSWERING), None


def _failing(state: FeedState) -> tuple[Sign, datetime | None]:
    latest = next(reversed(tuple(state.causes)), None)
    since = state.causes[latest].since if latest else state.failing_since
    if latest in UNREADABLE:
        return Sign.UNREADABLE, since
    return (Sign.THROTTLED if latest is FailureKind.THROTTLED else Sign.FAILING), state.failing_since


def is_quiet(times: Sequence[datetime], now: datetime) -> bool:
    """Whether nothing new has come for unusually long, as this feed goes."""
    if len(times) < _LEAST_TIMES:
        return False
    gaps = sorted(later - earlier for later, earlier in pairwise(times))
    usual = gaps[int(len(gaps) * _USUAL_SHARE)]
    return now - times[0] > max(usual * _UNUSUAL_TIMES, _LEAST_SILENCE)
