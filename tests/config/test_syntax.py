"""YAML's own complaints, in human words at the right place."""

from __future__ import annotations

import pytest
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError

from bot.config.positions import read_document
from bot.config.problems import Problem, Source
from bot.config.syntax import ALIGN, QUOTE, QUOTE_QUERY, explained

BROKEN = [
    # a query that YAML reads its own way
    ('match: "White House" AND Petro', 1, 22, "text after the closing quote", QUOTE_QUERY),
    ("match: 'Petro' visa", 1, 16, "text after the closing quote", QUOTE_QUERY),
    ("match: [Petro] AND visa", 1, 16, "text after the closing ']'", QUOTE_QUERY),
    ("match: *visa", 1, 8, "'*' at the start of a value is a YAML alias, and none has that name", QUOTE_QUERY),
    ("match: * visa", 1, 8, "'*' at the start of a value is a YAML alias, and none has that name", QUOTE_QUERY),
    ("match: - visa", 1, 8, "'- ' begins a list item, and none can begin here", QUOTE_QUERY),
    ("match: title: visa", 1, 13, "': ' begins a value, and this is inside one already", QUOTE_QUERY),
    ("match: @Petro", 1, 8, "a value cannot begin with '@'", QUOTE_QUERY),
    ("match: %Petro", 1, 8, "a value cannot begin with '%'", QUOTE_QUERY),
    ("match: & Petro", 1, 8, "'&' at the start of a value is a YAML anchor, and it has no name", QUOTE_QUERY),
    ("match: !<a Petro", 1, 8, "'!' at the start of a value is a YAML tag, and this is none", QUOTE_QUERY),
    ("match: !%zz Petro", 1, 8, "'!' at the start of a value is a YAML tag, and this is none", QUOTE_QUERY),
    ("match: ] Petro", 1, 8, "a value was expected before ']'", QUOTE_QUERY),
    ('visa: {match: "a" AND b}', 1, 19, "expected ',' or '}' here", "put a text that holds , : [ ] { } in quotes"),
    ('match:\n  - "White House" AND Petro', 2, 19, "text after the closing quote", QUOTE_QUERY),
    # any other text
    ("outlet: BBC: Mundo", 1, 12, "': ' begins a value, and this is inside one already", QUOTE),
    ("outlet: `BBC`", 1, 9, "a value cannot begin with '`'", QUOTE),
    ("outlet: > BBC", 1, 11, "text on the line of the '>'", "begin the text on the next line, indented"),
    ('outlet: "BBC', 1, 9, "this quote is never closed", 'close it with "'),
    ("outlet: 'BBC\n---\n", 1, 9, "this quote is never closed", "close it with '"),
    (r'outlet: "a\qb"', 1, 11, "a backslash in double quotes begins an escape; this is none", "use single quotes"),
    # indentation
    ("a:\n\tb: c", 2, 1, "a tab, where YAML wants spaces", "indent with spaces"),
    ("a:\n  b: 1\n c: 2", 3, 2, "the indentation fits nothing above", ALIGN),
    ("- url: a\n   outlet: b", 2, 4, "this key is read as part of the text above it", ALIGN),
    ("feeds:\n  - url: a\n   lang: b", 3, 4, "the indentation fits nothing above", ALIGN),
    ("a: b\n- c", 2, 1, "a list item where a key was expected", ALIGN),
    ("url https://a.b\nlang: en", 2, 1, "this key is read as part of the text above it", ALIGN),
    ("lang: en\nurl https://a.b\nkind: press", 2, 1, "expected a key with ':' after it", ALIGN),
    ("a: >\n   \n     b\n", 3, 6, "the blank lines above this text are indented unlike it", "take the blank lines out"),
    ("- url: a\n\N{NO-BREAK SPACE} outlet: b", 2, 1, "a blank that is no space, where YAML wants spaces",
     "indent with spaces"),
    # a space too few, or none
    ("a: b\noutlet:\tBBC", 2, 8, "a tab, where YAML wants spaces", "write a space in its place"),
    ("feeds:\n  - url: a\n    lang: en\n  -url: b\n", 4, 3, "a list item where a key was expected",
     "put a space after the '-'"),
    ("lang: en\noutlet:BBC\nkind: press", 2, 1, "expected a key with ':' after it", "put a space after the ':'"),
    ("- url:a\n  lang: b", 2, 3, "this key is read as part of the text above it",
     "put a space after the ':' on line 1"),
    ("a:\n  -url: b\n    lang: c", 3, 5, "this key is read as part of the text above it",
     "put a space after the '-' on line 2"),
    ("lang: en\nhttps://a.b\nkind: press", 2, 1, "expected a key with ':' after it", ALIGN),
    # brackets
    ("ask: {en: a", 1, 6, "this '{' is never closed", "close it with }"),
    ("match: [a, b\nkind: c", 1, 8, "this '[' is never closed", "close it with ]"),
    ("ask: {en: ", 1, 11, "the file ends in the middle of a value", "close every '{' and '['"),
    # the document
    ("a: b\n---\nc: d", 2, 1, "a second document begins here", "the file holds one: take this line out"),
    ("%YAML 3.0\n---\na: b", 1, 1, "a version of YAML that is not known", "take this line out"),
    ("%YAML x\n---\na: b", 1, 1, "a line that begins with '%' is a YAML directive; this is none", "take this line out"),
    ("a: \x01", 1, 4, "the character U+0001 may not stand in YAML", "delete it"),
    ("a: \ud800", 1, 4, "the character U+D800 may not stand in YAML", "delete it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), BROKEN)
def test_broken_yaml_is_explained(text: str, line: int, column: int, message: str, hint: str) -> None:
    """Where it is, what is wrong, what would be right."""
    read = read_document(Source("f", text))
    assert isinstance(read, Problem)
    assert (read.line, read.column, read.message, read.hint) == (line, column, message, hint)


def test_a_complaint_without_words_of_ours_keeps_the_parsers() -> None:
    """A new release of the parser must not end in silence or a traceback."""
    source = Source("f", "a: b\nc: d\n")
    mark = StringMark("f", 5, 1, 0, None, None)
    marked = explained(MarkedYAMLError("while dreaming", None, "found a sheep", mark), source)
    assert (marked.line, marked.message) == (2, "not valid YAML: while dreaming, found a sheep")
    assert explained(YAMLError("found a sheep"), source).message == "not valid YAML: found a sheep"
