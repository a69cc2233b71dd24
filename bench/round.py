"""One round of the bot, so many hours later: `python -m bench.round HOURS`.

It is the command `once` with the clock moved ahead, so that feeds are due again; every other part is as it is shipped.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import app
from bot.clock import system_clock
from bot.config import load_settings
from bot.log import start_logging
from bot.terminal import open_console

if TYPE_CHECKING:
    from datetime import datetime


def main() -> None:
    later = timedelta(hours=float(sys.argv[1]))

    def clock() -> datetime:
        return system_clock() + later

    start_logging()
    asyncio.run(app.once(load_settings(os.environ), open_console(), app.language_of(os.environ), clock))


if __name__ == "__main__":
    main()
