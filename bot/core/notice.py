"""What an admin must know and act upon: what becomes a notice, which of them are still worth telling, and when.

The log says the same: where one of these is a warning, the other is a notice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.model import (
    UNHEARD,
    Admin,
    ConfigMended,
    ConfigRefused,
    FeedFailing,
    FeedMoved,
    FeedStopped,
    InDoubt,
    Migrated,
    NetworkBack,
    NetworkDown,
    NotSent,
    Rejected,
    Sent,
    Throttled,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from bot.core.reach import Reach
    from bot.model import Feed, FeedState, FeedUrl, Notice, Noticed, SendOutcome

GATHERED_FOR = timedelta(minutes=1)
"""What falls together is told together."""

APART = timedelta(minutes=10)
"""Least time between two messages to one admin."""

ASKED_AGAIN = timedelta(minutes=2)
"""After our network is back: by then the feeds it cut off have been asked, and what still fails does so by itself."""

FRESH = timedelta(minutes=2)
CERTAIN = timedelta(minutes=1)
"""Our network is said to be down only if a feed was asked in vain so recently, and so long after Telegram was."""

UNREACHABLE_AGAIN = timedelta(days=1)
FIRST_BACK_OFF = timedelta(seconds=15)
LONGEST_BACK_OFF = timedelta(minutes=10)


def noticed(feed: Feed, before: FeedState, after: FeedState, *, offline: bool) -> tuple[Notice, ...]:
    """What is new of a feed's health that somebody should know. `offline`: our own network is down."""
    found: list[Notice] = []
    if not offline and after.told and after.told != before.told:
        kind = next(reversed(tuple(after.causes)))
        found.append(FeedFailing(feed.url, feed.outlet, kind, after.told))
    if after.address and after.address != before.address:
        found.append(FeedMoved(feed.url, feed.outlet, after.address))
    if after.stopped and after.stopped is not before.stopped:
        found.append(FeedStopped(feed.url, feed.outlet, after.stopped, after.address))
    return tuple(found)


def noticed_of_network(before: Reach, after: Reach) -> NetworkDown | NetworkBack | None:
    """Whether our own network went down, or came back."""
    if before.down_since == after.down_since:
        return None
    if after.down_since is not None:
        return NetworkDown(after.down_since)
    return NetworkBack(before.down_since) if before.down_since else None


def is_ripe(pending: Sequence[Noticed], now: datetime) -> bool:
    """Whether what was noticed can be told by now, as far as it is for the notices."""
    if not pending or now - pending[0].at < GATHERED_FOR:
        return False
    return not any(isinstance(one.notice, NetworkBack) and now - one.at < ASKED_AGAIN for one in pending)


def is_known_down(silent_at: datetime | None, admin: Admin, now: datetime) -> bool:
    """Whether our network is down as far as can be known. `silent_at`: when a feed was last asked in vain.

    Where Telegram gave no answer either, both may have come back since.
    """
    if silent_at is None or now - silent_at > FRESH:
        return False
    return admin.unanswered_at is None or silent_at - admin.unanswered_at >= CERTAIN


def worth_telling(
    pending: Sequence[Noticed], states: Mapping[FeedUrl, FeedState], *, known_down: bool
) -> tuple[Noticed, ...]:
    """What still is as it was noticed. `states` are those of the feeds that are followed.

    Of feeds.yaml only the last counts; that our network went down is told only while it is so. Feeds that could not be
    heard since are not told beside that.
    """
    last = {_subject(one.notice): one.id for one in pending}
    down = _down(pending)
    told = []
    for one in pending:
        match one.notice:
            case NetworkDown():
                holds = one is down and known_down
            case FeedFailing(kind=kind) if down and kind in UNHEARD and one.at >= _since(down):
                holds = False
            case _:
                holds = last[_subject(one.notice)] == one.id and _is_still_so(one.notice, states)
        if holds:
            told.append(one)
    return tuple(told)


def is_waited_with(pending: Collection[Noticed]) -> bool:
    """Whether there may be something to tell of these later, though there is nothing now: of a network that is down."""
    return _down(pending) is not None


def settle_notices(admin: Admin, outcome: SendOutcome, told_to: int, now: datetime, *, jitter: float) -> Admin:
    """How far the admin was told after a try to tell up to `told_to`. `jitter` is a draw from -1 to 1.

    What Telegram refuses twice counts as told: the log has it. A message that may have arrived is sent again, not
    sooner than another would be.
    """
    again = replace(admin, unreachable=False)
    match outcome:
        case Sent():
            return Admin(admin.chat, now + APART, told_to)
        case Throttled():
            return replace(again, due_at=now + outcome.retry_after)
        case Unreachable() | Migrated():
            return replace(again, due_at=now + UNREACHABLE_AGAIN, unreachable=True)
        case Rejected():
            return Admin(admin.chat, now + APART, told_to) if admin.plain else replace(again, due_at=now, plain=True)
        case NotSent():
            wait = min(FIRST_BACK_OFF * (1 << min(admin.tries, 10)), LONGEST_BACK_OFF) * (1 + jitter / 2)
            return replace(again, due_at=now + wait, tries=admin.tries + 1, unanswered_at=now)
        case InDoubt():
            return replace(again, due_at=now + APART, tries=admin.tries + 1, unanswered_at=now)
        case _:
            assert_never(outcome)


def _subject(notice: Notice) -> object:
    """Of notices with the same subject, only the last says how things are."""
    match notice:
        case FeedStopped() | FeedMoved() | FeedFailing():
            return type(notice), notice.feed
        case NetworkDown() | NetworkBack():
            return type(notice), notice.since
        case ConfigRefused() | ConfigMended():
            return "feeds.yaml"
        case _:
            assert_never(notice)


def _is_still_so(notice: Notice, states: Mapping[FeedUrl, FeedState]) -> bool:
    """A feed that is given up need not be told of otherwise."""
    match notice:
        case FeedStopped():
            state = states.get(notice.feed)
            return state is not None and state.stopped is notice.why
        case FeedMoved():
            state = states.get(notice.feed)
            return state is not None and state.address == notice.to and not state.stopped
        case FeedFailing():
            state = states.get(notice.feed)
            return state is not None and state.failures > 0 and not state.stopped
        case NetworkDown() | NetworkBack() | ConfigRefused() | ConfigMended():
            return True
        case _:
            assert_never(notice)


def _down(pending: Collection[Noticed]) -> Noticed | None:
    """The notice that our network went down, unless there is one that it is back."""
    back = {one.notice.since for one in pending if isinstance(one.notice, NetworkBack)}
    return next(
        (one for one in pending if isinstance(one.notice, NetworkDown) and one.notice.since not in back),
        None,
    )


def _since(down: Noticed) -> datetime:
    return down.notice.since if isinstance(down.notice, NetworkDown) else down.at
