"""What is remembered of feeds: when to poll them next, their validators, their entries, how well they answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import Coverage, EntryKey, FeedState, FeedUrl, Validators
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import Feed

KNOWN_ENTRIES = 5_000
"""How many of a feed's entries a poll compares with: more than any feed lists."""

COVERAGE_WINDOW = timedelta(days=1)


def feed_states(db: Database, urls: Collection[FeedUrl]) -> dict[FeedUrl, FeedState]:
    """The states of those feeds that were polled or scheduled before."""
    rows = db.execute("SELECT * FROM feeds")
    return {state.url: state for row in rows if (state := _state_from(row)).url in urls}


def feed_state(db: Database, url: FeedUrl) -> FeedState | None:
    row = db.execute("SELECT * FROM feeds WHERE url = ?", [url]).fetchone()
    return row and _state_from(row)


def _state_from(row: sqlite3.Row) -> FeedState:
    return FeedState(
        url=FeedUrl(row["url"]),
        next_poll_at=from_ms(row["next_poll_at"]),
        validators=Validators(etag=row["etag"], last_modified=row["last_modified"]),
        body_hash=row["body_hash"],
        first_read_at=from_ms(row["first_read_at"]),
        last_read_at=from_ms(row["last_read_at"]),
        last_entry_at=from_ms(row["last_entry_at"]),
        failures=row["failures"],
        failing_since=from_ms(row["failing_since"]),
        failure=row["failure"],
    )


def save_feed_state(db: Database, state: FeedState, polled_at: datetime | None) -> None:
    """`polled_at` is None where the feed is only scheduled."""
    db.execute(
        "INSERT OR REPLACE INTO feeds (url, active, next_poll_at, polled_at, etag, last_modified, body_hash,"
        " first_read_at, last_read_at, last_entry_at, failures, failing_since, failure)"
        " VALUES (?, 1, ?, coalesce(?, (SELECT polled_at FROM feeds WHERE url = ?)), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            state.url,
            to_ms(state.next_poll_at),
            to_ms(polled_at),
            state.url,
            state.validators.etag,
            state.validators.last_modified,
            state.body_hash,
            to_ms(state.first_read_at),
            to_ms(state.last_read_at),
            to_ms(state.last_entry_at),
            state.failures,
            to_ms(state.failing_since),
            state.failure,
        ],
    )


def retire_others(db: Database, urls: Collection[FeedUrl]) -> None:
    """Mark the feeds that are not among `urls` as no longer polled; what is remembered of them stays."""
    for row in db.execute("SELECT url FROM feeds WHERE active = 1").fetchall():
        if row["url"] not in urls:
            db.execute("UPDATE feeds SET active = 0 WHERE url = ?", [row["url"]])


def known_entries(db: Database, url: FeedUrl) -> dict[EntryKey, str]:
    """Fingerprints of the feed's entries, those listed last first."""
    rows = db.execute(
        "SELECT key, fingerprint FROM entries WHERE feed = ? ORDER BY present_at DESC LIMIT ?", [url, KNOWN_ENTRIES]
    )
    return {EntryKey(row["key"]): row["fingerprint"] for row in rows}


def fingerprints(db: Database, url: FeedUrl, keys: Collection[EntryKey]) -> dict[EntryKey, str]:
    """Fingerprints of those entries of a feed that are stored."""
    found = {}
    for key in keys:
        row = db.execute("SELECT fingerprint FROM entries WHERE feed = ? AND key = ?", [url, key]).fetchone()
        if row:
            found[key] = row["fingerprint"]
    return found


def count_entries(db: Database, url: FeedUrl) -> int:
    """How many of a feed's entries are stored."""
    return int(db.execute("SELECT count(*) FROM entries WHERE feed = ?", [url]).fetchone()[0])


def coverage(db: Database, feeds: Sequence[Feed], now: datetime) -> Coverage:
    """How well the feeds of the configuration are heard, with the entries of the last day."""
    states = feed_states(db, {feed.url for feed in feeds})
    since = now - COVERAGE_WINDOW
    entries = db.execute("SELECT count(*) FROM entries WHERE seen_at >= ?", [to_ms(since)]).fetchone()[0]
    polled = db.execute("SELECT max(polled_at) FROM feeds WHERE active = 1").fetchone()[0]
    return Coverage(
        feeds=len(feeds),
        answering=sum(s.first_read_at is not None and not s.failures for s in states.values()),
        unread=len(feeds) - sum(s.first_read_at is not None for s in states.values()),
        last_poll_at=from_ms(polled),
        entries=entries,
        since=since,
    )
