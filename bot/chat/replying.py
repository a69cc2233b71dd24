"""Sending what answers people: the one way by which a reply leaves.

A handler only stores its reply, so that sending it can neither fail the handler nor keep it waiting. What an outcome
means is `bot.core.inbox`'s to say.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.chat.handling import seconds_until_due
from bot.chat.lanes import Lanes
from bot.core.inbox import settle_reply
from bot.model import Rejected, Sent, UpdateState
from bot.store import updates

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.chat.desk import Desk
    from bot.model import ChatId, Reply
    from bot.ports import Messenger

_log = structlog.get_logger()


class Replying:
    """`slot` is awaited before each reply: it comes back when one more message may be sent to the chat."""

    def __init__(
        self,
        desk: Desk,
        messenger: Messenger,
        *,
        slot: Callable[[ChatId], Awaitable[None]],
        pause: Callable[[float], Awaitable[None]],
    ) -> None:
        self._desk = desk
        self._messenger = messenger
        self._slot = slot
        self.lanes: Lanes[Reply] = Lanes(
            lambda most: updates.replies_due(desk.db, desk.clock(), most),
            lambda: seconds_until_due(desk, UpdateState.TO_REPLY),
            self._send,
            pause,
        )

    async def _send(self, reply: Reply) -> None:
        await self._slot(reply.chat)
        updates.begin_reply(self._desk.db, reply.update)
        message = replace(reply.message, buttons=()) if reply.plain else reply.message
        outcome = await self._messenger.send(reply.chat, message, plain=reply.plain, topic=reply.topic)
        now = self._desk.clock()
        settlement = settle_reply(reply, outcome, now)
        updates.settle_reply(self._desk.db, settlement, now)
        if not isinstance(outcome, Sent):
            level = logging.ERROR if isinstance(outcome, Rejected) else logging.WARNING
            will = "be sent again" if settlement.again_at else "not be repeated"
            _log.log(level, "chat.unanswered", chat=reply.chat, update=reply.update, will=will, why=settlement.detail)
