"""What a document says of itself, without reading its entries."""

from __future__ import annotations

import json

import pytest

from bot.fetch.document import Document
from bot.fetch.head import Head, introduce, read_head
from bot.model import Introduction
from tests.doubles.origin import rss

URL = "https://a.example/feed"


def test_what_stands_in_entries_is_not_read() -> None:
    body = rss(("One", "https://a.example/1"), title="The Example").encode()
    assert read_head(Document(body, URL)) == Head("The Example", "", "", "", None)


def test_a_json_feed_introduces_itself() -> None:
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "El <b>Faro</b>", "language": "es"})
    assert introduce(Document(body.encode(), URL)) == Introduction("El Faro", "es", URL)


def test_a_json_feed_is_read_in_its_charset_and_whatever_stands_in_its_texts() -> None:
    body = '{"version": "https://jsonfeed.org/version/1.1", "title": "Opini\xf3n\tdiaria", "items": []}'
    assert introduce(Document(body.encode("latin-1"), URL, "iso-8859-1")).title == "Opinión diaria"


@pytest.mark.parametrize("body", [b"{", b"[1]", b"", b'{"title": null}', b"{" + b'"a":[' * 100_000, b"\xff<rss"])
def test_what_says_nothing_leaves_everything_open(body: bytes) -> None:
    assert introduce(Document(body, URL)) == Introduction("", "", URL)


def test_titles_are_read_in_their_charset() -> None:
    body = '<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>Opini\xf3n</title>'.encode("latin-1")
    assert introduce(Document(body, URL)).title == "Opinión"


def test_titles_are_read_in_the_charset_that_http_states() -> None:
    body = "<rss><channel><title>\u0141\xf3d\u017a</title>".encode("iso-8859-2")
    assert introduce(Document(body, URL, "iso-8859-2")).title == "\u0141\xf3d\u017a"


def test_a_title_is_mended_as_those_of_entries_are() -> None:
    body = b"<rss><channel><title>AT&T &#55357;&#56846;</title>"
    assert introduce(Document(body, URL)).title == "AT&T \U0001f60e"
