"""What is learned of when a feed publishes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rhythm import HALF_LIFE, begin, learn, pace, rates, watch
from bot.model import Arrival, Entry, FailureKind, Fetched, FetchFailed, Rhythm, Silence, Unchanged, Validators
from tests.builders import FEED_URL, T0, entry

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
UNHEARD = Rhythm(until=T0)

spans = st.timedeltas(timedelta(0), timedelta(days=30))
rhythms = st.builds(
    Rhythm,
    until=st.just(T0),
    days=st.floats(0, 10.1),
    hours=st.lists(st.floats(0, 1000), min_size=24, max_size=24).map(tuple),
)


def every(gap: timedelta, days: int) -> list[datetime]:
    return [T0 + gap * number for number in range(1, int(days * DAY / gap) + 1)]


def mean_rate(rhythm: Rhythm) -> float:
    return sum(rates(rhythm)) / 24


def fetched(*entries: Entry) -> Fetched:
    return Fetched(FEED_URL, Validators(), "hash", entries, ())


def arrival(about: Entry, silence: Silence | None = None, now: datetime = T0) -> Arrival:
    return Arrival(about, about.published or now, now, silence)


def test_the_pace_is_what_came_by_what_was_watched() -> None:
    assert pace(UNHEARD) == 0
    assert pace(watch(UNHEARD, every(DAY / 6, days=3), T0 + 3 * DAY)) == pytest.approx(6, rel=0.1)


@pytest.mark.parametrize("a_day", [2, 24])
def test_the_rate_comes_to_what_a_feed_publishes(a_day: int) -> None:
    learned = watch(UNHEARD, every(DAY / a_day, days=60), T0 + 60 * DAY)
    assert mean_rate(learned) == pytest.approx(a_day, rel=0.1)


def test_an_entry_is_worth_half_after_a_week_and_so_is_the_time_it_took() -> None:
    heard = watch(UNHEARD, [T0 + HOUR], T0 + HOUR)
    later = watch(heard, (), T0 + HOUR + HALF_LIFE)
    assert sum(heard.hours) == 1
    assert sum(later.hours) == pytest.approx(0.5)
    assert later.days < 7 < 7 + heard.days


def test_a_feed_that_falls_silent_is_expected_to_publish_less_and_less() -> None:
    heard = watch(UNHEARD, every(HOUR, days=7), T0 + 7 * DAY)
    after = [mean_rate(watch(heard, (), T0 + (7 + quiet) * DAY)) for quiet in (0, 1, 7, 28)]
    assert after == sorted(after, reverse=True)
    assert after[0] > 20
    assert after[-1] < 2


@given(st.lists(spans, max_size=20), spans, spans)
def test_learning_in_two_steps_is_learning_in_one(
    offsets: list[timedelta], first: timedelta, second: timedelta
) -> None:
    middle, end = T0 + min(first, second), T0 + max(first, second)
    published = [at for offset in offsets if (at := T0 + offset) <= end]
    early, late = [at for at in published if at <= middle], [at for at in published if at > middle]
    one, two = watch(UNHEARD, published, end), watch(watch(UNHEARD, early, middle), late, end)
    assert two.until == one.until
    assert two.days == pytest.approx(one.days)
    assert two.hours == pytest.approx(one.hours)


@given(rhythms, st.integers(0, 23), st.integers(1, 100))
def test_more_entries_are_never_expected_to_be_fewer_at_any_hour(rhythm: Rhythm, hour: int, more: int) -> None:
    hours = list(rhythm.hours)
    hours[hour] += more
    fuller = Rhythm(rhythm.until, rhythm.days, tuple(hours))
    assert all(new >= old * (1 - 1e-12) for new, old in zip(rates(fuller), rates(rhythm), strict=True))


@given(rhythms)
def test_the_hours_share_the_mean_rate(rhythm: Rhythm) -> None:
    assert mean_rate(rhythm) == pytest.approx((1 + sum(rhythm.hours)) / (1 + rhythm.days))


def test_the_hours_at_which_a_feed_publishes_stand_out_once_it_published_some() -> None:
    one = watch(UNHEARD, [T0], T0)
    assert max(rates(one)) < 2 * min(rates(one)), "a single entry tells little"
    noon = watch(UNHEARD, [T0 + day * DAY + minute * timedelta(minutes=3) for day in range(14) for minute in range(10)],
                 T0 + 14 * DAY)  # fmt: skip
    expected = rates(noon)
    assert expected.index(max(expected)) == T0.hour
    assert expected[T0.hour] > expected[T0.hour + 1] > 3 * expected[0], "neighbours have a part of it"


# ------------------------------------------------------------------ the beginning


def test_the_first_document_tells_how_fast_it_fills() -> None:
    """Without it every feed would be met as if it published once a day."""
    busy = begin([T0 - HOUR * age for age in range(30)], T0)
    calm = begin([T0 - DAY * age for age in range(30)], T0)
    assert mean_rate(busy) > 12
    assert mean_rate(calm) == pytest.approx(1, rel=0.2)


def test_an_entry_pinned_years_ago_hides_nothing() -> None:
    listed = [T0 - HOUR * age for age in range(20)]
    pinned = begin([*listed, T0 - 1000 * DAY], T0)
    assert mean_rate(pinned) == pytest.approx(mean_rate(begin(listed, T0)), rel=0.1)


def test_a_document_without_dates_tells_nothing_and_a_date_to_come_counts_as_now() -> None:
    assert begin([], T0) == Rhythm(until=T0)
    assert begin([T0 + 9 * DAY], T0) == begin([T0], T0)


def test_a_clock_that_was_set_back_does_no_harm() -> None:
    heard = watch(UNHEARD, [T0], T0)
    assert watch(heard, [T0 - DAY], T0 - DAY) == watch(heard, [T0], T0)


# ------------------------------------------------------------------ after a poll


def test_a_failed_poll_tells_nothing() -> None:
    failed = FetchFailed(FEED_URL, FailureKind.TIMEOUT, "no answer")
    assert learn(None, failed, (), (), T0) is None
    assert learn(UNHEARD, failed, (), (), T0 + DAY) == UNHEARD


def test_the_first_answer_begins_a_rhythm() -> None:
    dated, undated = entry("One", published=T0 - HOUR), entry("Two", published=None)
    first = fetched(dated, undated)
    arrivals = [arrival(e, Silence.FIRST_SIGHT_OF_FEED) for e in first.entries]
    assert learn(None, first, arrivals, (), T0) == begin([T0 - HOUR], T0)
    assert learn(None, Unchanged(FEED_URL, Validators()), (), (), T0) == begin([], T0)


def test_an_answer_without_news_is_time_without_entries() -> None:
    assert learn(UNHEARD, Unchanged(FEED_URL, Validators()), (), (), T0 + DAY) == watch(UNHEARD, (), T0 + DAY)
    assert learn(UNHEARD, fetched(), (), (), T0 + DAY) == watch(UNHEARD, (), T0 + DAY)


def test_new_entries_count_but_neither_edits_nor_what_is_too_old_to_push() -> None:
    """Old entries under new keys would make a feed seem busy that only changes its guids."""
    new, edited, stale = entry("New", published=T0 + HOUR), entry("Edited"), entry("Stale", published=T0 - 9 * DAY)
    now = T0 + DAY
    arrivals = [arrival(new, now=now), arrival(edited, now=now), arrival(stale, Silence.STALE, now=now)]
    learned = learn(UNHEARD, fetched(new, edited, stale), arrivals, {edited.key}, now)
    assert learned == watch(UNHEARD, [T0 + HOUR], now)
