"""Hearing what people do: getUpdates in a loop, from before the API answers until the bot stops.

The library's own updater confirms updates before they were handled, says nothing of polls that time out, dies unheard
of when the token is revoked, and may sleep half a minute while it stops. Here an update is confirmed by the poll after
it was handled, so that a crash loses none; handling one twice does no harm, since handlers say what is to hold.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.application import publish_commands
from bot.errors import BotError, TokenShared
from bot.messenger import token_refused, wait_asked_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from telegram import Update

    from bot.chat.desk import ChatApplication, Desk

ALLOWED_UPDATES: Final = ("message", "callback_query", "my_chat_member")
"""Named in every poll, since a list that an earlier run gave stays in force."""

LONG_POLL: Final = timedelta(seconds=30)
SHARED_AFTER: Final = timedelta(seconds=60)
"""How long another poller must go on before it counts as more than the old container during a deployment."""

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_CONFLICT_PAUSE = 3.0
_LAST_HANDLER = 3.0
_LAST_CONFIRMATION = 2.0
_BATCH = 100

_log = structlog.get_logger()
_T = TypeVar("_T")


class Listener:
    """Feeds an application with its updates, in the background. `on_fatal` is told once of what a person must mend."""

    def __init__(
        self,
        application: ChatApplication,
        desk: Desk,
        *,
        on_fatal: Callable[[BotError], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.heard_at: datetime | None = None
        """When the API last answered a poll; None before it first did."""
        self._application = application
        self._desk = desk
        self._on_fatal = on_fatal
        self._pause = pause
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self._at_work = False
        self._batch = _BATCH
        self._next = 0
        self._confirmed = 0
        self._deaf = False
        self._conflict_since: datetime | None = None
        self._conflict_at: datetime | None = None

    async def start(self) -> None:
        """Begin; an API that is down is tried again in the background until it answers."""
        self._task = asyncio.create_task(self._run(), name="listener")  # noqa: TID251 - kept, and awaited by stop()

    async def stop(self) -> None:
        """Let the handler at work finish, confirm what was handled, and close the bot: within about 5 s.

        Nothing can be sent with the application's bot afterwards. It may be called without `start`.
        """
        self._stopping = True
        if self._task:
            if not self._at_work:
                self._task.cancel()
            await asyncio.wait({self._task}, timeout=_LAST_HANDLER)
            self._task.cancel()
            await asyncio.wait({self._task})
        await self._confirm()
        await self._application.shutdown()
        await self._application.bot.shutdown()
        await self._application.bot.request.shutdown()  # it is open from the beginning, initialized or not

    async def _run(self) -> None:
        try:
            await self._insist(self._connect)
            _log.info("chat.listening", bot=self._application.bot.username)
            while not self._stopping:
                await self._work_off(await self._insist(self._fetch))
        except BotError as fatal:
            self._on_fatal(fatal)
        except Exception:  # noqa: BLE001 - whatever it is, a bot that no longer hears must not go on as if it did
            _log.exception("chat.fault")
            self._on_fatal(BotError("the bot no longer hears what people write, by a fault of its own; see the log"))

    async def _connect(self) -> None:
        await self._application.initialize()
        await self._application.bot.delete_webhook()
        try:
            await publish_commands(self._application, self._desk.catalogs)
        except TelegramError as error:
            _log.warning("chat.menu_unset", error=type(error).__name__)

    async def _fetch(self) -> Sequence[Update]:
        """The next updates. One that the library cannot read is found by asking singly, and passed over."""
        bot = self._application.bot
        offset = self._next
        try:
            updates: Sequence[Update] = await bot.get_updates(
                offset=offset, limit=self._batch, timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES
            )
        except TelegramError:
            raise
        except Exception as error:
            if self._batch == 1:
                await self._pass_over_one()
            self._batch = 1 if self._batch > 1 else _BATCH
            raise TelegramError("an update could not be read") from error
        self._confirmed = offset
        return updates

    async def _pass_over_one(self) -> None:
        bot = self._application.bot
        answer = await bot.request.post(f"{bot.base_url}/getUpdates?offset={self._next}&limit=1&timeout=0")
        for unreadable in answer if isinstance(answer, list) else ():
            self._next = unreadable["update_id"] + 1
            _log.error("chat.unreadable", update=unreadable["update_id"], holds=sorted(unreadable))

    async def _work_off(self, updates: Sequence[Update]) -> None:
        for update in updates:
            if self._stopping:
                return
            self._at_work = True
            await self._application.process_update(update)
            self._at_work = False
            self._next = update.update_id + 1

    async def _confirm(self) -> None:
        """Tell the API what was handled, so that it does not come again. If it does, no harm is done."""
        if self._next > self._confirmed:
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(_LAST_CONFIRMATION):
                    await self._application.bot.get_updates(offset=self._next, limit=1, timeout=0)

    # ------------------------------------------------------------------ an API that does not answer as it should

    async def _insist(self, attempt: Callable[[], Awaitable[_T]]) -> _T:
        """Try until it works, waiting longer each time. Raises the BotError for which trying again is no use."""
        wait = _FIRST_PAUSE
        while True:
            try:
                result = await attempt()
            except InvalidToken:
                raise token_refused() from None  # the library's own text repeats the token
            except TelegramError as error:
                await self._pause(self._wait_after(error, wait))
                wait = min(2 * wait, _LONGEST_PAUSE)
            else:
                self._note_heard()
                return result

    def _wait_after(self, error: TelegramError, wait: float) -> float:
        match error:
            case Conflict():
                self._note_conflict()
                return _CONFLICT_PAUSE
            case RetryAfter():
                return wait_asked_for(error).total_seconds()
        if not self._deaf:
            self._deaf = True
            _log.warning("chat.deaf", error=type(error).__name__, cause=type(error.__cause__ or error).__name__)
        return wait

    def _note_heard(self) -> None:
        self.heard_at = self._desk.clock()
        if self._deaf:
            self._deaf = False
            _log.info("chat.hears_again")

    def _note_conflict(self) -> None:
        """Two pollers end each other's polls by turns and hear a little in between, so success is no sign of peace."""
        now = self._desk.clock()
        if self._conflict_since is None or self._conflict_at is None or now - self._conflict_at >= SHARED_AFTER:
            self._conflict_since = now
            _log.warning("chat.conflict", hint="another program polls with this token")
        self._conflict_at = now
        if now - self._conflict_since >= SHARED_AFTER:
            raise TokenShared(
                "another program polls Telegram with this token, so each of the two misses messages: "
                "stop that program, or give this bot a token of its own"
            )
