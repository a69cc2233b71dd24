"""The poll job: hands feeds that are due to the fetcher, and commits each outcome as it comes."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import structlog

from bot.core.moves import address_of
from bot.core.notice import noticed_of_network
from bot.core.reach import Reach, hear
from bot.core.schedule import known_of
from bot.errors import BotError
from bot.jobs.budget import Budget
from bot.jobs.commit import commit
from bot.jobs.report import report, report_network
from bot.model import UNHEARD, Batch, FailureKind, FeedState, FetchFailed, FetchJob
from bot.store import feeds, holds, notices, pulse, transaction
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.jobs.watch import Watch
    from bot.model import Feed, FeedUrl, FetchOutcome
    from bot.ports import Clock, Fetcher
    from bot.store import Database

BEAT_EVERY = timedelta(seconds=15)

LONGEST_FLIGHT = timedelta(minutes=10)
"""A feed whose outcome has not come by then is asked for again."""

RETURN_WITHIN = timedelta(minutes=1)
"""When our network is back, the feeds it cut off are due within so long, spread by their addresses."""

PAGE = 100
"""Feeds that are looked at in one go: after a long stop ten thousand are due, of which the fetcher takes a few."""

FULL_AFTER = 8
"""A fetcher that refuses so many batches in a row is full: the rest need not be put together."""

_log = structlog.get_logger()


class _Flight(NamedTuple):
    """The domain in whose batch a feed went out, and when."""

    domain: str
    since: datetime


@dataclass(slots=True)
class Poll:
    """`draw` gives numbers between -1 and 1; `on_fatal` hears of what must end the bot.

    `silent_at` is when a feed was last asked in vain while our own network is down.
    """

    db: Database
    clock: Clock
    fetcher: Fetcher
    watch: Callable[[], Watch]
    draw: Callable[[], float]
    on_fatal: Callable[[BotError], None]
    silent_at: datetime | None = None
    _in_flight: dict[FeedUrl, _Flight] = field(default_factory=dict)
    _beat_at: datetime | None = None
    _budget: Budget = field(init=False)
    _reach: Reach = field(init=False)

    def __post_init__(self) -> None:
        self._budget = Budget(self.db)
        self._reach = Reach(down_since=pulse.network_down_since(self.db))

    async def tick(self) -> None:
        """Submit what is due, a batch for each domain; what the fetcher cannot take now stays due."""
        now = self.clock()
        self._beat(now)
        for page in count():
            due = feeds.due_feeds(self.db, now, PAGE, page * PAGE)
            if not await self._offer(due, now) or len(due) < PAGE:
                return

    async def _offer(self, due: Iterable[FeedState], now: datetime) -> bool:
        """False where the fetcher is full."""
        refused = 0
        for domain, group in self._by_domain(due, now).items():
            batch = Batch(domain, tuple(self._job(*pair, now) for pair in group), self.watch().config.spacing)
            urls = [feed.url for feed, _ in group]
            self._in_flight |= dict.fromkeys(urls, _Flight(domain, now))
            if await self.fetcher.submit(batch):
                refused = 0
                continue
            for url in urls:
                self._in_flight.pop(url, None)
            refused += 1
            if refused == FULL_AFTER:
                return False
        return True

    async def take(self, outcome: FetchOutcome) -> None:
        """Commit an outcome. A fault of ours counts as a failure of that feed and stops no other."""
        feed = self.watch().feeds.get(outcome.url)
        try:
            if feed is not None:  # else it has left feeds.yaml since
                await self._take(feed, outcome)
        finally:
            self._in_flight.pop(outcome.url, None)

    async def _take(self, feed: Feed, outcome: FetchOutcome) -> None:
        try:
            await self._commit(feed, outcome)
        except BotError as error:
            self.on_fatal(error)
        except Exception:  # noqa: BLE001 - a fault on one feed must not hold up the others
            _log.exception("poll.fault", feed=feed.url)
            await self._commit(feed, FetchFailed(feed.url, FailureKind.INTERNAL, "a fault of the bot; see its log"))

    async def _commit(self, feed: Feed, outcome: FetchOutcome) -> None:
        watch, now = self.watch(), self.clock()
        before = feeds.feed_state(self.db, feed.url) or FeedState(feed.url, next_poll_at=now)
        self._hear(outcome, before, now)
        effort = self._budget.effort(watch, now)
        for part in commit(self.db, watch, feed, outcome, jitter=self.draw(), now=now, effort=effort):
            report(part.known, outcome, part.plan)
            if part.plan.hold:  # the fetcher left the rest of its batch unasked
                for url in [url for url, flight in self._in_flight.items() if flight.domain == part.plan.hold.domain]:
                    del self._in_flight[url]
            if part.plan.is_last:
                return
            for _ in range(3):  # rounds of the loop: one finds what fell due meanwhile, one wakes it, and then it runs
                await asyncio.sleep(0)
            if self.watch() is not watch:  # feeds.yaml has changed: the rest comes with the next poll
                return

    def _hear(self, outcome: FetchOutcome, before: FeedState, now: datetime) -> None:
        """Notice that our own network is down, or back: then all that it cut off is due soon."""
        was, is_now = self._reach, hear(self._reach, outcome, before, self.watch().feeds.keys(), now)
        self._reach = is_now
        if is_now.down_since and isinstance(outcome, FetchFailed) and outcome.kind in UNHEARD:
            self.silent_at = now
        notice = noticed_of_network(was, is_now)
        if notice is None:
            return
        with transaction(self.db):
            pulse.note_network(self.db, is_now.down_since)
            notices.add(self.db, notice, now)
            if is_now.down_since is None:
                feeds.bring_forward(self.db, was.silent, now, RETURN_WITHIN)
        report_network(notice, was, is_now)

    def _beat(self, now: datetime) -> None:
        if self._beat_at is None or now - self._beat_at >= BEAT_EVERY:
            pulse.beat(self.db, now)
            self._beat_at = now

    def _by_domain(self, states: Iterable[FeedState], now: datetime) -> dict[str, list[tuple[Feed, FeedState]]]:
        """A domain rather than a host, since a server that wants no more may want it of all its names.

        Of a domain that is being asked the fetcher takes no more.
        """
        watched, held = self.watch().feeds, holds.held_domains(self.db, now)
        busy = {flight.domain for flight in self._in_flight.values() if now - flight.since <= LONGEST_FLIGHT}
        due = defaultdict(list)
        for state in states:
            domain = publisher(address_of(state, now))
            if state.url in watched and domain not in held and domain not in busy:
                due[domain].append((watched[state.url], state))
        return due

    def _job(self, feed: Feed, state: FeedState, now: datetime) -> FetchJob:
        validators, body_hash = known_of(state, now)
        return FetchJob(
            url=feed.url,
            lang=feed.lang,
            validators=validators,
            body_hash=body_hash,
            known=feeds.known_entries(self.db, feed.url),
            address=address_of(state, now),
        )
