"""The outbox: alerts fan out once, deliveries keep their order, nothing is sent to whom it should not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.jobs.fan_out import fan_out_some
from bot.model import ChatId, Delivery, DeliveryState, Language, QuestionId, Settlement, TransitionId
from bot.store import line, outbox, subscribers
from tests.alerts import ANA, LUIS, MAYA, VISIT, announce, follow
from tests.builders import T0
from tests.rows import add_delivery

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store import Database

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def followers(db: Database) -> tuple[ChatId, ...]:
    follow(db, ANA, LUIS, MAYA)
    return ANA, LUIS, MAYA


def fan_out_all(db: Database, now: datetime = T0) -> None:
    fan_out_some(db, lambda: now)


def settle(db: Database, delivery: Delivery, state: DeliveryState, **more: object) -> None:
    settled = Settlement(replace(delivery, state=state), **more)  # type: ignore[arg-type]
    outbox.apply_settlement(db, settled, T0)


def due(db: Database, *, at_second: int = 0) -> list[tuple[str, int]]:
    claimed = outbox.claim(db, 100, T0 + at_second * SECOND)
    return [(d.transition, d.chat) for d in claimed]


@pytest.mark.usefixtures("followers")
def test_a_claim_counts_the_attempt_before_anything_is_sent(db: Database) -> None:
    announce(db)
    fan_out_all(db)
    claimed = outbox.claim(db, 100, T0)
    assert {(d.state, d.attempts) for d in claimed} == {(DeliveryState.SENDING, 1)}
    assert set(outbox.interrupted(db)) == set(claimed)
    assert outbox.claim(db, 100, T0) == ()


@pytest.mark.usefixtures("followers")
def test_those_due_for_longest_go_first(db: Database) -> None:
    announce(db)
    fan_out_all(db)
    line.hold(db, ANA, T0 + 2 * SECOND)
    line.hold(db, LUIS, T0 + SECOND)
    assert [d.chat for d in outbox.claim(db, 2, T0 + MINUTE)] == [MAYA, LUIS]


@pytest.mark.usefixtures("followers")
def test_a_chat_to_avoid_takes_no_others_place(db: Database) -> None:
    announce(db)
    fan_out_all(db)
    assert [d.chat for d in outbox.claim(db, 1, T0, avoid=[ANA])] == [LUIS]
    assert [d.chat for d in outbox.claim(db, 1, T0, avoid=[ChatId(99)])] == [ANA]


@pytest.mark.usefixtures("followers")
def test_what_the_process_died_of_twice_is_taken_alone(db: Database) -> None:
    announce(db)
    fan_out_all(db)
    db.execute("UPDATE deliveries SET deaths = 2 WHERE chat != ?", [MAYA])
    assert [d.chat for d in outbox.claim(db, 100, T0)] == [MAYA]
    assert outbox.is_suspect_due(db, T0)
    assert [[d.chat for d in outbox.claim_suspect(db, T0)] for _ in range(3)] == [[ANA], [LUIS], []]


@pytest.mark.usefixtures("followers")
def test_a_chat_gets_its_alerts_in_order_and_one_at_a_time(db: Database) -> None:
    announce(db, "t1")
    announce(db, "t2", T0 + SECOND)
    fan_out_all(db)
    subscribers.forget(db, LUIS)
    subscribers.forget(db, MAYA)
    (first,) = outbox.claim(db, 100, T0)
    assert first.transition == "t1"
    assert due(db) == []
    settle(db, replace(first, due_at=T0 + 10 * SECOND), DeliveryState.PENDING)
    assert due(db) == [], "a failed head holds its chat"
    (again,) = outbox.claim(db, 100, T0 + 10 * SECOND)
    settle(db, again, DeliveryState.SENT, message_id=5)
    assert due(db) == [("t2", ANA)]


@pytest.mark.usefixtures("followers")
def test_a_held_chat_waits_and_the_others_do_not(db: Database) -> None:
    announce(db, "t1")
    announce(db, "t2")
    fan_out_all(db)
    for delivery in outbox.claim(db, 100, T0):
        hold = T0 + 60 * SECOND if delivery.chat == ANA else None
        settle(db, delivery, DeliveryState.SENT, hold_chat_until=hold)
    assert due(db) == [("t2", LUIS), ("t2", MAYA)]
    assert due(db, at_second=60) == [("t2", ANA)]


@pytest.mark.usefixtures("followers")
def test_a_chat_that_cannot_be_written_to_parks_its_deliveries_and_gets_them_when_it_is_back(db: Database) -> None:
    announce(db, "t1")
    announce(db, "t2")
    fan_out_all(db)
    mine = next(d for d in outbox.claim(db, 100, T0) if d.chat == ANA)
    settle(db, mine, DeliveryState.PARKED, detail="bot was blocked by the user", deactivate=True)
    rows = db.execute("SELECT state, detail FROM deliveries WHERE chat = ?", [ANA]).fetchall()
    assert {tuple(row) for row in rows} == {("parked", "bot was blocked by the user")}
    assert not subscribers.is_active(db, ANA)
    assert ANA not in [chat for _, chat in due(db, at_second=5)]
    assert subscribers.reactivate(db, ANA, T0 + 6 * SECOND)
    assert due(db, at_second=6) == [("t1", ANA)]


@pytest.mark.usefixtures("followers")
def test_what_is_on_its_way_when_its_chat_goes_is_parked_unless_it_arrived(db: Database) -> None:
    announce(db)
    fan_out_all(db)
    came_too_late, arrived = (d for d in outbox.claim(db, 10, T0) if d.chat != MAYA)
    for chat in (ANA, LUIS):
        subscribers.deactivate(db, chat, "blocked or removed the bot")
    settle(db, came_too_late, DeliveryState.PENDING)
    settle(db, arrived, DeliveryState.SENT)
    rows = db.execute("SELECT state FROM deliveries ORDER BY chat")
    assert [row["state"] for row in rows] == [DeliveryState.PARKED, DeliveryState.SENT, DeliveryState.SENDING]
    assert outbox.claim(db, 10, T0) == ()


@pytest.mark.usefixtures("followers")
def test_a_group_that_moved_keeps_its_questions_and_what_it_was_to_get(db: Database) -> None:
    announce(db)
    fan_out_all(db)
    new = ChatId(-1001)
    mine = next(d for d in outbox.claim(db, 100, T0) if d.chat == ANA)
    settle(db, mine, DeliveryState.PENDING, move_to=new)
    assert subscribers.subscriber(db, ANA) is None
    assert subscribers.followed(db, new) == {VISIT}
    assert due(db) == [("t1", new)]


@pytest.mark.usefixtures("followers")
def test_an_alert_tells_the_question_as_it_was_last_asked(db: Database) -> None:
    alert = announce(db)
    found = outbox.alert(db, alert)
    assert found is not None
    assert found.ask[Language.EN] == "When does Petro visit the White House?"
    assert found.development.question == VISIT
    assert outbox.alert(db, TransitionId("unknown")) is None


@pytest.mark.usefixtures("followers")
def test_it_is_idle_only_when_nothing_can_be_done_now(db: Database) -> None:
    assert outbox.is_idle(db, T0)
    announce(db)
    assert not outbox.is_idle(db, T0), "an alert is to be fanned out"
    fan_out_all(db)
    assert not outbox.is_idle(db, T0), "deliveries are due"
    for delivery in outbox.claim(db, 100, T0):
        settle(db, replace(delivery, due_at=T0 + SECOND), DeliveryState.IN_DOUBT)
    assert outbox.is_idle(db, T0)
    assert not outbox.is_idle(db, T0 + SECOND)


@pytest.mark.usefixtures("followers")
def test_the_last_message_on_a_question_is_the_one_sent_last(db: Database) -> None:
    assert outbox.last_message(db, ANA, VISIT) is None
    for n in range(2):
        announce(db, f"t{n}", T0 + n * SECOND)
        fan_out_all(db, T0 + n * SECOND)
        for delivery in outbox.claim(db, 100, T0 + n * SECOND):
            settle(db, delivery, DeliveryState.SENT, message_id=100 * n + delivery.chat)
    announce(db, "t2", T0 + 2 * SECOND)
    fan_out_all(db)
    assert outbox.last_message(db, ANA, VISIT) == 101
    assert outbox.last_message(db, ANA, QuestionId("visa")) is None


def test_forgetting_a_chat_leaves_no_trace_of_it(db: Database, followers: tuple[ChatId, ...]) -> None:
    announce(db)
    fan_out_all(db)
    for chat in followers:
        subscribers.forget(db, chat)
    dump = "\n".join(line for line in db.conn.iterdump() if line.startswith("INSERT"))
    assert "follows" not in dump
    assert "deliveries" not in dump
    assert "subscribers" not in dump.replace("subscribers_and_outbox", "")


def test_what_is_parked_or_dead_is_listed_the_newest_first(db: Database) -> None:
    for name, state in (("a", DeliveryState.DEAD), ("b", DeliveryState.SENT), ("c", DeliveryState.PARKED)):
        outbox.save_alert(db, TransitionId(name), T0)
        add_delivery(db, TransitionId(name), ANA, state)
    db.execute("UPDATE deliveries SET detail = 'why ' || transition, attempts = 2")
    assert [(one.state, one.why, one.attempts, one.at) for one in outbox.undelivered(db, 10)] == [
        (DeliveryState.PARKED, "why c", 2, T0),
        (DeliveryState.DEAD, "why a", 2, T0),
    ]
    assert len(outbox.undelivered(db, 1)) == 1


@pytest.mark.usefixtures("followers")
def test_every_repeat_counts(db: Database) -> None:
    announce(db)
    fan_out_all(db)
    for _ in range(3):
        for delivery in outbox.claim(db, 2, T0):
            settle(db, replace(delivery, doubts=delivery.doubts + 1), DeliveryState.IN_DOUBT)
    assert outbox.repeats(db) == 6
