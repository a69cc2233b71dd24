"""Telegram's HTML, as strictly as its server reads it.

Source: core.telegram.org/bots/api#html-style, and tdlib's MessageEntity.cpp for the words of the errors.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_TAG = re.compile(r"<(/?)([^\s>]*)([^>]*)>")
_ATTRIBUTE = re.compile(r"""\s+([\w-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.:/-]+))?""")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class BadMarkup(Exception):
    """What the server would answer after "can't parse entities: "."""


_LINK = re.compile(r"(?:https?|tg)://[^\s/]+", re.IGNORECASE)
"""A link that leads nowhere is dropped in silence; its text stays."""


def utf16_length(text: str) -> int:
    """Telegram counts UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and its entities; raises BadMarkup where the server would refuse the text."""
    plain, entities, open_tags, at = "", [], [], 0
    while (found := text.find("<", at)) >= 0:
        plain += _decoded(text[at:found])
        tag = _TAG.match(text, found)
        if not tag:
            raise BadMarkup(f"Unclosed start tag at byte offset {_bytes(text, found)}")
        closing, name, attributes = tag[1], tag[2].lower(), tag[3]
        if not closing:
            opened = _opened(name, attributes, _bytes(text, found))
            open_tags.append((name, opened | {"offset": utf16_length(plain)}))
        else:
            entity = _closed(open_tags, name, _bytes(text, found))
            entities.append(entity | {"length": utf16_length(plain) - entity["offset"]})
        at = tag.end()
    plain += _decoded(text[at:])
    if open_tags:
        raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    kept = [e for e in entities if e["length"] and _LINK.match(e.get("url", "http://a.b"))]
    return plain, sorted(kept, key=lambda e: (e["offset"], -e["length"]))


def _opened(name: str, attributes: str, offset: int) -> dict[str, Any]:
    if name not in TYPES:
        raise BadMarkup(f'Unsupported start tag "{name}" at byte offset {offset}')
    if _ATTRIBUTE.sub("", attributes).strip():
        raise BadMarkup(
            f'Expected equal sign in declaration of an attribute of the tag "{name}" at byte offset {offset}'
        )
    values = {key: _decoded(value.strip("\"'")) for key, value in _ATTRIBUTE.findall(attributes)}
    if name == "span" and values.get("class") != "tg-spoiler":
        raise BadMarkup(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    if name == "a":
        return {"type": TYPES[name], "url": values.get("href", "")}
    return {"type": TYPES[name]}


def _closed(open_tags: list[tuple[str, dict[str, Any]]], name: str, offset: int) -> dict[str, Any]:
    if not open_tags:
        raise BadMarkup(f"Unexpected end tag at byte offset {offset}")
    expected, entity = open_tags.pop()
    if name not in ("", expected):
        raise BadMarkup(f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"')
    return entity


def _decoded(text: str) -> str:
    """Only the references that the server knows; any other ampersand stays as it is."""
    return _REFERENCE.sub(lambda found: unescape(found[0]), text)


def _bytes(text: str, index: int) -> int:
    return len(text[:index].encode())
