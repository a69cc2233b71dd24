"""A mistake, shown to the person who made it: where it is, what is wrong, what would be right.

It knows nothing of YAML, or of what a file or the environment should say.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_SHOWN_BEFORE = 70
"""Characters of a long line shown before the caret; as many as fit a terminal."""
_SHOWN = 100


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`line` and `column` count from 1, in characters; `source` is that line as it stands, without its break."""

    line: int
    column: int
    message: str
    hint: str = ""
    name: str = ""
    source: str = ""

    def __str__(self) -> str:
        return self.render()

    def render(self) -> str:
        """The problem on one line, then the source line, a caret under the column, and the hint."""
        lines = [f"{self.name}:{self.line}:{self.column}: {self.message}"]
        if self.source.strip():
            lines += _underlined(self.source, self.column - 1)
        if self.hint:
            lines.append(f"  {self.hint}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, with places in it given as offsets from its beginning."""

    name: str
    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(found.end() for found in _LINE_BREAK.finditer(self.text)))
        object.__setattr__(self, "_starts", starts)

    def line(self, offset: int) -> int:
        """The line of an offset, from 1. An offset at the very end of a finished text belongs to its last line."""
        number = bisect_right(self._starts, offset)
        ends_text = offset >= len(self.text) and offset == self._starts[number - 1]
        return number - 1 if ends_text and number > 1 else number

    def content(self, line: int) -> str:
        """A line without its break."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def column(self, offset: int) -> int:
        """The column of an offset, from 1."""
        line = self.line(offset)
        return min(offset - self._starts[line - 1], len(self.content(line))) + 1

    def problem(self, offset: int, message: str, hint: str = "") -> Problem:
        line = self.line(offset)
        return Problem(line, self.column(offset), message, hint, self.name, self.content(line))


class Complaint(ValueError):
    """Why a value is refused. `column` is the character of the value at fault (from 0), or None for all of it."""

    def __init__(self, message: str, hint: str = "", column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.column = column


def listed(problems: Iterable[Problem], most: int = 50) -> str:
    """All problems in order of place; of a great many, the first `most` and how many are left."""
    ordered = sorted(problems)
    shown = [problem.render() for problem in ordered[:most]]
    if len(ordered) > most:
        shown.append(f"... and {len(ordered) - most} more")
    return "\n".join(shown)


def counted(number: int) -> str:
    return "1 problem" if number == 1 else f"{number} problems"


def _underlined(source: str, index: int) -> list[str]:
    """The line and a caret under its character at `index`; a long line is cut around it."""
    start = max(0, index - _SHOWN_BEFORE) if len(source) > _SHOWN else 0
    head = "…" if start else ""
    tail = "…" if len(source) > start + _SHOWN else ""
    before, after = source[start:index], source[index : start + _SHOWN]
    indent = "" if head else before[: len(before) - len(before.lstrip())]
    kept = before[len(indent) :]
    caret = " " * (len(head) + sum(_width(character) for character in kept))
    return [f"    {head}{_printable(kept + after)}{tail}", f"    {caret}^"]


def _printable(text: str) -> str:
    """The text with tabs as one space and what a terminal might obey as a replacement character."""
    shown = text.replace("\t", " ")
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in shown)


def _width(character: str) -> int:
    """Columns a character takes in a terminal."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
