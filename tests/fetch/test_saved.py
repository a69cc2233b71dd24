"""Feed files that a person saved."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.fetch.parser import MOST_ENTRIES
from bot.fetch.saved import SavedFeed, Unreadable, entries_of, open_saved
from bot.model import FeedUrl, Language

if TYPE_CHECKING:
    from pathlib import Path

URL = FeedUrl("https://faro.example/feed")
ITEM = "<item><title>Petro va a la Casa Blanca</title><link>/a</link><guid>{guid}</guid></item>"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>El &lt;b&gt;Faro&lt;/b&gt;</title><link>https://faro.example/</link><language>es-CO</language>
<lastBuildDate>Thu, 08 Jan 2026 12:00:00 GMT</lastBuildDate>
<atom:link href="https://faro.example/feed" rel="self" />{items}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es"><title>El Faro</title>
<link rel="self" href="https://faro.example/atom"/><link href="https://faro.example/"/>
<updated>2026-01-08T12:00:00Z</updated>
<entry><title>Uno</title><id>1</id><updated>2026-01-08T12:00:00Z</updated></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "El <b>Faro</b>", "language": "es",
"feed_url": "https://faro.example/feed.json", "home_page_url": "https://faro.example/", "items": []}"""


def saved(folder: Path, text: str | bytes) -> SavedFeed:
    path = folder / "feed.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    opened = open_saved(path)
    assert isinstance(opened, SavedFeed)
    return opened


def rss(*guids: str) -> str:
    return RSS.format(items="".join(ITEM.format(guid=guid) for guid in guids))


@pytest.mark.parametrize(("text", "address"), [(rss("1"), URL), (ATOM, "https://faro.example/atom")])
def test_the_head_says_who_speaks(tmp_path: Path, text: str, address: str) -> None:
    head = saved(tmp_path, text)
    assert (head.title, head.lang, head.address, head.site) == (
        "El Faro",
        Language.ES,
        address,
        "https://faro.example/",
    )
    assert head.dated == datetime(2026, 1, 8, 12, tzinfo=UTC)


def test_the_head_of_a_json_feed_says_it_too(tmp_path: Path) -> None:
    head = saved(tmp_path, JSON)
    assert (head.title, head.lang, head.address, head.site) == (
        "El Faro",
        Language.ES,
        "https://faro.example/feed.json",
        "https://faro.example/",
    )


def test_a_file_that_says_nothing_of_itself_is_read_for_its_language_and_dated_by_its_own_date(tmp_path: Path) -> None:
    text = "<rss><channel><item><title>La visa de Petro</title></item></channel></rss>"
    (tmp_path / "feed.xml").write_text(text)
    os.utime(tmp_path / "feed.xml", (1_767_873_600.9, 1_767_873_600.9))
    head = open_saved(tmp_path / "feed.xml")
    assert isinstance(head, SavedFeed)
    assert (head.title, head.lang, head.address, head.site) == ("", Language.ES, "", "")
    assert head.dated == datetime(2026, 1, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize("stated", ["0000-01-01T00:00:00Z", "Fri, 31 Dec 9999 23:00:00 GMT"])
def test_a_stated_date_that_is_none_counts_as_no_date(tmp_path: Path, stated: str) -> None:
    (tmp_path / "feed.xml").write_text(rss("1").replace("Thu, 08 Jan 2026 12:00:00 GMT", stated))
    os.utime(tmp_path / "feed.xml", (0, 0))
    head = open_saved(tmp_path / "feed.xml")
    assert isinstance(head, SavedFeed)
    assert head.dated == datetime(1970, 1, 1, tzinfo=UTC)


def test_a_language_that_is_not_ours_gives_way_to_what_it_reads_like(tmp_path: Path) -> None:
    assert saved(tmp_path, rss("1").replace("es-CO", "pt")).lang is Language.ES


def test_a_title_in_another_encoding_is_read(tmp_path: Path) -> None:
    text = rss("1").replace('"1.0"?', '"1.0" encoding="ISO-8859-1"?').replace("Faro", "Año")
    assert saved(tmp_path, text.encode("latin-1")).title == "El Año"
    assert saved(tmp_path, text).title == "El Año", "UTF-8 whatever it states"


def test_its_entries_are_those_of_the_feed_it_is_taken_for(tmp_path: Path) -> None:
    (entry,) = entries_of(saved(tmp_path, rss("1")), URL)  # type: ignore[misc]
    assert (entry.feed, entry.title, entry.lang) == (URL, "Petro va a la Casa Blanca", Language.ES)
    assert entry.url == "https://faro.example/a"


def test_a_file_may_hold_more_than_any_feed_lists(tmp_path: Path) -> None:
    many = [str(n) for n in range(MOST_ENTRIES + 1)]
    entries = entries_of(saved(tmp_path, rss(*many)), URL)
    assert not isinstance(entries, Unreadable)
    assert len(entries) == len(many)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<!DOCTYPE html><html></html>", "HTML page, not a feed"),
        ('{"items": []}', "JSON, not a feed"),
        ("", "not a feed"),
        (b"\x00\xff\xfe\x89PNG", "not a feed"),
    ],
)
def test_what_is_no_feed_is_named_so(tmp_path: Path, text: str | bytes, why: str) -> None:
    assert entries_of(saved(tmp_path, text), URL) == Unreadable(tmp_path / "feed.xml", why)


def test_a_file_that_cannot_be_read_is_a_value(tmp_path: Path) -> None:
    missing, named = tmp_path / "none.xml", tmp_path / "nul\0.xml"
    assert open_saved(missing) == Unreadable(missing, "cannot be read: No such file or directory")
    assert open_saved(tmp_path) == Unreadable(tmp_path, "cannot be read: Is a directory")
    assert open_saved(named) == Unreadable(named, "no file can have such a name")


def test_a_fault_of_the_parser_is_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RecursionError

    head = saved(tmp_path, rss("1"))
    failed = Unreadable(tmp_path / "feed.xml", "the parser failed on it (RecursionError)")
    monkeypatch.setattr("bot.fetch.saved.parse", break_down)
    assert entries_of(head, URL) == failed
    monkeypatch.setattr("bot.fetch.saved.read_head", break_down)
    assert open_saved(head.path) == failed
