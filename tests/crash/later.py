"""`python -m tests.crash.later`: the bot some minutes later, so that whatever waits for its time is due."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import app
from bot.clock import system_clock
from bot.config import load_settings
from bot.log import start_logging
from bot.terminal import open_console

if TYPE_CHECKING:
    from datetime import datetime

AHEAD = timedelta(minutes=11)
"""Beyond the longest pause before another try, and the least time between two edits of a message."""


def later() -> datetime:
    return system_clock() + AHEAD


if __name__ == "__main__":
    start_logging()
    asyncio.run(app.run(load_settings(os.environ), open_console(), app.language_of(os.environ), later))
