"""What YAML's parser complains of, in the words of somebody who edits a file by hand.

It owns the translation only; it reads no values.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.config.problems import Problem, Source

QUOTE = "put the whole text in single quotes, or begin it on the next line after '>-'"
QUOTE_QUERY = "put the query in single quotes, or begin it on the next line after '>-'"
ALIGN = "keys that belong together start in the same column; what belongs to a key stands further right"

_MATCH = re.compile(r"(?:^|[\s{,])match:(?:\s|$)")
_KEY = re.compile(r"^\s*(?:- +)?[\w-]+:(?:\s|$)")
_ONLY_A_KEY = re.compile(r"\s*(?:- +)?[\w-]+")
_NO_SPACE = re.compile(r"\s*(?:- +)?(?:[\w-]+(?P<colon>:)(?!//)\S|(?P<dash>-)[^\s-])")


class _Fault(NamedTuple):
    """A parser's complaint: the place it was raised at, and the place where what it was reading began."""

    source: Source
    problem: str
    at: int
    began: int

    @property
    def before(self) -> str:
        """The line up to the fault."""
        return self.source.text[: self.at].rpartition("\n")[2]

    @property
    def character(self) -> str:
        return self.source.text[self.at : self.at + 1]

    @property
    def opener(self) -> str:
        return self.source.text[self.began : self.began + 1]


_Words = tuple[int, str, str]
"""Where to point, what is wrong, what would be right."""


def explained(error: YAMLError, source: Source) -> Problem:
    if isinstance(error, ReaderError):
        return source.problem(
            error.position, f"the character U+{ord(_text(error.character)):04X} may not stand in YAML", "delete it"
        )
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
    if not isinstance(error, MarkedYAMLError) or mark is None:
        return source.problem(0, f"not valid YAML: {error}")
    at = min(int(mark.index), len(source.text))
    began = int(error.context_mark.index) if error.context_mark else at
    fault = _Fault(source, _sentence(error), at, began)
    offset, message, hint = _words(fault)
    if hint == QUOTE and _in_match(source, offset):
        hint = QUOTE_QUERY
    return source.problem(offset, message, hint)


def _text(character: str | bytes | int) -> str:
    return chr(character) if isinstance(character, int) else str(character)


def _sentence(error: MarkedYAMLError) -> str:
    return ", ".join(str(part) for part in (error.context, error.problem) if part)


def _words(fault: _Fault) -> _Words:
    for pattern, words in _FAULTS:
        if re.search(pattern, fault.problem):
            return words(fault)
    return fault.at, f"not valid YAML: {fault.problem}", ""


def _second_colon(fault: _Fault) -> _Words:
    if _ONLY_A_KEY.fullmatch(fault.before):
        above = fault.source.line(fault.at) - 1
        missing = _missing_space(fault.source.content(above)) if above else ""
        hint = f"{missing} on line {above}" if missing else ALIGN
        start = fault.at - len(fault.before.lstrip().removeprefix("- ").lstrip())
        return start, "this key is read as part of the text above it", hint
    return fault.at, "': ' begins a value, and this is inside one already", QUOTE


def _missing_space(line: str) -> str:
    """What would make a key or an item of a line that only lacks a space, or ''."""
    found = _NO_SPACE.match(line)
    return f"put a space after the '{found['colon'] or found['dash']}'" if found else ""


def _alias(fault: _Fault) -> _Words:
    return fault.began, "'*' at the start of a value is a YAML alias, and none has that name", QUOTE


def _unexpected(fault: _Fault) -> _Words:
    last = fault.before.rstrip()[-1:]
    if last in ("'", '"'):
        return fault.at, "text after the closing quote", QUOTE
    if last in ("]", "}"):
        return fault.at, f"text after the closing '{last}'", QUOTE
    if fault.character == "-":
        line = fault.source.content(fault.source.line(fault.at))
        return fault.at, "a list item where a key was expected", _missing_space(line) or ALIGN
    if fault.character.isspace():
        return fault.at, "a blank that is no space, where YAML wants spaces", "indent with spaces"
    return fault.at, "the indentation fits nothing above", ALIGN


def _item(fault: _Fault) -> _Words:
    return fault.at, "'- ' begins a list item, and none can begin here", QUOTE


