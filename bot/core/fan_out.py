"""Who hears of an alert, and when: one delivery for each chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.route import manner
from bot.model import Delivery, DeliveryState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import Audience


def fan_out(audience: Audience, now: datetime) -> tuple[Delivery, ...]:
    """Now; or gathered, where the question has had all the alerts of a day and the alert is one that can wait."""
    can_wait = manner(audience.kind).is_gathered
    return tuple(
        Delivery(audience.transition, listener.chat, DeliveryState.GATHERED, due_at=listener.full_until)
        if can_wait and listener.full_until
        else Delivery(audience.transition, listener.chat, DeliveryState.QUEUED, due_at=now)
        for listener in audience.listeners
    )
