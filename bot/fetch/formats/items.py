"""What every reader of a format gives: the items of a document, as they are written. Plain values only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.tongue import stated_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model import Hints, Language


_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One item. Texts are '' where it has none, with no white space around; title, body and author may hold markup.

    `link_is_guid`: the link is given by the guid alone, which is an address or nothing, never relative to another.
    `lang` is the language stated for this item alone, if it is one of ours. `written` is the date as text, for an
    item that has nothing else to be known by; `published` the date that was read from it, or None.
    """

    guid: str
    link: str
    link_is_guid: bool
    title: str
    body: str
    author: str
    source: str
    source_link: str
    lang: Language | None
    written: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Contents:
    """The items in the document's order, and what it says of when to come back."""

    items: Sequence[Item]
    hints: Hints


def text_of(value: object) -> str:
    """A string that can be written: halves of surrogate pairs, which cannot, are replaced."""
    text = value.strip() if isinstance(value, str) else ""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text


def language_of(tag: object) -> Language | None:
    """Of a tag such as es-CO the language, if it is a text and one of ours."""
    return stated_language(tag) if isinstance(tag, str) else None
