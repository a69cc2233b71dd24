"""What is kept for the admins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model import (
    Admin,
    ChatId,
    ConfigMended,
    ConfigRefused,
    FailureKind,
    FeedFailing,
    FeedMoved,
    FeedStopped,
    Language,
    NetworkBack,
    NetworkDown,
    Notice,
    Stop,
)
from bot.store import notices, open_store, subscribers
from tests.builders import FEED_URL, T0

if TYPE_CHECKING:
    from bot.store import Database

ANA, BO = ChatId(7), ChatId(8)
HOUR = timedelta(hours=1)
EVERY_KIND: tuple[Notice, ...] = (
    FeedStopped(FEED_URL, "The “Example”", Stop.MERGED, "https://new.example/"),
    FeedMoved(FEED_URL, "The Example", "https://new.example/"),
    FeedFailing(FEED_URL, "The Example", FailureKind.NOT_A_FEED, "not a feed: <html>"),
    NetworkDown(T0),
    NetworkBack(T0),
    ConfigRefused("feeds.yaml:1:1: ¿qué?\n  ^"),
    ConfigMended(T0),
)


@pytest.fixture
def db() -> Database:
    db = open_store(None)
    notices.seat(db, {ANA}, T0)
    return db


def only(db: Database, *, at: timedelta = timedelta(0)) -> Admin:
    (admin,) = notices.admins_due(db, T0 + at)
    return admin


def test_every_kind_comes_back_as_it_was(db: Database) -> None:
    for notice in EVERY_KIND:
        notices.add(db, notice, T0)
    pending = notices.pending(db, only(db))
    assert tuple(one.notice for one in pending) == EVERY_KIND
    assert [one.id for one in pending] == [1, 2, 3, 4, 5, 6, 7]
    assert {one.at for one in pending} == {T0}


def test_an_admin_is_due_while_there_is_something_to_tell(db: Database) -> None:
    assert notices.admins_due(db, T0) == ()
    notices.add(db, NetworkDown(T0), T0)
    admin = only(db)
    assert admin == Admin(ANA, T0)
    later = replace(admin, due_at=T0 + HOUR, tries=2, unanswered_at=T0, plain=True)
    notices.save_admin(db, later)
    assert notices.admins_due(db, T0) == ()
    assert only(db, at=HOUR) == later
    notices.save_admin(db, replace(later, told_to=1))
    assert notices.admins_due(db, T0 + HOUR) == ()


def test_an_admin_who_could_not_be_written_to_is_due_when_the_chat_is_back(db: Database) -> None:
    notices.add(db, NetworkDown(T0), T0)
    notices.save_admin(db, replace(only(db), due_at=T0 + 24 * HOUR, unreachable=True))
    assert notices.admins_due(db, T0) == ()
    subscribers.subscribe(db, ANA, Language.ES, T0)
    assert only(db).unreachable


def test_whoever_is_taken_out_is_forgotten_and_a_new_one_is_told_what_is_stored(db: Database) -> None:
    notices.add(db, NetworkDown(T0), T0)
    notices.save_admin(db, replace(only(db), told_to=1))
    notices.seat(db, {ANA, BO}, T0)
    assert only(db) == Admin(BO, T0)
    notices.seat(db, (), T0)
    assert notices.admins_due(db, T0) == ()
    assert notices.untold(db, T0 + HOUR) == 0


def test_a_number_is_never_used_again(db: Database) -> None:
    """Or a notice that follows a deleted one would count as told."""
    notices.add(db, NetworkDown(T0), T0)
    db.execute("DELETE FROM notices")
    notices.add(db, NetworkBack(T0), T0)
    assert [one.id for one in notices.pending(db, only(db))] == [2]


def test_what_was_not_told_is_counted(db: Database) -> None:
    notices.add(db, NetworkDown(T0), T0)
    notices.add(db, NetworkBack(T0), T0 + HOUR)
    assert notices.untold(db, T0 + HOUR) == 1
    notices.save_admin(db, replace(only(db), told_to=1))
    assert notices.untold(db, T0 + HOUR) == 0


def test_a_kind_that_nobody_knows_is_a_fault(db: Database) -> None:
    db.execute("INSERT INTO notices (kind, facts, at) VALUES ('weather', '{}', 0)")
    with pytest.raises(ValueError, match="no notice is called 'weather'"):
        notices.pending(db, only(db))
