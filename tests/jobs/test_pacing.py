"""The one budget: replies go before everything else, and what was sent counts after a restart too."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.core.pace import FIRST_SILENCE, TELEGRAM, Limit, Limits
from bot.jobs.pacing import PATIENCE, Pacing
from bot.model import ChatId, Language, NotSent, Throttled
from bot.store import Database, open_store, subscribers, transaction
from tests.builders import T0
from tests.fakes import FakeClock

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
ANA, LUIS = ChatId(1), ChatId(2)
TWO_A_SECOND = Limits(Limit(2, SECOND), TELEGRAM.chat, TELEGRAM.group)


class Budget:
    """A pacing whose pauses move the clock, once every other task has had its turn."""

    def __init__(self, limits: Limits = TWO_A_SECOND) -> None:
        self.db, self.clock, self.limits = open_store(None), FakeClock(), limits
        for chat in (ANA, LUIS):
            subscribers.subscribe(self.db, chat, Language.EN, T0)
        self.pacing = self.restarted()

    def restarted(self) -> Pacing:
        return Pacing(self.db, self.clock, self.limits, pause=self.pause)

    async def pause(self, seconds: float) -> None:
        for _ in range(10):
            await asyncio.sleep(0)
        self.clock.advance(timedelta(seconds=seconds))

    def deliver(self, *chats: ChatId) -> None:
        with transaction(self.db):
            self.pacing.take(chats)
        for _ in chats:
            self.pacing.land(self.pacing.leave())


@pytest.fixture
def budget() -> Budget:
    return Budget()


def held_until(db: Database, chat: ChatId) -> int:
    return int(db.execute("SELECT hold_until FROM subscribers WHERE chat = ?", [chat]).fetchone()[0])


async def test_a_reply_goes_at_once_where_there_is_room_and_uses_it(budget: Budget) -> None:
    assert await budget.pacing.turn(ANA)
    assert budget.clock.now == T0
    assert budget.pacing.room() == 1


async def test_a_reply_that_waits_has_the_next_place_before_all_deliveries(budget: Budget) -> None:
    budget.deliver(ANA, LUIS)
    reply = asyncio.ensure_future(budget.pacing.turn(ChatId(3)))
    await asyncio.sleep(0)
    assert list(budget.pacing.replying) == [3]
    budget.clock.advance(SECOND)
    assert budget.pacing.room() == 1, "of two places one is kept"
    assert await reply
    assert list(budget.pacing.replying) == []
    assert budget.pacing.room() == 1


async def test_replies_wait_in_their_order(budget: Budget) -> None:
    budget.deliver(ANA, LUIS)
    order: list[ChatId] = []

    async def reply(chat: ChatId) -> None:
        assert await budget.pacing.turn(chat)
        order.append(chat)

    await asyncio.gather(*(reply(ChatId(n)) for n in range(3, 8)))
    assert order == [3, 4, 5, 6, 7]


async def test_a_reply_to_a_chat_that_is_throttled_is_not_waited_for_too_long(budget: Budget) -> None:
    budget.pacing.refused(ANA, Throttled(MINUTE))
    assert not await budget.pacing.turn(ANA)
    assert budget.clock.now == T0, "that is said at once"
    assert held_until(budget.db, ANA) == (T0 + MINUTE).timestamp() * 1000
    budget.clock.advance(MINUTE - PATIENCE)
    assert await budget.pacing.turn(ANA)
    assert budget.clock.now == T0 + MINUTE


async def test_a_chat_that_was_answered_often_is_held_for_its_alerts_too(budget: Budget) -> None:
    for _ in range(3):
        await budget.pacing.turn(ANA)
    assert held_until(budget.db, ANA) > budget.clock.now.timestamp() * 1000
    assert held_until(budget.db, LUIS) == 0


async def test_what_was_sent_counts_after_a_restart(budget: Budget) -> None:
    budget.deliver(ANA, LUIS)
    assert budget.restarted().room() == 0
    budget.clock.advance(SECOND)
    assert budget.restarted().room() == 2


async def test_a_chat_that_was_throttled_gets_no_reply_meanwhile_after_a_restart_either(budget: Budget) -> None:
    assert await budget.pacing.turn(ANA)
    budget.pacing.refused(ANA, Throttled(MINUTE))
    assert not await budget.restarted().turn(ANA)
    assert await budget.restarted().turn(LUIS)


async def test_everyone_being_held_survives_a_restart(budget: Budget) -> None:
    with transaction(budget.db):
        for chat in (ANA, LUIS, ChatId(3)):
            budget.pacing.note(chat, Throttled(MINUTE))
    again = budget.restarted()
    assert again.room() == 0
    assert again.opens_at() == T0 + MINUTE
    budget.clock.advance(MINUTE)
    assert again.room() == 2


async def test_while_nothing_gets_through_only_what_somebody_waits_for_is_tried(budget: Budget) -> None:
    with transaction(budget.db):
        for chat in (ANA, LUIS, ChatId(3)):
            budget.pacing.note(chat, NotSent("ConnectError"))
    assert (budget.pacing.room(), budget.pacing.opens_at()) == (0, T0 + FIRST_SILENCE)
    assert await budget.pacing.turn(ANA)
    assert budget.clock.now == T0
    budget.clock.advance(FIRST_SILENCE)
    assert budget.pacing.room() == 2


async def test_requests_are_forgotten_after_a_while(budget: Budget) -> None:
    for _ in range(5):
        budget.deliver(ANA)
        budget.clock.advance(MINUTE)
    assert budget.db.execute("SELECT count(*) FROM requests").fetchone()[0] <= 3
