"""A feed document → entries. Pure, and with hostile documents slow: it belongs in the worker process.

It owns the choice of the reader: JSON by its first character; a well-formed feed without peculiarities by lxml, in a
tenth of the time; everything else by feedparser. Which of them reads a document makes no difference to its entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.fetch.entries import entries_of
from bot.fetch.formats import fast, json_feed, thorough
from bot.model import FailureKind

if TYPE_CHECKING:
    from bot.fetch.document import Document
    from bot.fetch.formats.items import Contents
    from bot.model import Entry, FeedUrl, Hints, Language

MOST_ENTRIES = 2000


@dataclass(frozen=True, slots=True)
class Parsed:
    """The entries of a document, in its order, each identity once, and what it says of when to come back."""

    entries: tuple[Entry, ...]
    hints: Hints


@dataclass(frozen=True, slots=True)
class ParseFailed:
    kind: FailureKind
    detail: str


def parse(feed: FeedUrl, lang: Language, document: Document, *, most: int = MOST_ENTRIES) -> Parsed | ParseFailed:
    """Read a document as well as can be: what is not well-formed gives the entries that it has.

    `lang` is the language of entries that do not state their own. Only the first `most` entries are read.
    """
    contents = _read(document, most)
    if contents is None:
        return ParseFailed(FailureKind.NOT_A_FEED, _what_it_is(document.body))
    return Parsed(entries_of(contents.items, feed, lang, document.url), contents.hints)


def _read(document: Document, most: int) -> Contents | None:
    if json_feed.is_json(document.body):
        return json_feed.read(document, most=most)
    return fast.read(document, most=most) or thorough.read(document, most=most)


def _what_it_is(body: bytes) -> str:
    start = body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<html" in start or start.startswith(b"<!doctype html"):
        return "HTML page, not a feed"
    if start.startswith((b"{", b"[")):
        return "JSON, not a feed"
    return "not a feed"
