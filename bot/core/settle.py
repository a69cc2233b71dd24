"""What becomes of a delivery, or an edit, after a try.

An alert is sent again until Telegram has answered for it; a gathering that may have arrived is not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, assert_never

from bot.model import (
    Delivery,
    DeliveryState,
    EditSettlement,
    EditState,
    Gone,
    InDoubt,
    Migrated,
    NotSent,
    Rejected,
    Sent,
    Settlement,
    Throttled,
    Unreachable,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import Edit, EditOutcome, Message

DOUBT_PAUSE = timedelta(seconds=30)
FIRST_BACK_OFF = timedelta(seconds=5)
LONGEST_BACK_OFF = timedelta(minutes=10)

MOST_DEATHS = 5
"""So often may the process die while sending one delivery before it is taken to be the cause."""


def settle(delivery: Delivery, outcome: EditOutcome, now: datetime, *, jitter: float = 0) -> Settlement:
    """The delivery's next state, and what happens to its chat. `jitter` is a draw from -1 to 1."""
    match outcome:
        case Sent():
            done = replace(delivery, state=DeliveryState.SENT)
            return Settlement(done, message_id=outcome.message_id)
        case Throttled():
            until = now + outcome.retry_after
            again = replace(delivery, state=_waiting(delivery), due_at=until, attempts=delivery.attempts - 1)
            return Settlement(again, "throttled by Telegram", hold_chat_until=until)
        case Migrated():
            again = replace(delivery, state=_waiting(delivery), due_at=now)
            return Settlement(again, "the group has a new id", move_to=outcome.to)
        case Unreachable():
            return Settlement(replace(delivery, state=DeliveryState.PARKED), outcome.detail, deactivate=True)
        case Rejected() | Gone():
            return _after_rejection(delivery, outcome, now)
        case NotSent():
            again = replace(delivery, state=_waiting(delivery), due_at=now + _back_off(delivery.attempts, jitter))
            return Settlement(again, outcome.detail)
        case InDoubt():
            due_at = now + _back_off(delivery.attempts, jitter, DOUBT_PAUSE)
            doubted = replace(delivery, state=DeliveryState.IN_DOUBT, due_at=due_at, doubts=delivery.doubts + 1)
            return Settlement(doubted, outcome.detail)
        case _:
            assert_never(outcome)


def recover(delivery: Delivery, now: datetime) -> Settlement:
    """What becomes of a delivery that was being sent when the process died."""
    deaths = delivery.deaths + 1
    if deaths >= MOST_DEATHS:
        dead = replace(delivery, state=DeliveryState.DEAD, deaths=deaths)
        return Settlement(dead, f"the process died {deaths} times while sending it")
    doubted = replace(delivery, state=DeliveryState.IN_DOUBT, due_at=now, doubts=delivery.doubts + 1, deaths=deaths)
    return Settlement(doubted, "the process died while sending it")


def settle_edit(edit: Edit, outcome: EditOutcome, now: datetime) -> EditSettlement:
    """An edit is simply made again, since that changes nothing; a refusal ends the edits of the message.

    A deleted message is sent anew, once, unless a later one goes on from it. That is never repeated in doubt: the
    alert was told before. A chat is not given up for the sake of an edit: the next alert will tell whether it can be
    reached.
    """
    match outcome:
        case Sent():
            return EditSettlement(edit, EditState.WRITTEN, message_id=outcome.message_id)
        case Throttled():
            until = now + outcome.retry_after
            return EditSettlement(edit, EditState.LATER, "throttled by Telegram", hold_chat_until=until)
        case Migrated():
            return EditSettlement(edit, EditState.OVER, "the group has a new id", move_to=outcome.to)
        case Gone():
            is_over = edit.resent or edit.superseded
            return EditSettlement(edit, EditState.OVER if is_over else EditState.ANEW, outcome.detail)
        case Unreachable() | Rejected():
            return EditSettlement(edit, EditState.OVER, outcome.detail)
        case InDoubt() if edit.message_id is None:
            return EditSettlement(edit, EditState.OVER, outcome.detail)
        case NotSent() | InDoubt():
            return EditSettlement(edit, EditState.LATER, outcome.detail)
        case _:
            assert_never(outcome)


def fingerprint(message: Message) -> str:
    """The same for the same text and buttons, so that nothing is edited to say what it says already."""
    return blake2b(repr(message).encode(), digest_size=10).hexdigest()


def _after_rejection(delivery: Delivery, outcome: Rejected | Gone, now: datetime) -> Settlement:
    """Markup is the likely cause, so once more without; a second refusal is final."""
    if delivery.plain:
        return Settlement(replace(delivery, state=DeliveryState.DEAD), outcome.detail)
    return Settlement(replace(delivery, state=_waiting(delivery), due_at=now, plain=True), outcome.detail)


def _waiting(delivery: Delivery) -> DeliveryState:
    """A try that certainly failed does not settle what an earlier one left in doubt."""
    return DeliveryState.IN_DOUBT if delivery.doubts else DeliveryState.PENDING


def _back_off(attempts: int, jitter: float, least: timedelta = FIRST_BACK_OFF) -> timedelta:
    """Twice as long each time, and by chance half as long or half as long again, so that not all come back at once."""
    doubled = FIRST_BACK_OFF * (1 << min(max(attempts - 1, 0), 10))
    return min(max(doubled, least), LONGEST_BACK_OFF) * (1 + jitter / 2)
