"""What could not be told in time: what waits, what is told together, and when feeds were heard."""

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
    FeedState,
    FeedUrl,
    Heard,
    Language,
    Settlement,
    Transition,
    TransitionId,
    Urgency,
)
from bot.store import catch_up, fan_out, feeds, gathering, outbox, parking, questions, subscribers
from bot.store.catch_up import Bounds
from tests.builders import FEED_URL, T0, development, evidence, question

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store import Database

VISIT, VISA = question(), question("visa")
ANA, LUIS = ChatId(1), ChatId(2)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _followers(db: Database) -> None:
    questions.register(db, [VISIT, VISA], T0)
    for chat in (ANA, LUIS):
        subscribers.subscribe(db, chat, Language.EN, T0)
        for asked in (VISIT, VISA):
            subscribers.follow(db, chat, asked.id, T0)


def announce(
    db: Database, name: str, hour: float = 0, *, about: str = "visit-date", late: bool = False, cap: int = 10
) -> None:
    """An alert of that name, whose answer has that name too."""
    when = T0 + hour * HOUR
    told = development(evidence(published=when, seen_at=when), id=f"d-{name}", question_id=about)
    questions.save_development(db, told)
    step = Transition(TransitionId(name), told.question, told.id, ChangeKind.REPORTED, when, "", None, answer=name)
    questions.save_transition(db, step)
    outbox.save_alert(db, step.id, when, cap=cap, late=late)


def fan_out_all(db: Database, hour: float = 0) -> None:
    fan_out_some(db, lambda: T0 + hour * HOUR)


def bounds(hour: float) -> Bounds:
    when = T0 + hour * HOUR
    return Bounds(when, when - 2 * HOUR, when - 48 * HOUR)


def take(db: Database, hour: float, chat: ChatId = ANA) -> Delivery:
    """What is sent to a chat next, as the deliver job takes it."""
    at = bounds(hour)
    taken = next(d for d in outbox.claim(db, 100, at.now) if d.chat == chat)
    return catch_up.fold(db, taken, at)


def settle(db: Database, delivery: Delivery, when: datetime, *, message_id: int = 7) -> None:
    sent = replace(delivery, state=DeliveryState.SENT)
    outbox.apply_settlement(db, Settlement(sent, message_id=message_id), when)


def states(db: Database, chat: ChatId = ANA) -> dict[str, str]:
    rows = db.execute("SELECT transition, state FROM deliveries WHERE chat = ? ORDER BY id", [chat])
    return {row["transition"]: row["state"] for row in rows}


def told(db: Database, delivery: Delivery) -> list[list[str]]:
    return [[alert.transition.id for alert in one.alerts] for one in catch_up.missed(db, delivery)]


# ------------------------------------------------------------------ what waited for hours


def test_what_waited_for_hours_is_told_with_all_else_that_waits_in_its_chat(db: Database) -> None:
    for name, hour, about in (("a", 0, "visit-date"), ("b", 1, "visa"), ("c", 1.9, "visit-date")):
        announce(db, name, hour, about=about)
        fan_out_all(db, hour)
    taken = take(db, 2)
    assert (taken.transition, taken.catches_up) == ("a", True)
    assert told(db, taken) == [["a", "c"], ["b"]]
    assert states(db) == {"a": "sending", "b": "gathered", "c": "gathered"}
    assert states(db, LUIS) == {"a": "sending", "b": "pending", "c": "pending"}, "each chat for itself"


def test_what_waited_less_or_alone_is_told_as_it_is(db: Database) -> None:
    announce(db, "a")
    fan_out_all(db)
    announce(db, "b", 1)
    fan_out_all(db, 1)
    early = take(db, 2 - 1 / 3600)
    assert not early.catches_up
    settle(db, early, T0 + 2 * HOUR)
    alone = take(db, 47)
    assert (alone.transition, alone.catches_up, alone.gathers) == ("b", False, False)


def test_what_waited_alone_past_its_freshness_is_a_catch_up_of_one(db: Database) -> None:
    announce(db, "a")
    fan_out_all(db)
    taken = take(db, 48 + 1 / 3600)
    assert (taken.catches_up, told(db, taken)) == (True, [["a"]])


