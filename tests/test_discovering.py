"""`feeds discover`: what it shows of an address, over real HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.discovering import discover
from bot.errors import ConfigError
from bot.model import Language
from tests.desk import Desk, at_desk, page
from tests.doubles.origin import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from at_desk(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("address", "why"),
    [("ftp://a.example/", "begins with https"), ("https://me:secret@a.example/", "user name or password"),
     ("nonsense", "no scheme"), ("[::1", "no scheme"), ("[a.example", "cannot be read")],
)  # fmt: skip
def test_an_address_that_cannot_be_fetched_is_refused_without_its_secrets(desk: Desk, address: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why) as refused:
        discover(desk.settings, Language.EN, address, as_json=False)
    assert "secret" not in str(refused.value)


def test_discovering_shows_what_was_found_and_writes_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.site.serve("/", page("/es", "/en", "/gone", *(f"/more/{n}" for n in range(7))))
    desk.site.always("/gone", Answer(410))
    desk.add("/es")
    capsys.readouterr()
    assert discover(desk.settings, Language.EN, desk.url("/"), as_json=False) == 0
    told = capsys.readouterr().out
    assert "2 feeds at" in told
    for text in ("already, on line 7", "✗ 410 Gone", "/more/6"):
        assert text in told
    discover(desk.settings, Language.EN, desk.url("/"), as_json=True)
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert objects[0] | {"newest": None} == {
        "url": desk.url("/es"), "title": "Faro", "lang": "es", "stated_lang": None, "entries": 1, "newest": None,
        "comments": False, "address": desk.url("/es"), "line": 7,
    }  # fmt: skip
    assert [each.get("why") for each in objects[2:]][::7] == ["410 Gone", "404 Not Found"]


def test_discovering_names_what_it_did_not_look_at(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.site.serve("/", page("/comments/feed", "/comments/feed?2", *(f"/more/{n}" for n in range(9))))
    assert discover(desk.settings, Language.EN, desk.url("/"), as_json=False) == 0
    told = capsys.readouterr().out
    assert "readers' comments" in told
    assert "✗ not looked at" in told


def test_discovering_needs_no_feeds_yaml(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.path.unlink()
    assert discover(desk.settings, Language.ES, desk.url("/es"), as_json=False) == 0
    assert "1 canal en" in capsys.readouterr().out
    assert discover(desk.settings, Language.ES, desk.url("/none"), as_json=True) == 1
    assert capsys.readouterr().out == ""
