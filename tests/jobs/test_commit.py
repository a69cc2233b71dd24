"""One outcome, from what it means to what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import StateError
from bot.jobs.commit import commit
from bot.jobs.watch import make_watch
from bot.model import Config, DateAnswer, FailureKind, FeedKind, Fetched, FetchFailed, Validators
from bot.store import feeds, open_store, outbox
from tests.builders import FEED_URL, T0, entry, feed, question

CONFIG = Config(
    feeds=(feed(),),
    questions=(question(),),
    freshness=timedelta(hours=48),
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)
WATCH = make_watch(CONFIG)


def fetched(*titles: str) -> Fetched:
    return Fetched(FEED_URL, Validators('"1"'), "hash", tuple(map(entry, titles)), ())


def test_what_was_decided_is_stored_and_given_with_what_was_known() -> None:
    db = open_store(None)
    commit(db, WATCH, feed(), fetched("Rain"), jitter=0, now=T0)
    known, plan = commit(db, WATCH, feed(), fetched("Petro at the White House"), jitter=0, now=T0)
    assert known.state.first_read_at == T0
    assert len(plan.alerts) == outbox.pending_alerts(db) == 1


def test_every_change_of_an_answer_is_stored_though_it_was_told_before() -> None:
    """Back and forth between two dates, within the two developments that told them first."""
    says = ("on Feb. 3", "on Feb. 10", "on Feb. 3 after all", "on Feb. 10 once more")
    dated = replace(question(), answer=DateAnswer())
    ministry = feed(kind=FeedKind.OFFICIAL)
    watch = make_watch(replace(CONFIG, feeds=(ministry,), questions=(dated,)))
    db = open_store(None)
    commit(db, watch, ministry, fetched("Rain"), jitter=0, now=T0)
    for n, when in enumerate(says, 1):
        _, plan = commit(db, watch, ministry, fetched(f"Petro to visit the White House {when}"), jitter=0, now=T0)
        assert len(plan.alerts) == 1
        assert outbox.pending_alerts(db) == n


def test_without_a_document_only_the_schedule_changes() -> None:
    db = open_store(None)
    _, plan = commit(db, WATCH, feed(), FetchFailed(FEED_URL, FailureKind.TIMEOUT, ""), jitter=0, now=T0)
    assert feeds.feed_state(db, FEED_URL) == plan.state


def test_all_of_it_is_stored_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise StateError("the disk is full")

    monkeypatch.setattr("bot.store.facts.questions.save_development", break_down)
    db = open_store(None)
    with pytest.raises(StateError):
        commit(db, WATCH, feed(), fetched("Petro at the White House"), jitter=0, now=T0)
    assert feeds.feed_state(db, FEED_URL) is None
