"""The database: how it is opened, written in transactions, and what makes it unusable."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlite_utils import Database

from bot.errors import StateCorrupt, StateError, StateTooNew, StateUnwritable
from bot.store.migrations import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def open_store(path: Path | None) -> Database:
    """Open the database for writing, made or migrated as needed; None opens one in memory.

    Raises a StateError that says what is wrong and what to do. Nothing is ever deleted or started anew.
    """
    with explained(path):
        connection = sqlite3.connect(path or ":memory:", timeout=5, isolation_level=None)
        connection.row_factory = sqlite3.Row
        db = Database(connection, execute_plugins=False)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA foreign_keys=ON")
        db.execute("PRAGMA trusted_schema=OFF")
        db.execute(f"PRAGMA journal_size_limit={64 * 2**20}")
        _refuse_damage(db, path)
        _refuse_newer(db, path)
        migrations.apply(db)
    return db


def open_read_only(path: Path) -> Database | None:
    """Open the database of a bot that may be running, only to look; None if there is none yet. Raises StateError."""
    if not is_there(path):
        return None
    with explained(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
        connection.row_factory = sqlite3.Row
        db = Database(connection, execute_plugins=False)
        db.execute("PRAGMA query_only=ON")
        _refuse_newer(db, path)
        return None if migrations.pending(db) else db


def is_there(path: Path) -> bool:
    """Whether there is a database. Raises StateUnwritable where that is not for us to see: the folder is private."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StateUnwritable(
            f"{path} cannot be read ({error.strerror}): run this as the user that runs the bot"
        ) from error
    return True


@contextmanager
def transaction(db: Database, *, durable: bool = True) -> Iterator[None]:
    """One transaction that holds the write lock from its first statement. Never await inside it.

    One that is not `durable` waits for no disk: the death of the machine, though not of the process, may undo it until
    the next that is. Raises StateError where the disk fails or is full; everything stays as it was before.
    """
    if not durable:
        db.execute("PRAGMA synchronous=NORMAL")
    try:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        db.rollback()
        raise StateError(f"the database cannot be written: {error}") from error
    except BaseException:
        db.rollback()
        raise
    finally:
        if not durable:
            db.execute("PRAGMA synchronous=FULL")


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Say what SQLite's faults mean for the person who runs the bot."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if path and ("readonly" in str(error) or "unable to open" in str(error)):
            raise StateUnwritable(f"{path} cannot be written: give the user that runs the bot its folder") from error
        raise StateError(f"{path} cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StateCorrupt(_damaged(path, str(error))) from error


def _damaged(path: Path | None, detail: str) -> str:
    return (
        f"{path} is damaged ({detail}). Nothing was changed. Put a backup in its place, or move it and its "
        "-wal and -shm files away to start with no subscribers and no memory of what was told"
    )


def _refuse_damage(db: Database, path: Path | None) -> None:
    found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise StateCorrupt(_damaged(path, str(found).splitlines()[-1]))


def _refuse_newer(db: Database, path: Path | None) -> None:
    """A later version may have changed what a column means, so even reading would be a guess."""
    empty = Database(memory=True)
    ours = {migration.name for migration in migrations.pending(empty)}
    empty.close()
    later = [migration.name for migration in migrations.applied(db) if migration.name not in ours]
    if later:
        raise StateTooNew(
            f"{path} was written by a later version of the bot ({later[0]}): run that version or a later one"
        )
