"""Which entries of a document are let in, and why nobody is told of some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.absence import unheard_since
from bot.model import Arrival, Silence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from bot.model import Entry, Facts


def admit(entries: Iterable[Entry], facts: Facts, freshness: timedelta, now: datetime) -> tuple[Arrival, ...]:
    """The entries that are new to their feed or changed since, the oldest first.

    An entry without a date, or dated in the future, counts as published now. One that is older than the freshness
    window is silent, unless it was published while the feed could not be heard.
    """
    oldest = now - freshness
    if missed_since := unheard_since(facts.heard, now):
        oldest = min(oldest, missed_since)
    first_sight = Silence.FIRST_SIGHT_OF_FEED if facts.state.first_read_at is None else None
    arrivals = []
    for entry in entries:
        if facts.known.get(entry.key) == entry.fingerprint:
            continue
        published = min(entry.published or now, now)
        silence = first_sight or (Silence.STALE if published < oldest else None)
        arrivals.append(Arrival(entry=entry, published=published, seen_at=now, silence=silence))
    return tuple(sorted(arrivals, key=lambda a: (a.published, a.entry.key)))
