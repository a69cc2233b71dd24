"""What a replay is made from: saved feed files, or the stored archive, as polls in order of time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from bot.jobs.replay import Incoming
from bot.model import Feed, FeedKind, FeedUrl
from bot.text.identity import canonical_url
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from bot.fetch.saved import SavedFeed, Unreadable
    from bot.model import Arrival, Config, Entry, EntryKey


@dataclass(frozen=True, slots=True)
class Material:
    """`unreadable` are files that gave no entries, and why."""

    incoming: tuple[Incoming, ...]
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def entries(self) -> int:
        return sum(len(one.entries) for one in self.incoming)


class _Piece(NamedTuple):
    """One entry, when it comes and by which feed."""

    at: datetime
    feed: Feed
    entry: Entry


def from_files(paths: Iterable[Path], config: Config) -> Material:
    """Each entry arrives at its own published time; one without a date, at the newest date of its file."""
    from bot.fetch.saved import Unreadable, entries_of, open_saved  # brings feedparser

    register = _Register(config)
    pieces: list[_Piece] = []
    unreadable = []
    for path in paths:
        saved = open_saved(path)
        if isinstance(saved, Unreadable):
            unreadable.append(saved)
            continue
        speaker = register.speaker(saved)
        entries = entries_of(saved, speaker.feed.url)
        if isinstance(entries, Unreadable):
            unreadable.append(entries)
            continue
        newest = max((entry.published for entry in entries if entry.published), default=saved.dated)
        pieces += [_Piece(entry.published or newest, register.feed_for(entry, speaker), entry) for entry in entries]
    return Material(_in_order(pieces), tuple(unreadable))


def from_archive(arrivals: Iterable[Arrival], config: Config, *, as_seen: bool = False) -> Material:
    """What is stored of the feeds in feeds.yaml, each entry at its own published time or else when it was seen."""
    feeds = {feed.url: feed for feed in config.feeds}
    return Material(
        _in_order(
            _Piece(arrival.seen_at if as_seen else arrival.published, feeds[arrival.entry.feed], arrival.entry)
            for arrival in arrivals
            if arrival.entry.feed in feeds
        )
    )


def _in_order(pieces: Iterable[_Piece]) -> tuple[Incoming, ...]:
    """What comes at one time by one feed is one poll's, whatever the order of the files."""
    numbered = sorted(_without_repeats(pieces), key=lambda one: (_poll(one), one[1].entry.key))
    return tuple(
        Incoming(at, polled[0].feed, tuple(piece.entry for piece in polled))
        for (at, *_), group in groupby(numbered, key=_poll)
        for polled in ([piece for _, piece in group],)
    )


def _without_repeats(pieces: Iterable[_Piece]) -> Iterator[tuple[int, _Piece]]:
    """Files saved one after another repeat most entries; of one that changed, each version comes, numbered."""
    versions: Counter[tuple[FeedUrl, EntryKey]] = Counter()
    seen = set()
    for piece in pieces:
        identity = (piece.feed.url, piece.entry.key)
        if (*identity, piece.entry.fingerprint) not in seen:
            seen.add((*identity, piece.entry.fingerprint))
            yield versions[identity], piece
            versions[identity] += 1


def _poll(numbered: tuple[int, _Piece]) -> tuple[datetime, int, str, str]:
    version, piece = numbered
    return piece.at, version, piece.feed.url, piece.feed.kind


# ------------------------------------------------------------------ whose a file is


@dataclass(frozen=True, slots=True)
class _Speaker:
    """`known`: feeds.yaml says what kind of feed it is, for all its entries."""

    feed: Feed
    known: bool


class _Register:
    """The feeds of feeds.yaml, by what a file may have in common with one. Of several, the first in it counts."""

    def __init__(self, config: Config) -> None:
        self._by_address = {canonical_url(feed.url): feed for feed in reversed(config.feeds)}
        self._families = config.publishers
        self._by_family = {self._family(feed.url): feed for feed in reversed(config.feeds)}

    def speaker(self, saved: SavedFeed) -> _Speaker:
        """The feed with the file's address; else one made of what the file says of itself."""
        known = self._by_address.get(canonical_url(saved.address)) if saved.address else None
        if known is not None:
            return _Speaker(known, known=True)
        relative = self._relative(saved.site) or self._relative(saved.address)
        feed = Feed(
            url=FeedUrl(saved.address or saved.site or str(saved.path)),
            outlet=saved.title or publisher(saved.site) or saved.path.name,
            kind=relative.kind if relative else FeedKind.PRESS,
            lang=saved.lang,
        )
        return _Speaker(feed, known=relative is not None)

    def feed_for(self, entry: Entry, speaker: _Speaker) -> Feed:
        """The speaker's feed, of the kind that feeds.yaml gives to the publisher of the entry's link."""
        relative = None if speaker.known else self._relative(entry.url)
        return replace(speaker.feed, kind=relative.kind) if relative else speaker.feed

    def _relative(self, address: str) -> Feed | None:
        """A feed in feeds.yaml of the same publisher family."""
        return self._by_family.get(self._family(address)) if address else None

    def _family(self, address: str) -> str:
        domain = publisher(address)
        return self._families.get(domain, domain)
