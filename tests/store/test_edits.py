"""Edits: which messages are to say more, and that asking, dying and refusing leave them in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.settle import settle, settle_edit
from bot.jobs.fan_out import fan_out_some
from bot.model import (
    ChatId,
    DeliveryState,
    DevelopmentId,
    EditSettlement,
    EditState,
    Gone,
    InDoubt,
    Language,
    NotSent,
    QuestionId,
    Sent,
)
from bot.store import edits, line, outbox, subscribers
from bot.store.columns import to_ms
from bot.store.edits import EDIT_SPACING, EDITED_FOR, MOST_DEATHS
from tests.alerts import ANA, LUIS, VISIT, follow
from tests.alerts import announce as write_alert
from tests.builders import T0

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store import Database

SECOND = timedelta(seconds=1)
LATER = T0 + EDIT_SPACING


@pytest.fixture(autouse=True)
def _followers(db: Database) -> None:
    follow(db, ANA, LUIS)


def announce(db: Database, name: str, *, when: datetime = T0) -> None:
    """An alert of that name, fanned out at once."""
    write_alert(db, name, when)
    fan_out_some(db, lambda: when)


def send(db: Database, *, when: datetime = T0, reply_to: int | None = None) -> None:
    """Send what is due. Messages are numbered from 11 on."""
    while claimed := outbox.claim(db, 100, when):
        for taken in claimed:
            number = 11 + outbox.counts(db).get(DeliveryState.SENT, 0)
            sent = replace(taken, said="it", reply_to=reply_to)
            outbox.apply_settlement(db, settle(sent, Sent(number), when), when)


def ask(db: Database, *names: str, when: datetime = T0 + SECOND) -> None:
    outbox.request_edits(db, [DevelopmentId(f"d-{name}") for name in names], when)


def due(db: Database, when: datetime = LATER, most: int = 100) -> list[tuple[str, int]]:
    return [(edit.transition, edit.chat) for edit in edits.claim(db, most, when)]


def test_what_was_sent_is_edited_where_it_was_asked_for(db: Database) -> None:
    for name in ("a", "b"):
        announce(db, name)
    send(db)
    ask(db, "a", "unheard of")
    assert due(db) == [("a", ANA), ("a", LUIS)]


def test_nothing_is_edited_that_nobody_asked_for(db: Database) -> None:
    announce(db, "a")
    send(db)
    assert due(db) == []
    assert not edits.are_due(db, LATER)


def test_what_is_asked_for_before_it_is_sent_is_in_the_message_itself(db: Database) -> None:
    announce(db, "a")
    ask(db, "a")
    send(db)
    assert due(db) == []


def test_an_edit_tells_of_the_message_what_editing_it_takes(db: Database) -> None:
    announce(db, "a")
    send(db)
    ask(db, "a", when=T0 + 2 * SECOND)
    ask(db, "a", when=T0 + SECOND)
    db.execute("UPDATE deliveries SET plain = 1, doubts = 2 WHERE chat = ?", [LUIS])
    first, second = edits.claim(db, 2, LATER)
    assert (first.message_id, first.edition, first.said, first.plain, first.repeat) == (
        11,
        to_ms(T0 + 2 * SECOND),
        "it",
        False,
        False,
    )
    assert (second.plain, second.repeat) == (True, True)


def test_asking_again_for_the_same_changes_nothing(db: Database) -> None:
    """A plan that is applied twice leaves the store as it was."""
    announce(db, "a")
    ask(db, "a")
    before = list(db.conn.iterdump())
    ask(db, "a")
    assert list(db.conn.iterdump()) == before


def test_a_message_is_left_alone_for_a_while_after_it_was_written(db: Database) -> None:
    announce(db, "a")
    send(db)
    ask(db, "a")
    assert due(db, LATER - SECOND) == []
    assert len(due(db, LATER)) == 2


def test_a_chat_has_one_edit_at_a_time_the_newest_alert_first(db: Database) -> None:
    announce(db, "a")
    announce(db, "b", when=T0 + SECOND)
    send(db, when=T0 + SECOND)
    ask(db, "a", "b")
    when = LATER + SECOND
    assert due(db, when) == [("b", ANA), ("b", LUIS)]
    assert due(db, when, most=1) == [("a", ANA)]


def test_a_chat_with_something_to_be_sent_has_no_edits(db: Database) -> None:
    """But what is only due later does not keep them back."""
    announce(db, "a")
    send(db)
    ask(db, "a")
    announce(db, "b", when=LATER)
    assert due(db) == []
    (for_ana,) = outbox.claim(db, 1, LATER)
    assert for_ana.chat == ANA
    db.execute("UPDATE deliveries SET due_at = due_at + 60000 WHERE state = 'pending'")
    assert due(db) == [("a", LUIS)]


def test_an_edit_that_is_not_settled_comes_again_after_a_while(db: Database) -> None:
    """The process died while it was made, and making it twice changes nothing."""
    announce(db, "a")
    send(db)
    ask(db, "a")
    assert len(due(db)) == 2
    assert due(db, LATER + EDIT_SPACING - SECOND) == []
    assert len(due(db, LATER + EDIT_SPACING)) == 2


def test_an_edit_that_keeps_killing_the_process_is_given_up(db: Database) -> None:
    announce(db, "a")
    send(db)
    ask(db, "a")
    lives = [len(due(db, LATER + n * EDIT_SPACING)) for n in range(MOST_DEATHS + 2)]
    assert lives == [2] * MOST_DEATHS + [0, 0]


def test_an_edit_that_is_settled_counts_for_no_death(db: Database) -> None:
    """However often there is more to tell, or Telegram is away."""
    announce(db, "a")
    send(db)
    made = []
    for n in range(3 * MOST_DEATHS):
        when = LATER + n * EDIT_SPACING
        ask(db, "a", when=when)
        claimed = edits.claim(db, 10, when)
        made.append(len(claimed))
        for edit in claimed:
            edits.apply_settlement(db, EditSettlement(edit, (EditState.WRITTEN, EditState.LATER)[n % 2]), when)
    assert made == [2] * 3 * MOST_DEATHS


@pytest.mark.parametrize(
    ("state", "tries"), [(EditState.WRITTEN, [1, 0, 1]), (EditState.LATER, [1, 1, 1]), (EditState.OVER, [1, 0, 0])]
)
def test_what_an_outcome_makes_of_the_edits_of_a_message(db: Database, state: EditState, tries: list[int]) -> None:
    """Tried, tried again without need, and after more has come."""
    announce(db, "a")
    send(db)
    subscribers.forget(db, LUIS)
    ask(db, "a")
    made = []
    for n in range(3):
        when = LATER + n * EDIT_SPACING
        if n == 2:
            ask(db, "a", when=when)
        claimed = edits.claim(db, 1, when)
        made.append(len(claimed))
        for edit in claimed:
            edits.apply_settlement(db, EditSettlement(edit, state), LATER)
    assert made == tries


def gone(db: Database, when: datetime) -> list[EditState]:
    """Make the edits that are due, all of which find that their message was deleted."""
    found = []
    for edit in edits.claim(db, 10, when):
        settled = settle_edit(edit, Gone("Message to edit not found"), when)
        edits.apply_settlement(db, settled, when)
        found.append(settled.state)
    return found


def test_a_deleted_message_is_sent_anew_at_once_and_lives_on(db: Database) -> None:
    subscribers.forget(db, LUIS)
    announce(db, "a")
    send(db)
    ask(db, "a")
    assert gone(db, LATER) == [EditState.ANEW]
    (anew,) = edits.claim(db, 10, LATER)
    assert anew.message_id is None
    edits.apply_settlement(db, settle_edit(replace(anew, said="more"), Sent(77), LATER), LATER)
    ask(db, "a", when=LATER)
    (edit,) = edits.claim(db, 10, LATER + EDIT_SPACING)
    assert (edit.message_id, edit.said, edit.resent) == (77, "more", True)
    assert outbox.last_message(db, ANA, VISIT) == 77


def test_a_message_deleted_a_second_time_is_not_sent_a_third(db: Database) -> None:
    subscribers.forget(db, LUIS)
    announce(db, "a")
    send(db)
    ask(db, "a")
    gone(db, LATER)
    (anew,) = edits.claim(db, 10, LATER)
    edits.apply_settlement(db, settle_edit(anew, Sent(77), LATER), LATER)
    ask(db, "a", when=LATER)
    assert gone(db, LATER + EDIT_SPACING) == [EditState.OVER]
    ask(db, "a", when=LATER + EDIT_SPACING)
    assert due(db, LATER + 3 * EDIT_SPACING) == []


def test_sending_anew_is_tried_again_only_if_it_was_certainly_not_sent(db: Database) -> None:
    announce(db, "a")
    send(db)
    ask(db, "a")
    gone(db, LATER)
    first, second = edits.claim(db, 10, LATER)
    edits.apply_settlement(db, settle_edit(first, NotSent("ConnectError"), LATER), LATER)
    edits.apply_settlement(db, settle_edit(second, InDoubt("ReadTimeout"), LATER), LATER)
    assert due(db, LATER + EDIT_SPACING) == [(first.transition, first.chat)]


def test_what_was_being_sent_anew_when_the_process_died_is_left_alone(db: Database) -> None:
    """It may have arrived, and the alert was told before."""
    announce(db, "a")
    send(db)
    ask(db, "a")
    gone(db, LATER)
    assert len(edits.claim(db, 10, LATER)) == 2
    assert due(db, LATER + 3 * EDIT_SPACING) == []


def test_all_recent_messages_on_a_question_are_asked_to_say_what_became_of_its_answer(db: Database) -> None:
    announce(db, "old")
    announce(db, "a", when=T0 + EDITED_FOR)
    announce(db, "b", when=T0 + EDITED_FOR)
    when = T0 + EDITED_FOR + SECOND
    edits.request_on(db, VISIT, when)
    edits.request_on(db, QuestionId("visa"), when)
    asked = {row["transition"] for row in db.execute("SELECT transition FROM alerts WHERE edition = ?", [to_ms(when)])}
    assert asked == {"a", "b"}


def test_what_is_asked_for_while_an_edit_is_made_is_another_edit(db: Database) -> None:
    announce(db, "a")
    send(db)
    ask(db, "a")
    claimed = edits.claim(db, 2, LATER)
    ask(db, "a", when=LATER)
    for edit in claimed:
        edits.apply_settlement(db, EditSettlement(edit, EditState.WRITTEN), LATER)
    assert len(due(db, LATER + EDIT_SPACING)) == 2


def test_old_alerts_are_not_edited(db: Database) -> None:
    announce(db, "a")
    send(db)
    ask(db, "a")
    assert due(db, T0 + EDITED_FOR + SECOND) == []
    late = T0 + EDITED_FOR + SECOND
    ask(db, "a", when=late)
    assert db.execute("SELECT edition FROM alerts").fetchone()[0] == to_ms(T0 + SECOND)


def test_a_chat_that_is_held_or_gone_or_moved_has_no_edits(db: Database) -> None:
    """A supergroup numbers its messages anew: an old id there may be anybody's message."""
    announce(db, "a")
    send(db)
    ask(db, "a")
    line.hold(db, ANA, LATER + SECOND)
    assert due(db) == [("a", LUIS)]
    subscribers.deactivate(db, LUIS, "bot was blocked by the user")
    assert due(db, LATER + EDIT_SPACING) == [("a", ANA)]
    subscribers.move(db, ANA, ChatId(-1001), LATER)
    assert due(db, LATER + 2 * EDIT_SPACING) == []
    assert outbox.last_message(db, ChatId(-1001), VISIT) is None


