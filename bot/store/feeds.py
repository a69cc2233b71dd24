"""What is remembered of feeds: when to poll them next, their validators, their entries, how well they answer."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import Coverage, EntryKey, FeedUrl
from bot.store.columns import from_ms, to_ms
from bot.store.feed_columns import columns_of, state_from
from bot.store.pulse import network_down_since
from bot.text.identity import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import Feed, FeedState

KNOWN_ENTRIES = 5_000
"""How many of a feed's entries a poll compares with: more than any feed lists."""

LISTED_WITHIN = timedelta(days=2)
"""Entries that its documents have not listed for so long are not among them."""

COVERAGE_WINDOW = timedelta(days=1)


def feed_states(db: Database, urls: Collection[FeedUrl]) -> dict[FeedUrl, FeedState]:
    """The states of those feeds that were polled or scheduled before."""
    rows = db.execute("SELECT * FROM feeds")
    return {state.url: state for row in rows if (state := state_from(row)).url in urls}


def due_feeds(db: Database, now: datetime, most: int, after: int = 0) -> list[FeedState]:
    """The states of at most so many feeds to be polled by now, those due longest first, `after` some of them."""
    rows = db.execute(
        "SELECT * FROM feeds WHERE active = 1 AND stopped IS NULL AND next_poll_at <= ?"
        " ORDER BY next_poll_at LIMIT ? OFFSET ?",
        [to_ms(now), most, after],
    )
    return [state_from(row) for row in rows]


def feed_state(db: Database, url: FeedUrl) -> FeedState | None:
    row = db.execute("SELECT * FROM feeds WHERE url = ?", [url]).fetchone()
    return row and state_from(row)


def save_feed_state(db: Database, state: FeedState, polled_at: datetime | None) -> None:
    """`polled_at` is None where the feed is only scheduled."""
    columns = {**columns_of(state), "active": 1}
    if polled_at is not None:
        columns["polled_at"] = to_ms(polled_at)
    places = ", ".join("?" for _ in columns)
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
    db.execute(
        f"INSERT INTO feeds ({', '.join(columns)}) VALUES ({places}) ON CONFLICT (url) DO UPDATE SET {changes}",
        list(columns.values()),
    )


def bring_forward(db: Database, urls: Collection[FeedUrl], now: datetime, within: timedelta) -> None:
    """Make feeds due within a time, spread over it by a hash of their addresses."""
    for url in urls:
        soon = to_ms(now + within * place_of(url))
        db.execute("UPDATE feeds SET next_poll_at = min(next_poll_at, ?) WHERE url = ?", [soon, url])


def polled_at(db: Database, url: FeedUrl) -> datetime | None:
    row = db.execute("SELECT polled_at FROM feeds WHERE url = ?", [url]).fetchone()
    return from_ms(row["polled_at"]) if row else None


def retired(db: Database) -> set[FeedUrl]:
    """The feeds that are remembered, and not in the configuration."""
    return {FeedUrl(row["url"]) for row in db.execute("SELECT url FROM feeds WHERE active = 0")}


def recent_times(db: Database, url: FeedUrl, most: int) -> tuple[datetime, ...]:
    """When the feed's newest entries were published, the newest first."""
    rows = db.execute("SELECT published_at FROM entries WHERE feed = ? ORDER BY published_at DESC LIMIT ?", [url, most])
    return tuple(from_ms(row["published_at"]) for row in rows)


def retire_others(db: Database, urls: Collection[FeedUrl]) -> None:
    """Mark the feeds that are not among `urls` as no longer polled; what is remembered of them stays."""
    for row in db.execute("SELECT url FROM feeds WHERE active = 1").fetchall():
        if row["url"] not in urls:
            db.execute("UPDATE feeds SET active = 0 WHERE url = ?", [row["url"]])


def known_entries(db: Database, url: FeedUrl) -> dict[EntryKey, str]:
    """Fingerprints of the entries that a feed listed of late, the last listed first.

    Of an entry that returns after a long time the next document tells again; deciding finds it by its fingerprint.
    """
    rows = db.execute(
        "SELECT key, fingerprint FROM entries WHERE feed = ?1 AND present_at >="
        " coalesce((SELECT last_read_at FROM feeds WHERE url = ?1), 0) - ?2 ORDER BY present_at DESC LIMIT ?3",
        [url, LISTED_WITHIN // timedelta(milliseconds=1), KNOWN_ENTRIES],
    )
    return {EntryKey(row["key"]): row["fingerprint"] for row in rows}


def fingerprints(db: Database, url: FeedUrl, keys: Sequence[EntryKey]) -> dict[EntryKey, str]:
    """Fingerprints of those entries of a feed that are stored."""
    if not keys:
        return {}
    rows = db.execute(
        "SELECT key, fingerprint FROM entries WHERE feed = ? AND key IN (SELECT value FROM json_each(?))",
        [url, json.dumps(keys)],
    )
    return {EntryKey(row["key"]): row["fingerprint"] for row in rows}


def count_entries(db: Database, url: FeedUrl) -> int:
    """How many of a feed's entries are stored."""
    return int(db.execute("SELECT count(*) FROM entries WHERE feed = ?", [url]).fetchone()[0])


def coverage(db: Database, feeds: Sequence[Feed], now: datetime) -> Coverage:
    """How well the feeds of the configuration are heard, with the entries of the last day.

    While our own network is down, none is, however well each did before.
    """
    states = feed_states(db, {feed.url for feed in feeds})
    since = now - COVERAGE_WINDOW
    entries = db.execute("SELECT count(*) FROM entries WHERE seen_at >= ?", [to_ms(since)]).fetchone()[0]
    polled = db.execute("SELECT max(polled_at) FROM feeds WHERE active = 1").fetchone()[0]
    return Coverage(
        feeds=len(feeds),
        answering=0 if network_down_since(db) else sum(map(_answers, states.values())),
        unread=len(feeds) - sum(s.first_read_at is not None for s in states.values()),
        last_poll_at=from_ms(polled),
        entries=entries,
        since=since,
    )


def _answers(state: FeedState) -> bool:
    return state.first_read_at is not None and not state.failures and not state.stopped
