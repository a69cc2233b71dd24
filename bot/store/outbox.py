"""Alerts and their deliveries: what is still to be sent, what was, and what cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import (
    FINAL_EDITION,
    Alert,
    Audience,
    ChangeKind,
    ChatId,
    Delivery,
    DeliveryState,
    Listener,
    QuestionId,
    TransitionId,
)
from bot.store import edits, gathering, questions, subscribers
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import DevelopmentId, Settlement

CAP_WINDOW = timedelta(days=1)
"""In which a question may push as many alerts to a chat as its cap says."""

DEFAULT_CAP = 10

_DUE = """
    FROM deliveries d JOIN subscribers s ON s.chat = d.chat
    WHERE d.id IN (SELECT min(id) FROM deliveries WHERE state IN ('queued', 'sending', 'in doubt') GROUP BY chat)
    AND d.state IN ('queued', 'in doubt') AND d.due_at <= ? AND s.hold_until <= ?"""
"""The first unsettled delivery of each chat, if it is due and the chat is not held: order within a chat is kept."""

_SETTLED = frozenset({DeliveryState.SENT, DeliveryState.DEAD})


def save_alert(db: Database, transition: TransitionId, now: datetime, *, cap: int = DEFAULT_CAP) -> None:
    """`cap`, at least 1, is how many alerts of its question a chat gets singly in a day."""
    db.execute(
        "INSERT OR IGNORE INTO alerts (transition, at, cap, fanned_out_to, done, edition) VALUES (?, ?, ?, NULL, 0, 0)",
        [transition, to_ms(now), cap],
    )


def request_edits(db: Database, developments: Iterable[DevelopmentId], now: datetime) -> None:
    """Have the messages about these developments say what is known now, where that is another text.

    To be called in the transaction that writes the developments. One request too many does no harm.
    """
    for development in developments:
        db.execute(
            "UPDATE alerts SET edition = max(edition, ?) WHERE at >= ?"
            " AND transition IN (SELECT id FROM transitions WHERE development = ?)",
            [to_ms(now), to_ms(now - edits.EDITED_FOR), development],
        )


def pending_alerts(db: Database) -> int:
    """How many alerts are still to be fanned out."""
    return int(db.execute("SELECT count(*) FROM alerts WHERE done = 0").fetchone()[0])


def next_audience(db: Database, size: int, now: datetime) -> Audience | None:
    """The oldest alert still to be fanned out, and the next chats that followed its question when it came.

    None means that there is nothing to fan out. Fewer chats than `size` are the last.
    """
    alert = db.execute(
        "SELECT a.transition, a.at, a.fanned_out_to, a.cap, t.question, t.kind"
        " FROM alerts a JOIN transitions t ON t.id = a.transition WHERE a.done = 0 ORDER BY a.at, a.transition LIMIT 1"
    ).fetchone()
    if alert is None:
        return None
    rows = db.execute(
        "SELECT f.chat, (SELECT min(due_at) FROM deliveries d WHERE d.chat = f.chat AND d.question = f.question"
        f" AND d.queued_at IS NULL AND {gathering.WAITS}) AS gathered_until,"
        " (SELECT d.queued_at + ? FROM deliveries d WHERE d.chat = f.chat AND d.question = f.question"
        " AND d.queued_at > ? AND d.state != 'dead' ORDER BY d.queued_at DESC LIMIT 1 OFFSET ?) AS full_until"
        " FROM follows f JOIN subscribers s ON s.chat = f.chat WHERE f.question = ? AND s.active = 1"
        " AND f.since <= ? AND (? IS NULL OR f.chat > ?) ORDER BY f.chat LIMIT ?",
        [
            CAP_WINDOW // timedelta(milliseconds=1),
            to_ms(now - CAP_WINDOW),
            alert["cap"] - 1,
            alert["question"],
            alert["at"],
            alert["fanned_out_to"],
            alert["fanned_out_to"],
            size,
        ],
    )
    listeners = tuple(Listener(ChatId(r["chat"]), from_ms(r["gathered_until"] or r["full_until"])) for r in rows)
    return Audience(TransitionId(alert["transition"]), ChangeKind(alert["kind"]), listeners)


def save_deliveries(
    db: Database, transition: TransitionId, deliveries: tuple[Delivery, ...], now: datetime, *, is_last: bool
) -> None:
    """Store a chunk of an alert's deliveries; the last one closes the fan-out."""
    for delivery in deliveries:
        db.execute(
            "INSERT OR IGNORE INTO deliveries"
            " (transition, question, chat, state, due_at, queued_at, attempts, doubts, deaths, plain, detail)"
            " VALUES (?, coalesce((SELECT question FROM transitions WHERE id = ?), ''), ?, ?, ?, ?, ?, ?, ?, ?, '')",
            [
                delivery.transition,
                delivery.transition,
                delivery.chat,
                delivery.state,
                to_ms(delivery.due_at),
                None if delivery.state is DeliveryState.GATHERED else to_ms(now),
                delivery.attempts,
                delivery.doubts,
                delivery.deaths,
                int(delivery.plain),
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
    query = f"SELECT d.id {_DUE} ORDER BY d.due_at, d.id LIMIT ?"
    ids = [row["id"] for row in db.execute(query, [to_ms(now), to_ms(now), most])]
    return tuple(_take(db, id_) for id_ in ids)


def _take(db: Database, id_: int) -> Delivery:
    """Its message will tell what its alert tells by now. One that gathers is never edited."""
    db.execute(
        "UPDATE deliveries SET state = ?, attempts = attempts + 1, edition = CASE WHEN gathered_by IS NULL"
        " THEN coalesce((SELECT edition FROM alerts a WHERE a.transition = deliveries.transition), 0) ELSE ? END"
        " WHERE id = ?",
        [DeliveryState.SENDING, FINAL_EDITION, id_],
    )
    return _delivery_from(db.execute("SELECT * FROM deliveries WHERE id = ?", [id_]).fetchone())


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
            "UPDATE deliveries SET message_id = ?, said = ?, written_at = ? WHERE transition = ? AND chat = ?",
            [settlement.message_id, delivery.said, to_ms(now), delivery.transition, delivery.chat],
        )
        if delivery.reply_to is not None:
            edits.supersede(db, delivery.chat, delivery.reply_to)
    if settlement.hold_chat_until is not None:
        subscribers.hold(db, delivery.chat, settlement.hold_chat_until)
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


def last_message(db: Database, chat: ChatId, question: QuestionId) -> int | None:
    """The id of the last message about a question that a chat got."""
    row = db.execute(
        "SELECT message_id FROM deliveries WHERE chat = ? AND question = ? AND queued_at IS NOT NULL AND state = 'sent'"
        " AND message_id IS NOT NULL ORDER BY queued_at DESC, id DESC LIMIT 1",
        [chat, question],
    ).fetchone()
    return int(row["message_id"]) if row else None


def counts(db: Database) -> dict[DeliveryState, int]:
    rows = db.execute("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
    return {DeliveryState(row["state"]): row["n"] for row in rows}


def is_idle(db: Database, now: datetime) -> bool:
    """Whether nothing is left to fan out, nor to send or edit by now."""
    query = f"SELECT EXISTS (SELECT 1 FROM alerts WHERE done = 0) OR EXISTS (SELECT 1 {_DUE})"
    row = db.execute(query, [to_ms(now), to_ms(now)]).fetchone()
    return not (row[0] or gathering.is_due(db, now) or edits.are_due(db, now))


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
        gathers=row["gathered_by"] == row["id"],
    )
