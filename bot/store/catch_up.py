"""What could not be told in time: when feeds were last heard, and the deliveries that one message tells together.

A delivery that is `late` waits for whatever else was missed; then one of its chat's becomes the catch-up, and the
others point to it (`gathered_by`), as in a gathering. What counts as late is the caller's to say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model import FINAL_EDITION, ChatId, DeliveryState, Heard, Missed, QuestionId, TransitionId
from bot.store import answers, line, outbox, parking
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import Alert, Delivery, FeedUrl


@dataclass(frozen=True, slots=True)
class Bounds:
    """What has waited since `late` is told in a catch-up.

    An alert that waited alone is told as it is, unless its news is from before `stale`.
    """

    now: datetime
    late: datetime
    stale: datetime


# ------------------------------------------------------------------ when feeds were heard


def heard(db: Database, feed: FeedUrl) -> Heard | None:
    row = db.execute("SELECT at, until FROM heard WHERE feed = ?", [feed]).fetchone()
    return row and Heard(from_ms(row["at"]), from_ms(row["until"]))


def note_heard(db: Database, feed: FeedUrl, now: datetime, until: datetime) -> None:
    """A feed gave a document, or said that the last one still holds; it is to be heard again at `until`."""
    db.execute("INSERT OR REPLACE INTO heard (feed, at, until) VALUES (?, ?, ?)", [feed, to_ms(now), to_ms(until)])


def hear_all(db: Database, now: datetime) -> None:
    """Count every feed as heard just now: for a clock that jumps over the polls which brought nothing."""
    db.execute("UPDATE heard SET at = ?, until = ?", [to_ms(now), to_ms(now)])


# ------------------------------------------------------------------ what waits to be told together


def is_late(db: Database, alert: TransitionId, late: datetime) -> bool:
    """Whether what an alert tells was missed, or was decided at `late` or before."""
    row = db.execute("SELECT late OR at <= ? FROM alerts WHERE transition = ?", [to_ms(late), alert]).fetchone()
    return bool(row[0])


def postpone(db: Database, late: datetime, until: datetime) -> None:
    """Let what has waited since `late` wait for what was missed meanwhile, at most `until`: we have just come back."""
    db.execute(
        f"UPDATE deliveries SET state = ?, due_at = ?, first = 0 WHERE {line.STANDS} AND state != ? AND queued_at <= ?",
        [DeliveryState.LATE, to_ms(until), DeliveryState.SENDING, to_ms(late)],
    )
    left = f"SELECT chat FROM deliveries WHERE {line.STANDS} GROUP BY chat HAVING max(first) = 0"
    for row in db.execute(left).fetchall():
        line.advance(db, ChatId(row["chat"]))


def release(db: Database, most: int, bounds: Bounds) -> int:
    """Put what is late in line, for up to `most` chats, once nothing more of it is to be expected.

    How many deliveries became dead letters, since whoever has stopped following the question is told nothing.
    """
    until = _released_until(db, bounds.now, bounds.late)
    if until is None:
        return 0
    rows = db.execute(
        "SELECT DISTINCT chat FROM deliveries INDEXED BY deliveries_late WHERE state = 'late' AND due_at <= ? LIMIT ?",
        [until, most],
    ).fetchall()
    return sum(_release(db, ChatId(row["chat"]), bounds) for row in rows)


def is_due(db: Database, now: datetime) -> bool:
    """Whether something late can be told, once all alerts are fanned out."""
    until = _released_until(db, now, now)
    query = "SELECT EXISTS (SELECT 1 FROM deliveries WHERE state = 'late' AND due_at <= ?)"
    return until is not None and bool(db.execute(query, [until]).fetchone()[0])


def _released_until(db: Database, now: datetime, late: datetime) -> int | None:
    """What is due by then can be told, in milliseconds.

    Nothing can while alerts are to be fanned out that belong to it; everything once no feed is left to be asked.
    """
    waits = "SELECT EXISTS (SELECT 1 FROM alerts WHERE done = 0 AND (late = 1 OR at <= ?))"
    if db.execute(waits, [to_ms(late)]).fetchone()[0]:
        return None
    unasked = "SELECT EXISTS (SELECT 1 FROM feeds WHERE active = 1 AND stopped IS NULL AND next_poll_at <= ?)"
    return to_ms(now) if db.execute(unasked, [to_ms(now)]).fetchone()[0] else FINAL_EDITION


def _release(db: Database, chat: ChatId, bounds: Bounds) -> int:
    """A catch-up of an earlier process stays one: what it tells is asked for when it is sent."""
    now = to_ms(bounds.now)
    unfollowed = db.execute(
        "UPDATE deliveries SET state = ?, detail = ?, settled_at = ? WHERE chat = ? AND state = 'late'"
        " AND catches_up = 0 AND NOT EXISTS"
        " (SELECT 1 FROM follows f WHERE f.question = deliveries.question AND f.chat = deliveries.chat)",
        [DeliveryState.DEAD, "the chat follows the question no more", now, chat],
    ).rowcount
    unfollowed += parking.bury_with(db, chat, bounds.now) if unfollowed else 0
    ids = [row["id"] for row in db.execute("SELECT id FROM deliveries WHERE chat = ? AND state = 'late'", [chat])]
    if not ids:
        return unfollowed
    first = min(ids)
    db.execute(
        "UPDATE deliveries SET state = CASE WHEN doubts > 0 THEN ? ELSE ? END, due_at = ?, queued_at = ?, urgency ="
        " (SELECT min(urgency) FROM deliveries WHERE chat = ? AND state = ?) WHERE id = ?",
        [DeliveryState.IN_DOUBT, DeliveryState.PENDING, now, now, chat, DeliveryState.LATE, first],
    )
    if len(ids) > 1 or _is_stale(db, first, bounds.stale):
        _tell_in(db, chat, first, set(ids) - {first}, bounds.now)
    line.advance(db, chat)
    return unfollowed


def fold(db: Database, delivery: Delivery, bounds: Bounds) -> Delivery:
    """Have a delivery that was just taken tell all that waits in its chat, if it has waited since `late`.

    What nobody follows any more stays as it is, to become a dead letter.
    """
    row = db.execute(
        "SELECT id, queued_at, catches_up FROM deliveries WHERE transition = ? AND chat = ?",
        [delivery.transition, delivery.chat],
    ).fetchone()
    is_late = row["catches_up"] or row["queued_at"] <= to_ms(bounds.late)
    if not is_late or not outbox.is_wanted(db, delivery):
        return delivery
    found = db.execute(
        f"SELECT id FROM deliveries WHERE chat = ? AND {line.STANDS} AND state != ? AND EXISTS"
        " (SELECT 1 FROM follows f WHERE f.question = deliveries.question AND f.chat = deliveries.chat)",
        [delivery.chat, DeliveryState.SENDING],
    )
    waiting = {other["id"] for other in found}
    if not (waiting or row["catches_up"] or _is_stale(db, row["id"], bounds.stale)):
        return delivery
    _tell_in(db, delivery.chat, row["id"], waiting, bounds.now)
    return replace(delivery, gathers=False, catches_up=True)


def _tell_in(db: Database, chat: ChatId, id_: int, others: Collection[int], now: datetime) -> None:
    """Make one delivery of a chat the catch-up that tells others, and whatever a gathering among them was to tell."""
    db.execute("UPDATE deliveries SET catches_up = 1, gathered_by = id, edition = ? WHERE id = ?", [FINAL_EDITION, id_])
    for other in others:
        db.execute("UPDATE deliveries SET gathered_by = ? WHERE chat = ? AND gathered_by = ?", [id_, chat, other])
        db.execute(
            "UPDATE deliveries SET state = ?, first = 0, gathered_by = ?, queued_at = NULL, settled_at = ?"
            " WHERE id = ?",
            [DeliveryState.GATHERED, id_, to_ms(now), other],
        )


def _is_stale(db: Database, id_: int, before: datetime) -> bool:
    newest = db.execute(
        "SELECT max(e.published_at) FROM deliveries d JOIN transitions t ON t.id = d.transition"
        " JOIN evidence e ON e.development = t.development WHERE d.id = ?",
        [id_],
    ).fetchone()[0]
    return newest is not None and newest < to_ms(before)


# ------------------------------------------------------------------ what a catch-up tells


def missed(db: Database, delivery: Delivery) -> tuple[Missed, ...]:
    """What the message of a catch-up tells: its alerts by question, in the order in which they were decided.

    Nothing of what was followed when they were put together, and is no more.
    """
    rows = db.execute(
        "SELECT d.transition FROM deliveries c JOIN deliveries d ON d.chat = c.chat AND d.gathered_by = c.id"
        " JOIN follows f ON f.question = d.question AND f.chat = d.chat"
        " LEFT JOIN transitions t ON t.id = d.transition WHERE c.transition = ? AND c.chat = ? ORDER BY t.rowid",
        [delivery.transition, delivery.chat],
    ).fetchall()
    by_question: dict[QuestionId, list[Alert]] = {}
    for row in rows:
        if alert := outbox.alert(db, TransitionId(row["transition"])):
            by_question.setdefault(alert.transition.question, []).append(alert)
    states = answers.question_states(db, by_question.keys())
    return tuple(
        Missed(tuple(alerts), states.get(question), _told(db, delivery.chat, question))
        for question, alerts in by_question.items()
    )


def _told(db: Database, chat: ChatId, question: QuestionId) -> str | None:
    """The answer of a question as the last message on it had it; None if there was no message."""
    row = db.execute(
        "SELECT t.answer FROM deliveries d JOIN deliveries told ON told.id = coalesce(d.gathered_by, d.id)"
        " JOIN transitions t ON t.id = d.transition WHERE d.chat = ? AND d.question = ? AND told.state = 'sent'"
        " ORDER BY told.queued_at DESC, d.id DESC LIMIT 1",
        [chat, question],
    ).fetchone()
    return row and str(row["answer"])
