"""What becomes of an update that could not be handled yet, and of a reply after a try.

A reply is sent at most once: whoever sees none asks again, and one that comes twice looks like a fault. One that
certainly did not arrive is tried again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.model import InDoubt, Migrated, NotSent, Rejected, ReplySettlement, Sent, Throttled, Unreachable

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import Reply, SendOutcome, Waiting

LONGEST_WAIT = timedelta(hours=24)
"""What people say is waited with no longer than Telegram keeps it for a bot that is away (Bot API, getUpdates)."""

_FIRST_BACK_OFF = timedelta(seconds=1)
_LONGEST_BACK_OFF = timedelta(seconds=30)


def again_at(waiting: Waiting | Reply, now: datetime, wait: timedelta | None = None) -> datetime | None:
    """When to try again, `wait` from now if Telegram asked for that; None if it has waited too long already."""
    if now - waiting.received_at >= LONGEST_WAIT:
        return None
    return now + (wait or min(_FIRST_BACK_OFF * (1 << min(waiting.tries, 10)), _LONGEST_BACK_OFF))


def wait_for_turn(reply: Reply, now: datetime) -> ReplySettlement:
    """There was no room for it: its chat is to be left alone, or the bot is."""
    return ReplySettlement(replace(reply, tries=reply.tries + 1), again_at(reply, now), "no room for it yet")


def settle_reply(reply: Reply, outcome: SendOutcome, now: datetime) -> ReplySettlement:
    """Whether the reply is sent again, and what happens to its chat.

    A topic that is closed or gone is no reason to give up its group, so the reply is tried outside of it first.
    """
    later = replace(reply, tries=reply.tries + 1)
    match outcome:
        case Sent():
            return ReplySettlement(reply)
        case Throttled():
            until = now + outcome.retry_after
            again = again_at(reply, now, outcome.retry_after)
            return ReplySettlement(later, again, "throttled by Telegram", hold_chat_until=until)
        case Migrated():
            return ReplySettlement(later, now, "the group has a new id", move_to=outcome.to)
        case Unreachable() if reply.topic is not None:
            return ReplySettlement(replace(later, topic=None), now, outcome.detail)
        case Unreachable():
            return ReplySettlement(reply, None, outcome.detail, deactivate=True)
        case Rejected():
            return ReplySettlement(replace(later, plain=True), None if reply.plain else now, outcome.detail)
        case NotSent():
            return ReplySettlement(later, again_at(reply, now), outcome.detail)
        case InDoubt():
            return ReplySettlement(reply, None, f"its answer was lost: {outcome.detail}")
        case _:
            assert_never(outcome)
