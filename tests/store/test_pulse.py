"""Signs of life, and the lock on the state folder."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StateLocked, StateUnwritable
from bot.model import FeedState, FeedUrl, Stop
from bot.store import feeds, pulse
from tests.builders import T0

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import Database

MINUTE = timedelta(minutes=1)


def test_a_bot_that_never_ran_has_no_pulse(db: Database) -> None:
    assert pulse.pulse(db, T0) == pulse.Pulse(beat_at=None, overdue_since=None)


def test_the_pulse_is_the_last_beat_and_the_longest_wait_of_a_feed_in_use(db: Database) -> None:
    """A feed that was given up waits for nothing."""
    pulse.beat(db, T0 - MINUTE)
    pulse.beat(db, T0)
    for name, wait, stopped in (
        ("late", 5, None),
        ("later", 9, None),
        ("not due", -1, None),
        ("removed", 99, None),
        ("gone", 99, Stop.GONE),
    ):
        state = FeedState(FeedUrl(name), next_poll_at=T0 - wait * MINUTE, stopped=stopped)
        feeds.save_feed_state(db, state, polled_at=None)
    feeds.retire_others(db, {FeedUrl("late"), FeedUrl("later"), FeedUrl("not due"), FeedUrl("gone")})
    assert pulse.pulse(db, T0) == pulse.Pulse(beat_at=T0, overdue_since=T0 - 9 * MINUTE)


def test_what_is_expected_of_the_listening_loop_is_forgotten_when_it_stops(db: Database) -> None:
    """When Telegram last answered is not."""
    pulse.hear(db, T0)
    pulse.listen_until(db, T0 + MINUTE)
    found = pulse.pulse(db, T0)
    assert (found.heard_at, found.listens_until) == (T0, T0 + MINUTE)
    pulse.stop_listening(db)
    found = pulse.pulse(db, T0)
    assert (found.heard_at, found.listens_until) == (T0, None)


def test_a_second_process_is_refused_and_told_who_holds_the_folder(tmp_path: Path) -> None:
    hold = (
        "import sys, pathlib; from bot.store.pulse import hold_state\nwith hold_state(pathlib.Path(sys.argv[1])): pass"
    )
    with pulse.hold_state(tmp_path):
        second = subprocess.run([sys.executable, "-c", hold, tmp_path], capture_output=True, text=True, check=False)  # noqa: S603
        assert f"another bot (process {os.getpid()})" in second.stderr
        with pytest.raises(StateLocked), pulse.hold_state(tmp_path):
            pass
    with pulse.hold_state(tmp_path):
        pass


def test_the_state_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    with pulse.hold_state(tmp_path / "new" / "state"):
        assert (tmp_path / "new" / "state").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(StateUnwritable, match="file/state cannot be written"),
        pulse.hold_state(tmp_path / "file" / "state"),
    ):
        pass
