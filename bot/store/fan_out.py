"""Fanning out: one delivery for each chat that followed an alert's question when it came.

It is done in chunks of the followers, each a statement of its own, so that a hundred thousand of them cost neither
memory nor a long stall; an alert remembers how far it came, and doing a chunk again makes nothing twice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import ChangeKind, DeliveryState, TransitionId
from bot.store import gathering, line
from bot.store.columns import to_ms

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import Urgency

CAP_WINDOW = timedelta(days=1)
"""In which a question may push as many alerts to a chat as its cap says."""

_NEVER_FULL = "NULL"

_FULL_UNTIL = f"""coalesce(
    (SELECT min(d.due_at) FROM deliveries d WHERE d.chat = f.chat AND d.question = f.question AND d.queued_at IS NULL
        AND {gathering.WAITS}),
    (SELECT d.queued_at + :day FROM deliveries d WHERE d.chat = f.chat AND d.question = f.question
        AND d.queued_at > :now - :day AND d.state != 'dead' ORDER BY d.queued_at DESC LIMIT 1 OFFSET :cap - 1))"""
"""Until when the question has had all the alerts of a day in a chat; NULL if it has room."""


def next_alert(db: Database) -> tuple[TransitionId, ChangeKind] | None:
    """The oldest alert still to be fanned out, and what it tells."""
    row = db.execute(
        "SELECT a.transition, t.kind FROM alerts a JOIN transitions t ON t.id = a.transition"
        " WHERE a.done = 0 ORDER BY a.at, a.rowid LIMIT 1"
    ).fetchone()
    return row and (TransitionId(row["transition"]), ChangeKind(row["kind"]))


def fan_out(
    db: Database,
    transition: TransitionId,
    size: int,
    now: datetime,
    *,
    urgency: Urgency,
    can_wait: bool,
    late_until: datetime | None = None,
) -> int:
    """Make the deliveries of the next `size` followers, in the caller's transaction; how many followers these were.

    Fewer than `size` are the last. An alert that can wait is gathered where its question has had all of a day. With
    `late_until` it is late, and waits for the rest of what was missed, at most so long.
    """
    alert = db.execute(
        "SELECT a.at, a.cap, coalesce(a.fanned_out_to, -9223372036854775808) AS after, t.question FROM alerts a"
        " JOIN transitions t ON t.id = a.transition WHERE a.transition = ?",
        [transition],
    ).fetchone()
    reached = db.execute(
        "SELECT count(*), max(chat) FROM"
        " (SELECT chat FROM follows WHERE question = ? AND chat > ? ORDER BY chat LIMIT ?)",
        [alert["question"], alert["after"], size],
    ).fetchone()
    followers, last = reached[0], reached[1]
    values = dict(alert) | {"transition": transition, "last": last, "now": to_ms(now), "urgency": urgency}
    if followers and late_until:
        _insert_late(db, values | {"until": to_ms(late_until)})
    elif followers:
        _insert(db, _FULL_UNTIL if can_wait else _NEVER_FULL, values)
    db.execute(
        "UPDATE alerts SET fanned_out_to = coalesce(?, fanned_out_to), done = ? WHERE transition = ?",
        [last, int(followers < size), transition],
    )
    return int(followers)


def _insert_late(db: Database, values: dict[str, object]) -> None:
    """They stand in no line before they are released."""
    db.execute(
        "INSERT OR IGNORE INTO deliveries (transition, question, chat, state, due_at, queued_at, urgency, first,"
        " attempts, doubts, deaths, plain, detail)"
        " SELECT :transition, f.question, f.chat, :state, :until, :at, :urgency, 0, 0, 0, 0, 0, ''"
        " FROM follows f JOIN subscribers s ON s.chat = f.chat WHERE f.question = :question AND s.active = 1"
        " AND f.since <= :at AND f.chat > :after AND f.chat <= :last",
        values | {"state": DeliveryState.LATE},
    )


def _insert(db: Database, full_until: str, values: dict[str, object]) -> None:
    """A delivery behind others lends the first of its line its urgency."""
    db.execute(
        "INSERT OR IGNORE INTO deliveries (transition, question, chat, state, due_at, queued_at, urgency, first,"
        " attempts, doubts, deaths, plain, detail)"
        " SELECT :transition, question, chat, CASE WHEN full_until IS NULL THEN :pending ELSE :gathered END,"
        " coalesce(full_until, max(:now, hold_until)), CASE WHEN full_until IS NULL THEN :now END, :urgency,"
        " full_until IS NULL AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.chat = waiting.chat"
        f" AND {line.STANDS}), 0, 0, 0, 0, ''"
        f" FROM (SELECT f.question, f.chat, s.hold_until, {full_until} AS full_until"
        " FROM follows f JOIN subscribers s ON s.chat = f.chat WHERE f.question = :question AND s.active = 1"
        " AND f.since <= :at AND f.chat > :after AND f.chat <= :last) AS waiting",
        values
        | {
            "pending": DeliveryState.PENDING,
            "gathered": DeliveryState.GATHERED,
            "day": CAP_WINDOW // timedelta(milliseconds=1),
        },
    )
    db.execute(
        f"UPDATE deliveries SET urgency = :urgency WHERE {line.STANDS} AND first = 1 AND urgency > :urgency"
        " AND chat > :after AND chat <= :last AND EXISTS (SELECT 1 FROM deliveries d WHERE d.transition = :transition"
        " AND d.chat = deliveries.chat AND d.state = :pending)",
        values | {"pending": DeliveryState.PENDING},
    )
