"""YAML as plain Python data, and where in the text each key, value and character of a value stands.

It knows what YAML is, not what the file should say.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import ComposerError
from ruamel.yaml.error import ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.config.syntax import explained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.problems import Problem, Source

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""May stand before a text; it is no part of it."""

MAX_DEPTH = 40
MAX_NODES = 500_000
"""Values after aliases are followed; a file of 1 MB without aliases cannot have more."""

Path = tuple[str | int, ...]

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_HEADER = re.compile(r"[|>][^\n\r]*")
_UNITS = {
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|\r\n|[\s\S])|\S"),
    "'": re.compile(r"''|\S"),
}
_UNIT = re.compile(r"\S")
_BLANK_ESCAPES = frozenset("tnvfrNLP_ \t\r\n")


@dataclass(slots=True)
class Document:
    """`data` holds only dict, list, str, int, float, bool and None; every key of a dict is text."""

    source: Source
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    _keys: dict[Path, ScalarNode] = field(default_factory=dict)
    _values: dict[Path, Node] = field(default_factory=dict)
    _left: int = MAX_NODES

    def has(self, path: Path) -> bool:
        return path in self._values

    def at(self, path: Path) -> Any:
        """The data that stands at a path."""
        data = self.data
        for step in path:
            data = data[step]
        return data

    def key(self, path: Path) -> int:
        """The offset of the key that leads to a value; of the value itself where it has none."""
        return _start(self._keys.get(path, self._values[path]), self.source.text)

    def value(self, path: Path, character: int | None = None) -> int:
        """The offset of a value, or of one character of its text. An absent value stands at its key."""
        node = self._values[path]
        if node.start_mark.index == node.end_mark.index:
            return self.key(path)
        if character is None or not isinstance(node, ScalarNode):
            return _start(node, self.source.text)
        return _character(node, self.source.text, character)

    def written(self, path: Path) -> str:
        """A scalar as it was written, before YAML made a number or a truth value of it."""
        node = self._values[path]
        return str(node.value) if isinstance(node, ScalarNode) else ""

    def after(self, path: Path) -> str:
        """What follows a value on its last line."""
        end = int(self._values[path].end_mark.index)
        return self.source.text[end:].partition("\n")[0]

    def span(self, path: Path) -> tuple[int, int]:
        """The offsets between which a value stands, without the blanks and comments that may follow it."""
        node = self._values[path]
        within = (self._values[each] for each in self._values if each[: len(path)] == path)
        ends = [int(each.end_mark.index) for each in within if isinstance(each, ScalarNode) or _is_flow(each)]
        end = max(ends, default=int(node.start_mark.index))
        return int(node.start_mark.index), len(self.source.text[:end].rstrip())

    def is_flow(self, path: Path) -> bool:
        """Whether a list or keys with values are written in [ ] or { }."""
        return _is_flow(self._values[path])

    def in_braces(self, path: Path) -> bool:
        """Whether a value stands in a mapping written in { }."""
        node = self._values[path[:-1]]
        return isinstance(node, MappingNode) and bool(node.flow_style)

    def take(self, node: Node, path: Path) -> Any:
        """The plain data of a node; notes where everything in it stands.

        Raises ComposerError where aliases make it too large or never-ending.
        """
        self._left -= 1
        if self._left < 0 or len(path) > MAX_DEPTH:
            raise ComposerError(None, None, "aliases repeat too much", node.start_mark)
        self._values[path] = node
        match node:
            case MappingNode():
                return self._mapping(node, path)
            case SequenceNode():
                return [self.take(each, (*path, index)) for index, each in enumerate(node.value)]
            case ScalarNode():
                self._refuse_tag(node)
                return _scalar(str(node.tag), node.value)
            case _:  # pragma: no cover - there are no other nodes
                raise AssertionError(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._complain(key, "a key must be plain text, not a list or more keys")
                continue
            here = (*path, key.value)
            if key.value in data:
                first = self.source.line(self.key(here))
                self._complain(
                    key, f"the key '{key.value}' is given twice; the first is on line {first}", "keep one of the two"
                )
                continue
            self._keys[here] = key
            data[key.value] = self.take(value, here)
        return data

    def _refuse_tag(self, node: ScalarNode) -> None:
        tag = self.source.text[node.start_mark.index : node.start_mark.index + 1]
        if tag == "!":
            self._complain(node, "'!' begins a YAML tag, which means nothing here", "put the value in single quotes")

    def _complain(self, node: Node, message: str, hint: str = "") -> None:
        self.problems.append(self.source.problem(node.start_mark.index, message, hint))


def read_document(source: Source) -> Document | Problem:
    """The text as data, or why it is not YAML. Never raises."""
    document = Document(source)
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = MAX_DEPTH
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            root = yaml.compose(source.text)
        if root is not None:
            document.data = document.take(root, ())
    except YAMLError as error:
        return explained(error, source)
    except (OverflowError, ValueError):  # of ruamel.yaml: an escape above U+10FFFF
        return source.problem(0, "not valid YAML: an escape in double quotes names no character")
    return document


def _scalar(tag: str, value: str) -> Any:
    """What a scalar means by the core schema; what that does not know is text."""
    kind = tag.rpartition(":")[2]
    try:
        match kind:
            case "null":
                return None
            case "bool":
                return value.lower() in {"true", "yes", "on", "y"}
            case "int":
                return int(value.replace("_", ""), 0)
            case "float":
                return float(value.replace("_", ""))
            case _:
                return value
    except ValueError:
        return value


def _is_flow(node: Node) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)


def _start(node: Node, text: str) -> int:
    """Where a node's own text begins, after its anchor and tag and the header of a block scalar."""
    return int(_content(node, text)[0]) if isinstance(node, ScalarNode) else int(node.start_mark.index)


def _content(node: ScalarNode, text: str) -> tuple[int, int]:
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    properties = _PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    if node.style in ("|", ">") and (header := _HEADER.match(text, start, end)):
        body = _UNIT.search(text, header.end(), end)
        start = body.start() if body else start
    return start, end


def _character(node: ScalarNode, text: str, character: int) -> int:
    """The offset of a character of the value, found by walking both texts without their blanks.

    A blank, and the end of the value, stand right after what comes before them.
    """
    start, end = _content(node, text)
    units = list(_units(node.style, text, start, end))
    before = sum(not each.isspace() for each in node.value[:character])
    at_blank = character >= len(node.value) or node.value[character].isspace()
    if at_blank and 0 < before <= len(units):
        return units[before - 1][1]
    return units[before][0] if before < len(units) else start


def _units(style: str | None, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of a scalar's text that stand for one character which is not blank."""
    if style in ('"', "'"):
        start, end = start + 1, end - 1
    for found in _UNITS.get(style or "", _UNIT).finditer(text, start, end):
        if not _is_blank_escape(found.group()):
            yield found.span()


def _is_blank_escape(unit: str) -> bool:
    if len(unit) < 2 or unit[0] != "\\":  # noqa: PLR2004 - the backslash and what it escapes
        return False
    if unit[1] in "xuU":
        digits = unit[2:]
        return chr(int(digits, 16)).isspace()
    return unit[1] in _BLANK_ESCAPES
