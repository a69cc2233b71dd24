"""Signs of life: what the running bot last did, and whether another holds the state folder."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import StateLocked, StateUnwritable
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Pulse:
    """When the service last took a look at what is due, and since when the longest-waiting feed has been due.

    `overdue_since` is None while no feed is due.
    """

    beat_at: datetime | None
    overdue_since: datetime | None


def beat(db: Database, now: datetime) -> None:
    """Note that the poll job has looked at what is due."""
    db.execute("INSERT OR REPLACE INTO pulse (name, at) VALUES ('poll', ?)", [to_ms(now)])


def pulse(db: Database, now: datetime) -> Pulse:
    beat_at = db.execute("SELECT at FROM pulse WHERE name = 'poll'").fetchone()
    overdue = db.execute(
        "SELECT min(next_poll_at) FROM feeds WHERE active = 1 AND next_poll_at <= ?", [to_ms(now)]
    ).fetchone()
    return Pulse(from_ms(beat_at["at"]) if beat_at else None, from_ms(overdue[0]))


@contextmanager
def hold_state(folder: Path) -> Iterator[None]:
    """Keep the state folder for this process, made if need be; the kernel lets go of it when the process ends.

    Raises StateLocked if another process has it, StateUnwritable if it cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StateUnwritable(
            f"the state folder {folder} cannot be written ({error.strerror}): "
            "give it to the user that runs the bot, or name another in BOT_STATE"
        ) from error
    try:
        _take(lock, folder)
        yield
    finally:
        os.close(lock)


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.read(lock, 32).decode(errors="replace").strip() or "unknown"
        raise StateLocked(
            f"another bot (process {holder}) uses the state folder {folder}: "
            "stop it first, or give this one a folder of its own in BOT_STATE"
        ) from error
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
