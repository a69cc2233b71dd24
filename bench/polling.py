"""How long an entry waits for a poll: the learned interval beside a fixed one, with the same number of polls.

A simulation over feeds that never were. They publish by Poisson processes with a night and a day of their own, at rates
spread log-normally; time is the simulation's, so the machine does not matter. The intervals are the bot's own code. It
starts where a new installation does: from the entries that each feed lists at its first poll.
"""

from __future__ import annotations

import heapq
import math
import random
import statistics
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bench.table import table
from bot.core.interval import demand, effort_within, own_interval
from bot.core.rhythm import begin, watch
from bot.core.schedule import JITTER
from bot.model import Config, Feed, FeedKind, FeedUrl, Language, Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

START = datetime(2026, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
LISTED = 30
"""Entries that a document lists."""
CALM = 0.15
"""What is left of the publishing at night; the mean over the day is one."""


@dataclass(frozen=True, slots=True)
class World:
    """Feeds with a mean of so many entries a day, spread by `sigma`, which come in bursts of `burst` at once."""

    name: str
    mean: float = 12.0
    sigma: float = 1.5
    burst: int = 1
    floor: timedelta = timedelta(minutes=5)
    goal: str = ""


WORLDS = (
    World("as news sites publish (σ 1.5)", goal="0.53-0.58"),
    World("the same, floor 1 min", floor=timedelta(minutes=1), goal="0.53-0.58"),
    World("in bursts of three", burst=3, goal="0.51-0.55"),
    World("more unlike each other (σ 2)", mean=20.0, sigma=2.0, goal="0.43-0.45"),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """How much to simulate: feeds, days, and how many times over with other feeds."""

    feeds: int = 100
    days: int = 14
    times: int = 2


FEED = Feed(FeedUrl("https://news.example/feed"), "The Example", FeedKind.PRESS, Language.EN)

QUICK = Scale(feeds=6, days=2, times=1)

EVERY = timedelta(minutes=15)


def run(scale: Scale) -> Iterator[str]:
    yield "Polling: how long does an entry wait to be found, for the same number of polls?"
    yield table(
        (
            *("feeds", "polls / budget", "fixed: mean", "median", "p95"),
            *("learned: mean", "median", "p95", "learned / fixed", "goal", "rates known / fixed"),
        ),
        [_row(world, scale) for world in WORLDS],
    )
    yield (
        f"  {scale.feeds} feeds for {scale.days} days, {scale.times} times; a budget of one poll in 15 minutes a feed;"
        " minutes.\n"
        "  fixed: one interval for all, such that it takes as many polls as were learned to be made.\n"
        "  goal: known to be reachable by 1/√rate with an hour-of-day profile (and without, the second figure).\n"
        "  rates known: the same rule, were it told how much each feed publishes at which hour."
    )


def _row(world: World, scale: Scale) -> tuple[str, ...]:
    courses = [_measure(world, scale, seed) for seed in range(scale.times)]
    fixed, learned, told = ([wait for course in way for wait in course.waits] for way in zip(*courses, strict=True))
    polls = sum(course.polls for _, course, _ in courses) / (scale.feeds * scale.days * scale.times * (DAY / EVERY))
    ratio, bound = (f"{statistics.mean(waits) / statistics.mean(fixed):.2f}" for waits in (learned, told))
    return world.name, f"{polls:.2f}", *_minutes(fixed), *_minutes(learned), ratio, world.goal, bound


def _minutes(waits: Sequence[float]) -> tuple[str, str, str]:
    ordered = sorted(waits)
    return (
        f"{statistics.mean(ordered):.1f}",
        f"{ordered[len(ordered) // 2]:.1f}",
        f"{ordered[int(len(ordered) * 0.95)]:.1f}",
    )


# ------------------------------------------------------------------ feeds


@dataclass(frozen=True, slots=True)
class Publisher:
    """What a feed really does: entries a day, when it is noon there (in days), and the times it published at."""

    rate: float
    noon: float
    moments: Sequence[datetime]

    def truth(self) -> Rhythm:
        """What would be learned of it in a very long time."""
        days = 1e6
        shares = [_daylight((hour + 0.5) / 24 - self.noon) / 24 for hour in range(24)]
        return Rhythm(START, days, tuple(self.rate * days * share for share in shares))


def _publishers(draw: random.Random, world: World, scale: Scale) -> list[Publisher]:
    """One from each of as many equal parts of the spread, so that few feeds have the spread of many."""
    spread = statistics.NormalDist(-(world.sigma**2) / 2, world.sigma)
    parts = [(number + draw.random()) / scale.feeds for number in range(scale.feeds)]
    rates = [world.mean * math.exp(spread.inv_cdf(part)) for part in parts]
    noons = [draw.gauss(0.6, 0.12) for _ in rates]
    return [
        Publisher(rate, noon, _moments(draw, rate, noon, world.burst, scale.days))
        for rate, noon in zip(rates, noons, strict=True)
    ]


def _moments(draw: random.Random, rate: float, noon: float, burst: int, days: int) -> list[datetime]:
    """From long enough before the start that the first document is full."""
    most = _daylight(0.0)
    at, moments = -30.0, []
    while (at := at + draw.expovariate(rate / burst * most)) < days:
        if draw.random() * most < _daylight(at - noon):
            moments += [START + at * DAY] * burst
    return moments


def _daylight(from_noon: float) -> float:
    """How much more than on average is published so many days from noon."""
    height = (0.5 + 0.5 * math.cos(2 * math.pi * from_noon)) ** 2
    return CALM + (1 - CALM) * height / 0.375


# ------------------------------------------------------------------ polls


@dataclass(slots=True)
class Course:
    """What came of a way to poll: how many it took, and how many minutes each entry waited."""

    polls: int = 0
    waits: list[float] = field(default_factory=list)

    def poll(self, published: Sequence[datetime], now: datetime) -> None:
        self.polls += 1
        self.waits += [(now - at) / timedelta(minutes=1) for at in published]


def _measure(world: World, scale: Scale, seed: int) -> tuple[Course, Course, Course]:
    """With one interval for all; with what was learned; and with what there is to be known."""
    draw = random.Random(seed)
    feeds = _publishers(draw, world, scale)
    learned = _adaptive(world, feeds, scale.days, draw, told=False)
    told = _adaptive(world, feeds, scale.days, draw, told=True)
    every = scale.feeds * scale.days * DAY / learned.polls
    return _fixed(every, feeds, scale.days, draw), learned, told


def _fixed(every: timedelta, feeds: Sequence[Publisher], days: int, draw: random.Random) -> Course:
    course = Course()
    for feed in feeds:
        now, end = START - every * draw.random(), START + days * DAY
        while (then := now + every) < end:
            course.poll(_between(feed.moments, max(now, START), then), then)
            now = then
    return course


def _adaptive(world: World, feeds: Sequence[Publisher], days: int, draw: random.Random, *, told: bool) -> Course:
    """All feeds at once, since they share the effort; it is found anew every ten minutes."""
    config = Config((), (), DAY, world.floor, timedelta(0), every=EVERY)
    course = Course()
    truths = [feed.truth() for feed in feeds] if told else []
    rhythms: dict[int, Rhythm] = {}
    due = [(START + EVERY * draw.random(), number) for number in range(len(feeds))]
    heapq.heapify(due)
    effort, effort_at = None, START
    while due[0][0] < START + days * DAY:
        now, number = due[0]
        if now >= effort_at:
            effort = effort_within(map(demand, truths or rhythms.values()), config.every, config.floor)
            effort_at = now + timedelta(minutes=10)
        rhythms[number] = _heard(rhythms.get(number), feeds[number].moments, now, course)
        believed = truths[number] if told else rhythms[number]
        wait = own_interval(FEED, config, believed, effort, now) * (1 + draw.uniform(-JITTER, JITTER))
        heapq.heapreplace(due, (now + max(wait, world.floor), number))
    return course


def _heard(rhythm: Rhythm | None, moments: Sequence[datetime], now: datetime, course: Course) -> Rhythm:
    """What a poll brings: at first a document, of which nobody has waited for what is older than the start."""
    if rhythm is None:
        course.poll(_between(moments, START, now), now)
        found = bisect_right(moments, now)
        return begin(moments[max(0, found - LISTED) : found], now)
    new = _between(moments, rhythm.until, now)
    course.poll(new, now)
    return watch(rhythm, new, now)


def _between(moments: Sequence[datetime], after: datetime, until: datetime) -> Sequence[datetime]:
    return moments[bisect_right(moments, after) : bisect_right(moments, until)]
