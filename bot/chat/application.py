"""Wiring of the chat: which handler takes which update, how the library reaches the API, and what a fault does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog
from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.chat import buttons, commands, membership, replies
from bot.chat.desk import visit
from bot.messenger import prepare_library
from bot.model import ChatId, Language
from bot.store import subscribers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram.ext import CallbackContext

    from bot.chat.desk import ChatApplication, Desk
    from bot.text.catalog import Catalog

CONNECT_TIMEOUT: Final = 10.0
REPLY_TIMEOUT: Final = 10.0
"""Seconds for the answer to a reply: fewer than for an alert, since chats wait for each other and can ask again."""
POOL_TIMEOUT: Final = 5.0
POLL_CONNECTIONS: Final = 4
"""With one, a poll that was torn down can keep the next from ever starting (python-telegram-bot #4405)."""

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
    """The application with its handlers; nothing is asked of the API yet. `Listener` feeds it, one update at a time."""
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
        .read_timeout(REPLY_TIMEOUT)
        .write_timeout(REPLY_TIMEOUT)
        .pool_timeout(POOL_TIMEOUT)
        .get_updates_connect_timeout(CONNECT_TIMEOUT)
        .get_updates_read_timeout(REPLY_TIMEOUT)
        .get_updates_connection_pool_size(POLL_CONNECTIONS)
        .build()
    )
    new = filters.UpdateType.MESSAGE
    addressed = filters.ChatType.PRIVATE | _NamesThisBot()
    for command, answer in _HANDLERS.items():
        application.add_handler(CommandHandler(command, partial(answer, desk), filters=new))
    application.add_handler(MessageHandler(new & filters.COMMAND & addressed, partial(commands.unknown, desk)))
    text = new & filters.TEXT & ~filters.COMMAND & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(text, partial(commands.unknown, desk)))
    application.add_handler(CallbackQueryHandler(partial(buttons.press, desk)))
    application.add_handler(
        ChatMemberHandler(partial(membership.note_membership, desk), ChatMemberHandler.MY_CHAT_MEMBER)
    )
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


async def _answer_for_fault(desk: Desk, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Log what went wrong with one update, and apologise where the person can still be reached.

    A reply that did not arrive is no reason for another: the network is down, or the chat is to be left alone.
    """
    error = context.error
    unheard = isinstance(error, TelegramError) and not isinstance(error, BadRequest)
    chat = update.effective_chat if isinstance(update, Update) else None
    _log.error("chat.failed", chat=chat and chat.id, error=type(error).__name__, exc_info=None if unheard else error)
    if chat is None or not isinstance(update, Update):
        return
    if isinstance(error, Forbidden):
        subscribers.deactivate(desk.db, ChatId(chat.id), "blocked or removed the bot")
    if unheard:
        return
    here = visit(desk, update, context.bot)
    try:
        await here.reply(replies.apology(here.catalog))
    except TelegramError as unsaid:
        _log.warning("chat.unapologised", chat=chat.id, error=type(unsaid).__name__)
