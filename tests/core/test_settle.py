"""What becomes of a delivery after each answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.settle import DOUBT_PAUSE, LONGEST_BACK_OFF, MOST_DEATHS, fingerprint, recover, settle, settle_edit
from bot.model import (
    Button,
    ChatId,
    Delivery,
    DeliveryState,
    Edit,
    EditState,
    Gone,
    InDoubt,
    Message,
    Migrated,
    NotSent,
    Rejected,
    SendOutcome,
    Sent,
    Throttled,
    TransitionId,
    Unreachable,
)
from tests.builders import T0

TRYING = Delivery(TransitionId("t"), ChatId(7), DeliveryState.SENDING, due_at=T0, attempts=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def test_an_answer_settles_it() -> None:
    settlement = settle(TRYING, Sent(42), T0)
    assert (settlement.delivery.state, settlement.message_id) == (DeliveryState.SENT, 42)


def test_flood_control_holds_the_chat_and_gives_the_attempt_back() -> None:
    settlement = settle(TRYING, Throttled(MINUTE), T0)
    assert settlement.delivery.state is DeliveryState.PENDING
    assert (settlement.delivery.due_at, settlement.hold_chat_until) == (T0 + MINUTE, T0 + MINUTE)
    assert settlement.delivery.attempts == 0


def test_a_group_with_a_new_id_is_moved_and_sent_to_at_once() -> None:
    settlement = settle(TRYING, Migrated(ChatId(-1007)), T0)
    assert settlement.move_to == ChatId(-1007)
    assert (settlement.delivery.state, settlement.delivery.due_at) == (DeliveryState.PENDING, T0)


def test_a_delivery_to_a_chat_that_cannot_be_written_to_is_parked_and_the_chat_left_alone() -> None:
    settlement = settle(TRYING, Unreachable("bot was blocked by the user"), T0)
    assert (settlement.delivery.state, settlement.deactivate) == (DeliveryState.PARKED, True)
    assert settlement.detail == "bot was blocked by the user"


def test_a_refused_text_is_tried_once_more_without_markup_and_then_given_up() -> None:
    first = settle(TRYING, Rejected("can't parse entities"), T0).delivery
    assert (first.state, first.plain, first.due_at) == (DeliveryState.PENDING, True, T0)
    assert settle(first, Rejected("message is too long"), T0).delivery.state is DeliveryState.DEAD


def test_what_was_certainly_not_sent_is_tried_again_for_ever_ever_more_slowly() -> None:
    delivery, waits = TRYING, []
    for attempt in range(1, 200):
        delivery = settle(replace(delivery, attempts=attempt), NotSent("connection refused"), T0).delivery
        assert delivery.state is DeliveryState.PENDING
        waits.append(delivery.due_at - T0)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_BACK_OFF


def test_a_lost_answer_leaves_it_in_doubt_to_be_sent_again_after_a_pause() -> None:
    delivery = settle(TRYING, InDoubt("no answer within 25 s"), T0).delivery
    assert (delivery.state, delivery.doubts, delivery.due_at) == (DeliveryState.IN_DOUBT, 1, T0 + DOUBT_PAUSE)


@pytest.mark.parametrize("outcome", [NotSent("refused"), Throttled(MINUTE), Rejected("no"), Migrated(ChatId(-5))])
def test_a_doubt_stays_until_telegram_answers_for_it(outcome: SendOutcome) -> None:
    doubted = replace(TRYING, doubts=1)
    assert settle(doubted, outcome, T0).delivery.state is DeliveryState.IN_DOUBT


@given(st.integers(1, 200), st.floats(-1, 1))
def test_chance_spreads_what_comes_back_from_half_the_wait_to_half_as_much_again(attempts: int, jitter: float) -> None:
    tried = replace(TRYING, attempts=attempts)
    for outcome in (NotSent("connection refused"), InDoubt("ReadTimeout")):
        usual = settle(tried, outcome, T0).delivery.due_at - T0
        wait = settle(tried, outcome, T0, jitter=jitter).delivery.due_at - T0
        assert usual / 2 <= wait <= usual * 1.5
    least, most = (settle(tried, NotSent(""), T0, jitter=j).delivery.due_at for j in (-1, 1))
    assert most > least


def test_a_gathering_in_doubt_is_not_sent_again() -> None:
    gathering = replace(TRYING, gathers=True)
    for settlement in (settle(gathering, InDoubt("ReadTimeout"), T0), recover(gathering, T0)):
        delivery = settlement.delivery
        assert (delivery.state, delivery.doubts, delivery.is_over) == (DeliveryState.IN_DOUBT, 1, True)
    assert not settle(TRYING, InDoubt("ReadTimeout"), T0).delivery.is_over


def test_what_was_being_sent_when_the_process_died_is_in_doubt_and_due() -> None:
    delivery = recover(TRYING, T0).delivery
    assert (delivery.state, delivery.deaths, delivery.doubts) == (DeliveryState.IN_DOUBT, 1, 1)
    assert delivery.due_at == T0


def test_a_delivery_that_keeps_killing_the_process_is_given_up() -> None:
    settlement = recover(replace(TRYING, deaths=MOST_DEATHS - 1), T0)
    assert settlement.delivery.state is DeliveryState.DEAD
    assert settlement.detail == "the process died 5 times while sending it"


OUTCOMES = st.one_of(
    st.builds(Sent, st.integers(1, 10**9)),
    st.builds(Throttled, st.timedeltas(timedelta(0), timedelta(days=1))),
    st.just(Migrated(ChatId(-9))),
    st.just(Unreachable("blocked")),
    st.just(Rejected("bad")),
    st.just(NotSent("refused")),
    st.just(InDoubt("lost")),
)


@given(st.lists(OUTCOMES, max_size=30))
def test_only_an_answer_or_a_final_refusal_ever_ends_a_delivery(outcomes: list[SendOutcome]) -> None:
    """No run of faults loses an alert: it is sent, still waiting, or parked or a dead letter that says why."""
    delivery = TRYING
    for outcome in outcomes:
        settlement = settle(delivery, outcome, T0)
        delivery = settlement.delivery
        if delivery.state is DeliveryState.SENT:
            assert isinstance(outcome, Sent)
            return
        if delivery.state is DeliveryState.PARKED:
            assert isinstance(outcome, Unreachable)
            assert settlement.detail
            return
        if delivery.state is DeliveryState.DEAD:
            assert isinstance(outcome, Rejected)
            assert settlement.detail
            return
        assert delivery.due_at >= T0
        delivery = replace(delivery, state=DeliveryState.SENDING, attempts=delivery.attempts + 1)


# ------------------------------------------------------------------ edits


EDIT = Edit(TransitionId("t"), ChatId(7), message_id=42, edition=3, said="before")


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Sent(42), EditState.WRITTEN),
        (Throttled(MINUTE), EditState.LATER),
        (NotSent("connection refused"), EditState.LATER),
        (InDoubt("ReadTimeout"), EditState.LATER),
        (Migrated(ChatId(-1007)), EditState.OVER),
        (Gone("Message to edit not found"), EditState.ANEW),
        (Rejected("message is too long"), EditState.OVER),
        (Unreachable("bot was blocked by the user"), EditState.OVER),
    ],
)
def test_an_edit_is_made_again_until_it_is_answered_or_refused(outcome: SendOutcome, state: EditState) -> None:
    assert settle_edit(EDIT, outcome, T0).state is state


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Sent(43), EditState.WRITTEN),
        (NotSent("connection refused"), EditState.LATER),
        (Throttled(MINUTE), EditState.LATER),
        (InDoubt("ReadTimeout"), EditState.OVER),
    ],
)
def test_what_is_sent_anew_is_never_repeated_in_doubt(outcome: SendOutcome, state: EditState) -> None:
    """The alert was told before: a second copy would only bother."""
    settled = settle_edit(replace(EDIT, message_id=None), outcome, T0)
    assert settled.state is state
    assert settled.message_id == (43 if state is EditState.WRITTEN else None)


@pytest.mark.parametrize("edit", [replace(EDIT, resent=True), replace(EDIT, superseded=True)])
def test_a_message_deleted_twice_or_gone_on_from_stays_away(edit: Edit) -> None:
    assert settle_edit(edit, Gone("Message to edit not found"), T0).state is EditState.OVER


def test_an_edit_holds_its_chat_and_moves_it_as_a_delivery_does() -> None:
    assert settle_edit(EDIT, Throttled(MINUTE), T0).hold_chat_until == T0 + MINUTE
    assert settle_edit(EDIT, Migrated(ChatId(-1007)), T0).move_to == ChatId(-1007)


def test_messages_differ_by_text_and_by_buttons() -> None:
    button = ((Button("Read", url="https://news.example"),),)
    messages = [Message("a", "a"), Message("a", "b"), Message("<b>a</b>", "a"), Message("a", "a", button)]
    assert len({fingerprint(message) for message in messages}) == len(messages)
    assert fingerprint(Message("a", "a", button)) == fingerprint(Message("a", "a", button))
