"""What goes out next: what is late or gathered is put in line when its time has come, and what is due is taken.

It runs in the deliver job's transaction, and sends nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.absence import LATE_AFTER
from bot.model import Urgency
from bot.store import catch_up, edits, gathering, outbox

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta

    from bot.model import ChatId, Delivery, Edit
    from bot.store import Database

GATHERINGS = 500
"""Gatherings put in line in one step."""

CATCH_UPS = 25
"""Chats whose catch-up is put in line in one step: more than the pace lets go meanwhile."""


def bounds(now: datetime, freshness: timedelta) -> catch_up.Bounds:
    """News older than `freshness` is told as it stands now."""
    return catch_up.Bounds(now, late=now - LATE_AFTER, stale=now - freshness)


def release(db: Database, within: catch_up.Bounds) -> int:
    """How many deliveries became dead letters, as their questions are followed no more."""
    return gathering.release(db, GATHERINGS, within.now) + catch_up.release(db, CATCH_UPS, within)


def claim(db: Database, room: int, within: catch_up.Bounds, avoid: Collection[ChatId]) -> tuple[Delivery | Edit, ...]:
    """What is sent goes before what is edited, which goes before what is gathered."""
    sent = outbox.claim(db, room, within.now, (Urgency.CHANGE, Urgency.REPORT), avoid)
    edited = edits.claim(db, room - len(sent), within.now)
    gathered = outbox.claim(db, room - len(sent) - len(edited), within.now, (Urgency.GATHERING,), avoid)
    return *_folded(db, sent, within), *edited, *_folded(db, gathered, within)


def _folded(db: Database, taken: Collection[Delivery], within: catch_up.Bounds) -> tuple[Delivery, ...]:
    return tuple(catch_up.fold(db, delivery, within) for delivery in taken)
