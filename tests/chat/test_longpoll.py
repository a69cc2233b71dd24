"""The long poll: what it asks, what it takes for an answer, and that none can keep it for ever."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from telegram.error import TelegramError, TimedOut

from bot.chat.longpoll import ALLOWED_UPDATES, MARGIN, LongPoll
from tests.doubles.botapi import TOKEN, Fault, unanswered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.doubles.botapi import BotApi, Person

INSTANT = timedelta(milliseconds=50)


@asynccontextmanager
async def polling(url: str, margin: timedelta = MARGIN) -> AsyncIterator[LongPoll]:
    poll = LongPoll(f"{url}/bot{TOKEN}", held=timedelta(0), margin=margin)
    try:
        yield poll
    finally:
        await poll.close()


@asynccontextmanager
async def dripping() -> AsyncIterator[str]:
    """A server whose answer never ends, and of which another byte is always there in time."""

    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n")
        try:
            while not writer.is_closing():
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0)
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_it_gives_updates_as_they_were_written(api: BotApi, ana: Person) -> None:
    number = await api.says(ana, "/help")
    async with polling(api.url) as poll:
        (update,) = await poll.ask(0)
        assert update == api.telegram.updates.waiting[0]
        await poll.ask(number + 1)
    first, second = api.calls("getUpdates")
    assert (first["allowed_updates"], "offset" in first) == (list(ALLOWED_UPDATES), False)
    assert second["offset"] == str(number + 1)
    assert api.telegram.updates.waiting == []


@pytest.mark.parametrize("result", [b"{}", b"[1]", b'[{"message": {}}]', b'[{"update_id": "1"}]'])
async def test_an_answer_that_is_no_list_of_updates_is_a_failure(api: BotApi, result: bytes) -> None:
    api.fails(Fault(raw=(200, "application/json", b'{"ok": true, "result": ' + result + b"}")))
    async with polling(api.url) as poll:
        with pytest.raises(TelegramError, match="no list of updates"):
            await poll.ask(0)


async def test_a_poll_without_an_answer_ends_and_the_next_begins_on_a_fresh_connection(
    api: BotApi, ana: Person
) -> None:
    """However often: nothing of a silent one is kept that could run out."""
    async with polling(api.url, INSTANT) as poll:
        for _ in range(5):
            before = poll._request
            api.fails(unanswered(), method="getUpdates")
            with pytest.raises(TimedOut):
                await poll.ask(0)
            assert before._client.is_closed
        await api.says(ana, "/help")
        assert len(await poll.ask(0)) == 1


async def test_an_answer_that_never_ends_ends_too() -> None:
    """A byte always comes in time, so that no single wait is too long; the whole is."""
    async with dripping() as url, polling(url, INSTANT) as poll:
        before = poll._request
        with pytest.raises(TimedOut, match="for too long"):
            await poll.ask(0)
        assert before._client.is_closed
