"""Which entries are let in, and which of them in silence."""

from __future__ import annotations

from datetime import timedelta

from bot.core.admit import admit
from bot.model import EntryKey, FeedState, Silence
from tests.builders import FEED_URL, T0, entry

FRESHNESS = timedelta(hours=48)
READ_BEFORE = FeedState(FEED_URL, next_poll_at=T0, first_read_at=T0 - timedelta(days=1))


def test_a_known_entry_is_not_let_in_again() -> None:
    seen = entry(key="a", fingerprint="1")
    assert admit([seen], {EntryKey("a"): "1"}, READ_BEFORE, FRESHNESS, T0) == ()


def test_a_known_entry_whose_text_changed_is_let_in() -> None:
    (arrival,) = admit([entry(key="a", fingerprint="2")], {EntryKey("a"): "1"}, READ_BEFORE, FRESHNESS, T0)
    assert arrival.silence is None


def test_all_of_a_feed_never_read_before_arrives_in_silence() -> None:
    (arrival,) = admit([entry()], {}, FeedState(FEED_URL, next_poll_at=T0), FRESHNESS, T0)
    assert arrival.silence is Silence.FIRST_SIGHT_OF_FEED


def test_an_entry_of_the_freshness_window_is_told_and_one_older_is_not() -> None:
    fresh = entry("fresh", published=T0 - FRESHNESS)
    stale = entry("stale", published=T0 - FRESHNESS - timedelta(seconds=1))
    silences = {a.entry.title: a.silence for a in admit([fresh, stale], {}, READ_BEFORE, FRESHNESS, T0)}
    assert silences == {"fresh": None, "stale": Silence.STALE}


def test_an_entry_from_the_future_or_without_a_date_counts_as_published_now() -> None:
    future, undated = entry("future", published=T0 + timedelta(hours=5)), entry("undated", published=None)
    assert {a.published for a in admit([future, undated], {}, READ_BEFORE, FRESHNESS, T0)} == {T0}


def test_the_oldest_comes_first_whatever_the_order_of_the_document() -> None:
    older, newer = entry("older", published=T0 - timedelta(hours=2)), entry("newer", published=T0)
    for document in ((older, newer), (newer, older)):
        titles = [a.entry.title for a in admit(document, {}, READ_BEFORE, FRESHNESS, T0)]
        assert titles == ["older", "newer"]
