"""The nouns, as frozen values. It owns their shape only: no behaviour beyond what a value says of itself.

Every time is an aware datetime in UTC. Text fields are plain text unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

FeedUrl = NewType("FeedUrl", str)
"""A feed's address as written in feeds.yaml: its identity."""
EntryKey = NewType("EntryKey", str)
"""An entry's identity within its feed; see `bot.text.identity`."""
QuestionId = NewType("QuestionId", str)
DevelopmentId = NewType("DevelopmentId", str)
TransitionId = NewType("TransitionId", str)
ChatId = NewType("ChatId", int)

TERMINAL = ChatId(0)
"""The chat of a bot without a token: the terminal it runs in. Telegram gives nobody this id."""


class Language(StrEnum):
    EN = "en"
    ES = "es"


# ------------------------------------------------------------------ what admins ask for


class FeedKind(StrEnum):
    OFFICIAL = "official"
    WIRE = "wire"
    PRESS = "press"
    AGGREGATOR = "aggregator"


@dataclass(frozen=True, slots=True)
class Feed:
    url: FeedUrl
    outlet: str
    kind: FeedKind
    lang: Language
    every: timedelta


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What turns a report into a confirmed one: `origins` independent origins, or one official source."""

    origins: int = 2
    official: bool = True


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """The question is answered by a date. `about` are words of the thing asked about, else the match's."""

    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    """The question is answered by one of `choices`: per choice id and language, the words that cue it.

    `about` are words of the thing asked about. A word that ends in `*` stands for all that begin with it.
    """

    about: tuple[str, ...]
    choices: Mapping[str, Mapping[Language, tuple[str, ...]]]


Answer = DateAnswer | ChoiceAnswer


@dataclass(frozen=True, slots=True)
class Question:
    """`match` holds queries of the keyword language; any of them is enough.

    `answer` is the kind of answer looked for, or None. `known` is the answer when the watch began: an ISO
    date or a choice id, or empty.
    """

    id: QuestionId
    ask: Mapping[Language, str]
    match: tuple[str, ...]
    confirm: Confirmation = Confirmation()
    answer: Answer | None = None
    known: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """feeds.yaml, valid. `freshness`: entries older than this when they arrive never push.

    `floor` is the least time between two polls of a feed, `spacing` between two requests to one host.
    """

    feeds: tuple[Feed, ...]
    questions: tuple[Question, ...]
    freshness: timedelta
    floor: timedelta
    spacing: timedelta


# ------------------------------------------------------------------ what feeds say


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

    `lang` is the language of entries that do not state their own.
    """

    url: FeedUrl
    lang: Language
    validators: Validators
    body_hash: str | None
    known: Mapping[EntryKey, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Feeds of one host, polled one after another with `spacing` between the starts of two requests."""

    host: str
    jobs: tuple[FetchJob, ...]
    spacing: timedelta


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document was read. `entries` are those new or changed; `known` those dropped as known.

    `not_before` is how long the server asks to be left alone (Cache-Control, Expires, ttl), or None.
    """

    url: FeedUrl
    validators: Validators
    body_hash: str
    entries: tuple[Entry, ...]
    known: tuple[EntryKey, ...]
    not_before: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """304 Not Modified, or the same bytes again."""

    url: FeedUrl
    validators: Validators
    not_before: timedelta | None = None


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No document. `retry_after` is what the server asked for, or None."""

    url: FeedUrl
    kind: FailureKind
    detail: str
    retry_after: timedelta | None = None


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


# ------------------------------------------------------------------ what it means


class Silence(StrEnum):
    """Why nobody is told of an entry that opened a development."""

    FIRST_SIGHT_OF_FEED = "first sight of the feed"
    FIRST_SIGHT_OF_QUESTION = "first sight of the question"
    STALE = "older than the freshness window on arrival"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry that was admitted: new to its feed, or changed. `published` is never after `seen_at`."""

    entry: Entry
    published: datetime
    seen_at: datetime
    silence: Silence | None


class Place(StrEnum):
    TITLE = "title"
    SUMMARY = "summary"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of a query, as written there, and where it hit: characters `start` to `end` of that text.

    For a field term (`source:`, `lang:` …) the place is FIELD and the span is empty.
    """

    term: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    question: QuestionId
    entry: Entry
    hits: tuple[Hit, ...]


