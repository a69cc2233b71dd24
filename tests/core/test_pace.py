"""Pacing: never more than the limits in any stretch of time, and no waiting for nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.pace import (
    FIRST_SILENCE,
    LONGEST_SILENCE,
    LONGEST_WAY,
    TELEGRAM,
    UNLIMITED,
    Limit,
    Limits,
    Pace,
)
from bot.model import ChatId, InDoubt, NotSent, SendOutcome, Sent, Throttled
from tests.builders import T0

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
ANA, LUIS, MAYA, DESK = ChatId(1), ChatId(2), ChatId(3), ChatId(-100)
MILLISECOND = timedelta(milliseconds=1)

CHATS = st.sampled_from([ANA, LUIS, MAYA, DESK, ChatId(-200)])
WAITS = st.timedeltas(timedelta(0), 2 * SECOND)
LIMITS = st.one_of(
    st.just(TELEGRAM),
    st.builds(
        Limits,
        st.builds(Limit, st.integers(1, 5), st.timedeltas(MILLISECOND, 3 * SECOND)),
        st.tuples(st.builds(Limit, st.integers(1, 4), st.timedeltas(MILLISECOND, 3 * SECOND))),
        st.tuples(st.builds(Limit, st.integers(1, 6), st.timedeltas(MILLISECOND, MINUTE))),
    ),
)


def send(pace: Pace, chat: ChatId, now: datetime) -> bool:
    """Whether it could be sent at this moment."""
    if pace.room(now) <= 0 or pace.chat_opens_at(chat) > now:
        return False
    pace.take(chat, now)
    pace.land(pace.leave(now), now)
    return True


def assert_kept(times: list[datetime], limit: Limit) -> None:
    """No stretch of the limit's length holds more than it allows."""
    for first, beyond in zip(times, times[limit.most :], strict=False):
        assert beyond - first >= limit.within


@given(LIMITS, st.lists(st.tuples(CHATS, WAITS), max_size=150))
def test_no_stretch_of_time_holds_more_than_is_allowed_however_much_is_to_be_sent(
    limits: Limits, wanted: list[tuple[ChatId, timedelta]]
) -> None:
    pace, now, sent = Pace(limits), T0, list[tuple[ChatId, datetime]]()
    for chat, wait in wanted:
        now += wait
        if send(pace, chat, now):
            sent.append((chat, now))
    assert limits.everyone
    assert_kept([at for _, at in sent], limits.everyone)
    for chat in {chat for chat, _ in sent}:
        for limit in limits.of(chat):
            assert_kept([at for to, at in sent if to == chat], limit)


@given(LIMITS, st.lists(st.tuples(CHATS, WAITS), max_size=60))
def test_whoever_waits_until_it_opens_may_send(limits: Limits, wanted: list[tuple[ChatId, timedelta]]) -> None:
    """No starvation: what opens at a time is open at that time, if nothing else was sent meanwhile."""
    pace, now = Pace(limits), T0
    for chat, wait in wanted:
        now += wait
        if not send(pace, chat, now):
            now = max(now, pace.opens_at(), pace.chat_opens_at(chat))
            assert send(pace, chat, now)


@given(st.lists(st.tuples(CHATS, WAITS), max_size=60), st.integers(0, 60))
def test_what_an_earlier_process_sent_counts(wanted: list[tuple[ChatId, timedelta]], dies_after: int) -> None:
    pace, now, sent = Pace(TELEGRAM), T0, list[tuple[ChatId, datetime]]()
    for n, (chat, wait) in enumerate(wanted):
        now += wait
        if n == dies_after:
            pace = Pace(TELEGRAM, sent)
        if send(pace, chat, now):
            sent.append((chat, now))
    for limit in TELEGRAM.of(DESK):
        assert_kept([at for to, at in sent if to == DESK], limit)


