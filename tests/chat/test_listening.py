"""Listening: outages, rivals, revoked tokens, crashes and stops. The listener's pauses pass at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.chat.listening import SHARED_AFTER
from bot.chat.longpoll import ALLOWED_UPDATES
from bot.errors import BotError, TokenRefused, TokenShared
from bot.model import Language
from bot.store import updates
from bot.store.pulse import pulse
from tests.builders import T0
from tests.chat.bots import VISA, ChatBot, listening, said
from tests.doubles.botapi import cut_off, dropped, flood, refused, server_error, slow, unanswered

if TYPE_CHECKING:
    from bot.store import Database
    from tests.doubles.botapi import BotApi, Person

STOPS_WITHIN = 2.0
VISA_EN = VISA.ask[Language.EN]


async def test_it_names_the_updates_it_wants_in_every_poll(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """A narrower list of an earlier run would stay in force; and a webhook left behind is removed first."""
    await said(api, ana, "/help")
    methods = [request.method for request in api.requests]
    assert methods.index("deleteWebhook") < methods.index("getUpdates")
    assert all(poll["allowed_updates"] == list(ALLOWED_UPDATES) for poll in api.calls("getUpdates"))


async def test_an_api_that_is_down_at_the_start_is_waited_for(api: BotApi, db: Database, ana: Person) -> None:
    """Starting does not wait for it, so that feeds are polled meanwhile; it is logged once."""
    await api.goes_down()
    bot = ChatBot(api, db)
    with capture_logs() as log:
        async with listening(bot):
            await bot.until(lambda: len(bot.pauses) >= 8)
            assert bot.heard_at() is None
            await api.comes_back()
            assert (await said(api, ana, "/help")).text
    assert bot.pauses[:8] == [1, 2, 4, 8, 16, 30, 30, 30]
    assert bot.heard_at() == bot.now
    events = [line["event"] for line in log]
    assert events.count("chat.deaf") == 1
    assert events.count("chat.hears_again") == 1
    assert not bot.fatal


async def test_an_outage_while_listening_passes(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Whatever its kind, what was said meanwhile is answered afterwards."""
    await said(api, ana, "/help")
    for fault in (server_error(500), server_error(502), cut_off(), dropped(), refused(400, "Bad Request: odd")):
        api.fails(fault, method="getUpdates")
    assert (await said(api, ana, "/start")).text
    assert (await said(api, ana, "/follow visa")).text
    assert bot.followed(ana) == {"visa"}


