"""Text that may be sent, whatever feeds say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.lines import Line, as_message, clean, clip, head_line, link_line, link_to, text_line, units

TEXTS = st.text(max_size=1500)


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("short", 5, "short"),
        ("one two three", 10, "one two…"),
        ("three, two ones", 10, "three…"),
        ("unbreakable", 5, "unbr…"),
        ("👍👍👍", 4, "👍…"),
        ("an e\u0301", 5, "an e\u0301"),
        ("ane\u0301an", 4, "an…"),
        ("👩‍👩‍👧👩‍👩‍👧", 15, "👩‍👩‍👧…"),
        ("👩‍👩‍👧👩‍👩‍👧", 8, "…"),
        ("👍🏽👍🏽", 7, "👍🏽…"),
        ("🇨🇴🇺🇸", 7, "🇨🇴…"),
        ("🇨🇴🇺🇸", 5, "🇨🇴…"),
        ("a" + 99 * "\u0301", 60, "a" + 58 * "\u0301" + "…"),
    ],
)
def test_clipping_cuts_between_words_and_never_inside_a_character(text: str, limit: int, clipped: str) -> None:
    assert clip(text, limit) == clipped


@given(TEXTS, st.integers(min_value=1, max_value=50))
def test_clipping_keeps_to_its_limit(text: str, limit: int) -> None:
    assert units(clip(clean(text), limit)) <= limit


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("👩‍👩‍👧 and 🏳️‍🌈", "👩‍👩‍👧 and 🏳️‍🌈"),
        ("a\u200db \u200d👩 👩\u200d c", "ab 👩 👩 c"),
        ("\u202eevil\u2066\x00\ud800\u00ad\ufeff", "evil"),
        ("one\u2028two\x85three", "one two three"),
    ],
)
def test_what_is_not_seen_goes_and_what_joins_emoji_stays(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(TEXTS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not re.search(r"\s\s|\n", clean(text))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("http://news.example:8080/ñ?q=1", "http://news.example:8080/ñ?q=1"),
        ("javascript:alert(1)", ""),
        ("https://localhost/a", ""),
        ("https://news.example/a b", ""),
        ("https://news.example/" + "a" * 2048, ""),
        ("", ""),
    ],
)
def test_a_link_is_an_address_that_a_button_may_open(url: str, link: str) -> None:
    assert link_to(url) == link


def test_lines_escape_what_they_are_given() -> None:
    assert text_line("5 < 6").html == "5 &lt; 6"
    assert head_line("A&B", "<i>").html == "<b>A&amp;B</b> · &lt;i&gt;"
    assert link_line("<T>", "https://news.example/?a&b", note="<n>", bold=True) == Line(
        '<b><a href="https://news.example/?a&amp;b">&lt;T&gt;</a></b> · <i>&lt;n&gt;</i>',
        "<T> · <n>",
        "https://news.example/?a&b",
    )


def test_without_markup_a_link_stands_below_its_text() -> None:
    message = as_message([link_line("Title", "https://news.example/a"), text_line("after")])
    assert message.plain == "Title\nhttps://news.example/a\nafter"
