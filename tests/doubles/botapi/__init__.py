"""A Bot API double over real HTTP on loopback, for the real python-telegram-bot.

    async with BotApi() as api:
        ana = api.person(7, lang="es")
        await api.says(ana, "/start")           # an update for whoever polls api.url with api.token
        reply = await api.next_message(ana)     # what the bot sent, waiting for it
        await api.presses(ana, reply, "Seguir")
        api.fails(flood(3), chat=ana)           # the next request to that chat gets 429

It waits, confirms and redelivers updates as Telegram does, and is as strict with what is sent.
By hand: `python -m tests.doubles.botapi --port 8081`; `--help` says how to play a user with curl.
"""

from tests.doubles.botapi.api import PATIENCE, TOKEN, BotApi, Request
from tests.doubles.botapi.faults import (
    Fault,
    Refusal,
    blocked,
    chat_not_found,
    cut_off,
    dropped,
    flood,
    garbled,
    migrated,
    refused,
    server_error,
    slow,
    unanswered,
)
from tests.doubles.botapi.limits import Limits, Window, strict
from tests.doubles.botapi.state import Chat, ChatMessage, Person

__all__ = [
    "PATIENCE",
    "TOKEN",
    "BotApi",
    "Chat",
    "ChatMessage",
    "Fault",
    "Limits",
    "Person",
    "Refusal",
    "Request",
    "Window",
    "blocked",
    "chat_not_found",
    "cut_off",
    "dropped",
    "flood",
    "garbled",
    "migrated",
    "refused",
    "server_error",
    "slow",
    "strict",
    "unanswered",
]
