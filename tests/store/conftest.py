"""A store for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.store import Database


@pytest.fixture
def db() -> Iterator[Database]:
    """A store of its own for each test: real SQLite, in memory."""
    store = open_store(None)
    yield store
    store.close()
