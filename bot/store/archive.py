"""The stored entries as a whole, and what became of what they reported: for those who look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Arrival, DeliveryState, FeedUrl
from bot.store.columns import entry_from, from_ms

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import DevelopmentId


def stored_entries(db: Database) -> tuple[Arrival, ...]:
    """Every entry of every feed, as it stands now, the oldest first. Why some were silent is not stored with them."""
    rows = db.execute("SELECT * FROM entries ORDER BY published_at, feed, key")
    return tuple(
        Arrival(entry_from(row), from_ms(row["published_at"]), from_ms(row["seen_at"]), silence=None) for row in rows
    )


def first_reads(db: Database) -> dict[FeedUrl, datetime]:
    """When each feed gave its first document."""
    rows = db.execute("SELECT url, first_read_at FROM feeds WHERE first_read_at IS NOT NULL")
    return {FeedUrl(row["url"]): from_ms(row["first_read_at"]) for row in rows}


def late_times(db: Database) -> frozenset[datetime]:
    """When something came that was told late, as its feed had been unheard for hours."""
    return frozenset(from_ms(row["at"]) for row in db.execute("SELECT DISTINCT at FROM alerts WHERE late = 1"))


def deliveries_of(db: Database, development: DevelopmentId) -> dict[DeliveryState, int]:
    """What became of the messages about a development."""
    rows = db.execute(
        "SELECT d.state, count(*) AS n FROM deliveries d JOIN transitions t ON t.id = d.transition"
        " WHERE t.development = ? GROUP BY d.state",
        [development],
    )
    return {DeliveryState(row["state"]): row["n"] for row in rows}
