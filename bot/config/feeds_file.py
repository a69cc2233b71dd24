"""feeds.yaml in the hands of a command: which feeds stand on which line, and writing it with one more or less.

It raises ConfigError with what to do by hand where the file cannot be edited, and never leaves half an edit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.config.editing import snippet, with_feeds, without_feed
from bot.config.layout import Unusual
from bot.config.positions import BYTE_ORDER_MARK, Document, read_document
from bot.config.problems import Source
from bot.config.reading import config_of, read_text
from bot.config.replacing import replace_text
from bot.config.values import canonical
from bot.errors import BotError, ConfigError, FileUnwritable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.config.editing import Edit, NewFeed
    from bot.model import Config, FeedUrl


@dataclass(frozen=True, slots=True)
class FeedsFile:
    """The file as it was read, valid. `places` maps each feed's addresses, in their canonical form, to its index."""

    path: Path
    text: str
    config: Config
    lines: tuple[int, ...]
    places: Mapping[str, int]

    def line_of(self, *addresses: str) -> int:
        """The line, from 1, of a feed that has one of these addresses however they are written; 0 if none has."""
        index = self.index_of(*addresses)
        return 0 if index is None else self.lines[index]

    def index_of(self, *addresses: str) -> int | None:
        return next((self.places[key] for key in map(canonical, addresses) if key in self.places), None)

    def known_at(self, moved: Mapping[FeedUrl, str]) -> FeedsFile:
        """The same, with the addresses to which its feeds have moved as further ones of theirs."""
        places = {canonical(address): self.places[canonical(url)] for url, address in moved.items()}
        return replace(self, places={**places, **self.places})

    def add(self, feeds: Sequence[NewFeed]) -> Edit:
        """Write the file with these feeds too."""
        edit = self.would_add(feeds)
        try:
            replace_text(self.path, edit.text, instead_of=self.text)
        except FileUnwritable as error:
            raise FileUnwritable(f"{error}\n{_by_hand(feeds)}") from None
        return edit

    def would_add(self, feeds: Sequence[NewFeed]) -> Edit:
        edit = with_feeds(self.text, str(self.path), feeds)
        if isinstance(edit, Unusual):
            raise ConfigError(f"{self._refusal(edit)}\n{_by_hand(feeds)}")
        return edit

    def remove(self, index: int) -> Edit:
        """Write the file without a feed, which must not be the only one."""
        if len(self.config.feeds) == 1:
            raise BotError(f"{self.path}:{self.lines[index]}: this is the only feed, and there must be one")
        edit = without_feed(self.text, str(self.path), index)
        if isinstance(edit, Unusual):
            raise ConfigError(f"{self._refusal(edit)}\nThe feed begins on line {self.lines[index]}.")
        replace_text(self.path, edit.text, instead_of=self.text)
        return edit

    def _refusal(self, unusual: Unusual) -> str:
        return f"{self.path}:{unusual.line}: {unusual.why}; nothing was written. Please edit it by hand."


def open_feeds_file(path: Path) -> FeedsFile:
    """Raises ConfigError with every problem of the file."""
    text = read_text(path)
    config = config_of(text, str(path))
    source = Source(str(path), text.removeprefix(BYTE_ORDER_MARK))
    document = read_document(source)
    lines = _lines(document, len(config.feeds)) if isinstance(document, Document) else ()
    return FeedsFile(path, text, config, lines, {canonical(feed.url): n for n, feed in enumerate(config.feeds)})


def _lines(document: Document, feeds: int) -> tuple[int, ...]:
    return tuple(document.source.line(document.value(("feeds", index, "url"))) for index in range(feeds))


def _by_hand(feeds: Sequence[NewFeed]) -> str:
    return f"To paste under 'feeds:':\n{snippet(feeds)}"
