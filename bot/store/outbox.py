"""Alerts and their deliveries: what is still to be sent, what was, and what cannot be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model import (
    FINAL_EDITION,
    Alert,
    ChatId,
    Delivery,
    DeliveryState,
    QuestionId,
    Settlement,
    TransitionId,
    Undelivered,
    Urgency,
)
from bot.store import edits, gathering, line, parking, questions, subscribers
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import DevelopmentId

DEFAULT_CAP = 10

_IN_LINE = frozenset({DeliveryState.PENDING, DeliveryState.IN_DOUBT})


def save_alert(
    db: Database, transition: TransitionId, now: datetime, *, cap: int = DEFAULT_CAP, late: bool = False
) -> None:
    """`cap`, at least 1, is how many alerts of its question a chat gets singly in a day.

    `late`: what it tells was missed, as the feed could not be heard for hours.
    """
    db.execute(
        "INSERT OR IGNORE INTO alerts (transition, at, cap, fanned_out_to, done, edition, late)"
        " VALUES (?, ?, ?, NULL, 0, 0, ?)",
        [transition, to_ms(now), cap, int(late)],
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


def claim(
    db: Database,
    most: int,
    now: datetime,
    urgencies: Sequence[Urgency] = tuple(Urgency),
    avoid: Collection[ChatId] = (),
) -> tuple[Delivery, ...]:
    """Take up to `most` deliveries that are due, the first in line of each chat only, and count the attempt.

    The more urgent go first, among these those due for longest; chats to `avoid` get none, and suspects are left for
    `claim_suspect`. Committed before anything is sent, so that a delivery found as sending at a start may have arrived.
    """
    taken: list[int] = []
    for urgency in urgencies:
        rows = db.execute(
            f"SELECT id, chat FROM deliveries WHERE {line.READY} AND deaths < 2 AND urgency = ? AND due_at <= ?"
            " ORDER BY due_at, id LIMIT ?",
            [urgency, to_ms(now), most - len(taken) + len(avoid)],
        )
        taken += [row["id"] for row in rows if row["chat"] not in avoid]
    return tuple(_take(db, id_) for id_ in taken[:most])


def is_suspect_due(db: Database, now: datetime) -> bool:
    """Whether a delivery is due during which the process has died again and again."""
    query = f"SELECT EXISTS (SELECT 1 FROM deliveries WHERE {line.SUSPECT} AND due_at <= ?)"
    return bool(db.execute(query, [to_ms(now)]).fetchone()[0])


def claim_suspect(db: Database, now: datetime) -> tuple[Delivery, ...]:
    """Take the one that is due for longest of those which are to be sent alone, as `claim` does."""
    query = f"SELECT id FROM deliveries WHERE {line.SUSPECT} AND due_at <= ? ORDER BY due_at, id LIMIT 1"
    return tuple(_take(db, row["id"]) for row in db.execute(query, [to_ms(now)]).fetchall())


def _take(db: Database, id_: int) -> Delivery:
    """Its message will tell what its alert tells by now. One that gathers is never edited."""
    db.execute(
        "UPDATE deliveries SET state = ?, attempts = attempts + 1, edition = CASE WHEN gathered_by IS NULL"
        " THEN coalesce((SELECT edition FROM alerts a WHERE a.transition = deliveries.transition), 0) ELSE ? END"
        " WHERE id = ?",
        [DeliveryState.SENDING, FINAL_EDITION, id_],
    )
    return _delivery_from(db.execute("SELECT * FROM deliveries WHERE id = ?", [id_]).fetchone())


def is_wanted(db: Database, delivery: Delivery) -> bool:
    """Whether the chat still follows anything of what a delivery tells."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM deliveries d JOIN deliveries told ON told.chat = d.chat"
        " AND (told.id = d.id OR told.gathered_by = d.id) JOIN follows f ON f.question = told.question"
        " AND f.chat = told.chat WHERE d.transition = ? AND d.chat = ?)"
    )
    return bool(db.execute(query, [delivery.transition, delivery.chat]).fetchone()[0])


def next_due_at(db: Database) -> datetime | None:
    """When the next delivery in line is due, be it in the past; None if none waits."""
    query = f"SELECT min(due_at) FROM deliveries WHERE {line.READY} AND urgency = ?"
    times = (db.execute(query, [urgency]).fetchone()[0] for urgency in Urgency)
    return from_ms(min((at for at in times if at is not None), default=None))


def interrupted(db: Database) -> tuple[Delivery, ...]:
    """Deliveries that were being sent when the last process ended."""
    rows = db.execute("SELECT * FROM deliveries WHERE state = ?", [DeliveryState.SENDING])
    return tuple(_delivery_from(row) for row in rows)


