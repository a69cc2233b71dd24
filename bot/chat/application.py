"""Wiring of the chat: which handler takes which update, how the library reaches the API, and what a fault does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog
from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.chat import buttons, commands, handling, membership, replies
from bot.chat.desk import visit
from bot.messenger import prepare_library, wait_asked_for
from bot.model import ChatId, Language
from bot.store import updates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram.ext import CallbackContext

    from bot.chat.desk import ChatApplication, Desk
    from bot.text.catalog import Catalog

CONNECT_TIMEOUT: Final = 10.0
ANSWER_TIMEOUT: Final = 10.0
"""Seconds for the answer to what handlers ask; messages take their time (`bot.messenger.READ_TIMEOUT`)."""
POOL_TIMEOUT: Final = 5.0

_HANDLERS: Final = {
    "start": commands.start,
    "follow": commands.follow,
    "unfollow": commands.unfollow,
    "questions": commands.where_questions_stand,
    "status": commands.status,
    "stop": commands.stop,
    "help": commands.show_help,
}

_log = structlog.get_logger()


def build_application(token: str, api_url: str, desk: Desk) -> ChatApplication:
    """The application with its handlers; nothing is asked of the API yet. `Handling` feeds it."""
    prepare_library()
    application: ChatApplication = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .updater(None)
        .job_queue(None)
        .concurrent_updates(False)
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(ANSWER_TIMEOUT)
        .write_timeout(ANSWER_TIMEOUT)
        .pool_timeout(POOL_TIMEOUT)
        .build()
    )
    new = filters.UpdateType.MESSAGE
    addressed = filters.ChatType.PRIVATE | _NamesThisBot()
    for command, answer in _HANDLERS.items():
        application.add_handler(CommandHandler(command, partial(answer, desk), filters=new))
    application.add_handler(MessageHandler(new & filters.COMMAND & addressed, partial(commands.unknown, desk)))
    said = (filters.TEXT | filters.ATTACHMENT) & ~filters.COMMAND & ~_InAlbum()
    other = new & said & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(other, partial(commands.unknown, desk)))
    application.add_handler(CallbackQueryHandler(partial(buttons.press, desk)))
    application.add_handler(
        ChatMemberHandler(partial(membership.note_membership, desk), ChatMemberHandler.MY_CHAT_MEMBER)
    )
    moved = filters.StatusUpdate.MIGRATE
    application.add_handler(MessageHandler(moved, partial(membership.note_new_id, desk)))
    application.add_error_handler(partial(_answer_for_fault, desk))
    return application


async def publish_commands(application: ChatApplication, catalogs: Mapping[Language, Catalog]) -> None:
    """Set the menus that clients show: English for everyone, and each language's own for its speakers."""
    for language, catalog in catalogs.items():
        menu = [(command, catalog.text(key)) for command, key in replies.COMMANDS.items()]
        if language is Language.EN:
            await application.bot.set_my_commands(menu)
        else:
            await application.bot.set_my_commands(menu, language_code=language)


class _NamesThisBot(filters.MessageFilter):
    """A command with this bot's name after it; in a group, other commands are for other bots."""

    def filter(self, message: Any) -> bool:
        name = message.text.split()[0].partition("@")[2]
        return bool(name) and name.lower() == message.get_bot().username.lower()


class _InAlbum(filters.MessageFilter):
    """One of several pictures sent together, which are as many messages; to answer each would be a flood."""

    def filter(self, message: Any) -> bool:
        return bool(message.media_group_id)


async def _answer_for_fault(desk: Desk, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Put the update off where Telegram could not be asked; else log the fault, set it aside, and apologise for it."""
    error = context.error
    if not isinstance(update, Update):
        _log.error("chat.failed", error=type(error).__name__, exc_info=error)
        return
    if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
        _answer_for_telegram(desk, update, error)
        return
    _log.error("chat.failed", update=update.update_id, error=type(error).__name__, exc_info=error)
    updates.set_aside(desk.db, update.update_id, f"a fault of the bot: {type(error).__name__}", desk.clock())
    if update.effective_chat:
        here = visit(desk, update, context.bot)
        here.reply(replies.apology(here.catalog))


def _answer_for_telegram(desk: Desk, update: Update, error: TelegramError) -> None:
    """What Telegram was asked for had no answer, or one that ends the matter."""
    chat = ChatId(update.effective_chat.id) if update.effective_chat else None
    match error:
        case Forbidden() if chat:
            membership.give_up(desk, chat, membership.GONE)
            handling.set_aside(desk, update.update_id, membership.GONE)
        case ChatMigrated() if chat:
            membership.move(desk, chat, ChatId(error.new_chat_id))
            handling.set_aside(desk, update.update_id, "the group has a new id")
        case RetryAfter():
            handling.put_off(desk, update.update_id, wait_asked_for(error))
        case _:
            handling.put_off(desk, update.update_id)
