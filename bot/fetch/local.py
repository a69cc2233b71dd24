"""The Fetcher that works in this process: fetches on the event loop, parses in a process that can be killed.

It keeps the promises of `bot.ports.Fetcher`; what a feed says wrong, or a bug of ours, is an outcome of that feed.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

import structlog

from bot.fetch.client import Client
from bot.fetch.document import Received
from bot.fetch.guard import Guard
from bot.fetch.parsing import ParserProcess
from bot.fetch.turns import Turns
from bot.model import FailureKind, FetchFailed, Unchanged
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import timedelta

    from bot.fetch.guard import Network, Resolve
    from bot.model import Batch, FetchJob, FetchOutcome
    from bot.ports import Clock

_log = structlog.get_logger()

_MOST_BATCHES = 64


class LocalFetcher:
    """`contact` goes into the User-Agent; feeds may live on `allow_nets` although these are not public."""

    def __init__(
        self,
        *,
        clock: Clock,
        contact: str = "",
        allow_nets: Sequence[Network] = (),
        resolve: Resolve | None = None,
        parser: ParserProcess | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._contact = contact
        self._guard = Guard(allow_nets, resolve)
        self._parser = parser or ParserProcess()
        self._turns = Turns(self._guard.is_own, sleep)
        self._batches: dict[str, asyncio.Task[None]] = {}
        self._closing = False

    async def start(self, on_outcome: Callable[[FetchOutcome], Awaitable[None]]) -> None:
        import httpx

        self._on_outcome = on_outcome
        tls = httpx.create_ssl_context()
        self._client = Client(self._guard, self._clock, tls, contact=self._contact, turns=self._turns)
        self._closing = False

    async def submit(self, batch: Batch) -> bool:
        if batch.host in self._batches or len(self._batches) >= _MOST_BATCHES:
            return False
        task = asyncio.get_running_loop().create_task(self._work(batch), name=f"fetch {batch.host}")
        self._batches[batch.host] = task
        task.add_done_callback(lambda _: self._batches.pop(batch.host, None))
        return True

    async def drain(self) -> None:
        while self._batches:
            await asyncio.wait(self._batches.values())

    async def close(self) -> None:
        """Requests under way are ended from within; what only waits or parses is cancelled."""
        self._closing = True
        tasks = tuple(self._batches.values())
        for task in tasks:
            if not self._turns.is_asking(task):
                task.cancel()
        if tasks:
            self._client.close()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._parser.close()

    async def _work(self, batch: Batch) -> None:
        for job in batch.jobs:
            outcome = await self._outcome(job, batch.spacing)
            if outcome is None:
                return
            try:
                await self._on_outcome(outcome)
            except Exception:  # noqa: BLE001 - one feed never stops the others
                _log.exception("fetch.outcome_lost", feed=job.url)
            if _is_throttled_by(batch, outcome):
                return

    async def _outcome(self, job: FetchJob, spacing: timedelta) -> FetchOutcome | None:
        """None where the fetch was ended by a stop: the feed stays due."""
        try:
            answer = await self._client.get(job, spacing.total_seconds())
            if self._closing:
                return None
            match answer:
                case Received():
                    outcome = await self._parser.read(job, answer)
                    if isinstance(outcome, FetchFailed):
                        return replace(outcome, validators=answer.validators, body_hash=answer.body_hash)
                    return outcome
                case Unchanged() | FetchFailed():
                    return answer
        except Exception as error:  # noqa: BLE001 - one feed never stops the others
            _log.exception("fetch.fault", feed=job.url)
            return FetchFailed(job.url, FailureKind.INTERNAL, f"a bug of ours ({type(error).__name__})")
        assert_never(answer)


def _is_throttled_by(batch: Batch, outcome: FetchOutcome) -> bool:
    """Whether the server of these feeds wants no more requests now, rather than one that it redirects to."""
    if not isinstance(outcome, FetchFailed) or outcome.kind is not FailureKind.THROTTLED or outcome.retry_after is None:
        return False
    return publisher(f"//{outcome.host}") == publisher(f"//{batch.host}")
