"""What an admin must know and act upon, told to them once, and how far each admin was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.feed_state import Stop
    from bot.model.feeds import FailureKind
    from bot.model.ids import ChatId, FeedUrl


@dataclass(frozen=True, slots=True)
class FeedStopped:
    """A feed is given up. `to` is the address of another that it has moved to; empty: nowhere."""

    feed: FeedUrl
    outlet: str
    why: Stop
    to: str = ""


@dataclass(frozen=True, slots=True)
class FeedMoved:
    """A feed has moved `to` another address for good."""

    feed: FeedUrl
    outlet: str
    to: str


@dataclass(frozen=True, slots=True)
class FeedFailing:
    """A feed began to fail, or fails otherwise than was told before; `why` is that in words."""

    feed: FeedUrl
    outlet: str
    kind: FailureKind
    why: str


@dataclass(frozen=True, slots=True)
class NetworkDown:
    """No feed has answered `since` then: it is our own network."""

    since: datetime


@dataclass(frozen=True, slots=True)
class NetworkBack:
    """Our own network, down `since` then, is back."""

    since: datetime


@dataclass(frozen=True, slots=True)
class ConfigRefused:
    """feeds.yaml was saved with `problems`, so that the previous one stays in force."""

    problems: str


@dataclass(frozen=True, slots=True)
class ConfigMended:
    """feeds.yaml, refused `since` then, is right again and in force."""

    since: datetime


Notice = FeedStopped | FeedMoved | FeedFailing | NetworkDown | NetworkBack | ConfigRefused | ConfigMended


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice as it is stored: they are told in the order of their numbers."""

    id: int
    at: datetime
    notice: Notice


@dataclass(frozen=True, slots=True)
class Admin:
    """How far an admin was told: up to the notice `told_to`. Nothing is sent before `due_at`.

    `tries` counts those that got no answer, the last of them at `unanswered_at`. `plain` asks for text without markup.
    `unreachable`: the admin's chat lets the bot write nothing.
    """

    chat: ChatId
    due_at: datetime
    told_to: int = 0
    tries: int = 0
    unanswered_at: datetime | None = None
    plain: bool = False
    unreachable: bool = False
