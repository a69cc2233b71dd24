"""How a feeds.yaml takes effect, at the start and when it is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.jobs.watch import adopt, make_watch
from bot.model import Arrival, Config, FeedState, Phase, Plan, Silence
from bot.store import Database, facts, feeds, open_store, pulse, questions
from tests.builders import T0, entry, feed, question

HOUR = timedelta(hours=1)
CONFIG = Config(
    feeds=(feed(),),
    questions=(question(),),
    freshness=timedelta(hours=48),
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)


def state(db: Database) -> FeedState:
    found = feeds.feed_state(db, feed().url)
    assert found is not None
    return found


def store_entries(db: Database, *titles: str) -> None:
    arrivals = [Arrival(entry(title), published=T0, seen_at=T0, silence=None) for title in titles]
    facts.apply(db, Plan(FeedState(feed().url, next_poll_at=T0 + HOUR, first_read_at=T0), arrivals=tuple(arrivals)), T0)


def test_a_new_feed_is_due_at_once() -> None:
    db = open_store(None)
    adopt(db, make_watch(CONFIG), T0)
    assert state(db) == FeedState(feed().url, next_poll_at=T0)


def test_a_restart_keeps_when_a_feed_is_due() -> None:
    db = open_store(None)
    later = FeedState(feed().url, next_poll_at=T0 + timedelta(minutes=9), first_read_at=T0)
    feeds.save_feed_state(db, later, polled_at=T0)
    adopt(db, make_watch(CONFIG), T0)
    assert state(db) == later


def test_a_shorter_interval_counts_at_once() -> None:
    db = open_store(None)
    feeds.save_feed_state(db, FeedState(feed().url, next_poll_at=T0 + 4 * HOUR), polled_at=T0)
    adopt(db, make_watch(CONFIG), T0)
    assert state(db).next_poll_at == T0 + timedelta(minutes=15)


def test_but_not_while_the_feed_fails() -> None:
    db = open_store(None)
    held = FeedState(feed().url, next_poll_at=T0 + 4 * HOUR, failures=3, failing_since=T0, failure="throttled")
    feeds.save_feed_state(db, held, polled_at=T0)
    adopt(db, make_watch(CONFIG), T0)
    assert state(db) == held


def test_a_removed_feed_is_left_alone_and_not_forgotten() -> None:
    db = open_store(None)
    adopt(db, make_watch(CONFIG), T0)
    store_entries(db, "Something")
    adopt(db, make_watch(replace(CONFIG, feeds=(feed("https://new.example/feed"),))), T0)
    overdue = pulse.pulse(db, T0 + 100 * HOUR).overdue_since
    assert overdue == T0, "only the new feed waits"
    assert feeds.known_entries(db, feed().url)


def test_a_new_question_reads_what_is_stored_in_silence() -> None:
    db = open_store(None)
    adopt(db, make_watch(replace(CONFIG, questions=(question("other", "Rubio"),))), T0)
    store_entries(db, "Petro to visit the White House", "BREAKING: Petro to visit the White House", "Rain in Bogotá")
    adopt(db, make_watch(CONFIG), T0 + HOUR)
    standing = questions.standing(db, question(), T0 + HOUR)
    assert (standing.phase, standing.total, standing.watched_since) == (Phase.REPORTED, 1, T0 + HOUR)
    (development,) = standing.developments
    assert len(development.evidence) == 2
    silences = {row["silence"] for row in db.execute("SELECT silence FROM transitions")}
    assert silences == {Silence.FIRST_SIGHT_OF_QUESTION.value}
    assert db.execute("SELECT count(*) FROM alerts").fetchone()[0] == 0


def test_a_question_known_before_reads_nothing_again() -> None:
    db = open_store(None)
    adopt(db, make_watch(CONFIG), T0)
    store_entries(db, "Petro to visit the White House")
    adopt(db, make_watch(replace(CONFIG, questions=(question(ask="Asked otherwise?"),))), T0 + HOUR)
    assert questions.standing(db, question(), T0).total == 0
    assert questions.ask(db, question().id)["en"] == "Asked otherwise?"  # type: ignore[index]
