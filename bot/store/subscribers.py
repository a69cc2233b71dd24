"""Who hears: chats, their language, and the questions they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import FINAL_EDITION, ChatId, DeliveryState, Language, QuestionId, Subscriber
from bot.store.columns import to_ms
from bot.store.schema import transaction

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database


def subscribe(db: Database, chat: ChatId, lang: Language, now: datetime) -> bool:
    """Note a contact and its language; True if the chat was unknown or inactive."""
    with transaction(db):
        before = subscriber(db, chat)
        db.execute(
            "INSERT INTO subscribers (chat, lang, active, reason, since, hold_until) VALUES (?, ?, 1, '', ?, 0)"
            " ON CONFLICT (chat) DO UPDATE SET lang = excluded.lang, active = 1, reason = ''",
            [chat, lang.value, to_ms(now)],
        )
    return before is None or not before.active


def subscriber(db: Database, chat: ChatId) -> Subscriber | None:
    row = db.execute("SELECT chat, lang, active FROM subscribers WHERE chat = ?", [chat]).fetchone()
    return row and Subscriber(ChatId(row["chat"]), Language(row["lang"]), active=bool(row["active"]))


def active_subscribers(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM subscribers WHERE active = 1").fetchone()[0])


def deactivate(db: Database, chat: ChatId, reason: str, now: datetime) -> None:
    """Send nothing more to a chat, nor edit what was; list what was still to be sent as dead. Its questions stay."""
    with transaction(db):
        mark_inactive(db, chat, reason, now)


def mark_inactive(db: Database, chat: ChatId, reason: str, now: datetime) -> None:
    """`deactivate`, inside a transaction of the caller's."""
    db.execute("UPDATE subscribers SET active = 0, reason = ? WHERE chat = ?", [reason, chat])
    db.execute(
        "UPDATE deliveries SET state = ?, detail = ?, settled_at = ? WHERE chat = ?"
        " AND (state IN (?, ?) OR (state = ? AND gathered_by IS NULL))",
        [
            DeliveryState.DEAD,
            reason,
            to_ms(now),
            chat,
            DeliveryState.QUEUED,
            DeliveryState.IN_DOUBT,
            DeliveryState.GATHERED,
        ],
    )
    db.execute(
        "UPDATE deliveries SET edition = ? WHERE chat = ? AND state = ?", [FINAL_EDITION, chat, DeliveryState.SENT]
    )


def hold(db: Database, chat: ChatId, until: datetime) -> None:
    """Send nothing to a chat before `until`, in the caller's transaction."""
    db.execute("UPDATE subscribers SET hold_until = ? WHERE chat = ?", [to_ms(until), chat])


def forget(db: Database, chat: ChatId) -> None:
    """Delete all that is stored of a chat."""
    with transaction(db):
        for table in ("deliveries", "follows", "subscribers"):
            db.execute(f"DELETE FROM {table} WHERE chat = ?", [chat])


def follow(db: Database, chat: ChatId, question: QuestionId, now: datetime) -> bool:
    """True if the chat did not follow the question before."""
    with transaction(db):
        cursor = db.execute(
            "INSERT INTO follows (question, chat, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [question, chat, to_ms(now)],
        )
    return cursor.rowcount > 0


def unfollow(db: Database, chat: ChatId, question: QuestionId) -> bool:
    """True if the chat did follow the question."""
    with transaction(db):
        cursor = db.execute("DELETE FROM follows WHERE question = ? AND chat = ?", [question, chat])
    return cursor.rowcount > 0


def followed(db: Database, chat: ChatId) -> frozenset[QuestionId]:
    rows = db.execute("SELECT question FROM follows WHERE chat = ?", [chat])
    return frozenset(QuestionId(row["question"]) for row in rows)


def move(db: Database, chat: ChatId, to: ChatId) -> None:
    """Give all of a chat's rows the id it has now (a group that became a supergroup), in the caller's transaction.

    A supergroup numbers its messages anew: what was sent before can be neither edited nor replied to.
    """
    db.execute("UPDATE deliveries SET message_id = NULL WHERE chat = ?", [chat])
    db.execute("UPDATE OR IGNORE subscribers SET chat = ? WHERE chat = ?", [to, chat])
    db.execute("UPDATE OR IGNORE follows SET chat = ? WHERE chat = ?", [to, chat])
    db.execute("UPDATE OR IGNORE deliveries SET chat = ? WHERE chat = ?", [to, chat])
    for table in ("deliveries", "follows", "subscribers"):
        db.execute(f"DELETE FROM {table} WHERE chat = ?", [chat])
