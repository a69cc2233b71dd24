"""The deliver job: fans alerts out to their subscribers, and sends what is due."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.core.compose import compose
from bot.core.fan_out import fan_out
from bot.core.settle import recover, settle
from bot.errors import BotError
from bot.model import Delivery, DeliveryState, NotSent, Rejected, Settlement, Throttled
from bot.store import outbox, subscribers, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    from bot.model import Language, Message, SendOutcome
    from bot.ports import Clock, Messenger
    from bot.store import Database
    from bot.text.catalog import Catalog

CHUNK = 500
"""Deliveries made in one transaction, so that many subscribers never hold up the rest."""

AT_ONCE = 25
"""Sent in one tick. With a tick a second that stays below the 30 messages a second Telegram asks bots to keep to."""

_log = structlog.get_logger()


@dataclass(slots=True)
class Deliver:
    """`on_fatal` hears of what must end the bot, such as a token that is no longer valid."""

    db: Database
    clock: Clock
    messenger: Messenger
    catalogs: Mapping[Language, Catalog]
    zone: tzinfo
    on_fatal: Callable[[BotError], None]

    def recover(self) -> None:
        """Take up what the last process was sending when it died. Once, before the first tick."""
        now = self.clock()
        with transaction(self.db):
            for delivery in outbox.interrupted(self.db):
                settlement = recover(delivery, now)
                outbox.apply_settlement(self.db, settlement, now)
                _log.warning("delivery.interrupted", alert=delivery.transition, state=settlement.delivery.state)

    async def tick(self) -> None:
        self._fan_out()
        with transaction(self.db):
            claimed = outbox.claim(self.db, AT_ONCE, self.clock())
        if not claimed:
            return
        outcomes = await asyncio.gather(*(self._deliver(delivery) for delivery in claimed))
        self._obey_flood_control(outcomes)

    def _fan_out(self) -> None:
        """Up to a chunk of deliveries a tick, of one alert or of many; the next tick, or life, goes on from there."""
        room = CHUNK
        while room > 0:
            with transaction(self.db):
                audience = outbox.next_audience(self.db, room)
                if audience is None:
                    return
                transition, chats = audience
                now = self.clock()
                is_last = len(chats) < room
                outbox.save_deliveries(self.db, transition, fan_out(transition, chats, now), now, is_last=is_last)
            room -= max(len(chats), 1)

    async def _deliver(self, delivery: Delivery) -> SendOutcome | None:
        """Send one claimed delivery and settle it at once, in a transaction of its own."""
        try:
            message = self._compose(delivery)
            outcome = message and await self.messenger.send(delivery.chat, message, plain=delivery.plain)
        except BotError as error:
            self.on_fatal(error)
            outcome = NotSent("the bot ends")
        except Exception:  # noqa: BLE001 - a fault in one message must not hold up the others
            _log.exception("delivery.fault", alert=delivery.transition)
            outcome = Rejected("a fault of the bot; see its log")
        now = self.clock()
        settlement = settle(delivery, outcome, now) if outcome else _untellable(delivery)
        with transaction(self.db):
            outbox.apply_settlement(self.db, settlement, now)
        _report(delivery, settlement)
        return outcome or None

    def _compose(self, delivery: Delivery) -> Message | None:
        alert = outbox.alert(self.db, delivery.transition)
        subscriber = subscribers.subscriber(self.db, delivery.chat)
        if alert is None or subscriber is None:
            return None
        catalog = self.catalogs[subscriber.lang]
        return compose(alert, catalog=catalog, now=self.clock(), zone=self.zone, repeat=delivery.doubts > 0)

    def _obey_flood_control(self, outcomes: list[SendOutcome | None]) -> None:
        """Two chats throttled at once means that the bot as a whole is."""
        waits = [outcome.retry_after for outcome in outcomes if isinstance(outcome, Throttled)]
        if len(waits) > 1:
            with transaction(self.db):
                outbox.hold_everyone(self.db, self.clock() + max(waits, default=timedelta(0)))
            _log.warning("delivery.throttled", seconds=max(waits).total_seconds())


def _untellable(delivery: Delivery) -> Settlement:
    dead = Delivery(delivery.transition, delivery.chat, DeliveryState.DEAD, delivery.due_at, delivery.attempts)
    return Settlement(dead, "what it was to tell is no longer stored")


def _report(delivery: Delivery, settlement: Settlement) -> None:
    state = settlement.delivery.state
    level = 20 if state is DeliveryState.SENT else 30
    _log.log(
        level,
        "delivery",
        alert=delivery.transition,
        state=state,
        attempt=delivery.attempts,
        **({"why": settlement.detail} if settlement.detail else {}),
    )
