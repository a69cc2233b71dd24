"""The keyword language: a query read into a tree, or refused with the column at fault. `docs/keywords.md` is its page.

    any   = all (OR all)*
    all   = near (AND? near)*
    near  = unary (NEAR/n unary)*
    unary = (NOT | -)? atom
    atom  = word | word* | "phrase" | "phrase"~n | field: atom | ( any )

It knows no text but the query: what a tree matches is decided in `bot.core.match`.
"""

from __future__ import annotations

import re
from typing import NoReturn, assert_never

from bot.model import Place
from bot.text.lexer import Token, TokenKind, read_tokens
from bot.text.querytree import And, Field, FieldTerm, Near, Node, Not, Or, Phrase, Query, QueryError, Within, Word
from bot.text.terms import field_term, words_of

__all__ = ["Query", "QueryError", "as_query", "parse_query"]

DEEPEST = 25
"""Parentheses inside parentheses."""
MOST_WORDS = 500

_STARTS_A_TERM = frozenset(
    (TokenKind.OPEN, TokenKind.NOT, TokenKind.MINUS, TokenKind.FIELD, TokenKind.WORD, TokenKind.PHRASE)
)
_PLACES = {place.value: place for place in (Place.TITLE, Place.SUMMARY)}
_TERM = "a word, a phrase or a group"
_SIDE = "a word, a phrase or a group such as (visa OR visado)"
_QUERY_SIGNS = re.compile(
    r"""["()*:~^\[\]{}\\|“”„«»] | (?:^|\s) (?: [-–—−&+!'‘] | (?i:and|or|not|near(?:/\S*)?) (?:\s|$) )""", re.VERBOSE
)


def parse_query(text: str) -> Query:
    """Raises QueryError."""
    parser = _Parser(text)
    root = parser.any_of()
    if parser.kind is not TokenKind.END:
        parser.refuse_closing()
    _refuse_only_excluding(root)
    if _only_excludes(root):
        raise QueryError(root.start, "this only excludes, so it would match almost everything", "add a word to find")
    return Query(text, root)


