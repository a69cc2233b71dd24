"""The sweep: what is too old goes, and says so once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from bot.jobs.sweep import DELIVERIES_KEPT, ENTRIES_KEPT, HOLDS_KEPT, sweep
from bot.model import Arrival, ChatId, DeliveryState, FeedState, Hold, Plan, Received, TransitionId
from bot.store import facts, feeds, holds, open_store, outbox, parking, transaction, updates
from tests.builders import FEED_URL, T0, entry
from tests.fakes import FakeClock
from tests.rows import add_delivery

if TYPE_CHECKING:
    import pytest


async def test_entries_that_left_their_feed_long_ago_are_deleted_and_counted() -> None:
    db, clock = open_store(None), FakeClock()
    arrival = Arrival(entry("old"), published=T0, seen_at=T0, silence=None)
    with transaction(db):
        facts.apply(db, Plan(FeedState(FEED_URL, next_poll_at=T0, last_read_at=T0), arrivals=(arrival,)), T0)
    later = T0 + ENTRIES_KEPT + timedelta(days=1)
    with transaction(db):
        facts.apply(db, Plan(FeedState(FEED_URL, next_poll_at=later, last_read_at=later)), later)
    clock.now = later
    with capture_logs() as log:
        await sweep(db, clock)
        await sweep(db, clock)
    assert feeds.known_entries(db, FEED_URL) == {}
    assert [(line["event"], line["entries"]) for line in log] == [("sweep", 1)]


async def test_holds_are_forgotten_a_while_after_they_ended() -> None:
    db, clock = open_store(None), FakeClock()
    held = Hold("news.example", T0 + timedelta(hours=1), T0)
    holds.save_hold(db, held, timedelta(0))
    clock.now = T0 + HOLDS_KEPT
    await sweep(db, clock)
    assert holds.hold_on(db, "news.example") == held
    clock.now = held.until + HOLDS_KEPT + timedelta(seconds=1)
    await sweep(db, clock)
    assert holds.hold_on(db, "news.example") is None


async def test_the_number_of_an_update_is_kept_for_as_long_as_it_may_come_again_and_no_week() -> None:
    """What waits is kept however long it waits."""
    db, clock = open_store(None), FakeClock()
    with transaction(db):
        updates.receive(db, [Received(number, ChatId(7), "{}") for number in (1, 2)], T0)
    updates.set_aside(db, 1, "a fault", T0)
    for days, kept in ((1, 2), (5, 2), (7, 1)):
        clock.now = T0 + timedelta(days=days)
        await sweep(db, clock)
        assert db.execute("SELECT count(*) FROM updates").fetchone()[0] == kept


async def test_what_was_parked_for_too_long_is_given_up_and_counted() -> None:
    db, clock = open_store(None), FakeClock()
    add_delivery(db, TransitionId("told in vain"), ChatId(1), DeliveryState.PARKED)
    clock.now += parking.PARKED_FOR + timedelta(days=1)
    with capture_logs() as log:
        await sweep(db, clock)
        await sweep(db, clock)
    assert outbox.counts(db) == {DeliveryState.DEAD: 1}
    assert [(line["event"], line["dead"]) for line in log] == [("delivery.given_up", 1)]


async def test_however_much_is_too_old_it_all_goes_in_steps_between_which_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hundred thousand subscribers get more deliveries in a day than any fixed number an hour would delete."""
    monkeypatch.setattr("bot.jobs.sweep.STEP", 2)
    db, clock = open_store(None), FakeClock()
    for chat in range(5):
        add_delivery(db, TransitionId("told"), ChatId(chat), DeliveryState.SENT, settled_at=T0)
        add_delivery(db, TransitionId("told in vain"), ChatId(chat), DeliveryState.PARKED)
    clock.now += DELIVERIES_KEPT + timedelta(days=1)
    left: list[int] = []

    async def pause(_seconds: float) -> None:
        assert not db.conn.in_transaction
        left.append(outbox.counts(db).get(DeliveryState.SENT, 0))

    with capture_logs() as log:
        await sweep(db, clock, pause)
    assert left == [5, 5, 3, 1]
    assert outbox.counts(db) == {DeliveryState.DEAD: 5}
    assert [(line["event"], line.get("dead") or line["deliveries"]) for line in log] == [
        *[("delivery.given_up", dead) for dead in (2, 2, 1)],
        ("sweep", 5),
    ]
