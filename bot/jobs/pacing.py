"""The one budget of requests that deliveries, edits and replies share, kept across restarts.

Replies ask for their turn and go before everything that nobody is waiting for; deliveries and edits take what room is
left. It decides when, never what.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.core.pace import AT_ANY_TIME, TELEGRAM, Limits, Pace
from bot.store import line, pace, transaction

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable
    from datetime import datetime

    from bot.model import ChatId, EditOutcome, SendOutcome
    from bot.ports import Clock
    from bot.store import Database

REMEMBERED = timedelta(minutes=2)
"""How long requests are kept: longer than any window of `bot.core.pace`."""

PATIENCE = timedelta(seconds=10)
"""How long a reply waits for its turn, before it comes too late to be one."""

_log = structlog.get_logger()


class Pacing:
    """`draw` gives a number from -1 to 1."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        limits: Limits = TELEGRAM,
        draw: Callable[[], float] = lambda: 0.0,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._db = db
        self._clock = clock
        self._draw = draw
        self._pause = pause
        self._replying: list[ChatId] = []
        now = clock()
        self._pace = Pace(
            limits,
            pace.requests(db, now - REMEMBERED),
            pace.held_chats(db, now),
            pace.everyone_held_until(db) or AT_ANY_TIME,
        )

    # ------------------------------------------------------------------ what nobody waits for

    def room(self) -> int:
        """How many deliveries and edits may leave now; a reply that waits for its turn keeps its place."""
        now = self._clock()
        return 0 if self._pace.silent_until > now else max(self._pace.room(now) - len(self._replying), 0)

    def opens_at(self) -> datetime:
        """When there may be room again."""
        return max(self._pace.opens_at(), self._pace.silent_until)

    @property
    def replying(self) -> Collection[ChatId]:
        """Chats that a reply is about to go to."""
        return self._replying

    def take(self, chats: Iterable[ChatId]) -> None:
        """Count a request to each chat, in the caller's transaction; a chat that has had its share is held."""
        taken, now = tuple(chats), self._clock()
        for chat in taken:
            opens_at = self._pace.take(chat, now)
            if opens_at > now:
                line.hold(self._db, chat, opens_at)
        pace.note_requests(self._db, taken, now, forget_before=now - REMEMBERED)

    def leave(self) -> datetime:
        """A request that was taken leaves now; `land` is to be told what this gives."""
        return self._pace.leave(self._clock())

    def land(self, latest: datetime) -> None:
        """A request was answered, or given up."""
        self._pace.land(latest, self._clock())

    def give_back(self) -> None:
        """There was nothing to send after all."""
        self._pace.give_back()

    def note(self, chat: ChatId, outcome: EditOutcome) -> None:
        """Learn from an answer, in the caller's transaction."""
        now = self._clock()
        until = self._pace.note(chat, outcome, now, jitter=self._draw())
        if until:
            pace.hold_everyone(self._db, until)
            _log.warning("delivery.everyone_held", seconds=(until - now).total_seconds())

    # ------------------------------------------------------------------ replies

    async def turn(self, chat: ChatId, patience: timedelta = PATIENCE) -> bool:
        """Wait until a reply may go to a chat, before all alerts; False if that is not within `patience`.

        The request counts from then on, and is to be made at once; `refused` is to hear of a 429.
        """
        deadline = self._clock() + patience
        self._replying.append(chat)
        try:
            while (opens_at := self._opens_for_reply(chat)) is not None:
                if opens_at > deadline:
                    return False
                await self._pause(max((opens_at - self._clock()).total_seconds(), 0.01))
            with transaction(self._db):
                self.take((chat,))
            self.land(self.leave())
            return True
        finally:
            self._replying.remove(chat)

    def refused(self, chat: ChatId, outcome: SendOutcome) -> None:
        """A reply was not accepted: leave the chat alone for as long as Telegram asks."""
        with transaction(self._db):
            self.note(chat, outcome)
            line.hold(self._db, chat, self._pace.chat_opens_at(chat))

    def _opens_for_reply(self, chat: ChatId) -> datetime | None:
        """None: now."""
        now = self._clock()
        opens_at = self._pace.chat_opens_at(chat)
        if self._pace.room(now) <= 0:
            opens_at = max(opens_at, self._pace.opens_at(), now + timedelta(milliseconds=1))
        return opens_at if opens_at > now else None
