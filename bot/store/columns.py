"""How values of the model become columns and come back: times are whole milliseconds since the epoch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, overload

from bot.model import Entry, EntryKey, FeedUrl, Language

if TYPE_CHECKING:
    import sqlite3

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

ENTRY_COLUMNS = "feed, key, fingerprint, guid, url, title, summary, author, source, source_url, lang, dated"


@overload
def to_ms(when: datetime) -> int: ...
@overload
def to_ms(when: None) -> None: ...
def to_ms(when: datetime | None) -> int | None:
    return None if when is None else (when - _EPOCH) // _MILLISECOND


@overload
def from_ms(value: int) -> datetime: ...
@overload
def from_ms(value: None) -> None: ...
def from_ms(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + value * _MILLISECOND


def entry_values(entry: Entry) -> tuple[Any, ...]:
    """The values of ENTRY_COLUMNS, in their order."""
    return (
        entry.feed,
        entry.key,
        entry.fingerprint,
        entry.guid,
        entry.url,
        entry.title,
        entry.summary,
        entry.author,
        entry.source,
        entry.source_url,
        entry.lang.value,
        int(entry.published is not None),
    )


def entry_from(row: sqlite3.Row) -> Entry:
    """`published_at` is the time that counts; `dated` says whether the feed gave one."""
    return Entry(
        feed=FeedUrl(row["feed"]),
        key=EntryKey(row["key"]),
        fingerprint=row["fingerprint"],
        guid=row["guid"],
        url=row["url"],
        title=row["title"],
        summary=row["summary"],
        author=row["author"],
        source=row["source"],
        source_url=row["source_url"],
        lang=Language(row["lang"]),
        published=from_ms(row["published_at"]) if row["dated"] else None,
    )
