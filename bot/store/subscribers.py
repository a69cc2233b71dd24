"""Who hears: chats, their language, and the questions they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import ChatId, DeliveryState, Language, QuestionId, Subscriber
from bot.store import line, parking
from bot.store.columns import to_ms
from bot.store.schema import transaction

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database


def subscribe(db: Database, chat: ChatId, lang: Language, now: datetime, topic: int | None = None) -> None:
    """Note a contact, its language and the topic of a forum that alerts go to; what was parked is in line again."""
    with transaction(db):
        before = subscriber(db, chat)
        db.execute(
            "INSERT INTO subscribers (chat, lang, active, reason, since, hold_until, topic)"
            " VALUES (?, ?, 1, '', ?, 0, ?)"
            " ON CONFLICT (chat) DO UPDATE SET lang = excluded.lang, active = 1, reason = '', topic = excluded.topic",
            [chat, lang.value, to_ms(now), topic],
        )
        if before and not before.active:
            parking.unpark(db, chat, now)


def subscriber(db: Database, chat: ChatId) -> Subscriber | None:
    row = db.execute("SELECT chat, lang, active FROM subscribers WHERE chat = ?", [chat]).fetchone()
    return row and Subscriber(ChatId(row["chat"]), Language(row["lang"]), active=bool(row["active"]))


def topic(db: Database, chat: ChatId) -> int | None:
    """The topic of a forum that a chat's alerts go to; None: its General topic, or the chat is no forum."""
    row = db.execute("SELECT topic FROM subscribers WHERE chat = ?", [chat]).fetchone()
    found: int | None = row and row["topic"]
    return found


def active_subscribers(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM subscribers WHERE active = 1").fetchone()[0])


def is_active(db: Database, chat: ChatId) -> bool:
    row = db.execute("SELECT active FROM subscribers WHERE chat = ?", [chat]).fetchone()
    return row is not None and bool(row["active"])


def deactivate(db: Database, chat: ChatId, reason: str) -> int:
    """Send nothing to a chat, nor edit what was sent, until it comes back; how many deliveries were parked.

    What it follows stays, and what was still to be sent to it is parked.
    """
    with transaction(db):
        return mark_inactive(db, chat, reason)


def mark_inactive(db: Database, chat: ChatId, reason: str) -> int:
    """`deactivate`, inside a transaction of the caller's."""
    db.execute("UPDATE subscribers SET active = 0, reason = ? WHERE chat = ?", [reason, chat])
    return parking.park(db, chat, reason)


def reactivate(db: Database, chat: ChatId, now: datetime) -> bool:
    """Write again to a chat that can be written to again, what was parked first; True if it was known and inactive."""
    with transaction(db):
        cursor = db.execute("UPDATE subscribers SET active = 1, reason = '' WHERE chat = ? AND active = 0", [chat])
        if cursor.rowcount:
            parking.unpark(db, chat, now)
    return cursor.rowcount > 0


def forget(db: Database, chat: ChatId) -> int:
    """Delete all that is stored of a chat; how many deliveries were not over."""
    with transaction(db):
        unsent = db.execute("SELECT count(*) FROM deliveries WHERE chat = ? AND settled_at IS NULL", [chat]).fetchone()
        for table in ("deliveries", "follows", "subscribers"):
            db.execute(f"DELETE FROM {table} WHERE chat = ?", [chat])
    return int(unsent[0])


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


def move(db: Database, chat: ChatId, to: ChatId, now: datetime) -> int:
    """Give all of a chat's rows the id it has now (a group that became a supergroup), in the caller's transaction.

    A supergroup numbers its messages anew: what was sent before can be neither edited nor replied to. Where the new id
    was known too and has its own delivery of an alert, the old one is a dead letter; how many became that.
    """
    db.execute("UPDATE deliveries SET message_id = NULL, first = 0 WHERE chat = ?", [chat])
    for table in ("subscribers", "follows", "deliveries"):
        db.execute(f"UPDATE OR IGNORE {table} SET chat = ? WHERE chat = ?", [to, chat])
    for table in ("follows", "subscribers"):
        db.execute(f"DELETE FROM {table} WHERE chat = ?", [chat])
    cursor = db.execute(
        "UPDATE deliveries SET state = ?, detail = ?, settled_at = ? WHERE chat = ? AND settled_at IS NULL",
        [DeliveryState.DEAD, "the group has a new id, which has its own", to_ms(now), chat],
    )
    line.advance(db, to)
    return cursor.rowcount
