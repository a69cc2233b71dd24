"""Phrases among words."""

from __future__ import annotations

import pytest

from bot.text.grammar import words
from bot.text.grammar.words import Phrases, read_words

PHRASES = Phrases([("lift*", "lift"), ("take|takes .. off", "off"), ("takes", "take"), ("si", "if")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lifting", ("lift", 1)),
        ("takes Rivas and son off", ("off", 5)),
        ("takes Rivas, wife, son and two friends off", ("take", 1)),
        ("takes", ("take", 1)),
        ("take", None),
        ("si", ("if", 1)),
        ("sí", None),
        ("uplift", None),
    ],
)
def test_the_longest_phrase_counts(text: str, found: tuple[str, int] | None) -> None:
    """`..` spans at most four words, and an accent that makes another word is kept."""
    read = read_words(text)
    assert PHRASES.at(read, 0, len(read)) == found


def test_a_phrase_ends_where_it_must() -> None:
    assert PHRASES.at(read_words("takes Rivas off"), 0, 2) == ("take", 1)


def test_what_is_remembered_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word of years of news passes by: the memory is emptied when full, and nothing else changes."""
    monkeypatch.setattr(words, "_CACHED", 2)
    phrases = Phrases([("lift*", "lift")])
    for word in ("a", "b", "c", "lifts", "d"):
        assert (phrases.at(read_words(word), 0, 1) is not None) == (word == "lifts")
        assert len(phrases._beginning) <= 2


def test_a_word_keeps_its_place_and_what_stands_before_it() -> None:
    text = "Rivas’s visa: “gone”"
    assert [(word.form, word.gap) for word in read_words(text)] == [("rivas", ""), ("visa", "’s "), ("gone", ": “")]
    assert all(text[word.start : word.end] == word.surface for word in read_words(text))
