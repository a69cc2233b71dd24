"""Headers that say when to come back, and in what charset the text is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.fetch.headers import charset, fresh_for, retry_after
from tests.builders import T0

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "120"}, timedelta(minutes=2)),
        ({"retry-after": "0"}, timedelta(0)),
        ({"retry-after": "1.5"}, timedelta(seconds=1.5)),
        ({"retry-after": "Thu, 08 Jan 2026 13:00:00 GMT"}, HOUR),
        ({"retry-after": "Thu, 08 Jan 2026 13:00:00 -0000"}, HOUR),
        ({"retry-after": "Thu, 08 Jan 2026 08:00:00 -0500"}, HOUR),
        ({"retry-after": "Thu, 08 Jan 2026 11:00:00 GMT"}, timedelta(0)),
        ({"retry-after": "999999999999999999999"}, timedelta(days=1)),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "²"}, None),
        ({"retry-after": "Thu, 99 Jan 2026 13:00:00 GMT"}, None),
        ({"x-ratelimit-reset": "61"}, timedelta(seconds=61)),
        ({"x-ratelimit-reset": str(int((T0 + HOUR).timestamp()))}, HOUR),
        ({"retry-after": "5", "x-ratelimit-reset": "61"}, timedelta(seconds=5)),
        ({"x-ratelimit-reset": "never"}, None),
        ({}, None),
    ],
)
def test_retry_after(headers: dict[str, str], wait: timedelta | None) -> None:
    """Rule 16: in seconds or as a date, else X-RateLimit-Reset; zero is a value."""
    assert retry_after(headers, T0) == wait


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({"cache-control": "public, max-age=3600"}, HOUR),
        ({"cache-control": 'Max-Age="3600"'}, HOUR),
        ({"cache-control": "max-age=3600", "age": "600"}, timedelta(minutes=50)),
        ({"cache-control": "max-age=3600", "age": "7200"}, None),
        ({"cache-control": "max-age=0"}, None),
        ({"cache-control": "max-age=31536000"}, timedelta(days=1)),
        ({"cache-control": "max-age=an hour"}, None),
        ({"cache-control": "no-cache, max-age=3600"}, None),
        ({"cache-control": "no-store", "expires": "Thu, 08 Jan 2026 13:00:00 GMT"}, None),
        ({"expires": "Thu, 08 Jan 2026 13:00:00 GMT"}, HOUR),
        ({"expires": "Thu, 08 Jan 2026 13:00:00 GMT", "date": "Thu, 08 Jan 2026 12:30:00 GMT"}, HOUR / 2),
        ({"cache-control": "max-age=60", "expires": "Thu, 08 Jan 2026 13:00:00 GMT"}, timedelta(minutes=1)),
        ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, None),
        ({"expires": "0"}, None),
        ({}, None),
    ],
)
def test_fresh_for(headers: dict[str, str], fresh: timedelta | None) -> None:
    """Rule 10: how long a server asks not to be polled again; nothing it says counts for more than a day."""
    assert fresh_for(headers, T0) == fresh


@pytest.mark.parametrize(
    ("content_type", "name"),
    [
        ("text/xml; charset=ISO-8859-1", "iso8859-1"),
        ('application/rss+xml; charset="utf-8"', "utf-8"),
        ("text/xml", None),
        ("text/xml; charset=klingon", None),
        ("text/xml; charset=\x00", None),
        ("", None),
    ],
)
def test_charset(content_type: str, name: str | None) -> None:
    """Rule 32: only a charset that is stated and exists; a plain text/xml states none."""
    assert charset({"content-type": content_type}) == name
