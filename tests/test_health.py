"""The container's health check."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.health import judge, look, report
from bot.model import FeedState, FeedUrl
from bot.store import feeds, open_store, pulse
from bot.store.location import DATABASE
from bot.store.pulse import Pulse
from tests.builders import T0

if TYPE_CHECKING:
    from pathlib import Path

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("found", "healthy", "reason"),
    [
        (Pulse(None, None), False, "the bot has not begun to poll"),
        (Pulse(T0 - 20 * SECOND, None), True, "polling"),
        (Pulse(T0 - 5 * MINUTE, None), False, "the bot stopped polling 5 min ago"),
        (Pulse(T0, T0 - 14 * MINUTE), True, "polling"),
        (Pulse(T0, T0 - 40 * MINUTE), False, "a feed has been due for 40 min"),
        (Pulse(T0, None, T0 - MINUTE, T0 + MINUTE), True, "polling"),
        (Pulse(T0, None, T0 - 9 * MINUTE, T0), True, "polling; Telegram last answered 9 min ago"),
        (Pulse(T0, None, None, T0 + MINUTE), True, "polling; Telegram has not answered yet"),
        (Pulse(T0, None, T0 - 9 * MINUTE, T0 - 5 * MINUTE), False, "the bot stopped listening 5 min ago"),
        (Pulse(T0, None, T0 - 9 * MINUTE, T0 + 60 * MINUTE), True, "polling; Telegram last answered 9 min ago"),
        (Pulse(T0, None, T0 - 9 * MINUTE, None), True, "polling"),
    ],
)
def test_it_is_healthy_while_it_looks_at_what_is_due_and_nothing_waits_long(
    found: Pulse,
    healthy: bool,  # noqa: FBT001
    reason: str,
) -> None:
    verdict = judge(found, T0)
    assert (verdict.healthy, verdict.reason) == (healthy, reason)


def test_it_reads_the_database_of_a_bot_that_runs(tmp_path: Path) -> None:
    db = open_store(tmp_path / DATABASE)
    pulse.beat(db, T0)
    feeds.save_feed_state(db, FeedState(FeedUrl("https://a.example"), next_poll_at=T0 + MINUTE), polled_at=None)
    assert look(tmp_path, T0).healthy
    db.close()


def test_a_bot_that_never_ran_is_not_healthy(tmp_path: Path) -> None:
    assert look(tmp_path, T0).reason == f"no bot has run with the state folder {tmp_path} yet"


def test_a_damaged_database_is_a_reason_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("not a database at all, but long enough to be looked at" * 40)
    assert "is damaged" in look(tmp_path, T0).reason


def test_a_database_that_is_damaged_further_in_is_a_reason_too(tmp_path: Path) -> None:
    db = open_store(tmp_path / DATABASE)
    (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'pulse'").fetchone()
    db.close()
    pages = bytearray((tmp_path / DATABASE).read_bytes())
    pages[4096 * (root - 1) : 4096 * root] = b"\xff" * 4096
    (tmp_path / DATABASE).write_bytes(pages)
    assert "is damaged" in look(tmp_path, T0).reason


def test_it_says_so_in_one_line_and_in_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    environ = {"BOT_STATE": str(tmp_path)}
    assert report(environ, T0, as_json=False) == 1
    assert capsys.readouterr().out.count("\n") == 1
    assert report(environ, T0, as_json=True) == 1
    assert json.loads(capsys.readouterr().out)["healthy"] is False
