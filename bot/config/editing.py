"""feeds.yaml with a feed more or less: text to text, where every other character stays as the admin wrote it.

It inserts and takes out whole lines, and proves the result by reading it: what it says must be what the old text said,
and the change. What is written too unusually for that is refused. It opens no file. A text that is not valid to begin
with raises ConfigError.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.config.layout import Layout, Unusual, lay_out
from bot.config.positions import Document, read_document
from bot.config.problems import Source
from bot.config.reading import config_of, read_config
from bot.config.values import write_duration
from bot.model import Config, Feed, FeedKind
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import timedelta

    from bot.config.layout import Item
    from bot.model import Language

_HEADING = re.compile(r"[-=*~#_]{3}")


@dataclass(frozen=True, slots=True)
class NewFeed:
    """What is to be written of a feed. Without `every` it is polled as often as the file says for all."""

    url: str
    outlet: str
    lang: Language
    kind: FeedKind = FeedKind.PRESS
    every: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """`lines` are those that came or went, numbered from 1 as they stand in the text that has them.

    `left` is the number of a comment above a removed feed that may speak of others too and stays, or 0.
    """

    text: str
    lines: tuple[tuple[int, str], ...]
    left: int = 0


def with_feeds(text: str, name: str, additions: Sequence[NewFeed]) -> Edit | Unusual:
    """Each stands after the feeds it is most like: of its publisher, else of its kind and language, else the last."""
    config, layout = config_of(text, name), lay_out(text, name)
    if isinstance(layout, Unusual):
        return layout
    coming: defaultdict[int, list[NewFeed]] = defaultdict(list)
    for new in additions:
        coming[_place(config.feeds, new)].append(new)
    lines: list[str] = []
    added: list[tuple[int, str]] = []
    done = 0
    for index, item in enumerate(layout.items):
        lines += layout.lines[done : item.last + 1]
        done = item.last + 1
        for new in coming[index]:
            block = _block(new, item, layout)
            added += ((len(lines) + 1 + number, line.rstrip("\r\n")) for number, line in enumerate(block))
            lines += block
    edit = Edit(layout.mark + "".join([*lines, *layout.lines[done:]]), tuple(added))
    return _proved(edit, name, config, additions)


def without_feed(text: str, name: str, index: int) -> Edit | Unusual:
    """The text without one of its feeds and the comments that are that feed's alone. It must not be the only one."""
    config, layout = config_of(text, name), lay_out(text, name)
    if isinstance(layout, Unusual):
        return layout
    item = layout.items[index]
    above = layout.comments_above(index)
    left = 0
    if above and not _is_its_own(layout, index, above):
        left, above = above[0] + 1, range(0)
    first, end = (above[0] if above else item.first), item.last + 1
    if layout.is_blank(end) and (layout.is_blank(first - 1) or index == 0):
        end += 1
    gone = tuple((number + 1, layout.lines[number].rstrip("\r\n")) for number in range(first, end))
    edit = Edit(layout.mark + "".join([*layout.lines[:first], *layout.lines[end:]]), gone, left)
    return _proved(edit, name, replace(config, feeds=config.feeds[:index] + config.feeds[index + 1 :]), ())


def snippet(additions: Iterable[NewFeed]) -> str:
    """The feeds as they may be pasted under `feeds:`."""
    return "".join(line for new in additions for line in _lines(new, "  ", "\n"))


def _place(feeds: Sequence[Feed], new: NewFeed) -> int:
    """The feed to stand after."""
    owner = publisher(new.url)
    akin = [index for index, feed in enumerate(feeds) if (publisher(feed.url), feed.kind) == (owner, new.kind)]
    alike = [index for index, feed in enumerate(feeds) if (feed.kind, feed.lang) == (new.kind, new.lang)]
    return (akin or alike or [len(feeds) - 1])[-1]


def _is_its_own(layout: Layout, index: int, above: range) -> bool:
    """Whether comments right above a feed are that feed's, rather than the heading of a group it begins.

    A heading has nothing or a blank line above it, and more than one feed below.
    """
    item = layout.items[index]
    begins_group = index == 0 or layout.is_blank(above[0] - 1)
    is_alone = index + 1 == len(layout.items) or layout.items[index + 1].first > item.last + 1
    is_decorated = any(_HEADING.search(layout.lines[number].strip(" \t#")) for number in above)
    return not is_decorated and (not begins_group or is_alone)


# ------------------------------------------------------------------ writing a feed


def _block(new: NewFeed, after: Item, layout: Layout) -> list[str]:
    """The lines of a feed in the manner of the one it follows."""
    indent = " " * layout.dash
    if after.in_braces:
        pairs = ", ".join(f"{key}: {_scalar(value, in_braces=True)}" for key, value in _pairs(new))
        block = [f"{indent}- {{{pairs}}}{layout.line_break}"]
    else:
        block = _lines(new, indent, layout.line_break)
    return [layout.line_break, *block] if layout.spaced else block


def _lines(new: NewFeed, indent: str, line_break: str) -> list[str]:
    pairs = [f"{key}: {_scalar(value)}" for key, value in _pairs(new)]
    return [f"{indent}{'  ' if number else '- '}{pair}{line_break}" for number, pair in enumerate(pairs)]


def _pairs(new: NewFeed) -> list[tuple[str, str]]:
    kind = [("kind", new.kind.value)] if new.kind is not FeedKind.PRESS else []
    every = [("every", write_duration(new.every))] if new.every else []
    return [("url", new.url), ("outlet", new.outlet), *kind, ("lang", new.lang.value), *every]


def _scalar(value: str, *, in_braces: bool = False) -> str:
    """The plainest way to write a text that YAML reads as that text."""
    quoted = "'" + value.replace("'", "''") + "'"
    line = f"{{a: {value}, b: x}}" if in_braces else f"a: {value}\nb: x\n"
    document = read_document(Source("", line))
    is_plain = isinstance(document, Document) and document.data == {"a": value, "b": "x"}
    return value if is_plain else quoted


# ------------------------------------------------------------------ proving the result


def _proved(edit: Edit, name: str, old: Config, additions: Sequence[NewFeed]) -> Edit | Unusual:
    """The edit, if what it says is the old configuration and the additions, each once."""
    new = read_config(edit.text, name)
    if isinstance(new, Config) and _says(new, old, {feed.url: feed for feed in additions}):
        return edit
    return Unusual(edit.lines[0][0], "with that change it would not say what is meant")


def _says(new: Config, old: Config, additions: Mapping[str, NewFeed]) -> bool:
    kept = tuple(feed for feed in new.feeds if feed.url not in additions)
    come = [feed for feed in new.feeds if feed.url in additions]
    same = replace(new, feeds=kept) == old and len(come) == len(additions)
    return same and all(_is(feed, additions[feed.url]) for feed in come)


def _is(feed: Feed, meant: NewFeed) -> bool:
    said = (feed.outlet, feed.kind, feed.lang)
    return said == (meant.outlet, meant.kind, meant.lang) and meant.every in (None, feed.every)
