"""Who speaks, and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import Chat, Message, Update

from bot.chat.desk import spoken_language, visit
from bot.model import Language
from tests.builders import T0

if TYPE_CHECKING:
    from tests.chat.bots import ChatBot
    from tests.doubles.botapi import BotApi


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("es", Language.ES),
        ("es-CO", Language.ES),
        ("ES-419", Language.ES),
        ("en", Language.EN),
        ("pt-br", Language.EN),
        ("est", Language.EN),
        ("", None),
        (None, None),
    ],
)
def test_spanish_is_for_speakers_of_any_spanish(code: str | None, language: Language | None) -> None:
    """Estonian is "et", and "est" its ISO 639-2 code: not Spanish."""
    assert spoken_language(code) == language


async def test_an_update_without_a_chat_is_a_fault(bot: ChatBot, api: BotApi) -> None:
    """The handlers never ask for any; one that came would be a fault of ours."""
    with pytest.raises(ValueError, match="without a chat"):
        visit(bot.listener._desk, Update(1), bot.application.bot)


async def test_nobody_in_particular_may_change_nothing(bot: ChatBot) -> None:
    """A message in a group that names neither a person nor a chat as its sender."""
    unsigned = Message(1, T0, Chat(-1001, "supergroup"), text="/stop")
    here = visit(bot.listener._desk, Update(1, message=unsigned), bot.application.bot)
    assert not await here.may_change()