@pytest.mark.parametrize("missed", [True, False])
def test_a_catch_up_that_is_tried_again_tells_what_came_since_too(db: Database, missed: bool) -> None:  # noqa: FBT001
    """Whether it tells what was missed, and has just come into line, or what has waited there for hours."""
    announce(db, "a", late=missed)
    announce(db, "b", late=missed)
    fan_out_all(db)
    catch_up.release(db, 10, bounds(3))
    taken = take(db, 3)
    again = replace(taken, state=DeliveryState.PENDING)
    outbox.apply_settlement(db, Settlement(again), T0 + 3 * HOUR)
    announce(db, "c", 3)
    fan_out_all(db, 3)
    taken = take(db, 3.5)
    assert told(db, taken) == [["a", "b", "c"]]


def test_what_is_followed_no_more_is_not_told_with_the_rest(db: Database) -> None:
    announce(db, "a")
    announce(db, "b", about="visa")
    announce(db, "c")
    fan_out_all(db)
    subscribers.unfollow(db, ANA, VISA.id)
    subscribers.unfollow(db, LUIS, VISIT.id)
    at = bounds(3)
    wanted, unwanted = (catch_up.fold(db, taken, at) for taken in outbox.claim(db, 100, at.now))
    assert told(db, wanted) == [["a", "c"]]
    assert states(db)["b"] == "pending"
    assert not unwanted.catches_up
    assert not outbox.is_wanted(db, unwanted)


@pytest.mark.parametrize("restarted", [False, True])
def test_a_catch_up_that_waits_tells_only_what_is_still_followed(db: Database, restarted: bool) -> None:  # noqa: FBT001
    """Also where its own row is of a question that is followed no more."""
    for name, about in (("a", "visit-date"), ("b", "visa")):
        announce(db, name, about=about)
    fan_out_all(db)
    again = replace(take(db, 3), state=DeliveryState.PENDING)
    outbox.apply_settlement(db, Settlement(again), T0 + 3 * HOUR)
    subscribers.unfollow(db, ANA, VISIT.id)
    if restarted:
        catch_up.postpone(db, T0 + 4 * HOUR, T0 + 6 * HOUR)
        assert catch_up.release(db, 100, bounds(6)) == 0
    taken = take(db, 6)
    assert outbox.is_wanted(db, taken)
    assert told(db, taken) == [["b"]]
    subscribers.unfollow(db, ANA, VISA.id)
    assert not outbox.is_wanted(db, taken)


def test_what_a_dead_letter_was_to_tell_is_listed_with_its_reason(db: Database) -> None:
    for name, about in (("a", "visit-date"), ("b", "visa"), ("c", "visa")):
        announce(db, name, about=about)
    fan_out_all(db)
    taken = take(db, 3)
    refused = Settlement(replace(taken, state=DeliveryState.DEAD), "message is too long")
    assert outbox.apply_settlement(db, refused, T0 + 3 * HOUR) == 2
    assert states(db) == dict.fromkeys("abc", "dead")
    assert [(one.chat, one.question, one.why) for one in outbox.undelivered(db, 10)] == [
        (ANA, question_id, "message is too long") for question_id in ("visa", "visa", "visit-date")
    ]
    assert states(db, LUIS) == {"a": "sending", "b": "pending", "c": "pending"}


def test_a_catch_up_is_parked_for_as_long_as_the_newest_that_it_tells(db: Database) -> None:
    for name, hour in (("a", 0), ("b", 40)):
        announce(db, name, hour)
        fan_out_all(db, hour)
    take(db, 41)
    db.execute("UPDATE deliveries SET state = 'pending' WHERE state = 'sending'")
    subscribers.deactivate(db, ANA, "bot was blocked by the user")
    assert parking.give_up_parked(db, T0 + 2 * HOUR, 10, T0 + 50 * HOUR) == 0
    assert parking.give_up_parked(db, T0 + 41 * HOUR, 10, T0 + 89 * HOUR) == 1
    assert states(db) == {"a": "dead", "b": "dead"}


def test_what_a_gathering_was_to_tell_is_told(db: Database) -> None:
    for name in ("a", "b", "c"):
        announce(db, name, cap=1)
        fan_out_all(db)
    settle(db, take(db, 0), T0)
    gathering.release(db, 100, T0 + 24 * HOUR)
    assert states(db) == {"a": "sent", "b": "pending", "c": "gathered"}
    announce(db, "d", 25, about="visa")
    fan_out_all(db, 25)
    taken = take(db, 27)
    assert told(db, taken) == [["b", "c"], ["d"]]


