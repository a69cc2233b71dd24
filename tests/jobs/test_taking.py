"""What goes out next, and how much of it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.settle import settle
from bot.jobs import taking
from bot.jobs.fan_out import fan_out_some
from bot.model import Delivery, DevelopmentId, Edit, Sent
from bot.store import Database, open_store, outbox, subscribers
from tests.alerts import ANA, LUIS, MAYA, VISIT, announce, follow
from tests.builders import T0

NOW = T0 + timedelta(days=1)


@pytest.fixture
def db() -> Database:
    """Now Ana is to hear of an alert, Luis's message is to be edited, and Maya is to be told what was gathered."""
    store = open_store(None)
    follow(store, ANA, LUIS, MAYA)
    announce(store, "told", cap=1)
    fan_out_some(store, lambda: T0)
    for number, delivery in enumerate(outbox.claim(store, 9, T0), 1):
        outbox.apply_settlement(store, settle(delivery, Sent(number), T0), T0)
    for chat in (ANA, LUIS):
        subscribers.unfollow(store, chat, VISIT)
    for name in ("one", "two"):
        announce(store, name, cap=1)
        fan_out_some(store, lambda: T0)
    subscribers.unfollow(store, MAYA, VISIT)
    subscribers.follow(store, ANA, VISIT, T0)
    announce(store, "news", NOW)
    fan_out_some(store, lambda: NOW)
    subscribers.follow(store, MAYA, VISIT, T0)
    outbox.request_edits(store, [DevelopmentId("d-told")], NOW)
    return store


@pytest.mark.parametrize("room", range(5))
def test_no_more_is_taken_than_there_is_room_for_and_gatherings_last(db: Database, room: int) -> None:
    within = taking.bounds(NOW, timedelta(hours=48))
    assert taking.release(db, within) == 0
    taken = taking.claim(db, room, within, ())
    expected = [(Delivery, ANA, "news"), (Edit, LUIS, "told"), (Delivery, MAYA, "one")]
    assert [(type(one), one.chat, one.transition) for one in taken] == expected[:room]
