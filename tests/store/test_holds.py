"""Domains that asked to be left alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import FeedState, FeedUrl, Hold
from bot.store import feeds, holds
from tests.builders import T0

if TYPE_CHECKING:
    from bot.store import Database

MINUTE = timedelta(minutes=1)
STEP = timedelta(seconds=10)


def schedule(db: Database, **minutes: int) -> dict[str, FeedUrl]:
    """Feeds at such names of news.example, due so many minutes from now."""
    urls = {name: FeedUrl(f"https://{name}.news.example/feed") for name in minutes}
    for name, wait in minutes.items():
        feeds.save_feed_state(db, FeedState(urls[name], T0 + wait * MINUTE), polled_at=None)
    return urls


def due(db: Database, url: FeedUrl) -> timedelta:
    state = feeds.feed_state(db, url)
    assert state is not None
    return state.next_poll_at - T0


def test_rule_17_the_feeds_of_a_domain_are_put_off_and_let_go_one_by_one(db: Database) -> None:
    """Rule 17: those that were due first go first; one that is due later anyway keeps its time."""
    urls = schedule(db, c=3, a=1, b=2, late=99)
    holds.save_hold(db, Hold("news.example", T0 + 30 * MINUTE, T0), STEP)
    assert [due(db, urls[name]) for name in "abc"] == [30 * MINUTE + place * STEP for place in range(3)]
    assert due(db, urls["late"]) == 99 * MINUTE


def test_rule_17_a_feed_that_is_no_longer_polled_takes_no_place_among_them(db: Database) -> None:
    """Rule 17: nor is it put off, for when it comes back."""
    urls = schedule(db, retired=1, a=2)
    feeds.retire_others(db, {urls["a"]})
    holds.save_hold(db, Hold("news.example", T0 + 30 * MINUTE, T0), STEP)
    assert (due(db, urls["retired"]), due(db, urls["a"])) == (MINUTE, 30 * MINUTE)


def test_rule_17_no_other_domain_is_put_off(db: Database) -> None:
    """Rule 17: also one whose name only looks like it, or stands in a path."""
    others = [FeedUrl(f"https://{rest}") for rest in ("mynews.example/", "a.example/news.example", "b.example/feed")]
    for url in others:
        feeds.save_feed_state(db, FeedState(url, T0), polled_at=None)
    holds.save_hold(db, Hold("news.example", T0 + 30 * MINUTE, T0), STEP)
    assert [due(db, url) for url in others] == [timedelta(0)] * 3


def test_rule_17_a_feed_that_has_moved_there_is(db: Database) -> None:
    """Rule 17."""
    url = FeedUrl("https://old.example/feed")
    feeds.save_feed_state(db, FeedState(url, T0, address="https://news.example/feed"), polled_at=None)
    holds.save_hold(db, Hold("news.example", T0 + 30 * MINUTE, T0), STEP)
    assert due(db, url) == 30 * MINUTE


def test_a_hold_is_remembered_after_it_ended(db: Database) -> None:
    hold = Hold("news.example", T0 + MINUTE, T0)
    holds.save_hold(db, hold, STEP)
    assert holds.hold_on(db, "news.example") == hold
    assert holds.held_domains(db, T0) == {"news.example": T0 + MINUTE}
    assert holds.held_domains(db, T0 + MINUTE) == {}
    assert holds.hold_on(db, "other.example") is None
