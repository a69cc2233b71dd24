"""Data and places out of YAML."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString
from ruamel.yaml.scalarstring import SingleQuotedScalarString as SingleQuoted

from bot.config.positions import Document, read_document
from bot.config.problems import Problem, Source


def document(text: str) -> Document:
    read = read_document(Source("f", text))
    assert isinstance(read, Document)
    return read


def problem(text: str) -> Problem:
    read = read_document(Source("f", text))
    assert isinstance(read, Problem)
    return read


@pytest.mark.parametrize(
    ("written", "data"),
    [
        ("text", "text"),
        ("'24'", "24"),
        ("24", 24),
        ("1_000", 1000),
        ("0x1F", 31),
        ("2.5", 2.5),
        ("true", True),
        ("no", "no"),
        ("~", None),
        ("", None),
        ("2026-01-08", "2026-01-08"),
        (".inf", ".inf"),
        ("1e999", float("inf")),
        ("9" * 5000, "9" * 5000),
        ("[a, {b: 1}]", ["a", {"b": 1}]),
    ],
)
def test_scalars_mean_what_yaml_1_2_says(written: str, data: object) -> None:
    """Only that: a date is text, and so is `no`."""
    assert document(f"key: {written}\n").data == {"key": data}


def test_yaml_1_1_may_be_asked_for() -> None:
    """Then `no` is a truth value, which its reader hears of later."""
    assert document("%YAML 1.1\n---\nkey: no\n").data == {"key": False}


def test_keys_are_text_whatever_they_look_like() -> None:
    """A question may be called 2026."""
    assert document("2026: a\nno: b\n").data == {"2026": "a", "no": "b"}


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("plain", "key: Petro AND visa\n"),
        ("plain on two lines", "key: Petro\n  AND visa\n"),
        ("single quotes", "key: 'Petro AND visa'\n"),
        ("single quotes with one inside", "key: '''Petro'' AND visa'\n"),
        ("double quotes", 'key: "Petro AND visa"\n'),
        ("double quotes with escapes", 'key: "\\"Petro\\"\\t\\u0041ND\\x20visa"\n'),
        ("double quotes on two lines", 'key: "Petro \\\n  AND\n\n  visa"\n'),
        ("folded", "key: >-\n  Petro\n  AND\n\n  visa\n"),
        ("folded with a header", "key: >2+  # why\n    Petro AND\n   visa\n\n"),
        ("literal", "key: |\n  Petro\n    AND visa\n"),
        ("anchored", "key: &query 'Petro AND visa'\n"),
        ("tagged and anchored", "key: !!str &query\n  Petro AND visa\n"),
        ("flow", "{key: Petro AND visa}\n"),
        ("CRLF", "key: >\r\n  Petro\r\n  AND visa\r\n"),
    ],
)
def test_a_character_of_a_value_is_found_in_every_style(style: str, text: str) -> None:
    """Blanks, folds and escapes between value and source do not lead astray."""
    read = document(text)
    value = read.data["key"]
    for word in ("Petro", "visa"):
        assert text[read.value(("key",), value.index(word)) :].startswith(word), style
    end = read.value(("key",), len(value))
    assert text[end - 4 : end] == "visa"


def test_an_escaped_character_is_found_at_its_backslash() -> None:
    """It takes more characters in the source than in the value."""
    read = document('key: "\\u0041\\U0001F600\\x42 C"\n')
    assert read.data["key"] == "A😀B C"
    assert [read.source.column(read.value(("key",), index)) for index in (0, 1, 2, 4)] == [7, 13, 23, 28]


_WORDS = st.text(st.sampled_from("abñ 😀:#'\"\\-|>&*!%\n\t"), min_size=1, max_size=40)


@given(_WORDS, st.sampled_from([str, SingleQuoted, DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString]))
def test_whatever_is_written_can_be_found_again(value: str, style: Any) -> None:
    """Each visible character leads to itself or to its escape, and later ones stand further on."""
    if style is FoldedScalarString:
        value = " ".join(value.split()) or "a"
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 20
    yaml.dump({"key": style(value)}, out)
    read = document(out.getvalue())
    kept = read.data["key"]
    visible = [index for index, character in enumerate(str(kept)) if not character.isspace()]
    if not isinstance(kept, str):
        return
    offsets = [read.value(("key",), index) for index in visible]
    assert offsets == sorted(set(offsets))
    for index, offset in zip(visible, offsets, strict=True):
        assert read.source.text[offset] in (kept[index], "\\")


def test_places_of_keys_values_and_what_is_absent() -> None:
    """An absent value stands at its key; an item of a list has no key but its own place."""
    text = "feeds:\n  - url: x\n    lang:\n"
    read = document(text)
    assert read.key(("feeds", 0, "url")) == text.index("url")
    assert read.value(("feeds", 0, "url")) == text.index("x")
    assert read.value(("feeds", 0, "lang")) == text.index("lang")
    assert read.key(("feeds", 0)) == text.index("url")
    assert read.value(("feeds", 0), 3) == text.index("url")
    assert not read.has(("feeds", 1))


def test_a_block_of_blanks_has_a_place_too() -> None:
    """That of its header."""
    text = "key: |+\n\n\nother: x\n"
    assert document(text).value(("key",), 0) == text.index("|")


def test_a_key_given_twice_is_named_with_both_lines() -> None:
    """YAML readers otherwise take either without a word."""
    read = document("a: 1\nb: 2\na: 3\n")
    assert read.data == {"a": 1, "b": 2}
    assert [str(each).splitlines()[0] for each in read.problems] == [
        "f:3:1: the key 'a' is given twice; the first is on line 1"
    ]


def test_a_key_that_is_no_text_is_refused() -> None:
    """It would be no key of ours."""
    read = document("? [a, b]\n: c\nd: e\n")
    assert read.data == {"d": "e"}
    assert [(each.line, each.message) for each in read.problems] == [
        (1, "a key must be plain text, not a list or more keys")
    ]


def test_a_tag_is_refused() -> None:
    """A query that begins with '!' would lose its first word to one, and no tag may build an object."""
    read = document("a: !Petro AND visa\nb: !!python/object:os.system x\nc: !!str 3\n")
    assert [(each.line, each.column) for each in read.problems] == [(1, 4), (2, 4), (3, 4)]
    assert read.data["c"] == "3"


def test_aliases_are_followed() -> None:
    """Whoever knows them may use them; an anchor used again is the later one from there on."""
    read = document("a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x\n")
    assert read.data == {"a": [1, 2], "b": [1, 2], "c": 3, "d": 3}


def test_an_alias_bomb_is_refused() -> None:
    """Nine levels of nine would be a billion."""
    levels = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 10))
    assert problem(f"x0: &x0 [a, a, a, a, a, a, a, a, a]\n{levels}").message == "aliases repeat this too often"


def test_an_alias_of_itself_is_refused() -> None:
    """It would never end."""
    assert problem("a: &x [*x]\n").message == "aliases repeat this too often"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_is_bounded(opening: str) -> None:
    """Long before Python's stack is."""
    assert problem(opening * 5000).message == "nested too deeply"


def test_an_escape_above_unicode_is_refused() -> None:
    """The parser itself falls over it."""
    assert "names no character" in problem('a: "\\UFFFFFFFF"\n').message
