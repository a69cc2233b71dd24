"""A bot that listens at the Bot API double, with a store in memory, and two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.store import open_store, questions
from tests.builders import T0
from tests.chat.bots import SANCTIONS, VISA, VISIT, ChatBot, listening
from tests.doubles.botapi import BotApi

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.store import Database
    from tests.doubles.botapi import Person


@pytest.fixture(autouse=True)
def _no_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here is HTTP on loopback, and reading those of the whole world takes longer than most tests."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def ana(api: BotApi) -> Person:
    return api.person(7, name="Ana", lang="en")


@pytest.fixture
def sol(api: BotApi) -> Person:
    """Someone whose Telegram is in Colombian Spanish."""
    return api.person(8, name="Sol", lang="es-CO")


@pytest.fixture
def db() -> Iterator[Database]:
    store = open_store(None)
    questions.register(store, (VISIT, VISA, SANCTIONS), T0)
    yield store
    store.close()


@pytest.fixture
async def bot(api: BotApi, db: Database) -> AsyncIterator[ChatBot]:
    """A bot that listens."""
    async with listening(ChatBot(api, db)) as bot:
        yield bot
