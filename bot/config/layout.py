"""How the list of feeds is laid out in the text of feeds.yaml: which lines belong to which feed.

It knows lines, not what they mean, and changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.config.positions import BYTE_ORDER_MARK, read_document
from bot.config.problems import Problem, Source

if TYPE_CHECKING:
    from bot.config.positions import Document

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_DASH = re.compile(r"(?:\A|[\r\n])( *)-(?: +| *(?:\r\n|\r|\n) *)\Z")


@dataclass(frozen=True, slots=True)
class Unusual:
    """Why a text is better edited by hand, and the line that makes it so, from 1."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Item:
    """The lines of one feed, from 0: from its dash to the last of it, with the comments indented under it."""

    first: int
    last: int
    in_braces: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """`lines` with their breaks; every dash stands in the column `dash`, from 0.

    `mark` is what stands before the first line: a byte order mark or nothing. `spaced`: blank lines part the feeds.
    """

    mark: str
    lines: tuple[str, ...]
    items: tuple[Item, ...]
    dash: int
    line_break: str
    spaced: bool

    def is_blank(self, line: int) -> bool:
        return 0 <= line < len(self.lines) and not self.lines[line].strip()

    def comments_above(self, index: int) -> range:
        """The lines of comment right above a feed, none of which belongs to the feed before."""
        last = self.items[index].first
        first = last
        while self.lines[first - 1].lstrip().startswith("#") and first - 1 > self._before(index):
            first -= 1
        return range(first, last)

    def _before(self, index: int) -> int:
        return self.items[index - 1].last if index else 0


def lay_out(text: str, name: str) -> Layout | Unusual:
    """Of a file that has feeds. Lists that are written in [ ], or with aliases, are too unusual."""
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    source = Source(name, text.removeprefix(mark))
    document = read_document(source)
    if isinstance(document, Problem):
        return Unusual(document.line, document.message)
    if document.is_flow(("feeds",)):
        return Unusual(source.line(document.span(("feeds",))[0]), "the list of feeds is written in [ ]")
    lines = _LINE.findall(source.text)
    line_break = next((line[len(line.rstrip("\r\n")) :] for line in lines if line[-1] in "\r\n"), "\n")
    if lines[-1][-1] not in "\r\n":
        lines[-1] += line_break
    items: list[Item] = []
    for index in range(len(document.data["feeds"])):
        item = _item(document, index, lines)
        if isinstance(item, Unusual):
            return item
        items.append(item)
    gaps = [not lines[after.first - 1].strip() for _, after in pairwise(items)]
    dash = lines[items[0].first].index("-")
    return Layout(mark, tuple(lines), tuple(items), dash, line_break, bool(gaps) and all(gaps))


def _item(document: Document, index: int, lines: list[str]) -> Item | Unusual:
    source = document.source
    start, end = document.span(("feeds", index))
    before = _DASH.search(source.text[:start])
    if before is None:
        return Unusual(source.line(start), "this feed is written in a way of its own")
    first = source.line(before.start(1)) - 1
    last = source.line(max(end - 1, start)) - 1
    dash = len(before[1])
    while last + 1 < len(lines) and _is_comment_under(lines[last + 1], dash):
        last += 1
    return Item(first, last, document.is_flow(("feeds", index)))


def _is_comment_under(line: str, dash: int) -> bool:
    content = line.lstrip(" ")
    return content.startswith("#") and len(line) - len(content) > dash
