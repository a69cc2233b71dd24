"""Deliveries of chats that cannot be written to: kept with the reason, for when the chat comes back.

And dead letters, where one was to tell more than its own alert.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import FINAL_EDITION, ChatId, DeliveryState, Urgency
from bot.store import line
from bot.store.columns import to_ms

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database

TOO_LATE = "the chat did not come back in time"

PARKED_FOR = timedelta(hours=48)
"""After its alert came: what is older is no news to a chat that comes back."""


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
    """Put what is parked back in line, in the caller's transaction; how many that were.

    What was decided while the chat was away stands behind it, and the first tells all. What was parked before it had
    a place in the line, as it came beyond the day's cap, is gathered still, and due.
    """
    unparked = db.execute(
        "UPDATE deliveries SET state = CASE WHEN queued_at IS NULL THEN ? WHEN doubts > 0 THEN ? ELSE ? END,"
        " due_at = ?, first = 0 WHERE chat = ? AND state = ?",
        [
            DeliveryState.GATHERED,
            DeliveryState.IN_DOUBT,
            DeliveryState.PENDING,
            to_ms(now),
            chat,
            DeliveryState.PARKED,
        ],
    ).rowcount
    missed = _add_missed(db, chat, now)
    if missed and unparked + missed > 1:
        db.execute(
            "UPDATE deliveries SET catches_up = 1 WHERE id ="
            f" (SELECT min(id) FROM deliveries WHERE chat = ? AND {line.STANDS})",
            [chat],
        )
    line.advance(db, chat)
    return unparked


def _add_missed(db: Database, chat: ChatId, now: datetime) -> int:
    """Make the deliveries that fanning out passed over, as the chat was away; how many these are."""
    return db.execute(
        "INSERT OR IGNORE INTO deliveries (transition, question, chat, state, due_at, queued_at, urgency, first,"
        " attempts, doubts, deaths, plain, detail)"
        " SELECT a.transition, f.question, f.chat, :pending, :now, a.at, :urgency, 0, 0, 0, 0, 0, ''"
        " FROM follows f JOIN transitions t ON t.question = f.question JOIN alerts a ON a.transition = t.id"
        " WHERE f.chat = :chat AND t.at >= :since AND a.at >= max(f.since, :since)"
        " AND (a.done = 1 OR a.fanned_out_to >= f.chat) ORDER BY a.at, a.rowid",
        {
            "chat": chat,
            "pending": DeliveryState.PENDING,
            "urgency": Urgency.REPORT,
            "now": to_ms(now),
            "since": to_ms(now - PARKED_FOR),
        },
    ).rowcount


def give_up_parked(db: Database, before: datetime, most: int, now: datetime) -> int:
    """Make dead letters of what is parked and tells only of alerts from before a time; how many messages that were."""
    rows = db.execute(
        "SELECT d.id, d.chat FROM deliveries d LEFT JOIN alerts a ON a.transition = d.transition"
        " WHERE d.state = 'parked' AND coalesce(a.at, 0) < ? AND NOT EXISTS (SELECT 1 FROM deliveries told"
        " JOIN alerts newer ON newer.transition = told.transition"
        " WHERE told.chat = d.chat AND told.gathered_by = d.id AND newer.at >= ?) LIMIT ?",
        [to_ms(before), to_ms(before), most],
    ).fetchall()
    for row in rows:
        db.execute(
            "UPDATE deliveries SET state = ?, detail = detail || ?, settled_at = ? WHERE id = ?",
            [DeliveryState.DEAD, f"; {TOO_LATE}", to_ms(now), row["id"]],
        )
        bury_with(db, ChatId(row["chat"]), now)
    return len(rows)


def bury_with(db: Database, chat: ChatId, now: datetime) -> int:
    """Make dead letters of what a chat's dead letters were to tell too, in the caller's transaction; how many.

    So each alert that nobody hears of is counted and listed, with the reason.
    """
    dead = "SELECT id FROM deliveries WHERE chat = :chat AND state = :dead"
    cursor = db.execute(
        "UPDATE deliveries SET state = :dead, settled_at = :now,"
        " detail = (SELECT d.detail FROM deliveries d WHERE d.id = deliveries.gathered_by)"
        f" WHERE chat = :chat AND state = :gathered AND gathered_by IN ({dead})",
        {"chat": chat, "now": to_ms(now), "dead": DeliveryState.DEAD, "gathered": DeliveryState.GATHERED},
    )
    return cursor.rowcount
