"""What somebody should know of the feeds and the network, and when it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.failing import failed
from bot.core.notice import (
    APART,
    ASKED_AGAIN,
    FIRST_BACK_OFF,
    GATHERED_FOR,
    LONGEST_BACK_OFF,
    is_known_down,
    is_ripe,
    is_waited_with,
    noticed,
    noticed_of_network,
    settle_notices,
    worth_telling,
)
from bot.core.reach import Reach
from bot.model import (
    Admin,
    ChatId,
    ConfigMended,
    ConfigRefused,
    FailureKind,
    FeedFailing,
    FeedMoved,
    FeedState,
    FeedStopped,
    FetchFailed,
    InDoubt,
    NetworkBack,
    NetworkDown,
    Notice,
    Noticed,
    NotSent,
    Rejected,
    SendOutcome,
    Sent,
    Stop,
    Throttled,
    Unreachable,
)
from tests.builders import FEED_URL, T0, feed

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ANA = Admin(ChatId(7), T0)
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


# ------------------------------------------------------------------ what is still worth telling


def stored(*notices: Notice) -> tuple[Noticed, ...]:
    """One a second."""
    return tuple(Noticed(n, T0 + n * timedelta(seconds=1), notice) for n, notice in enumerate(notices, start=1))


def told(*notices: Notice, state: FeedState | None = None, known_down: bool = False) -> list[Notice]:
    states = {state.url: state} if state else {}
    return [one.notice for one in worth_telling(stored(*notices), states, known_down=known_down)]


TIMEOUT = failing(FailureKind.TIMEOUT, "timeout: so")
TLS = failing(FailureKind.TLS, "tls: so")
GONE = FeedStopped(FEED_URL, FEED.outlet, Stop.GONE)
MOVED = FeedMoved(FEED_URL, FEED.outlet, NEW)
FAILS = after(STATE, FailureKind.TIMEOUT)


def test_of_a_feed_that_fails_the_last_is_told_if_it_fails_still() -> None:
    assert told(TIMEOUT, TLS, state=FAILS) == [TLS]
    assert told(TIMEOUT, TLS, state=STATE) == []


def test_a_feed_that_was_given_up_is_told_once() -> None:
    """However it failed before, and wherever it had moved."""
    gone = after(STATE, FailureKind.GONE)
    assert told(failing(FailureKind.GONE, "gone: so"), GONE, state=gone) == [GONE]
    merged = FeedStopped(FEED_URL, FEED.outlet, Stop.MERGED, NEW)
    assert told(MOVED, merged, state=replace(STATE, address=NEW, stopped=Stop.MERGED)) == [merged]


def test_what_was_mended_meanwhile_is_not_told() -> None:
    """A feed that was started anew, has moved elsewhere, or has left feeds.yaml."""
    assert told(GONE, MOVED, state=STATE) == []
    assert told(MOVED, state=replace(STATE, address="https://newer.example/")) == []
    assert told(GONE, MOVED, TIMEOUT) == []


def test_of_feeds_yaml_only_the_last_is_told() -> None:
    refused, mended, again = ConfigRefused("one"), ConfigMended(T0), ConfigRefused("two")
    assert told(refused) == [refused]
    assert told(refused, mended) == [mended]
    assert told(refused, mended, again) == [again]


def test_that_our_network_is_down_is_told_only_while_it_is_known_to_be() -> None:
    down, back = NetworkDown(T0), NetworkBack(T0)
    assert told(down, known_down=True) == [down]
    assert told(down) == []
    assert told(down, back, known_down=True) == [back]
    assert told(down, back, NetworkDown(T0 + DAY), known_down=True) == [back, NetworkDown(T0 + DAY)]
    assert is_waited_with(stored(down))
    assert not is_waited_with(stored(down, back))


def test_feeds_that_fell_with_our_network_are_not_told_beside_it() -> None:
    """But those that failed before, or otherwise, are."""
    down, parser = NetworkDown(T0), failing(FailureKind.PARSER, "parser: so")
    assert told(TIMEOUT, down, state=FAILS, known_down=True) == [down]
    assert told(parser, down, state=FAILS, known_down=True) == [parser, down]
    before = NetworkDown(T0 + DAY)
    assert told(TIMEOUT, before, state=FAILS, known_down=True) == [TIMEOUT, before]


# ------------------------------------------------------------------ when it is told


def test_what_falls_together_is_told_together() -> None:
    pending = stored(TIMEOUT, MOVED)
    assert not is_ripe((), T0)
    assert not is_ripe(pending, T0 + GATHERED_FOR)
    assert is_ripe(pending, pending[0].at + GATHERED_FOR)


def test_when_our_network_is_back_its_feeds_are_asked_first() -> None:
    """Or those that fell with it would be told as failing."""
    back = Noticed(9, T0 + DAY, NetworkBack(T0))
    pending = (*stored(TIMEOUT, NetworkDown(T0)), back)
    assert not is_ripe(pending, back.at + ASKED_AGAIN - MINUTE)
    assert is_ripe(pending, back.at + ASKED_AGAIN)


def test_that_our_network_is_down_is_known_while_feeds_are_asked_in_vain_and_telegram_answers() -> None:
    assert not is_known_down(None, ANA, T0)
    assert is_known_down(T0, ANA, T0 + MINUTE)
    assert not is_known_down(T0, ANA, T0 + 5 * MINUTE)
    unanswered = replace(ANA, unanswered_at=T0)
    assert not is_known_down(T0 + MINUTE / 2, unanswered, T0 + MINUTE)
    assert is_known_down(T0 + MINUTE, unanswered, T0 + MINUTE)


# ------------------------------------------------------------------ what comes of a message


def settled(outcome: SendOutcome, admin: Admin = ANA) -> Admin:
    return settle_notices(admin, outcome, 5, T0, jitter=0.0)


def test_who_was_told_is_left_alone_for_ten_minutes() -> None:
    tried = replace(ANA, tries=3, unanswered_at=T0, plain=True)
    assert settled(Sent(1), tried) == Admin(ANA.chat, T0 + APART, told_to=5)


def test_a_throttled_admin_is_told_when_telegram_allows() -> None:
    assert settled(Throttled(3 * MINUTE)) == replace(ANA, due_at=T0 + 3 * MINUTE)


def test_while_telegram_is_away_it_is_tried_less_and_less_often() -> None:
    admin, waits = ANA, []
    for _ in range(9):
        admin = settled(NotSent("ConnectError"), admin)
        waits.append(admin.due_at - T0)
    assert waits[:2] == [FIRST_BACK_OFF, 2 * FIRST_BACK_OFF]
    assert waits[-1] == LONGEST_BACK_OFF
    assert (admin.told_to, admin.tries, admin.unanswered_at) == (0, 9, T0)


def test_a_message_that_may_have_arrived_is_repeated_no_sooner_than_another_would_come() -> None:
    after = settled(InDoubt("ReadError"))
    assert (after.told_to, after.due_at) == (0, T0 + APART)


def test_whoever_cannot_be_written_to_is_tried_once_a_day() -> None:
    after = settled(Unreachable("chat not found"))
    assert after == replace(ANA, due_at=T0 + DAY, unreachable=True)
    assert not settled(NotSent("ConnectError"), after).unreachable


def test_what_telegram_refuses_is_sent_without_markup_and_then_not_again() -> None:
    once = settled(Rejected("can't parse entities"))
    assert once == replace(ANA, plain=True)
    assert settled(Rejected("message is too long"), once) == Admin(ANA.chat, T0 + APART, told_to=5)