def test_a_chat_that_comes_back_reads_its_old_messages_as_they_were(db: Database) -> None:
    announce(db, "a")
    send(db)
    subscribers.deactivate(db, ANA, "bot was blocked by the user")
    subscribers.subscribe(db, ANA, Language.EN, T0)
    ask(db, "a")
    assert due(db) == [("a", LUIS)]


def test_an_edit_holds_and_moves_its_chat(db: Database) -> None:
    announce(db, "a")
    send(db)
    ask(db, "a")
    for_ana, for_luis = edits.claim(db, 2, LATER)
    edits.apply_settlement(
        db, EditSettlement(for_ana, EditState.LATER, hold_chat_until=LATER + 2 * EDIT_SPACING), LATER
    )
    edits.apply_settlement(db, EditSettlement(for_luis, EditState.OVER, move_to=ChatId(-1001)), LATER)
    assert subscribers.subscriber(db, ChatId(-1001)) is not None
    assert due(db, LATER + EDIT_SPACING) == []
    assert due(db, LATER + 2 * EDIT_SPACING) == [("a", ANA)]


def test_what_was_replied_to_is_edited_once_more_and_then_no_more(db: Database) -> None:
    """Even where nobody asked, since the phase of what it tells may have changed with the reply."""
    subscribers.forget(db, LUIS)
    announce(db, "a")
    send(db)
    announce(db, "b", when=T0 + SECOND)
    send(db, when=T0 + SECOND, reply_to=11)
    (final,) = edits.claim(db, 10, LATER)
    assert final.transition == "a"
    edits.apply_settlement(db, EditSettlement(final, EditState.WRITTEN), LATER)
    ask(db, "a", when=LATER)
    edits.supersede(db, ANA, 11)
    assert due(db, LATER + EDIT_SPACING) == []


def test_a_superseded_message_is_asked_for_only_once(db: Database) -> None:
    announce(db, "a")
    send(db)
    for _ in range(2):
        edits.supersede(db, ANA, 11)
    assert due(db) == [("a", ANA)]
    assert outbox.counts(db) == {DeliveryState.SENT: 2}


def test_it_is_not_idle_while_an_edit_can_be_made(db: Database) -> None:
    announce(db, "a")
    send(db)
    ask(db, "a")
    assert outbox.is_idle(db, LATER - SECOND)
    assert not outbox.is_idle(db, LATER)
