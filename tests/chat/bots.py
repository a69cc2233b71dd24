"""A bot whose chat a test drives: its questions, its clock, and what it was told."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from bot.chat.application import build_application
from bot.chat.desk import Desk
from bot.chat.listening import Listener
from bot.chat.longpoll import HELD, MARGIN, LongPoll
from bot.locale import read_catalogs
from bot.messenger import TelegramMessenger
from bot.model import ChatId, Config, Language, Question, QuestionId
from bot.store import subscribers
from bot.store.pulse import pulse
from tests.builders import T0, feed, question
from tests.doubles.botapi import PATIENCE, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from bot.chat.desk import ChatApplication
    from bot.chat.replying import Turns
    from bot.errors import BotError
    from bot.model import SendOutcome, Subscriber
    from bot.ports import Messenger
    from bot.store import Database
    from tests.doubles.botapi import BotApi, Chat, ChatMessage, Person

VISIT = question()
VISA = Question(
    QuestionId("visa"),
    {Language.EN: "What is the status of Petro's U.S. visa?", Language.ES: "¿Qué pasa con la visa de Petro?"},
    ("Petro NEAR/12 visa",),
)
SANCTIONS = Question(
    QuestionId("sanctions"),
    {Language.EN: "Are the sanctions <lifted>?", Language.ES: "¿Se levantan las sanciones?"},
    ("sanctions",),
)
CATALOGS = read_catalogs()


def config_of(*asked: Question) -> Config:
    return Config(
        feeds=(feed(),),
        questions=asked,
        freshness=timedelta(hours=48),
        floor=timedelta(minutes=5),
        spacing=timedelta(seconds=1),
    )


class AtOnce:
    """It is always everybody's turn."""

    async def turn(self, chat: ChatId) -> bool:
        return True

    def refused(self, chat: ChatId, outcome: SendOutcome) -> None:
        pass


@dataclass(slots=True)
class ChatBot:
    """A bot's chat over a store and a Bot API, which several may share. Its clock goes on only by its pauses."""

    api: BotApi
    db: Database
    token: str = TOKEN
    messenger: Messenger | None = None
    turns: Turns = field(default_factory=AtOnce)
    held: timedelta = HELD
    margin: timedelta = MARGIN
    config: Config = field(default_factory=lambda: config_of(VISIT, VISA, SANCTIONS))
    now: datetime = T0
    fatal: list[BotError] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    application: ChatApplication = field(init=False)
    listener: Listener = field(init=False)

    def __post_init__(self) -> None:
        desk = Desk(self.db, lambda: self.now, lambda: self.config, CATALOGS, UTC)
        self.application = build_application(self.token, self.api.url, desk)
        self.listener = Listener(
            self.application,
            desk,
            self.messenger or TelegramMessenger(self.application.bot),
            self.turns,
            on_fatal=self._end,
            pause=self._pause,
            long_poll=LongPoll(self.application.bot.base_url, held=self.held, margin=self.margin),
        )

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += timedelta(seconds=seconds)
        self._news.set()
        await asyncio.sleep(0)

    def _end(self, error: BotError) -> None:
        self.fatal.append(error)
        self._news.set()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for what no request shows: a pause, an end."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def handles(self, update: int) -> None:
        """Wait until an update was handled and replied to."""
        await self.api.until_confirmed(update)
        await self.listener._handling.rest()
        await self.listener._replying.rest()

    def heard_at(self) -> datetime | None:
        return pulse(self.db, self.now).heard_at

    def followed(self, chat: Person | Chat) -> set[str]:
        return set(subscribers.followed(self.db, ChatId(chat.id)))

    def subscriber(self, chat: Person | Chat) -> Subscriber | None:
        return subscribers.subscriber(self.db, ChatId(chat.id))

    def is_active(self, chat: Person | Chat) -> bool:
        known = self.subscriber(chat)
        return known is not None and known.active


async def said(api: BotApi, who: Person, text: str) -> ChatMessage:
    """The bot's answer to a text in a private chat."""
    await api.says(who, text)
    return await api.next_message(who)


@asynccontextmanager
async def listening(bot: ChatBot) -> AsyncIterator[ChatBot]:
    await bot.listener.start()
    try:
        yield bot
    finally:
        await bot.listener.stop()
