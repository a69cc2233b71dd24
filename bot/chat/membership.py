"""The bot being blocked, removed and let back in: a chat that it cannot write to is left alone, not forgotten.

What a chat followed is kept for the day it comes back, and what it should have got meanwhile is parked. A chat that
never had alerts gets none by letting the bot in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from telegram.constants import ChatMemberStatus

from bot.model import ChatId
from bot.store import subscribers

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import CallbackContext

    from bot.chat.desk import Desk

_GONE = {str(ChatMemberStatus.BANNED): "blocked or removed the bot", str(ChatMemberStatus.LEFT): "the bot left"}
"""BANNED is Bot API's "kicked", which also is how a private chat says that it blocked the bot."""

_log = structlog.get_logger()


async def note_membership(desk: Desk, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    change = update.my_chat_member
    if change is None:
        return
    chat = ChatId(change.chat.id)
    reason = _GONE.get(change.new_chat_member.status)
    if reason:
        parked = subscribers.deactivate(desk.db, chat, reason)
        _log.info("chat.gone", chat=chat, reason=reason, parked=parked)
    elif subscribers.reactivate(desk.db, chat, desk.clock()):
        _log.info("chat.back", chat=chat)
