"""Updates as Telegram gave them, stored before anything is done about them, and the replies they are owed.

What a person wrote is kept only until it took effect, and the reply only until it is settled. The number stays for
some days, by which an update that comes again is known.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.model import Button, ChatId, Message, Received, Reply, UpdateState, Waiting
from bot.store import line, subscribers
from bot.store.columns import from_ms, to_ms
from bot.store.schema import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import ReplySettlement

_TO_DO = {
    UpdateState.WAITING: (UpdateState.WAITING, UpdateState.AT_WORK),
    UpdateState.TO_REPLY: (UpdateState.TO_REPLY, UpdateState.REPLYING),
}
"""What waits in each state, and with what ahead of it a chat's next must wait for its turn."""


def receive(db: Database, received: Iterable[Received], now: datetime) -> int:
    """Store those not known yet, in the caller's transaction; how many they are.

    Known is what is there, whatever its number: after a week without updates Telegram begins anew at any (Bot API).
    """
    new = 0
    for update in received:
        cursor = db.execute(
            "INSERT OR IGNORE INTO updates (update_id, chat, state, body, received_at) VALUES (?, ?, ?, ?, ?)",
            [update.id, update.chat, UpdateState.WAITING, update.body, to_ms(now)],
        )
        new += cursor.rowcount
    return new


def due(db: Database, now: datetime, most: int) -> tuple[Waiting, ...]:
    """Updates whose turn has come: of each chat the first, in the order of their numbers."""
    return tuple(_waiting_from(row) for row in _in_turn(db, UpdateState.WAITING, now, most))


def at_work(db: Database, update: int) -> Waiting | None:
    """An update whose handler was called."""
    query = "SELECT * FROM updates WHERE update_id = ? AND state = ?"
    row = db.execute(query, [update, UpdateState.AT_WORK]).fetchone()
    return row and _waiting_from(row)


def begin(db: Database, update: int) -> None:
    """Note that an update's handler is called, so that a death is counted against it."""
    with transaction(db):
        db.execute(
            "UPDATE updates SET state = ?, attempts = attempts + 1 WHERE update_id = ?", [UpdateState.AT_WORK, update]
        )


def put_off(db: Database, update: int, until: datetime) -> None:
    """Have an update handled again; nothing came of this try."""
    with transaction(db):
        db.execute(
            "UPDATE updates SET state = ?, due_at = ?, tries = tries + 1 WHERE update_id = ?",
            [UpdateState.WAITING, to_ms(until), update],
        )


def set_aside(db: Database, update: int, fault: str, now: datetime) -> None:
    """Never handle an update again, for a reason. It may still be replied to."""
    with transaction(db):
        db.execute("UPDATE updates SET fault = ? WHERE update_id = ?", [fault, update])
        _close(db, update, now)


def reply(db: Database, update: int, chat: ChatId, message: Message, topic: int | None) -> None:
    """Let a message answer an update, instead of one that was to answer it. What it was told to do is done."""
    with transaction(db):
        db.execute(
            "UPDATE updates SET state = ?, chat = ?, body = '', reply = ?, due_at = 0, tries = 0, handled_at = NULL"
            " WHERE update_id = ?",
            [UpdateState.TO_REPLY, chat, _stored(message, topic), update],
        )


def finish(db: Database, update: int, now: datetime) -> None:
    """Let an update be done with, unless it waits for its reply, or for another try."""
    row = db.execute("SELECT state FROM updates WHERE update_id = ?", [update]).fetchone()
    if row and row["state"] == UpdateState.AT_WORK:
        with transaction(db):
            _close(db, update, now)


def replies_due(db: Database, now: datetime, most: int) -> tuple[Reply, ...]:
    """Replies that may be sent: of each chat the first, in the order of what they answer."""
    return tuple(_reply_from(row) for row in _in_turn(db, UpdateState.TO_REPLY, now, most))


def begin_reply(db: Database, update: int) -> None:
    """Committed before the reply leaves, so that one found as replying at a start may have arrived."""
    with transaction(db):
        db.execute("UPDATE updates SET state = ? WHERE update_id = ?", [UpdateState.REPLYING, update])


