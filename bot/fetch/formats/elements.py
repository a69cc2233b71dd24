"""Single elements of a well-formed document, as feedparser would read them; Declined where that is not known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.fetch.formats.dates import read_date
from bot.fetch.formats.names import HANDLED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.fetch.formats.names import Names

_WITH_TEXT = HANDLED - {"link"}
_TEXT_TYPES = frozenset(("text", "plain", "text/plain", "html", "text/html"))
_HTML_TYPES = frozenset(("html", "text/html", "xhtml", "application/xhtml+xml"))
_MOST_ATTRIBUTES = 100
_CONTROLS = re.compile("[\x80-\x9f]")
_WINDOWS_1252 = {
    code: bytes([code]).decode("windows-1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


class Declined(Exception):
    """Something may be read otherwise by feedparser."""


def attributes_of(element: Any) -> dict[str, str]:
    """By name alone, in lower case, whatever their namespace."""
    written = element.items()
    if not written:
        return {}
    if len(written) > _MOST_ATTRIBUTES:
        raise Declined
    attributes = {name.rpartition("}")[2].lower(): value for name, value in written}
    if len(attributes) < len(written) and "lang" in attributes:
        raise Declined  # xml:lang beside lang
    return attributes


def text_in(element: Any, *, repair: Callable[[str], str] | None = None) -> str:
    """What an element without elements says. Raises Declined for one that says it in a way of its own."""
    require_text(element)
    text = (element.text or "").strip()
    return repair(text) if repair else repaired(text)


def require_text(element: Any) -> None:
    """Of its own, without elements. Raises Declined unless it says it as nearly all do."""
    if len(element):
        raise Declined
    attributes = attributes_of(element)
    if not attributes:
        return
    if "mode" in attributes or "lang" in attributes or attributes.get("type", "text").lower() not in _TEXT_TYPES:
        raise Declined


def repaired(text: str) -> str:
    """As feedparser does it: UTF-8 that was taken for Latin-1 and encoded once more, and Windows' own characters."""
    if text.isascii():
        return text
    try:  # noqa: SIM105 - of every text, and suppress would take longer than all the rest
        text = text.encode("latin-1").decode()
    except UnicodeError:
        pass
    return text.translate(_WINDOWS_1252) if _CONTROLS.search(text) else text  # translating takes its time


def is_alternate(attributes: dict[str, str]) -> bool:
    return (
        attributes.get("rel", "alternate").lower() == "alternate"
        and attributes.get("type", "text/html").lower() in _HTML_TYPES
    )


def person(element: Any, names: Names) -> tuple[str, str]:
    """Name and address."""
    require_no_text(element, names)
    parts = {"name": "", "email": ""}
    for child in element:
        key = names.key(child.tag)
        if len(child) or (key in HANDLED and key not in ("name", "email", "uri", "url")):
            raise Declined
        if key in parts:
            if parts[key]:
                raise Declined
            parts[key] = (child.text or "").strip()
    return parts["name"], parts["email"]


def require_no_text(element: Any, names: Names) -> None:
    """Of its own. To feedparser the text of an element that it does not know, with attributes, is its parent's."""
    strangers = [child for child in element if child.attrib and names.key(child.tag) not in _WITH_TEXT]
    texts = [element.text, *(child.tail for child in element), *(child.text for child in strangers)]
    if any(text and not text.isspace() for text in texts):
        raise Declined


def date_of(text: str) -> datetime | None:
    if not text:
        return None
    date = read_date(text)
    if date is None:
        raise Declined
    return date
