"""What feeds say, what a fetcher is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

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


UNSAID_WAIT = timedelta(hours=4)
"""How long a server that throttles us without naming a time is left alone."""


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

USELESS = UNREADABLE | {FailureKind.TOO_LARGE}
"""What was sent will be of no more use when it is sent again."""

UNHEARD = frozenset((FailureKind.UNREACHABLE, FailureKind.TIMEOUT, FailureKind.TLS))
"""No answer came: the fault may as well be in our own network."""


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

    `not_before` is how long the server asks to be left alone (Cache-Control, Expires), or None; `hints` is what
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

    `host` is who answered, or was to. `validators` and `body_hash` are those of a whole document that is of no use: as
    long as it does not change, nobody need read it again.
    """

    url: FeedUrl
    kind: FailureKind
    detail: str
    retry_after: timedelta | None = None
    offers: tuple[Offer, ...] = ()
    host: str = ""
    validators: Validators = Validators()
    body_hash: str | None = None

    @property
    def why(self) -> str:
        """The kind and the detail in one line; the kind once, where the detail says it too."""
        if self.kind.value in self.detail.lower():
            return self.detail
        return f"{self.kind}: {self.detail}" if self.detail else self.kind.value


FetchOutcome = Fetched | Unchanged | FetchFailed
