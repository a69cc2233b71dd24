"""What an entry lacks to match a question: the parts of the question's query, each with what it found.

It reads the parts by `bot.core.match` itself, each as a query of its own, so that it cannot differ from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.core.match import build_index, match
from bot.model import Question, QuestionId
from bot.text.query import parse_query
from bot.text.querytree import And, FieldTerm, Near, Not, Or, Phrase, Within, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model import Entry, Feed, Hit
    from bot.text.querytree import Node


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a query asks for together, as a query.

    `excludes`: the query asks that it is not there. `hits` are what was found of it: all of it where it `is_there`,
    else those of its terms that are there alone.
    """

    text: str
    excludes: bool
    is_there: bool
    hits: tuple[Hit, ...]

    @property
    def is_met(self) -> bool:
        return self.is_there is not self.excludes


def shortfall(question: Question, entry: Entry, feed: Feed) -> tuple[Part, ...]:
    """The parts of the query that comes nearest to a match: the one with the fewest parts unmet, then the most hits."""
    queries = [tuple(_parts(parse_query(text).root, entry, feed)) for text in question.match]
    return min(queries, key=lambda parts: (sum(not p.is_met for p in parts), -sum(len(p.hits) for p in parts)))


def _parts(root: Node, entry: Entry, feed: Feed) -> Iterator[Part]:
    for node in root.children if isinstance(root, And) else (root,):
        excludes = isinstance(node, Not)
        wanted = node.child if isinstance(node, Not) else node
        text = _written(wanted)
        found = _hits(text, entry, feed)
        loose = _hits(" OR ".join(_terms(wanted)), entry, feed) if found is None and not excludes else None
        yield Part(text, excludes, found is not None, found or loose or ())


def _hits(query: str, entry: Entry, feed: Feed) -> tuple[Hit, ...] | None:
    """None where the query does not match."""
    index = build_index((Question(QuestionId("part"), {}, (query,)),))
    return next((found.hits for found in match(index, (entry,), feed)), None)


def _written(node: Node) -> str:
    """A node as a query again."""
    match node:
        case Word() | Phrase() | FieldTerm():
            return node.text
        case Near():
            operands = [" OR ".join(leaf.text for leaf in operand) for operand in node.operands]
            first, *rest = (f"({text})" if " OR " in text else text for text in operands)
            return " ".join([first, *(f"NEAR/{reach} {text}" for reach, text in zip(node.reaches, rest, strict=True))])
        case Within():
            return f"{node.place}:{_grouped(node.child)}"
        case And():
            return " AND ".join(
                _grouped(child) if isinstance(child, Or) else _written(child) for child in node.children
            )
        case Or():
            return " OR ".join(map(_written, node.children))
        case Not():
            return f"NOT {_grouped(node.child)}"
        case _:
            assert_never(node)


def _grouped(node: Node) -> str:
    return f"({_written(node)})" if isinstance(node, And | Or | Near) else _written(node)


def _terms(node: Node) -> Iterator[str]:
    """What a node looks for, without how it must stand together."""
    match node:
        case Word() | Phrase() | FieldTerm():
            yield node.text
        case Near():
            yield from (leaf.text for operand in node.operands for leaf in operand)
        case Within():
            yield from (f"{node.place}:{text}" for text in _terms(node.child))
        case And() | Or():
            for child in node.children:
                yield from _terms(child)
        case Not():
            return
        case _:
            assert_never(node)