def test_a_gathering_behind_what_waited_is_told_with_its_members(db: Database) -> None:
    for name in ("a", "b", "c"):
        announce(db, name, cap=1)
        fan_out_all(db)
    settle(db, take(db, 0), T0)
    announce(db, "d", 20, about="visa")
    fan_out_all(db, 20)
    db.execute("UPDATE deliveries SET id = -id WHERE transition = 'd'")
    gathering.release(db, 100, T0 + 24 * HOUR)
    taken = take(db, 25)
    assert taken.transition == "d"
    assert told(db, taken) == [["b", "c"], ["d"]]


def test_a_catch_up_is_one_alert_of_the_day_and_is_never_edited(db: Database) -> None:
    for name in ("a", "b"):
        announce(db, name, cap=2)
    fan_out_all(db)
    taken = take(db, 3)
    settle(db, taken, T0 + 3 * HOUR)
    announce(db, "d", 4, cap=2)
    fan_out_all(db, 4)
    assert states(db)["d"] == "pending"
    assert outbox.last_message(db, ANA, VISIT.id) == 7
    edition = db.execute("SELECT edition FROM deliveries WHERE chat = ? AND state = 'sent'", [ANA]).fetchone()[0]
    assert edition == 2**53


def test_it_knows_the_answer_that_the_chat_was_told_last(db: Database) -> None:
    announce(db, "first")
    fan_out_all(db)
    settle(db, take(db, 0), T0)
    for name in ("a", "b"):
        announce(db, name, 1)
    announce(db, "c", 1, about="visa")
    fan_out_all(db, 1)
    visit, visa = catch_up.missed(db, take(db, 4))
    assert (visit.told, visa.told) == ("first", None)


# ------------------------------------------------------------------ what was missed


def due_feed(db: Database, hour: float) -> None:
    state = FeedState(FEED_URL, next_poll_at=T0 + hour * HOUR)
    feeds.save_feed_state(db, state, polled_at=None)


def test_what_was_missed_waits_until_all_of_it_is_fanned_out_and_no_feed_is_due(db: Database) -> None:
    due_feed(db, 5)
    announce(db, "a", 6, late=True)
    fan_out_all(db, 6)
    announce(db, "b", 6, late=True)
    now = T0 + 6 * HOUR
    for done in (False, True):
        assert not catch_up.is_due(db, now)
        catch_up.release(db, 100, bounds(6))
        assert set(states(db).values()) == {"late"}
        if not done:
            fan_out_all(db, 6)
    due_feed(db, 7)
    assert catch_up.is_due(db, now)
    catch_up.release(db, 100, bounds(6))
    assert states(db) == {"a": "pending", "b": "gathered"}
    assert told(db, take(db, 6)) == [["a", "b"]]
    assert not catch_up.is_due(db, now)


def test_some_feed_that_is_always_due_does_not_hold_it_up_for_ever(db: Database) -> None:
    due_feed(db, 0)
    announce(db, "a", 6, late=True)
    fan_out_all(db, 6)
    catch_up.release(db, 100, bounds(6))
    assert states(db) == {"a": "late"}
    later = bounds(6 + 5 / 60)
    assert catch_up.is_due(db, later.now)
    catch_up.release(db, 100, later)
    assert states(db) == {"a": "pending"}


def test_what_was_missed_is_for_who_could_have_heard_it(db: Database) -> None:
    late_comer, parted = ChatId(3), ChatId(4)
    for chat in (late_comer, parted):
        subscribers.subscribe(db, chat, Language.EN, T0)
    subscribers.follow(db, late_comer, VISIT.id, T0 + 7 * HOUR)
    subscribers.follow(db, parted, VISIT.id, T0)
    subscribers.deactivate(db, parted, "bot was blocked by the user")
    announce(db, "a", 6, late=True)
    fan_out_all(db, 8)
    assert [states(db, chat) for chat in (ANA, late_comer, parted)] == [{"a": "late"}, {}, {}]


def test_so_many_chats_are_released_at_once(db: Database) -> None:
    announce(db, "a", 6, late=True)
    fan_out_all(db, 6)
    catch_up.release(db, 1, bounds(6))
    assert (states(db, ANA), states(db, LUIS)) == ({"a": "pending"}, {"a": "late"})


def test_what_was_missed_alone_is_told_as_it_is_unless_it_is_stale(db: Database) -> None:
    announce(db, "a", 0, late=True)
    fan_out_all(db, 0)
    catch_up.release(db, 1, bounds(48))
    assert not take(db, 48).catches_up
    catch_up.release(db, 1, bounds(49))
    assert take(db, 49, LUIS).catches_up


