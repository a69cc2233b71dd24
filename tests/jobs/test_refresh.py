"""A refresh that somebody asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.failing import failed
from bot.jobs.refresh import ASKED_FOR_EVERY, Granted, refresh
from bot.model import FailureKind, FeedState, FetchFailed, Hold, Validators
from bot.store import feeds, holds, open_store
from tests.builders import FEED_URL, T0

if TYPE_CHECKING:
    from bot.store import Database

HOUR = timedelta(hours=1)


@pytest.fixture
def db() -> Database:
    """A feed that was polled at T0, and is gone."""
    store = open_store(None)
    state = FeedState(FEED_URL, T0 + HOUR, Validators('"a"', None, FEED_URL), "hash", first_read_at=T0)
    gone = failed(state, FetchFailed(FEED_URL, FailureKind.GONE, "410 Gone"), T0)
    feeds.save_feed_state(store, gone, polled_at=T0)
    return store


def test_rule_20_a_feed_that_was_given_up_starts_anew(db: Database) -> None:
    """Rules 6 and 20: due at once, with neither failures nor validators; its entries stay known."""
    now = T0 + HOUR
    assert refresh(db, FEED_URL, now).granted is Granted.DUE
    assert feeds.feed_state(db, FEED_URL) == FeedState(FEED_URL, now, first_read_at=T0)


def test_rule_15_no_feed_is_polled_again_within_half_an_hour_of_being_asked_for(db: Database) -> None:
    """Rule 15: and nothing is changed. It counts from the poll; asking is none."""
    before, soonest = feeds.feed_state(db, FEED_URL), T0 + ASKED_FOR_EVERY
    answer = refresh(db, FEED_URL, soonest - timedelta(seconds=1))
    assert (answer.granted, answer.at) == (Granted.TOO_SOON, soonest)
    assert feeds.feed_state(db, FEED_URL) == before
    assert [refresh(db, FEED_URL, soonest).granted for _ in range(2)] == [Granted.DUE, Granted.DUE]
    assert feeds.polled_at(db, FEED_URL) == T0


def test_rules_15_and_16_nobody_is_impatient_enough_to_end_a_hold(db: Database) -> None:
    """Rule 15, rule 16: what a server asked for by Retry-After holds for everybody."""
    holds.save_hold(db, Hold("news.example", T0 + 9 * HOUR, T0), timedelta(0))
    answer = refresh(db, FEED_URL, T0 + HOUR)
    assert (answer.granted, answer.at) == (Granted.HELD, T0 + 9 * HOUR)


def test_a_feed_that_was_never_polled_is_due(db: Database) -> None:
    new = type(FEED_URL)("https://new.example/feed")
    assert refresh(db, new, T0).granted is Granted.DUE
