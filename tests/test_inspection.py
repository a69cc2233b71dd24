"""What `status` says of Telegram; the rest of it is shown by `tests.test_main` and `tests.test_terminal`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot import inspection
from bot.config import load_settings
from bot.model import ChatId, Language, Received
from bot.store import open_store, pulse, transaction, updates
from bot.store.location import DATABASE
from tests.builders import T0

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Settings
    from bot.store import Database

FEEDS = """\
feeds:
  - {url: "https://a.example/feed", outlet: The Example, lang: en}
questions:
  visa:
    ask: {en: What of his visa?, es: ¿Qué hay de su visa?}
    match: Petro AND visa
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    return load_settings({"BOT_CONFIG": str(tmp_path / "feeds.yaml"), "BOT_STATE": str(tmp_path)})


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_store(tmp_path / DATABASE)


def say_two_things(db: Database) -> None:
    with transaction(db):
        updates.receive(db, [Received(number, ChatId(7), "{}") for number in (1, 2)], T0)
    updates.set_aside(db, 2, "a fault", T0)


def test_a_bot_that_listens_says_when_it_last_heard_and_what_it_has_yet_to_do(
    db: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    pulse.hear(db, T0)
    pulse.listen_until(db, T0)
    say_two_things(db)
    assert inspection.status(settings, Language.EN, as_json=False) == 0
    last = capsys.readouterr().out.rstrip().splitlines()[-1]
    assert last.startswith("Telegram last answered ")
    assert last.endswith(" ago · 1 update to handle or reply to · 1 update set aside")
    inspection.status(settings, Language.EN, as_json=True)
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told == {"telegram_answered_at": T0.isoformat(), "updates": 1, "set_aside": 1}


def test_a_bot_that_never_heard_says_so(db: Database, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    pulse.listen_until(db, T0)
    inspection.status(settings, Language.ES, as_json=False)
    assert capsys.readouterr().out.rstrip().splitlines()[-1] == "Telegram aún no ha respondido"
    inspection.status(settings, Language.ES, as_json=True)
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["telegram_answered_at"] is None


@pytest.mark.usefixtures("db")
def test_a_bot_that_does_not_listen_says_nothing_of_it(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    inspection.status(settings, Language.EN, as_json=False)
    assert "Telegram" not in capsys.readouterr().out
