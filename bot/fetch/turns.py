"""Whose turn it is: one request at a time to a host, a while between two of them, and so many in all.

It knows hosts and times, and nothing of what is asked there.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.text.publisher import publisher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

MOST_REQUESTS = 32

LEAST_SPACING = 1.0
"""Seconds, however little is asked for, between two requests to a host beyond our own networks."""

KNOWN_LIMITS = {"reddit.com": 61.0}
"""Seconds between two requests to a domain whose limit is known: Reddit allows one a minute from an address."""


class Turns:
    """`is_own` tells whether a host is on one of our own networks, where any spacing may be asked for."""

    def __init__(
        self, is_own: Callable[[str], bool], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._is_own = is_own
        self._sleep = sleep
        self._free = asyncio.Semaphore(MOST_REQUESTS)
        self._turn: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # there while somebody asks or waits
        self._next_at: dict[str, float] = {}
        self._asking: set[asyncio.Task[None] | None] = set()

    @asynccontextmanager
    async def turn(self, host: str, spacing: float) -> AsyncIterator[None]:
        """Wait for a turn to ask a host, and take it. `spacing` is in seconds."""
        key = turn_key(host)
        async with self._turn.setdefault(key, asyncio.Lock()):
            left = self._next_at.get(key, 0.0) - asyncio.get_running_loop().time()
            if left > 0:
                await self._sleep(left)
            async with self._free:
                self._mark(key, self._spacing(host, spacing))
                task = asyncio.current_task()
                self._asking.add(task)
                try:
                    yield
                finally:
                    self._asking.discard(task)

    def is_asking(self, task: asyncio.Task[None]) -> bool:
        """Whether a task has its turn now: it must not be cancelled."""
        return task in self._asking

    def _spacing(self, host: str, spacing: float) -> float:
        least = 0.0 if self._is_own(host) else LEAST_SPACING
        return max(spacing, least, KNOWN_LIMITS.get(turn_key(host), 0.0))

    def _mark(self, key: str, spacing: float) -> None:
        """Hosts that may be asked again are forgotten, or a bot that follows many would remember them all."""
        now = asyncio.get_running_loop().time()
        self._next_at = {host: at for host, at in self._next_at.items() if at > now}
        self._next_at[key] = now + spacing


def turn_key(host: str) -> str:
    """The host in small letters, whatever its port; the whole domain where that is known to count as one."""
    host = host.lower().rstrip(".")
    domain = publisher(f"//{host}")
    return domain if domain in KNOWN_LIMITS else host
