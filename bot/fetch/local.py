"""The Fetcher that works in this process: fetches on the event loop, parses in a process that can be killed.

It keeps the promises of `bot.ports.Fetcher`; what a feed says wrong, or a bug of ours, is an outcome of that feed.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, assert_never

import structlog

from bot.fetch.client import Client
from bot.fetch.document import Received
from bot.fetch.guard import Guard
from bot.fetch.parsing import ParserProcess
from bot.model import FailureKind, FetchFailed, Unchanged

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.fetch.guard import Network, Resolve
    from bot.model import Batch, FetchJob, FetchOutcome
    from bot.ports import Clock

_log = structlog.get_logger()

_MOST_BATCHES = 64
_MOST_FETCHES = 32


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
        self._sleep = sleep
        self._free = asyncio.Semaphore(_MOST_FETCHES)
        self._batches: dict[str, asyncio.Task[None]] = {}
        self._next_request_at: dict[str, float] = {}

    async def start(self, on_outcome: Callable[[FetchOutcome], Awaitable[None]]) -> None:
        import httpx

        self._on_outcome = on_outcome
        self._client = Client(self._guard, self._clock, httpx.create_ssl_context(), contact=self._contact)

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
        tasks = tuple(self._batches.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._parser.close()

    async def _work(self, batch: Batch) -> None:
        for job in batch.jobs:
            await self._rest(batch.host)
            async with self._free:
                self._mark(batch)
                outcome = await self._outcome(job)
            try:
                await self._on_outcome(outcome)
            except Exception:  # noqa: BLE001 - one feed never stops the others
                _log.exception("fetch.outcome_lost", feed=job.url)

    async def _rest(self, host: str) -> None:
        """Wait until the host may be asked again, also where another batch asked it last."""
        left = self._next_request_at.get(host, 0.0) - asyncio.get_running_loop().time()
        if left > 0:
            await self._sleep(left)

    def _mark(self, batch: Batch) -> None:
        now = asyncio.get_running_loop().time()
        self._next_request_at = {host: at for host, at in self._next_request_at.items() if at > now}
        self._next_request_at[batch.host] = now + batch.spacing.total_seconds()

    async def _outcome(self, job: FetchJob) -> FetchOutcome:
        try:
            answer = await self._client.get(job)
            match answer:
                case Received():
                    return await self._parser.read(job, answer)
                case Unchanged() | FetchFailed():
                    return answer
        except Exception as error:  # noqa: BLE001 - one feed never stops the others
            _log.exception("fetch.fault", feed=job.url)
            return FetchFailed(job.url, FailureKind.INTERNAL, f"a bug of ours ({type(error).__name__})")
        assert_never(answer)
