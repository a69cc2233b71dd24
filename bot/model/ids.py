"""What things are known by."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

FeedUrl = NewType("FeedUrl", str)
"""A feed's address as written in feeds.yaml: its identity."""


EntryKey = NewType("EntryKey", str)
"""An entry's identity within its feed; see `bot.text.identity`."""


QuestionId = NewType("QuestionId", str)


DevelopmentId = NewType("DevelopmentId", str)


TransitionId = NewType("TransitionId", str)


ChatId = NewType("ChatId", int)


TERMINAL = ChatId(0)
"""The chat of a bot without a token: the terminal it runs in. Telegram gives nobody this id."""


class Language(StrEnum):
    EN = "en"
    ES = "es"
