"""What Telegram remembers: people, groups, messages, and the updates that wait for the bot."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

from tests.doubles.botapi.faults import Refusal

BOT = {"id": 4242424242, "is_bot": True, "first_name": "Stillopen", "username": "stillopen_bot"}
ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
MIDNIGHT = 1767830400
"""1767830400 is 2026-01-08 00:00 UTC: messages are dated by their number, a second each."""

Json = dict[str, Any]
_COMMAND = re.compile(r"^/[A-Za-z0-9_]{1,32}(?:@\w+)?")


@dataclass(slots=True)
class Person:
    id: int
    name: str = "Ana"
    lang: str | None = "en"

    def as_json(self) -> Json:
        spoken = {"language_code": self.lang} if self.lang else {}
        return {"id": self.id, "is_bot": False, "first_name": self.name, **spoken}


@dataclass(slots=True)
class Chat:
    """`bot` is the bot's status in it: "" until it was met, "member", or "kicked" (a person: blocked it)."""

    id: int
    kind: str
    title: str
    bot: str = ""
    members: dict[int, str] = field(default_factory=dict)

    def as_json(self) -> Json:
        name = {"first_name": self.title} if self.kind == "private" else {"title": self.title}
        return {"id": self.id, "type": self.kind, **name}


@dataclass(slots=True)
class ChatMessage:
    """One message as the chat shows it now. `text` is without markup, `source` as the bot sent it."""

    id: int
    chat: Chat
    sender: Json
    text: str
    entities: list[Json] = field(default_factory=list)
    source: str = ""
    parse_mode: str = ""
    preview: bool = True
    keyboard: list[list[Json]] = field(default_factory=list)
    reply_to: int | None = None
    silent: bool = False
    edits: int = 0

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["id"] == BOT["id"])

    @property
    def buttons(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]

    def as_json(self) -> Json:
        optional: Json = {"entities": self.entities} if self.entities else {}
        if self.keyboard:
            optional |= {"reply_markup": {"inline_keyboard": self.keyboard}}
        about = {"message_id": self.id, "date": MIDNIGHT + self.id, "chat": self.chat.as_json(), "from": self.sender}
        return {**about, "text": self.text, **optional}


class Updates:
    """Updates wait until a later offset confirms them; of two pollers the older is ended with 409."""

    def __init__(self, poll_cap: float) -> None:
        self.waiting: list[Json] = []
        self.confirmed_below = 1
        self.allowed: list[str] = []
        self._poll_cap = poll_cap
        self._next_id = 1
        self._poll = 0
        self._news = asyncio.Condition()

    async def add(self, kind: str, content: Json) -> int:
        """Queue an update, unless the bot has asked not to be told of its kind."""
        number = self._next_id
        self._next_id += 1
        if not self.allowed or kind in self.allowed:
            self.waiting.append({"update_id": number, kind: content})
            async with self._news:
                self._news.notify_all()
        return number

    def number_from(self, number: int) -> None:
        """Go on from another number, also a lower one, as Telegram may after a week without updates."""
        self._next_id = number
        self.confirmed_below = min(self.confirmed_below, number)

    async def get(self, offset: int, limit: int, seconds: float, allowed: list[str] | None) -> list[Json]:
        """Confirm what is below `offset`, then wait for news as getUpdates does, up to the double's cap."""
        self._poll += 1
        mine = self._poll
        if allowed is not None:
            self.allowed = allowed
        async with self._news:
            self.confirmed_below = max(self.confirmed_below, offset)
            self.waiting = [update for update in self.waiting if update["update_id"] >= self.confirmed_below]
            self._news.notify_all()
            try:
                async with asyncio.timeout(min(seconds, self._poll_cap)):
                    await self._news.wait_for(lambda: self.waiting or mine != self._poll)
            except TimeoutError:
                pass
        if mine != self._poll:
            rival = "terminated by other getUpdates request; make sure that only one bot instance is running"
            raise Refusal(409, f"Conflict: {rival}")
        return self.waiting[:limit]

    async def until_confirmed(self, number: int) -> None:
        async with self._news:
            await self._news.wait_for(lambda: self.confirmed_below > number)


def command_entity(text: str) -> list[Json]:
    found = _COMMAND.match(text)
    return [{"type": "bot_command", "offset": 0, "length": found.end()}] if found else []
