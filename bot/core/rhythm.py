"""When a feed publishes: what its entries so far tell of how many come at which hour of the day.

It learns and says how often entries come; what follows for the next poll is in `bot.core.interval`. Counting in
several steps or in one comes to the same: an entry is worth half after a week, and so is the time in which none came.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from itertools import starmap
from typing import TYPE_CHECKING

from bot.model import Fetched, FetchFailed, Rhythm, Silence, Unchanged

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from bot.model import Arrival, EntryKey, FetchOutcome

HALF_LIFE = timedelta(days=7)

PRIOR = 2.0
"""Entries that every hour of the day counts as having had: it takes some real ones to make one hour unlike another.

In `bench/polling.py` entries wait the less the smaller this is, down to 1; news is less regular than what is made up
there.
"""

LISTED = 0.9
"""The part of a first document's entries, the newest, that tell how fast it fills: others are pinned at times."""

_DAY = timedelta(days=1)
_HOURS = 24


def learn(
    rhythm: Rhythm | None,
    outcome: FetchOutcome,
    arrivals: Iterable[Arrival],
    known: Collection[EntryKey],
    now: datetime,
) -> Rhythm | None:
    """The rhythm after a poll, or None as long as nothing was heard.

    An edit is no new entry, and one too old to push on arrival is none that need have been met sooner.
    """
    match outcome:
        case FetchFailed():
            return rhythm
        case Unchanged():
            return begin((), now) if rhythm is None else watch(rhythm, (), now)
        case Fetched():
            if rhythm is None:
                return begin([entry.published for entry in outcome.entries if entry.published], now)
            new = [a for a in arrivals if a.entry.key not in known and a.silence is not Silence.STALE]
            return watch(rhythm, [arrival.published for arrival in new], now)


def begin(published: Collection[datetime], now: datetime) -> Rhythm:
    """As if a feed had been watched ever since the oldest of these times, those of a first document's entries."""
    newest_first = sorted((min(at, now) for at in published), reverse=True)
    listed = newest_first[: math.ceil(len(newest_first) * LISTED)]
    return watch(Rhythm(until=listed[-1] if listed else now), listed, now)


def watch(rhythm: Rhythm, published: Iterable[datetime], now: datetime) -> Rhythm:
    """The rhythm after the time until now, in which these entries came; one dated before it came at its start."""
    now = max(now, rhythm.until)
    kept = _worth(now - rhythm.until)
    hours = [count * kept for count in rhythm.hours]
    for at in published:
        came = min(max(at, rhythm.until), now)
        hours[came.hour] += _worth(now - came)
    most = HALF_LIFE / _DAY / math.log(2)
    return Rhythm(until=now, days=rhythm.days * kept + most * (1 - kept), hours=tuple(hours))


def pace(rhythm: Rhythm) -> float:
    """Entries a day as it was watched, what came lately counting for more."""
    return sum(rhythm.hours) / rhythm.days if rhythm.days else 0.0


def rates(rhythm: Rhythm) -> Sequence[float]:
    """Entries a day, as expected in each hour of the day. One more entry in any hour never lowers another's."""
    came = sum(rhythm.hours)
    rate = (1 + came) / (1 + rhythm.days)
    each = rate * _HOURS / (came + _HOURS * PRIOR)
    before, after = (*rhythm.hours[-1:], *rhythm.hours[:-1]), (*rhythm.hours[1:], *rhythm.hours[:1])
    return [each * (PRIOR + hour) for hour in starmap(_smooth, zip(before, rhythm.hours, after, strict=True))]


def _smooth(before: float, hour: float, after: float) -> float:
    return before / 4 + hour / 2 + after / 4


def _worth(age: timedelta) -> float:
    return float(0.5 ** (age / HALF_LIFE))
