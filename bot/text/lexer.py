"""Cuts a query into tokens, and refuses what other search tools know and this language does not.

Every refusal points at the character and says what to write instead. How tokens combine is for `query`.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn

from bot.model import Place
from bot.text.querytree import Field, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_REACH = 100
"""Words that NEAR/n and ~n may span: farther apart, AND says the same."""

FIELDS = (Place.TITLE.value, Place.SUMMARY.value, *(field.value for field in Field))


class TokenKind(StrEnum):
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    MINUS = "-"
    NEAR = "NEAR"
    FIELD = "field"
    WORD = "word"
    PHRASE = "phrase"
    VALUE = "value"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is as written; `content` a field's name or what stands between quotes; `reach` the n of NEAR/n and ~n."""

    kind: TokenKind
    start: int
    end: int
    text: str
    content: str = ""
    reach: int | None = None


_ENDS = r'(?=[\s()"]|$)'
_TOKEN = re.compile(
    rf"""
      (?P<blank>\s+)
    | (?P<open>\() | (?P<close>\))
    | (?P<operator>(?:AND|OR|NOT){_ENDS})
    | NEAR/(?P<near>\d+){_ENDS}
    | "(?P<phrase>[^"]*)" (?:~(?P<reach>\d+))? {_ENDS.replace('"', "")}
    | (?P<minus>-(?=[^\s)]))
    | (?P<field>[^\W\d_]\w*):
    | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE,
)
_VALUE = re.compile(r'[^\s()"]+')
_CURLY = re.compile("[“”„‟«»]")

_OPERATORS_MEANT = {
    "AND": ("and", "y", "e", "&", "&&"),
    "OR": ("or", "o", "u", "|", "||"),
    "NOT": ("not", "!"),
}
_MEANT = {word: operator for operator, words in _OPERATORS_MEANT.items() for word in words}
_REFUSED = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (r"^['‘’`]", "a phrase stands in double quotes", 'write "white house"'),
        (r"^\+", "+ is not needed: every word must be found", "leave the + out"),
        (r"^!", "! is not used here", "exclude with - or NOT, as in -futbol"),
        (r"^[–—−]", "this dash excludes nothing", "type a plain hyphen, as in -futbol"),
        (r"^-$", "- excludes only what it touches", "leave out the space, as in -futbol"),
        (r"&&", "&& is not used here", "write AND"),
        (r"\|", "| is not used here", "write OR, with spaces around it"),
        (r"~", "words are not looked for by likeness", 'end the word in a star, as in sancion*, or write "a b"~5'),
        (r"\^", "words have no weight here", "leave out the ^ and what follows"),
        (r"[\[\]{}]", "there are no ranges", "write the words out, with OR between them"),
        (r"^/", "there are no regular expressions", "write words, or end one in a star, as in sancion*"),
        (r"\\", "nothing needs a backslash", "put the words in double quotes"),
        (r"\?", "? stands for nothing here", "leave it out, or end the word in a star, as in sancion*"),
        (r"[,;]$", "a list needs operators", "write OR (any of them) or AND (all) between the words"),
    )
)


def read_tokens(text: str) -> list[Token]:
    """All tokens of a query, END last. Raises QueryError."""
    if curly := _CURLY.search(text):
        raise QueryError(curly.start(), f"{curly[0]} is a curly quote", 'type a straight "')
    return list(_scan(text))


def _scan(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at) or _refuse_quote(text, at)
        at = found.end()
        if found["blank"] is None:
            yield _token(found)
        if found["field"] is not None:
            _refuse_missing_value(text, at, found["field"])
            if found["field"] in list(Field) and (value := _VALUE.match(text, at)):
                at = value.end()
                yield Token(TokenKind.VALUE, value.start(), at, value[0], value[0])
    yield Token(TokenKind.END, at, at, "")


def _token(found: re.Match[str]) -> Token:
    start, end, text = found.start(), found.end(), found[0]
    match found.lastgroup:
        case "near":
            return Token(TokenKind.NEAR, start, end, text, reach=_reach(found, "near"))
        case "phrase" | "reach":
            _refuse_glued(found)
            reach = None if found["reach"] is None else _reach(found, "reach")
            return Token(TokenKind.PHRASE, start, end, text, found["phrase"], reach)
        case "field":
            return Token(TokenKind.FIELD, start, end, text, _field(text, start))
        case "word":
            _refuse_word(text, start)
            return Token(TokenKind.WORD, start, end, text, text)
        case _:
            return Token(TokenKind(text), start, end, text)


def _reach(found: re.Match[str], group: str) -> int:
    digits = found[group]
    if len(digits) > len(str(LONGEST_REACH)) or int(digits) > LONGEST_REACH:
        raise QueryError(found.start(group), f"{digits} words are too many", f"at most {LONGEST_REACH}; or write AND")
    return int(digits)


def _field(text: str, start: int) -> str:
    name = text[:-1]
    if name in FIELDS:
        return name
    if name.lower() in ("http", "https"):
        raise QueryError(start, "an address is looked for in url:", "write url: and the part of it that matters")
    close = difflib.get_close_matches(name.lower(), FIELDS, 1, 0.6)
    known = ", ".join(f"{field}:" for field in FIELDS)
    hint = f"did you mean {close[0]}:?" if close else f"there are {known}; put a word with a colon in double quotes"
    raise QueryError(start, f"there is no field {name}:", hint)


def _refuse_missing_value(text: str, at: int, name: str) -> None:
    if at == len(text) or text[at].isspace() or text[at] == ")":
        example = {"lang": "es", "source": "eltiempo.com", "url": "/colombia/"}.get(name, "Petro")
        raise QueryError(at, f"{name}: needs a value right after the colon", f"write {name}:{example}")


def _refuse_glued(phrase: re.Match[str]) -> None:
    start = phrase.start()
    if start and phrase.string[start - 1].isalnum():
        raise QueryError(start, "a phrase begins inside a word", 'put a space before the "')


def _refuse_quote(text: str, at: int) -> NoReturn:
    """At a quotation mark that begins no proper phrase."""
    closing = text.find('"', at + 1)
    if closing < 0:
        raise QueryError(at, "this quote is never closed", 'add " after the last word of the phrase')
    after = closing + 1
    if text[after] == "~":
        raise QueryError(after, "~ needs a number of words", f"write {text[at:after]}~5")
    raise QueryError(after, "a phrase is followed by a space", 'put a space after the closing "')


def _refuse_word(word: str, start: int) -> None:
    """Raises QueryError for a word that means something else than the word."""
    if operator := _MEANT.get(word.lower()):
        instead = f', or "{word}" in quotes for the word' if word.isalpha() else ""
        raise QueryError(start, f"{word} is no operator", f"write {operator}{instead}")
    if word.upper().startswith("NEAR") and word[4:5] in ("", "/", ":"):
        raise QueryError(start, "NEAR needs capitals and a number of words", "write NEAR/10")
    for pattern, message, hint in _REFUSED:
        if wrong := pattern.search(word):
            raise QueryError(start + wrong.start(), message, hint)
