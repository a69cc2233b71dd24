"""Alerts and their deliveries: what is still to be sent, what was, and what cannot be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model import Alert, ChatId, Delivery, DeliveryState, TransitionId
from bot.store import questions, subscribers
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import Settlement

_DUE = """
    FROM deliveries d JOIN subscribers s ON s.chat = d.chat
    WHERE d.id IN (SELECT min(id) FROM deliveries WHERE state IN ('queued', 'sending', 'in doubt') GROUP BY chat)
    AND d.state IN ('queued', 'in doubt') AND d.due_at <= ? AND s.hold_until <= ?"""
"""The first unsettled delivery of each chat, if it is due and the chat is not held: order within a chat is kept."""

_SETTLED = frozenset({DeliveryState.SENT, DeliveryState.DEAD})


def save_alert(db: Database, transition: TransitionId, now: datetime) -> None:
    db.execute(
        "INSERT OR IGNORE INTO alerts (transition, at, fanned_out_to, done) VALUES (?, ?, NULL, 0)",
        [transition, to_ms(now)],
    )


def pending_alerts(db: Database) -> int:
    """How many alerts are still to be fanned out."""
    return int(db.execute("SELECT count(*) FROM alerts WHERE done = 0").fetchone()[0])


def next_audience(db: Database, size: int) -> tuple[TransitionId, tuple[ChatId, ...]] | None:
    """The oldest alert still to be fanned out, and the next chats that followed its question when it came.

    None means that there is nothing to fan out. Fewer chats than `size` are the last.
    """
    alert = db.execute(
        "SELECT a.transition, a.at, a.fanned_out_to, t.question FROM alerts a JOIN transitions t ON t.id = a.transition"
        " WHERE a.done = 0 ORDER BY a.at, a.transition LIMIT 1"
    ).fetchone()
    if alert is None:
        return None
    rows = db.execute(
        "SELECT f.chat FROM follows f JOIN subscribers s ON s.chat = f.chat WHERE f.question = ? AND s.active = 1"
        " AND f.since <= ? AND (? IS NULL OR f.chat > ?) ORDER BY f.chat LIMIT ?",
        [alert["question"], alert["at"], alert["fanned_out_to"], alert["fanned_out_to"], size],
    )
    return TransitionId(alert["transition"]), tuple(ChatId(row["chat"]) for row in rows)


def save_deliveries(
    db: Database, transition: TransitionId, deliveries: tuple[Delivery, ...], now: datetime, *, is_last: bool
) -> None:
    """Queue a chunk of an alert's deliveries; the last one closes the fan-out."""
    for delivery in deliveries:
        db.execute(
            "INSERT OR IGNORE INTO deliveries"
            " (transition, chat, state, due_at, attempts, doubts, deaths, plain, detail, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
            [
                delivery.transition,
                delivery.chat,
                delivery.state,
                to_ms(delivery.due_at),
                delivery.attempts,
                delivery.doubts,
                delivery.deaths,
                int(delivery.plain),
                to_ms(now),
            ],
        )
    reached = max((delivery.chat for delivery in deliveries), default=None)
    db.execute(
        "UPDATE alerts SET fanned_out_to = coalesce(?, fanned_out_to), done = ? WHERE transition = ?",
        [reached, int(is_last), transition],
    )


def claim(db: Database, most: int, now: datetime) -> tuple[Delivery, ...]:
    """Take up to `most` deliveries that are due, the first of each chat only, and count the attempt.

    Committed before anything is sent, so that a delivery found as sending at a start may have arrived.
    """
    query = f"SELECT d.* {_DUE} ORDER BY d.due_at, d.id LIMIT ?"
    rows = db.execute(query, [to_ms(now), to_ms(now), most]).fetchall()
    claimed = []
    for row in rows:
        delivery = _delivery_from(row)
        taken = replace(delivery, state=DeliveryState.SENDING, attempts=delivery.attempts + 1)
        _save(db, taken, row["detail"], now)
        claimed.append(taken)
    return tuple(claimed)


def interrupted(db: Database) -> tuple[Delivery, ...]:
    """Deliveries that were being sent when the last process ended."""
    rows = db.execute("SELECT * FROM deliveries WHERE state = ?", [DeliveryState.SENDING])
    return tuple(_delivery_from(row) for row in rows)


def apply_settlement(db: Database, settlement: Settlement, now: datetime) -> None:
    """Write what became of a delivery and its chat, in the caller's transaction."""
    delivery = settlement.delivery
    _save(db, delivery, settlement.detail, now)
    if settlement.message_id is not None:
        db.execute(
            "UPDATE deliveries SET message_id = ? WHERE transition = ? AND chat = ?",
            [settlement.message_id, delivery.transition, delivery.chat],
        )
    if settlement.hold_chat_until is not None:
        db.execute(
            "UPDATE subscribers SET hold_until = ? WHERE chat = ?", [to_ms(settlement.hold_chat_until), delivery.chat]
        )
    if settlement.deactivate:
        subscribers.mark_inactive(db, delivery.chat, settlement.detail, now)
    if settlement.move_to is not None:
        subscribers.move(db, delivery.chat, settlement.move_to)


def hold_everyone(db: Database, until: datetime) -> None:
    """Send to no chat before `until`: Telegram throttles the bot as a whole."""
    db.execute("UPDATE subscribers SET hold_until = max(hold_until, ?)", [to_ms(until)])


def alert(db: Database, id_: TransitionId) -> Alert | None:
    """An alert with all that a message says of it, as things stand now."""
    transition = questions.transition(db, id_)
    development = questions.development(db, transition.development) if transition else None
    if transition is None or development is None:
        return None
    return Alert(transition, questions.ask(db, transition.question), development)


def counts(db: Database) -> dict[DeliveryState, int]:
    rows = db.execute("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
    return {DeliveryState(row["state"]): row["n"] for row in rows}


def is_idle(db: Database, now: datetime) -> bool:
    """Whether nothing is left to fan out, nor to send by now."""
    query = f"SELECT EXISTS (SELECT 1 FROM alerts WHERE done = 0) OR EXISTS (SELECT 1 {_DUE})"
    row = db.execute(query, [to_ms(now), to_ms(now)]).fetchone()
    return not row[0]


def _save(db: Database, delivery: Delivery, detail: str, now: datetime) -> None:
    settled_at = to_ms(now) if delivery.state in _SETTLED else None
    db.execute(
        "UPDATE deliveries SET state = ?, due_at = ?, attempts = ?, doubts = ?, deaths = ?, plain = ?, detail = ?,"
        " settled_at = ? WHERE transition = ? AND chat = ?",
        [
            delivery.state,
            to_ms(delivery.due_at),
            delivery.attempts,
            delivery.doubts,
            delivery.deaths,
            int(delivery.plain),
            detail,
            settled_at,
            delivery.transition,
            delivery.chat,
        ],
    )


def _delivery_from(row: sqlite3.Row) -> Delivery:
    return Delivery(
        transition=TransitionId(row["transition"]),
        chat=ChatId(row["chat"]),
        state=DeliveryState(row["state"]),
        due_at=from_ms(row["due_at"]),
        attempts=row["attempts"],
        doubts=row["doubts"],
        deaths=row["deaths"],
        plain=bool(row["plain"]),
    )
