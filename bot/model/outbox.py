"""Who hears of it: subscribers, alerts, deliveries, messages, and what became of a try."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from bot.model.ids import ChatId, Language, TransitionId
    from bot.model.news import Development, Transition


@dataclass(frozen=True, slots=True)
class Subscriber:
    chat: ChatId
    lang: Language
    active: bool


@dataclass(frozen=True, slots=True)
class Alert:
    """A transition worth telling, with all that a message says of it."""

    transition: Transition
    ask: Mapping[Language, str]
    development: Development


class DeliveryState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    IN_DOUBT = "in doubt"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One chat's row of an alert. `attempts` counts every try, the one under way included.

    `doubts` counts the tries whose answer was lost; `deaths` those during which the process died;
    `plain` asks for text without markup.
    """

    transition: TransitionId
    chat: ChatId
    state: DeliveryState
    due_at: datetime
    attempts: int = 0
    doubts: int = 0
    deaths: int = 0
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: exactly one of `url` and `data` (1 to 64 bytes) is given."""

    text: str
    url: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What a chat reads. `html` is Telegram's HTML; `plain` the same without markup."""

    html: str
    plain: str
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int


@dataclass(frozen=True, slots=True)
class Throttled:
    """429: the chat must be left alone for so long. It was not delivered."""

    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group has become a supergroup with another id, for good. It was not delivered."""

    to: ChatId


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nobody can be reached in this chat any more. It was not delivered."""

    detail: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will not take this text as it is. It was not delivered."""

    detail: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """The network failed before the request left. It was not delivered."""

    detail: str


@dataclass(frozen=True, slots=True)
class InDoubt:
    """The answer was lost: it may have been delivered."""

    detail: str


SendOutcome = Sent | Throttled | Migrated | Unreachable | Rejected | NotSent | InDoubt


@dataclass(frozen=True, slots=True)
class Settlement:
    """What an outcome does to a delivery and its chat.

    `hold_chat_until` keeps the chat from being sent to; `move_to` renames it; `deactivate` ends it.
    """

    delivery: Delivery
    detail: str = ""
    message_id: int | None = None
    hold_chat_until: datetime | None = None
    move_to: ChatId | None = None
    deactivate: bool = False
