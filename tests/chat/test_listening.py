"""Listening: outages, rivals, revoked tokens, crashes and stops. The listener's pauses pass at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from bot.chat.listening import ALLOWED_UPDATES, SHARED_AFTER
from bot.errors import BotError, TokenRefused, TokenShared
from tests.builders import T0
from tests.chat.bots import ChatBot, listening, said
from tests.doubles.botapi import cut_off, dropped, flood, refused, server_error, slow

if TYPE_CHECKING:
    import pytest

    from bot.store import Database
    from tests.doubles.botapi import BotApi, Person

STOPS_WITHIN = 2.0


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
            assert bot.listener.heard_at is None
            await api.comes_back()
            assert (await said(api, ana, "/help")).text
    assert bot.pauses[:8] == [1, 2, 4, 8, 16, 30, 30, 30]
    assert bot.listener.heard_at == bot.now
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


async def test_what_was_not_confirmed_before_a_crash_comes_again_and_does_no_harm(
    api: BotApi, db: Database, ana: Person
) -> None:
    """The first bot handles /follow and is killed before its next poll; the second hears it again."""
    crashed = ChatBot(api, db)
    await crashed.application.initialize()
    command = await api.says(ana, "/follow visa")
    (update,) = await crashed.application.bot.get_updates()
    await crashed.application.process_update(update)
    await crashed.application.shutdown()
    assert (await api.next_message(ana)).text.startswith("✓ You follow this question now.")
    async with listening(ChatBot(api, db)) as bot:
        assert (await api.next_message(ana)).text.startswith("✓ You follow this question already.")
        await api.until_confirmed(command)
        assert bot.followed(ana) == {"visa"}


async def test_what_was_fetched_but_not_handled_before_a_crash_is_not_lost(
    api: BotApi, db: Database, ana: Person
) -> None:
    """Fetching alone confirms nothing."""
    crashed = ChatBot(api, db)
    await crashed.application.initialize()
    await api.says(ana, "/follow visa")
    await crashed.application.bot.get_updates()
    await crashed.application.shutdown()
    async with listening(ChatBot(api, db)) as bot:
        assert (await api.next_message(ana)).text.startswith("✓ You follow this question now.")
        assert bot.followed(ana) == {"visa"}


async def test_stopping_confirms_what_was_handled(api: BotApi, db: Database, ana: Person) -> None:
    """So that the next start does not answer again; and it does not wait for the poll under way."""
    bot = ChatBot(api, db)
    async with listening(bot):
        await said(api, ana, "/help")
    assert api.telegram.updates.waiting == []
    assert not bot.fatal


async def test_stopping_while_a_handler_waits_for_a_lost_answer_ends_soon(
    api: BotApi, db: Database, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written is kept, and the update comes again at the next start."""
    monkeypatch.setattr("bot.chat.listening._LAST_HANDLER", 0.1)
    async with listening(ChatBot(api, db)) as bot:
        api.fails(slow(60), method="sendMessage")
        await api.says(ana, "/follow visa")
        await api.until(lambda: api.messages(ana))
        async with asyncio.timeout(STOPS_WITHIN):
            await bot.listener.stop()
    assert bot.followed(ana) == {"visa"}
    assert len(api.telegram.updates.waiting) == 1


async def test_the_rest_of_a_batch_is_left_for_the_next_start(api: BotApi, db: Database, ana: Person) -> None:
    """A stop ends after the update at work, not after all that were fetched."""
    for command in ("/follow visa", "/follow sanctions"):
        await api.says(ana, command)
    async with listening(ChatBot(api, db)) as bot:
        api.fails(slow(0.2), method="sendMessage")
        await api.until(lambda: api.messages(ana))
        await bot.listener.stop()
    assert bot.followed(ana) == {"visa"}
    assert [update["message"]["text"] for update in api.telegram.updates.waiting] == ["/follow sanctions"]


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
        await api.says(ana, "/follow sanctions")
        await api.until_confirmed(broken + 1)
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
