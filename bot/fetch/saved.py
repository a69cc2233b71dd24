"""Feed files that a person saved: who speaks in them, and their entries.

They are read in this process and without a limit of time: whoever runs the command chose them. What comes over the
network is read in `bot.fetch.worker`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.fetch.document import Document
from bot.fetch.head import read_head
from bot.fetch.parser import ParseFailed, parse
from bot.text.tongue import likely_language, stated_language

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Entry, FeedUrl, Language

_MOST_ENTRIES = 1_000_000
_TELLING_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class SavedFeed:
    """A file and what its head says. `address` is the feed's own, `site` its home page; '' where it does not say.

    `lang` is what it states, else what it reads like. `dated` is the date it states, else the file's.
    """

    path: Path
    title: str
    lang: Language
    address: str
    site: str
    dated: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    path: Path
    why: str


def open_saved(path: Path) -> SavedFeed | Unreadable:
    try:
        body = path.read_bytes()
        changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    except OSError as error:
        return Unreadable(path, f"cannot be read: {error.strerror or error}")
    except ValueError:
        return Unreadable(path, "no file can have such a name")
    try:
        head = read_head(Document(body, ""))
    except Exception as error:  # noqa: BLE001 - see entries_of
        return _defeating(path, error)
    return SavedFeed(
        path=path,
        title=head.title,
        lang=stated_language(head.language) or likely_language(body[:_TELLING_BYTES].decode(errors="ignore")),
        address=head.address,
        site=head.site,
        dated=head.dated or changed,
        body=body,
    )


def entries_of(saved: SavedFeed, feed: FeedUrl) -> tuple[Entry, ...] | Unreadable:
    """What the file says, as entries of that feed."""
    document = Document(saved.body, saved.address or saved.site)
    try:
        parsed = parse(feed, saved.lang, document, most=_MOST_ENTRIES)
    except Exception as error:  # noqa: BLE001 - a parser's bug must not end the reading of other files
        return _defeating(saved.path, error)
    return Unreadable(saved.path, parsed.detail) if isinstance(parsed, ParseFailed) else parsed.entries


def _defeating(path: Path, error: Exception) -> Unreadable:
    return Unreadable(path, f"the parser failed on it ({type(error).__name__})")
