"""The words, phrases and field values of a query, out of single tokens. How they combine is for `query`."""

from __future__ import annotations

import re
from typing import assert_never

from bot.model import Language
from bot.text.fold import capital_form, labels, letters, spans
from bot.text.lexer import Token, TokenKind
from bot.text.querytree import Field, FieldTerm, QueryError, Word, WordKind

SHORTEST_PREFIX = 3
"""Letters before a star."""


def words_of(token: Token) -> tuple[Word, ...]:
    """The words in a word or phrase as written: anti-drug holds two. Raises QueryError."""
    content, offset = token.content, token.start + (token.kind is TokenKind.PHRASE)
    found = list(spans(content))
    ends = {end for _, _, end in found}
    for star in re.finditer(r"\*", content):
        if star.start() not in ends or content[star.end() : star.end() + 1].strip():
            raise QueryError(
                offset + star.start(), "a star stands only at the end of a word", "write its beginning, as in sancion*"
            )
    if not found:
        raise QueryError(token.start, f"there is no letter or digit in {token.text}", "write a word, or take it out")
    return tuple(
        _word(surface, offset + start, offset + end, starred=content[end : end + 1] == "*")
        for surface, start, end in found
    )


def _word(surface: str, start: int, end: int, *, starred: bool) -> Word:
    folded = letters(surface)
    if starred:
        if len(folded) < SHORTEST_PREFIX or "." in surface:
            hint = f"write at least {SHORTEST_PREFIX} letters before it, as in sancion*"
            raise QueryError(start, "a star after so few letters would find too much", hint)
        return Word(start, end + 1, surface + "*", WordKind.PREFIX, folded)
    name = capital_form(surface)
    if name is None:
        return Word(start, end, surface, WordKind.PLAIN, folded)
    return Word(start, end, surface, WordKind.NAME, name)


def field_term(token: Token, field: Field) -> FieldTerm:
    value = token.content.strip()
    if token.reach is not None or "*" in value:
        wrong = token.text.index("~" if token.reach is not None else "*")
        raise QueryError(token.start + wrong, f"{field}: takes neither ~ nor a star", "write the value alone")
    match field:
        case Field.LANG:
            folded: str = _language(token, value)
        case Field.URL:
            folded = value.casefold()
        case Field.SOURCE | Field.AUTHOR:
            if "/" in value:
                hint = "write url: for a part of an address, or the host alone"
                raise QueryError(token.start + token.text.index("/"), f"{field}: takes a name", hint)
            folded = " ".join(labels(value))
        case _:
            assert_never(field)
    if not folded:
        raise QueryError(token.start, f"{field}: has an empty value", "write one, or take the field out")
    return FieldTerm(token.start, token.end, f"{field}:{token.text}", field, folded)


def _language(token: Token, value: str) -> Language:
    if value.lower() not in list(Language):
        raise QueryError(token.start, f"there is no language {value}", "write lang:en or lang:es")
    return Language(value.lower())
