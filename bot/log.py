"""Logging: one line an event, on stderr, in UTC; JSON where nobody looks. No secret passes its formatter."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from bot.text.redaction import redact

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any, TextIO

_NOISY = ("httpx", "httpcore", "telegram", "apscheduler", "asyncio")


def start_logging(stream: TextIO | None = None, *, debug: bool = False, quiet: bool = False) -> None:
    """Send the bot's events and those of its libraries through one formatter; `quiet` keeps all but warnings."""
    out = stream or sys.stderr
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,  # before the others have worked on what nobody reads
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(_RedactingFormatter(processors=_final(is_terminal=out.isatty()), foreign_pre_chain=shared))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG if debug else logging.WARNING if quiet else logging.INFO)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.DEBUG if debug else logging.WARNING)


class _RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Redacts the finished line, so that tracebacks and foreign messages are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def _final(*, is_terminal: bool) -> list[Any]:
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if is_terminal:
        return [remove, _printable, structlog.dev.ConsoleRenderer(colors=True)]
    return [remove, _plain_values, structlog.processors.JSONRenderer(ensure_ascii=False)]


def _plain_values(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _plain(value) for key, value in event.items()}


def _plain(value: object) -> object:
    """A moment is written as the line's own is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value if value is None or isinstance(value, int | float | bool) else str(value)


def _printable(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Control characters of a hostile headline must not reach a terminal."""
    for key, value in event.items():
        if isinstance(value, str) and key != "exception":
            event[key] = "".join(c if c.isprintable() else repr(c)[1:-1] for c in value)
    return event
