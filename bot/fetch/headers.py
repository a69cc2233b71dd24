"""What the headers of an answer ask for: when to come back, and how to read the text. Pure."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_WAIT = timedelta(hours=24)
"""No header may keep us away for longer: some ask for years, by mistake."""

_EPOCH = 1_000_000_000  # X-RateLimit-Reset is in seconds from now, or of the epoch: nobody asks for 30 years
_TRUST_ENDS_IN = "no-cache", "no-store"


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long Retry-After (RFC 9110 §10.2.3), else X-RateLimit-Reset, asks to be left alone. Zero is an answer."""
    text = headers.get("retry-after", "").strip()
    seconds = _number(text)
    if seconds is not None:
        return _wait(seconds)
    if (date := _date(text)) is not None:
        return _wait((date - now).total_seconds())
    reset = _number(headers.get("x-ratelimit-reset", ""))
    if reset is None:
        return None
    return _wait(reset - now.timestamp() if reset > _EPOCH else reset)


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the answer stays fresh by Cache-Control, else Expires (RFC 9111 §4.2.1); None if they do not say."""
    directives = {}
    for part in headers.get("cache-control", "").lower().split(","):
        name, _, value = part.partition("=")
        directives[name.strip()] = value.strip(' "')
    if any(name in directives for name in _TRUST_ENDS_IN):
        return None
    if "max-age" in directives:
        seconds = _number(directives["max-age"])
        return None if seconds is None else _wait(seconds - (_number(headers.get("age", "")) or 0)) or None
    expires = _date(headers.get("expires", ""))
    if expires is None:
        return None
    return _wait((expires - (_date(headers.get("date", "")) or now)).total_seconds()) or None


def charset(headers: Mapping[str, str]) -> str | None:
    """The charset that Content-Type states, if it is one that exists."""
    message = Message()
    message["content-type"] = headers.get("content-type", "")
    stated = message.get_content_charset()
    try:
        return codecs.lookup(stated).name if stated else None
    except (LookupError, ValueError):
        return None


def _wait(seconds: float) -> timedelta:
    return timedelta(seconds=min(max(seconds, 0.0), LONGEST_WAIT.total_seconds()))


def _number(text: str) -> float | None:
    text = text.strip()
    return float(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else None


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