def _no_start(fault: _Fault) -> _Words:
    if fault.character == "\t":
        hint = "write a space in its place" if fault.before.strip() else "indent with spaces"
        return fault.at, "a tab, where YAML wants spaces", hint
    return fault.at, f"a value cannot begin with '{fault.character}'", QUOTE


def _open_quote(fault: _Fault) -> _Words:
    return fault.began, "this quote is never closed", f"close it with {fault.opener}"


def _open_bracket(fault: _Fault) -> _Words:
    closer = {"[": "]", "{": "}"}.get(fault.opener, "]")
    if fault.at < len(fault.source.text.rstrip()) and fault.source.line(fault.at) == fault.source.line(fault.began):
        return fault.at, f"expected ',' or '{closer}' here", "put a text that holds , : [ ] { } in quotes"
    return fault.began, f"this '{fault.opener}' is never closed", f"close it with {closer}"


def _block_header(fault: _Fault) -> _Words:
    return fault.at, f"text on the line of the '{fault.opener}'", "begin the text on the next line, indented"


def _escape(fault: _Fault) -> _Words:
    return (
        fault.source.text.rfind("\\", fault.began, fault.at + 1),
        "a backslash in double quotes begins an escape; this is none",
        "use single quotes",
    )


def _no_colon(fault: _Fault) -> _Words:
    line = fault.source.content(fault.source.line(fault.began))
    return fault.began, "expected a key with ':' after it", _missing_space(line) or ALIGN


def _second_document(fault: _Fault) -> _Words:
    return fault.at, "a second document begins here", "the file holds one: take this line out"


def _no_value(fault: _Fault) -> _Words:
    if fault.at >= len(fault.source.text.rstrip()):
        return fault.at, "the file ends in the middle of a value", "close every '{' and '['"
    return fault.at, f"a value was expected before '{fault.character}'", QUOTE


def _anchor(fault: _Fault) -> _Words:
    return fault.began, "'&' at the start of a value is a YAML anchor, and it has no name", QUOTE


def _tag(fault: _Fault) -> _Words:
    return fault.began, "'!' at the start of a value is a YAML tag, and this is none", QUOTE


def _directive(fault: _Fault) -> _Words:
    return fault.began, "a line that begins with '%' is a YAML directive; this is none", "take this line out"


def _ragged_block(fault: _Fault) -> _Words:
    return fault.at, "the blank lines above this text are indented unlike it", "take the blank lines out"


def _version(fault: _Fault) -> _Words:
    return fault.at, "a version of YAML that is not known", "take this line out"


def _too_deep(fault: _Fault) -> _Words:
    return fault.at, "nested too deeply", ""


def _too_many(fault: _Fault) -> _Words:
    return fault.at, "aliases repeat this too often", "write the values out"


_FAULTS: tuple[tuple[str, Callable[[_Fault], _Words]], ...] = (
    (r"mapping values are not allowed", _second_colon),
    (r"undefined alias|scanning an alias", _alias),
    (r"sequence entries are not allowed", _item),
    (r"found unexpected end of stream|document separator", _open_quote),
    (r"expected ',' or '[\]}]'", _open_bracket),
    (r"expected <block end>", _unexpected),
    (r"cannot start any token", _no_start),
    (r"scanning a block scalar", _block_header),
    (r"scanning a double-quoted scalar", _escape),
    (r"expected the node content", _no_value),
    (r"scanning an anchor", _anchor),
    (r"(?:scanning|parsing) an? tag", _tag),
    (r"scanning a directive", _directive),
    (r"more indented follow up line", _ragged_block),
    (r"expected ':'|mapping keys are not allowed", _no_colon),
    (r"expected a single document|expected '<document start>'", _second_document),
    (r"incompatible YAML document|duplicate YAML directive", _version),
    (r"maximum depth", _too_deep),
    (r"aliases repeat", _too_many),
)


def _in_match(source: Source, offset: int) -> bool:
    """Whether a place lies in the value of a `match` key, as far as lines can tell."""
    number = source.line(offset)
    if _MATCH.search(source.content(number)[: source.column(offset)]):
        return True
    above = (source.content(each) for each in range(number, 0, -1))
    nearest = next((line for line in above if _KEY.match(line)), "")
    return _MATCH.search(nearest) is not None
