"""Messages that were sent and are to say more: which are to be edited, and what became of an edit.

An alert's edition is the time when it last had more to tell, and each message remembers which it tells, so that asking
for the edit of a hundred thousand messages is one write, and what is asked for while an edit is made is not lost.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.model import FINAL_EDITION, ChatId, Edit, EditState, TransitionId
from bot.store import line, subscribers
from bot.store.columns import to_ms

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import EditSettlement, QuestionId

EDIT_SPACING = timedelta(minutes=5)
"""A message is written at most so often; one that could not be edited is tried again after as long."""

EDITED_FOR = timedelta(days=3)
"""How old an alert may be for its messages to be edited."""

MOST_DEATHS = 5
"""So often may the process die over one message before it is left as it is."""

_TO_BE_EDITED = -1
"""An edition that every alert is beyond."""

_TO_BE_RESENT, _RESENT = 1, 2
"""`deliveries.resend`: its message was deleted, and is to be sent anew; that was tried, and is never tried again."""

_DUE = """
    FROM alerts a
    CROSS JOIN deliveries d ON d.transition = a.transition AND d.state = 'sent' AND d.edition < a.edition
    JOIN subscribers s ON s.chat = d.chat
    WHERE EXISTS (SELECT 1 FROM subscribers WHERE active = 1 AND hold_until <= ?)
    AND a.at >= ? AND (d.message_id IS NOT NULL OR (d.resend = 1 AND EXISTS
        (SELECT 1 FROM follows f WHERE f.question = d.question AND f.chat = d.chat)))
    AND d.written_at <= ? AND d.deaths < ?
    AND s.active = 1 AND s.hold_until <= ? AND NOT EXISTS (SELECT 1 FROM deliveries u WHERE u.chat = d.chat
        AND u.state IN ('pending', 'sending', 'in doubt') AND u.settled_at IS NULL
        AND (u.state = 'sending' OR u.due_at <= ?))"""
"""What is sent goes first: a chat with a delivery that is due or under way has no edits.

The first condition is looked at once, so that nothing is searched while every chat is held.
"""


def claim(db: Database, most: int, now: datetime) -> tuple[Edit, ...]:
    """Take up to `most` edits that are due, one of each chat, those of the newest alerts first.

    Each counts as a death until it is settled. One that never is comes again after EDIT_SPACING; but what is sent anew
    does not, since it may have arrived.
    """
    taken: dict[ChatId, sqlite3.Row] = {}
    for row in db.execute(f"SELECT a.edition AS newest, d.* {_DUE} ORDER BY a.at DESC", _when(now)):
        if len(taken) >= most:
            break
        taken.setdefault(ChatId(row["chat"]), row)
    for row in taken.values():
        db.execute(
            "UPDATE deliveries SET deaths = deaths + 1, written_at = ?,"
            " resend = CASE WHEN message_id IS NULL THEN ? ELSE resend END WHERE id = ?",
            [to_ms(now), _RESENT, row["id"]],
        )
    return tuple(_edit_from(row) for row in taken.values())


def are_due(db: Database, now: datetime) -> bool:
    return bool(db.execute(f"SELECT EXISTS (SELECT 1 {_DUE})", _when(now)).fetchone()[0])


def request_on(db: Database, question: QuestionId, now: datetime) -> None:
    """Have all recent messages about a question say what became of the answer they gave, where that is another text."""
    db.execute(
        "UPDATE alerts SET edition = max(edition, ?) WHERE at >= ?"
        " AND transition IN (SELECT id FROM transitions WHERE question = ?)",
        [to_ms(now), to_ms(now - EDITED_FOR), question],
    )


def supersede(db: Database, chat: ChatId, message_id: int) -> None:
    """Have a message edited once more, and then no more: what was sent in reply to it goes on from there."""
    db.execute(
        "UPDATE deliveries SET edition = ?, superseded = 1 WHERE chat = ? AND message_id = ? AND gathered_by IS NULL"
        " AND superseded = 0",
        [_TO_BE_EDITED, chat, message_id],
    )


def apply_settlement(db: Database, settlement: EditSettlement, now: datetime) -> None:
    """Write what became of an edit and its chat, in the caller's transaction."""
    edit = settlement.edit
    _change(db, edit, "deaths = deaths - 1")
    match settlement.state:
        case EditState.WRITTEN:
            message_id = settlement.message_id or edit.message_id
            _change(db, edit, "edition = ?, said = ?, message_id = ?", edit.edition, edit.said, message_id)
        case EditState.LATER:
            if edit.message_id is None:
                _change(db, edit, "resend = ?", _TO_BE_RESENT)
        case EditState.ANEW:
            _change(db, edit, "message_id = NULL, resend = ?, written_at = 0", _TO_BE_RESENT)
        case EditState.OVER:
            _change(db, edit, "edition = ?", FINAL_EDITION)
        case _:
            assert_never(settlement.state)
    if settlement.hold_chat_until is not None:
        line.hold(db, edit.chat, settlement.hold_chat_until)
    if settlement.move_to is not None:
        subscribers.move(db, edit.chat, settlement.move_to, now)


def _change(db: Database, edit: Edit, columns: str, *values: object) -> None:
    db.execute(
        f"UPDATE deliveries SET {columns} WHERE transition = ? AND chat = ?", [*values, edit.transition, edit.chat]
    )


def _when(now: datetime) -> list[object]:
    """The parameters of _DUE."""
    at = to_ms(now)
    return [at, to_ms(now - EDITED_FOR), to_ms(now - EDIT_SPACING), MOST_DEATHS, at, at]


def _edit_from(row: sqlite3.Row) -> Edit:
    return Edit(
        transition=TransitionId(row["transition"]),
        chat=ChatId(row["chat"]),
        message_id=row["message_id"],
        edition=FINAL_EDITION if row["superseded"] else row["newest"],
        said=row["said"],
        plain=bool(row["plain"]),
        repeat=row["doubts"] > 0,
        superseded=bool(row["superseded"]),
        resent=row["resend"] == _RESENT,
    )
