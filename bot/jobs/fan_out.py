"""The fan-out job: makes an alert's deliveries, a chunk at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.absence import LATE_AFTER, PATIENCE
from bot.core.route import manner
from bot.store import catch_up, fan_out, transaction

if TYPE_CHECKING:
    from bot.ports import Clock
    from bot.store import Database

CHUNK = 1_000
"""Deliveries made in one transaction, so that many subscribers never hold up the rest."""


def fan_out_some(db: Database, clock: Clock) -> bool:
    """Make up to a chunk of deliveries, of one alert or of many; whether there are more to make."""
    room = CHUNK
    while room > 0:
        alert = fan_out.next_alert(db)
        if alert is None:
            return False
        transition, kind = alert
        how, now = manner(kind), clock()
        is_late = catch_up.is_late(db, transition, now - LATE_AFTER)
        with transaction(db, durable=False):  # done again from the alert; nothing is sent before it is durable
            followers = fan_out.fan_out(
                db,
                transition,
                room,
                now,
                urgency=how.urgency,
                can_wait=how.is_gathered,
                late_until=now + PATIENCE if is_late else None,
            )
        room -= max(followers, 1)
    return True
