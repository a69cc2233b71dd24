"""The sweep job: keeps the database from growing for ever. It deletes nothing that a decision may still need."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.store import holds, notices, parking, retention, transaction

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.ports import Clock
    from bot.store import Database

ENTRIES_KEPT = timedelta(days=90)
"""After an entry was last listed: long enough that one which comes back is known."""

DELIVERIES_KEPT = timedelta(days=30)
"""After they were over, whatever came of them."""

UPDATES_KEPT = timedelta(days=6)
"""Telegram may give an update again for 24 hours, and may number updates anew after a week without any (Bot API)."""

HOLDS_KEPT = timedelta(days=2)
"""After they ended: a server that forbids a day after it throttled still throttles."""

NOTICES_KEPT = timedelta(hours=48)
"""Told or not: what an admin could not be told until then, `status` shows if it is still so."""

STEP = 1_000
"""Rows deleted in one transaction, so that nothing else waits for long."""

PAUSE = timedelta(milliseconds=50)
"""Between two steps: several times what a step takes."""

_log = structlog.get_logger()


async def sweep(db: Database, clock: Clock, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Delete all that is too old, in steps, and let everything else go on between two of them."""
    now = clock()
    with transaction(db):
        holds.forget_holds(db, now - HOLDS_KEPT)
    async for dead in _steps(db, partial(parking.give_up_parked, db, now - parking.PARKED_FOR, STEP, now), pause):
        _log.warning("delivery.given_up", dead=dead, why=parking.TOO_LATE)
    if untold := notices.untold(db, now - NOTICES_KEPT):
        _log.warning("notice.given_up", notices=untold, why="an admin could not be told in time")
    too_old = {
        "entries": partial(retention.delete_entries, db, now - ENTRIES_KEPT, STEP),
        "deliveries": partial(retention.delete_deliveries, db, now - DELIVERIES_KEPT, STEP),
        "updates": partial(retention.delete_updates, db, now - UPDATES_KEPT, STEP),
        "notices": partial(retention.delete_notices, db, now - NOTICES_KEPT, STEP),
    }
    deleted = {name: sum([rows async for rows in _steps(db, step, pause)]) for name, step in too_old.items()}
    retention.optimize(db)
    if any(deleted.values()):
        _log.info("sweep", **deleted)


async def _steps(
    db: Database, step: Callable[[], int], pause: Callable[[float], Awaitable[None]]
) -> AsyncIterator[int]:
    """Take a step, in a transaction of its own, until one finds less than it may take; how many rows each took."""
    while True:
        with transaction(db):
            rows = step()
        if rows:
            yield rows
        if rows < STEP:
            return
        await pause(PAUSE.total_seconds())
