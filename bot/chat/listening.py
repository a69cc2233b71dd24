"""Hearing what people do: getUpdates in a loop, from before the API answers until the bot stops.

The library's own updater confirms updates before they were handled, says nothing of polls that time out, dies unheard
of when the token is revoked, and may sleep half a minute while it stops. Here a poll confirms what the last one gave
only after that was stored; handling it is `bot.chat.handling`'s, and no poll waits for that.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.application import publish_commands
from bot.chat.handling import Handling, as_received, recover
from bot.chat.longpoll import LongPoll
from bot.chat.replying import Replying
from bot.errors import BotError, StateError, TokenShared
from bot.messenger import token_refused, wait_asked_for
from bot.store import pulse, transaction, updates

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.chat.desk import ChatApplication, Desk
    from bot.chat.replying import Turns
    from bot.ports import Messenger

SHARED_AFTER: Final = timedelta(seconds=60)
"""How long another poller must go on before it counts as more than the old container during a deployment."""

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_CONFLICT_PAUSE = 3.0
_LAST_WORK = 3.0

_log = structlog.get_logger()
_T = TypeVar("_T")


class Listener:
    """Stores updates, and has them handled and replied to, in the background.

    `on_fatal` is told once of what a person must mend.
    """

    def __init__(
        self,
        application: ChatApplication,
        desk: Desk,
        messenger: Messenger,
        turns: Turns,
        *,
        on_fatal: Callable[[BotError], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        long_poll: LongPoll | None = None,
    ) -> None:
        self._application = application
        self._desk = desk
        self._on_fatal = on_fatal
        self._pause = pause
        self._long_poll = long_poll or LongPoll(application.bot.base_url)
        self._replying = Replying(desk, messenger, turns, pause).lanes
        self._handling = Handling(application, desk, on_handled=self._replying.wake, pause=pause).lanes
        self._task: asyncio.Task[None] | None = None
        self._next = 0
        self._hears = False
        self._deaf = False
        self._conflict_since: datetime | None = None
        self._conflict_at: datetime | None = None

    async def start(self) -> None:
        """Begin; an API that is down is tried again in the background until it answers."""
        recover(self._desk)
        self._task = asyncio.create_task(self._run(), name="listener")  # noqa: TID251 - kept, and awaited by stop()

    async def stop(self) -> None:
        """Let what is being handled and replied to come to its end, and close the bot: within about 5 s.

        Nothing can be sent with the application's bot afterwards. It may be called without `start`.
        """
        if self._task:
            self._handling.close()
            with suppress(TimeoutError):
                async with asyncio.timeout(_LAST_WORK):
                    await self._handling.rest()
                    await self._replying.rest()
            self._task.cancel()
            await asyncio.wait({self._task})
            with suppress(StateError), transaction(self._desk.db):
                pulse.stop_listening(self._desk.db)
        await self._long_poll.close()
        await self._application.shutdown()
        await self._application.bot.shutdown()
        await self._application.bot.request.shutdown()  # it is open from the beginning, initialized or not

    async def _run(self) -> None:
        try:
            await self._insist(self._connect)
            _log.info("chat.listening", bot=self._application.bot.username)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._hear())
                tasks.create_task(self._handling.run())
                tasks.create_task(self._replying.run())
        except* BotError as fatal:
            self._on_fatal(_first(fatal))
        except* Exception:  # noqa: BLE001 - whatever it is, a bot that no longer hears must not go on as if it did
            _log.exception("chat.fault")
            self._on_fatal(BotError("the bot no longer hears what people write, by a fault of its own; see the log"))

    async def _connect(self) -> None:
        await self._application.initialize()
        await self._application.bot.delete_webhook()
        try:
            await publish_commands(self._application, self._desk.catalogs)
        except TelegramError as error:
            _log.warning("chat.menu_unset", error=type(error).__name__)

    async def _hear(self) -> None:
        while True:
            await self._insist(self._poll)

    async def _poll(self) -> None:
        """Store what comes. It is confirmed by the next poll, and that one names it only once.

        The first that may work (again) is not held open, so that it is known at once whether it does.

        A poll that names nothing gets the earliest there is, also after a week of silence, when Telegram may begin
        anew with lower numbers.
        """
        found = await self._long_poll.ask(self._next, held=self._hears)
        self._hears = True
        now = self._desk.clock()
        with transaction(self._desk.db):
            new = updates.receive(self._desk.db, map(as_received, found), now)
            pulse.hear(self._desk.db, now)
        self._next = max((update["update_id"] + 1 for update in found), default=0)
        if new:
            self._handling.wake()

    # ------------------------------------------------------------------ an API that does not answer as it should

    async def _insist(self, attempt: Callable[[], Awaitable[_T]]) -> _T:
        """Try until it works, waiting longer each time. Raises the BotError for which trying again is no use."""
        wait = _FIRST_PAUSE
        while True:
            self._expect_within(self._long_poll.longest.total_seconds())
            try:
                result = await attempt()
            except InvalidToken:
                raise token_refused() from None  # the library's own text repeats the token
            except TelegramError as error:
                seconds = self._wait_after(error, wait)
                self._expect_within(seconds)
                await self._pause(seconds)
                wait = min(2 * wait, _LONGEST_PAUSE)
            else:
                self._note_heard()
                return result

    def _expect_within(self, seconds: float) -> None:
        """Let the health check know by when this loop will have moved on."""
        with transaction(self._desk.db):
            pulse.listen_until(self._desk.db, self._desk.clock() + timedelta(seconds=seconds))

    def _wait_after(self, error: TelegramError, wait: float) -> float:
        match error:
            case Conflict():
                self._note_conflict()
                return _CONFLICT_PAUSE
            case RetryAfter():
                return wait_asked_for(error).total_seconds()
        self._hears = False
        if not self._deaf:
            self._deaf = True
            _log.warning("chat.deaf", error=type(error).__name__, cause=type(error.__cause__ or error).__name__)
        return wait

    def _note_heard(self) -> None:
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


def _first(group: BaseExceptionGroup[BotError]) -> BotError:
    """The first of what ended the bot, however deep it lies."""
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
