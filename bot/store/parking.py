"""Deliveries of chats that cannot be written to: kept with the reason, for when the chat comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import FINAL_EDITION, ChatId, DeliveryState
from bot.store import line
from bot.store.columns import to_ms

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database

TOO_LATE = "the chat did not come back in time"


def park(db: Database, chat: ChatId, reason: str) -> int:
    """Park all that waits for a chat, and edit nothing there, in the caller's transaction; how many were parked.

    What is being sent at the moment parks when it is settled.
    """
    db.execute(
        "UPDATE deliveries SET edition = ? WHERE chat = ? AND state = ?", [FINAL_EDITION, chat, DeliveryState.SENT]
    )
    cursor = db.execute(
        "UPDATE deliveries SET state = ?, detail = ?, first = 0 WHERE chat = ? AND settled_at IS NULL"
        " AND (state IN (?, ?, ?) OR (state = ? AND gathered_by IS NULL))",
        [
            DeliveryState.PARKED,
            reason,
            chat,
            DeliveryState.PENDING,
            DeliveryState.IN_DOUBT,
            DeliveryState.LATE,
            DeliveryState.GATHERED,
        ],
    )
    return cursor.rowcount


def unpark(db: Database, chat: ChatId, now: datetime) -> int:
    """Put what is parked back in line, in the caller's transaction; how many that were."""
    cursor = db.execute(
        "UPDATE deliveries SET state = CASE WHEN doubts > 0 THEN ? ELSE ? END, due_at = ?,"
        " queued_at = coalesce(queued_at, ?), first = 0 WHERE chat = ? AND state = ?",
        [DeliveryState.IN_DOUBT, DeliveryState.PENDING, to_ms(now), to_ms(now), chat, DeliveryState.PARKED],
    )
    line.advance(db, chat)
    return cursor.rowcount


def give_up_parked(db: Database, before: datetime, most: int, now: datetime) -> int:
    """Make dead letters of what is parked and tells of alerts from before a time; how many that were."""
    cursor = db.execute(
        "UPDATE deliveries SET state = ?, detail = detail || ?, settled_at = ? WHERE id IN"
        " (SELECT d.id FROM deliveries d LEFT JOIN alerts a ON a.transition = d.transition"
        " WHERE d.state = 'parked' AND coalesce(a.at, 0) < ? LIMIT ?)",
        [DeliveryState.DEAD, f"; {TOO_LATE}", to_ms(now), to_ms(before), most],
    )
    return cursor.rowcount
