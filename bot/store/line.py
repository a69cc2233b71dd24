"""The line of deliveries before a chat: they are made in the order in which they came, one at a time.

The first in line carries `first`, the time from which it may be sent, with every hold of its chat in it, and the least
urgency of its whole line, so that what is due is found without a look at whatever waits behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.columns import to_ms

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import ChatId

STANDS = "state IN ('pending', 'sending', 'in doubt') AND settled_at IS NULL"
"""Of a delivery: it is in line, or being sent."""

READY = "first = 1 AND state IN ('pending', 'in doubt') AND settled_at IS NULL"
"""Of a delivery: it goes out once it is due."""

SUSPECT = f"{READY} AND deaths >= 2"
"""Of a delivery that goes out once it is due: the process died twice while it was sent, so it is sent alone."""


def advance(db: Database, chat: ChatId) -> None:
    """Let the next in line be the first, unless there is one, in the caller's transaction."""
    db.execute(
        "UPDATE deliveries SET first = 1,"
        f" urgency = (SELECT min(urgency) FROM deliveries WHERE chat = :chat AND {STANDS}),"
        " due_at = max(due_at, coalesce((SELECT hold_until FROM subscribers WHERE chat = :chat), 0))"
        f" WHERE id = (SELECT min(id) FROM deliveries WHERE chat = :chat AND {STANDS})"
        f" AND NOT EXISTS (SELECT 1 FROM deliveries WHERE chat = :chat AND {STANDS} AND first = 1)",
        {"chat": chat},
    )


def hold(db: Database, chat: ChatId, until: datetime) -> None:
    """Send nothing to a chat before `until`, nor before it was to be already, in the caller's transaction."""
    times = {"chat": chat, "until": to_ms(until)}
    db.execute("UPDATE subscribers SET hold_until = max(hold_until, :until) WHERE chat = :chat", times)
    db.execute(
        f"UPDATE deliveries SET due_at = max(due_at, :until) WHERE chat = :chat AND {STANDS} AND first = 1", times
    )
