"""Deleting what is too old to matter, in steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.columns import to_ms

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database

ANALYSED = 400
"""Rows of an index that SQLite looks at for its statistics: looking at all takes seconds of a large outbox."""


def delete_entries(db: Database, before: datetime, most: int) -> int:
    """Delete entries last listed before a time. One that the feed's newest document lists is kept, however old."""
    cursor = db.execute(
        "DELETE FROM entries WHERE rowid IN (SELECT e.rowid FROM entries e LEFT JOIN feeds f ON f.url = e.feed"
        " WHERE e.present_at < ? AND e.present_at < coalesce(f.last_read_at, e.present_at + 1) LIMIT ?)",
        [to_ms(before), most],
    )
    return cursor.rowcount


def delete_deliveries(db: Database, before: datetime, most: int) -> int:
    """Delete deliveries settled before a time."""
    cursor = db.execute(
        "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE settled_at < ? LIMIT ?)",
        [to_ms(before), most],
    )
    return cursor.rowcount


def delete_updates(db: Database, before: datetime, most: int) -> int:
    """Delete updates handled before a time."""
    cursor = db.execute(
        "DELETE FROM updates WHERE update_id IN (SELECT update_id FROM updates WHERE handled_at < ? LIMIT ?)",
        [to_ms(before), most],
    )
    return cursor.rowcount


def delete_notices(db: Database, before: datetime, most: int) -> int:
    """Delete notices from before a time, told or not."""
    cursor = db.execute(
        "DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE at < ? ORDER BY at LIMIT ?)",
        [to_ms(before), most],
    )
    return cursor.rowcount


def optimize(db: Database) -> None:
    """Let SQLite refresh its statistics, and fold the write-ahead log into the file."""
    db.execute(f"PRAGMA analysis_limit={ANALYSED}")
    db.execute("PRAGMA optimize")
    db.execute("PRAGMA wal_checkpoint(PASSIVE)")
