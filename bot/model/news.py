"""What entries mean for the questions: matches, claims, developments, and the steps of their life."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.model.asked import Feed, Question
    from bot.model.feed_state import FeedState, Hold, Rhythm
    from bot.model.feeds import Entry
    from bot.model.ids import DevelopmentId, EntryKey, QuestionId, TransitionId
    from bot.model.notices import Notice


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
    """An entry that bears on a question, with the terms that hit.

    `focus` is the part of the summary that bears on it, or empty where the headline does.
    """

    question: QuestionId
    entry: Entry
    hits: tuple[Hit, ...]
    focus: str = ""


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

    `words` quote what it was read from; `rule` tells a person why. A choice's precision is DAY. `turn`: the headline
    tells that things become so now, not that they are so.
    """

    value: str
    status: ClaimStatus
    precision: Precision
    words: str
    rule: str
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entry that reports a development. `origin` is the publisher family it counts for, or empty.

    `official` says that the entry comes from an official feed. `claim` is the answer it gives, if any.
    `focus` is the part of the summary that bears on the question, or empty where the headline does.
    """

    entry: Entry
    outlet: str
    origin: str
    official: bool
    published: datetime
    seen_at: datetime
    claim: Claim | None = None
    focus: str = ""


class Phase(StrEnum):
    OPEN = "open"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    CLOSED = "closed"


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


@dataclass(frozen=True, slots=True)
class Support:
    """Who stands behind one claimed value: the origins that asserted it, and whether one of them is official."""

    value: str
    origins: frozenset[str]
    official: bool
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionState:
    """Where a question with an answer type stands.

    `answer` is the leading value, or empty; `since` when it came to lead; `phase` is its phase. `supports` holds
    every value ever claimed, the known one without origins.
    """

    question: QuestionId
    phase: Phase
    answer: str
    since: datetime
    supports: tuple[Support, ...] = ()


class ChangeKind(StrEnum):
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    DISPUTED = "disputed"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Transition:
    """A step in a development's or an answer's phase.

    `reason` says by which rule; `silence` why nobody is told, if so. `answer` is the question's answer after
    the step and `before` what it was, both empty where there is none.
    """

    id: TransitionId
    question: QuestionId
    development: DevelopmentId
    kind: ChangeKind
    at: datetime
    reason: str
    silence: Silence | None
    answer: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """When a feed last gave a document or said that it had not changed, and when it was to be asked again."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """All that deciding about one feed's outcome may know.

    `state` is the feed's, `known` the fingerprints of its stored entries that the outcome names,
    `developments` the recent ones of the questions that matched, `states` where those stand. `rhythm` is None while
    nothing was heard of the feed, `heard` when it was last heard. `hold` is that of the domain which answered, also one
    that has ended; `offline`: our own network is down.
    """

    feed: Feed
    state: FeedState
    known: Mapping[EntryKey, str]
    developments: Mapping[QuestionId, tuple[Development, ...]]
    states: Mapping[QuestionId, QuestionState] = field(default_factory=dict)
    rhythm: Rhythm | None = None
    hold: Hold | None = None
    offline: bool = False
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One piece of evidence and the development it went to, as that stands with it.

    `joined` says what made it a report of that development, or is empty if it opened one.
    """

    development: Development
    joined: str
    silence: Silence | None

    @property
    def question(self) -> QuestionId:
        return self.development.question

    @property
    def evidence(self) -> Evidence:
        return self.development.evidence[-1]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one outcome changes, to be written in one transaction.

    `developments` are whole values after the change; `alerts` name the transitions worth telling.
    `present` are known entries that the document still listed. `passed_over` are matches of entries that do not
    bear on the question all the same; `reports` say where those that do went, and why. `rhythm` and `demand` are
    None where nothing was learned of the feed's. `hold` is one that begins. `heard`: the feed gave an answer; `late`:
    after hours in which it was due and could not be heard. `notices` are for the admins. Unless it `is_last`, more of
    the document is to be decided on, and `state` is still that from before.
    """

    state: FeedState
    arrivals: tuple[Arrival, ...] = ()
    present: tuple[EntryKey, ...] = ()
    matches: tuple[Match, ...] = ()
    passed_over: tuple[Match, ...] = ()
    reports: tuple[Report, ...] = ()
    developments: tuple[Development, ...] = ()
    states: tuple[QuestionState, ...] = ()
    transitions: tuple[Transition, ...] = ()
    alerts: tuple[TransitionId, ...] = ()
    rhythm: Rhythm | None = None
    demand: bytes | None = None
    hold: Hold | None = None
    heard: bool = False
    late: bool = False
    notices: tuple[Notice, ...] = ()
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands: its developments, the newest first, and how many there are in all.

    `state` is that of its answer, or None for a question without an answer type.
    """

    question: Question
    watched_since: datetime
    developments: tuple[Development, ...]
    total: int
    state: QuestionState | None = None

    @property
    def phase(self) -> Phase:
        """The answer's; where there is none, that of the newest development."""
        if self.state and self.state.phase is not Phase.OPEN:
            return self.state.phase
        return self.developments[0].phase if self.developments else Phase.OPEN
