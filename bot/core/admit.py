"""Which entries of a document are let in, and why nobody is told of some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Arrival, Silence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, timedelta

    from bot.model import Entry, EntryKey, FeedState


def admit(
    entries: Iterable[Entry], known: Mapping[EntryKey, str], state: FeedState, freshness: timedelta, now: datetime
) -> tuple[Arrival, ...]:
    """The entries that are new to their feed or changed since, the oldest first.

    An entry without a date, or dated in the future, counts as published now.
    """
    arrivals = [
        _arrival(entry, state, freshness, now) for entry in entries if known.get(entry.key) != entry.fingerprint
    ]
    return tuple(sorted(arrivals, key=lambda a: (a.published, a.entry.key)))


def _arrival(entry: Entry, state: FeedState, freshness: timedelta, now: datetime) -> Arrival:
    published = min(entry.published or now, now)
    silence = None
    if state.first_read_at is None:
        silence = Silence.FIRST_SIGHT_OF_FEED
    elif published < now - freshness:
        silence = Silence.STALE
    return Arrival(entry=entry, published=published, seen_at=now, silence=silence)
