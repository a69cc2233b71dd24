"""When a request may leave: for all chats together, for one chat, and after Telegram or the network has refused.

It counts what was told to it and reads no clock; what is counted is stored, and waited for, elsewhere. A window here is
sliding, as the server's is: in no stretch of `within` do more than `most` requests leave.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.model import InDoubt, NotSent, Throttled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.model import ChatId, EditOutcome

AT_ANY_TIME: Final = datetime.min.replace(tzinfo=UTC)
NO_END: Final = 1_000_000
"""Room where nothing limits it."""

WIDESPREAD: Final = 3
"""So many chats must fail in a row, none succeeding in between, before it is taken to be no matter of chats."""

LONGEST_WAY: Final = timedelta(seconds=1)
"""How long a request may be on its way to Telegram, as far as is reckoned with."""

FIRST_SILENCE: Final = timedelta(seconds=5)
LONGEST_SILENCE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` requests in any stretch of `within`."""

    most: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """`everyone`: of all chats together. `chat`: of each. `group`: also of each group and channel (negative ids)."""

    everyone: Limit | None = None
    chat: tuple[Limit, ...] = ()
    group: tuple[Limit, ...] = ()

    def of(self, chat: ChatId) -> tuple[Limit, ...]:
        return self.chat + self.group if chat < 0 else self.chat


TELEGRAM: Final = Limits(
    everyone=Limit(30, timedelta(milliseconds=1005)),
    chat=(Limit(3, timedelta(milliseconds=3100)),),
    group=(Limit(20, timedelta(seconds=61)),),
)
"""30 a second in all, one a second in a chat with a burst of three, 20 a minute in a group or channel (Bots FAQ).

Each window is a little longer than Telegram's, whose clock is another.
"""

UNLIMITED: Final = Limits()


class Pace:
    """The requests of the last minute, and who is to be left alone until when.

    A slot is taken before its request is written. For everyone it counts from the last moment at which that can have
    arrived, since requests that are slow on the way come close to those that follow. `sent` is what an earlier process
    took, the oldest first, `held` whom it had to leave alone.
    """

    def __init__(
        self,
        limits: Limits,
        sent: Iterable[tuple[ChatId, datetime]] = (),
        held: Mapping[ChatId, datetime] | None = None,
        everyone_held_until: datetime = AT_ANY_TIME,
    ) -> None:
        self._limits = limits
        self._memory = max((limit.within for limit in limits.chat + limits.group), default=timedelta(0))
        self._taken: deque[tuple[ChatId, datetime]] = deque()
        self._of: dict[ChatId, deque[datetime]] = {}
        self._arrived: list[datetime] = []
        self._leaving = 0
        self._held: dict[ChatId, datetime] = {}
        self._everyone_held_until = everyone_held_until
        self._silent_until = AT_ANY_TIME
        self._silence = timedelta(0)
        self._refused: dict[ChatId, datetime] = {}
        self._failed: set[ChatId] = set()
        for chat, at in sent:
            self.take(chat, at)
            self.land(self.leave(at), at)
        self._held.update(held or {})  # what was sent before a chat was held does not end that

    # ------------------------------------------------------------------ asking

    def room(self, now: datetime) -> int:
        """How many requests may leave now, whatever their chats."""
        if self._everyone_held_until > now:
            return 0
        if self._limits.everyone is None:
            return NO_END
        within = self._limits.everyone.within
        return self._limits.everyone.most - self._leaving - sum(at + within > now for at in self._arrived)

    def opens_at(self) -> datetime:
        """When there is room next, as far as is known: what is about to leave may put it off."""
        opens, limit = AT_ANY_TIME, self._limits.everyone
        if limit and self._arrived and (over := len(self._arrived) + self._leaving - limit.most) >= 0:
            opens = self._arrived[min(over, len(self._arrived) - 1)] + limit.within
        return max(opens, self._everyone_held_until)

    def chat_opens_at(self, chat: ChatId) -> datetime:
        """When the chat may be written to next, as far as it is for the chat."""
        taken = self._of.get(chat, ())
        full = (taken[-limit.most] + limit.within for limit in self._limits.of(chat) if len(taken) >= limit.most)
        return max(self._held.get(chat, AT_ANY_TIME), *full, AT_ANY_TIME)

    @property
    def silent_until(self) -> datetime:
        """Until when nothing is sent that nobody waits for, since nothing gets through."""
        return self._silent_until

    # ------------------------------------------------------------------ counting

    def take(self, chat: ChatId, now: datetime) -> datetime:
        """Count a request; the time at which its chat may have the next."""
        self._forget(now)
        self._held.pop(chat, None)
        self._leaving += 1
        if self._memory:
            self._taken.append((chat, now))
            self._of.setdefault(chat, deque()).append(now)
        return self.chat_opens_at(chat)

    def leave(self, now: datetime) -> datetime:
        """A request that was taken leaves; by when it will have arrived, which `land` is to be told."""
        self._leaving -= 1
        latest = now + LONGEST_WAY
        self._note_arrival(latest, now)
        return latest

    def land(self, latest: datetime, now: datetime) -> None:
        """A request was answered, so it had arrived by now: it need not count for as long as was feared."""
        if now < latest and latest in self._arrived:
            self._arrived.remove(latest)
            self._note_arrival(now, now)

    def give_back(self) -> None:
        """There was no request to send after all."""
        self._leaving -= 1

    def note(self, chat: ChatId, outcome: EditOutcome, now: datetime, *, jitter: float) -> datetime | None:
        """Learn from an answer; if everyone is to be left alone now who was not before, until when.

        `jitter` is a draw from -1 to 1.
        """
        if isinstance(outcome, NotSent | InDoubt):
            self._failed.add(chat)
            self._fall_silent(now, jitter)
            return None
        self._failed.clear()
        self._silence = timedelta(0)
        if isinstance(outcome, Throttled):
            self._held[chat] = self._refused[chat] = now + outcome.retry_after
            return self._hold_everyone(now)
        self._refused.clear()
        return None

    def _hold_everyone(self, now: datetime) -> datetime | None:
        """The soonest end counts: whoever is held for longer is held alone."""
        waits = [until for until in self._refused.values() if until > now]
        if len(self._refused) < WIDESPREAD or not waits or min(waits) <= self._everyone_held_until:
            return None
        self._everyone_held_until = min(waits)
        return self._everyone_held_until

    def _fall_silent(self, now: datetime, jitter: float) -> None:
        """Each silence twice as long as the last, until something gets through."""
        if len(self._failed) < WIDESPREAD or self._silent_until > now:
            return
        self._silence = min(max(2 * self._silence, FIRST_SILENCE), LONGEST_SILENCE)
        self._silent_until = now + self._silence * (1 + jitter / 2)

    def _note_arrival(self, at: datetime, now: datetime) -> None:
        if self._limits.everyone:
            within = self._limits.everyone.within
            self._arrived = [other for other in self._arrived if other + within > now]
            insort(self._arrived, at)

    def _forget(self, now: datetime) -> None:
        """Drop what no window reaches back to."""
        while self._taken and self._taken[0][1] + self._memory <= now:
            chat, _ = self._taken.popleft()
            self._of[chat].popleft()
            if not self._of[chat]:
                del self._of[chat]
