"""Whom an entry counts for. It counts publishers, not feeds; an aggregator never counts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Evidence, FeedKind
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from bot.model import Arrival, Entry, Feed


def as_evidence(arrival: Arrival, feed: Feed) -> Evidence:
    entry = arrival.entry
    aggregated = feed.kind is FeedKind.AGGREGATOR
    return Evidence(
        entry=entry,
        outlet=(entry.source or feed.outlet) if aggregated else feed.outlet,
        origin=origin(entry, feed),
        official=feed.kind is FeedKind.OFFICIAL,
        published=arrival.published,
        seen_at=arrival.seen_at,
    )


def origin(entry: Entry, feed: Feed) -> str:
    """The publisher family an entry counts for, or '' if that cannot be told.

    An entry of an aggregator counts for the publisher it names as its source.
    """
    if feed.kind is FeedKind.AGGREGATOR:
        return publisher(entry.source_url)
    return publisher(entry.url) or publisher(feed.url)
