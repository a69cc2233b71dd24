"""The `explain` command: from feed files or the archive to the way of one entry."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot import explaining
from bot.config import load_config, load_settings
from bot.errors import StateError
from bot.explaining import explain
from bot.jobs.commit import commit
from bot.jobs.watch import adopt, make_watch
from bot.model import ChatId, DeliveryState, Entry, FeedUrl, Fetched, Language, TransitionId, Validators
from bot.store import Database, open_store
from bot.store.location import DATABASE
from tests.builders import T0, entry
from tests.feed_files import item, write_feed
from tests.rows import add_delivery

if TYPE_CHECKING:
    from pathlib import Path

HOUR = timedelta(hours=1)
FARO, GONE = FeedUrl("https://faro.example/feed"), FeedUrl("https://gone.example/feed")
VISIT = "Petro to visit the White House on Feb. 3"
FEEDS_YAML = f"""
feeds:
  - {{url: "{FARO}", outlet: El Faro, lang: en}}
  - {{url: "{GONE}", outlet: The Gone, lang: en}}
questions:
  visit-date: {{ask: {{en: "When does Petro visit?", es: "¿Cuándo?"}}, match: 'Petro AND "White House"'}}
  visa: {{ask: {{en: "What of the visa?", es: "¿Y la visa?"}}, match: Petro AND visa}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(explaining, "local_zone", lambda: T0.tzinfo)
    (tmp_path / "feeds.yaml").write_text(FEEDS_YAML)
    (tmp_path / "state").mkdir()
    return tmp_path


def run(folder: Path, wanted: str, *names: str, as_json: bool = False) -> int:
    settings = load_settings({"BOT_CONFIG": str(folder / "feeds.yaml"), "BOT_STATE": str(folder / "state")})
    return explain(settings, Language.EN, wanted, [folder / name for name in names], as_json=as_json)


def live_through(folder: Path, *polls: tuple[FeedUrl, Entry | None]) -> Database:
    """An archive as the service leaves it, with a poll an hour; the first of a feed is its first sight."""
    config = load_config(folder / "feeds.yaml")
    watch, db = make_watch(config), open_store(folder / "state" / DATABASE)
    adopt(db, watch, T0)
    for hour, (url, read) in enumerate(polls):
        entries = (replace(read, feed=url),) if read else ()
        outcome = Fetched(url, Validators(), "", entries, ())
        list(commit(db, watch, watch.feeds[url], outcome, jitter=0, now=T0 + hour * HOUR))
    return db


def facts(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# ------------------------------------------------------------------ from files


def test_an_entry_of_a_file_is_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_feed(folder / "faro.xml", item(VISIT, T0), title="El Faro", address=FARO)
    assert run(folder, "to visit the white house", "faro.xml") == 0
    shown = capsys.readouterr().out
    assert VISIT in shown
    assert "Told: an alert with sound." in shown


def test_files_that_cannot_be_read_are_named_and_the_entry_is_explained(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_feed(folder / "faro.xml", item(VISIT, T0))
    assert run(folder, VISIT, "none.xml", "faro.xml") == 1
    shown = capsys.readouterr()
    assert "none.xml: cannot be read" in shown.err
    assert "Told" in shown.out


def test_an_entry_that_is_not_there_is_met_with_the_nearest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_feed(folder / "faro.xml", item(VISIT, T0), item("Rain", T0))
    wanted = "https://else.example/petro-visit-white-house"
    assert run(folder, wanted, "faro.xml") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        f"no entry has {wanted!r} as its address, guid or key, or in its title; the nearest titles:",
        f"  {VISIT}",
        "    https://news.example/petro-to-visit-the-white-house-on-feb.-3",
    ]
    assert run(folder, "xyz", "faro.xml") == 1
    assert capsys.readouterr().err == "no entry has 'xyz' as its address, guid or key, or in its title\n"


def test_of_too_many_titles_it_asks_which(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_feed(folder / "faro.xml", *(item(f"Petro speaks, day {n}", T0 + n * HOUR) for n in range(12)))
    assert run(folder, "petro speaks", "faro.xml") == 1
    first, *rest = capsys.readouterr().err.splitlines()
    assert first == "12 entries have 'petro speaks' in their titles; name one by its address:"
    assert len(rest) == 2 * 10


def test_a_few_are_all_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_feed(folder / "faro.xml", *(item(f"Petro speaks, day {n}", T0 + n * HOUR) for n in range(3)))
    assert run(folder, "petro speaks", "faro.xml") == 0
    assert capsys.readouterr().out.count("Admitted") == 3


# ------------------------------------------------------------------ from the archive


def test_a_stored_entry_is_explained_as_it_came(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When it was seen, not when it was published, and with what became of its messages."""
    db = live_through(folder, (FARO, None), (FARO, entry(VISIT, published=T0)))
    (alert,) = [TransitionId(row["transition"]) for row in db.execute("SELECT transition FROM alerts")]
    for chat in (1, 2):
        add_delivery(db, alert, ChatId(chat), DeliveryState.PENDING)
    db.close()
    assert run(folder, VISIT, as_json=True) == 0
    (shown,) = facts(capsys)
    assert (shown["seen"], shown["published"]) == ("2026-01-08T13:00:00Z", "2026-01-08T12:00:00Z")
    assert (shown["outlet"], shown["kind"], shown["in_feeds_yaml"], shown["admitted"]) == (
        "El Faro",
        "press",
        True,
        True,
    )
    visit, visa = shown["questions"]
    assert (visit["alert"], visit["opened"], visit["deliveries"]) == (True, True, {"pending": 2})
    assert (visit["terms"], visit["claim"]) == (["Petro", '"White House"'], None)
    assert visit["steps"] == [{"change": "reported", "reason": "first report, by El Faro"}]
    assert (visa["matches"], [part["met"] for part in visa["parts"]]) == (False, [True, False])
    assert run(folder, VISIT) == 0
    assert "Messages about this development: 2 pending" in capsys.readouterr().out


def test_what_a_feed_said_first_was_read_in_silence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    live_through(folder, (FARO, entry(VISIT, published=T0))).close()
    run(folder, VISIT, as_json=True)
    (shown,) = facts(capsys)
    assert (shown["silence"], shown["questions"][0]["alert"]) == ("first sight of the feed", False)


def test_a_feed_whose_first_document_is_forgotten_is_not_first_seen_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = live_through(folder, (FARO, entry("Rain")), (FARO, entry(VISIT)))
    db.execute("DELETE FROM entries WHERE title = 'Rain'")
    db.close()
    run(folder, VISIT, as_json=True)
    (shown,) = facts(capsys)
    assert shown["questions"][0]["alert"] is True


def test_a_question_asked_later_read_it_in_silence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = live_through(folder, (FARO, None), (FARO, entry(VISIT)))
    db.execute("UPDATE questions SET watched_since = watched_since + 7200000")
    db.close()
    run(folder, VISIT)
    assert "Not told: the question was not watched yet when it came." in capsys.readouterr().out


def test_a_question_never_watched_counts_as_watched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It was written into feeds.yaml a moment ago; the trace tells what it would have done."""
    db = live_through(folder, (FARO, None), (FARO, entry(VISIT)))
    db.execute("DELETE FROM questions")
    db.close()
    run(folder, VISIT, as_json=True)
    (shown,) = facts(capsys)
    assert shown["questions"][0]["alert"] is True


def test_an_entry_of_a_feed_that_left_feeds_yaml_stops_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    live_through(folder, (FARO, None), (GONE, entry(VISIT))).close()
    lines = FEEDS_YAML.splitlines(keepends=True)
    (folder / "feeds.yaml").write_text("".join(line for line in lines if GONE not in line))
    assert run(folder, VISIT) == 0
    assert "Its feed is no longer in feeds.yaml" in capsys.readouterr().out
    run(folder, VISIT, as_json=True)
    (shown,) = facts(capsys)
    assert (shown["in_feeds_yaml"], shown["outlet"], shown["questions"]) == (False, None, [])


def test_an_entry_of_two_feeds_is_explained_for_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    live_through(folder, (FARO, None), (GONE, None), (FARO, entry(VISIT)), (GONE, entry(VISIT))).close()
    run(folder, entry(VISIT).url, as_json=True)
    first, second = facts(capsys)
    assert (first["outlet"], second["outlet"]) == ("El Faro", "The Gone")
    assert second["questions"][0]["joined"] == "the same guid"


def test_without_files_and_without_an_archive_it_says_what_to_do(folder: Path) -> None:
    with pytest.raises(StateError, match="name saved feed files"):
        run(folder, VISIT)


def test_what_was_missed_is_explained_as_it_was_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It was older than `freshness` when it came, and told all the same, since the feed had been unheard."""
    missed = entry(VISIT, published=T0 + 2 * HOUR)
    live_through(folder, (FARO, None), *[(GONE, None)] * 69, (FARO, missed)).close()
    assert run(folder, VISIT) == 0
    assert "Told late, with what else was missed" in " ".join(capsys.readouterr().out.split())
