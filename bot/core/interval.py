"""How long a feed is left alone, by its rhythm and a budget of polls.

A poll is worth most where entries wait for it. Intervals in proportion to 1/√rate make the mean wait of an entry least
for a number of polls (Sia, Cho and Cho, "Efficient monitoring algorithm for fast news alerts", IEEE TKDE 2007); so the
polls a day are √rate times an effort that is the same for all feeds and hours, and the effort is what the budget
allows. Rates are entries a day, polls are a day.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.rhythm import rates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model import Config, Feed, Rhythm

LONGEST = timedelta(hours=4)
"""Unless the budget leaves a feed alone for longer on average, no interval that was learned is longer."""

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_STEPS = 24
"""Levels in a doubling of the demand: one is 3 % more than the one below."""
_LEAST = 2.0**-2
"""The demand of level 0, below that of a feed which never had an entry."""
_ROUNDS = 50


def own_interval(feed: Feed, config: Config, rhythm: Rhythm | None, effort: float | None, now: datetime) -> timedelta:
    """How long to leave a feed alone after a poll now, if nobody asks for more.

    What feeds.yaml sets for the feed; else what was learned, between the floor and `longest`. On average over the
    feeds it is `config.every`, and just that while nothing was learned.
    """
    if feed.every is not None:
        return feed.every
    if rhythm is None or effort is None:
        return config.every
    return min(max(_until_one(_polls(rhythm, effort, config), now), config.floor), longest(config.every))


def longest(every: timedelta) -> timedelta:
    """The longest interval that is learned where a feed is polled `every` so long on average."""
    return max(LONGEST, every)


def typical_interval(feed: Feed, config: Config, rhythm: Rhythm | None, effort: float | None) -> timedelta:
    """The mean interval over a day, for people to read."""
    if feed.every is not None:
        return feed.every
    if rhythm is None or effort is None:
        return config.every
    polls = _polls(rhythm, effort, config)
    return _DAY * len(polls) / sum(polls)


def demand(rhythm: Rhythm) -> bytes:
    """√rate in each hour of the day, as a level, rounded up: small to keep for ten thousand feeds and quick to sum."""
    return bytes(min(max(math.ceil(math.log2(math.sqrt(rate) / _LEAST) * _STEPS), 0), 255) for rate in rates(rhythm))


def effort_within(demands: Iterable[bytes], every: timedelta, floor: timedelta) -> float | None:
    """The most effort with which feeds of these demands are polled no more often on average than `every`.

    None where there are none. With less than `longest` and `floor` allow, that is what they get.
    """
    levels = Counter(b"".join(demands))
    if not levels:
        return None
    least, most = _bounds(every, floor)
    demanded = [(_LEAST * 2 ** (level / _STEPS), count) for level, count in levels.items()]
    budget = levels.total() * (_DAY / every)
    low, high = least / max(level for level, _ in demanded), 2 * most / min(level for level, _ in demanded)
    for _ in range(_ROUNDS):
        middle = math.sqrt(low * high)
        polls = sum(count * min(max(middle * level, least), most) for level, count in demanded)
        low, high = (low, middle) if polls > budget else (middle, high)
    return low


def _polls(rhythm: Rhythm, effort: float, config: Config) -> list[float]:
    """Polls a day in each hour of it."""
    least, most = _bounds(config.every, config.floor)
    return [min(max(effort * math.sqrt(rate), least), most) for rate in rates(rhythm)]


def _bounds(every: timedelta, floor: timedelta) -> tuple[float, float]:
    """The fewest and the most polls a day."""
    return _DAY / longest(every), _DAY / floor


def _until_one(polls: list[float], now: datetime) -> timedelta:
    """How long it takes from now until as many polls a day, by hour of the day, have come to one poll."""
    at, left = now, 1.0
    while True:
        rate = polls[at.hour]
        ends = at.replace(minute=0, second=0, microsecond=0) + _HOUR
        within = rate * ((ends - at) / _DAY)
        if within >= left:
            return at - now + _DAY * (left / rate)
        at, left = ends, left - within
