"""What becomes of requests that were answered, or died with the process: it is written down, and told to the log.

`core.settle` decides it. All of this runs in the deliver job's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.core.settle import recover, settle, settle_edit
from bot.model import Delivery, DeliveryState, Edit, EditSettlement, EditState, Settlement
from bot.store import edits, outbox

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import EditOutcome
    from bot.store import Database

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Flight:
    """What was to be sent or edited, and what was answered; None: there was nothing to ask for."""

    of: Delivery | Edit
    outcome: EditOutcome | None


def settle_flight(db: Database, flight: Flight, now: datetime, *, jitter: float) -> None:
    """`jitter` is a draw from -1 to 1."""
    it, outcome = flight.of, flight.outcome
    if isinstance(it, Edit):
        written = settle_edit(it, outcome, now) if outcome else EditSettlement(it, EditState.WRITTEN)
        edits.apply_settlement(db, written, now)
        if outcome:
            _log.info("edit", alert=it.transition, state=written.state, **_why(written.detail))
        return
    settlement = settle(it, outcome, now, jitter=jitter) if outcome else _untold(db, it)
    others = outbox.apply_settlement(db, settlement, now)
    _report(it, settlement, others, asked=outcome is not None)


def recover_interrupted(db: Database, now: datetime) -> None:
    """Settle what the last process was sending when it died."""
    for delivery in outbox.interrupted(db):
        settlement = recover(delivery, now)
        others = outbox.apply_settlement(db, settlement, now)
        _report(delivery, settlement, others)


def _untold(db: Database, delivery: Delivery) -> Settlement:
    follows = outbox.is_wanted(db, delivery)
    why = "what it was to tell is no longer stored" if follows else "the chat follows the question no more"
    return Settlement(replace(delivery, state=DeliveryState.DEAD), why)


def _report(delivery: Delivery, settlement: Settlement, others: int, *, asked: bool = True) -> None:
    """One line for each try; `others` of the chat's deliveries share what became of this one.

    `asked`: Telegram was asked to deliver it, so that a dead letter is somebody's mistake.
    """
    state = settlement.delivery.state
    refused = asked and state is DeliveryState.DEAD
    log = _log.info if state is DeliveryState.SENT else _log.error if refused else _log.warning
    more = _why(settlement.detail) | ({"others": str(others)} if others else {})
    log("delivery", alert=delivery.transition, state=state, attempt=delivery.attempts, **more)


def _why(detail: str) -> dict[str, str]:
    return {"why": detail} if detail else {}
