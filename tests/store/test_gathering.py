"""The day's cap: what comes beyond it waits, and one delivery tells it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.jobs.fan_out import fan_out_some
from bot.model import (
    ChangeKind,
    ChatId,
    Delivery,
    DeliveryState,
    DevelopmentId,
    QuestionId,
    Settlement,
    Transition,
    TransitionId,
    Urgency,
)
from bot.store import gathering, outbox, questions, subscribers
from tests.alerts import ANA, LUIS, VISIT, follow
from tests.alerts import announce as write_alert
from tests.builders import T0

if TYPE_CHECKING:
    from bot.store import Database

SECOND = timedelta(seconds=1)
DAY = 24 * 3600


@pytest.fixture(autouse=True)
def _followers(db: Database) -> None:
    follow(db, ANA, LUIS)


def announce(db: Database, name: str, at_second: int, *, kind: ChangeKind = ChangeKind.REPORTED, cap: int = 10) -> None:
    """An alert of that name, fanned out at once."""
    when = T0 + at_second * SECOND
    write_alert(db, name, when, kind=kind, cap=cap)
    fan_out_some(db, lambda: when)


def claimed(db: Database, at_second: int) -> tuple[Delivery, ...]:
    return outbox.claim(db, 100, T0 + at_second * SECOND)


def settle(db: Database, delivery: Delivery, state: DeliveryState, *, message_id: int | None = None) -> None:
    outbox.apply_settlement(db, Settlement(replace(delivery, state=state), message_id=message_id), T0)


def states(db: Database, chat: ChatId = ANA) -> dict[str, str]:
    rows = db.execute("SELECT transition, state FROM deliveries WHERE chat = ?", [chat])
    return {row["transition"]: row["state"] for row in rows}


def release(db: Database, at_second: int) -> None:
    gathering.release(db, 100, T0 + at_second * SECOND)


def test_what_comes_beyond_the_cap_waits_until_a_day_after_the_first_that_fills_it(db: Database) -> None:
    for n in range(4):
        announce(db, f"t{n}", 60 * n, cap=2)
    assert states(db) == {"t0": "pending", "t1": "pending", "t2": "gathered", "t3": "gathered"}
    release(db, DAY - 1)
    assert states(db)["t2"] == "gathered"
    release(db, DAY)
    assert states(db) == {"t0": "pending", "t1": "pending", "t2": "pending", "t3": "gathered"}


def test_what_comes_a_day_after_waits_for_nothing(db: Database) -> None:
    announce(db, "t0", 0, cap=1)
    announce(db, "t1", DAY, cap=1)
    assert states(db) == {"t0": "pending", "t1": "pending"}


def test_one_delivery_tells_all_that_was_gathered(db: Database) -> None:
    for n in range(4):
        announce(db, f"t{n}", n, cap=1)
    release(db, DAY)
    delivery = next(d for d in claimed(db, DAY) if d.chat == ANA and d.transition == "t0")
    assert not delivery.gathers
    settle(db, delivery, DeliveryState.SENT, message_id=1)
    delivery = next(d for d in claimed(db, DAY) if d.chat == ANA)
    assert (delivery.transition, delivery.gathers, delivery.urgency) == ("t1", True, Urgency.GATHERING)
    together = gathering.told_together(db, delivery.transition, ANA)
    assert together == ("t1", "t2", "t3")
    assert gathering.told_together(db, TransitionId("t0"), ANA) == ()


def test_what_comes_after_a_gathering_replies_to_it_though_it_tells_of_older_alerts(db: Database) -> None:
    for n in range(3):
        announce(db, f"t{n}", n, cap=1)
    announce(db, "t3", 3, kind=ChangeKind.CHANGED)
    numbers = iter((1, 2, 3))
    for at_second in (3, 3, DAY):
        release(db, at_second)
        (delivery,) = (one for one in claimed(db, at_second) if one.chat == ANA)
        settle(db, delivery, DeliveryState.SENT, message_id=next(numbers))
    assert states(db) == {"t0": "sent", "t1": "sent", "t2": "gathered", "t3": "sent"}
    assert outbox.last_message(db, ANA, VISIT) == 3


def test_one_that_waited_alone_is_told_alone(db: Database) -> None:
    for n in range(2):
        announce(db, f"t{n}", n, cap=1)
    for delivery in claimed(db, 1):
        settle(db, delivery, DeliveryState.SENT, message_id=1)
    release(db, DAY)
    assert [(d.transition, d.gathers, d.urgency) for d in claimed(db, DAY)] == [("t1", False, Urgency.REPORT)] * 2


def test_what_comes_while_something_waits_waits_with_it(db: Database) -> None:
    """Else a later alert would be told before an earlier one."""
    announce(db, "t0", 0, cap=1)
    announce(db, "t1", DAY - 10, cap=1)
    announce(db, "t2", DAY, cap=1)
    assert states(db)["t2"] == "gathered"
    release(db, DAY)
    assert states(db)["t1"] == "pending"


def test_a_gathering_counts_as_one_of_the_day(db: Database) -> None:
    for n in range(3):
        announce(db, f"t{n}", n, cap=1)
    release(db, DAY)
    announce(db, "t3", DAY + 60, cap=1)
    assert states(db)["t3"] == "gathered"
    release(db, 2 * DAY - 1)
    assert states(db)["t3"] == "gathered"
    release(db, 2 * DAY)
    assert states(db)["t3"] == "pending"


def test_the_cap_is_of_each_question_and_chat(db: Database) -> None:
    other = QuestionId("visa")
    subscribers.unfollow(db, LUIS, VISIT)
    announce(db, "t0", 0, cap=1)
    subscribers.follow(db, LUIS, VISIT, T0)
    subscribers.follow(db, ANA, other, T0)
    announce(db, "t1", 1, cap=1)
    step = Transition(
        TransitionId("of-visa"), other, DevelopmentId("d-t0"), ChangeKind.REPORTED, T0, "first report", silence=None
    )
    questions.save_transition(db, step)
    outbox.save_alert(db, step.id, T0, cap=1)
    fan_out_some(db, lambda: T0)
    assert states(db) == {"t0": "pending", "t1": "gathered", "of-visa": "pending"}
    assert states(db, LUIS) == {"t1": "pending"}


def test_a_dead_letter_does_not_count(db: Database) -> None:
    announce(db, "t0", 0, cap=1)
    for delivery in claimed(db, 0):
        settle(db, delivery, DeliveryState.DEAD)
    announce(db, "t1", 1, cap=1)
    assert states(db)["t1"] == "pending"


def test_a_change_is_never_gathered_and_counts(db: Database) -> None:
    announce(db, "t0", 0, cap=2)
    announce(db, "t1", 1, cap=2, kind=ChangeKind.CHANGED)
    announce(db, "t2", 2, cap=2)
    announce(db, "t3", 3, cap=2, kind=ChangeKind.DISPUTED)
    assert states(db) == {"t0": "pending", "t1": "pending", "t2": "gathered", "t3": "pending"}


def test_what_waits_to_be_gathered_holds_up_nothing_and_dies_with_its_chat(db: Database) -> None:
    announce(db, "t0", 0, cap=1)
    announce(db, "t1", 1, cap=1)
    announce(db, "t2", 2, kind=ChangeKind.CHANGED)
    for delivery in claimed(db, 2):
        settle(db, delivery, DeliveryState.SENT, message_id=1)
    assert ("t2", ANA) in [(d.transition, d.chat) for d in claimed(db, 2)]
    subscribers.deactivate(db, LUIS, "bot was blocked by the user")
    assert states(db, LUIS)["t1"] == "parked"


def test_what_was_parked_with_its_chat_is_told_together_when_the_chat_comes_back(db: Database) -> None:
    for n in range(4):
        announce(db, f"t{n}", n, cap=1)
    subscribers.deactivate(db, ANA, "bot was blocked by the user")
    assert set(states(db).values()) == {"parked"}
    subscribers.reactivate(db, ANA, T0 + 60 * SECOND)
    assert states(db) == {"t0": "pending", "t1": "gathered", "t2": "gathered", "t3": "gathered"}
    release(db, 60)
    assert states(db) == {"t0": "pending", "t1": "pending", "t2": "gathered", "t3": "gathered"}
    assert gathering.told_together(db, TransitionId("t1"), ANA) == ("t1", "t2", "t3")


def test_who_stops_following_meanwhile_is_told_nothing_of_what_waits(db: Database) -> None:
    announce(db, "t0", 0, cap=1)
    announce(db, "t1", 1, cap=1)
    subscribers.unfollow(db, ANA, VISIT)
    release(db, DAY)
    assert states(db)["t1"] == "dead"
    assert states(db, LUIS)["t1"] == "pending"


def test_who_stops_following_when_it_is_in_line_already_is_told_nothing_either(db: Database) -> None:
    for n in range(3):
        announce(db, f"t{n}", n, cap=1)
    release(db, DAY)
    settle(db, next(d for d in claimed(db, DAY) if d.chat == ANA), DeliveryState.SENT, message_id=1)
    delivery = next(d for d in claimed(db, DAY) if d.chat == ANA)
    assert delivery.gathers
    assert outbox.is_wanted(db, delivery)
    subscribers.unfollow(db, ANA, VISIT)
    assert not outbox.is_wanted(db, delivery)


def test_it_is_not_idle_while_a_gathering_is_due(db: Database) -> None:
    announce(db, "t0", 0, cap=1)
    announce(db, "t1", 1, cap=1)
    for delivery in claimed(db, 0):
        settle(db, delivery, DeliveryState.SENT, message_id=1)
    assert outbox.is_idle(db, T0 + (DAY - 1) * SECOND)
    assert not outbox.is_idle(db, T0 + DAY * SECOND)
