"""Handling what is stored: each update is read, given to its handler, and done with, put off, or set aside.

An update is never handled again once it took effect. One that cannot be handled is set aside with its reason; it
neither comes again nor keeps the others waiting.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import structlog
from telegram import Update

from bot.chat.lanes import Lanes
from bot.core.inbox import again_at
from bot.core.settle import MOST_DEATHS
from bot.model import ChatId, Received, UpdateState
from bot.store import updates

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import timedelta
    from typing import Any

    from bot.chat.desk import ChatApplication, Desk
    from bot.model import Waiting

_log = structlog.get_logger()


class Handling:
    """`on_handled` hears after each update, since it may have left a reply to be sent."""

    def __init__(
        self,
        application: ChatApplication,
        desk: Desk,
        *,
        on_handled: Callable[[], None],
        pause: Callable[[float], Awaitable[None]],
    ) -> None:
        self._application = application
        self._desk = desk
        self._on_handled = on_handled
        self.lanes: Lanes[Waiting] = Lanes(
            lambda most: updates.due(desk.db, desk.clock(), most),
            lambda: seconds_until_due(desk, UpdateState.WAITING),
            self._handle,
            pause,
        )

    async def _handle(self, waiting: Waiting) -> None:
        updates.begin(self._desk.db, waiting.id)
        update = self._read(waiting)
        if update:
            await self._application.process_update(update)
            updates.finish(self._desk.db, waiting.id, self._desk.clock())
        self._on_handled()

    def _read(self, waiting: Waiting) -> Update | None:
        """None, and set aside, where the library cannot read it: it raises whatever an odd field trips it over with."""
        body = json.loads(waiting.body)
        try:
            return Update.de_json(body, self._application.bot)
        except Exception as error:  # noqa: BLE001 - see above
            fault = f"the library could not read it: {type(error).__name__}"
        updates.set_aside(self._desk.db, waiting.id, fault, self._desk.clock())
        _log.error("chat.unreadable", update=waiting.id, holds=sorted(body))
        return None


def recover(desk: Desk) -> None:
    """Take up what the last process was at when it died. Once, before anything is handled."""
    again, set_aside, in_doubt = updates.recover(desk.db, MOST_DEATHS, desk.clock())
    if again or set_aside or in_doubt:
        _log.warning("chat.interrupted", handled_again=again, set_aside=set_aside, replies_in_doubt=in_doubt)


def put_off(desk: Desk, update: int, wait: timedelta | None = None) -> None:
    """Have an update handled again, since Telegram could not be asked what its handler had to know."""
    now = desk.clock()
    waiting = updates.at_work(desk.db, update)
    until = waiting and again_at(waiting, now, wait)
    if until:
        updates.put_off(desk.db, update, until)
        _log.warning("chat.put_off", update=update, seconds=(until - now).total_seconds())
    else:
        set_aside(desk, update, "Telegram could not be asked in time")


def set_aside(desk: Desk, update: int, why: str) -> None:
    updates.set_aside(desk.db, update, why, desk.clock())
    _log.warning("chat.set_aside", update=update, why=why)


def seconds_until_due(desk: Desk, state: UpdateState) -> float | None:
    now = desk.clock()
    next_due = updates.next_due(desk.db, state, now)
    return None if next_due is None else (next_due - now).total_seconds()


def as_received(update: dict[str, Any]) -> Received:
    """An update as it is stored. Its turn is its chat's; 0 where it is of none, or of a shape not known here."""
    chat = 0
    for path in _CHATS:
        found: Any = update
        for step in path:
            found = found.get(step) if isinstance(found, dict) else None
        if isinstance(found, int):
            chat = found
            break
    return Received(update["update_id"], ChatId(chat), json.dumps(update))


_CHATS = (
    ("message", "chat", "id"),
    ("callback_query", "message", "chat", "id"),
    ("callback_query", "from", "id"),
    ("my_chat_member", "chat", "id"),
)
