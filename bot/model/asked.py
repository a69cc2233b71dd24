"""What admins ask for: feeds, questions, and what an answer looks like."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.model.ids import FeedUrl, Language, QuestionId


class FeedKind(StrEnum):
    OFFICIAL = "official"
    WIRE = "wire"
    PRESS = "press"
    AGGREGATOR = "aggregator"


@dataclass(frozen=True, slots=True)
class Feed:
    """`every` is the time between two polls where an admin sets it; None where it is learned."""

    url: FeedUrl
    outlet: str
    kind: FeedKind
    lang: Language
    every: timedelta | None = None


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
    `shown` is what messages call a choice, where that is not its id.
    """

    about: tuple[str, ...]
    choices: Mapping[str, Mapping[Language, tuple[str, ...]]]
    shown: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)


Answer = DateAnswer | ChoiceAnswer


@dataclass(frozen=True, slots=True)
class Question:
    """`match` holds queries of the keyword language; any of them is enough.

    `answer` is the kind of answer looked for, or None. `known` is the answer when the watch began: an ISO
    date or a choice id, or empty; `known_since` the day it became so, where told. `closed`: an admin has
    closed it. `expires`: it closes when its date has passed. `cap` is how many alerts a day it may push
    before they are gathered.
    """

    id: QuestionId
    ask: Mapping[Language, str]
    match: tuple[str, ...]
    confirm: Confirmation = Confirmation()
    answer: Answer | None = None
    known: str = ""
    closed: bool = False
    expires: bool = False
    cap: int = 10
    known_since: date | None = None

    @property
    def shown(self) -> Mapping[str, Mapping[Language, str]]:
        """What messages call its choices."""
        return self.answer.shown if isinstance(self.answer, ChoiceAnswer) else {}


@dataclass(frozen=True, slots=True)
class Config:
    """feeds.yaml, valid. `freshness`: entries older than this when they arrive never push.

    `every` is the time between two polls of a feed, on average over the feeds that set none of their own; `floor` is
    the least, `spacing` that between two requests to one host. `publishers` maps domains to the family that owns them.
    """

    feeds: tuple[Feed, ...]
    questions: tuple[Question, ...]
    freshness: timedelta
    floor: timedelta
    spacing: timedelta
    publishers: Mapping[str, str] = field(default_factory=dict)
    every: timedelta = timedelta(minutes=15)
