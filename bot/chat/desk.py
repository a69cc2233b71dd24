"""What the handlers work with, and what one update tells them: who speaks, in which language, and with what right.

It is where a contact's language is kept up to date; what a command does is in `commands` and `buttons`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram.constants import ChatType
from telegram.ext import Application, ExtBot

from bot.model import ChatId, Language
from bot.store import feeds, questions, subscribers, updates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, tzinfo

    from telegram import Update

    from bot.model import Config, Coverage, Message, Question, Standing
    from bot.ports import Clock
    from bot.store import Database
    from bot.text.catalog import Catalog

ChatApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """`config` gives the configuration in force, which changes when feeds.yaml is saved."""

    db: Database
    clock: Clock
    config: Callable[[], Config]
    catalogs: Mapping[Language, Catalog]
    zone: tzinfo

    def question(self, wanted: str) -> Question | None:
        return next((question for question in self.config().questions if question.id == wanted), None)

    def standing(self, question: Question) -> Standing:
        return questions.standing(self.db, question, self.clock())

    def coverage(self) -> Coverage:
        return feeds.coverage(self.db, self.config().feeds, self.clock())


@dataclass(frozen=True, slots=True)
class Visit:
    """One update as a handler sees it."""

    desk: Desk
    bot: ExtBot[Any]
    update: Update
    chat: ChatId
    catalog: Catalog
    now: datetime

    @property
    def topic(self) -> int | None:
        """The topic of a forum that it came from (message_thread_id); None is General, which takes no number.

        Under a message so old that Telegram tells only its number, it is taken to be the one that alerts go to.
        """
        asked = self.update.effective_message
        if asked and not asked.is_accessible:
            return subscribers.topic(self.desk.db, self.chat)
        return asked.message_thread_id if asked and asked.is_topic_message else None

    def reply(self, message: Message) -> None:
        """Let a message answer the update where it came from; `bot.chat.replying` sends it.

        It comes last, since the update is not handled again once it has a reply; a second one takes its place.
        """
        updates.reply(self.desk.db, self.update.update_id, self.chat, message, self.topic)

    async def may_change(self) -> bool:
        """In a private chat its owner may; in a group only an administrator, who may also speak as the group.

        All of them are asked for: about one person Telegram tells only another administrator where members are hidden
        (Bot API, getChatMember).
        """
        chat, person, asked = self.update.effective_chat, self.update.effective_user, self.update.message
        if chat is None or chat.type == ChatType.PRIVATE:
            return True
        if asked and asked.sender_chat:
            return asked.sender_chat.id == chat.id
        if person is None:
            return False
        administrators = await self.bot.get_chat_administrators(chat.id)
        return any(member.user.id == person.id for member in administrators)

    def subscribe(self) -> None:
        """Let alerts come to this chat, in the topic where that was asked for."""
        subscribers.subscribe(self.desk.db, self.chat, self.catalog.language, self.now, self.topic)


def visit(desk: Desk, update: Update, bot: ExtBot[Any]) -> Visit:
    """Who speaks and in which language. A person's is noted when it changes; a group keeps that of who set it up."""
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update without a chat reached a handler")
    now = desk.clock()
    known = subscribers.subscriber(desk.db, ChatId(chat.id))
    spoken = spoken_language(update.effective_user.language_code if update.effective_user else None)
    if chat.type != ChatType.PRIVATE or spoken is None:
        language = known.lang if known else spoken or Language.EN
    else:
        language = spoken
    if known and known.active and known.lang is not language:
        subscribers.subscribe(desk.db, known.chat, language, now)
    return Visit(desk, bot, update, ChatId(chat.id), desk.catalogs[language], now)


def spoken_language(code: str | None) -> Language | None:
    """The catalog for a person's language (an IETF tag): Spanish for any Spanish, else English; None if untold."""
    if not code:
        return None
    return Language.ES if code.lower().split("-")[0] == "es" else Language.EN
