"""Deciding as a whole: what an outcome changes, and that deciding again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.copies import WINDOW
from bot.core.decide import decide
from bot.core.interval import demand, own_interval
from bot.core.match import build_index, match
from bot.core.route import manner
from bot.model import (
    Config,
    Entry,
    EntryKey,
    Facts,
    FailureKind,
    Feed,
    FeedState,
    Fetched,
    FetchFailed,
    FetchOutcome,
    Plan,
    Silence,
    Unchanged,
    Validators,
)
from bot.store import facts, open_store
from tests.builders import FEED_URL, T0, entry, feed, question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store import Database

HOUR = timedelta(hours=1)
OTHER = feed("https://other.example/feed", outlet="The Other")
CONFIG = Config(
    feeds=(feed(), OTHER),
    questions=(question(), question("visa", "Petro NEAR/12 (visa OR visado)")),
    freshness=timedelta(hours=48),
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)
INDEX = build_index(CONFIG.questions)
VISIT = "Petro to visit the White House on Feb. 3"


def fetched(*entries: Entry, of: Feed | None = None) -> Fetched:
    source = (of or feed()).url
    return Fetched(source, Validators('"1"'), "hash", tuple(replace(e, feed=source) for e in entries), ())


def take(db: Database, outcome: FetchOutcome, *, of: Feed | None = None, after: timedelta = HOUR) -> Plan:
    """What the poll job does with an outcome, without its transaction and its log."""
    source, now = of or feed(), T0 + after
    matches = match(INDEX, outcome.entries, source) if isinstance(outcome, Fetched) else ()
    matched = {found.question for found in matches}
    known = facts.load_facts(db, source, outcome, matched, since=now - WINDOW, now=now)
    plan = decide(CONFIG, known, outcome, matches, jitter=0, now=now)
    facts.apply(db, plan, now)
    return plan


def watched() -> Database:
    """A store whose feeds have been read once, so that nothing is first sight."""
    db = open_store(None)
    for source in CONFIG.feeds:
        state = FeedState(source.url, next_poll_at=T0, first_read_at=T0)
        facts.apply(db, Plan(state), T0)
    return db


def test_a_first_report_is_told_once_for_each_question_it_bears_on() -> None:
    plan = take(watched(), fetched(entry("Petro's visa question settled before White House visit")))
    assert sorted(m.question for m in plan.matches) == ["visa", "visit-date"]
    assert len(plan.alerts) == 2


def test_an_entry_that_bears_on_nothing_is_kept_and_not_told() -> None:
    plan = take(watched(), fetched(entry("Bogotá sees rain", "All week.")))
    assert len(plan.arrivals) == 1
    assert (plan.matches, plan.developments, plan.alerts) == ((), (), ())


def test_another_outlet_with_the_same_news_is_evidence_that_confirms_and_is_not_told() -> None:
    db = watched()
    take(db, fetched(entry(VISIT)))
    plan = take(db, fetched(entry(VISIT, url="https://other.example/a"), of=OTHER), of=OTHER, after=2 * HOUR)
    (development,) = plan.developments
    assert development.origins == {"news.example", "other.example"}
    assert [t.kind for t in plan.transitions] == ["confirmed"]
    assert plan.alerts == ()


def test_first_sight_of_a_feed_builds_the_state_and_tells_nothing() -> None:
    db = open_store(None)
    plan = take(db, fetched(entry(VISIT)))
    assert len(plan.developments) == 1
    assert [t.silence for t in plan.transitions] == [Silence.FIRST_SIGHT_OF_FEED]
    assert plan.alerts == ()
    later = entry("Petro at the White House: a first", "A look back at earlier guests.")
    assert len(take(db, fetched(later), after=2 * HOUR).alerts) == 1


def test_an_empty_first_document_is_first_sight_too() -> None:
    db = open_store(None)
    take(db, fetched())
    assert len(take(db, fetched(entry(VISIT)), after=2 * HOUR).alerts) == 1


def test_what_was_known_in_silence_stays_silent_when_another_outlet_repeats_it() -> None:
    db = open_store(None)
    take(db, fetched(of=OTHER), of=OTHER)
    take(db, fetched(entry(VISIT)))
    again = fetched(entry(VISIT, url="https://other.example/a"), of=OTHER)
    assert take(db, again, of=OTHER, after=2 * HOUR).alerts == ()


def test_an_old_entry_that_arrives_late_is_evidence_and_not_told() -> None:
    plan = take(watched(), fetched(entry(VISIT, published=T0 - timedelta(hours=60))))
    assert [t.silence for t in plan.transitions] == [Silence.STALE]
    assert plan.alerts == ()


def test_no_document_changes_only_the_schedule_and_the_rhythm() -> None:
    db = watched()
    for outcome in (Unchanged(FEED_URL, Validators()), FetchFailed(FEED_URL, FailureKind.TIMEOUT, "")):
        plan = replace(take(db, outcome), notices=())
        assert plan == Plan(plan.state, rhythm=plan.rhythm, demand=plan.demand, heard=isinstance(outcome, Unchanged))


def test_the_next_poll_follows_from_what_the_poll_taught() -> None:
    """A feed that has just published is due sooner than one that has not, for the same effort."""
    learned = feed(every=None)
    news = [replace(entry(f"Report {n}", published=T0 - n * HOUR), feed=FEED_URL) for n in range(20)]
    waits = []
    for outcome in (fetched(*news), fetched()):
        known = Facts(learned, FeedState(FEED_URL, T0), {}, {})
        plan = decide(CONFIG, known, outcome, (), jitter=0, now=T0, effort=20.0)
        assert plan.rhythm is not None
        assert plan.demand == demand(plan.rhythm)
        assert plan.state.next_poll_at == T0 + own_interval(learned, CONFIG, plan.rhythm, 20.0, T0)
        waits.append(plan.state.next_poll_at - T0)
    assert waits[0] < waits[1]


@pytest.mark.parametrize(("every", "wait"), [(HOUR, 4 * HOUR), (None, 20 * HOUR)])
def test_rule_10_a_server_keeps_us_away_for_less_where_an_admin_is_in_a_hurry(
    every: timedelta | None, wait: timedelta
) -> None:
    """Rule 10: four hours at most for a feed whose `every` is set."""
    known = Facts(feed(every=every), FeedState(FEED_URL, T0), {}, {})
    plan = decide(CONFIG, known, Unchanged(FEED_URL, Validators(), 20 * HOUR), (), jitter=0, now=T0)
    assert plan.state.next_poll_at == T0 + wait


@pytest.mark.parametrize("outcome", [fetched(), Unchanged(FEED_URL, Validators())])
def test_after_hours_in_which_a_feed_could_not_be_heard_what_it_tells_is_late(outcome: FetchOutcome) -> None:
    """Either kind of answer ends them; a failure does not."""
    db = watched()
    take(db, outcome)
    take(db, FetchFailed(FEED_URL, FailureKind.TIMEOUT, ""), after=5 * HOUR)
    published = T0 + 2 * HOUR
    first = take(db, fetched(entry(VISIT, published=published)), after=60 * HOUR)
    assert (first.late, len(first.alerts)) == (True, 1)
    later = take(db, fetched(entry("Petro at the White House: a first", published=published)), after=61 * HOUR)
    assert (later.late, later.alerts) == (False, ())


TITLES = st.sampled_from(
    [
        VISIT,
        "Petro to visit the White House on Feb. 4",
        "Petro will not visit the White House",
        "BREAKING: Petro to visit the White House on Feb. 3",
        "Petro's visa is under review",
        "Casa Blanca espera a Petro",
        "Rain in Bogotá",
    ]
)
ENTRIES = st.builds(
    entry,
    title=TITLES,
    summary=st.sampled_from(["", "The date was settled.", "Ministers heard it on television, 12 of them."]),
    key=st.sampled_from("abcdef"),
    url=st.sampled_from(["https://news.example/1", "https://news.example/2", ""]),
    published=st.one_of(
        st.none(), st.datetimes(T0.replace(tzinfo=None) - timedelta(days=4)).map(lambda t: t.replace(tzinfo=T0.tzinfo))
    ),
)


def distinct(entries: Iterable[Entry]) -> list[Entry]:
    return list({e.key: e for e in entries}.values())


DOCUMENTS = st.lists(ENTRIES, max_size=6).map(distinct)


@given(st.lists(DOCUMENTS, min_size=1, max_size=4))
def test_deciding_again_on_the_same_document_tells_nothing(documents: list[list[Entry]]) -> None:
    db = watched()
    for n, document in enumerate(documents):
        take(db, fetched(*document), after=n * HOUR)
        again = take(db, fetched(*document), after=n * HOUR)
        assert (again.arrivals, again.transitions, again.alerts) == ((), (), ())


@given(st.lists(DOCUMENTS, min_size=1, max_size=4))
def test_restating_never_pushes(documents: list[list[Entry]]) -> None:
    """What another outlet copies, however much of it and in whatever order, makes no sound."""
    db = watched()
    for n, document in enumerate(documents):
        take(db, fetched(*document), after=n * HOUR)
    for n, document in enumerate(reversed(documents), len(documents)):
        copies = (replace(e, key=EntryKey(f"copy of {e.key}"), guid="", url=f"{OTHER.url}/{e.key}") for e in document)
        plan = take(db, fetched(*copies, of=OTHER), of=OTHER, after=n * HOUR)
        steps = {step.id: step.kind for step in plan.transitions}
        assert [alert for alert in plan.alerts if not manner(steps[alert]).silent] == []


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_entries_in_a_document_does_not_matter(document: list[Entry], random: object) -> None:
    shuffled = list(document)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (take(watched(), fetched(*entries)) for entries in (document, shuffled))
    assert one.developments == other.developments
    assert one.alerts == other.alerts


@given(st.lists(DOCUMENTS, min_size=1, max_size=4))
def test_every_entry_that_matched_is_evidence_somewhere(documents: list[list[Entry]]) -> None:
    """A merge drops nothing."""
    db = watched()
    for n, document in enumerate(documents):
        plan = take(db, fetched(*document), after=n * HOUR)
        evidence = {(d.question, e.entry.key, e.entry.title) for d in plan.developments for e in d.evidence}
        assert {(m.question, m.entry.key, m.entry.title) for m in plan.matches} <= evidence
