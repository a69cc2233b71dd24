"""What feeds say, and what is remembered of them between polls."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from bot.model.ids import EntryKey, FeedUrl, Language


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `url`, `source_url` and `guid` are as the feed gave them, or empty.

    `source` names the outlet an aggregator took the entry from. `fingerprint` changes when the title or
    the summary does. `published` is None where the feed gives no readable date.
    """

    feed: FeedUrl
    key: EntryKey
    fingerprint: str
    guid: str
    url: str
    title: str
    summary: str
    author: str
    source: str
    source_url: str
    lang: Language
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Validators:
    """ETag and Last-Modified, byte for byte, to be echoed in a conditional GET (RFC 9110 §13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What a document says of when to come back; it holds until the next document.

    `wait` is the least time between two polls (RSS ttl, sy:updatePeriod), or None. Nothing new comes in `skip_hours`,
    hours of the day, nor on `skip_days`, days of the week from Monday as 0: both in GMT (RSS 2.0), neither complete.
    """

    wait: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


class FailureKind(StrEnum):
    """Why a poll gave no document. The words reach the log, `status` and the feed's row."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS = "tls"
    FORBIDDEN_ADDRESS = "forbidden address"
    HTTP_STATUS = "http status"
    THROTTLED = "throttled"
    GONE = "gone"
    REDIRECTS = "redirects"
    TOO_LARGE = "too large"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    NOT_A_FEED = "not a feed"
    PARSER = "parser"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class FetchJob:
    """What a fetcher may know of a feed. `known` maps the entries already seen to their fingerprints.

    `lang` is the language of entries that do not state their own. `introduce`: the outcome is to tell who speaks.
    """

    url: FeedUrl
    lang: Language
    validators: Validators
    body_hash: str | None
    known: Mapping[EntryKey, str]
    introduce: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Feeds of one host, polled one after another with `spacing` between the starts of two requests."""

    host: str
    jobs: tuple[FetchJob, ...]
    spacing: timedelta


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who speaks in a feed, by what its document says before its entries; '' where it does not say.

    `lang` is the tag it states, as in es-CO; `address` is where the document came from, after any redirects.
    """

    title: str
    lang: str
    address: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed that a web page points to, in the page's words; nobody has looked at it yet.

    `comments`: it seems to hold readers' comments. `lang` is the tag the page gives, or empty.
    """

    url: str
    title: str
    lang: str
    comments: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document was read. `entries` are those new or changed; `known` those dropped as known.

    `not_before` is how long the server asks to be left alone (Cache-Control, Expires, ttl), or None; `hints` is what
    the document itself asks for.
    `introduction` is there if the job asked for it.
    """

    url: FeedUrl
    validators: Validators
    body_hash: str
    entries: tuple[Entry, ...]
    known: tuple[EntryKey, ...]
    not_before: timedelta | None = None
    hints: Hints = Hints()
    introduction: Introduction | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """304 Not Modified, or the same bytes again."""

    url: FeedUrl
    validators: Validators
    not_before: timedelta | None = None


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No document. `retry_after` is what the server asked for, or None; `offers` what a web page offers instead."""

    url: FeedUrl
    kind: FailureKind
    detail: str
    retry_after: timedelta | None = None
    offers: tuple[Offer, ...] = ()


FetchOutcome = Fetched | Unchanged | FetchFailed


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between polls. `first_read_at` is None until a document was read."""

    url: FeedUrl
    next_poll_at: datetime
    validators: Validators = Validators()
    body_hash: str | None = None
    first_read_at: datetime | None = None
    last_read_at: datetime | None = None
    last_entry_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a feed publishes, as far as it was watched: `hours` counts its entries by hour of the day, in UTC.

    An entry is worth half after a week, and so are the `days` in which it was watched, up to `until`.
    """

    until: datetime
    days: float = 0.0
    hours: tuple[float, ...] = (0.0,) * 24


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well the feeds are heard: `answering` of `feeds` gave a document at their last poll.

    `unread` have never given one. `entries` were read since `since`.
    """

    feeds: int
    answering: int
    unread: int
    last_poll_at: datetime | None
    entries: int
    since: datetime