def apply_settlement(db: Database, settlement: Settlement, now: datetime) -> int:
    """Write what became of a delivery and its chat, in the caller's transaction.

    How many other deliveries of the chat were parked, or became dead letters, with it.
    """
    settlement = _where_it_is_now(db, settlement)
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
        line.hold(db, delivery.chat, settlement.hold_chat_until)
    others = parking.bury_with(db, delivery.chat, now) if delivery.state is DeliveryState.DEAD else 0
    if settlement.deactivate:
        others = subscribers.mark_inactive(db, delivery.chat, settlement.detail)
    elif not subscribers.is_active(db, delivery.chat):
        parking.park(db, delivery.chat, settlement.detail or "the chat went while this was being sent")
    if settlement.move_to is not None:
        others = subscribers.move(db, delivery.chat, settlement.move_to, now)
    line.advance(db, delivery.chat)
    return others


def _where_it_is_now(db: Database, settlement: Settlement) -> Settlement:
    """The same, unless the group got a new id while it was being sent: then the answer is of the old one.

    So nothing follows from it for the chat, and the message that was sent there has another number here.
    """
    delivery = settlement.delivery
    query = "SELECT chat FROM deliveries WHERE id = ? AND transition = ? AND state = ?"
    row = db.execute(query, [delivery.id, delivery.transition, DeliveryState.SENDING]).fetchone()
    if row is None or row["chat"] == delivery.chat:
        return settlement
    again = DeliveryState.IN_DOUBT if delivery.doubts else DeliveryState.PENDING
    state = again if delivery.state is DeliveryState.PARKED else delivery.state
    return Settlement(replace(delivery, chat=ChatId(row["chat"]), state=state), settlement.detail)


def alert(db: Database, id_: TransitionId) -> Alert | None:
    """An alert with all that a message says of it, as things stand now."""
    transition = questions.transition(db, id_)
    development = questions.development(db, transition.development) if transition else None
    if transition is None or development is None:
        return None
    return Alert(transition, questions.ask(db, transition.question), development)


def last_message(db: Database, chat: ChatId, question: QuestionId) -> int | None:
    """The id of the last message that told a chat of a question."""
    row = db.execute(
        "SELECT told.message_id FROM deliveries d JOIN deliveries told ON told.id = coalesce(d.gathered_by, d.id)"
        " WHERE d.chat = ? AND d.question = ? AND told.state = 'sent' AND told.message_id IS NOT NULL"
        " ORDER BY told.queued_at DESC, told.id DESC LIMIT 1",
        [chat, question],
    ).fetchone()
    return int(row["message_id"]) if row else None


def counts(db: Database) -> dict[DeliveryState, int]:
    rows = db.execute("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
    return {DeliveryState(row["state"]): row["n"] for row in rows}


def undelivered(db: Database, most: int) -> tuple[Undelivered, ...]:
    """What is parked or dead, the newest first."""
    rows = db.execute(
        "SELECT d.question, d.chat, d.state, d.detail, d.attempts, coalesce(a.at, d.due_at) AS at FROM deliveries d"
        " LEFT JOIN alerts a ON a.transition = d.transition WHERE d.state IN (?, ?) ORDER BY d.id DESC LIMIT ?",
        [DeliveryState.PARKED, DeliveryState.DEAD, most],
    )
    return tuple(
        Undelivered(
            QuestionId(row["question"]),
            ChatId(row["chat"]),
            DeliveryState(row["state"]),
            row["detail"],
            row["attempts"],
            from_ms(row["at"]),
        )
        for row in rows
    )


def repeats(db: Database) -> int:
    """How often an alert was, or is to be, sent again because an answer was lost."""
    return int(db.execute("SELECT coalesce(sum(doubts), 0) FROM deliveries WHERE doubts > 0").fetchone()[0])


def is_idle(db: Database, now: datetime) -> bool:
    """Whether nothing is left to fan out, nor to send or edit by now."""
    due_at = next_due_at(db)
    is_due = pending_alerts(db) > 0 or (due_at is not None and due_at <= now)
    return not (is_due or gathering.is_due(db, now) or edits.are_due(db, now))


def _save(db: Database, delivery: Delivery, detail: str, now: datetime) -> None:
    db.execute(
        "UPDATE deliveries SET state = ?, due_at = ?, attempts = ?, doubts = ?, deaths = ?, plain = ?, detail = ?,"
        " first = first AND ?, settled_at = ? WHERE transition = ? AND chat = ?",
        [
            delivery.state,
            to_ms(delivery.due_at),
            delivery.attempts,
            delivery.doubts,
            delivery.deaths,
            int(delivery.plain),
            detail,
            delivery.state in _IN_LINE and not delivery.is_over,
            to_ms(now) if delivery.is_over else None,
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
        id=row["id"],
        urgency=Urgency(row["urgency"]),
        attempts=row["attempts"],
        doubts=row["doubts"],
        deaths=row["deaths"],
        plain=bool(row["plain"]),
        gathers=row["gathered_by"] == row["id"] and not row["catches_up"],
        catches_up=bool(row["catches_up"]),
    )
