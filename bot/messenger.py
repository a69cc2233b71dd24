"""Message → SendOutcome over python-telegram-bot, and what every use of that library here needs.

It sends once and says what became of it; retrying, pacing and remembering are `bot.jobs.deliver`'s. No outcome and
no error that leaves here holds the token, which is in every URL; what libraries log of it, `bot.log` redacts.
"""

from __future__ import annotations

import logging
import os
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.errors import TokenRefused
from bot.model import ChatId, Gone, InDoubt, Migrated, NotSent, Rejected, Sent, Throttled, Unreachable

if TYPE_CHECKING:
    from telegram import Bot

    from bot.model import Button, EditOutcome, Message, SendOutcome

READ_TIMEOUT = 25.0
"""Seconds to wait for the answer to a send: an answer given up on early is a delivery in doubt."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_NOT_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout"})
"""httpx's names for failures before the request left."""

_UNREACHABLE = re.compile(
    r"chat not found|user not found|peer_id_invalid|user is deactivated|chat was deleted|chat was deactivated"
    r"|not a member|not enough rights|no rights to send|need administrator rights|chat_admin_required"
    r"|chat_write_forbidden|chat_send_\w+_forbidden|chat_restricted|channel_private|topic[ _]closed|topic[ _]deleted"
    r"|message thread not found",
    re.IGNORECASE,
)
"""What a 400 says of a chat that is gone, or set up so that nothing can be sent there: tdlib's words."""


_SAME_TEXT = re.compile(r"message is not modified", re.IGNORECASE)
"""What a 400 says of an edit that was made before."""

_GONE = re.compile(r"message to edit not found|message can't be edited|message_id_invalid", re.IGNORECASE)
"""What a 400 says of a message that was deleted, or that Telegram lets nobody edit any more."""


class TelegramMessenger:
    """`bot.ports.Messenger` over the Bot API."""

    def __init__(self, bot: Bot, *, read_timeout: float = READ_TIMEOUT) -> None:
        self._bot = bot
        self._read_timeout = read_timeout

    async def send(
        self,
        chat: ChatId,
        message: Message,
        *,
        plain: bool = False,
        reply_to: int | None = None,
        silent: bool = False,
        topic: int | None = None,
    ) -> SendOutcome:
        try:
            sent = await self._bot.send_message(
                chat,
                message.plain if plain else message.html,
                parse_mode=None if plain else ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard(message.buttons),
                reply_parameters=ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None,
                disable_notification=silent,
                message_thread_id=topic,
                read_timeout=self._read_timeout,
            )
        except TelegramError as error:
            return self._outcome_of(error)
        return Sent(sent.message_id)

    async def edit(self, chat: ChatId, message_id: int, message: Message, *, plain: bool = False) -> EditOutcome:
        """The keyboard is given again each time, since an edit without one removes it."""
        try:
            await self._bot.edit_message_text(
                message.plain if plain else message.html,
                chat_id=chat,
                message_id=message_id,
                parse_mode=None if plain else ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard(message.buttons),
                read_timeout=self._read_timeout,
            )
        except BadRequest as error:
            if _SAME_TEXT.search(error.message):
                return Sent(message_id)
            return Gone(self._said(error)) if _GONE.search(error.message) else self._outcome_of(error)
        except TelegramError as error:
            return self._outcome_of(error)
        return Sent(message_id)

    def _outcome_of(self, error: TelegramError) -> SendOutcome:
        """BadRequest and TimedOut are NetworkErrors too, so the order matters."""
        match error:
            case RetryAfter():
                return Throttled(wait_asked_for(error))
            case ChatMigrated():
                return Migrated(ChatId(error.new_chat_id))
            case Forbidden():
                return Unreachable(self._said(error))
            case InvalidToken():
                raise token_refused() from None
            case BadRequest():
                said = self._said(error)
                return Unreachable(said) if _UNREACHABLE.search(said) else Rejected(said)
            case NetworkError() if type(error.__cause__).__name__ in _NOT_SENT:
                return NotSent(type(error.__cause__).__name__)
            case _:
                return InDoubt(_what_was_lost(error))

    def _said(self, error: TelegramError) -> str:
        """The server's own words, which could quote the request."""
        return error.message.replace(self._bot.token, "[token]")


def is_past_editing(error: BadRequest) -> bool:
    """Whether a message cannot be changed, by no fault of ours: it is so already, or is gone, or its chat is closed."""
    return any(said.search(error.message) for said in (_SAME_TEXT, _GONE, _UNREACHABLE))


def token_refused() -> TokenRefused:
    return TokenRefused(
        "Telegram does not know this token: ask @BotFather for it, and put it in TELEGRAM_TOKEN or TELEGRAM_TOKEN_FILE"
    )


def keyboard(buttons: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b.text, url=b.url or None, callback_data=b.data or None) for b in row]
            for row in buttons
        ]
    )


def prepare_library() -> None:
    """Have durations as timedelta, the library's coming default, which it else warns of.

    It also logs a traceback for every answer that is not JSON, as any proxy's 502 is; an outcome says that in a word.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)


def wait_asked_for(error: RetryAfter) -> timedelta:
    """The library gives seconds or a timedelta, by `prepare_library` and by its version."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def _what_was_lost(error: TelegramError) -> str:
    """Class names and the status line only: the text may quote the body, or the address."""
    cause = type(error.__cause__).__name__ if error.__cause__ else type(error).__name__
    status = re.match(r"[\w ]+\(\d{3}\)", error.message)
    return status[0] if status else cause
