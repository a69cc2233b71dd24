"""Lines of a message, and the message they make: escaping, links, Telegram's limits.

Everything a feed said is taken for hostile: it may hold markup, control characters, or reverse the line. What a line
says is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.model import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import Button

MESSAGE_UNITS = 4096
"""The longest text Telegram takes, in UTF-16 units, counted after markup is read (Bot API, sendMessage)."""
URL_UNITS = 2048

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
"""Control, formatting (bidi, zero width) and surrogate characters; what separates lines has become a space before."""
_JOINER = "\u200d"
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_JOINED = re.compile(f"(?<=[{_EMOJI}\ufe0f]){_JOINER}(?=[{_EMOJI}])")
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_LETTERS_OF_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_LONGEST_CLUSTER = 32
_IN_A_URL = re.compile(r"[!-~\u00a1-\ud7ff\ue000-\U0010ffff]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with and without markup. `link` is what the markup points to, or empty."""

    html: str
    plain: str
    link: str = ""


BLANK: Final = Line("", "")


def text_line(text: str) -> Line:
    return Line(escape(text), text)


def bold_line(text: str) -> Line:
    return Line(f"<b>{escape(text)}</b>", text)


def head_line(state: str, question: str) -> Line:
    """All that a lock screen shows."""
    return Line(f"<b>{escape(state)}</b> · {escape(question)}", f"{state} · {question}")


def link_line(text: str, url: str, *, note: str = "", bold: bool = False) -> Line:
    """A text that links to an address, if that is one; `note` says something of the text."""
    link = link_to(url)
    html = escape(text)
    if link:
        html = f'<a href="{escape(link)}">{html}</a>'
    if bold:
        html = f"<b>{html}</b>"
    return Line(f"{html} · <i>{escape(note)}</i>", f"{text} · {note}", link) if note else Line(html, text, link)


def as_message(lines: Iterable[Line], buttons: tuple[tuple[Button, ...], ...] = ()) -> Message:
    """Without markup a link stands on a line of its own below its text, as long as there is room."""
    lines = tuple(lines)
    room = MESSAGE_UNITS - 1 - units("\n".join(line.plain for line in lines))
    plain = []
    for line in lines:
        plain.append(line.plain)
        if line.link and units(line.link) < room:
            plain.append(line.link)
            room -= units(line.link) + 1
    return Message("\n".join(line.html for line in lines), "\n".join(plain), buttons)


def link_to(url: str) -> str:
    """The address, if it is one that a button may open; Telegram refuses a message for a bad one. Else ''."""
    if not _IN_A_URL.fullmatch(url) or units(url) > URL_UNITS:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and "." in host and clean(url) == url else ""


def clean(text: str) -> str:
    """One line of visible text: white space folded, control, bidi and zero-width characters gone.

    What joins two emoji into one stays.
    """
    parts = _JOINED.split(" ".join(text.split()))
    return " ".join(_JOINER.join("".join(c for c in part if _is_visible(c)) for part in parts).split())


def _is_visible(c: str) -> bool:
    return unicodedata.category(c) not in _INVISIBLE


def clip(text: str, limit: int) -> str:
    """`text` in at most `limit` UTF-16 units, cut between words where that keeps most of it, never in a character."""
    if units(text) <= limit:
        return text
    cut = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    cut = cut[: _whole(text, len(cut))]
    at_word = cut.rpartition(" ")[0]
    return (at_word if units(at_word) > limit // 2 else cut).rstrip(" ,;:.-–—") + "…"


def _whole(text: str, end: int) -> int:
    """The last place up to `end` at which no character is cut that a reader sees as one.

    Marks that combine, emoji that are joined or coloured, and the two letters of a flag (UAX #29). What is longer than
    any such is cut all the same.
    """
    for place in range(end, max(end - _LONGEST_CLUSTER, 0), -1):
        before, after = text[place - 1], text[place]
        extends = unicodedata.category(after).startswith("M") or after == _JOINER or after in _SKIN_TONES
        letters = place - len(text[:place].rstrip(_LETTERS_OF_FLAGS))
        if not (extends or before == _JOINER or (letters % 2 and after in _LETTERS_OF_FLAGS)):
            return place
    if end < _LONGEST_CLUSTER:
        return 0
    return end


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
