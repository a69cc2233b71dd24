"""How long an event loop keeps others waiting."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_BEAT = 0.001


@dataclass(slots=True)
class Stalls:
    """The longest that somebody waited in vain for the event loop, and the most that was done in one go: in seconds.

    The difference is the machine's: it did something else, or wrote to its disk.
    """

    wait: float = 0.0
    work: float = 0.0


@asynccontextmanager
async def stalls() -> AsyncIterator[Stalls]:
    longest = Stalls()

    async def beat() -> None:
        while True:
            before, idle = time.perf_counter(), time.thread_time()
            await asyncio.sleep(_BEAT)
            longest.wait = max(longest.wait, time.perf_counter() - before - _BEAT)
            longest.work = max(longest.work, time.thread_time() - idle)

    async with asyncio.TaskGroup() as tasks:
        beating = tasks.create_task(beat())
        await asyncio.sleep(0)
        yield longest
        beating.cancel()
