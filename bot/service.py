"""One bot without its timer: the jobs over one database, and the rounds that `run`, `once` and `demo` drive.

It owns the order of things within a round and a stop. What stands behind its ports is for the caller to choose.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.pace import TELEGRAM, Limits
from bot.jobs.deliver import Deliver
from bot.jobs.notify import Notify
from bot.jobs.poll import Poll
from bot.jobs.watch import Watch, adopt, make_watch, refuse
from bot.model import TERMINAL, Language
from bot.store import feeds, questions, subscribers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping
    from datetime import datetime, tzinfo

    from bot.errors import BotError, ConfigError
    from bot.model import ChatId, Config, Coverage, Question, QuestionId, Standing
    from bot.ports import Clock, Fetcher, Messenger
    from bot.store import Database
    from bot.text.catalog import Catalog

LONGEST_STOP = timedelta(seconds=5)
"""How long a stop waits for messages under way: with the chat's own stop, within the 10 s that Docker allows."""

LONGEST_WAIT = timedelta(seconds=4)
"""What is due in so short a time belongs to the round."""

MOST_TICKS = 20


@dataclass(slots=True)
class Service:
    """The bot without its timer: what `run`, `once`, `demo` and the tests drive.

    With `terminal_language` given, the terminal follows every question; without, it follows none. `spread` is the time
    between the first polls of two new feeds. `admins` are told what they must act upon.
    """

    db: Database
    clock: Clock
    fetcher: Fetcher
    messenger: Messenger
    catalogs: Mapping[Language, Catalog]
    zone: tzinfo
    watch: Watch
    terminal_language: Language | None = None
    limits: Limits = TELEGRAM
    draw: Callable[[], float] = lambda: 0.0
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    spread: timedelta = timedelta(0)
    admins: Collection[ChatId] = ()
    fatal: BotError | None = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    poll: Poll = field(init=False)
    deliver: Deliver = field(init=False)
    notify: Notify = field(init=False)

    def __post_init__(self) -> None:
        self.poll = Poll(self.db, self.clock, self.fetcher, lambda: self.watch, self.draw, self.fail)
        self.deliver = Deliver(
            self.db,
            self.clock,
            self.messenger,
            self.catalogs,
            self.zone,
            self.fail,
            self._question_of,
            self.limits,
            self.draw,
            lambda: self.watch.config.freshness,
        )
        self.notify = Notify(
            self.db,
            self.clock,
            self.messenger,
            self.catalogs,
            self.zone,
            self.deliver.pacing,
            lambda: self.watch,
            lambda: self.poll.silent_at,
            self.fail,
            self.draw,
        )

    async def start(self) -> None:
        self.adopt(self.watch.config)
        self.deliver.recover()
        self.notify.seat(self.admins)
        await self.fetcher.start(self.poll.take)

    def adopt(self, config: Config) -> None:
        """Let a configuration take effect, now or at a reload."""
        watch = make_watch(config)
        now = self.clock()
        adopt(self.db, watch, now, spread=self.spread)
        self.watch = watch
        self._seat_terminal(now)

    def refuse(self, error: ConfigError) -> None:
        """Keep the configuration in effect, since the one that was saved is wrong."""
        refuse(self.db, str(error), self.clock())

    def first_polls_within(self) -> timedelta:
        """How long it takes until every new feed is due."""
        now = self.clock()
        states = feeds.feed_states(self.db, self.watch.feeds.keys()).values()
        new = (state.next_poll_at - now for state in states if state.first_read_at is None and not state.failures)
        return max(timedelta(0), *new, timedelta(0))

    async def poll_round(self) -> None:
        """Poll whatever is due until nothing is, or until `MOST_TICKS` batches a host."""
        for _ in range(MOST_TICKS):
            await self.poll.tick()
            await self.fetcher.drain()
            if not feeds.due_feeds(self.db, self.clock(), most=1):
                return

    async def deliver_round(self) -> None:
        """Send whatever is due now, at the pace that is allowed; what is due a little later too."""
        await self.notify.tick()
        await self.notify.landed()
        while not self.stopping.is_set():
            await self.deliver.tick()
            due_in = self.deliver.due_in()
            if due_in is None or due_in > LONGEST_WAIT:
                return
            await self.pause(due_in.total_seconds())

    def fail(self, error: BotError) -> None:
        """End the bot for a reason that only a person can mend."""
        self.fatal = self.fatal or error
        self.stopping.set()

    async def stop(self) -> None:
        """Wait for messages under way, so that none is left in doubt, then stop fetching."""
        self.stopping.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_STOP.total_seconds()):
                await self.deliver.landed()
                await self.notify.landed()
        await self.fetcher.close()

    def standings(self) -> tuple[Standing, ...]:
        now = self.clock()
        return tuple(questions.standing(self.db, question, now) for question in self.watch.config.questions)

    def coverage(self) -> Coverage:
        return feeds.coverage(self.db, self.watch.config.feeds, self.clock())

    def _question_of(self, id_: QuestionId) -> Question | None:
        return next((question for question in self.watch.config.questions if question.id == id_), None)

    def _seat_terminal(self, now: datetime) -> None:
        if self.terminal_language is None:
            subscribers.deactivate(self.db, TERMINAL, "the bot has a token now")
            return
        subscribers.subscribe(self.db, TERMINAL, self.terminal_language, now)
        for question in self.watch.config.questions:
            subscribers.follow(self.db, TERMINAL, question.id, now)
