"""A refresh that somebody asks for: the feed starts anew, and its server is asked no more than it likes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.failing import start_anew
from bot.model import FeedState
from bot.store import feeds, holds, transaction
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import FeedUrl
    from bot.store import Database

ASKED_FOR_EVERY = timedelta(minutes=30)
"""However impatient somebody is."""


class Granted(StrEnum):
    DUE = "due"
    TOO_SOON = "too soon"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Refresh:
    """What came of asking for a feed: it is due at `at`, or may be asked for again then."""

    feed: FeedUrl
    granted: Granted
    at: datetime


def refresh(db: Database, url: FeedUrl, now: datetime) -> Refresh:
    """Let a feed of feeds.yaml start anew, without validators, unless it was just polled or its domain is held."""
    with transaction(db):
        held_until = holds.held_domains(db, now).get(publisher(url))
        if held_until is not None:
            return Refresh(url, Granted.HELD, held_until)
        polled_at = feeds.polled_at(db, url)
        if polled_at is not None and now - polled_at < ASKED_FOR_EVERY:
            return Refresh(url, Granted.TOO_SOON, polled_at + ASKED_FOR_EVERY)
        state = feeds.feed_state(db, url) or FeedState(url, next_poll_at=now)
        feeds.save_feed_state(db, start_anew(state, now), polled_at=None)
    return Refresh(url, Granted.DUE, now)