def as_query(keyword: str) -> str:
    """One item of a plain list of keywords: several plain words are a phrase, anything else is a query already."""
    if _QUERY_SIGNS.search(keyword) or len(keyword.split()) < 2:  # noqa: PLR2004 - one word is a query as it is
        return keyword
    return f'"{" ".join(keyword.split())}"'


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = read_tokens(text)
        self.next = 0
        self.depth = 0
        self.words = 0
        self.within: Place | Field | None = None

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    @property
    def kind(self) -> TokenKind:
        return self.token.kind

    def take(self) -> Token:
        token = self.token
        self.next += 1
        return token

    def fail(self, message: str, hint: str) -> NoReturn:
        raise QueryError(self.token.start, message, hint)

    def any_of(self) -> Node:
        children = [self.all_of()]
        while self.kind is TokenKind.OR:
            self.take()
            children.append(self.all_of())
        return children[0] if len(children) == 1 else Or(children[0].start, children[-1].end, tuple(children))

    def all_of(self) -> Node:
        children = [self.near()]
        while self.kind is TokenKind.AND or self.kind in _STARTS_A_TERM:
            if self.kind is TokenKind.AND:
                self.take()
            children.append(self.near())
        return children[0] if len(children) == 1 else And(children[0].start, children[-1].end, tuple(children))

    def near(self) -> Node:
        first = self.unary()
        if self.kind is not TokenKind.NEAR:
            return first
        if isinstance(self.within, Field):
            self.fail("NEAR is for words of the text", f"write AND between the values of {self.within}:")
        operands, reaches, last = [_operand(first)], [], first
        while self.kind is TokenKind.NEAR:
            reaches.append(self.take().reach or 0)
            last = self.unary()
            operands.append(_operand(last))
        return Near(first.start, last.end, tuple(operands), tuple(reaches))

    def unary(self) -> Node:
        if self.kind not in (TokenKind.NOT, TokenKind.MINUS):
            return self.atom()
        sign = self.take()
        if self.kind in (TokenKind.NOT, TokenKind.MINUS):
            self.fail("two exclusions in a row", "leave out both")
        child = self.atom()
        return Not(sign.start, child.end, child)

    def atom(self) -> Node:
        match self.kind:
            case TokenKind.OPEN:
                return self.group()
            case TokenKind.FIELD:
                return self.field()
            case TokenKind.WORD | TokenKind.PHRASE | TokenKind.VALUE:
                return self.term()
            case _:
                return self.refuse_gap()

    def refuse_gap(self) -> NoReturn:
        """A term was due, and something else stands there."""
        here, before = self.token, self.tokens[self.next - 1] if self.next else None
        if before is None and here.kind is TokenKind.END:
            self.fail("the query is empty", "write a word, such as visa")
        if before is None and here.kind is TokenKind.CLOSE:
            self.refuse_closing()
        if before is not None and before.kind is TokenKind.OPEN and here.kind is TokenKind.CLOSE:
            self.fail("there is nothing in these parentheses", "write a word in them, or take them out")
        if here.kind is not TokenKind.END and (before is None or before.kind is TokenKind.OPEN):
            self.fail(f"{here.text} needs {_TERM} on its left", f"write one, or take {here.text} out")
        sign = before.text if before else ""
        self.fail(f"{_TERM} is missing after {sign}", f"write one, or take {sign} out")

    def refuse_closing(self) -> NoReturn:
        self.fail("this parenthesis was never opened", "take it out, or add a ( before")

    def group(self) -> Node:
        opening = self.take()
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(opening.start, "too many parentheses inside each other", f"at most {DEEPEST}")
        inside = self.any_of()
        if self.kind is not TokenKind.CLOSE:
            raise QueryError(opening.start, "this parenthesis is never closed", "add a ) where the group ends")
        self.take()
        self.depth -= 1
        return inside

    def field(self) -> Node:
        name = self.take()
        if self.within is not None:
            raise QueryError(name.start, "a field stands inside another", "close the first one's group before")
        if self.kind in (TokenKind.NOT, TokenKind.MINUS):
            self.fail(f"{name.text} needs a value right after the colon", f"exclude with -{name.text} and the value")
        place = _PLACES.get(name.content)
        self.within = place or Field(name.content)
        child = self.atom()
        self.within = None
        return Within(name.start, child.end, place, child) if place else child

    def term(self) -> Node:
        token = self.take()
        if isinstance(self.within, Field):
            self.count(token, 1)
            return field_term(token, self.within)
        words = words_of(token)
        self.count(token, len(words))
        if len(words) > 1:
            return Phrase(token.start, token.end, token.text, words, token.reach)
        if token.reach is not None:
            raise QueryError(token.start + token.text.rindex("~"), "~ is for two words or more", "leave it out")
        return Word(token.start, token.end, token.text, words[0].kind, words[0].form)

    def count(self, token: Token, words: int) -> None:
        self.words += words
        if self.words > MOST_WORDS:
            raise QueryError(token.start, "the query is too long", f"at most {MOST_WORDS} words; split it in two")


def _operand(node: Node) -> tuple[Word | Phrase, ...]:
    """The alternatives on one side of NEAR. Raises QueryError."""
    match node:
        case Word() | Phrase(reach=None):
            return (node,)
        case Or():
            return tuple(leaf for child in node.children for leaf in _operand(child))
        case Phrase():
            raise QueryError(node.start, "NEAR takes no phrase with ~", "take the ~ out, or write AND")
        case Within():
            hint = f"put the field before all of it: {node.place}:(a NEAR/5 b)"
            raise QueryError(node.start, f"NEAR takes {_SIDE}", hint)
        case Near():
            raise QueryError(node.start, f"NEAR takes {_SIDE}", "leave the parentheses out: a NEAR/5 b NEAR/5 c")
        case Not():
            raise QueryError(node.start, f"NEAR takes {_SIDE}", "exclude the whole: -(a NEAR/5 b)")
        case And() | FieldTerm():
            raise QueryError(node.start, f"NEAR takes {_SIDE}", "write a NEAR/5 b AND a NEAR/5 c")
        case _:
            assert_never(node)


def _refuse_only_excluding(node: Node) -> None:
    """Raises QueryError for an OR branch that names nothing to find, or an excluded exclusion."""
    for child in _children(node):
        _refuse_only_excluding(child)
        if isinstance(node, Or) and _only_excludes(child):
            raise QueryError(child.start, "this branch of OR only excludes", "add a word to find to it")
        if isinstance(node, Not) and _only_excludes(child):
            raise QueryError(child.start, "this excludes an exclusion", "leave out both signs")


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case And() | Or():
            return node.children
        case Not() | Within():
            return (node.child,)
        case _:
            return ()


def _only_excludes(node: Node) -> bool:
    match node:
        case Not():
            return True
        case Within():
            return _only_excludes(node.child)
        case And():
            return all(map(_only_excludes, node.children))
        case _:
            return False
