"""Which entries are let in, and which of them in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.admit import admit
from bot.model import EntryKey, Facts, FeedState, Heard, Silence
from tests.builders import FEED_URL, T0, entry, feed

FRESHNESS = timedelta(hours=48)
HOUR = timedelta(hours=1)
NEVER_READ = Facts(feed(), FeedState(FEED_URL, next_poll_at=T0), known={}, developments={})
READ_BEFORE = replace(NEVER_READ, state=FeedState(FEED_URL, next_poll_at=T0, first_read_at=T0 - timedelta(days=1)))


def test_a_known_entry_is_not_let_in_again() -> None:
    seen = entry(key="a", fingerprint="1")
    assert admit([seen], replace(READ_BEFORE, known={EntryKey("a"): "1"}), FRESHNESS, T0) == ()


def test_a_known_entry_whose_text_changed_is_let_in() -> None:
    known = replace(READ_BEFORE, known={EntryKey("a"): "1"})
    (arrival,) = admit([entry(key="a", fingerprint="2")], known, FRESHNESS, T0)
    assert arrival.silence is None


def test_all_of_a_feed_never_read_before_arrives_in_silence() -> None:
    (arrival,) = admit([entry()], NEVER_READ, FRESHNESS, T0)
    assert arrival.silence is Silence.FIRST_SIGHT_OF_FEED


def test_an_entry_of_the_freshness_window_is_told_and_one_older_is_not() -> None:
    fresh = entry("fresh", published=T0 - FRESHNESS)
    stale = entry("stale", published=T0 - FRESHNESS - timedelta(seconds=1))
    silences = {a.entry.title: a.silence for a in admit([fresh, stale], READ_BEFORE, FRESHNESS, T0)}
    assert silences == {"fresh": None, "stale": Silence.STALE}


def test_what_was_published_while_the_feed_could_not_be_heard_is_not_too_old_to_be_told() -> None:
    """Three days away: what the feed said before that, and shows only now, stays silent."""
    last = T0 - 72 * HOUR
    away = replace(READ_BEFORE, heard=Heard(last, until=last + HOUR / 4))
    missed, before = entry("missed", published=last), entry("before", published=last - timedelta(seconds=1))
    silences = {a.entry.title: a.silence for a in admit([missed, before], away, FRESHNESS, T0)}
    assert silences == {"missed": None, "before": Silence.STALE}


def test_what_is_fresh_is_told_though_it_is_from_before_the_feed_fell_silent() -> None:
    """Five hours away: a feed may well list late what was published before them."""
    last = T0 - 5 * HOUR
    away = replace(READ_BEFORE, heard=Heard(last, until=last + HOUR / 4))
    (arrival,) = admit([entry(published=last - HOUR)], away, FRESHNESS, T0)
    assert arrival.silence is None


def test_a_feed_that_was_heard_in_time_is_no_excuse_for_what_comes_late() -> None:
    """However long its own interval is."""
    heard = replace(READ_BEFORE, heard=Heard(T0 - 72 * HOUR, until=T0 - HOUR))
    (arrival,) = admit([entry(published=T0 - 50 * HOUR)], heard, FRESHNESS, T0)
    assert arrival.silence is Silence.STALE


def test_first_sight_is_silent_however_long_we_were_away() -> None:
    away = replace(NEVER_READ, heard=Heard(T0 - 72 * HOUR, until=T0 - 71 * HOUR))
    (arrival,) = admit([entry()], away, FRESHNESS, T0)
    assert arrival.silence is Silence.FIRST_SIGHT_OF_FEED


def test_an_entry_from_the_future_or_without_a_date_counts_as_published_now() -> None:
    future, undated = entry("future", published=T0 + timedelta(hours=5)), entry("undated", published=None)
    assert {a.published for a in admit([future, undated], READ_BEFORE, FRESHNESS, T0)} == {T0}


def test_the_oldest_comes_first_whatever_the_order_of_the_document() -> None:
    older, newer = entry("older", published=T0 - timedelta(hours=2)), entry("newer", published=T0)
    for document in ((older, newer), (newer, older)):
        titles = [a.entry.title for a in admit(document, READ_BEFORE, FRESHNESS, T0)]
        assert titles == ["older", "newer"]
