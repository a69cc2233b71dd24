"""The sweep job: keeps the database from growing for ever. It deletes nothing that a decision may still need."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.store import retention, transaction

if TYPE_CHECKING:
    from bot.ports import Clock
    from bot.store import Database

ENTRIES_KEPT = timedelta(days=90)
"""After an entry was last listed: long enough that one which comes back is known."""

DELIVERIES_KEPT = timedelta(days=30)

STEP = 5_000
"""Rows deleted in one transaction."""

_log = structlog.get_logger()


def sweep(db: Database, clock: Clock) -> None:
    """Delete one step of what is too old; the next run goes on."""
    now = clock()
    with transaction(db):
        entries = retention.delete_entries(db, now - ENTRIES_KEPT, STEP)
        deliveries = retention.delete_deliveries(db, now - DELIVERIES_KEPT, STEP)
    retention.optimize(db)
    if entries or deliveries:
        _log.info("sweep", entries=entries, deliveries=deliveries)
