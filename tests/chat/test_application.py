"""What the application does around its handlers: menus, faults, and keeping the token to itself."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from bot.chat.application import build_application
from bot.chat.replies import COMMANDS
from bot.store import updates
from tests.chat.bots import VISA, ChatBot, config_of, listening, said
from tests.doubles.botapi import TOKEN, cut_off, flood, refused, server_error
from tests.doubles.captured_log import captured_log

if TYPE_CHECKING:
    from bot.store import Database
    from tests.doubles.botapi import BotApi, Person


async def test_clients_show_a_menu_in_each_language(bot: ChatBot, api: BotApi) -> None:
    """English is set without a language, since a list for "en" would be no one else's fallback."""
    await api.until(lambda: len(api.telegram.commands) == 2)
    english, spanish = api.telegram.commands[""], api.telegram.commands["es"]
    assert [entry["command"] for entry in english] == list(COMMANDS)
    assert [entry["command"] for entry in spanish] == list(COMMANDS)
    assert english[1]["description"] == "Follow a question"
    assert spanish[1]["description"] == "Seguir una pregunta"


async def test_a_menu_that_is_refused_does_not_keep_the_bot_from_listening(
    api: BotApi, db: Database, ana: Person
) -> None:
    api.fails(refused(400, "Bad Request: BOT_COMMAND_INVALID"), method="setMyCommands")
    async with listening(ChatBot(api, db)):
        assert (await said(api, ana, "/help")).text


async def test_a_fault_of_ours_is_logged_and_apologised_for(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """The person reads one sentence; the traceback is in the log; the update is set aside; the next command works."""
    bot.config = config_of(replace(VISA, ask={}))
    with capture_logs() as log:
        reply = await said(api, sol, "/start")
    assert reply.text == "Algo falló de mi lado y quedó registrado. Inténtalo de nuevo en un momento."
    (failed,) = [line for line in log if line["event"] == "chat.failed"]
    assert failed["error"] == "RuntimeError"
    assert failed["exc_info"]
    await bot.listener._replying.rest()
    assert updates.counts(bot.db) == (0, 1)
    bot.config = config_of(VISA)
    assert (await said(api, sol, "/start")).text.startswith("Sigo las noticias")


async def test_a_fault_outside_any_chat_is_nobodys(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """The library may report one of its own, without an update."""
    with capture_logs() as log:
        await bot.application.process_error(None, ValueError("its own"))
    assert [line["event"] for line in log] == ["chat.failed"]


async def test_the_token_reaches_no_log(api: BotApi, db: Database, ana: Person) -> None:
    """At DEBUG, over a whole conversation, faults of every kind, an outage, and a revoked token."""
    with captured_log() as log:
        bot = ChatBot(api, db)
        async with listening(bot):
            offer = await said(api, ana, "/start")
            await api.presses(ana, offer, offer.buttons[0])
            await api.next_message(ana)
            for fault in (server_error(), cut_off(), refused(400, f"Bad Request: /bot{TOKEN}/x"), flood(1)):
                api.fails(fault, method="sendMessage")
                await bot.handles(await api.says(ana, "/start"))
            api.fails(server_error(), method="getUpdates")
            await bot.handles(await api.says(ana, "/help"))
            api.token = "4242424242:another_token_that_is_long_enough_00"
            await api.says(ana, "/help")
            await bot.until(lambda: bot.fatal)
    events = {json.loads(line).get("event") for line in log.getvalue().splitlines()}
    assert {"chat.unanswered", "chat.deaf"} <= events
    assert "HTTP Request: POST" in log.getvalue(), "httpx did log its requests"
    assert TOKEN not in log.getvalue()
    assert TOKEN.partition(":")[2] not in log.getvalue()
    assert TOKEN not in str(bot.fatal)


async def test_building_asks_nothing_of_the_api(api: BotApi, db: Database) -> None:
    """Not even where it listens on a port that nothing answers."""
    application = build_application(TOKEN, "http://127.0.0.1:9", ChatBot(api, db).listener._desk)
    assert not application.running