def test_a_request_counts_from_when_it_was_answered_and_keeps_its_place_before() -> None:
    pace = Pace(Limits(Limit(2, SECOND)))
    pace.take(ANA, T0)
    pace.take(LUIS, T0)
    assert pace.room(T0 + MINUTE) == 0
    left = pace.leave(T0 + MINUTE)
    pace.give_back()
    answered = T0 + MINUTE + SECOND / 2
    pace.land(left, answered)
    assert pace.room(answered) == 1
    assert pace.room(answered + SECOND) == 2


def test_what_is_about_to_leave_keeps_its_place_too() -> None:
    """Though when it will have arrived is not known yet."""
    pace = Pace(Limits(Limit(2, SECOND)))
    assert send(pace, ANA, T0)
    pace.take(LUIS, T0)
    assert (pace.room(T0), pace.opens_at()) == (0, T0 + SECOND)
    pace.take(MAYA, T0 + MINUTE)
    assert pace.room(T0 + MINUTE) == 0
    assert pace.opens_at() <= T0 + MINUTE


def test_one_that_is_not_answered_counts_as_long_as_it_may_be_on_its_way() -> None:
    """An answer that comes only then tells nothing new."""
    pace = Pace(Limits(Limit(1, SECOND)))
    pace.take(ANA, T0)
    left = pace.leave(T0)
    open_at = T0 + LONGEST_WAY + SECOND
    assert pace.opens_at() == open_at
    assert (pace.room(open_at - MILLISECOND), pace.room(open_at)) == (0, 1)
    pace.land(left, T0 + MINUTE)
    assert pace.room(open_at) == 1


@given(LIMITS, st.lists(st.tuples(CHATS, WAITS, WAITS), max_size=100))
def test_however_long_requests_are_on_their_way_telegram_gets_no_more_than_it_allows(
    limits: Limits, wanted: list[tuple[ChatId, timedelta, timedelta]]
) -> None:
    """Each arrives at some moment between leaving and the answer."""
    pace, now, arrived, flying = Pace(limits), T0, list[datetime](), list[tuple[datetime, datetime]]()
    for chat, wait, way in wanted:
        now += wait
        for answered, left in [flight for flight in flying if flight[0] <= now]:
            pace.land(left, answered)
            flying.remove((answered, left))
        if pace.room(now) > 0:
            pace.take(chat, now)
            answered = now + min(way, LONGEST_WAY)
            flying.append((answered, pace.leave(now)))
            arrived += [answered]
    assert limits.everyone
    assert_kept(sorted(arrived), limits.everyone)


def test_a_chat_that_has_had_its_burst_says_when_it_opens() -> None:
    pace = Pace(TELEGRAM)
    (limit,) = TELEGRAM.chat
    opens = [pace.take(ANA, T0 + n * MILLISECOND) for n in range(limit.most)]
    assert all(at <= T0 + n * MILLISECOND for n, at in enumerate(opens[:-1]))
    assert opens[-1] == T0 + limit.within
    assert pace.chat_opens_at(LUIS) < T0


def test_what_no_window_reaches_back_to_is_forgotten() -> None:
    """Or a bot that runs for months would remember every request and every refusal."""
    pace = Pace(TELEGRAM)
    for n in range(1, 200):
        chat, now = ChatId(n), T0 + n * MINUTE
        pace.note(chat, Throttled(SECOND), now, jitter=0)
        assert send(pace, chat, now + SECOND)
    assert max(len(pace._arrived), len(pace._taken), len(pace._of), len(pace._held)) <= 2


def test_without_limits_there_is_always_room() -> None:
    pace = Pace(UNLIMITED)
    assert all(send(pace, ANA, T0) for _ in range(1000))


# ------------------------------------------------------------------ when it fails


def test_a_throttled_chat_is_left_alone_for_as_long_as_telegram_asks_and_no_other_is() -> None:
    pace = Pace(TELEGRAM)
    assert pace.note(ANA, Throttled(MINUTE), T0, jitter=0) is None
    assert not send(pace, ANA, T0 + MINUTE - MILLISECOND)
    assert send(pace, LUIS, T0)
    assert send(pace, ANA, T0 + MINUTE)