def settle_reply(db: Database, settlement: ReplySettlement, now: datetime) -> None:
    """Write what became of a reply and its chat."""
    reply = settlement.reply
    with transaction(db):
        if settlement.again_at is None:
            _close(db, reply.update, now)
        else:
            db.execute(
                "UPDATE updates SET state = ?, due_at = ?, tries = ?, plain = ?, reply = ? WHERE update_id = ?",
                [
                    UpdateState.TO_REPLY,
                    to_ms(settlement.again_at),
                    reply.tries,
                    int(reply.plain),
                    _stored(reply.message, reply.topic),
                    reply.update,
                ],
            )
        db.execute("UPDATE updates SET detail = ? WHERE update_id = ?", [settlement.detail, reply.update])
        if settlement.hold_chat_until is not None:
            line.hold(db, reply.chat, settlement.hold_chat_until)
        if settlement.deactivate:
            subscribers.mark_inactive(db, reply.chat, settlement.detail)
        if settlement.move_to is not None:
            subscribers.move(db, reply.chat, settlement.move_to, now)
            db.execute("UPDATE updates SET chat = ? WHERE chat = ?", [settlement.move_to, reply.chat])


def recover(db: Database, most_deaths: int, now: datetime) -> tuple[int, int, int]:
    """Take up what the last process left: how many are handled again, set aside, and may have been replied to.

    One in whose handling the process died `most_deaths` times is set aside. A reply that may have left is not repeated.
    """
    with transaction(db):
        db.execute("UPDATE updates SET deaths = deaths + 1 WHERE state = ?", [UpdateState.AT_WORK])
        fatal = f"the process died {most_deaths} times while handling it"
        query = "SELECT update_id FROM updates WHERE state = ? AND deaths >= ?"
        poisonous = [row["update_id"] for row in db.execute(query, [UpdateState.AT_WORK, most_deaths])]
        for update in poisonous:
            db.execute("UPDATE updates SET fault = ? WHERE update_id = ?", [fatal, update])
            _close(db, update, now)
        again = db.execute(
            "UPDATE updates SET state = ? WHERE state = ?", [UpdateState.WAITING, UpdateState.AT_WORK]
        ).rowcount
        query = "SELECT update_id FROM updates WHERE state = ?"
        doubtful = [row["update_id"] for row in db.execute(query, [UpdateState.REPLYING])]
        for update in doubtful:
            db.execute("UPDATE updates SET detail = 'the process died while replying' WHERE update_id = ?", [update])
            _close(db, update, now)
    return again, len(poisonous), len(doubtful)


def next_due(db: Database, state: UpdateState, now: datetime) -> datetime | None:
    """When the next of those that were put off is due."""
    query = "SELECT min(due_at) FROM updates WHERE state = ? AND due_at > ?"
    found: int | None = db.execute(query, [state, to_ms(now)]).fetchone()[0]
    return from_ms(found)


def counts(db: Database) -> tuple[int, int]:
    """How many are not done with, and how many were set aside in the last days."""
    row = db.execute(
        "SELECT count(*) FILTER (WHERE state <> ?), count(*) FILTER (WHERE fault <> '') FROM updates",
        [UpdateState.DONE],
    ).fetchone()
    return row[0], row[1]


def _in_turn(db: Database, state: UpdateState, now: datetime, most: int) -> list[sqlite3.Row]:
    ahead = ", ".join(f"'{other}'" for other in _TO_DO[state])
    return list(
        db.execute(
            "SELECT * FROM updates WHERE update_id IN"
            f" (SELECT min(update_id) FROM updates WHERE state IN ({ahead}) GROUP BY chat)"
            " AND state = ? AND due_at <= ? ORDER BY update_id LIMIT ?",
            [state, to_ms(now), most],
        )
    )


def _close(db: Database, update: int, now: datetime) -> None:
    """Keep of an update only its number and what became of it."""
    db.execute(
        "UPDATE updates SET state = ?, handled_at = ?, chat = 0, body = '', reply = '' WHERE update_id = ?",
        [UpdateState.DONE, to_ms(now), update],
    )


def _stored(message: Message, topic: int | None) -> str:
    """A reply as its column has it."""
    buttons = [[[button.text, button.url, button.data] for button in row] for row in message.buttons]
    return json.dumps({"html": message.html, "plain": message.plain, "buttons": buttons, "topic": topic})


def _waiting_from(row: sqlite3.Row) -> Waiting:
    return Waiting(
        id=row["update_id"],
        chat=ChatId(row["chat"]),
        body=row["body"],
        received_at=from_ms(row["received_at"]),
        tries=row["tries"],
        deaths=row["deaths"],
    )


def _reply_from(row: sqlite3.Row) -> Reply:
    stored = json.loads(row["reply"])
    buttons = tuple(tuple(Button(*button) for button in buttons) for buttons in stored["buttons"])
    return Reply(
        update=row["update_id"],
        chat=ChatId(row["chat"]),
        message=Message(stored["html"], stored["plain"], buttons),
        received_at=from_ms(row["received_at"]),
        topic=stored["topic"],
        tries=row["tries"],
        plain=bool(row["plain"]),
    )
