"""What is deleted, and what is kept however old."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.model import Arrival, DeliveryState, FeedState, Plan, TransitionId
from bot.model import ChatId as Chat
from bot.store import facts, feeds, outbox, retention
from tests.builders import FEED_URL, T0, entry
from tests.rows import add_delivery

if TYPE_CHECKING:
    from bot.store import Database

DAY = timedelta(days=1)


def read(db: Database, *titles: str, at: datetime) -> None:
    arrivals = tuple(Arrival(entry(title), published=at, seen_at=at, silence=None) for title in titles)
    facts.apply(db, Plan(FeedState(FEED_URL, next_poll_at=at, last_read_at=at), arrivals=arrivals), at)


def test_entries_that_left_their_feed_long_ago_go_step_by_step(db: Database) -> None:
    read(db, "old one", "old two", at=T0 - 100 * DAY)
    read(db, "recent", at=T0)
    assert retention.delete_entries(db, T0 - 90 * DAY, most=1) == 1
    assert retention.delete_entries(db, T0 - 90 * DAY, most=10) == 1
    assert feeds.known_entries(db, FEED_URL).keys() == {"recent"}


def test_an_entry_that_the_newest_document_lists_is_kept_however_old(db: Database) -> None:
    read(db, "pinned", at=T0 - 100 * DAY)
    assert retention.delete_entries(db, T0 - 90 * DAY, most=10) == 0


def test_only_settled_deliveries_go(db: Database) -> None:
    for name, state in (("waiting", DeliveryState.PENDING), ("sent", DeliveryState.SENT)):
        settled_at = T0 - timedelta(days=1) if state is DeliveryState.SENT else None
        add_delivery(db, TransitionId(name), Chat(1), state, settled_at=settled_at)
    assert retention.delete_deliveries(db, T0, most=10) == 1
    assert outbox.counts(db) == {DeliveryState.PENDING: 1}
    retention.optimize(db)


def test_statistics_are_made_of_a_few_rows_however_many_there_are(db: Database) -> None:
    retention.optimize(db)
    assert db.execute("PRAGMA analysis_limit").fetchone()[0] == retention.ANALYSED