def test_three_chats_throttled_in_a_row_are_no_matter_of_chats() -> None:
    pace = Pace(TELEGRAM)
    for chat in (ANA, LUIS):
        assert pace.note(chat, Throttled(MINUTE), T0, jitter=0) is None
    assert pace.note(MAYA, Throttled(MINUTE), T0, jitter=0) == T0 + MINUTE
    assert pace.room(T0 + MINUTE - MILLISECOND) == 0
    assert pace.opens_at() == T0 + MINUTE
    assert pace.note(LUIS, Throttled(SECOND), T0, jitter=0) is None, "everyone is held already, and for longer"
    assert pace.opens_at() == T0 + MINUTE
    assert pace.note(ANA, Throttled(MINUTE), T0 + MINUTE, jitter=0) == T0 + 2 * MINUTE, "one more refusal is enough"


@pytest.mark.parametrize("between", [Sent(1), NotSent("ConnectError"), InDoubt("ReadTimeout")])
def test_what_is_accepted_in_between_shows_that_only_chats_are_throttled(between: SendOutcome) -> None:
    pace = Pace(TELEGRAM)
    for chat in (ANA, LUIS):
        pace.note(chat, Throttled(MINUTE), T0, jitter=0)
    pace.note(ChatId(9), between, T0, jitter=0)
    held = pace.note(MAYA, Throttled(MINUTE), T0, jitter=0)
    assert (held is None) == isinstance(between, Sent), "no answer shows nothing"


def test_a_chat_held_for_hours_holds_everyone_no_longer_than_the_others_are_held() -> None:
    pace = Pace(TELEGRAM)
    waits = {ANA: 600 * MINUTE, LUIS: MINUTE, MAYA: 2 * MINUTE}
    held = [pace.note(chat, Throttled(wait), T0, jitter=0) for chat, wait in waits.items()]
    assert held == [None, None, T0 + MINUTE]
    assert pace.chat_opens_at(ANA) == T0 + 600 * MINUTE


def fail(pace: Pace, now: datetime, jitter: float = 0) -> None:
    for chat in (ANA, LUIS, MAYA):
        pace.note(chat, NotSent("ConnectError"), now, jitter=jitter)


def test_when_nothing_gets_through_to_three_chats_it_falls_silent_for_ever_longer_up_to_a_minute() -> None:
    """An outage must not make a doubt, or a try, of every delivery there is."""
    pace, now, waits = Pace(TELEGRAM), T0, list[timedelta]()
    for _ in range(8):
        fail(pace, now)
        waits.append(pace.silent_until - now)
        now = pace.silent_until
    assert waits[0] == FIRST_SILENCE
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_SILENCE
    pace.note(ANA, Sent(1), now, jitter=0)
    fail(pace, now)
    assert pace.silent_until == now + FIRST_SILENCE


def test_what_fails_during_a_silence_makes_it_no_longer_and_two_chats_make_none() -> None:
    pace = Pace(TELEGRAM)
    for _ in range(5):
        pace.note(ANA, InDoubt("ReadTimeout"), T0, jitter=0)
        pace.note(LUIS, InDoubt("ReadTimeout"), T0, jitter=0)
    assert pace.silent_until < T0
    for _ in range(5):
        fail(pace, T0)
    assert pace.silent_until == T0 + FIRST_SILENCE


@pytest.mark.parametrize("between", [Sent(1), Throttled(MINUTE)])
def test_what_is_answered_in_between_shows_that_telegram_can_be_reached(between: SendOutcome) -> None:
    pace = Pace(TELEGRAM)
    for chat in (ANA, LUIS):
        pace.note(chat, NotSent("ConnectError"), T0, jitter=0)
    pace.note(DESK, between, T0, jitter=0)
    pace.note(MAYA, NotSent("ConnectError"), T0, jitter=0)
    assert pace.silent_until < T0


@given(st.floats(-1, 1))
def test_chance_spreads_the_silences(jitter: float) -> None:
    pace = Pace(TELEGRAM)
    fail(pace, T0, jitter)
    assert FIRST_SILENCE / 2 <= pace.silent_until - T0 <= FIRST_SILENCE * 1.5
