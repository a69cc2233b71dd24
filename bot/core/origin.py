"""Whom an entry counts for. Publishers count, not feeds; copies of a wire are the wire's; an aggregator counts never.

An origin is "wire:reuters" for an agency's reports, else a family of publishers, else a registrable domain.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.model import Evidence, FeedKind
from bot.text.agencies import wire_at, wire_named
from bot.text.publisher import publisher
from bot.text.wire import wire_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model import Arrival, Claim, Entry, Feed

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def as_evidence(
    arrival: Arrival, feed: Feed, publishers: Mapping[str, str] = _NONE, claim: Claim | None = None, focus: str = ""
) -> Evidence:
    """What an entry is worth for a question. `publishers` maps registrable domains to the family that owns them."""
    entry = arrival.entry
    aggregated = feed.kind is FeedKind.AGGREGATOR
    return Evidence(
        entry=entry,
        outlet=(entry.source or feed.outlet) if aggregated else feed.outlet,
        origin=origin(entry, feed, publishers),
        official=feed.kind is FeedKind.OFFICIAL,
        published=arrival.published,
        seen_at=arrival.seen_at,
        claim=claim,
        focus=focus,
    )


def origin(entry: Entry, feed: Feed, publishers: Mapping[str, str] = _NONE) -> str:
    """The agency or else the publisher family an entry counts for, or '' if that cannot be told.

    An official feed speaks for itself, whoever it quotes. An entry of an aggregator counts for the source it names.
    """
    domain = _domain(entry, feed)
    family = publishers.get(domain, domain)
    if feed.kind is FeedKind.OFFICIAL:
        return family
    return _agency(entry, feed, domain, family) or wire_of(entry.title, entry.summary, entry.author) or family


def _domain(entry: Entry, feed: Feed) -> str:
    own = publisher(feed.url)
    if feed.kind is not FeedKind.AGGREGATOR:
        return publisher(entry.url) or own
    source = publisher(entry.source_url)
    return source if source != own else ""


def _agency(entry: Entry, feed: Feed, domain: str, family: str) -> str:
    """The agency that publishes the entry itself: by its domain, its family's name, its source's, or its feed's."""
    outlet = feed.outlet if feed.kind is FeedKind.WIRE else ""
    names = (wire_named(name) for name in (family, entry.source, outlet))
    return wire_at(domain) or next(filter(None, names), "")
