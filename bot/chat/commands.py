"""What each command does: read the update, write to the store, then reply. Words and layout are `replies`'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog

from bot.chat import replies
from bot.chat.desk import visit
from bot.store import subscribers

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import CallbackContext

    from bot.chat.desk import Desk, Visit
    from bot.model import Question

    Context = CallbackContext[Any, Any, Any, Any]


_log = structlog.get_logger()


async def start(desk: Desk, update: Update, context: Context) -> None:
    """Let alerts come to the chat; a deep link's payload names a question to follow at once."""
    here = visit(desk, update, context.bot)
    if not await _admitted(here):
        return
    here.subscribe()
    if context.args:
        _follow(here, context.args[0])
        return
    followed = subscribers.followed(desk.db, here.chat)
    here.reply(replies.welcome(here.catalog, desk.config().questions, followed))


async def follow(desk: Desk, update: Update, context: Context) -> None:
    here = visit(desk, update, context.bot)
    if not await _admitted(here):
        return
    if context.args:
        _follow(here, " ".join(context.args))
        return
    followed = subscribers.followed(desk.db, here.chat)
    here.reply(replies.choose_to_follow(here.catalog, desk.config().questions, followed))


async def unfollow(desk: Desk, update: Update, context: Context) -> None:
    here = visit(desk, update, context.bot)
    if not await _admitted(here):
        return
    wanted = " ".join(context.args or ())
    if question := _named(here, wanted):
        did = subscribers.unfollow(desk.db, here.chat, question.id)
        here.reply(replies.no_longer_follows(here.catalog, question, did=did))
        return
    followed = subscribers.followed(desk.db, here.chat)
    choices = [question for question in desk.config().questions if question.id in followed]
    if wanted:
        here.reply(replies.unknown_to_unfollow(here.catalog, wanted, choices))
    else:
        here.reply(replies.choose_to_unfollow(here.catalog, choices))


async def where_questions_stand(desk: Desk, update: Update, context: Context) -> None:
    here = visit(desk, update, context.bot)
    asked = desk.config().questions
    standings = (desk.standing(question) for question in asked[: replies.LISTED])
    followed = subscribers.followed(desk.db, here.chat)
    here.reply(replies.where_all_stand(here.catalog, standings, len(asked), followed, here.now))


async def status(desk: Desk, update: Update, context: Context) -> None:
    here = visit(desk, update, context.bot)
    asked = desk.config().questions
    followed = subscribers.followed(desk.db, here.chat)
    known = subscribers.subscriber(desk.db, here.chat)
    message = replies.status(
        here.catalog,
        desk.coverage(),
        following=sum(question.id in followed for question in asked),
        questions=len(asked),
        active=known is not None and known.active,
        now=here.now,
    )
    here.reply(message)


async def stop(desk: Desk, update: Update, context: Context) -> None:
    """Delete all that is stored of the chat, and say so."""
    here = visit(desk, update, context.bot)
    if not await _admitted(here):
        return
    known = subscribers.subscriber(desk.db, here.chat) is not None
    followed = len(subscribers.followed(desk.db, here.chat))
    unsent = subscribers.forget(desk.db, here.chat)
    _log.info("chat.forgotten", unsent=unsent)
    here.reply(replies.stopped(here.catalog, followed, known=known))


async def show_help(desk: Desk, update: Update, context: Context) -> None:
    here = visit(desk, update, context.bot)
    here.reply(replies.help_text(here.catalog))


async def unknown(desk: Desk, update: Update, context: Context) -> None:
    """A command that is none of ours, or a message that is no command: a text, a picture, a voice."""
    here = visit(desk, update, context.bot)
    text = (update.message and update.message.text) or ""
    command = text.split()[0] if text.startswith("/") else ""
    here.reply(replies.unknown_command(here.catalog, command))


def follow_question(here: Visit, question: Question) -> bool:
    """True if the chat did not follow it before. Following lets alerts come to a chat that had none."""
    here.subscribe()
    return subscribers.follow(here.desk.db, here.chat, question.id, here.now)


def _follow(here: Visit, wanted: str) -> None:
    question = _named(here, wanted)
    if question is None:
        followed = subscribers.followed(here.desk.db, here.chat)
        here.reply(replies.unknown_to_follow(here.catalog, wanted, here.desk.config().questions, followed))
        return
    new = follow_question(here, question)
    standing = here.desk.standing(question)
    here.reply(replies.now_follows(here.catalog, standing, here.now, here.desk.zone, new=new))


def _named(here: Visit, wanted: str) -> Question | None:
    return here.desk.question(wanted.strip().lower())


async def _admitted(here: Visit) -> bool:
    """Whether the speaker may change what the chat follows; who may not is told so."""
    if await here.may_change():
        return True
    here.reply(replies.only_administrators(here.catalog))
    return False
