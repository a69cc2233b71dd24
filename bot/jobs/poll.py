"""The poll job: hands feeds that are due to the fetcher, and commits each outcome as it comes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urlsplit

import structlog

from bot.errors import BotError
from bot.jobs.budget import Budget
from bot.jobs.commit import commit
from bot.model import Batch, FailureKind, Fetched, FetchFailed, FetchJob, Unchanged
from bot.store import feeds, pulse

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.jobs.watch import Watch
    from bot.model import Facts, Feed, FeedState, FeedUrl, FetchOutcome, Plan
    from bot.ports import Clock, Fetcher
    from bot.store import Database

BEAT_EVERY = timedelta(seconds=15)

LONGEST_FLIGHT = timedelta(minutes=10)
"""A feed whose outcome has not come by then is asked for again."""

_log = structlog.get_logger()


@dataclass(slots=True)
class Poll:
    """`draw` gives numbers between -1 and 1; `on_fatal` hears of what must end the bot."""

    db: Database
    clock: Clock
    fetcher: Fetcher
    watch: Callable[[], Watch]
    draw: Callable[[], float]
    on_fatal: Callable[[BotError], None]
    _in_flight: dict[FeedUrl, datetime] = field(default_factory=dict)
    _beat_at: datetime | None = None
    _budget: Budget = field(init=False)

    def __post_init__(self) -> None:
        self._budget = Budget(self.db)

    async def tick(self) -> None:
        """Submit what is due, a batch for each host; what the fetcher cannot take now stays due."""
        now = self.clock()
        self._beat(now)
        for host, group in self._due_by_host(now).items():
            batch = Batch(host, tuple(self._job(*pair) for pair in group), self.watch().config.spacing)
            urls = [feed.url for feed, _ in group]
            self._in_flight |= dict.fromkeys(urls, now)
            if not await self.fetcher.submit(batch):
                for url in urls:
                    self._in_flight.pop(url, None)

    async def take(self, outcome: FetchOutcome) -> None:
        """Commit an outcome. A fault of ours counts as a failure of that feed and stops no other."""
        self._in_flight.pop(outcome.url, None)
        feed = self.watch().feeds.get(outcome.url)
        if feed is None:  # it has left feeds.yaml since
            return
        try:
            self._commit(feed, outcome)
        except BotError as error:
            self.on_fatal(error)
        except Exception:  # noqa: BLE001 - a fault on one feed must not hold up the others
            _log.exception("poll.fault", feed=feed.url)
            self._commit(feed, FetchFailed(feed.url, FailureKind.INTERNAL, "a fault of the bot; see its log"))

    def _commit(self, feed: Feed, outcome: FetchOutcome) -> None:
        watch, now = self.watch(), self.clock()
        effort = self._budget.effort(watch, now)
        known, plan = commit(self.db, watch, feed, outcome, jitter=self.draw(), now=now, effort=effort)
        _report(feed, known, outcome, plan)

    def _beat(self, now: datetime) -> None:
        if self._beat_at is None or now - self._beat_at >= BEAT_EVERY:
            pulse.beat(self.db, now)
            self._beat_at = now

    def _due_by_host(self, now: datetime) -> dict[str, list[tuple[Feed, FeedState]]]:
        watched = self.watch().feeds
        due = defaultdict(list)
        for url, state in feeds.feed_states(self.db, watched.keys()).items():
            flown = self._in_flight.get(url)
            if state.next_poll_at <= now and (flown is None or now - flown > LONGEST_FLIGHT):
                due[urlsplit(url).netloc.lower()].append((watched[url], state))
        return due

    def _job(self, feed: Feed, state: FeedState) -> FetchJob:
        return FetchJob(
            url=feed.url,
            lang=feed.lang,
            validators=state.validators,
            body_hash=state.body_hash,
            known=feeds.known_entries(self.db, feed.url),
        )


def _report(feed: Feed, before: Facts, outcome: FetchOutcome, plan: Plan) -> None:
    """One line a poll; at the level of a warning only when a feed's health changes."""
    was_failing = bool(before.state.failures)
    match outcome:
        case Fetched():
            _log.log(
                20 if plan.arrivals else 10,
                "poll.read",
                feed=feed.url,
                entries=len(plan.arrivals),
                matches=len(plan.matches),
                alerts=len(plan.alerts),
                first_sight=before.state.first_read_at is None,
            )
        case Unchanged():
            _log.debug("poll.unchanged", feed=feed.url)
        case FetchFailed():
            is_news = before.state.failure != plan.state.failure
            level = 30 if is_news else 10
            _log.log(level, "poll.failed", feed=feed.url, why=plan.state.failure, failures=plan.state.failures)
            return
        case _:
            assert_never(outcome)
    if was_failing:
        _log.info("poll.recovered", feed=feed.url, after=before.state.failures, since=before.state.failing_since)
