"""What feeds say, and what is remembered of them between polls."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """ETag and Last-Modified, byte for byte, to be echoed in a conditional GET (RFC 9110 §13).

    They belong to the address that gave them, `url`, and are sent to no other.
    """

    etag: str | None = None
    last_modified: str | None = None
    url: str = ""


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
    MISSING = "not found"
    FORBIDDEN = "forbidden"
    UNAUTHORIZED = "unauthorized"
    THROTTLED = "throttled"
    GONE = "gone"
    REDIRECTS = "redirects"
    TOO_LARGE = "too large"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    NOT_A_FEED = "not a feed"
    PARSER = "parser"
    INTERNAL = "internal"


UNREADABLE = frozenset((FailureKind.EMPTY, FailureKind.NOT_A_FEED, FailureKind.PARSER))
"""An answer came, and gives no entries: the server is well, what it sends is not."""

UNHEARD = frozenset((FailureKind.UNREACHABLE, FailureKind.TIMEOUT, FailureKind.TLS))
"""No answer came: the fault may as well be in our own network."""


class Stop(StrEnum):
    """Why a feed is polled no more, until an admin starts it anew."""

    GONE = "gone"
    MISSING = "not found"
    UNAUTHORIZED = "unauthorized"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class FetchJob:
    """What a fetcher may know of a feed. `known` maps the entries already seen to their fingerprints.

    `lang` is the language of entries that do not state their own. `introduce`: the outcome is to tell who speaks.
    `address` is where to ask; empty: at `url`.
    """

    url: FeedUrl
    lang: Language
    validators: Validators
    body_hash: str | None
    known: Mapping[EntryKey, str]
    introduce: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Feeds of one host or registrable domain, polled one after another with `spacing` between two requests to a host.

    After a feed that is throttled there, the rest get no outcome.
    """

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
class Trail:
    """How an answer was reached: from the address `asked`.

    `moved_to` is where that has moved for good: the end of the permanent redirects before the first temporary one.
    `own_net`: the whole way led through networks that BOT_ALLOW_NETS names.
    """

    asked: str = ""
    moved_to: str = ""
    own_net: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document was read. `entries` are those new or changed; `known` those dropped as known.

    `not_before` is how long the server asks to be left alone (Cache-Control, Expires, ttl), or None; `hints` is what
    the document itself asks for. `introduction` is there if the job asked for it. `undated` counts the entries, known
    or not, that have no readable date.
    """

    url: FeedUrl
    validators: Validators
    body_hash: str
    entries: tuple[Entry, ...]
    known: tuple[EntryKey, ...]
    not_before: timedelta | None = None
    hints: Hints = Hints()
    introduction: Introduction | None = None
    undated: int = 0
    trail: Trail = Trail()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The same bytes again or, if `revalidated`, 304 Not Modified."""

    url: FeedUrl
    validators: Validators
    not_before: timedelta | None = None
    revalidated: bool = False
    trail: Trail = Trail()


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No document. `retry_after` is what the server asked for, or None; `offers` what a web page offers instead.

    `host` is who answered, or was to.
    """

    url: FeedUrl
    kind: FailureKind
    detail: str
    retry_after: timedelta | None = None
    offers: tuple[Offer, ...] = ()
    host: str = ""


FetchOutcome = Fetched | Unchanged | FetchFailed


@dataclass(frozen=True, slots=True)
class Cause:
    """How often in a row a feed failed for one reason, and since when."""

    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """A permanent redirect to `to`, first met at `since` and `seen` so often, the last time at `seen_at`."""

    to: str
    since: datetime
    seen: int
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """No feed of a registrable domain is asked before `until`, since it throttled one of them `at` some time."""

    domain: str
    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between polls. `first_read_at` is None until a document was read.

    `address` is where the feed has moved, proved; empty: nowhere. `move` is a redirect that is not proved yet.

    `failures` are those since an answer that could be read, `causes` the same by their reason, `failure` the last in
    words, and `told` the words of which somebody was told. `answered_at` is the last such answer, `document_at` the
    last that was no 304. `repeats` counts the same bytes in a row from a server that gives no validators.
    `asked_until`: the server asked not to come before. `empty_since`: its documents list no entries. `undated`: none
    of the entries of the last one has a date.
    """

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
    causes: Mapping[FailureKind, Cause] = field(default_factory=dict)
    told: str = ""
    stopped: Stop | None = None
    address: str = ""
    move: Move | None = None
    hints: Hints = Hints()
    answered_at: datetime | None = None
    document_at: datetime | None = None
    asked_until: datetime | None = None
    empty_since: datetime | None = None
    undated: bool = False
    repeats: int = 0


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
