"""Fanning out: each follower once, in chunks, at once or gathered, behind what waits already."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.route import manner
from bot.model import ChangeKind, ChatId, DeliveryState, Language, Urgency
from bot.store import fan_out, line, outbox, subscribers
from tests.alerts import ANA, LUIS, MAYA, VISIT, announce, follow
from tests.builders import T0

if TYPE_CHECKING:
    from bot.store import Database

SECOND = timedelta(seconds=1)


@pytest.fixture
def followers(db: Database) -> tuple[ChatId, ...]:
    follow(db, ANA, LUIS, MAYA)
    return ANA, LUIS, MAYA


def fan_out_all(db: Database, size: int = 100) -> list[int]:
    """How many followers each chunk had."""
    chunks = []
    while alert := fan_out.next_alert(db):
        how = manner(alert[1])
        chunks.append(fan_out.fan_out(db, alert[0], size, T0, urgency=how.urgency, can_wait=how.is_gathered))
    return chunks


def due(db: Database) -> list[tuple[str, int]]:
    return [(d.transition, d.chat) for d in outbox.claim(db, 100, T0)]


def test_an_alert_goes_to_each_follower_once_in_chunks(db: Database, followers: tuple[ChatId, ...]) -> None:
    announce(db)
    assert fan_out_all(db, size=2) == [2, 1]
    assert sorted(due(db)) == [("t1", chat) for chat in followers]


@pytest.mark.usefixtures("followers")
def test_fanning_out_the_same_chunk_twice_makes_no_second_delivery(db: Database) -> None:
    announce(db)
    for _ in range(2):
        assert fan_out_all(db, size=2) == [2, 1]
        db.execute("UPDATE alerts SET fanned_out_to = NULL, done = 0")
    assert outbox.counts(db) == {DeliveryState.PENDING: 3}


@pytest.mark.usefixtures("followers")
def test_who_followed_after_the_alert_or_left_before_does_not_hear_of_it(db: Database) -> None:
    announce(db)
    subscribers.unfollow(db, ANA, VISIT)
    subscribers.deactivate(db, LUIS, "blocked")
    late = ChatId(9)
    subscribers.subscribe(db, late, Language.ES, T0 + SECOND)
    subscribers.follow(db, late, VISIT, T0 + SECOND)
    fan_out_all(db)
    assert due(db) == [("t1", MAYA)]


@pytest.mark.usefixtures("followers")
def test_alerts_of_one_moment_are_told_in_the_order_in_which_they_were_decided(db: Database) -> None:
    """Whatever their ids, which are hashes: a chat must not read the answer before its change."""
    for name in "zam":
        announce(db, name)
    fan_out_all(db)
    rows = db.execute("SELECT transition FROM deliveries WHERE chat = ? ORDER BY id", [ANA])
    assert [row["transition"] for row in rows] == ["z", "a", "m"]


@pytest.mark.usefixtures("followers")
def test_a_chat_that_is_held_gets_it_when_it_is_held_no_more(db: Database) -> None:
    line.hold(db, ANA, T0 + SECOND)
    announce(db)
    fan_out_all(db)
    assert due(db) == [("t1", LUIS), ("t1", MAYA)]
    assert outbox.next_due_at(db) == T0 + SECOND


@pytest.mark.usefixtures("followers")
@pytest.mark.parametrize("kind", ChangeKind)
def test_only_first_reports_are_gathered_beyond_the_cap(db: Database, kind: ChangeKind) -> None:
    """Whoever was told something has to hear at once that it changed."""
    announce(db, "first", cap=1)
    announce(db, "second", kind=kind, cap=1)
    fan_out_all(db)
    rows = db.execute("SELECT state, queued_at IS NULL AS waits FROM deliveries WHERE transition = 'second'").fetchall()
    expected = DeliveryState.GATHERED if kind is ChangeKind.REPORTED else DeliveryState.PENDING
    assert [tuple(row) for row in rows] == [(expected, int(kind is ChangeKind.REPORTED))] * 3


@pytest.mark.usefixtures("followers")
def test_what_stands_behind_another_lends_that_its_urgency(db: Database) -> None:
    announce(db, "report")
    fan_out_all(db)
    subscribers.forget(db, MAYA)
    outbox.claim(db, 1, T0)
    announce(db, "change", kind=ChangeKind.CHANGED)
    fan_out_all(db)
    assert [d.transition for d in outbox.claim(db, 10, T0, (Urgency.CHANGE,))] == ["report"]


@pytest.mark.usefixtures("followers")
def test_what_stands_behind_something_more_urgent_takes_nothing_from_it(db: Database) -> None:
    announce(db, "t1", kind=ChangeKind.CHANGED)
    announce(db, "t2")
    fan_out_all(db)
    assert {d.transition for d in outbox.claim(db, 100, T0, (Urgency.CHANGE,))} == {"t1"}
