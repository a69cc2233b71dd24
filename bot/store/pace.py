"""What pacing must remember beyond a process: the requests of the last two minutes, and until when everyone is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import ChatId
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlite_utils import Database


def note_requests(db: Database, chats: Iterable[ChatId], now: datetime, *, forget_before: datetime) -> None:
    """Write down whom requests go to, in the caller's transaction; forget those from before a time."""
    db.execute("DELETE FROM requests WHERE at < ?", [to_ms(forget_before)])
    db.conn.executemany("INSERT INTO requests (at, chat) VALUES (?, ?)", [(to_ms(now), chat) for chat in chats])


def requests(db: Database, since: datetime) -> tuple[tuple[ChatId, datetime], ...]:
    """The requests since a time, the oldest first."""
    rows = db.execute("SELECT chat, at FROM requests WHERE at >= ? ORDER BY at", [to_ms(since)])
    return tuple((ChatId(row["chat"]), from_ms(row["at"])) for row in rows)


def held_chats(db: Database, now: datetime) -> dict[ChatId, datetime]:
    """Chats to be left alone, and until when."""
    rows = db.execute("SELECT chat, hold_until FROM subscribers WHERE hold_until > ?", [to_ms(now)])
    return {ChatId(row["chat"]): from_ms(row["hold_until"]) for row in rows}


def hold_everyone(db: Database, until: datetime) -> None:
    """Send to no chat before `until`, in the caller's transaction."""
    db.execute("INSERT OR REPLACE INTO pulse (name, at) VALUES ('held until', ?)", [to_ms(until)])


def everyone_held_until(db: Database) -> datetime | None:
    row = db.execute("SELECT at FROM pulse WHERE name = 'held until'").fetchone()
    return from_ms(row["at"]) if row else None
