"""Rows that a test needs as they are, without the way by which the bot would come to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.columns import to_ms
from tests.builders import T0

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import ChatId, DeliveryState, TransitionId
    from bot.store import Database


def add_delivery(
    db: Database, transition: TransitionId, chat: ChatId, state: DeliveryState, *, settled_at: datetime | None = None
) -> None:
    """A delivery that stands first in its chat's line."""
    db.execute(
        "INSERT INTO deliveries (transition, question, chat, state, due_at, queued_at, first, attempts, doubts, deaths,"
        " plain, detail, settled_at) VALUES (?, '', ?, ?, ?, ?, 1, 0, 0, 0, 0, '', ?)",
        [transition, chat, state, to_ms(T0), to_ms(T0), to_ms(settled_at)],
    )
