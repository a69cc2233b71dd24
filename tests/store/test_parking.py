"""What is parked waits for its chat, and is counted when it waited in vain."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import ChatId, DeliveryState, Language, TransitionId
from bot.store import outbox, parking, subscribers
from tests.builders import T0
from tests.rows import add_delivery

if TYPE_CHECKING:
    from bot.store import Database

ANA, LUIS = ChatId(1), ChatId(2)
HOUR = timedelta(hours=1)


def details(db: Database, chat: ChatId) -> list[tuple[str, str]]:
    rows = db.execute("SELECT state, detail FROM deliveries WHERE chat = ? ORDER BY id", [chat])
    return [(row["state"], row["detail"]) for row in rows]


def test_all_that_waits_is_parked_with_the_reason_and_only_that(db: Database) -> None:
    states = (DeliveryState.PENDING, DeliveryState.IN_DOUBT, DeliveryState.GATHERED, DeliveryState.SENDING)
    for state in states:
        add_delivery(db, TransitionId(state), ANA, state)
    add_delivery(db, TransitionId("told"), ANA, DeliveryState.SENT, settled_at=T0)
    add_delivery(db, TransitionId("doubted"), ANA, DeliveryState.IN_DOUBT, settled_at=T0)
    add_delivery(db, TransitionId("pending"), LUIS, DeliveryState.PENDING)
    assert parking.park(db, ANA, "Chat not found") == 3
    assert details(db, ANA) == [("parked", "Chat not found")] * 3 + [("sending", ""), ("sent", ""), ("in doubt", "")]
    assert details(db, LUIS) == [("pending", "")]


def test_what_comes_back_is_in_line_in_its_order_and_a_doubt_is_still_one(db: Database) -> None:
    subscribers.subscribe(db, ANA, Language.EN, T0)
    for name, state in (("a", DeliveryState.PENDING), ("b", DeliveryState.IN_DOUBT)):
        add_delivery(db, TransitionId(name), ANA, state)
    db.execute("UPDATE deliveries SET doubts = 1 WHERE state = 'in doubt'")
    parking.park(db, ANA, "Chat not found")
    assert parking.unpark(db, ANA, T0 + HOUR) == 2
    assert [state for state, _ in details(db, ANA)] == ["pending", "in doubt"]
    assert [d.transition for d in outbox.claim(db, 10, T0 + HOUR)] == ["a"]


def test_what_waited_too_long_is_a_dead_letter_with_both_reasons(db: Database) -> None:
    for name, age in (("old", 49), ("just in time", 48)):
        outbox.save_alert(db, TransitionId(name), T0 - age * HOUR)
        add_delivery(db, TransitionId(name), ANA, DeliveryState.PENDING)
    parking.park(db, ANA, "Chat not found")
    assert parking.give_up_parked(db, T0 - 48 * HOUR, 100, T0) == 1
    assert details(db, ANA) == [
        ("dead", "Chat not found; the chat did not come back in time"),
        ("parked", "Chat not found"),
    ]
