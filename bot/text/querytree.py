"""What a query is once it is read: a tree of frozen nodes, and the error of one that cannot be read.

It says nothing of how a query is written (`lexer`, `query`) or found in text (`bot.core.match`).
Spans are characters `start` to `end` of the query.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Place


class QueryError(ValueError):
    """A query that cannot be read: what is wrong at `column`, an offset from 0, and what would be right."""

    def __init__(self, column: int, message: str, hint: str) -> None:
        super().__init__(f"column {column + 1}: {message} ({hint})")
        self.column = column
        self.message = message
        self.hint = hint


class WordKind(StrEnum):
    PLAIN = "plain"
    """Case, accents and number fold."""
    NAME = "name"
    """Begins with a capital: the same word, written with a capital."""
    PREFIX = "prefix"
    """Ended in a star: every word that begins so; case and accents fold."""


@dataclass(frozen=True, slots=True)
class Word:
    """`text` is as written; `form` is folded, but not for number, and without the star."""

    start: int
    end: int
    text: str
    kind: WordKind
    form: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side in this order; with `reach`, in any order with at most so many others among them."""

    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    reach: int | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Each operand (alternatives) has at most `reaches[i]` words between it and the one after, in either order."""

    start: int
    end: int
    operands: tuple[tuple[Word | Phrase, ...], ...]
    reaches: tuple[int, ...]


class Field(StrEnum):
    """What an entry says of itself beside its text."""

    LANG = "lang"
    SOURCE = "source"
    URL = "url"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """`text` is field and value as written, the span that of the value alone; `value` is folded."""

    start: int
    end: int
    text: str
    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class Within:
    """`child` must be found in the title alone, or in the summary alone."""

    start: int
    end: int
    place: Place
    child: Node


@dataclass(frozen=True, slots=True)
class And:
    start: int
    end: int
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    start: int
    end: int
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    start: int
    end: int
    child: Node


Node = Word | Phrase | Near | FieldTerm | Within | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    root: Node
