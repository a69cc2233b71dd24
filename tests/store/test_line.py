"""A chat's line: one at a time, in order, and what a hold does to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model import ChatId, DeliveryState, Language, TransitionId, Urgency
from bot.store import line, outbox, subscribers
from tests.builders import T0
from tests.rows import add_delivery

if TYPE_CHECKING:
    from bot.store import Database

ANA = ChatId(1)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _three_in_line(db: Database) -> None:
    subscribers.subscribe(db, ANA, Language.EN, T0)
    for name in "abc":
        add_delivery(db, TransitionId(name), ANA, DeliveryState.PENDING)
    db.execute("UPDATE deliveries SET first = 0 WHERE transition != 'a'")


def first(db: Database) -> list[str]:
    return [row["transition"] for row in db.execute("SELECT transition FROM deliveries WHERE first = 1")]


def test_the_next_is_first_only_when_the_first_is_over(db: Database) -> None:
    line.advance(db, ANA)
    assert first(db) == ["a"]
    db.execute("UPDATE deliveries SET state = 'sending' WHERE transition = 'a'")
    line.advance(db, ANA)
    assert first(db) == ["a"]
    db.execute("UPDATE deliveries SET state = 'sent', settled_at = 1, first = 0 WHERE transition = 'a'")
    line.advance(db, ANA)
    assert first(db) == ["b"]


def test_the_first_has_the_urgency_of_the_most_urgent_behind_it(db: Database) -> None:
    db.execute("UPDATE deliveries SET urgency = ? WHERE transition = 'c'", [Urgency.CHANGE])
    db.execute("UPDATE deliveries SET state = 'dead', settled_at = 1, first = 0 WHERE transition = 'a'")
    line.advance(db, ANA)
    (taken,) = outbox.claim(db, 10, T0, (Urgency.CHANGE,))
    assert taken.transition == "b"


def test_a_hold_is_of_the_chat_and_only_ever_longer(db: Database) -> None:
    line.hold(db, ANA, T0 + 5 * SECOND)
    line.hold(db, ANA, T0 + 3 * SECOND)
    assert outbox.claim(db, 10, T0 + 4 * SECOND) == ()
    assert outbox.next_due_at(db) == T0 + 5 * SECOND
    db.execute("UPDATE deliveries SET state = 'sent', settled_at = 1, first = 0 WHERE transition = 'a'")
    line.advance(db, ANA)
    assert outbox.claim(db, 10, T0 + 4 * SECOND) == ()
    assert [d.transition for d in outbox.claim(db, 10, T0 + 5 * SECOND)] == ["b"]


def test_a_group_whose_new_id_has_a_line_already_is_sent_one_at_a_time(db: Database) -> None:
    new = ChatId(-1001)
    subscribers.subscribe(db, new, Language.EN, T0)
    add_delivery(db, TransitionId("there already"), new, DeliveryState.PENDING)
    subscribers.move(db, ANA, new, T0)
    assert first(db) == ["there already"]
    assert [d.transition for d in outbox.claim(db, 10, T0)] == ["there already"]
