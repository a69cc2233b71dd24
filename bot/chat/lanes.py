"""Working off what waits in a table: each chat in its own lane, so that one which has to wait holds up only itself.

It owns when what is begun. What is waiting is the table's to say, what is done about it the caller's.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.model import ChatId


class _OfChat(Protocol):
    @property
    def chat(self) -> ChatId: ...


T = TypeVar("T", bound=_OfChat)

AT_ONCE = 100
"""Lanes; as many as Telegram gives updates in one answer, so that the last of them is begun with the first."""


class Lanes(Generic[T]):
    """`due` gives of each chat the next that is due, up to a number of them; `until_due` the seconds until more are.

    `work` must leave what it was given no longer due.
    """

    def __init__(
        self,
        due: Callable[[int], Sequence[T]],
        until_due: Callable[[], float | None],
        work: Callable[[T], Awaitable[None]],
        pause: Callable[[float], Awaitable[None]],
    ) -> None:
        self._due = due
        self._until_due = until_due
        self._work = work
        self._pause = pause
        self._taken: set[ChatId] = set()
        self._news = asyncio.Event()
        self._at_rest = asyncio.Event()
        self._at_rest.set()
        self._running = False
        self._closed = False

    def wake(self) -> None:
        """There may be more to do."""
        if self._running:
            self._at_rest.clear()
        self._news.set()

    def close(self) -> None:
        """Begin nothing more."""
        self._closed = True
        self.wake()

    async def rest(self) -> None:
        """Wait until nothing is being done, and nothing that may be begun is due."""
        await self._at_rest.wait()

    async def run(self) -> None:
        """Work until cancelled. What `work` raises ends it."""
        self._running = True
        try:
            async with asyncio.TaskGroup() as lanes:
                while True:
                    self._news.clear()
                    await self._begin(lanes)
                    if not self._taken and not self._news.is_set():
                        self._at_rest.set()
                    await self._wait()
        finally:
            self._running = False
            self._at_rest.set()

    async def _begin(self, lanes: asyncio.TaskGroup) -> None:
        """One after the other, so that a full batch does not keep everything else waiting for all their first steps."""
        if self._closed:
            return
        for task in self._due(AT_ONCE + len(self._taken)):
            if task.chat not in self._taken and len(self._taken) < AT_ONCE and not self._closed:
                self._taken.add(task.chat)
                self._at_rest.clear()
                lanes.create_task(self._one(task))
                await asyncio.sleep(0)

    async def _one(self, task: T) -> None:
        try:
            await self._work(task)
        finally:
            self._taken.discard(task.chat)
            self._news.set()

    async def _wait(self) -> None:
        """Until there is news, or something that was put off is due."""
        seconds = None if self._closed else self._until_due()
        news = asyncio.ensure_future(self._news.wait())
        waits: set[asyncio.Future[Any]] = {news}
        if seconds is not None:
            waits.add(asyncio.ensure_future(self._pause(seconds)))
        try:
            done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        for wait in done:
            wait.result()
