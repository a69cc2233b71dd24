"""How a mistake is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.problems import Problem, Source, counted, listed


def test_a_problem_shows_place_line_caret_and_hint() -> None:
    """The first line can be clicked in an editor; the caret stands under the column."""
    source = Source("feeds.yaml", "feeds:\n  - url: x\n    evry: 10m\n")
    problem = source.problem(source.text.index("evry"), "unknown key 'evry' in a feed", "did you mean 'every'?")
    assert str(problem) == (
        "feeds.yaml:3:5: unknown key 'evry' in a feed\n"
        "    evry: 10m\n"
        "    ^\n"
        "  did you mean 'every'?"
    )  # fmt: skip


def test_a_problem_on_an_empty_line_shows_no_caret() -> None:
    """There is nothing to point at."""
    assert Source("f", "").problem(0, "the file says nothing").render() == "f:1:1: the file says nothing"


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n", 2, (1, 2)),
        ("a\n\n", 3, (2, 1)),
        ("abc", 3, (1, 4)),
        ("", 0, (1, 1)),
        ("a\u2028b", 2, (1, 3)),
    ],
)
def test_places_count_as_editors_do(text: str, offset: int, place: tuple[int, int]) -> None:
    """Lines end at LF, CRLF and CR; the end of a finished file belongs to its last line."""
    source = Source("f", text)
    assert (source.line(offset), source.column(offset)) == place


@pytest.mark.parametrize(
    ("line", "character", "shown", "caret"),
    [
        ("\t\tevry: 1", "e", "evry: 1", 0),
        ("a:\tb", "b", "a: b", 3),
        ("日本 x", "x", "日本 x", 5),
        ("e\u0301 x", "x", "e\u0301 x", 2),
        ("a\x1b[31m x", "x", "a\N{REPLACEMENT CHARACTER}[31m x", 7),
    ],
)
def test_the_caret_keeps_its_place(line: str, character: str, shown: str, caret: int) -> None:
    """Tabs, wide and combining characters do not push it aside, and no line can command the terminal."""
    problem = Source("f", line).problem(line.index(character), "wrong")
    assert problem.render().splitlines()[1:] == [f"    {shown}", "    " + " " * caret + "^"]


def test_a_long_line_is_cut_around_the_caret() -> None:
    """A terminal would wrap it and the caret would point at nothing."""
    line = "a" * 300 + "!" + "b" * 300
    _, shown, caret = Source("f", line).problem(300, "wrong").render().splitlines()
    assert len(shown) < 110
    assert shown[caret.index("^")] == "!"
    assert shown.strip()[0] == shown.strip()[-1] == "…"


def test_many_problems_are_listed_in_order_and_not_without_end() -> None:
    """A file of another kind altogether has thousands."""
    text = listed([Problem(line, 1, "wrong", name="f") for line in range(60, 0, -1)])
    assert text.splitlines()[0] == "f:1:1: wrong"
    assert text.splitlines()[-1] == "... and 10 more"


@pytest.mark.parametrize(("number", "words"), [(1, "1 problem"), (2, "2 problems")])
def test_problems_are_counted(number: int, words: str) -> None:
    """In English."""
    assert counted(number) == words


@given(st.text(), st.data())
def test_any_place_in_any_text_can_be_shown(text: str, data: st.DataObject) -> None:
    """Line and column lead back to the character, and rendering gives no control characters."""
    source = Source("f", text)
    offset = data.draw(st.integers(0, len(text)))
    problem = source.problem(offset, "wrong")
    if offset < len(text) and text[offset] not in "\r\n":
        assert problem.source[problem.column - 1] == text[offset]
    assert all(character.isprintable() for line in problem.render().split("\n") for character in line)
