"""The `backtest` command: from feed files or the archive to a report, or one JSON object a line."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot import backtesting, lookback
from bot.backtesting import Window, backtest, window
from bot.config import load_settings
from bot.errors import ConfigError, StateError
from bot.model import Arrival, FeedState, Language, Plan
from bot.store import facts, open_store, transaction
from bot.store.location import DATABASE
from tests.builders import T0, entry
from tests.feed_files import item, write_feed

if TYPE_CHECKING:
    from pathlib import Path

HOUR = timedelta(hours=1)
VISIT = "Petro to visit the White House on Feb. 3"
FEEDS_YAML = """
feeds:
  - {url: "https://faro.example/feed", outlet: El Faro, lang: en}
questions:
  visit-date: {ask: {en: "When does Petro visit?", es: "¿Cuándo?"}, match: 'Petro AND "White House"'}
  visa: {ask: {en: "What of the visa?", es: "¿Y la visa?"}, match: VISA}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With a feeds.yaml, two saved feeds, and UTC as the zone."""
    monkeypatch.setattr(backtesting, "local_zone", lambda: T0.tzinfo)
    (tmp_path / "feeds.yaml").write_text(FEEDS_YAML.replace("VISA", "Petro AND visa"))
    (tmp_path / "other.yaml").write_text(FEEDS_YAML.replace("VISA", "nothing"))
    faro = [item(VISIT, T0), item("Petro's visa is restored", T0 + 2 * HOUR), item("Rain", T0)]
    write_feed(tmp_path / "faro.xml", *faro, title="El Faro", address="https://faro.example/feed")
    hora = [item(VISIT, T0 + HOUR, guid="h", url="https://hora.example/1")]
    write_feed(tmp_path / "hora.xml", *hora, title="La Hora", site="https://hora.example/")
    return tmp_path


def run(folder: Path, *names: str, shown: Window | None = None, against: str = "", as_json: bool = False) -> int:
    settings = load_settings({"BOT_CONFIG": str(folder / "feeds.yaml"), "BOT_STATE": str(folder / "state")})
    files = [folder / name for name in names]
    other = folder / against if against else None
    return backtest(settings, Language.EN, files, shown or Window(), other, as_json=as_json)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_tells_each_push_and_each_edit_in_order_of_time(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(folder, "faro.xml", "hora.xml", as_json=True)
    first, second, third = lines(capsys.readouterr().out)
    assert code == 0
    assert first == {
        "at": "2026-01-08T12:00:00Z",
        "question": "visit-date",
        "change": "reported",
        "push": True,
        "gathered": False,
        "answer": None,
        "origins": 1,
        "entries": [
            {
                "url": "https://news.example/petro-to-visit-the-white-house-on-feb.-3",
                "title": VISIT,
                "outlet": "El Faro",
                "published": "2026-01-08T12:00:00Z",
            }
        ],
        "reason": "first report, by El Faro",
    }
    assert (second["at"], second["change"], second["push"], second["origins"]) == (
        "2026-01-08T13:00:00Z",
        "confirmed",
        False,
        2,
    )
    assert [e["outlet"] for e in second["entries"]] == ["El Faro", "La Hora"]
    assert (third["question"], third["push"]) == ("visa", True)


def test_the_same_files_in_any_order_give_the_same_bytes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for names in (("faro.xml", "hora.xml"), ("hora.xml", "faro.xml"), ("faro.xml", "hora.xml", "faro.xml")):
        run(folder, *names, as_json=True)
        outputs.append(capsys.readouterr().out)
    assert len(set(outputs)) == 1


def test_an_undated_entry_has_no_published_time(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_feed(folder / "undated.xml", item(VISIT, None), dated=T0)
    run(folder, "undated.xml", as_json=True)
    (push,) = lines(capsys.readouterr().out)
    assert (push["at"], push["entries"][0]["published"]) == ("2026-01-08T12:00:00Z", None)


def test_an_entry_that_is_dated_for_ever_has_no_date(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for_ever = item("Petro to visit the White House next March", T0.replace(year=9999))
    write_feed(folder / "for-ever.xml", for_ever, item(VISIT, T0 + HOUR))
    run(folder, "for-ever.xml", as_json=True)
    assert {told["at"] for told in lines(capsys.readouterr().out)} == {"2026-01-08T13:00:00Z"}


def test_files_that_cannot_be_read_are_named_and_the_rest_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "page\x1b.xml").write_text("<html>")
    code = run(folder, "none.xml", "faro.xml", "page\x1b.xml", as_json=True)
    shown = capsys.readouterr()
    assert code == 1
    assert len(lines(shown.out)) == 2
    assert shown.err.splitlines() == [
        f"{folder}/none.xml: cannot be read: No such file or directory",
        rf"{folder}/page\x1b.xml: HTML page, not a feed",
    ]


def test_what_came_before_the_window_is_known_in_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A later report stays an edit, though the push it edits is not shown."""
    run(folder, "faro.xml", "hora.xml", shown=window("2026-01-08T12:30", "2026-01-08 13:30"), as_json=True)
    (edit,) = lines(capsys.readouterr().out)
    assert (edit["push"], edit["at"]) == (False, "2026-01-08T13:00:00Z")


