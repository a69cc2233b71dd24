"""Clock, Fetcher, Messenger: the only three abstractions. What stands behind each is chosen in `bot.app`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.model import Batch, ChatId, EditOutcome, FetchOutcome, Message, SendOutcome


class Clock(Protocol):
    """The time of day, aware and in UTC, whole milliseconds."""

    def __call__(self) -> datetime: ...


class Fetcher(Protocol):
    """Turns batches of one host's feeds into outcomes, in this process or elsewhere.

    It holds no token, no database and no rules, and what it takes and gives is plain data. An outcome may come
    late, and more than once; a job may get none at all (the feed then stays due).
    """

    async def start(self, on_outcome: Callable[[FetchOutcome], Awaitable[None]]) -> None:
        """Begin; `on_outcome` is awaited for each outcome as it comes. It must not raise."""

    async def submit(self, batch: Batch) -> bool:
        """Take a batch to work on in the background; False if it cannot be taken now."""

    async def drain(self) -> None:
        """Wait until every batch taken so far has reported."""

    async def close(self) -> None:
        """Stop at once; batches under way report nothing more."""


class Messenger(Protocol):
    """Neither method retries. Both raise TokenRefused if the token is no longer valid; nothing else, ever."""

    async def send(
        self,
        chat: ChatId,
        message: Message,
        *,
        plain: bool = False,
        reply_to: int | None = None,
        silent: bool = False,
        topic: int | None = None,
    ) -> SendOutcome:
        """Send once, in a forum to a topic of it. A message that replies to one which is gone is sent all the same."""

    async def edit(self, chat: ChatId, message_id: int, message: Message, *, plain: bool = False) -> EditOutcome:
        """Write a message anew, which makes no sound; doing it again changes nothing."""
