"""Opening the database, and what is said when it cannot be used."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from bot.errors import StateCorrupt, StateError, StateTooNew, StateUnwritable
from bot.store import open_read_only, open_store, transaction
from bot.store.migrations import migrations

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "stillopen.db"


def test_a_new_database_is_made_with_every_table(path: Path) -> None:
    db = open_store(path)
    assert {"feeds", "entries", "developments", "deliveries", "subscribers"} <= set(db.table_names())
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert db.execute("PRAGMA synchronous").fetchone()[0] == 2
    db.close()


def test_opening_again_changes_nothing(path: Path) -> None:
    open_store(path).close()
    db = open_store(path)
    assert not migrations.pending(db)
    db.close()


def test_a_database_of_a_later_version_is_refused_and_left_alone(path: Path) -> None:
    db = open_store(path)
    db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('stillopen', 'year_2030', '2030')"
    )
    db.close()
    before = path.read_bytes()
    with pytest.raises(StateTooNew, match=r"later version of the bot \(year_2030\)"):
        open_store(path)
    with pytest.raises(StateTooNew):
        open_read_only(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "damage", ["not a database at all, but long enough to be looked at" * 4, "SQLite format 3\0 torn"]
)
def test_a_damaged_database_is_refused_and_left_alone(path: Path, damage: str) -> None:
    path.write_text(damage)
    with pytest.raises(StateCorrupt, match="Nothing was changed"):
        open_store(path)
    assert path.read_text() == damage


def test_a_scribble_in_the_middle_is_noticed_at_the_start(path: Path) -> None:
    db = open_store(path)
    with transaction(db):
        for n in range(2000):
            db.execute("INSERT INTO pulse (name, at) VALUES (?, ?)", [f"{n:0100}", n])
    db.close()
    content = bytearray(path.read_bytes())
    middle = len(content) // 4096 // 2 * 4096
    content[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(content)
    with pytest.raises(StateCorrupt):
        open_store(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(path: Path) -> None:
    path.parent.chmod(0o500)
    with pytest.raises(StateUnwritable, match=str(path)):
        open_store(path)


def test_a_database_in_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StateUnwritable, match="missing"):
        open_store(tmp_path / "missing" / "stillopen.db")


def test_looking_at_a_database_that_is_not_there_makes_none(path: Path) -> None:
    assert open_read_only(path) is None
    assert not path.exists()


def test_a_database_that_cannot_be_looked_for_is_named(tmp_path: Path) -> None:
    """As in the folder of another user; root may look everywhere, but not for such a name."""
    with pytest.raises(StateUnwritable, match="cannot be read"):
        open_read_only(tmp_path / ("x" * 300) / "stillopen.db")


def test_who_only_looks_cannot_write(path: Path) -> None:
    open_store(path).close()
    db = open_read_only(path)
    assert db is not None
    with pytest.raises(StateError, match="readonly"), transaction(db):
        db.execute("INSERT INTO pulse (name, at) VALUES ('x', 1)")
    db.close()


def test_a_transaction_that_fails_leaves_nothing_behind(path: Path) -> None:
    db = open_store(path)
    with suppress(ZeroDivisionError), transaction(db):
        db.execute("INSERT INTO pulse (name, at) VALUES ('x', 1)")
        _ = 1 / 0
    assert db.execute("SELECT count(*) FROM pulse").fetchone()[0] == 0
    db.close()


def test_only_a_transaction_that_says_so_waits_for_no_disk(tmp_path: Path) -> None:
    def synchronous() -> int:
        return int(db.execute("PRAGMA synchronous").fetchone()[0])

    db = open_store(tmp_path / "stillopen.db")
    full = synchronous()
    with transaction(db, durable=False):
        assert synchronous() < full
    assert synchronous() == full
    with pytest.raises(ZeroDivisionError), transaction(db, durable=False):
        raise ZeroDivisionError
    assert synchronous() == full
    db.close()
