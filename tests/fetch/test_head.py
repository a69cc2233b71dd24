"""What a document says of itself, without reading its entries."""

from __future__ import annotations

import json

import pytest

from bot.fetch.document import Document
from bot.fetch.head import introduce, read_head
from bot.model import Introduction
from tests.doubles.origin import rss

URL = "https://a.example/feed"


def test_what_stands_in_entries_is_not_read() -> None:
    head = read_head(rss(("One", "https://a.example/1"), title="The Example").encode())
    assert (head.title, head.get("link")) == ("The Example", None)


def test_a_json_feed_introduces_itself() -> None:
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "El <b>Faro</b>", "language": "es"})
    assert introduce(Document(body.encode(), URL)) == Introduction("El Faro", "es", URL)


@pytest.mark.parametrize("body", [b"{", b"[1]", b"", b'{"title": null}', b"{" + b'"a":[' * 100_000, b"\xff<rss"])
def test_what_says_nothing_leaves_everything_open(body: bytes) -> None:
    assert introduce(Document(body, URL)) == Introduction("", "", URL)


def test_titles_are_read_in_their_charset() -> None:
    body = '<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>Opini\xf3n</title>'.encode("latin-1")
    assert introduce(Document(body, URL)).title == "Opinión"
