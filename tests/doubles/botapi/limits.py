"""How much Telegram lets a bot send: sliding windows, penalties, and who came back before the time.

The real limits are unpublished; these are the figures that Telegram's FAQ asks bots to keep to, held strictly. One
private chat may have a short burst, which the FAQ tolerates.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import ceil

EVERYONE = 0
"""No chat has this id."""


@dataclass(frozen=True, slots=True)
class Window:
    """So many requests in any so many seconds."""

    most: int
    seconds: float


@dataclass(slots=True)
class Limits:
    """Without windows, nothing is refused but during a penalty. Times are seconds of one clock.

    `refused`: chat and time of each refusal. `trespasses`: of each request to a chat for which the bot had been told
    to wait longer than that.
    """

    everyone: Window | None = None
    chat: Window | None = None
    group: Window | None = None
    refused: list[tuple[int, float]] = field(default_factory=list)
    trespasses: list[tuple[int, float]] = field(default_factory=list)
    _admitted: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _penalties: dict[int, float] = field(default_factory=dict)
    _told: dict[int, float] = field(default_factory=dict)

    def penalise(self, chat: int, until: float) -> None:
        """Refuse everything to a chat, or to `EVERYONE`, before that time."""
        self._penalties[chat] = until

    def wait(self, chat: int, now: float) -> int:
        """Seconds to wait with a message to this chat; 0: it is admitted, and counts."""
        if now < self._told.get(chat, 0):
            self.trespasses.append((chat, now))
        windows = ((EVERYONE, self.everyone), (chat, self.group if chat < 0 else self.chat))
        ends = [self._penalties.get(EVERYONE, 0), self._penalties.get(chat, 0)]
        ends += [self._full_until(name, window, now) for name, window in windows if window]
        if max(ends) > now:
            seconds = ceil(max(ends) - now)
            self._told[chat] = now + seconds
            self.refused.append((chat, now))
            return seconds
        for name, window in windows:
            if window:
                self._admitted[name].append(now)
        return 0

    def _full_until(self, name: int, window: Window, now: float) -> float:
        admitted = self._admitted[name]
        while admitted and admitted[0] <= now - window.seconds:
            admitted.popleft()
        return admitted[-window.most] + window.seconds if len(admitted) >= window.most else 0


def strict() -> Limits:
    """30 messages in any second, 3 in any 3 seconds to one chat, 20 in any minute to a group."""
    return Limits(everyone=Window(30, 1), chat=Window(3, 3), group=Window(20, 60))
