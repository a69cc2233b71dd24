"""Stand-ins with memory for the ports, and for time."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model import FetchOutcome, Sent
from tests.builders import T0

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime, timedelta

    from bot.errors import BotError
    from bot.model import Batch, ChatId, EditOutcome, FeedUrl, Message, SendOutcome


@dataclass(slots=True)
class FakeClock:
    """Stands still until a test moves it."""

    now: datetime = T0

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by


@dataclass(slots=True)
class FakeSleep:
    """Time that passes at once, and is remembered."""

    taken: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


@dataclass(slots=True)
class FakeFetcher:
    """Answers each feed with the outcomes scripted for it, in their order; a feed without a script gets none.

    `batches` is what it was given. While `refusing`, it takes nothing, and counts what was `refused`.
    """

    refusing: bool = False
    refused: int = 0
    batches: list[Batch] = field(default_factory=list)
    _script: dict[FeedUrl, deque[FetchOutcome]] = field(default_factory=dict)
    _pending: list[Batch] = field(default_factory=list)
    _on_outcome: Callable[[FetchOutcome], Awaitable[None]] | None = None

    def script(self, *outcomes: FetchOutcome) -> None:
        for outcome in outcomes:
            self._script.setdefault(outcome.url, deque()).append(outcome)

    async def start(self, on_outcome: Callable[[FetchOutcome], Awaitable[None]]) -> None:
        self._on_outcome = on_outcome

    async def submit(self, batch: Batch) -> bool:
        if self.refusing:
            self.refused += 1
            return False
        self.batches.append(batch)
        self._pending.append(batch)
        return True

    async def drain(self) -> None:
        assert self._on_outcome, "drained before it was started"
        pending, self._pending = self._pending, []
        for job in (job for batch in pending for job in batch.jobs):
            if script := self._script.get(job.url):
                await self._on_outcome(script.popleft())

    async def close(self) -> None:
        self._on_outcome = None


@dataclass(slots=True)
class FakeMessenger:
    """Remembers what was sent and edited, and answers as told; by default every message arrives.

    `replied`, `silenced` and `topics` say of each message that arrived what it replied to, whether it made no sound,
    and to which topic it went.
    """

    sent: list[tuple[ChatId, Message]] = field(default_factory=list)
    replied: list[int | None] = field(default_factory=list)
    silenced: list[bool] = field(default_factory=list)
    topics: list[int | None] = field(default_factory=list)
    tries: list[tuple[ChatId, bool]] = field(default_factory=list)
    answers: deque[SendOutcome | Exception] = field(default_factory=deque)
    edits: list[tuple[ChatId, int, Message]] = field(default_factory=list)
    edit_tries: list[tuple[ChatId, bool]] = field(default_factory=list)
    edit_answers: deque[EditOutcome | Exception] = field(default_factory=deque)

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
        self.tries.append((chat, plain))
        answer = self.answers.popleft() if self.answers else Sent(len(self.tries))
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Sent):
            self.sent.append((chat, message))
            self.replied.append(reply_to)
            self.silenced.append(silent)
            self.topics.append(topic)
        return answer

    async def edit(self, chat: ChatId, message_id: int, message: Message, *, plain: bool = False) -> EditOutcome:
        self.edit_tries.append((chat, plain))
        answer = self.edit_answers.popleft() if self.edit_answers else Sent(message_id)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Sent):
            self.edits.append((chat, message_id, message))
        return answer


@dataclass(slots=True)
class Fatal:
    """Remembers what would have ended the bot."""

    errors: list[BotError] = field(default_factory=list)

    def __call__(self, error: BotError) -> None:
        self.errors.append(error)
