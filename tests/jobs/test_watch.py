"""How a feeds.yaml takes effect, at the start and when it is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.jobs.watch import adopt, make_watch
from bot.model import Arrival, Config, FeedState, Phase, Plan, Silence
from bot.store import Database, facts, feeds, open_store, pulse, questions, transaction
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
    state = FeedState(feed().url, next_poll_at=T0 + HOUR, first_read_at=T0)
    with transaction(db):
        facts.apply(db, Plan(state, arrivals=tuple(arrivals)), T0)


def test_a_new_feed_is_due_at_once() -> None:
    db = open_store(None)
    adopt(db, make_watch(CONFIG), T0)
    assert state(db) == FeedState(feed().url, next_poll_at=T0)


def test_rule_12_a_restart_keeps_when_a_feed_is_due() -> None:
    """Rule 12: or every restart would fetch everything again."""
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


def test_rule_13_the_first_polls_of_many_new_feeds_are_spread() -> None:
    """Rule 13: by a hash of their addresses, within a minute; a feed that is known keeps its time."""
    many = tuple(feed(f"https://{number}.example/") for number in range(2_000))
    db = open_store(None)
    adopt(db, make_watch(replace(CONFIG, feeds=many[:1])), T0)
    adopt(db, make_watch(replace(CONFIG, feeds=many)), T0, spread=timedelta(milliseconds=100))
    states = feeds.feed_states(db, {one.url for one in many})
    assert states[many[0].url].next_poll_at == T0
    seconds = [int((states[one.url].next_poll_at - T0).total_seconds()) for one in many[1:]]
    assert set(seconds) == set(range(60))
    assert max(map(seconds.count, range(60))) < 70


def test_rule_13_a_few_new_feeds_are_hardly_kept_waiting() -> None:
    """Rule 13: however many are known."""
    many = tuple(feed(f"https://{number}.example/") for number in range(500))
    db = open_store(None)
    adopt(db, make_watch(replace(CONFIG, feeds=many[20:])), T0, spread=timedelta(milliseconds=100))
    adopt(db, make_watch(replace(CONFIG, feeds=many)), T0, spread=timedelta(milliseconds=100))
    states = feeds.feed_states(db, {one.url for one in many[:20]})
    assert all(state.next_poll_at < T0 + timedelta(seconds=2) for state in states.values())


def test_rule_10_a_restart_cuts_no_wait_that_the_server_asked_for() -> None:
    """Rule 10: nor does saving feeds.yaml."""
    db = open_store(None)
    watch = make_watch(CONFIG)
    asked = FeedState(feed().url, next_poll_at=T0 + 9 * HOUR, first_read_at=T0, asked_until=T0 + 9 * HOUR)
    feeds.save_feed_state(db, asked, polled_at=T0)
    adopt(db, watch, T0 + HOUR)
    assert state(db).next_poll_at == T0 + 9 * HOUR
