"""The bot being blocked, removed and let back in: a chat that it cannot write to is left alone, not forgotten.

What a chat followed is kept for the day it comes back, and what was still to be sent to it is parked. A chat that
never had alerts gets none by letting the bot in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from telegram.constants import ChatMemberStatus

from bot.model import ChatId
from bot.store import subscribers, transaction

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import CallbackContext

    from bot.chat.desk import Desk

GONE = "blocked or removed the bot"
_REASONS = {str(ChatMemberStatus.BANNED): GONE, str(ChatMemberStatus.LEFT): "the bot left"}
"""BANNED is Bot API's "kicked", which also is how a private chat says that it blocked the bot."""

_log = structlog.get_logger()


async def note_membership(desk: Desk, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    change = update.my_chat_member
    if change is None:
        return
    chat = ChatId(change.chat.id)
    reason = _REASONS.get(change.new_chat_member.status)
    if reason:
        give_up(desk, chat, reason)
    elif subscribers.reactivate(desk.db, chat, desk.clock()):
        _log.info("chat.back", chat=chat)


async def note_new_id(desk: Desk, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """A group became a supergroup: what it followed goes with it. Both chats are told, each with the other's id."""
    message = update.message
    old, new = (message.chat.id, message.migrate_to_chat_id) if message else (0, None)
    if message and message.migrate_from_chat_id:
        old, new = message.migrate_from_chat_id, message.chat.id
    if new:
        move(desk, ChatId(old), ChatId(new))


def give_up(desk: Desk, chat: ChatId, reason: str) -> None:
    """Write nothing more to a chat until it comes back."""
    parked = subscribers.deactivate(desk.db, chat, reason)
    _log.info("chat.gone", chat=chat, reason=reason, parked=parked)


def move(desk: Desk, chat: ChatId, to: ChatId) -> None:
    """Let a chat's settings follow it to its new id."""
    with transaction(desk.db):
        dead = subscribers.move(desk.db, chat, to, desk.clock())
    _log.info("chat.moved", chat=chat, to=to, dead=dead)
