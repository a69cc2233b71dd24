"""How well the feeds are heard."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import Arrival, Cause, FailureKind, FeedState, FeedUrl, Hints, Move, Plan, Stop, Validators
from bot.store import facts, feeds, pulse
from tests.builders import T0, entry, feed

if TYPE_CHECKING:
    from bot.store import Database

HEARD, SICK, NEW = (feed(f"https://{name}.example/feed") for name in ("heard", "sick", "new"))


def save(db: Database, url: FeedUrl, *, polled: bool = True, failing: bool = False) -> None:
    state = FeedState(
        url,
        next_poll_at=T0,
        first_read_at=T0 if polled else None,
        failures=int(failing),
        failing_since=T0 if failing else None,
        failure="timeout" if failing else "",
    )
    feeds.save_feed_state(db, state, polled_at=T0 if polled else None)


def test_coverage_tells_feeds_that_answer_from_those_that_fail_and_those_never_read(db: Database) -> None:
    save(db, HEARD.url)
    save(db, SICK.url, failing=True)
    save(db, NEW.url, polled=False)
    found = feeds.coverage(db, [HEARD, SICK, NEW], T0)
    assert (found.feeds, found.answering, found.unread, found.last_poll_at) == (3, 1, 1, T0)


def test_no_feed_is_heard_while_our_own_network_is_down(db: Database) -> None:
    """Though none is blamed: a subscriber who asks must not be told that all is well."""
    save(db, HEARD.url)
    pulse.note_network(db, T0)
    assert feeds.coverage(db, [HEARD], T0).answering == 0
    pulse.note_network(db, None)
    assert feeds.coverage(db, [HEARD], T0).answering == 1


def test_coverage_counts_the_entries_of_the_last_day(db: Database) -> None:
    for title, age in (("new", 1), ("old", 25)):
        seen = T0 - timedelta(hours=age)
        arrival = Arrival(entry(title), published=seen, seen_at=seen, silence=None)
        facts.apply(db, Plan(FeedState(HEARD.url, next_poll_at=T0), arrivals=(arrival,)), seen)
    assert feeds.coverage(db, [HEARD], T0).entries == 1


def test_only_scheduling_a_feed_does_not_count_as_a_poll(db: Database) -> None:
    save(db, HEARD.url)
    feeds.save_feed_state(db, FeedState(HEARD.url, next_poll_at=T0), polled_at=None)
    assert feeds.coverage(db, [HEARD], T0).last_poll_at == T0


def test_what_is_due_is_found_by_its_index_the_longest_due_first(db: Database) -> None:
    """Of ten thousand feeds a few are, and the question is asked every second."""
    for one, minutes, stopped in ((HEARD, 1, None), (SICK, 3, None), (NEW, 5, Stop.GONE)):
        state = FeedState(one.url, next_poll_at=T0 - timedelta(minutes=minutes), stopped=stopped)
        feeds.save_feed_state(db, state, polled_at=None)
    feeds.save_feed_state(db, FeedState(FeedUrl("https://later.example/"), T0 + timedelta(minutes=1)), polled_at=None)
    assert [state.url for state in feeds.due_feeds(db, T0, most=9)] == [SICK.url, HEARD.url]
    assert [state.url for state in feeds.due_feeds(db, T0, most=1)] == [SICK.url]
    assert [state.url for state in feeds.due_feeds(db, T0, most=1, after=1)] == [HEARD.url]
    feeds.retire_others(db, {HEARD.url})
    assert [state.url for state in feeds.due_feeds(db, T0, most=9)] == [HEARD.url]
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    feeds.due_feeds(db, T0, most=9)
    (plan,) = db.execute(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()
    assert "feeds_by_turn" in plan["detail"]


def test_states_are_those_of_the_feeds_asked_for(db: Database) -> None:
    save(db, HEARD.url)
    save(db, SICK.url)
    assert feeds.feed_states(db, {SICK.url}).keys() == {SICK.url}
    assert feeds.feed_state(db, NEW.url) is None


def test_all_that_is_remembered_of_a_feed_comes_back_as_it_was(db: Database) -> None:
    state = FeedState(
        HEARD.url,
        next_poll_at=T0,
        validators=Validators('W/"a"', "then", "https://b.example/"),
        body_hash="hash",
        first_read_at=T0,
        last_read_at=T0,
        last_entry_at=T0,
        failures=3,
        failing_since=T0,
        failure="timeout: 30 s",
        causes={FailureKind.TLS: Cause(1, T0), FailureKind.TIMEOUT: Cause(2, T0)},
        told="timeout: 30 s",
        stopped=Stop.MISSING,
        address="https://b.example/",
        move=Move("https://c.example/", T0, 2, T0 + timedelta(hours=8)),
        hints=Hints(timedelta(minutes=90), frozenset({1, 2}), frozenset({6})),
        answered_at=T0,
        document_at=T0,
        asked_until=T0,
        empty_since=T0,
        undated=True,
        repeats=4,
    )
    feeds.save_feed_state(db, state, polled_at=T0)
    found = feeds.feed_state(db, HEARD.url)
    assert found == state
    assert found is not None
    assert list(found.causes) == [FailureKind.TLS, FailureKind.TIMEOUT], "the latest last"
    assert feeds.polled_at(db, HEARD.url) == T0


def test_rule_13_feeds_are_brought_forward_spread_over_the_time_and_never_put_off(db: Database) -> None:
    """Rule 13: after an outage, by a hash of their addresses, or all would come in one second."""
    save(db, HEARD.url)
    cut_off = [FeedUrl(f"https://{number}.example/") for number in range(500)]
    for url in cut_off:
        feeds.save_feed_state(db, FeedState(url, T0 + timedelta(days=1)), polled_at=None)
    feeds.bring_forward(db, [HEARD.url, *cut_off], T0, timedelta(minutes=1))
    due = {url: state.next_poll_at for url, state in feeds.feed_states(db, {HEARD.url, *cut_off}).items()}
    assert due.pop(HEARD.url) == T0
    assert {(at - T0) // timedelta(seconds=1) for at in due.values()} == set(range(60))
