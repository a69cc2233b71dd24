"""What a feed's document says before its first entry: who speaks in it.

Who speaks is needed before the entries can be read, and without reading them. Pure, and as slow as feedparser on
hostile documents: for what comes over the network it belongs in the worker process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.fetch.formats import json_feed, thorough
from bot.fetch.formats.items import text_of
from bot.model import Introduction
from bot.text.markup import plain_text

if TYPE_CHECKING:
    from datetime import datetime

    from bot.fetch.document import Document

_FIRST_ENTRY = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s/>]")
_LONGEST_TITLE, _LONGEST_TAG = 300, 20


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself; '' and None where it does not.

    `title` is plain text, `language` a tag, `address` the feed's own, `site` its home page, as they are written.
    """

    title: str
    language: str
    address: str
    site: str
    dated: datetime | None


def read_head(document: Document) -> Head:
    """From what stands before the first entry; of a JSON Feed, from its own keys."""
    if json_feed.is_json(document.body):
        own = json_feed.loaded(document) or {}
        return _head(own, address=own.get("feed_url"), site=own.get("home_page_url"), dated=None)
    first = _FIRST_ENTRY.search(document.body)
    body = document.body[: first.start()] if first else document.body
    channel = thorough.parsed(replace(document, body=body)).feed
    links = {link.get("rel"): link.get("href") for link in channel.get("links", ())}
    dated = thorough.date_of(channel, "updated") or thorough.date_of(channel, "published")
    return _head(channel, address=links.get("self"), site=channel.get("link"), dated=dated)


def introduce(document: Document) -> Introduction:
    head = read_head(document)
    return Introduction(title=head.title, lang=head.language, address=document.url)


def _head(said: Any, *, address: object, site: object, dated: datetime | None) -> Head:
    return Head(
        title=plain_text(text_of(said.get("title")), _LONGEST_TITLE),
        language=plain_text(text_of(said.get("language")), _LONGEST_TAG),
        address=text_of(address),
        site=text_of(site),
        dated=dated,
    )
