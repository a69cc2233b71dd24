"""The sweep job: keeps the database from growing for ever. It deletes nothing that a decision may still need."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.store import holds, parking, retention, transaction

if TYPE_CHECKING:
    from bot.ports import Clock
    from bot.store import Database

ENTRIES_KEPT = timedelta(days=90)
"""After an entry was last listed: long enough that one which comes back is known."""

PARKED_FOR = timedelta(hours=48)
"""After its alert came: what is older is no news to a chat that comes back."""

DELIVERIES_KEPT = timedelta(days=30)
"""After they were over, whatever came of them."""

UPDATES_KEPT = timedelta(days=6)
"""Telegram may give an update again for 24 hours, and may number updates anew after a week without any (Bot API)."""

HOLDS_KEPT = timedelta(days=2)
"""After they ended: a server that forbids a day after it throttled still throttles."""

STEP = 5_000
"""Rows deleted in one transaction."""

_log = structlog.get_logger()


def sweep(db: Database, clock: Clock) -> None:
    """Delete one step of what is too old; the next run goes on."""
    now = clock()
    with transaction(db):
        given_up = parking.give_up_parked(db, now - PARKED_FOR, STEP, now)
        entries = retention.delete_entries(db, now - ENTRIES_KEPT, STEP)
        deliveries = retention.delete_deliveries(db, now - DELIVERIES_KEPT, STEP)
        updates = retention.delete_updates(db, now - UPDATES_KEPT, STEP)
        holds.forget_holds(db, now - HOLDS_KEPT)
    retention.optimize(db)
    if given_up:
        _log.warning("delivery.given_up", dead=given_up, why=parking.TOO_LATE)
    if entries or deliveries or updates:
        _log.info("sweep", entries=entries, deliveries=deliveries, updates=updates)
