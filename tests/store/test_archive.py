"""What the store keeps, for those who look back."""

from __future__ import annotations

from datetime import timedelta

from bot.model import (
    Arrival,
    ChangeKind,
    ChatId,
    DeliveryState,
    DevelopmentId,
    FeedState,
    FeedUrl,
    Plan,
    QuestionId,
    Transition,
    TransitionId,
)
from bot.store import archive, facts, open_store
from tests.builders import FEED_URL, T0, entry
from tests.rows import add_delivery

HOUR = timedelta(hours=1)


def test_entries_of_all_feeds_come_the_oldest_first() -> None:
    db = open_store(None)
    other = FeedUrl("https://other.example/feed")
    new, old = entry("New"), entry("Old", feed_url=other, published=None)
    facts.apply(db, Plan(FeedState(FEED_URL, T0), arrivals=(Arrival(new, T0, T0 + HOUR, None),)), T0)
    facts.apply(db, Plan(FeedState(other, T0), arrivals=(Arrival(old, T0 - HOUR, T0 - HOUR, None),)), T0)
    assert archive.stored_entries(db) == (
        Arrival(old, T0 - HOUR, T0 - HOUR, None),
        Arrival(new, T0, T0 + HOUR, None),
    )


def test_first_reads_are_of_feeds_that_were_read() -> None:
    db = open_store(None)
    facts.apply(db, Plan(FeedState(FEED_URL, T0, first_read_at=T0)), T0)
    facts.apply(db, Plan(FeedState(FeedUrl("https://down.example/"), T0)), T0)
    assert archive.first_reads(db) == {FEED_URL: T0}


def test_deliveries_of_a_development_are_counted_over_all_its_steps() -> None:
    db = open_store(None)
    development = DevelopmentId("d")
    steps = [
        Transition(TransitionId(f"d-{kind}"), QuestionId("q"), development, kind, T0, "", None) for kind in ChangeKind
    ][:2]
    facts.apply(db, Plan(FeedState(FEED_URL, T0), transitions=tuple(steps)), T0)
    for chat, step in enumerate(steps * 2, 1):
        add_delivery(db, step.id, ChatId(chat), DeliveryState.PENDING)
    db.execute("UPDATE deliveries SET state = ? WHERE chat = 4", [DeliveryState.SENT])
    assert archive.deliveries_of(db, development) == {DeliveryState.PENDING: 3, DeliveryState.SENT: 1}
    assert archive.deliveries_of(db, DevelopmentId("other")) == {}
