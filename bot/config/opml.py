"""Lists of feeds as other programs keep them: OPML 1.0 and 2.0 (opml.org/spec2.opml). Bytes to values and back.

Files come from anywhere: no entity is expanded, nothing outside the file is read, and its size and depth have limits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from bot.model import FeedKind, Language
from bot.text.markup import plain_text
from bot.text.tongue import stated_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model import Feed

MOST_BYTES = 2_000_000
MOST_OUTLINES = 20_000
_DEEPEST = 100
_LONGEST_NAME = 100

_BARE_AMPERSAND = re.compile(rb"&(?!#?[A-Za-z0-9]{1,31};)")


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in an OPML file, on `line` of it. `title` and `url` are as given; None where `lang` is not one of ours."""

    line: int
    url: str
    title: str
    lang: Language | None
    kind: FeedKind


@dataclass(frozen=True, slots=True)
class NotOpml:
    """Why a file cannot be read, and where, from 1; 0 where it is the whole file."""

    line: int
    why: str


def read_opml(content: bytes) -> tuple[Outline, ...] | NotOpml:
    """The feeds of a file in its order, however deep in folders.

    What is well-formed but for bare ampersands in addresses, as many programs write, is read too.
    """
    if len(content) > MOST_BYTES:
        return NotOpml(0, f"it is larger than {MOST_BYTES / 1_000_000:g} MB")
    found = _read(content)
    return _read(_BARE_AMPERSAND.sub(b"&amp;", content)) if isinstance(found, NotOpml) and b"&" in content else found


def write_opml(feeds: Iterable[Feed], title: str, now: datetime) -> str:
    """An OPML 2.0 subscription list. The kind of a feed is its category."""
    outlines = "".join(
        f'    <outline type="rss" text={quoteattr(feed.outlet)} xmlUrl={quoteattr(feed.url)}'
        f' language="{feed.lang}" category="{feed.kind}"/>\n'
        for feed in feeds
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n'
        f"    <title>{quoteattr(title)[1:-1]}</title>\n    <dateCreated>{format_datetime(now)}</dateCreated>\n"
        f"  </head>\n  <body>\n{outlines}  </body>\n</opml>\n"
    )


class _Refused(Exception):
    """Raised inside the parser's callbacks only; the text says what is refused."""


@dataclass(slots=True)
class _Reading:
    parser: expat.XMLParserType
    outlines: list[Outline] = field(default_factory=list)
    depth: int = 0
    seen: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.depth and name.lower() != "opml":
            raise _Refused("it is XML, but not OPML")
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Refused("its folders are nested too deeply")
        if name.lower() != "outline":
            return
        self.seen += 1
        if self.seen > MOST_OUTLINES:
            raise _Refused(f"it has more than {MOST_OUTLINES} outlines")
        known = {key.lower(): value.strip() for key, value in attributes.items()}
        if url := known.get("xmlurl"):
            title = plain_text(known.get("text") or known.get("title") or "", _LONGEST_NAME)
            lang, kind = stated_language(known.get("language", "")), _kind(known.get("category", ""))
            self.outlines.append(Outline(self.parser.CurrentLineNumber, url, title, lang, kind))

    def end(self, _name: str) -> None:
        self.depth -= 1

    def refuse(self, *_: object) -> None:
        raise _Refused("it declares entities of its own")


def _read(content: bytes) -> tuple[Outline, ...] | NotOpml:
    parser = expat.ParserCreate()
    reading = _Reading(parser)
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.EntityDeclHandler = reading.refuse
    try:
        parser.Parse(content, True)
    except _Refused as refused:
        return NotOpml(parser.CurrentLineNumber, str(refused))
    except expat.ExpatError as error:
        return NotOpml(error.lineno, f"it is not well-formed XML: {expat.ErrorString(error.code)}")
    except (LookupError, ValueError):  # an encoding that does not exist, or that expat cannot do
        return NotOpml(1, "it is in an unknown encoding")
    return tuple(reading.outlines)


def _kind(category: str) -> FeedKind:
    words = re.split(r"[,/]", category.lower())
    return next((kind for kind in FeedKind if kind.value in words), FeedKind.PRESS)
