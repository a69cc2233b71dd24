"""Who hears of it: subscribers, alerts, deliveries, messages, and what became of a try."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from bot.model.ids import ChatId, Language, QuestionId, TransitionId
    from bot.model.news import Development, QuestionState, Transition


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


@dataclass(frozen=True, slots=True)
class Missed:
    """What a chat could not be told in time of one question, in the order in which it came.

    `state` is where the question's answer stands now, or None for a question without an answer type; `told` the answer
    as the chat's last message on it had it, or None if there was no message. `shown` is what its choices are called.
    """

    alerts: tuple[Alert, ...]
    state: QuestionState | None
    told: str | None = None
    shown: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)


class Urgency(IntEnum):
    """Which chats come first where not all can be written to at once: those with the least number."""

    CHANGE = 0
    REPORT = 1
    EDIT = 2
    GATHERING = 3


class DeliveryState(StrEnum):
    """What a delivery has come to.

    PARKED: its chat cannot be written to; it waits for the chat to come back. GATHERED: beyond the day's cap; it waits
    until it is due, or is told in the message of another delivery. An alert IN_DOUBT is sent again, a gathering is not.
    """

    PENDING = "pending"
    SENDING = "sending"
    IN_DOUBT = "in doubt"
    PARKED = "parked"
    SENT = "sent"
    GATHERED = "gathered"
    LATE = "late"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One chat's row of an alert. `attempts` counts every try, the one under way included.

    `doubts` counts the tries whose answer was lost; `deaths` those during which the process died;
    `plain` asks for text without markup. `gathers`: its message tells all that was gathered with it;
    `catches_up`: it tells where the questions stand of all that was missed with it.
    `said` is the fingerprint of the text that was tried last, `reply_to` the message it replied to. `id` is that of the
    row, which stays when its chat gets another.
    """

    transition: TransitionId
    chat: ChatId
    state: DeliveryState
    due_at: datetime
    id: int = 0
    urgency: Urgency = Urgency.REPORT
    attempts: int = 0
    doubts: int = 0
    deaths: int = 0
    plain: bool = False
    gathers: bool = False
    catches_up: bool = False
    said: str = ""
    reply_to: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done for it: a gathering is not sent again, though it may not have arrived."""
        ends = (DeliveryState.SENT, DeliveryState.DEAD)
        return self.state in ends or (self.gathers and self.state is DeliveryState.IN_DOUBT)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A dead letter, or a delivery that is parked, as operators read of it. Its alert was decided `at`."""

    question: QuestionId
    chat: ChatId
    state: DeliveryState
    why: str
    attempts: int
    at: datetime


FINAL_EDITION = 2**53
"""The edition of a message that is not edited any more."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A message that was sent, to be written anew in silence with what is known now.

    An alert's edition is when it last had more to tell, in milliseconds; `edition` is the one that the message will
    tell then, `said` the fingerprint of its text. `repeat`: it was sent again after an answer was lost.
    `superseded`: a later message goes on from it. Without a `message_id` the message was deleted, and is to be sent
    anew, which is done once: `resent` says that it was.
    """

    transition: TransitionId
    chat: ChatId
    message_id: int | None
    edition: int
    said: str
    plain: bool = False
    repeat: bool = False
    superseded: bool = False
    resent: bool = False


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
    """The chat is gone, has shut the bot out, or is set up so that nothing can be sent. It was not delivered."""

    detail: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will not take this text as it is. It was not delivered."""

    detail: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The message to be edited was deleted, or can be edited no more."""

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
EditOutcome = SendOutcome | Gone


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


class EditState(StrEnum):
    """OVER: the message is edited no more. LATER: that is tried again. ANEW: it was deleted, and is sent again."""

    WRITTEN = "written"
    LATER = "later"
    ANEW = "anew"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class EditSettlement:
    """What an outcome does to an edit and its chat. `message_id` is that of a message that was sent anew."""

    edit: Edit
    state: EditState
    detail: str = ""
    message_id: int | None = None
    hold_chat_until: datetime | None = None
    move_to: ChatId | None = None
