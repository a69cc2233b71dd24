"""The past once more: entries arrive one poll after another, and what the bot decides on each.

The same steps as the service's, over a store in memory. Nothing is sent and nothing outside is changed.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.absence import LATE_AFTER
from bot.core.cluster import HISTORY
from bot.jobs.commit import commit
from bot.jobs.watch import adopt, make_watch
from bot.model import FeedState, Fetched, Validators
from bot.store import catch_up, feeds, open_store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from bot.model import Config, Entry, Facts, Feed, FeedUrl, Plan
    from bot.store import Database


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a poll of a feed brings at a time. The feed need not be in feeds.yaml."""

    at: datetime
    feed: Feed
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What was known when it came, and what was decided: of a large document, on a slice of it."""

    incoming: Incoming
    facts: Facts
    plan: Plan


def replay(
    config: Config,
    incoming: Sequence[Incoming],
    *,
    unread: Collection[FeedUrl] = (),
    late: Collection[datetime] = (),
) -> Iterator[Step]:
    """Decide on what comes in, in the order given.

    Every feed counts as followed already, but for those `unread`: what they bring first is first sight. Between what
    came in stand the polls that brought nothing, except before the times that are `late`: the feed was unheard then.
    """
    if not incoming:
        return
    watch = make_watch(config)
    start = incoming[0].at
    with closing(open_store(None)) as db:
        adopt(db, replace(watch, config=replace(config, feeds=()), feeds={}), start)
        _follow(db, {one.feed.url for one in incoming}.difference(unread), start)
        for one in incoming:
            _hear(db, one, is_late=one.at in late)
            outcome = Fetched(one.feed.url, Validators(), body_hash="", entries=one.entries, known=())
            for part in commit(db, watch, one.feed, outcome, jitter=0, now=one.at):
                yield Step(replace(one, entries=part.entries), part.known, part.plan)


def _hear(db: Database, one: Incoming, *, is_late: bool) -> None:
    """When the feed was last heard before a poll: just now; or, if it was unheard, when it last brought something."""
    if not is_late:
        catch_up.note_heard(db, one.feed.url, one.at, one.at)
        return
    before = catch_up.heard(db, one.feed.url)
    catch_up.note_heard(db, one.feed.url, before.at if before else one.at - HISTORY, one.at - LATE_AFTER)


def _follow(db: Database, urls: Collection[FeedUrl], start: datetime) -> None:
    for url in sorted(urls):
        feeds.save_feed_state(db, FeedState(url, next_poll_at=start, first_read_at=start), polled_at=start)
