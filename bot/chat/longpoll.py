"""getUpdates, over connections that nothing else uses, and watched: a poll that neither answers nor fails is torn down.

It gives updates as Telegram wrote them, since one that the library cannot read must still be known by its number.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from telegram.error import TelegramError, TimedOut
from telegram.request import HTTPXRequest

ALLOWED_UPDATES: Final = ("message", "callback_query", "my_chat_member")
"""Named in every poll, since a list that an earlier run gave stays in force."""

HELD: Final = timedelta(seconds=30)
"""How long Telegram is asked to hold a poll open while it has nothing to tell."""

MARGIN: Final = timedelta(seconds=10)
"""How much longer an answer may take, each time that something is waited for."""

BATCH: Final = 100
_CONNECTIONS = 4
"""With one, a poll that was torn down can keep the next from ever starting (python-telegram-bot #4405)."""


class LongPoll:
    """One poll at a time. What a silent one held is thrown away with its pool, so that none of it can leak."""

    def __init__(self, base_url: str, *, held: timedelta = HELD, margin: timedelta = MARGIN) -> None:
        """`base_url` ends with the token, as `telegram.Bot.base_url` does."""
        self.longest = held + 2 * margin
        """After this time a poll is over in any case."""
        self._url = f"{base_url}/getUpdates"
        self._held = held
        self._margin = margin.total_seconds()
        self._request = self._connections()

    async def ask(self, offset: int, *, held: bool = True) -> list[dict[str, Any]]:
        """The next updates, from the one with the number `offset` on; 0: the earliest that was not confirmed.

        Unless it is to be `held` open, it is answered at once. Raises TelegramError: TimedOut where nothing came in
        time, and then the next poll begins on fresh connections.
        """
        timeout = round(self._held.total_seconds()) if held else 0
        about = {"limit": BATCH, "timeout": timeout, "allowed_updates": _KINDS}
        query = urlencode({**about, "offset": offset} if offset else about)
        try:
            async with asyncio.timeout(self.longest.total_seconds()):
                answer = await self._request.post(f"{self._url}?{query}")
        except TimeoutError:
            await self._begin_anew()
            raise TimedOut("the poll went on for too long") from None
        except TimedOut:
            await self._begin_anew()
            raise
        if not isinstance(answer, list) or not all(_is_numbered(update) for update in answer):
            raise TelegramError("the answer is no list of updates")
        return answer

    async def close(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._margin):
                await self._request.shutdown()

    async def _begin_anew(self) -> None:
        await self.close()
        self._request = self._connections()

    def _connections(self) -> HTTPXRequest:
        return HTTPXRequest(
            connection_pool_size=_CONNECTIONS,
            connect_timeout=self._margin,
            write_timeout=self._margin,
            pool_timeout=self._margin,
            read_timeout=self._held.total_seconds() + self._margin,
        )


_KINDS = json.dumps(ALLOWED_UPDATES)


def _is_numbered(update: object) -> bool:
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)