async def test_a_flood_of_polls_is_waited_out(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """As long as Telegram says."""
    api.fails(flood(77), method="getUpdates")
    await said(api, ana, "/help")
    await said(api, ana, "/help")
    assert 77 in bot.pauses


async def test_a_token_unknown_at_the_start_is_fatal(api: BotApi, db: Database) -> None:
    """One sentence says what to do."""
    bot = ChatBot(api, db, token="1:stranger")
    async with listening(bot):
        await bot.until(lambda: bot.fatal)
    (fatal,) = bot.fatal
    assert isinstance(fatal, TokenRefused)
    assert "@BotFather" in str(fatal)
    assert "1:stranger" not in f"{fatal!r}{fatal.__cause__!r}"


async def test_a_token_revoked_while_listening_is_fatal(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """The library's own updater would die unheard of."""
    await said(api, ana, "/help")
    api.token = "2:another"
    await api.says(ana, "/help")
    await bot.until(lambda: bot.fatal)
    assert isinstance(bot.fatal[0], TokenRefused)


async def test_two_bots_with_one_token_end_after_a_minute(api: BotApi, db: Database) -> None:
    """Each hears a little, by turns; that is not taken for peace."""
    one, other = ChatBot(api, db), ChatBot(api, db)
    async with listening(one), listening(other):
        await one.until(lambda: one.fatal or other.fatal)
        first = one if one.fatal else other
    assert isinstance(first.fatal[0], TokenShared)
    assert "another program polls Telegram with this token" in str(first.fatal[0])
    assert first.now - T0 >= SHARED_AFTER


async def test_a_rival_that_goes_away_is_forgiven(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """A deployment overlaps for some seconds; conflicts hours apart have nothing to do with each other."""
    conflict = refused(409, "Conflict: terminated by other getUpdates request")
    for _ in range(3):
        api.fails(conflict, method="getUpdates", times=10)
        await said(api, ana, "/help")
        await said(api, ana, "/help")
        bot.now += timedelta(hours=1)
    assert bot.pauses == [3] * 30
    assert not bot.fatal


async def test_what_comes_again_is_not_handled_again(api: BotApi, db: Database, ana: Person) -> None:
    """The first bot answers /stop and is killed before its next poll confirms it; the second is given it again."""
    async with listening(ChatBot(api, db)):
        await said(api, ana, "/follow visa")
        api.fails(dropped(), method="getUpdates", times=None)
        assert (await said(api, ana, "/stop")).text
    assert [update["message"]["text"] for update in api.telegram.updates.waiting][-1:] == ["/stop"]
    api.mends()
    async with listening(ChatBot(api, db)) as bot:
        assert (await said(api, ana, "/follow sanctions")).text
        assert bot.followed(ana) == {"sanctions"}
    assert len(api.messages(ana)) == 3


async def test_what_was_stored_before_a_crash_is_handled_at_the_next_start(
    api: BotApi, db: Database, ana: Person
) -> None:
    """Even where Telegram gives it no more: it was confirmed, and then the process died."""
    crashed = ChatBot(api, db)
    await api.says(ana, "/follow visa")
    await crashed.listener._poll()
    await crashed.listener._poll()
    await crashed.listener.stop()
    assert api.telegram.updates.waiting == []
    async with listening(ChatBot(api, db)) as bot:
        assert (await api.next_message(ana)).text.startswith("✓ You follow this question now.")
        assert bot.followed(ana) == {"visa"}


async def test_nothing_is_confirmed_before_it_was_stored(api: BotApi, db: Database, ana: Person) -> None:
    """A disk that fails ends the bot, and what people say waits with Telegram."""
    bot = ChatBot(api, db)
    db.execute("CREATE TRIGGER full BEFORE INSERT ON updates BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    async with listening(bot):
        await api.says(ana, "/follow visa")
        await bot.until(lambda: bot.fatal)
    assert len(api.telegram.updates.waiting) == 1


async def test_numbers_that_begin_anew_below_the_last_are_heard(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """After a week without updates Telegram may go on from any number."""
    api.telegram.updates.number_from(900_000_000)
    assert (await said(api, ana, "/follow visa")).text
    await api.until(lambda: "offset" not in api.calls("getUpdates")[-1])
    api.telegram.updates.number_from(17)
    assert (await said(api, ana, "/follow sanctions")).text
    assert bot.followed(ana) == {"visa", "sanctions"}


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop that does not wait for what never comes."""
    monkeypatch.setattr("bot.chat.listening._LAST_WORK", 0.1)


@pytest.mark.usefixtures("_impatient")
async def test_a_poll_does_not_wait_for_what_it_brought(bot: ChatBot, api: BotApi, ana: Person, sol: Person) -> None:
    """Nor does one chat for the reply to another."""
    await said(api, ana, "/help")
    api.fails(unanswered(), chat=ana, method="sendMessage")
    await api.says(ana, "/status")
    await api.until(lambda: len(api.messages(ana)) == 2)
    assert (await said(api, sol, "/follow visa")).text
    assert bot.followed(sol) == {"visa"}


@pytest.mark.usefixtures("_impatient")
async def test_a_press_at_the_end_of_a_full_batch_is_answered_whatever_the_others_meet(
    bot: ChatBot, api: BotApi, ana: Person
) -> None:
    """The replies of forty chats have no answer, and the press that came after them all is answered."""
    offer = await said(api, ana, "/start")
    crowd = [api.person(100 + n, name=f"Reader {n}") for n in range(40)]
    for reader in crowd:
        api.fails(unanswered(), chat=reader, method="sendMessage")
        await api.says(reader, "/status")
    press = await api.presses(ana, offer, VISA_EN)
    await api.answer_to(press)
    assert (await api.next_message(ana)).text.startswith("✓ You follow this question now.")


async def test_a_poll_that_is_never_answered_is_begun_again(api: BotApi, db: Database, ana: Person) -> None:
    """A connection that took the request and then says nothing, three times over; then it hears again."""
    bot = ChatBot(api, db, held=timedelta(seconds=0), margin=timedelta(milliseconds=50))
    api.fails(unanswered(), method="getUpdates", times=3)
    await api.says(ana, "/follow visa")
    with capture_logs() as log:
        async with listening(bot):
            assert (await api.next_message(ana)).text.startswith("✓ You follow this question now.")
            assert bot.heard_at()
    assert bot.pauses[:3] == [1, 2, 4]
    events = [line["event"] for line in log]
    assert events.index("chat.deaf") < events.index("chat.hears_again")


async def test_whether_it_hears_again_is_known_at_once(api: BotApi, db: Database, ana: Person) -> None:
    """Not after half a minute in which nobody says anything: the first poll, and one after a failure, is not held."""
    api.fails(dropped(), method="getUpdates")
    async with listening(ChatBot(api, db)):
        await said(api, ana, "/help")
        await api.until(lambda: len(api.calls("getUpdates")) >= 4)
    failed, first, *others = (poll["timeout"] for poll in api.calls("getUpdates"))
    assert (failed, first, set(others)) == ("0", "0", {"30"})


async def test_what_is_expected_of_the_loop_is_noted_until_it_stops(api: BotApi, db: Database, ana: Person) -> None:
    """The health check reads it; a loop that waits out a penalty of an hour has not stalled."""
    bot = ChatBot(api, db)
    noted: list[timedelta] = []

    async def wait_out(seconds: float) -> None:
        until = pulse(db, bot.now).listens_until
        assert until
        noted.append(until - bot.now)
        await bot._pause(seconds)

    bot.listener._pause = wait_out
    async with listening(bot):
        await said(api, ana, "/help")
        assert pulse(db, bot.now).listens_until == bot.now + bot.listener._long_poll.longest
        api.fails(flood(3600), method="getUpdates")
        await said(api, ana, "/help")
        await said(api, ana, "/help")
    assert noted == [timedelta(hours=1)]
    assert pulse(db, bot.now).listens_until is None


@pytest.mark.usefixtures("_impatient")
async def test_stopping_while_a_reply_waits_for_a_lost_answer_ends_soon(api: BotApi, db: Database, ana: Person) -> None:
    """What was written is kept. The reply may have arrived, and is not sent again at the next start."""
    async with listening(ChatBot(api, db)) as bot:
        api.fails(slow(60), method="sendMessage")
        await api.says(ana, "/follow visa")
        await api.until(lambda: api.messages(ana))
        async with asyncio.timeout(STOPS_WITHIN):
            await bot.listener.stop()
    assert bot.followed(ana) == {"visa"}
    async with listening(ChatBot(api, db)):
        await said(api, ana, "/help")
    assert len(api.messages(ana)) == 2


async def test_what_waits_when_it_stops_is_left_for_the_next_start(api: BotApi, db: Database, ana: Person) -> None:
    """A stop ends after the updates at work, not after all that were stored."""
    bot = ChatBot(api, db)
    for command in ("/follow visa", "/follow sanctions"):
        await api.says(ana, command)
    await bot.listener._poll()
    bot.listener._handling.close()
    async with listening(bot):
        await api.until(lambda: len(api.calls("getUpdates")) > 1)
    assert bot.followed(ana) == set()
    async with listening(ChatBot(api, db)):
        await api.until(lambda: len(api.messages(ana)) == 2)
    assert bot.followed(ana) == {"visa", "sanctions"}


async def test_the_replies_that_are_owed_are_given_before_it_stops(api: BotApi, db: Database, ana: Person) -> None:
    async with listening(ChatBot(api, db)) as bot:
        api.fails(slow(0.2), method="sendMessage")
        for command in ("/follow visa", "/follow sanctions"):
            await api.says(ana, command)
        await api.until(lambda: api.messages(ana))
        await bot.listener.stop()
    assert len(api.messages(ana)) == 2
    assert updates.counts(db) == (0, 0)


async def test_stopping_while_the_api_is_down_ends_soon(api: BotApi, db: Database, ana: Person) -> None:
    """Nothing can be confirmed then, which does no harm."""
    bot = ChatBot(api, db)
    async with listening(bot):
        await said(api, ana, "/help")
        await api.goes_down()
        async with asyncio.timeout(STOPS_WITHIN):
            await bot.listener.stop()


async def test_stopping_what_was_never_started_closes_its_connections(api: BotApi, db: Database) -> None:
    """As `once` does, which sends and does not listen."""
    bot = ChatBot(api, db)
    await bot.listener.stop()
    assert bot.application.bot.request._client.is_closed


async def test_an_update_that_cannot_be_read_is_passed_over(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """The library raises before it tells which it is, and would fetch it again for a day."""
    await said(api, ana, "/help")
    with capture_logs() as log:
        await api.says(ana, "/follow visa")
        broken = await api.telegram.updates.add("message", {"chat": "of an API to come"})
        await bot.handles(await api.says(ana, "/follow sanctions"))
    assert bot.followed(ana) == {"visa", "sanctions"}
    (unreadable,) = [line for line in log if line["event"] == "chat.unreadable"]
    assert unreadable["update"] == broken
    assert unreadable["holds"] == ["message", "update_id"]


async def test_a_fault_of_the_listener_itself_ends_the_bot(api: BotApi, db: Database) -> None:
    """A bot that no longer hears must not go on as if it did."""
    bot = ChatBot(api, db)

    async def broken_pause(_: float) -> None:
        raise ZeroDivisionError

    bot.listener._pause = broken_pause
    api.fails(server_error(), method="getUpdates")
    with capture_logs() as log:
        async with listening(bot):
            await bot.until(lambda: bot.fatal)
    assert type(bot.fatal[0]) is BotError
    assert log[-1]["event"] == "chat.fault"
