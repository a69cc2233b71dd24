"""JSON Feed, versions 1 and 1.1 (jsonfeed.org). What is of another type than it should be counts as absent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.fetch.formats.charset import is_utf_8
from bot.fetch.formats.dates import read_date
from bot.fetch.formats.items import Contents, Item, language_of, text_of
from bot.model import Hints

if TYPE_CHECKING:
    from bot.fetch.document import Document

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_VERSION = "//jsonfeed.org/version/"


def is_json(body: bytes) -> bool:
    return body[:1000].removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"{")


def read(document: Document, *, most: int) -> Contents | None:
    """The first `most` items; None if it is no JSON Feed."""
    feed = loaded(document)
    if feed is None or _VERSION not in text_of(feed.get("version")):
        return None
    items = feed.get("items")
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return Contents([_item(item) for item in found[:most]], Hints())


def loaded(document: Document) -> dict[str, Any] | None:
    """The document's own keys; None if it is no JSON object."""
    charset = "utf-8-sig" if is_utf_8(document.body) else document.charset or "utf-8"
    try:
        text = document.body.decode(charset, "replace")
        # Numbers stay as they are written: an id may be one, and a huge one takes long to read.
        data = json.loads(text, parse_int=str, parse_float=str, strict=False)
    except (ValueError, LookupError, RecursionError):  # no JSON; a charset that is none of text; nested too deep
        return None
    return data if isinstance(data, dict) else None


def _item(item: dict[str, Any]) -> Item:
    link = text_of(item.get("url")) or text_of(item.get("external_url"))
    dates = [text for name in ("date_published", "date_modified") if (text := text_of(item.get(name)))]
    bodies = (text_of(item.get(name)) for name in ("summary", "content_html", "content_text"))
    return Item(
        guid=text_of(item.get("id")),
        link=link,
        link_is_guid=False,
        title=text_of(item.get("title")),
        body=next((body for body in bodies if body), ""),
        author=_author(item),
        source="",
        source_link="",
        lang=language_of(item.get("language")),
        written=next(iter(dates), ""),
        published=next((date for text in dates if (date := read_date(text))), None),
    )


def _author(item: dict[str, Any]) -> str:
    """Of version 1.1 the first of several, else the one of version 1."""
    several = item.get("authors")
    authors = [*(several if isinstance(several, list) else ()), item.get("author")]
    return next((name for author in authors if isinstance(author, dict) and (name := text_of(author.get("name")))), "")