class ClaimStatus(StrEnum):
    """How far an entry stands behind what it says: PAST is told as history, not as news."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"
    PAST = "past"


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Claim:
    """An answer that an entry gives. `value` is an ISO date (the first day of a span), a choice id or empty.

    `words` quote what it was read from; `rule` tells a person why. A choice's precision is DAY.
    """

    value: str
    status: ClaimStatus
    precision: Precision
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entry that reports a development. `origin` is the publisher family it counts for, or empty.

    `official` says that the entry comes from an official feed.
    """

    entry: Entry
    outlet: str
    origin: str
    official: bool
    published: datetime
    seen_at: datetime


class Phase(StrEnum):
    OPEN = "open"
    REPORTED = "reported"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Development:
    """One piece of news on one question. `evidence` is in order of arrival; the first opened it."""

    id: DevelopmentId
    question: QuestionId
    phase: Phase
    opened_at: datetime
    evidence: tuple[Evidence, ...]

    @property
    def lead(self) -> Evidence:
        return self.evidence[0]

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(e.origin for e in self.evidence if e.origin)


class ChangeKind(StrEnum):
    REPORTED = "reported"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Transition:
    """A step in a development's phase. `reason` says by which rule; `silence` why nobody is told, if so."""

    id: TransitionId
    question: QuestionId
    development: DevelopmentId
    kind: ChangeKind
    at: datetime
    reason: str
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that deciding about one feed's outcome may know.

    `state` is the feed's, `known` the fingerprints of its stored entries that the outcome names,
    `developments` the recent ones of the questions that matched.
    """

    feed: Feed
    state: FeedState
    known: Mapping[EntryKey, str]
    developments: Mapping[QuestionId, tuple[Development, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one outcome changes, to be written in one transaction.

    `developments` are whole values after the change; `alerts` name the transitions worth telling.
    `present` are known entries that the document still listed.
    """

    state: FeedState
    arrivals: tuple[Arrival, ...] = ()
    present: tuple[EntryKey, ...] = ()
    matches: tuple[Match, ...] = ()
    developments: tuple[Development, ...] = ()
    transitions: tuple[Transition, ...] = ()
    alerts: tuple[TransitionId, ...] = ()


# ------------------------------------------------------------------ who hears of it


@dataclass(frozen=True, slots=True)
class Subscriber:
    chat: ChatId
    lang: Language
    active: bool


@dataclass(frozen=True, slots=True)
class Alert:
    """A transition worth telling, with all that a message says of it."""

    transition: Transition
    ask: Mapping[Language, str]
    development: Development


class DeliveryState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    IN_DOUBT = "in doubt"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One chat's row of an alert. `attempts` counts every try, the one under way included.

    `doubts` counts the tries whose answer was lost; `deaths` those during which the process died;
    `plain` asks for text without markup.
    """

    transition: TransitionId
    chat: ChatId
    state: DeliveryState
    due_at: datetime
    attempts: int = 0
    doubts: int = 0
    deaths: int = 0
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: exactly one of `url` and `data` (1 to 64 bytes) is given."""

    text: str
    url: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What a chat reads. `html` is Telegram's HTML; `plain` the same without markup."""

    html: str
    plain: str
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int


@dataclass(frozen=True, slots=True)
class Throttled:
    """429: the chat must be left alone for so long. It was not delivered."""

    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has become a supergroup with another id, for good. It was not delivered."""

    to: ChatId


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nobody can be reached in this chat any more. It was not delivered."""

    detail: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will not take this text as it is. It was not delivered."""

    detail: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """The network failed before the request left. It was not delivered."""

    detail: str


@dataclass(frozen=True, slots=True)
class InDoubt:
    """The answer was lost: it may have been delivered."""

    detail: str


SendOutcome = Sent | Throttled | Migrated | Unreachable | Rejected | NotSent | InDoubt


@dataclass(frozen=True, slots=True)
class Settlement:
    """What an outcome does to a delivery and its chat.

    `hold_chat_until` keeps the chat from being sent to; `move_to` renames it; `deactivate` ends it.
    """

    delivery: Delivery
    detail: str = ""
    message_id: int | None = None
    hold_chat_until: datetime | None = None
    move_to: ChatId | None = None
    deactivate: bool = False


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


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands: its developments, the newest first, and how many there are in all."""

    question: Question
    watched_since: datetime
    developments: tuple[Development, ...]
    total: int

    @property
    def phase(self) -> Phase:
        return self.developments[0].phase if self.developments else Phase.OPEN
