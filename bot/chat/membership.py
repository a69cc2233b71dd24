"""The bot being blocked, removed and let back in: a chat that it cannot write to is left alone, not forgotten.

What a chat followed is kept for the day it comes back. Being unblocked or added again does not by itself turn alerts
on: Telegram's clients send /start then, and a person who wants them can.
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
    reason = _GONE.get(change.new_chat_member.status) if change else None
    if change and reason:
        subscribers.deactivate(desk.db, ChatId(change.chat.id), reason, desk.clock())
        _log.info("chat.gone", chat=change.chat.id, reason=reason)
