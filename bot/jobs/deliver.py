"""The deliver job: fans alerts out to their subscribers, sends what is due, and edits what was sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.core.fan_out import fan_out
from bot.core.settle import fingerprint, recover, settle, settle_edit
from bot.errors import BotError
from bot.jobs.letters import Letters
from bot.model import Delivery, DeliveryState, EditSettlement, EditState, NotSent, Rejected, Settlement, Throttled
from bot.store import edits, gathering, outbox, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    from bot.jobs.letters import Letter
    from bot.model import Edit, Language, Question, QuestionId, SendOutcome
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
    """`on_fatal` hears of what must end the bot, such as a token that is no longer valid.

    `question_of` gives a question that is being watched.
    """

    db: Database
    clock: Clock
    messenger: Messenger
    catalogs: Mapping[Language, Catalog]
    zone: tzinfo
    on_fatal: Callable[[BotError], None]
    question_of: Callable[[QuestionId], Question | None] = lambda _: None
    _letters: Letters = field(init=False)

    def __post_init__(self) -> None:
        self._letters = Letters(self.db, self.clock, self.catalogs, self.zone, self.question_of)

    def recover(self) -> None:
        """Take up what the last process was sending when it died. Once, before the first tick."""
        now = self.clock()
        with transaction(self.db):
            for delivery in outbox.interrupted(self.db):
                settlement = recover(delivery, now)
                outbox.apply_settlement(self.db, settlement, now)
                _log.warning("delivery.interrupted", alert=delivery.transition, state=settlement.delivery.state)

    async def tick(self) -> None:
        """What is sent goes before what is edited, and both share what may be sent at once."""
        self._fan_out()
        now = self.clock()
        with transaction(self.db):
            gathering.release(self.db, CHUNK, now)
            to_send = outbox.claim(self.db, AT_ONCE, now)
            to_edit = edits.claim(self.db, AT_ONCE - len(to_send), now)
        outcomes = await asyncio.gather(*map(self._deliver, to_send), *map(self._edit, to_edit))
        self._obey_flood_control(outcomes)

    def _fan_out(self) -> None:
        """Up to a chunk of deliveries a tick, of one alert or of many; the next tick, or life, goes on from there."""
        room = CHUNK
        while room > 0:
            with transaction(self.db):
                now = self.clock()
                audience = outbox.next_audience(self.db, room, now)
                if audience is None:
                    return
                reached = len(audience.listeners)
                deliveries = fan_out(audience, now)
                outbox.save_deliveries(self.db, audience.transition, deliveries, now, is_last=reached < room)
            room -= max(reached, 1)

    async def _deliver(self, delivery: Delivery) -> SendOutcome | None:
        """Send one claimed delivery and settle it at once, in a transaction of its own."""
        try:
            letter = self._letters.of_delivery(delivery)
            if letter:
                delivery = replace(delivery, said=fingerprint(letter.message), reply_to=letter.reply_to)
            outcome = letter and await self._send(delivery, letter)
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

    async def _send(self, delivery: Delivery, letter: Letter) -> SendOutcome:
        return await self.messenger.send(
            delivery.chat, letter.message, plain=delivery.plain, reply_to=letter.reply_to, silent=letter.silent
        )

    async def _edit(self, edit: Edit) -> SendOutcome | None:
        """Write one message anew, unless it says all there is already, and settle that at once."""
        outcome: SendOutcome | None = None
        try:
            message = self._letters.of_edit(edit)
            if message and fingerprint(message) != edit.said:
                edit = replace(edit, said=fingerprint(message))
                outcome = await self.messenger.edit(edit.chat, edit.message_id, message, plain=edit.plain)
        except BotError as error:
            self.on_fatal(error)
            outcome = NotSent("the bot ends")
        except Exception:  # noqa: BLE001 - a fault in one message must not hold up the others
            _log.exception("edit.fault", alert=edit.transition)
            outcome = Rejected("a fault of the bot; see its log")
        settlement = settle_edit(edit, outcome, self.clock()) if outcome else EditSettlement(edit, EditState.WRITTEN)
        with transaction(self.db):
            edits.apply_settlement(self.db, settlement)
        if outcome:
            _log.info("edit", alert=edit.transition, state=settlement.state, **_why(settlement.detail))
        return outcome

    def _obey_flood_control(self, outcomes: list[SendOutcome | None]) -> None:
        """Two chats throttled at once means that the bot as a whole is."""
        waits = [outcome.retry_after for outcome in outcomes if isinstance(outcome, Throttled)]
        if len(waits) > 1:
            with transaction(self.db):
                outbox.hold_everyone(self.db, self.clock() + max(waits, default=timedelta(0)))
            _log.warning("delivery.throttled", seconds=max(waits).total_seconds())


def _untellable(delivery: Delivery) -> Settlement:
    dead = replace(delivery, state=DeliveryState.DEAD)
    return Settlement(dead, "what it was to tell is no longer stored")


def _report(delivery: Delivery, settlement: Settlement) -> None:
    state = settlement.delivery.state
    level = 20 if state is DeliveryState.SENT else 30
    _log.log(
        level, "delivery", alert=delivery.transition, state=state, attempt=delivery.attempts, **_why(settlement.detail)
    )


def _why(detail: str) -> dict[str, str]:
    return {"why": detail} if detail else {}
