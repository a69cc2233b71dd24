"""How long a feed is left alone, by its rhythm and the budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.interval import LONGEST, demand, effort_within, longest, own_interval, typical_interval
from bot.core.rhythm import rates, watch
from bot.model import Config, Rhythm
from tests.builders import T0, feed, question
from tests.core.test_rhythm import rhythms

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FLOOR, EVERY = 5 * MINUTE, 15 * MINUTE
LEARNED = feed(every=None)
CONFIG = Config(
    feeds=(LEARNED,),
    questions=(question(),),
    freshness=2 * DAY,
    floor=FLOOR,
    spacing=timedelta(seconds=1),
    every=EVERY,
)
BUSY, CALM = (Rhythm(T0, 10.0, (count,) * 24) for count in (40.0, 0.4))

moments = st.datetimes(T0.replace(tzinfo=None), (T0 + 2 * DAY).replace(tzinfo=None)).map(
    lambda at: at.replace(tzinfo=T0.tzinfo)
)
efforts = st.floats(0.01, 10_000)
budgets = st.timedeltas(FLOOR, 8 * HOUR)


def own(rhythm: Rhythm, effort: float = 20.0, config: Config = CONFIG) -> timedelta:
    return own_interval(LEARNED, config, rhythm, effort, T0)


def polls(rhythm: Rhythm, effort: float, config: Config = CONFIG) -> float:
    """A day."""
    return DAY / typical_interval(LEARNED, config, rhythm, effort)


def test_the_interval_an_admin_sets_is_kept() -> None:
    assert own_interval(feed(every=HOUR), CONFIG, BUSY, 20.0, T0) == HOUR
    assert typical_interval(feed(every=HOUR), CONFIG, BUSY, 20.0) == HOUR


@pytest.mark.parametrize(("rhythm", "effort"), [(None, 20.0), (BUSY, None), (None, None)])
def test_while_nothing_was_learned_it_is_the_average(rhythm: Rhythm | None, effort: float | None) -> None:
    assert own_interval(LEARNED, CONFIG, rhythm, effort, T0) == EVERY
    assert typical_interval(LEARNED, CONFIG, rhythm, effort) == EVERY


def test_nine_times_the_entries_take_a_third_of_the_interval() -> None:
    few, many = (Rhythm(T0, 99.0, (count,) * 24) for count in (100 / 24, 924 / 24))
    assert sum(rates(few)) * 9 == pytest.approx(sum(rates(many)), rel=0.2)
    assert own(few) / own(many) == pytest.approx(3, rel=0.1)


@given(rhythms, efforts, moments, budgets)
def test_it_is_never_outside_its_bounds(rhythm: Rhythm, effort: float, now: object, every: timedelta) -> None:
    config = replace(CONFIG, every=every)
    assert FLOOR <= own_interval(LEARNED, config, rhythm, effort, now) <= max(LONGEST, every)  # type: ignore[arg-type]
    assert FLOOR <= typical_interval(LEARNED, config, rhythm, effort) <= longest(every)


@given(rhythms, st.integers(0, 23), st.integers(1, 100), efforts, moments)
def test_more_entries_never_make_it_longer(rhythm: Rhythm, hour: int, more: int, effort: float, now: object) -> None:
    hours = list(rhythm.hours)
    hours[hour] += more
    fuller = replace(rhythm, hours=tuple(hours))
    before, after = (own_interval(LEARNED, CONFIG, r, effort, now) for r in (rhythm, fuller))  # type: ignore[arg-type]
    assert after <= before + timedelta(milliseconds=1)


@given(st.lists(rhythms, min_size=1, max_size=12), budgets)
def test_all_feeds_together_keep_to_the_budget_and_use_it(known: list[Rhythm], every: timedelta) -> None:
    config = replace(CONFIG, every=every)
    effort = effort_within(map(demand, known), every, FLOOR)
    assert effort is not None
    spent = sum(polls(rhythm, effort, config) for rhythm in known)
    allowed = len(known) * (DAY / every)
    assert spent <= allowed * (1 + 1e-6)
    assert spent >= allowed * 0.96, "a demand is rounded up by 3 % at most"


@given(st.lists(rhythms, min_size=2, max_size=8), rhythms)
def test_a_busier_feed_never_gives_the_others_more(known: list[Rhythm], other: Rhythm) -> None:
    """The budget is shared: what one asks for more comes off the rest."""
    assume(sum(other.hours) > sum(known[0].hours))
    fuller = replace(known[0], hours=tuple(map(max, known[0].hours, other.hours)))
    before = effort_within(map(demand, known), EVERY, FLOOR)
    after = effort_within(map(demand, [fuller, *known[1:]]), EVERY, FLOOR)
    assert before is not None
    assert after is not None
    assert after <= before * (1 + 1e-6)


def test_without_any_rhythm_there_is_no_effort_to_tell() -> None:
    assert effort_within([], EVERY, FLOOR) is None


def test_one_feed_has_the_whole_budget() -> None:
    for rhythm in (BUSY, CALM):
        effort = effort_within([demand(rhythm)], EVERY, FLOOR)
        assert typical_interval(LEARNED, CONFIG, rhythm, effort) / EVERY == pytest.approx(1, abs=0.04)


def test_with_the_floor_at_the_average_every_feed_has_the_same_interval() -> None:
    """The way to switch learning off for all feeds at once."""
    config = replace(CONFIG, floor=EVERY)
    effort = effort_within(map(demand, (BUSY, CALM)), EVERY, EVERY)
    assert effort is not None
    assert {own(rhythm, effort, config) for rhythm in (BUSY, CALM)} == {EVERY}


def test_a_poll_waits_for_the_hours_at_which_entries_come() -> None:
    """T0 is at noon. Through the night it waits; just before noon it does not, and never jumps across the busy hour."""
    noon = watch(Rhythm(T0 - 30 * DAY), [T0 - day * DAY for day in range(30) for _ in range(20)], T0)
    effort = effort_within([demand(noon)], HOUR, FLOOR)
    assert effort is not None
    config = replace(CONFIG, every=HOUR)
    night, midday = (own_interval(LEARNED, config, noon, effort, at) for at in (T0 - 12 * HOUR, T0))
    assert midday < HOUR / 2 < HOUR < night
    before = own_interval(LEARNED, config, noon, effort, T0 - 80 * MINUTE)
    assert T0 - 80 * MINUTE + before < T0 + HOUR / 2


def test_where_feeds_are_hardly_polled_the_longest_interval_is_the_average() -> None:
    assert longest(EVERY) == LONGEST
    assert longest(2 * DAY) == 2 * DAY
    effort = effort_within([demand(CALM)], 2 * DAY, FLOOR)
    assert effort is not None
    assert own(CALM, effort, replace(CONFIG, every=2 * DAY)) > 1.9 * DAY
