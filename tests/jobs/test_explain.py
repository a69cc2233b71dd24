"""The way of an entry: one test for each place at which it may stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.jobs.explain import Bearing, Trace, find, traces, up_to
from bot.jobs.replay import Incoming, replay
from bot.model import Config, Entry, EntryKey, Feed, FeedKind, FeedUrl, Phase, Silence
from tests.builders import FEED_URL, T0, entry, feed, question

HOUR = timedelta(hours=1)
OTHER = feed("https://other.example/feed", outlet="The Other")
MINISTRY = feed("https://ministry.example/feed", outlet="The Ministry", kind=FeedKind.OFFICIAL)
CONFIG = Config(
    feeds=(feed(), OTHER, MINISTRY),
    questions=(question(), question("visa", "Petro NEAR/12 (visa OR visado)")),
    freshness=48 * HOUR,
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)
VISIT = entry(
    "Petro to visit the White House on Feb. 3", guid="g-1", url="https://news.example/politics/visit?utm_source=x"
)


def comes(about: Entry, after: timedelta = HOUR, of: Feed | None = None) -> Incoming:
    source = of or feed()
    return Incoming(T0 + after, source, (replace(about, feed=source.url),))


def trace(
    *incoming: Incoming,
    unread: set[FeedUrl] | None = None,
    watched_since: timedelta | None = None,
) -> Trace:
    """Of the entry that comes last."""
    wanted = {(e.feed, e.key) for e in incoming[-1].entries}
    since = {q.id: T0 + watched_since for q in CONFIG.questions} if watched_since else {}
    *_, last = traces(CONFIG, replay(CONFIG, incoming, unread=unread or ()), wanted, since)
    return last


def only(traced: Trace) -> Bearing:
    (bearing,) = traced.bearings
    return bearing


# ------------------------------------------------------------------ where it stops


def test_news_is_told() -> None:
    bearing = only(trace(comes(VISIT)))
    assert (bearing.question.id, bearing.opened, bearing.joined, bearing.silence) == ("visit-date", True, "", None)
    assert [hit.term for hit in bearing.match.hits] == ["Petro", '"White House"']
    assert [step.reason for step in bearing.steps] == ["first report, by The Example"]
    assert len(bearing.alerts) == 1


def test_a_question_that_it_does_not_match_is_told_with_what_is_missing() -> None:
    (miss,) = trace(comes(VISIT)).misses
    assert miss.question.id == "visa"
    assert [(part.is_met, len(part.hits)) for part in miss.parts] == [(False, 1)]


def test_an_entry_that_bears_on_nothing() -> None:
    traced = trace(comes(entry("Rain in Bogotá", "All week.")))
    assert (traced.bearings, len(traced.misses)) == ((), 2)
    assert traced.arrival


def test_another_report_says_what_it_joined_and_why_it_is_not_told() -> None:
    elsewhere = replace(VISIT, url="https://other.example/1")
    bearing = only(trace(comes(VISIT), comes(elsewhere, 2 * HOUR, OTHER)))
    assert (bearing.opened, bearing.joined) == (False, "the same guid")
    assert bearing.development.lead.outlet == "The Example"
    assert [step.kind for step in bearing.steps] == ["confirmed"]
    assert (bearing.alerts, bearing.silence) == ((), None)


def test_a_report_by_an_official_source_is_told_and_confirmed_at_once() -> None:
    bearing = only(trace(comes(VISIT, of=MINISTRY)))
    assert [step.kind for step in bearing.steps] == ["reported", "confirmed"]
    assert bearing.development.phase is Phase.CONFIRMED
    assert [step.kind for step in bearing.alerts] == ["reported"]


def test_first_sight_of_its_feed() -> None:
    traced = trace(comes(VISIT), unread={FEED_URL})
    assert traced.arrival
    assert traced.arrival.silence is Silence.FIRST_SIGHT_OF_FEED
    assert (only(traced).silence, only(traced).alerts) == (Silence.FIRST_SIGHT_OF_FEED, ())


def test_first_sight_of_its_question() -> None:
    """Entries that were stored before a question was asked were read in silence."""
    assert only(trace(comes(VISIT), watched_since=2 * HOUR)).silence is Silence.FIRST_SIGHT_OF_QUESTION
    assert only(trace(comes(VISIT), watched_since=2 * HOUR)).alerts == ()
    assert len(only(trace(comes(VISIT), watched_since=HOUR)).alerts) == 1


def test_older_than_the_freshness_window() -> None:
    bearing = only(trace(comes(VISIT, 60 * HOUR)))
    assert (bearing.silence, bearing.alerts) == (Silence.STALE, ())


def test_known_already() -> None:
    traced = trace(comes(VISIT), comes(VISIT, 2 * HOUR))
    assert (traced.arrival, traced.bearings, traced.misses) == (None, (), ())


def test_each_headline_of_an_entry_has_its_trace() -> None:
    edited = replace(VISIT, title="Petro will visit the White House", fingerprint="edited")
    wanted = {(VISIT.feed, VISIT.key)}
    steps = replay(CONFIG, [comes(VISIT), comes(edited, 2 * HOUR)])
    first, second = traces(CONFIG, steps, wanted, {})
    assert (first.entry.title, second.entry.title) == (VISIT.title, edited.title)
    assert only(second).joined == "the same entry"


def test_what_came_with_it_does_not_take_its_place() -> None:
    """Two entries of one poll on one question, each with its own development and reason."""
    other = entry("Petro leaves the White House in anger", "He spoke to nobody afterwards.", guid="g-2")
    both = Incoming(T0 + HOUR, feed(), (VISIT, other))
    steps = replay(CONFIG, [comes(VISIT, of=OTHER, after=timedelta(minutes=30)), both])
    found = {t.entry.guid: only(t) for t in traces(CONFIG, steps, {(e.feed, e.key) for e in both.entries}, {})}
    assert (found["g-1"].joined, found["g-2"].joined) == ("the same guid", "")
    assert found["g-2"].opened


def test_only_what_came_before_is_replayed() -> None:
    incoming = [comes(VISIT), comes(entry("Rain"), 2 * HOUR), comes(entry("Snow"), 3 * HOUR)]
    assert up_to(incoming, {(FEED_URL, entry("Rain").key)}) == incoming[:2]
    assert up_to(incoming, set()) == []


# ------------------------------------------------------------------ which entry is meant


ENTRIES = (VISIT, entry("La visa de Petro: qué sigue"), entry("Colombia pide revisar la visa", guid="g-3"))


@pytest.mark.parametrize(
    "wanted",
    [
        "https://news.example/politics/visit?utm_source=x",
        "http://www.news.example/politics/visit/",
        "g-1",
        VISIT.key,
        f" {VISIT.key}\n",
    ],
)
def test_an_entry_is_found_by_its_names(wanted: str) -> None:
    found = find(ENTRIES, wanted)
    assert (found.entries, found.is_exact, found.nearest) == ((VISIT,), True, ())


@pytest.mark.parametrize("wanted", ["LA VISA DE", "petro:  que sigue"])
def test_or_by_a_piece_of_its_title_whatever_its_case_and_accents(wanted: str) -> None:
    found = find(ENTRIES, wanted)
    assert (found.entries, found.is_exact) == ((ENTRIES[1],), False)


def test_a_piece_of_several_titles_finds_them_all() -> None:
    assert find(ENTRIES, "la visa").entries == ENTRIES[1:]


@pytest.mark.parametrize(
    "wanted", ["visa Petro Colombia revisar", "https://other.example/colombia-pide-revisar-visa-petro"]
)
def test_where_none_is_meant_the_nearest_titles_come_first(wanted: str) -> None:
    found = find(ENTRIES, wanted)
    assert (found.entries, found.nearest[0]) == ((), ENTRIES[2])


@pytest.mark.parametrize("wanted", ["", "   ", "xyz", "https://[broken"])
def test_what_resembles_nothing_finds_nothing(wanted: str) -> None:
    assert find([*ENTRIES, replace(VISIT, key=EntryKey("k"), guid="", url="")], wanted) == find((), wanted)


def test_an_entry_of_two_feeds_is_found_in_both_and_versions_once() -> None:
    twice = (VISIT, replace(VISIT, feed=OTHER.url), replace(VISIT, fingerprint="edited"))
    assert [e.feed for e in find(twice, VISIT.url).entries] == [FEED_URL, OTHER.url]
