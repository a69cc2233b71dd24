"""`feeds import` and `feeds export`: lists of feeds from and for other programs."""

from __future__ import annotations

import io
import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot import scouting
from bot.config import load_config, load_settings
from bot.errors import ConfigError, FileUnwritable
from bot.exchanging import export_opml, import_opml
from bot.model import FeedKind, Language
from tests.doubles.origin import Origin, rss

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.config import Settings

TEXT = """\
feeds:
  - {url: "https://a.example/feed", outlet: A & B, lang: en, kind: wire, every: 1h}
questions:
  visit: {ask: {en: "When?", es: "¿Cuándo?"}, match: Petro}
"""
OPML = """<?xml version="1.0"?>
<opml version="1.1"><body><outline text="News">
  <outline text="Known" xmlUrl="http://a.example/feed/" language="en"/>
  <outline text="Faro" xmlUrl="https://faro.example/feed?a=1&b=2" language="es-CO" category="official"/>
  <outline xmlUrl="https://hora.example/feed" language="en"/>
  <outline text="Again" xmlUrl="https://hora.example/feed/" language="en"/>
  <outline text="Silent" xmlUrl="https://silent.example/feed"/>
  <outline text="Bad" xmlUrl="https://me:secret@bad.example/feed" language="en"/>
  <outline text="Odd" xmlUrl="feed.xml" language="en"/>
</outline></body></opml>"""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Origin]:
    """Where the feed stands whose language no one says, nor can it be read off its entry."""
    monkeypatch.setattr(scouting, "SPACING", timedelta(0))
    with Origin() as origin:
        origin.serve("/silent", rss(("XY", "https://silent.example/1")))
        yield origin


