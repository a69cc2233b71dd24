"""What somebody should know of the feeds and the network, and act upon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.feed_state import Stop
    from bot.model.feeds import FailureKind
    from bot.model.ids import FeedUrl


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


Notice = FeedStopped | FeedMoved | FeedFailing | NetworkDown | NetworkBack
