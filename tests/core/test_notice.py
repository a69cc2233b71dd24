"""What somebody should know of the feeds and the network, and when it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.failing import failed
from bot.core.notice import noticed, noticed_of_network
from bot.core.reach import Reach
from bot.model import (
    FailureKind,
    FeedFailing,
    FeedMoved,
    FeedState,
    FeedStopped,
    FetchFailed,
    NetworkBack,
    NetworkDown,
    Notice,
    Stop,
)
from tests.builders import FEED_URL, T0, feed

DAY = timedelta(days=1)
FEED = feed()
STATE = FeedState(FEED_URL, next_poll_at=T0)
NEW = "https://new.example/feed"


def after(state: FeedState, kind: FailureKind, days: float = 0, detail: str = "so") -> FeedState:
    return failed(state, FetchFailed(FEED_URL, kind, detail), T0 + days * DAY)


def new(before: FeedState, state: FeedState, *, offline: bool = False) -> tuple[Notice, ...]:
    return noticed(FEED, before, state, offline=offline)


def failing(kind: FailureKind, why: str) -> FeedFailing:
    return FeedFailing(FEED_URL, FEED.outlet, kind, why)


# ------------------------------------------------------------------ what is noticed


def test_a_feed_that_fails_is_noticed_once_for_each_way_in_which_it_does() -> None:
    once = after(STATE, FailureKind.TIMEOUT)
    again = after(once, FailureKind.TIMEOUT, 1)
    assert new(STATE, once) == (failing(FailureKind.TIMEOUT, "timeout: so"),)
    assert new(once, again) == ()
    assert new(again, after(again, FailureKind.TLS, 2)) == (failing(FailureKind.TLS, "tls: so"),)
    assert new(again, STATE) == ()


def test_rules_18_and_23_what_passes_by_itself_is_noticed_when_it_does_not() -> None:
    """Rules 18 and 23: after a day, and after three."""
    for kind, days in ((FailureKind.THROTTLED, 1), (FailureKind.PARSER, 3)):
        first = after(STATE, kind)
        late = after(first, kind, days)
        assert new(STATE, first) == ()
        assert new(first, late) == (failing(kind, f"{kind}: so"),)


def test_no_feed_is_blamed_while_our_own_network_is_down() -> None:
    assert new(STATE, after(STATE, FailureKind.TIMEOUT), offline=True) == ()


def test_rule_20_a_feed_that_is_given_up_is_noticed() -> None:
    """Rule 20."""
    gone = after(STATE, FailureKind.GONE)
    assert FeedStopped(FEED_URL, FEED.outlet, Stop.GONE) in new(STATE, gone)
    assert new(gone, gone) == ()


def test_rule_21_a_move_is_noticed_but_not_the_way_back() -> None:
    """Rule 21: the address in feeds.yaml is right again then."""
    moved = replace(STATE, address=NEW)
    assert new(STATE, moved) == (FeedMoved(FEED_URL, FEED.outlet, NEW),)
    assert new(moved, STATE) == ()
    merged = replace(moved, stopped=Stop.MERGED)
    assert new(moved, merged) == (FeedStopped(FEED_URL, FEED.outlet, Stop.MERGED, NEW),)


def test_our_own_network_is_noticed_to_be_down_and_back() -> None:
    down = Reach(down_since=T0)
    assert noticed_of_network(Reach(), down) == NetworkDown(T0)
    assert noticed_of_network(down, down) is None
    assert noticed_of_network(down, Reach()) == NetworkBack(T0)
