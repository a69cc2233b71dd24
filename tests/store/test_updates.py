"""Updates in the store: known by their numbers, taken in turn, and forgotten in good time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model import Button, ChatId, Language, Message, Received, Reply, ReplySettlement, UpdateState
from bot.store import subscribers, transaction, updates
from tests.builders import T0

if TYPE_CHECKING:
    from bot.store import Database

ANA, SOL = ChatId(7), ChatId(8)
SECOND = timedelta(seconds=1)
ANSWER = Message("<b>Yes</b>", "Yes", ((Button("More", url="https://a.example"), Button("No", data="n")),))


def received(*numbers: int, chat: ChatId = ANA) -> list[Received]:
    return [Received(number, chat, f'{{"update_id": {number}}}') for number in numbers]


def receive(db: Database, *received: Received) -> int:
    with transaction(db):
        return updates.receive(db, received, T0)


def due(db: Database) -> list[int]:
    return [waiting.id for waiting in updates.due(db, T0, 100)]


def owed(db: Database) -> list[Reply]:
    return list(updates.replies_due(db, T0, 100))


def row(db: Database, number: int) -> dict[str, object]:
    return dict(db.execute("SELECT * FROM updates WHERE update_id = ?", [number]).fetchone())


def test_an_update_is_known_by_its_number_for_as_long_as_it_is_kept(db: Database) -> None:
    """Whatever numbers came since: it is not enough to be above the last."""
    assert receive(db, *received(900, 901)) == 2
    assert receive(db, *received(5, 901)) == 1
    updates.begin(db, 5)
    updates.finish(db, 5, T0)
    assert receive(db, *received(5)) == 0
    assert due(db) == [900]


def test_each_chat_has_one_update_at_work_at_a_time_in_their_order(db: Database) -> None:
    receive(db, *received(2, 1, 4), *received(3, chat=SOL))
    assert due(db) == [1, 3]
    updates.begin(db, 1)
    assert due(db) == [3]
    updates.finish(db, 1, T0)
    assert due(db) == [2, 3]
    assert [waiting.id for waiting in updates.due(db, T0, 1)] == [2]


def test_one_that_is_put_off_holds_up_its_chat_only(db: Database) -> None:
    receive(db, *received(1, 2), *received(3, chat=SOL))
    updates.begin(db, 1)
    updates.put_off(db, 1, T0 + SECOND)
    assert due(db) == [3]
    assert updates.next_due(db, UpdateState.WAITING, T0) == T0 + SECOND
    (first, _) = updates.due(db, T0 + SECOND, 100)
    assert (first.id, first.tries, first.received_at) == (1, 1, T0)
    assert updates.next_due(db, UpdateState.WAITING, T0 + SECOND) is None


def test_what_was_written_is_kept_no_longer_than_it_is_needed(db: Database) -> None:
    """Nor is whose it was; the number is."""
    receive(db, *received(1))
    updates.begin(db, 1)
    updates.reply(db, 1, ANA, ANSWER, None)
    assert row(db, 1)["body"] == ""
    updates.finish(db, 1, T0)
    assert updates.counts(db) == (1, 0)
    updates.settle_reply(db, ReplySettlement(owed(db)[0]), T0)
    done = row(db, 1)
    assert (done["chat"], done["body"], done["reply"], done["state"]) == (0, "", "", "done")
    assert updates.counts(db) == (0, 0)


@pytest.mark.parametrize("topic", [None, 5])
def test_a_reply_comes_back_as_it_was_stored(db: Database, topic: int | None) -> None:
    receive(db, *received(1))
    updates.begin(db, 1)
    updates.reply(db, 1, ANA, Message("first", "first"), None)
    updates.reply(db, 1, ANA, ANSWER, topic)
    assert owed(db) == [Reply(1, ANA, ANSWER, T0, topic)]


def test_replies_of_a_chat_go_one_after_the_other(db: Database) -> None:
    receive(db, *received(1, 2), *received(3, chat=SOL))
    for number, chat in ((1, ANA), (2, ANA), (3, SOL)):
        updates.begin(db, number)
        updates.reply(db, number, chat, ANSWER, None)
    assert [reply.update for reply in owed(db)] == [1, 3]
    updates.begin_reply(db, 1)
    assert [reply.update for reply in owed(db)] == [3]


def test_a_reply_that_is_sent_again_waits_and_remembers_how(db: Database) -> None:
    receive(db, *received(1))
    updates.begin(db, 1)
    updates.reply(db, 1, ANA, ANSWER, None)
    (reply,) = owed(db)
    updates.begin_reply(db, 1)
    again = replace(reply, tries=1, plain=True)
    updates.settle_reply(db, ReplySettlement(again, T0 + SECOND, "refused"), T0)
    assert owed(db) == []
    assert updates.next_due(db, UpdateState.TO_REPLY, T0) == T0 + SECOND
    assert updates.replies_due(db, T0 + SECOND, 1) == (again,)


def test_a_group_that_moved_takes_what_waits_for_it_along(db: Database) -> None:
    receive(db, *received(1, 2))
    for number in (1, 2):
        updates.begin(db, number)
        updates.reply(db, number, ANA, ANSWER, None)
    updates.settle_reply(db, ReplySettlement(owed(db)[0], T0, move_to=SOL), T0)
    assert [(reply.update, reply.chat) for reply in owed(db)] == [(1, SOL)]
    updates.settle_reply(db, ReplySettlement(owed(db)[0]), T0)
    assert [(reply.update, reply.chat) for reply in owed(db)] == [(2, SOL)]


def test_one_that_is_set_aside_may_still_be_replied_to(db: Database) -> None:
    """And is counted, with its reason."""
    receive(db, *received(1, 2))
    for number in (1, 2):
        updates.begin(db, number)
        updates.set_aside(db, number, "a fault", T0)
        updates.finish(db, number, T0)
    updates.reply(db, 2, ANA, ANSWER, None)
    assert [reply.update for reply in owed(db)] == [2]
    assert updates.counts(db) == (1, 2)
    assert row(db, 1)["fault"] == "a fault"


def test_what_a_dead_process_was_at_is_taken_up(db: Database) -> None:
    """Handled again, until it has killed too often; a reply that may have left does not leave again."""
    receive(db, *received(1), *received(2, chat=SOL))
    for number in (1, 2):
        updates.begin(db, number)
    updates.reply(db, 2, SOL, ANSWER, None)
    updates.begin_reply(db, 2)
    assert updates.recover(db, 2, T0) == (1, 0, 1)
    assert owed(db) == []
    (waiting,) = updates.due(db, T0, 100)
    assert (waiting.id, waiting.deaths) == (1, 1)
    updates.begin(db, 1)
    assert updates.recover(db, 2, T0) == (0, 1, 0)
    assert updates.recover(db, 2, T0) == (0, 0, 0)
    assert row(db, 1)["fault"] == "the process died 2 times while handling it"
    assert row(db, 2)["detail"] == "the process died while replying"


def test_only_one_at_work_can_be_asked_for(db: Database) -> None:
    receive(db, *received(1))
    assert updates.at_work(db, 1) is None
    updates.begin(db, 1)
    found = updates.at_work(db, 1)
    assert found
    assert found.id == 1


def test_a_chat_that_cannot_be_reached_is_silenced_with_its_reply(db: Database) -> None:
    subscribers.subscribe(db, ANA, Language.EN, T0)
    receive(db, *received(1))
    updates.begin(db, 1)
    updates.reply(db, 1, ANA, ANSWER, None)
    updates.settle_reply(db, ReplySettlement(owed(db)[0], detail="blocked", deactivate=True), T0)
    known = subscribers.subscriber(db, ANA)
    assert known
    assert not known.active
