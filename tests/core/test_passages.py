"""Phrases and distances: which words stand together closely enough."""

from __future__ import annotations

import pytest

from bot.core.match import build_index, match
from tests.builders import entry, feed, question


def matches(query: str, title: str, summary: str) -> bool:
    return bool(match(build_index([question(match=query)]), [entry(title, summary)], feed()))


@pytest.mark.parametrize(
    ("query", "title", "summary", "hit"),
    [
        ('"White House"', "the White House said", "", True),
        ('"White House"', "the white house", "", False),
        ('"white house"', "White Houses", "", True),
        ('"white house"', "house white", "", False),
        ('"white house"', "white", "house", False),
        ('"white house"', "white - house", "", True),
        ('"lista clint*"', "la lista Clinton", "", True),
        ("anti-drug", "an anti drug plan", "", True),
        ('"a b"~0', "b a", "", True),
        ('"a b"~1', "b x a", "", True),
        ('"a b"~1', "b x x a", "", False),
        ('"a b c"~2', "c x a x b", "", True),
        ('"a b c"~1', "c x a x b", "", False),
        ('"a a"~3', "a x x", "", False),
        ('"a a"~3', "a x a", "", True),
        ('"abc* abcd"~3', "abcd x", "", False),
        ('"abc* abcd"~3', "abcd x abce", "", True),
        ('"abc* abcd"~3', "abcd abcd", "", True),
        ('"a b"~5', "a", "b", False),
        ("a NEAR/0 b", "a b", "", True),
        ("a NEAR/0 b", "b a", "", True),
        ("a NEAR/0 b", "a x b", "", False),
        ("a NEAR/1 b", "a x b", "", True),
        ("a NEAR/3 a", "a x", "", False),
        ("a NEAR/3 b", "x a", "b x", False),
        ("Petro NEAR/2 (visa OR visado)", "Petro y su visado", "", True),
        ("Petro NEAR/1 (visa OR visado)", "Petro y su visado", "", False),
        ('Petro NEAR/1 "Casa Blanca"', "La Casa Blanca recibe Petro", "", True),
        ('Petro NEAR/0 "Casa Blanca"', "La Casa Blanca recibe Petro", "", False),
        ("a NEAR/1 b NEAR/1 c", "a x b x c", "", True),
        ("a NEAR/1 b NEAR/1 c", "a x b x x c", "", False),
        ("a NEAR/1 b NEAR/1 c", "a x b x x b x c", "", False),
        ("a NEAR/1 b NEAR/1 c", "b x c", "a b", False),
        ("title:visa", "visa", "", True),
        ("title:visa", "x", "visa", False),
        ("summary:visa", "visa", "", False),
        ("summary:visa", "x", "visa", True),
        ('title:"a b"', "x", "a b", False),
        ('summary:"a b"~1', "a b", "b x a", True),
        ('title:"a b"~1', "a c b x", "", True),
        ("summary:(a NEAR/1 b)", "a b", "x", False),
        ("summary:(a NEAR/1 b)", "x", "a b", True),
        ("title:(a OR b) c", "a", "c", True),
        ("title:(a -b)", "a", "b", True),
        ("title:(a -b)", "a b", "", False),
    ],
)
def test_passages(query: str, title: str, summary: str, *, hit: bool) -> None:
    assert matches(query, title, summary) is hit


def test_a_long_text_takes_no_long_time() -> None:
    """Words that repeat thousands of times do not make the search for a distance explode."""
    words = " ".join(["a", "b"] * 2_000)
    assert matches('"a b c"~100', words, "a b") is False
    assert not matches('"a a a a a a b b b b b b c"~100', words, words)
    assert not matches("a NEAR/5 b NEAR/5 c", words, words)
    assert matches("a NEAR/5 b NEAR/5 c", words, "c b a")
