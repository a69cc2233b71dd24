"""What becomes of replies whose sending fails: each failure by its meaning, and none of them the handler's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.jobs.pacing import Pacing
from bot.model import Throttled
from tests.builders import T0
from tests.chat.bots import AtOnce, ChatBot, listening, said
from tests.doubles.botapi import blocked, chat_not_found, cut_off, flood, garbled, migrated, refused, server_error
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from bot.model import ChatId, SendOutcome
    from bot.store import Database
    from tests.doubles.botapi import BotApi, Fault, Person

SUPERGROUP = -1002


@pytest.mark.parametrize("fault", [server_error(), cut_off(), garbled()])
async def test_a_reply_that_may_have_arrived_is_not_sent_again(
    bot: ChatBot, api: BotApi, ana: Person, fault: Fault
) -> None:
    """What was said took effect. Whoever sees no reply asks again; one that comes twice looks like a fault."""
    api.fails(fault, method="sendMessage")
    with capture_logs() as log:
        await bot.handles(await api.says(ana, "/follow visa"))
    assert bot.followed(ana) == {"visa"}
    assert bot.is_active(ana)
    assert len(api.calls("sendMessage")) == 1
    (unanswered,) = [line for line in log if line["event"] == "chat.unanswered"]
    assert unanswered["will"] == "not be repeated"


async def test_a_reply_that_is_throttled_comes_when_the_wait_is_over(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Neither the reply nor an alert goes to that chat meanwhile."""
    await said(api, ana, "/start")
    api.fails(flood(30), method="sendMessage")
    await bot.handles(await api.says(ana, "/follow visa"))
    await api.until(lambda: len(api.messages(ana)) == 2)
    assert bot.pauses == [30]
    held = bot.db.execute("SELECT hold_until FROM subscribers WHERE chat = ?", [ana.id]).fetchone()[0]
    assert held == (T0 + timedelta(seconds=30)).timestamp() * 1000


async def test_a_reply_that_found_no_connection_comes_when_there_is_one(api: BotApi, db: Database, ana: Person) -> None:
    """It certainly did not arrive."""

    class Outage(AtOnce):
        async def turn(self, chat: ChatId) -> bool:
            if not bot.pauses:
                await api.goes_down()
            return True

    bot = ChatBot(api, db, turns=Outage())
    async with listening(bot):
        await api.says(ana, "/status")
        await bot.until(lambda: len(bot.pauses) > 3)
        await api.comes_back()
        assert (await api.next_message(ana)).text.startswith("You follow 0 of 3 questions.")
    assert len(api.messages(ana)) == 1


@pytest.mark.parametrize("fault", [blocked(), chat_not_found()])
async def test_a_chat_that_cannot_be_reached_is_silenced(bot: ChatBot, api: BotApi, ana: Person, fault: Fault) -> None:
    """As by an alert; what it followed is kept."""
    await said(api, ana, "/follow visa")
    api.fails(fault, method="sendMessage")
    await bot.handles(await api.says(ana, "/status"))
    assert not bot.is_active(ana)
    assert bot.followed(ana) == {"visa"}


async def test_a_group_that_moved_gets_its_reply_at_its_new_id(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """And its settings go with it."""
    group = api.group(-5, "News desk", creator=[ana])
    moved = api.group(SUPERGROUP, "News desk", creator=[ana])
    await api.says(ana, "/follow visa", group=group)
    await api.next_message(group)
    api.fails(migrated(SUPERGROUP), chat=group, method="sendMessage")
    await api.says(ana, "/status", group=group)
    assert (await api.next_message(moved)).text.startswith("You follow 1 of 3 questions.")
    assert bot.followed(moved) == {"visa"}
    assert bot.subscriber(group) is None


async def test_a_text_that_is_refused_is_sent_once_more_without_what_may_be_refused(
    bot: ChatBot, api: BotApi, ana: Person
) -> None:
    """Neither markup nor buttons, and the log says so loudly."""
    api.fails(refused(400, "Bad Request: can't parse entities"), method="sendMessage")
    with capture_logs() as log:
        offer = await said(api, ana, "/start")
    assert offer.text
    assert (offer.parse_mode, offer.buttons) == ("", [])
    assert [line["log_level"] for line in log if line["event"] == "chat.unanswered"] == ["error"]


async def test_a_text_that_is_refused_twice_is_given_up(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """And the bot goes on."""
    api.fails(refused(400, "Bad Request: something new"), method="sendMessage", times=2)
    with capture_logs() as log:
        await bot.handles(await api.says(ana, "/start"))
    assert [line["will"] for line in log if line["event"] == "chat.unanswered"] == [
        "be sent again",
        "not be repeated",
    ]
    assert (await said(api, ana, "/help")).text


async def test_a_reply_waits_for_its_turn_and_tells_what_became_of_it(api: BotApi, db: Database, ana: Person) -> None:
    """Where it cannot be soon, the reply is put off, and its lane is free for what else is due."""

    class Late(AtOnce):
        def __init__(self) -> None:
            self.turns = [False, False, True, True, True]
            self.told: list[SendOutcome] = []

        async def turn(self, chat: ChatId) -> bool:
            return self.turns.pop(0)

        def refused(self, chat: ChatId, outcome: SendOutcome) -> None:
            self.told.append(outcome)

    late = Late()
    async with listening(ChatBot(api, db, turns=late)) as bot:
        await said(api, ana, "/start")
        assert bot.pauses == [1, 2]
        api.fails(flood(30), method="sendMessage")
        await said(api, ana, "/help")
    assert late.told == [Throttled(timedelta(seconds=30))]
    assert late.turns == []


async def test_a_reply_shares_the_budget_of_alerts(api: BotApi, db: Database, ana: Person) -> None:
    """A chat that had its burst of three waits for the fourth, and what it was sent counts for alerts."""
    clock, waits = FakeClock(), list[float]()

    async def pause(seconds: float) -> None:
        waits.append(seconds)
        clock.advance(timedelta(seconds=seconds))

    pacing = Pacing(db, clock, pause=pause)
    free = pacing.room()
    async with listening(ChatBot(api, db, turns=pacing)):
        for _ in range(3):
            await said(api, ana, "/help")
        assert waits == []
        assert pacing.room() == free - 3
        await said(api, ana, "/help")
    assert sum(waits) >= 1


async def test_replies_of_a_chat_keep_their_order(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Also where the first has to wait."""
    api.fails(flood(5), method="sendMessage")
    for command in ("/follow visa", "/unfollow visa", "/follow visa"):
        await api.says(ana, command)
    await api.until(lambda: len(api.messages(ana)) == 3)
    assert [message.text.startswith("✓") for message in api.messages(ana)] == [True, False, True]
