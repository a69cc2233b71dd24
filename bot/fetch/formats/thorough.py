"""Any document, by feedparser: slow, and quadratic on some hostile ones, so whoever calls this must be able to stop it.

It reads what is not well-formed as well as can be.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import feedparser

from bot.fetch.formats.charset import in_truth
from bot.fetch.formats.dates import YEARS, read_date
from bot.fetch.formats.hints import hints_of, skipped
from bot.fetch.formats.items import Contents, Item, language_of, text_of
from bot.fetch.formats.mending import mended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.fetch.document import Document
    from bot.model import Hints, Language


def read(document: Document, *, most: int) -> Contents | None:
    """The first `most` items; None if it is no feed."""
    result = parsed(document)
    stated = _language_of_title(result.feed)
    items = [_item(raw, stated) for raw in result.entries[:most]]
    # Tables and lists have entries and items too.
    if not result.get("version") and not any(item.title or item.link or item.guid or item.body for item in items):
        return None
    return Contents(items, _hints(result.feed, document.body))


def parsed(document: Document) -> Any:
    """Whatever feedparser makes of it."""
    charset = in_truth(document)
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    # Not told where it is from, feedparser leaves links and guids as they are: a guid that is no address, made one
    # with the feed's, would change when the feed moves. A stream, since bytes or text it would try to open as a file.
    return feedparser.parse(
        io.BytesIO(mended(document.body)), sanitize_html=False, resolve_relative_uris=False, response_headers=headers
    )


def _hints(channel: Any, body: bytes) -> Hints:
    ttl, period, frequency = (text_of(channel.get(name)) for name in ("ttl", "sy_updateperiod", "sy_updatefrequency"))
    return hints_of(ttl, period, frequency, *skipped(body))


def _item(raw: Any, stated: Language | None) -> Item:
    """`stated` is the language that the document states as a whole.

    It counts for nothing: it is what a blog engine was installed with, while a feed's own language is an admin's word.
    """
    inherited = _language_of_title(raw)
    source = raw.get("source") or {}
    guid, link = text_of(raw.get("id")), text_of(raw.get("link"))
    return Item(
        guid=guid,
        link=link,
        link_is_guid=bool(raw.get("guidislink")) and link == guid,  # the flag stays when a link comes after the guid
        title=text_of(raw.get("title")),
        body=next(_bodies(raw), ""),
        author=text_of(raw.get("author")),
        source=text_of(source.get("title")),
        source_link=text_of(source.get("href") or source.get("link")),
        lang=language_of(raw.get("language")) or (inherited if inherited is not stated else None),
        written=text_of(dict.get(raw, "published") or dict.get(raw, "updated")),
        published=date_of(raw, "published") or date_of(raw, "updated"),
    )


def _bodies(raw: Any) -> Iterator[str]:
    """The description, else the content."""
    texts = [raw.get("summary"), *(content.get("value") for content in raw.get("content") or ())]
    return (text for text in map(text_of, texts) if text)


def _language_of_title(raw: Any) -> Language | None:
    return language_of((raw.get("title_detail") or {}).get("language"))


def date_of(raw: Any, name: str) -> datetime | None:
    """The date of an entry or a channel that stands under a name, in UTC; None if it has none of YEARS."""
    # feedparser's own `get` gives the one date for the other, with a warning.
    if date := read_date(text_of(dict.get(raw, name))):
        return date
    fields = dict.get(raw, f"{name}_parsed")
    try:
        date = datetime(*fields[:6]).replace(tzinfo=UTC) if fields else None  # noqa: DTZ001 - in UTC already
    except ValueError:
        return None
    return date if date and date.year in YEARS else None
