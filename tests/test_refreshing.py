"""What `refresh` says of each feed, in the reader's language."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.clock import system_clock
from bot.config import Settings, load_settings
from bot.model import FeedState, FeedUrl, Hold, Language
from bot.refreshing import refresh_feeds
from bot.store import feeds, holds, open_store
from bot.store.location import DATABASE

if TYPE_CHECKING:
    from pathlib import Path

DUE, HELD = FeedUrl("https://due.example/feed"), FeedUrl("https://held.example/feed")
FEEDS = f"""
feeds:
  - {{url: "{DUE}", outlet: A, lang: en}}
  - {{url: "{HELD}", outlet: B, lang: en}}
questions:
  visit:
    ask: {{en: When?, es: ¿Cuándo?}}
    match: [Petro]
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A state in which one feed may be polled, and the other's server asked to wait."""
    (tmp_path / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    (tmp_path / "state").mkdir()
    now = system_clock()
    db = open_store(tmp_path / "state" / DATABASE)
    for url in (DUE, HELD):
        feeds.save_feed_state(db, FeedState(url, now + timedelta(days=1)), polled_at=now - timedelta(days=1))
    holds.save_hold(db, Hold("held.example", now + timedelta(hours=2), now), timedelta(0))
    db.close()
    return load_settings({"BOT_CONFIG": str(tmp_path / "feeds.yaml"), "BOT_STATE": str(tmp_path / "state")})


@pytest.mark.parametrize(
    ("language", "due", "held"),
    [
        (Language.EN, "starts anew: a running bot polls it", "asked to be left alone until"),
        (Language.ES, "empieza de nuevo: un bot en marcha", "pidió que no se le consulte hasta"),
    ],
)
def test_a_feed_is_due_or_has_to_wait(
    settings: Settings, capsys: pytest.CaptureFixture[str], language: Language, due: str, held: str
) -> None:
    assert refresh_feeds(settings, language, [DUE], as_json=False) == 0
    assert refresh_feeds(settings, language, [HELD], as_json=False) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert due in first
    assert held in second
    db = open_store(settings.state / DATABASE)
    state = feeds.feed_state(db, DUE)
    assert state is not None
    assert state.next_poll_at <= system_clock()


def test_an_address_may_be_written_otherwise_than_in_the_file(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refresh_feeds(settings, Language.EN, ["http://DUE.example/feed/"], as_json=False) == 0
    assert capsys.readouterr().out.startswith(f"{DUE} starts anew")
