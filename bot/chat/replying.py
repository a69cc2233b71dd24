"""Sending what answers people: the one way by which a reply leaves.

A handler only stores its reply, so that sending it can neither fail the handler nor keep it waiting. What an outcome
means is `bot.core.inbox`'s to say.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.chat.handling import seconds_until_due
from bot.chat.lanes import Lanes
from bot.core.inbox import settle_reply, wait_for_turn
from bot.model import Rejected, Sent, UpdateState
from bot.store import updates

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.chat.desk import Desk
    from bot.model import ChatId, Reply, SendOutcome
    from bot.ports import Messenger

_log = structlog.get_logger()


class Turns(Protocol):
    """The budget of requests that replies share with alerts, and go first in."""

    async def turn(self, chat: ChatId) -> bool:
        """Wait until a reply may leave for a chat; False if that will not be soon."""

    def refused(self, chat: ChatId, outcome: SendOutcome) -> None:
        """Learn from a reply that did not arrive."""


class Replying:
    def __init__(
        self,
        desk: Desk,
        messenger: Messenger,
        turns: Turns,
        pause: Callable[[float], Awaitable[None]],
    ) -> None:
        self._desk = desk
        self._messenger = messenger
        self._turns = turns
        self.lanes: Lanes[Reply] = Lanes(
            lambda most: updates.replies_due(desk.db, desk.clock(), most),
            lambda: seconds_until_due(desk, UpdateState.TO_REPLY),
            self._send,
            pause,
        )

    async def _send(self, reply: Reply) -> None:
        if not await self._turns.turn(reply.chat):
            now = self._desk.clock()
            updates.settle_reply(self._desk.db, wait_for_turn(reply, now), now)
            return
        updates.begin_reply(self._desk.db, reply.update)
        message = replace(reply.message, buttons=()) if reply.plain else reply.message
        outcome = await self._messenger.send(reply.chat, message, plain=reply.plain, topic=reply.topic)
        now = self._desk.clock()
        settlement = settle_reply(reply, outcome, now)
        updates.settle_reply(self._desk.db, settlement, now)
        if not isinstance(outcome, Sent):
            self._turns.refused(reply.chat, outcome)
            level = logging.ERROR if isinstance(outcome, Rejected) else logging.WARNING
            will = "be sent again" if settlement.again_at else "not be repeated"
            _log.log(level, "chat.unanswered", chat=reply.chat, update=reply.update, will=will, why=settlement.detail)
