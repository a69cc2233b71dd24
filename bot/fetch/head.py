"""What a feed's document says before its first entry: who speaks in it.

Who speaks is needed before the entries can be read, and without reading them. Pure, and as slow as feedparser on
hostile documents: for what comes over the network it belongs in the worker process.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import feedparser

from bot.model import Introduction
from bot.text.markup import plain_text

if TYPE_CHECKING:
    from bot.fetch.document import Document

_FIRST_ENTRY = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s/>]")
_LONGEST_TITLE, _LONGEST_TAG = 300, 20


def read_head(body: bytes) -> Any:
    """What feedparser reads of the channel from what stands before the first entry."""
    first = _FIRST_ENTRY.search(body)
    head = body[: first.start()] if first else body
    try:
        head.decode()
        headers = {"content-type": "application/xml; charset=utf-8"}
    except UnicodeDecodeError:
        headers = {}
    return feedparser.parse(
        io.BytesIO(head), sanitize_html=False, resolve_relative_uris=False, response_headers=headers
    ).feed


def introduce(document: Document) -> Introduction:
    head = _json_head(document.body) or read_head(document.body)
    return Introduction(
        title=plain_text(str(head.get("title") or ""), _LONGEST_TITLE),
        lang=plain_text(str(head.get("language") or ""), _LONGEST_TAG),
        address=document.url,
    )


def _json_head(body: bytes) -> dict[str, Any] | None:
    """The document's own keys, if it is a JSON Feed (jsonfeed.org, version 1.1)."""
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
