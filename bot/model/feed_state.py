"""What is remembered of feeds between polls."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.model.feeds import Hints, Validators

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.model.feeds import FailureKind
    from bot.model.ids import FeedUrl


class Stop(StrEnum):
    """Why a feed is polled no more, until an admin starts it anew."""

    GONE = "gone"
    MISSING = "not found"
    UNAUTHORIZED = "unauthorized"
    MERGED = "merged"


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
    validators: Validators = field(default_factory=Validators)
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
    hints: Hints = field(default_factory=Hints)
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
