"""What the bot's own log formatter lets through, at DEBUG."""

from __future__ import annotations

import io
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

from bot.log import start_logging

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def captured_log() -> Iterator[io.StringIO]:
    """Everything that is logged meanwhile, by the bot and its libraries, one JSON object a line."""
    names = ("", "httpx", "httpcore", "telegram", "apscheduler", "asyncio")
    loggers = [logging.getLogger(name) for name in names]
    before = [(logger, logger.level, logger.handlers[:]) for logger in loggers]
    out = io.StringIO()
    start_logging(out, debug=True)
    try:
        yield out
    finally:
        structlog.reset_defaults()
        for logger, level, handlers in before:
            logger.setLevel(level)
            logger.handlers[:] = handlers
