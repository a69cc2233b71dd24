"""Who hears of an alert: one delivery for each chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Delivery, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model import ChatId, TransitionId


def fan_out(transition: TransitionId, chats: Iterable[ChatId], now: datetime) -> tuple[Delivery, ...]:
    return tuple(Delivery(transition, chat, DeliveryState.QUEUED, due_at=now) for chat in chats)
