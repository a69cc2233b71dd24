"""Messages: what a chat reads of an alert, and of where a question stands.

It owns the layout, the escaping and the limits. Words come from the catalog; sending is not its business.
Everything a feed said is taken for hostile: it may hold markup, control characters, or reverse the line.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.model import Button, ChangeKind, Message
from bot.text.catalog import zone_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, tzinfo

    from bot.model import Alert, Development, Entry, Evidence, Language, Standing
    from bot.text.catalog import Catalog

MESSAGE_UNITS = 4096
"""The longest text Telegram takes, in UTF-16 units, counted after markup is read (Bot API, sendMessage)."""
URL_UNITS = 2048

_ASK_UNITS = 160
_OUTLET_UNITS = 40
_HEADLINE_UNITS = 400
_LISTED_HEADLINE_UNITS = 140
_OUTLETS_NAMED = 3
_DEVELOPMENTS_LISTED = 5

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
"""Control, formatting (bidi, zero width) and surrogate characters; what separates lines has become a space before."""
_IN_A_URL = re.compile(r"[!-~\u00a1-\ud7ff\ue000-\U0010ffff]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line, with and without markup. `link` is what the markup points to, or empty."""

    html: str
    plain: str
    link: str = ""


_BLANK = _Line("", "")


def compose(alert: Alert, *, catalog: Catalog, now: datetime, zone: tzinfo, repeat: bool = False) -> Message:
    """The message of an alert. `repeat`: an earlier sending of it got no answer."""
    development = alert.development
    lead = development.lead
    lines = [
        _head(catalog.phase(development.phase), alert.ask, catalog),
        _BLANK,
        _headline(lead.entry, catalog, _HEADLINE_UNITS, bold=True),
        _BLANK,
        _text(catalog.text("alert.by", outlets=_outlets(development.evidence, catalog))),
        _text(_support(development, catalog)),
        _text(_times(lead, catalog, now, zone)),
    ]
    if alert.transition.kind is ChangeKind.CONFIRMED:
        first = catalog.moment(development.opened_at, now, zone)
        age = catalog.age(alert.transition.at - development.opened_at)
        lines.append(_text(catalog.text("alert.confirmed", first=first, age=age)))
    if repeat:
        lines += [_BLANK, _text(catalog.text("alert.repeat"))]
    unfollow = Button(catalog.text("alert.unfollow"), data=f"u:{alert.transition.question}")
    read = [Button(catalog.text("alert.read"), url=url) for url in (_link(lead.entry.url),) if url]
    return _message(lines, buttons=((*read, unfollow),))


def compose_standing(standing: Standing, *, catalog: Catalog, now: datetime, zone: tzinfo) -> Message:
    """Where a question stands: its phase, and the latest of what is known, the newest first."""
    lines = [_head(catalog.phase(standing.phase), standing.question.ask, catalog)]
    if not standing.developments:
        watched = catalog.age(now - standing.watched_since)
        return _message([*lines, _text(catalog.text("standing.nothing", age=watched))])
    since = catalog.text(
        "standing.since",
        since=catalog.moment(standing.watched_since, now, zone),
        zone=zone_name(standing.watched_since, zone),
        developments=catalog.plural("developments", standing.total),
    )
    lines.append(_text(since))
    listed = standing.developments[:_DEVELOPMENTS_LISTED]
    for development in listed:
        lines += [_BLANK, *_listed(development, catalog, now)]
    if earlier := standing.total - len(listed):
        lines += [_BLANK, _text(catalog.plural("standing.earlier", earlier))]
    return _message(lines)


# ------------------------------------------------------------------ lines


def _head(phase: str, ask: Mapping[Language, str], catalog: Catalog) -> _Line:
    """The state and the question: all that a lock screen shows."""
    state, question = phase.upper(), clip(clean(catalog.choose(ask)), _ASK_UNITS)
    return _Line(f"<b>{escape(state)}</b> · {escape(question)}", f"{state} · {question}")


def _headline(entry: Entry, catalog: Catalog, limit: int, *, bold: bool = False) -> _Line:
    title = clip(clean(entry.title) or clean(entry.summary) or "…", limit)
    link = _link(entry.url)
    html = escape(title)
    if link:
        html = f'<a href="{escape(link)}">{html}</a>'
    if bold:
        html = f"<b>{html}</b>"
    if entry.lang is catalog.language:
        return _Line(html, title, link)
    language = catalog.written_in(entry.lang)
    return _Line(f"{html} · <i>{escape(language)}</i>", f"{title} · {language}", link)


def _listed(development: Development, catalog: Catalog, now: datetime) -> tuple[_Line, _Line]:
    reported = catalog.text(
        "standing.development",
        phase=catalog.phase(development.phase),
        outlets=_outlets(development.evidence, catalog),
        age=catalog.age(now - development.lead.published),
    )
    return _headline(development.lead.entry, catalog, _LISTED_HEADLINE_UNITS), _text(reported)


def _support(development: Development, catalog: Catalog) -> str:
    """Origins and articles are two numbers, since ten copies are one origin."""
    origins = catalog.plural("origins", len(development.origins))
    articles = catalog.plural("articles", len(development.evidence))
    return f"{origins} ({articles})"


def _outlets(evidence: Sequence[Evidence], catalog: Catalog) -> str:
    """Up to three names in order of arrival, and how many more."""
    official: dict[str, bool] = {}
    for piece in evidence:
        name = clip(clean(piece.outlet) or clean(piece.origin) or clean(piece.entry.feed), _OUTLET_UNITS)
        official[name] = official.get(name, False) or piece.official
    names = [catalog.text("alert.official", outlet=name) if official[name] else name for name in official]
    more = len(names) - _OUTLETS_NAMED
    return ", ".join(names[:_OUTLETS_NAMED]) + (f" +{more}" if more > 0 else "")


def _times(lead: Evidence, catalog: Catalog, now: datetime, zone: tzinfo) -> str:
    seen = catalog.moment(lead.seen_at, now, zone)
    name = zone_name(lead.seen_at, zone)
    if lead.entry.published is None:
        return catalog.text("alert.seen", seen=seen, zone=name)
    published = catalog.moment(lead.published, now, zone)
    return catalog.text("alert.published", published=published, seen=seen, zone=name)


# ------------------------------------------------------------------ text


def _text(text: str) -> _Line:
    return _Line(escape(text), text)


def _message(lines: Iterable[_Line], buttons: tuple[tuple[Button, ...], ...] = ()) -> Message:
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


def _link(url: str) -> str:
    """The address, if it is one that a button may open; Telegram refuses a message for a bad one."""
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
    """One line of visible text: white space folded, control, bidi and zero-width characters gone."""
    folded = " ".join(text.split())
    return " ".join("".join(c for c in folded if unicodedata.category(c) not in _INVISIBLE).split())


def clip(text: str, limit: int) -> str:
    """`text` in at most `limit` UTF-16 units, cut between words where that keeps most of it."""
    if units(text) <= limit:
        return text
    cut = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    at_word = cut.rpartition(" ")[0]
    return (at_word if units(at_word) > limit // 2 else cut).rstrip(" ,;:.-–—") + "…"


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2