def test_what_was_left_when_we_went_away_waits_for_what_was_missed(db: Database) -> None:
    announce(db, "old")
    fan_out_all(db)
    announce(db, "new", 5)
    fan_out_all(db, 5)
    catch_up.postpone(db, T0 + 4 * HOUR, T0 + 7 * HOUR)
    assert states(db) == {"old": "late", "new": "pending"}
    db.execute("UPDATE deliveries SET doubts = 1 WHERE state = 'late'")
    catch_up.release(db, 100, bounds(6))
    assert states(db) == {"old": "in doubt", "new": "pending"}


def test_what_is_late_goes_with_a_chat_that_goes(db: Database) -> None:
    announce(db, "a", 6, late=True)
    fan_out_all(db, 6)
    subscribers.deactivate(db, ANA, "bot was blocked by the user")
    subscribers.forget(db, LUIS)
    assert (states(db, ANA), states(db, LUIS)) == ({"a": "parked"}, {})


# ------------------------------------------------------------------ when feeds were heard


def test_a_feed_was_heard_when_it_last_answered(db: Database) -> None:
    url = FeedUrl("https://a.example/feed")
    assert catch_up.heard(db, url) is None
    for hour in (0, 1):
        catch_up.note_heard(db, url, T0 + hour * HOUR, T0 + (hour + 1) * HOUR)
    assert catch_up.heard(db, url) == Heard(T0 + HOUR, T0 + 2 * HOUR)


def test_a_clock_that_jumps_misses_nothing(db: Database) -> None:
    url = FeedUrl("https://a.example/feed")
    catch_up.note_heard(db, url, T0, T0 + HOUR)
    catch_up.hear_all(db, T0 + 9 * HOUR)
    assert catch_up.heard(db, url) == Heard(T0 + 9 * HOUR, T0 + 9 * HOUR)


# ------------------------------------------------------------------ a chat that comes back


def test_what_was_decided_while_a_chat_was_away_is_told_with_what_was_parked(db: Database) -> None:
    announce(db, "parked", 1)
    fan_out_all(db, 1)
    subscribers.deactivate(db, ANA, "Chat not found")
    announce(db, "missed", 2, about="visa")
    fan_out_all(db, 2)
    subscribers.reactivate(db, ANA, T0 + 3 * HOUR)
    assert states(db, ANA) == states(db, LUIS) == {"parked": "pending", "missed": "pending"}
    delivery = take(db, 3)
    assert [missed.alerts[0].transition.answer for missed in catch_up.missed(db, delivery)] == ["parked", "missed"]


def test_a_chat_that_comes_back_is_told_of_two_days_at_most_and_of_what_it_followed_then(db: Database) -> None:
    subscribers.deactivate(db, ANA, "Chat not found")
    subscribers.unfollow(db, ANA, VISA.id)
    announce(db, "old", 1)
    announce(db, "new", 2)
    announce(db, "unfollowed", 2, about="visa")
    fan_out_all(db, 2)
    subscribers.reactivate(db, ANA, T0 + 49.5 * HOUR)
    assert states(db, ANA) == {"new": "pending"}


def test_what_is_still_to_be_fanned_out_to_a_chat_that_comes_back_is_not_made_twice(db: Database) -> None:
    subscribers.deactivate(db, LUIS, "Chat not found")
    announce(db, "coming")
    fan_out.fan_out(db, TransitionId("coming"), 1, T0, urgency=Urgency.REPORT, can_wait=False)
    subscribers.reactivate(db, LUIS, T0)
    assert states(db, LUIS) == {}
    fan_out_all(db)
    assert (states(db, ANA), states(db, LUIS)) == ({"coming": "pending"}, {"coming": "pending"})


def test_what_comes_after_a_chat_came_back_stands_behind_what_it_missed(db: Database) -> None:
    subscribers.deactivate(db, ANA, "Chat not found")
    for name in ("first", "second"):
        announce(db, name, 1, about="visa")
    fan_out_all(db, 1)
    subscribers.reactivate(db, ANA, T0 + 1.5 * HOUR)
    announce(db, "newer", 1.6)
    fan_out_all(db, 1.6)
    delivery = take(db, 1.6)
    assert (delivery.catches_up, told(db, delivery)) == (True, [["first", "second"], ["newer"]])


def test_a_single_alert_that_a_chat_missed_is_told_as_any(db: Database) -> None:
    subscribers.deactivate(db, ANA, "Chat not found")
    announce(db, "missed", 1)
    fan_out_all(db, 1)
    subscribers.reactivate(db, ANA, T0 + 1.5 * HOUR)
    delivery = take(db, 1.5)
    assert (delivery.transition, delivery.catches_up) == ("missed", False)
