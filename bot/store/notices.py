"""What the admins are to know, and how far each of them was told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, assert_never

from bot.model import (
    Admin,
    ChatId,
    ConfigMended,
    ConfigRefused,
    FailureKind,
    FeedFailing,
    FeedMoved,
    FeedStopped,
    FeedUrl,
    NetworkBack,
    NetworkDown,
    Noticed,
    Stop,
)
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import Notice


def add(db: Database, notice: Notice, now: datetime) -> None:
    """Store a notice, in the transaction that stores what it tells of."""
    kind, facts = _as_facts(notice)
    db.execute(
        "INSERT INTO notices (kind, facts, at) VALUES (?, ?, ?)",
        [kind, json.dumps(facts, ensure_ascii=False), to_ms(now)],
    )


def seat(db: Database, admins: Collection[ChatId], now: datetime) -> None:
    """Have exactly these admins, in the caller's transaction. A new one is told whatever is still stored."""
    db.execute("DELETE FROM admins WHERE chat NOT IN (SELECT value FROM json_each(?))", [json.dumps(sorted(admins))])
    db.conn.executemany(
        "INSERT INTO admins (chat, due_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(chat, to_ms(now)) for chat in sorted(admins)],
    )


def admins_due(db: Database, now: datetime) -> tuple[Admin, ...]:
    """The admins with something to be told who may be written to by now, also one who has come back."""
    rows = db.execute(
        "SELECT * FROM admins a WHERE EXISTS (SELECT 1 FROM notices n WHERE n.id > a.told_to)"
        " AND (due_at <= ? OR (unreachable = 1 AND"
        " EXISTS (SELECT 1 FROM subscribers s WHERE s.chat = a.chat AND s.active = 1))) ORDER BY due_at, chat",
        [to_ms(now)],
    )
    return tuple(_admin_from(row) for row in rows)


def pending(db: Database, admin: Admin) -> tuple[Noticed, ...]:
    """What an admin was not told yet, in its order."""
    rows = db.execute("SELECT id, kind, facts, at FROM notices WHERE id > ? ORDER BY id", [admin.told_to])
    return tuple(
        Noticed(row["id"], from_ms(row["at"]), _notice_from(row["kind"], json.loads(row["facts"]))) for row in rows
    )


def save_admin(db: Database, admin: Admin) -> None:
    """Note how far an admin was told, in the caller's transaction."""
    db.execute(
        "UPDATE admins SET told_to = ?, due_at = ?, tries = ?, unanswered_at = ?, plain = ?, unreachable = ?"
        " WHERE chat = ?",
        [
            admin.told_to,
            to_ms(admin.due_at),
            admin.tries,
            to_ms(admin.unanswered_at),
            int(admin.plain),
            int(admin.unreachable),
            admin.chat,
        ],
    )


def untold(db: Database, before: datetime) -> int:
    """How many notices from before a time some admin was not told."""
    row = db.execute(
        "SELECT count(*) FROM notices WHERE at < ? AND id > (SELECT min(told_to) FROM admins)", [to_ms(before)]
    ).fetchone()
    return int(row[0])


def _admin_from(row: sqlite3.Row) -> Admin:
    return Admin(
        chat=ChatId(row["chat"]),
        due_at=from_ms(row["due_at"]),
        told_to=row["told_to"],
        tries=row["tries"],
        unanswered_at=from_ms(row["unanswered_at"]),
        plain=bool(row["plain"]),
        unreachable=bool(row["unreachable"]),
    )


def _as_facts(notice: Notice) -> tuple[str, dict[str, str | int]]:
    match notice:
        case FeedStopped(feed, outlet, why, to):
            return "feed stopped", {"feed": feed, "outlet": outlet, "why": why.value, "to": to}
        case FeedMoved(feed, outlet, to):
            return "feed moved", {"feed": feed, "outlet": outlet, "to": to}
        case FeedFailing(feed, outlet, kind, said):
            return "feed failing", {"feed": feed, "outlet": outlet, "kind": kind.value, "why": said}
        case NetworkDown(since):
            return "network down", {"since": to_ms(since)}
        case NetworkBack(since):
            return "network back", {"since": to_ms(since)}
        case ConfigRefused(problems):
            return "config refused", {"problems": problems}
        case ConfigMended(since):
            return "config mended", {"since": to_ms(since)}
        case _:
            assert_never(notice)


def _notice_from(kind: str, facts: dict[str, Any]) -> Notice:
    match kind:
        case "feed stopped":
            return FeedStopped(FeedUrl(facts["feed"]), facts["outlet"], Stop(facts["why"]), facts["to"])
        case "feed moved":
            return FeedMoved(FeedUrl(facts["feed"]), facts["outlet"], facts["to"])
        case "feed failing":
            return FeedFailing(FeedUrl(facts["feed"]), facts["outlet"], FailureKind(facts["kind"]), facts["why"])
        case "network down":
            return NetworkDown(from_ms(facts["since"]))
        case "network back":
            return NetworkBack(from_ms(facts["since"]))
        case "config refused":
            return ConfigRefused(facts["problems"])
        case "config mended":
            return ConfigMended(from_ms(facts["since"]))
        case _:
            raise ValueError(f"no notice is called {kind!r}")
