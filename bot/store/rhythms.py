"""What was learned of when feeds publish."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from bot.model import FeedUrl, Rhythm
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from sqlite_utils import Database

_HOURS = struct.Struct("<24d")


def rhythm(db: Database, url: FeedUrl) -> Rhythm | None:
    row = db.execute("SELECT * FROM rhythms WHERE feed = ?", [url]).fetchone()
    return row and _rhythm_from(row)


def rhythms(db: Database) -> dict[FeedUrl, Rhythm]:
    return {FeedUrl(row["feed"]): _rhythm_from(row) for row in db.execute("SELECT * FROM rhythms")}


def _rhythm_from(row: sqlite3.Row) -> Rhythm:
    return Rhythm(from_ms(row["until"]), row["days"], _HOURS.unpack(row["hours"]))


def save_rhythm(db: Database, url: FeedUrl, learned: Rhythm, demand: bytes) -> None:
    """`demand` is what the feed asks of the budget, as `bot.core.interval` puts it."""
    db.execute(
        "INSERT OR REPLACE INTO rhythms (feed, until, days, hours, demand) VALUES (?, ?, ?, ?, ?)",
        [url, to_ms(learned.until), learned.days, _HOURS.pack(*learned.hours), demand],
    )


def demands(db: Database, urls: Collection[FeedUrl]) -> list[bytes]:
    """What those feeds ask of the budget whose rhythm is known."""
    return [row["demand"] for row in db.execute("SELECT feed, demand FROM rhythms") if row["feed"] in urls]
