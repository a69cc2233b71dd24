"""One outcome, from what it means to what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StateError
from bot.jobs import commit as job
from bot.jobs.watch import make_watch
from bot.model import Config, DateAnswer, FailureKind, FeedKind, Fetched, FetchFailed, Validators
from bot.store import feeds, open_store, outbox
from tests.builders import FEED_URL, T0, entry, feed, question

if TYPE_CHECKING:
    from datetime import datetime

    from bot.jobs.watch import Watch
    from bot.model import Feed, FetchOutcome
    from bot.store import Database

CONFIG = Config(
    feeds=(feed(),),
    questions=(question(),),
    freshness=timedelta(hours=48),
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)
WATCH = make_watch(CONFIG)
STORY = tuple(
    replace(
        entry(title, summary, key=f"{number}", published=T0 - number * timedelta(minutes=7)),
        guid=f"guid {number}",
        url=f"https://news.example/{number}",
    )
    for number, (title, summary) in enumerate(
        [
            ("Petro to visit the White House on Feb. 3", "The two leaders agreed on it by telephone."),
            ("White House: Petro comes on Feb. 10", "The date was settled through diplomatic exchanges."),
            ("Petro's White House visit set for Feb. 3", "Agreed by telephone, the presidency says."),
            ("Petro at the White House? Colombians doubt it", "A poll of 1,200 people."),
            ("Rain in Bogotá", "All week."),
            ("Colombia sends 30,000 troops to the border", "Petro spoke to the White House before."),
            ("Petro to visit the White House on Feb. 3 after all", "Nothing has changed."),
        ]
    )
)


def commit(db: Database, watch: Watch, source: Feed, outcome: FetchOutcome, *, now: datetime = T0) -> job.Committed:
    """All slices; the last of them."""
    return list(job.commit(db, watch, source, outcome, jitter=0, now=now))[-1]


def dump(db: Database) -> list[str]:
    return sorted(line for line in db.conn.iterdump() if "_sqlite_migrations" not in line)


def dated() -> Watch:
    return make_watch(replace(CONFIG, questions=(replace(question(), answer=DateAnswer()),)))


def fetched(*titles: str) -> Fetched:
    return Fetched(FEED_URL, Validators('"1"'), "hash", tuple(map(entry, titles)), ())


def test_what_was_decided_is_stored_and_given_with_what_was_known() -> None:
    db = open_store(None)
    commit(db, WATCH, feed(), fetched("Rain"))
    _, known, plan = commit(db, WATCH, feed(), fetched("Petro at the White House"))
    assert known.state.first_read_at == T0
    assert len(plan.alerts) == outbox.pending_alerts(db) == 1


def test_every_change_of_an_answer_is_stored_though_it_was_told_before() -> None:
    """Back and forth between two dates, within the two developments that told them first."""
    says = ("on Feb. 3", "on Feb. 10", "on Feb. 3 after all", "on Feb. 10 once more")
    dated = replace(question(), answer=DateAnswer())
    ministry = feed(kind=FeedKind.OFFICIAL)
    watch = make_watch(replace(CONFIG, feeds=(ministry,), questions=(dated,)))
    db = open_store(None)
    commit(db, watch, ministry, fetched("Rain"))
    for n, when in enumerate(says, 1):
        *_, plan = commit(db, watch, ministry, fetched(f"Petro to visit the White House {when}"))
        assert len(plan.alerts) == 1
        assert outbox.pending_alerts(db) == n


def test_without_a_document_only_the_schedule_changes() -> None:
    db = open_store(None)
    *_, plan = commit(db, WATCH, feed(), FetchFailed(FEED_URL, FailureKind.TIMEOUT, ""))
    assert feeds.feed_state(db, FEED_URL) == plan.state


def test_all_of_it_is_stored_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise StateError("the disk is full")

    monkeypatch.setattr("bot.store.facts.questions.save_development", break_down)
    db = open_store(None)
    with pytest.raises(StateError):
        commit(db, WATCH, feed(), fetched("Petro at the White House"))
    assert feeds.feed_state(db, FEED_URL) is None


# ------------------------------------------------------------------ in slices


def followed() -> Database:
    """The feed was read an hour ago."""
    db = open_store(None)
    commit(db, WATCH, feed(), fetched("Rain"), now=T0 - timedelta(hours=1))
    return db


@pytest.mark.parametrize("first_sight", [True, False])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_in_slices_or_at_once_the_same_is_stored(
    monkeypatch: pytest.MonkeyPatch, most: int, *, first_sight: bool
) -> None:
    """News, silence, rhythm and schedule alike, in whatever order the entries stand."""
    outcome = Fetched(FEED_URL, Validators('"2"'), "other", STORY, ())
    at_once, sliced, reversed_ = (open_store(None) if first_sight else followed() for _ in range(3))
    assert commit(at_once, dated(), feed(), outcome).plan.alerts == () or not first_sight
    monkeypatch.setattr("bot.core.slices.MOST_ENTRIES", most)
    assert len(list(job.commit(sliced, dated(), feed(), outcome, jitter=0, now=T0))) == -(-len(STORY) // most)
    commit(reversed_, dated(), feed(), replace(outcome, entries=STORY[::-1]))
    assert dump(sliced) == dump(reversed_) == dump(at_once)
    assert bool(outbox.pending_alerts(at_once)) is not first_sight


@pytest.mark.parametrize("first_sight", [True, False])
def test_after_a_crash_between_slices_the_rest_is_new_and_nothing_is_told_twice(
    monkeypatch: pytest.MonkeyPatch, *, first_sight: bool
) -> None:
    outcome = Fetched(FEED_URL, Validators('"2"'), "other", STORY, ())
    at_once, crashed = (open_store(None) if first_sight else followed() for _ in range(2))
    commit(at_once, dated(), feed(), outcome)
    monkeypatch.setattr("bot.core.slices.MOST_ENTRIES", 2)
    before = feeds.feed_state(crashed, FEED_URL)
    next(job.commit(crashed, dated(), feed(), outcome, jitter=0, now=T0))
    assert feeds.feed_state(crashed, FEED_URL) == before
    assert len(feeds.known_entries(crashed, FEED_URL)) == 2 + (not first_sight)
    commit(crashed, dated(), feed(), outcome)
    assert outbox.pending_alerts(crashed) == outbox.pending_alerts(at_once)
    assert feeds.feed_state(crashed, FEED_URL) == feeds.feed_state(at_once, FEED_URL)
