"""What the log lets through, and what never."""

from __future__ import annotations

import io
import json
import logging
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
import structlog

from bot.log import start_logging

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawQ"


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """The log as text; the loggers are as before afterwards."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    start_logging(stream, debug=True)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_an_event_is_one_line_of_json_in_utc(out: io.StringIO) -> None:
    structlog.get_logger().info("poll.read", feed="https://news.example/feed", entries=3)
    line = json.loads(out.getvalue())
    assert (line["event"], line["level"], line["entries"]) == ("poll.read", "info", 3)
    assert line["ts"].endswith("Z")


def test_a_moment_is_written_as_the_time_of_the_line_is(out: io.StringIO) -> None:
    lima = timezone(timedelta(hours=-5))
    structlog.get_logger().info("network.down", since=datetime(2026, 1, 14, 5, tzinfo=lima), until=None)
    line = json.loads(out.getvalue())
    assert (line["since"], line["until"]) == ("2026-01-14T10:00:00Z", None)
    assert line["ts"].endswith("Z")


@pytest.mark.parametrize(
    "text",
    [
        f"HTTP Request: POST https://api.telegram.org/bot{TOKEN}/sendMessage",
        f"https://api.telegram.org/bot{TOKEN.replace(':', '%3A')}/getMe",
        f"Bot[token={TOKEN}]",
    ],
)
def test_a_token_never_passes_whoever_logs_it(out: io.StringIO, text: str) -> None:
    logging.getLogger("httpx").info(text)
    structlog.get_logger().warning("chat.deaf", error=text)
    structlog.get_logger().error("tick.fault", exc_info=RuntimeError(text))
    written = out.getvalue()
    assert len(written.splitlines()) == 3
    assert "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawQ" not in written
    assert "RuntimeError" in written


def test_what_a_feed_says_cannot_start_a_line_of_its_own(out: io.StringIO) -> None:
    structlog.get_logger().info("poll.read", title='one\nts=2026 level=error "forged"\x1b]0;x\x07')
    assert len(out.getvalue().splitlines()) == 1


def test_on_a_terminal_control_characters_are_shown_and_not_obeyed(out: io.StringIO) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    start_logging(terminal)
    structlog.get_logger().info("poll.read", title="\x1b]0;owned\x07")
    assert "\x1b]0;" not in terminal.getvalue()
    assert "owned" in terminal.getvalue()


def test_libraries_are_quiet_unless_asked(out: io.StringIO) -> None:
    start_logging(out)
    logging.getLogger("httpx").info("HTTP Request: GET /")
    logging.getLogger("apscheduler.scheduler").info("Running job")
    assert out.getvalue() == ""


def test_what_is_not_let_through_costs_no_work(out: io.StringIO) -> None:
    """A poll that finds nothing is logged at debug: thousands of them an hour."""
    logging.getLogger().setLevel(logging.INFO)
    worked: list[str] = []

    def work(_logger: object, _name: str, event: MutableMapping[str, object]) -> str:
        worked.append(str(event["event"]))
        return worked[-1]

    structlog.configure(processors=[structlog.get_config()["processors"][0], work])
    structlog.get_logger().debug("poll.unchanged")
    structlog.get_logger().info("poll.read")
    assert worked == ["poll.read"]