def test_the_report_counts_and_lists(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(folder, "faro.xml", "hora.xml")
    shown = capsys.readouterr().out
    assert code == 0
    assert "4 entries of 2 feeds, 8 Jan, 12:00 – 8 Jan, 14:00 (UTC)" in shown
    assert f"8 Jan, 12:00  {VISIT} · El Faro" in shown
    assert "8 Jan, 14:00  Petro's visa is restored · El Faro" in shown


def test_against_another_file_shows_what_it_would_add_and_lose(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(folder, "faro.xml", "hora.xml", against="other.yaml")
    shown = capsys.readouterr().out
    assert code == 0
    assert "2 alerts → 1 alert" in shown
    assert "It would add 0 alerts" in shown
    assert shown.split("It would lose 1 alert\n")[1].split() == [
        *("visa", "8", "Jan,", "14:00", "Petro's", "visa", "is", "restored", "·", "El", "Faro")
    ]


def test_against_another_file_json_marks_what_differs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "faro.xml", "hora.xml", against="other.yaml", as_json=True)
    (lost,) = lines(capsys.readouterr().out)
    assert (lost["difference"], lost["question"]) == ("lost", "visa")


# ------------------------------------------------------------------ the archive


def test_without_files_the_archive_is_replayed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At published times: what was seen in silence, or late, would have been told."""
    (folder / "state").mkdir()
    db = open_store(folder / "state" / DATABASE)
    url = "https://faro.example/feed"
    arrivals = [Arrival(entry(VISIT, feed_url=url), T0, T0 + 90 * HOUR, None)]
    with transaction(db):
        facts.apply(db, Plan(FeedState(arrivals[0].entry.feed, T0), arrivals=tuple(arrivals)), T0)
    db.close()
    code = run(folder, as_json=True)
    (push,) = lines(capsys.readouterr().out)
    assert (code, push["at"], push["push"]) == (0, "2026-01-08T12:00:00Z", True)


def test_without_files_and_without_an_archive_it_says_what_to_do(folder: Path) -> None:
    with pytest.raises(StateError, match="name saved feed files"):
        run(folder)


# ------------------------------------------------------------------ what is shown


@pytest.mark.parametrize(
    ("since", "until", "inside", "outside"),
    [
        ("2026-01-08", "", T0.replace(hour=0), T0.replace(day=7, hour=23)),
        ("", "2026-01-08", T0.replace(hour=23, minute=59), T0.replace(day=9, hour=0)),
        ("2026-01-08T12:00", "", T0, T0 - HOUR),
        ("", " 2026-01-08T07:00-05:00 ", T0, T0 + HOUR),
        ("2026-01-08T12:00Z", "2026-01-08T12:00Z", T0, T0 + HOUR),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_window_holds_its_edges_and_a_date_is_its_whole_day(
    since: str, until: str, inside: Any, outside: Any
) -> None:
    shown = window(since, until)
    assert (shown.holds(inside), shown.holds(outside)) == (True, False)


def test_a_window_without_edges_holds_everything() -> None:
    assert window("", "").holds(T0)


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "8 Jan"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ConfigError, match=r"--until: '.*' is not a time; write 2026-01-07"):
        window("", text)


@pytest.mark.parametrize(
    ("zone", "since", "until"), [("Asia/Tokyo", "0001-01-01", ""), ("America/Bogota", "", "9999-12-31")]
)
def test_a_time_beyond_the_calendar_in_utc_is_refused(
    monkeypatch: pytest.MonkeyPatch, zone: str, since: str, until: str
) -> None:
    monkeypatch.setattr(backtesting, "local_zone", lambda: ZoneInfo(zone))
    with pytest.raises(ConfigError, match="is too far away; leave it out to show all"):
        window(since, until)


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ConfigError, match="--since: '2026-01-09' is after --until '2026-01-08'"):
        window("2026-01-09", "2026-01-08")


def test_progress_shows_on_a_terminal_once_it_takes_a_while(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ticks = iter(range(100))
    monkeypatch.setattr(lookback, "monotonic", lambda: next(ticks) / 2)
    run(folder, "faro.xml", "hora.xml", as_json=True)
    shown = capsys.readouterr().err
    assert "3 of 4 entries replayed" in shown
    assert "2 of 4" not in shown, "not within the first second"
    assert shown.endswith("\r\x1b[K"), "and goes away"


def test_no_progress_where_nobody_watches(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "faro.xml", as_json=True)
    assert capsys.readouterr().err == ""