@pytest.fixture
def settings(tmp_path: Path, site: Origin) -> Settings:
    (tmp_path / "feeds.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "list.opml").write_text(OPML.replace("https://silent.example/feed", f"{site.base}/silent"))
    return load_settings({"BOT_CONFIG": str(tmp_path / "feeds.yaml"), "BOT_ALLOW_NETS": "127.0.0.0/8"})


def imported(
    settings: Settings,
    *,
    lang: Language | None = None,
    dry_run: bool = False,
    as_json: bool = False,
    name: str = "list.opml",
) -> int:
    path = settings.config.parent / name
    return import_opml(settings, Language.EN, path, lang, dry_run=dry_run, as_json=as_json)


def test_what_is_not_there_yet_is_added_and_what_is_skipped_is_told(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(settings) == 1
    told = " ".join(capsys.readouterr().out.split())
    feeds = load_config(settings.config).feeds
    assert [(feed.url, feed.outlet, feed.lang, feed.kind) for feed in feeds[1:]] == [
        ("https://faro.example/feed?a=1&b=2", "Faro", Language.ES, FeedKind.OFFICIAL),
        ("https://hora.example/feed", "hora.example", Language.EN, FeedKind.PRESS),
    ]
    assert "Added 2 feeds" in told
    for line, why in ((3, "already, on line 2"), (6, "Again: is the same feed as on line 5"), (7, "say --lang en or"),
                      (8, "Bad: a user name or password"), (9, "no scheme")):  # fmt: skip
        assert f"line {line}: " in told
        assert why in told
    assert "secret" not in told


def test_what_is_told_stays_on_its_line_however_narrow_the_terminal(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that an address can be copied, and a program finds each line of the file whole."""
    monkeypatch.setenv("COLUMNS", "40")
    imported(settings)
    lines = capsys.readouterr().out.splitlines()
    added = "  - {url: https://faro.example/feed?a=1&b=2, outlet: Faro, kind: official, lang: es}"
    assert f"    3 + {added}" in lines
    assert "  line 7: Silent: does not say its language; say --lang en or --lang es" in lines


def test_a_second_import_adds_nothing_and_loses_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    export_opml(settings, settings.config.parent / "own.opml")
    assert imported(settings, name="own.opml") == 0
    assert "There is nothing to add" in capsys.readouterr().out
    assert settings.config.read_text() == TEXT


def test_a_language_may_be_given_for_those_that_say_none(settings: Settings, site: Origin) -> None:
    """Then nobody is asked for it."""
    imported(settings, lang=Language.ES)
    assert load_config(settings.config).feeds[-1].outlet == "Silent"
    assert site.requests == []


def test_a_feed_whose_language_the_list_does_not_say_is_asked_for_it(
    settings: Settings, site: Origin, capsys: pytest.CaptureFixture[str]
) -> None:
    site.serve("/es", rss(("El presidente de la república viajará en la semana", "https://s.example/1")))
    site.serve("/fr", rss(("One", "https://s.example/2"), extra="<language>fr</language>"))
    names = ("es", "fr", "gone", "es/")
    outlines = "".join(f'<outline text="{name}" xmlUrl="{site.base}/{name}"/>\n' for name in names)
    (settings.config.parent / "mixed.opml").write_text(f"<opml><body>\n{outlines}</body></opml>")
    assert imported(settings, name="mixed.opml") == 1
    assert [(feed.outlet, feed.lang) for feed in load_config(settings.config).feeds[1:]] == [("es", Language.ES)]
    told = capsys.readouterr().out
    assert "line 3: fr: says it is in 'fr'; say --lang" in told
    assert "line 4: gone: cannot be asked for its language: 404 Not Found; say --lang" in told
    assert "line 5: es/: is the same feed as on line 2" in told


def test_a_dry_run_writes_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(settings, dry_run=True) == 1
    assert "Would add 2 feeds" in capsys.readouterr().out
    assert settings.config.read_text() == TEXT


def test_a_program_reads_one_object_a_line(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    imported(settings, as_json=True)
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert objects[0] == {
        "url": "https://faro.example/feed?a=1&b=2", "outlet": "Faro", "kind": "official", "lang": "es", "added": True,
    }  # fmt: skip
    assert [each["added"] for each in objects] == [True] * 2 + [False] * 5
    assert objects[2]["line"] == 3


def test_a_file_that_cannot_be_read_is_told_with_its_place(settings: Settings) -> None:
    folder = settings.config.parent
    (folder / "page.html").write_text("<html>\n<p>")
    (folder / "empty.opml").write_text("<opml/>")
    for name, why in (("page.html", "page.html:1: it is XML, but not OPML"), ("none.opml", "No such file"),
                      ("empty.opml", "no feed in it"), (".", "Is a directory")):  # fmt: skip
        with pytest.raises(ConfigError, match=why):
            imported(settings, name=name)


def test_an_export_can_be_imported_again(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert export_opml(settings, None) == 0
    (settings.config.parent / "list.opml").write_text(capsys.readouterr().out)
    settings.config.write_text(TEXT.replace("a.example", "z.example"))
    assert imported(settings) == 0
    feed = load_config(settings.config).feeds[1]
    assert (feed.url, feed.outlet, feed.kind) == ("https://a.example/feed", "A & B", FeedKind.WIRE)


def test_an_export_is_in_the_encoding_it_names(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.config.write_text(TEXT.replace("A & B", "Nación"), encoding="utf-8")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    export_opml(settings, None)
    assert 'text="Nación"' in raw.getvalue().decode()


def test_an_export_takes_the_place_of_an_export_and_of_nothing_else(settings: Settings) -> None:
    folder = settings.config.parent
    assert export_opml(settings, folder / "new.opml") == 0
    assert export_opml(settings, folder / "list.opml") == 0
    assert (folder / "new.opml").read_text().count("<outline") == 1
    for name in ("feeds.yaml", "."):
        with pytest.raises(ConfigError, match="is there, and is no OPML file"):
            export_opml(settings, folder / name)
    assert settings.config.read_text() == TEXT
    with pytest.raises(FileUnwritable):
        export_opml(settings, folder / "nowhere" / "list.opml")
