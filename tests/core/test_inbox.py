"""What becomes of a reply after each answer, and how long is waited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.inbox import LONGEST_WAIT, again_at, settle_reply
from bot.model import (
    ChatId,
    InDoubt,
    Message,
    Migrated,
    NotSent,
    Rejected,
    Reply,
    SendOutcome,
    Sent,
    Throttled,
    Unreachable,
)
from tests.builders import T0

REPLY = Reply(1, ChatId(7), Message("<b>Yes</b>", "Yes"), received_at=T0)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def test_waits_grow_to_half_a_minute() -> None:
    waits = [again_at(replace(REPLY, tries=tries), T0) for tries in (0, 1, 2, 5, 6, 99)]
    assert waits == [T0 + n * SECOND for n in (1, 2, 4, 30, 30, 30)]


def test_telegram_is_given_the_time_it_asks_for() -> None:
    assert again_at(REPLY, T0, 13 * timedelta(hours=1)) == T0 + timedelta(hours=13)


def test_after_a_day_it_is_given_up() -> None:
    assert again_at(REPLY, T0 + LONGEST_WAIT - SECOND) is not None
    assert again_at(REPLY, T0 + LONGEST_WAIT) is None


@pytest.mark.parametrize("outcome", [Sent(42), InDoubt("ReadTimeout"), Unreachable("blocked")])
def test_what_arrived_may_have_arrived_or_cannot_arrive_is_not_sent_again(outcome: SendOutcome) -> None:
    assert settle_reply(REPLY, outcome, T0).again_at is None


def test_what_certainly_did_not_arrive_is_sent_again() -> None:
    assert settle_reply(REPLY, NotSent("ConnectError"), T0).again_at == T0 + SECOND
    throttled = settle_reply(REPLY, Throttled(MINUTE), T0)
    assert throttled.again_at == throttled.hold_chat_until == T0 + MINUTE
    moved = settle_reply(REPLY, Migrated(ChatId(-1002)), T0)
    assert (moved.again_at, moved.move_to) == (T0, ChatId(-1002))


def test_a_closed_topic_is_left_before_its_group_is() -> None:
    once = settle_reply(replace(REPLY, topic=5), Unreachable("TOPIC_CLOSED"), T0)
    assert (once.again_at, once.reply.topic, once.deactivate) == (T0, None, False)
    assert settle_reply(once.reply, Unreachable("kicked"), T0).deactivate


def test_a_refused_text_is_sent_once_more_as_plain_text() -> None:
    once = settle_reply(REPLY, Rejected("can't parse entities"), T0)
    assert (once.again_at, once.reply.plain) == (T0, True)
    assert settle_reply(once.reply, Rejected("can't parse entities"), T0).again_at is None


outcomes = st.sampled_from(
    [
        Sent(1),
        Throttled(MINUTE),
        Migrated(ChatId(-2)),
        Unreachable("gone"),
        Rejected("no"),
        NotSent("ConnectError"),
        InDoubt("ReadTimeout"),
    ]
)


@given(st.lists(outcomes))
def test_it_leaves_no_more_once_it_may_have_arrived(met: list[SendOutcome]) -> None:
    """Whatever comes after what."""
    reply, now, arrived = REPLY, T0, 0
    for outcome in met:
        arrived += isinstance(outcome, Sent | InDoubt)
        settlement = settle_reply(reply, outcome, now)
        if settlement.again_at is None:
            break
        reply, now = settlement.reply, settlement.again_at
    assert arrived <= 1
