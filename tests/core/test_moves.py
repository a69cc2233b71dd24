"""Where a feed is asked when its address redirects for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.core.moves import ASKED_AGAIN, PROOFS, PROVED_OVER, address_of, is_merged, moved
from bot.model import FeedState, FeedUrl, Move, Trail
from tests.builders import FEED_URL, T0

NEW, NEWER = "https://news.example/new", "https://news.example/newer"
STATE = FeedState(FEED_URL, next_poll_at=T0)
MOVED = Trail(FEED_URL, NEW)


def poll(state: FeedState, now: datetime, *, moves: dict[str, str]) -> FeedState:
    """The state after a poll of a server where these addresses have moved for good."""
    asked = address_of(state, now)
    return moved(state, Trail(asked, moves.get(asked, "")), now)


def test_rule_21_a_move_is_followed_at_once_and_asked_about_seldom() -> None:
    """Rule 21: the old address is asked again three times a day, not with every poll."""
    state = moved(STATE, MOVED, T0)
    assert state.address == ""
    assert address_of(state, T0 + timedelta(minutes=1)) == NEW
    assert address_of(state, T0 + ASKED_AGAIN) == FEED_URL


def test_rule_21_a_move_is_believed_after_three_proofs_over_a_day() -> None:
    """Rule 21: neither many in an hour nor two in a month are enough."""
    state, now = STATE, T0
    for _ in range(20):
        state, now = moved(state, MOVED, now), now + timedelta(minutes=1)
    assert state.address == ""
    state = moved(moved(STATE, MOVED, T0), MOVED, T0 + 30 * PROVED_OVER)
    assert state.address == ""
    state = moved(state, MOVED, T0 + 31 * PROVED_OVER)
    assert (state.address, state.move) == (NEW, None)


def test_rule_21_a_redirect_that_ends_was_no_move() -> None:
    """Rule 21: proof begins anew, and so it does where the redirect leads elsewhere."""
    state = moved(STATE, MOVED, T0)
    assert moved(state, Trail(FEED_URL), T0 + ASKED_AGAIN).move is None
    other = moved(state, Trail(FEED_URL, NEWER), T0 + PROVED_OVER)
    assert other.move == Move(NEWER, T0 + PROVED_OVER, 1, T0 + PROVED_OVER)


def test_rule_21_a_move_that_moves_on_is_proved_from_its_start() -> None:
    """Rule 21."""
    state = moved(moved(STATE, MOVED, T0), Trail(NEW, NEWER), T0 + timedelta(hours=1))
    assert state.move == Move(NEWER, T0 + timedelta(hours=1), 1, T0 + timedelta(hours=1))
    assert state.address == ""


def test_while_it_fails_each_second_try_goes_to_the_address_in_feeds_yaml() -> None:
    """Its admin may have been right all the time."""
    state = replace(STATE, address=NEW)
    assert [address_of(replace(state, failures=n), T0) for n in range(4)] == [NEW, FEED_URL, NEW, FEED_URL]


def test_the_address_in_feeds_yaml_counts_again_as_soon_as_it_answers() -> None:
    state = replace(STATE, address=NEW)
    assert moved(state, Trail(FEED_URL), T0).address == ""
    assert moved(state, Trail(FEED_URL, NEW), T0) == state
    again = moved(state, Trail(FEED_URL, NEWER), T0)
    assert (again.address, again.move) == ("", Move(NEWER, T0, 1, T0))


def test_an_answer_without_a_trail_says_nothing() -> None:
    assert moved(replace(STATE, address=NEW), Trail(), T0).address == NEW


@given(st.lists(st.sampled_from([timedelta(minutes=15), timedelta(hours=1), timedelta(hours=5)]), max_size=300))
def test_rule_21_the_old_address_gets_few_requests_until_it_is_believed(gaps: list[timedelta]) -> None:
    """Rule 21: however often the feed is polled, at most one in eight hours, and none once it is believed."""
    state, now, asked = STATE, T0, []
    for gap in gaps:
        if address_of(state, now) == FEED_URL:
            asked.append(now)
        state = poll(state, now, moves={FEED_URL: NEW})
        now += gap
    assert all(later - earlier >= ASKED_AGAIN for earlier, later in pairwise(asked))
    assert len(asked) <= PROOFS + 1
    assert state.address == (NEW if len(asked) >= PROOFS and asked[-1] - asked[0] >= PROVED_OVER else "")


def test_rule_21_a_feed_that_moved_to_another_that_is_followed_is_merged() -> None:
    """Rule 21: also where the two spell the address differently."""
    state = replace(STATE, address=NEW)
    assert is_merged(state, {FeedUrl("http://www.news.example/new/")})
    assert not is_merged(state, {FeedUrl(NEWER)})
    assert not is_merged(STATE, {FeedUrl(NEW)})
