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

    `overdue_since` is None while no feed is due. `heard_at`: when a poll of Telegram last succeeded. `listens_until`:
    by when the loop that listens to Telegram will have moved on, whether it hears anything or not; None where there
    is none.
    """

    beat_at: datetime | None
    overdue_since: datetime | None
    heard_at: datetime | None = None
    listens_until: datetime | None = None


def beat(db: Database, now: datetime) -> None:
    """Note that the poll job has looked at what is due."""
    _note(db, "poll", now)


def hear(db: Database, now: datetime) -> None:
    """Note that Telegram has answered a poll."""
    _note(db, "heard", now)


def listen_until(db: Database, until: datetime) -> None:
    """Note by when the loop that listens to Telegram will have moved on."""
    _note(db, "listens until", until)


def stop_listening(db: Database) -> None:
    """Note that nothing listens to Telegram, so that nobody expects it to."""
    db.execute("DELETE FROM pulse WHERE name = 'listens until'")


def pulse(db: Database, now: datetime) -> Pulse:
    noted = {row["name"]: from_ms(row["at"]) for row in db.execute("SELECT name, at FROM pulse")}
    overdue = db.execute(
        "SELECT min(next_poll_at) FROM feeds WHERE active = 1 AND stopped IS NULL AND next_poll_at <= ?", [to_ms(now)]
    ).fetchone()
    return Pulse(noted.get("poll"), from_ms(overdue[0]), noted.get("heard"), noted.get("listens until"))


def _note(db: Database, name: str, at: datetime) -> None:
    db.execute("INSERT OR REPLACE INTO pulse (name, at) VALUES (?, ?)", [name, to_ms(at)])


def note_network(db: Database, down_since: datetime | None) -> None:
    """Note since when our own network is down, or that it is not."""
    if down_since is None:
        db.execute("DELETE FROM pulse WHERE name = 'network'")
    else:
        db.execute("INSERT OR REPLACE INTO pulse (name, at) VALUES ('network', ?)", [to_ms(down_since)])


def network_down_since(db: Database) -> datetime | None:
    row = db.execute("SELECT at FROM pulse WHERE name = 'network'").fetchone()
    return from_ms(row["at"]) if row else None


def note_refused(db: Database, now: datetime) -> None:
    """Note that feeds.yaml was refused, unless it was before and has not been right since."""
    db.execute("INSERT OR IGNORE INTO pulse (name, at) VALUES ('refused', ?)", [to_ms(now)])


def note_taken(db: Database) -> datetime | None:
    """Note that feeds.yaml is right, in the caller's transaction; since when it was refused, if it was."""
    row = db.execute("SELECT at FROM pulse WHERE name = 'refused'").fetchone()
    db.execute("DELETE FROM pulse WHERE name = 'refused'")
    return from_ms(row["at"]) if row else None


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
