"""What a plan writes is what facts read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model import (
    Arrival,
    ChangeKind,
    EntryKey,
    FeedState,
    Fetched,
    Plan,
    QuestionId,
    Silence,
    Transition,
    TransitionId,
    Unchanged,
    Validators,
)
from bot.store import facts, feeds, questions
from bot.store.columns import to_ms
from tests.builders import FEED_URL, T0, development, entry, evidence, feed

if TYPE_CHECKING:
    from bot.model import Development, Facts
    from bot.store import Database

STATE = FeedState(
    FEED_URL,
    next_poll_at=T0 + timedelta(minutes=15),
    validators=Validators('"v1"', "Thu, 08 Jan 2026 12:00:00 GMT"),
    body_hash="hash",
    first_read_at=T0,
    last_read_at=T0,
    last_entry_at=T0,
)
DATED, UNDATED = entry("dated"), entry("undated", published=None)
FIRST = development(
    evidence(DATED), replace(evidence(UNDATED, origin="other.example", official=True), focus="the list stays")
)
STEP = Transition(
    TransitionId("t1"), FIRST.question, FIRST.id, ChangeKind.REPORTED, T0, "first report, by The Example", silence=None
)
PLAN = Plan(
    state=STATE,
    arrivals=tuple(Arrival(e, published=T0, seen_at=T0, silence=None) for e in (DATED, UNDATED)),
    developments=(FIRST,),
    transitions=(STEP,),
    alerts=(STEP.id,),
)


def outcome(*entries_of: str) -> Fetched:
    return Fetched(FEED_URL, Validators(), "hash", tuple(entry(title) for title in entries_of), ())


def load(db: Database, *titles: str, matched: tuple[str, ...] = ("visit-date",)) -> Facts:
    return facts.load_facts(
        db, feed(), outcome(*titles), [QuestionId(q) for q in matched], since=T0 - timedelta(days=3), now=T0
    )


def test_a_feed_never_polled_has_a_state_that_is_due_and_unread(db: Database) -> None:
    found = load(db, "dated")
    assert found.state == FeedState(FEED_URL, next_poll_at=T0)
    assert (found.known, found.developments) == ({}, {"visit-date": ()})


def test_everything_a_plan_says_is_read_back_the_same(db: Database) -> None:
    facts.apply(db, PLAN, T0)
    found = load(db, "dated", "never seen")
    assert found.state == STATE
    assert found.known == {DATED.key: DATED.fingerprint}
    assert found.developments == {"visit-date": (FIRST,)}
    assert questions.transition(db, STEP.id) == STEP


def test_applying_a_plan_again_changes_nothing(db: Database) -> None:
    facts.apply(db, PLAN, T0)
    before = "\n".join(db.conn.iterdump())
    facts.apply(db, PLAN, T0)
    assert "\n".join(db.conn.iterdump()) == before


@pytest.mark.parametrize(
    ("kind", "asked"), [(ChangeKind.CHANGED, True), (ChangeKind.DISPUTED, True), (ChangeKind.REPORTED, False)]
)
def test_a_changed_or_disputed_answer_asks_after_all_recent_messages_on_its_question(
    db: Database, kind: ChangeKind, *, asked: bool
) -> None:
    """They gave the old answer, whichever development they told."""
    facts.apply(db, PLAN, T0)
    later = T0 + timedelta(hours=1)
    other = development(evidence(entry("other")), id="other")
    step = replace(STEP, id=TransitionId("t2"), development=other.id, kind=kind, at=later)
    facts.apply(db, Plan(STATE, developments=(other,), transitions=(step,), alerts=(step.id,)), later)
    edition = db.execute("SELECT edition FROM alerts WHERE transition = 't1'").fetchone()["edition"]
    assert edition == (to_ms(later) if asked else to_ms(T0))


def test_a_document_that_did_not_change_names_no_entries(db: Database) -> None:
    facts.apply(db, PLAN, T0)
    found = facts.load_facts(db, feed(), Unchanged(FEED_URL, Validators()), (), since=T0, now=T0)
    assert (found.known, found.developments) == ({}, {})


def test_developments_without_recent_evidence_and_of_other_questions_stay_away(db: Database) -> None:
    facts.apply(db, PLAN, T0)
    later = facts.load_facts(
        db, feed(), outcome(), [FIRST.question, QuestionId("visa")], since=T0 + timedelta(seconds=1), now=T0
    )
    assert later.developments == {"visit-date": (), "visa": ()}


def test_a_changed_entry_keeps_the_time_it_was_first_seen(db: Database) -> None:
    facts.apply(db, PLAN, T0)
    edited = replace(DATED, title="dated, edited", fingerprint="2")
    later = T0 + timedelta(hours=1)
    facts.apply(db, Plan(STATE, arrivals=(Arrival(edited, T0, later, silence=None),)), later)
    (stored, _) = facts.archived(db, FEED_URL, T0, Silence.STALE)
    assert (stored.entry.title, stored.seen_at) == ("dated, edited", T0)


def test_entries_still_listed_are_remembered_as_such(db: Database) -> None:
    facts.apply(db, PLAN, T0)
    later = T0 + timedelta(days=100)
    facts.apply(db, Plan(STATE, present=(DATED.key,)), later)
    assert list(feeds.known_entries(db, FEED_URL)) == [DATED.key, UNDATED.key]


def test_entries_long_gone_from_the_document_are_not_compared_with(db: Database) -> None:
    """A busy feed has thousands of them, and its next document some thirty."""
    later = T0 + timedelta(days=3)
    facts.apply(db, PLAN, T0)
    facts.apply(db, Plan(replace(STATE, last_read_at=later), present=(DATED.key,)), later)
    assert feeds.known_entries(db, FEED_URL) == {DATED.key: DATED.fingerprint}
    assert feeds.fingerprints(db, FEED_URL, [UNDATED.key, EntryKey("new")]) == {UNDATED.key: UNDATED.fingerprint}


def test_the_archive_gives_a_feeds_entries_oldest_first(db: Database) -> None:
    arrivals = [
        Arrival(entry(f"entry {n}"), published=T0 - timedelta(hours=n), seen_at=T0, silence=None) for n in range(3)
    ]
    facts.apply(db, Plan(STATE, arrivals=tuple(arrivals)), T0)
    found = facts.archived(db, FEED_URL, T0, Silence.FIRST_SIGHT_OF_QUESTION)
    assert [a.entry.title for a in found] == ["entry 2", "entry 1", "entry 0"]
    assert {a.silence for a in found} == {Silence.FIRST_SIGHT_OF_QUESTION}
    assert facts.archived(db, FEED_URL, T0 + timedelta(seconds=1), Silence.STALE) == ()


def test_an_entry_without_a_date_is_still_one_after_it_was_stored(db: Database) -> None:
    facts.apply(db, PLAN, T0)
    stored = {a.entry.key: a.entry.published for a in facts.archived(db, FEED_URL, T0, Silence.STALE)}
    assert stored == {DATED.key: T0, EntryKey("undated"): None}


def test_of_a_question_come_the_latest_developments_with_so_many_pieces_of_evidence(db: Database) -> None:
    def told(id_: str, *hours: int) -> Development:
        pieces = (evidence(entry(f"{id_} {hour}"), seen_at=T0 + timedelta(hours=hour)) for hour in hours)
        return development(*pieces, id=id_, opened_at=T0 + timedelta(hours=hours[0]))

    early, long, late = told("c", 0), told("b", 1, 2, 5), told("a", 4)
    for one in (early, long, late):
        questions.save_development(db, one)
    for most, found in (
        (1, (long,)),
        (3, (long,)),
        (4, (long, late)),
        (5, (early, long, late)),
        (9, (early, long, late)),
    ):
        assert questions.recent_developments(db, {early.question}, T0, most) == {early.question: found}
