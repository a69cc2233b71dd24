"""What people do, as Telegram tells of it: from an update's receipt to the reply."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.ids import ChatId
    from bot.model.outbox import Message


class UpdateState(StrEnum):
    """TO_REPLY: it took effect, and its reply waits to be sent. REPLYING: the reply may have left."""

    WAITING = "waiting"
    AT_WORK = "at work"
    TO_REPLY = "to reply"
    REPLYING = "replying"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Received:
    """An update as Telegram gave it: its number, the chat whose turn it takes (0: none's), and its JSON."""

    id: int
    chat: ChatId
    body: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update whose turn has come. `tries` counts those that were put off, `deaths` those the process died in."""

    id: int
    chat: ChatId
    body: str
    received_at: datetime
    tries: int = 0
    deaths: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers an update, in the topic (message_thread_id) that it came from, if it came from one.

    `tries` counts those that certainly failed; `plain` asks for text without markup and buttons.
    """

    update: int
    chat: ChatId
    message: Message
    received_at: datetime
    topic: int | None = None
    tries: int = 0
    plain: bool = False


@dataclass(frozen=True, slots=True)
class ReplySettlement:
    """What an outcome does to a reply and its chat. `again_at` is None where it is not sent (again)."""

    reply: Reply
    again_at: datetime | None = None
    detail: str = ""
    hold_chat_until: datetime | None = None
    move_to: ChatId | None = None
    deactivate: bool = False
