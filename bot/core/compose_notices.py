"""The message that tells an admin all notices at once: by kind, the first few feeds named, the rest counted.

Whatever a server or a file said is taken for hostile, and no credential of an address is shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, assert_never

from bot.core.lines import BLANK, MESSAGE_UNITS, Line, as_message, bold_line, clean, clip, text_line, units
from bot.model import (
    ConfigMended,
    ConfigRefused,
    FeedFailing,
    FeedMoved,
    FeedStopped,
    NetworkBack,
    NetworkDown,
    Stop,
)
from bot.text.catalog import zone_name
from bot.text.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from bot.model import Message, Noticed
    from bot.text.catalog import Catalog

NAMED = 5
"""Feeds of one kind; fewer where there is no room for so many."""

OUTAGES = 3

_OUTLET_UNITS = 60
_ADDRESS_UNITS = 200
_WHY_UNITS = 200
_PROBLEM_UNITS = 800
_PROBLEM_LINE_UNITS = 200

_FeedNotice = FeedStopped | FeedMoved | FeedFailing
_FEEDS = (
    "notice.gone",
    "notice.missing",
    "notice.unauthorized",
    "notice.merged",
    "notice.failing",
    "notice.moved",
)
"""The gravest first."""


def compose_notices(notices: Sequence[Noticed], *, catalog: Catalog, now: datetime, zone: tzinfo) -> Message:
    """What is to be done comes first, and what is well again last."""
    words = _Words(catalog, now, zone)
    for named in range(NAMED, 0, -1):
        lines = _lines(notices, words, named)
        if units("\n".join(line.plain for line in lines)) <= MESSAGE_UNITS:
            return as_message(lines)
    return as_message(_lines(notices, words, 0))


@dataclass(frozen=True, slots=True)
class _Words:
    catalog: Catalog
    now: datetime
    zone: tzinfo

    def time(self, when: datetime) -> str:
        return self.catalog.moment(when, self.now, self.zone)

    def text(self, key: str, **times: datetime) -> Line:
        """A text with times in it, and the zone they are in."""
        shown = {name: self.time(when) for name, when in times.items()}
        return text_line(self.catalog.text(key, zone=zone_name(self.now, self.zone), **shown))


@dataclass(slots=True)
class _Sorted:
    """What the notices say, by where it stands in the message."""

    urgent: list[Line] = field(default_factory=list)
    feeds: defaultdict[str, list[_FeedNotice]] = field(default_factory=lambda: defaultdict(list))
    outages: list[Line] = field(default_factory=list)
    mended: list[Line] = field(default_factory=list)

    def take(self, one: Noticed, words: _Words) -> None:
        match one.notice:
            case NetworkDown(since):
                self.urgent += [BLANK, words.text("notice.down", since=since)]
            case NetworkBack(since):
                self.outages.append(words.text("notice.back", since=since, until=one.at))
            case ConfigRefused(problems):
                self.urgent += [BLANK, words.text("notice.refused", when=one.at), _quoted(problems)]
            case ConfigMended(since):
                self.mended += [BLANK, words.text("notice.mended", since=since, when=one.at)]
            case FeedStopped() | FeedMoved() | FeedFailing():
                self.feeds[_group(one.notice)].append(one.notice)
            case _:
                assert_never(one.notice)


def _lines(notices: Sequence[Noticed], words: _Words, named: int) -> list[Line]:
    found = _Sorted()
    for one in notices:
        found.take(one, words)
    lines = [bold_line(words.catalog.text("notice.head")), *found.urgent]
    for key in _FEEDS:
        if found.feeds[key]:
            lines += [BLANK, *_feeds(key, found.feeds[key], words.catalog, named)]
    for outage in found.outages[-OUTAGES:]:
        lines += [BLANK, outage]
    if len(found.outages) > OUTAGES:
        lines.append(text_line(words.catalog.plural("notice.back.earlier", len(found.outages) - OUTAGES)))
    return [*lines, *found.mended]


def _group(notice: _FeedNotice) -> str:
    match notice:
        case FeedStopped(why=Stop.GONE):
            return "notice.gone"
        case FeedStopped(why=Stop.MISSING):
            return "notice.missing"
        case FeedStopped(why=Stop.UNAUTHORIZED):
            return "notice.unauthorized"
        case FeedStopped():
            return "notice.merged"
        case FeedFailing():
            return "notice.failing"
        case FeedMoved():
            return "notice.moved"
        case _:
            assert_never(notice)


def _feeds(key: str, notices: Sequence[_FeedNotice], catalog: Catalog, named: int) -> Iterable[Line]:
    yield text_line(catalog.plural(key, len(notices)))
    for notice in notices[:named]:
        outlet, address = clip(clean(notice.outlet), _OUTLET_UNITS), _address(notice.feed)
        yield Line(f"• {escape(outlet)} · <code>{escape(address)}</code>", f"• {outlet} · {address}")
        if isinstance(notice, FeedFailing):
            yield _code("", clip(clean(redact(notice.why)), _WHY_UNITS))
        elif notice.to and key in {"notice.moved", "notice.merged"}:
            yield _code("→ ", _address(notice.to))
    if more := len(notices) - min(named, len(notices)):
        yield text_line(catalog.plural("notice.more", more))


def _address(url: str) -> str:
    return clip(clean(redact(url)), _ADDRESS_UNITS)


def _code(before: str, text: str) -> Line:
    """Whatever it says, it is no link."""
    return Line(f"{before}<code>{escape(text)}</code>", f"{before}{text}") if text else BLANK


def _quoted(problems: str) -> Line:
    """The first of the problems, line by line, with their carets where they belong."""
    shown: list[str] = []
    for line in redact(problems).splitlines():
        shown.append(
            clip("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line), _PROBLEM_LINE_UNITS)
        )
        if units("\n".join(shown)) > _PROBLEM_UNITS:
            shown[-1] = "…"
            break
    text = "\n".join(shown)
    return Line(f"<pre>{escape(text)}</pre>", text)
