"""The budget of polls: how much effort it allows, found from what all feeds ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.interval import effort_within, typical_interval
from bot.store.rhythms import demands, rhythms

if TYPE_CHECKING:
    from datetime import datetime

    from bot.jobs.watch import Watch
    from bot.model import Config, FeedUrl
    from bot.store import Database

RENEWED_EVERY = timedelta(minutes=1)
"""What one poll teaches moves it little, and to sum up ten thousand feeds takes some hundredths of a second."""


@dataclass(slots=True)
class Budget:
    """The effort as of a minute ago at most; at once where feeds.yaml has changed."""

    db: Database
    _watch: Watch | None = None
    _found_at: datetime | None = None
    _effort: float | None = None

    def effort(self, watch: Watch, now: datetime) -> float | None:
        """None while nothing was learned of any feed."""
        is_new = self._watch is watch and self._found_at is not None and now - self._found_at < RENEWED_EVERY
        if not is_new:
            self._effort = current_effort(self.db, watch.config)
            self._watch, self._found_at = watch, now
        return self._effort


def current_effort(db: Database, config: Config) -> float | None:
    """The effort that the feeds whose interval is learned ask for now, within the budget."""
    learned = {feed.url for feed in config.feeds if feed.every is None}
    return effort_within(demands(db, learned), config.every, config.floor)


def typical_intervals(db: Database, config: Config) -> dict[FeedUrl, timedelta]:
    """How often each feed is polled, on average over a day, where its server does not ask for longer."""
    effort, known = current_effort(db, config), rhythms(db)
    return {feed.url: typical_interval(feed, config, known.get(feed.url), effort) for feed in config.feeds}
