"""What came beyond the day's cap: it waits in the outbox until the question may push again, and is told together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import ChatId, DeliveryState, QuestionId, TransitionId, Urgency
from bot.store import line, subscribers
from bot.store.columns import to_ms

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database

WAITS = "state = 'gathered' AND gathered_by IS NULL"
"""Of a delivery: it is gathered, and not yet given to the one whose message tells it."""


def release(db: Database, most: int, now: datetime) -> int:
    """Queue what waits and is due, for up to `most` chats and questions: one delivery tells all of a question.

    How many deliveries became dead letters, since whoever has stopped following the question is told nothing.
    """
    due = db.execute(  # left alone, SQLite reads every delivery there is, for the sake of DISTINCT
        "SELECT DISTINCT chat, question FROM deliveries INDEXED BY deliveries_gathered"
        f" WHERE {WAITS} AND due_at <= ? LIMIT ?",
        [to_ms(now), most],
    ).fetchall()
    return sum(_release(db, ChatId(row["chat"]), QuestionId(row["question"]), now) for row in due)


def _release(db: Database, chat: ChatId, question: QuestionId, now: datetime) -> int:
    waiting = f"chat = ? AND question = ? AND queued_at IS NULL AND {WAITS}"
    if question not in subscribers.followed(db, chat):
        cursor = db.execute(
            f"UPDATE deliveries SET state = ?, detail = ?, settled_at = ? WHERE {waiting}",
            [DeliveryState.DEAD, "the chat follows the question no more", to_ms(now), chat, question],
        )
        return cursor.rowcount
    ids = [row["id"] for row in db.execute(f"SELECT id FROM deliveries WHERE {waiting} ORDER BY id", [chat, question])]
    if len(ids) > 1:
        db.execute(
            f"UPDATE deliveries SET gathered_by = ?, settled_at = ? WHERE {waiting}",
            [ids[0], to_ms(now), chat, question],
        )
    db.execute(
        "UPDATE deliveries SET state = ?, due_at = ?, queued_at = ?, settled_at = NULL, urgency = ? WHERE id = ?",
        [
            DeliveryState.PENDING,
            to_ms(now),
            to_ms(now),
            Urgency.GATHERING if len(ids) > 1 else Urgency.REPORT,
            ids[0],
        ],
    )
    line.advance(db, chat)
    return 0


def is_due(db: Database, now: datetime) -> bool:
    query = f"SELECT EXISTS (SELECT 1 FROM deliveries WHERE {WAITS} AND due_at <= ?)"
    return bool(db.execute(query, [to_ms(now)]).fetchone()[0])


def told_together(db: Database, transition: TransitionId, chat: ChatId) -> tuple[TransitionId, ...]:
    """What the message of a delivery that gathers tells, in the order in which it came."""
    rows = db.execute(
        "SELECT d.transition FROM deliveries g JOIN deliveries d ON d.chat = g.chat AND d.question = g.question"
        " AND d.gathered_by = g.id WHERE g.transition = ? AND g.chat = ? ORDER BY d.id",
        [transition, chat],
    )
    return tuple(TransitionId(row["transition"]) for row in rows)
