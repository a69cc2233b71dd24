"""What a pressed button does. A press is answered before any work, since Telegram takes only early answers.

Buttons say what is to hold (followed, not followed), never "the opposite", so pressing twice does no harm; one whose
question is gone says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, TelegramError

from bot.chat import replies
from bot.chat.commands import follow_question
from bot.chat.desk import visit
from bot.messenger import is_past_editing, keyboard
from bot.store import subscribers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import CallbackQuery, Update
    from telegram.ext import CallbackContext

    from bot.chat.desk import Desk, Visit
    from bot.model import Question, QuestionId

_log = structlog.get_logger()


async def press(desk: Desk, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Follow or unfollow; then the keyboard shows what holds now, and a message says what that means."""
    query = update.callback_query
    if query is None or update.effective_chat is None:
        return  # pressed under a message sent inline, which this bot never sends
    here = visit(desk, update, context.bot)
    verb, wanted = (query.data or "")[:2], (query.data or "")[2:]
    question = desk.question(wanted)
    if refusal := await _refusal(here, verb, question):
        await _answer(query, refusal)
    else:
        await _answer(query)
    if question is None or refusal:
        await _refresh(here, query)
        return
    if verb == replies.FOLLOW:
        new = follow_question(here, question)
        message = replies.now_follows(here.catalog, desk.standing(question), here.now, desk.zone, new=new)
    else:
        did = subscribers.unfollow(desk.db, here.chat, question.id)
        message = replies.no_longer_follows(here.catalog, question, did=did)
    await _refresh(here, query)
    here.reply(message)


async def _refusal(here: Visit, verb: str, question: Question | None) -> str:
    """Why nothing is done, as the answer to the press; empty if something is.

    A group's administrators must be asked for first: the answer is the only place to refuse without a word to all.
    """
    if verb not in (replies.FOLLOW, replies.UNFOLLOW):
        return here.catalog.text("chat.expired")
    if question is None:
        return here.catalog.text("chat.gone")
    return "" if await here.may_change() else here.catalog.text("chat.only_admins")


async def _answer(query: CallbackQuery, text: str = "") -> None:
    """One that comes too late (the press waited while the bot was away) is refused, others are lost: no matter."""
    try:
        await query.answer(text or None, show_alert=bool(text))
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise
    except TelegramError as error:
        _log.warning("chat.press_unanswered", error=type(error).__name__)


async def _refresh(here: Visit, query: CallbackQuery) -> None:
    """Let the keyboard that was pressed show what holds now, if the message can still be edited."""
    pressed = query.message
    if not isinstance(pressed, Message) or pressed.reply_markup is None:
        return
    followed = subscribers.followed(here.desk.db, here.chat)
    rows = [_row(here, row, followed) for row in pressed.reply_markup.inline_keyboard]
    markup = InlineKeyboardMarkup([row for row in rows if row])
    if markup == pressed.reply_markup:
        return
    try:
        await pressed.edit_reply_markup(markup if markup.inline_keyboard else None)
    except BadRequest as error:
        if not is_past_editing(error):
            raise
    except TelegramError as error:
        _log.warning("chat.keyboard_stale", error=type(error).__name__)


def _row(
    here: Visit, row: Sequence[InlineKeyboardButton], followed: frozenset[QuestionId]
) -> list[InlineKeyboardButton]:
    kept: list[InlineKeyboardButton] = []
    for button in row:
        data = str(button.callback_data or "")
        question = here.desk.question(data[2:])
        if data.startswith(replies.FOLLOW):
            markup = keyboard(replies.follow_buttons(here.catalog, [question] if question else [], followed))
            kept += markup.inline_keyboard[0] if markup else []
        elif not data.startswith(replies.UNFOLLOW) or (question and question.id in followed):
            kept.append(button)
    return kept
