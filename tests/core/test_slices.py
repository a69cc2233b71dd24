"""How much of a document is decided on in one go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.core.slices import MOST_CHARACTERS, MOST_ENTRIES, Slice, slices
from tests.builders import T0, entry

if TYPE_CHECKING:
    from bot.model import Entry

MINUTE = timedelta(minutes=1)


def of(lengths: list[int]) -> list[Entry]:
    return [
        entry("T", "x" * length, key=str(number), published=T0 - number * MINUTE)
        for number, length in enumerate(lengths)
    ]


def test_nothing_is_one_slice_and_a_usual_document_too() -> None:
    assert slices((), T0) == (Slice((), is_last=True),)
    assert [len(part.entries) for part in slices(of([300] * MOST_ENTRIES), T0)] == [MOST_ENTRIES]


def test_the_oldest_comes_first_and_what_has_no_date_counts_as_published_now() -> None:
    undated, early = entry("Undated", published=None), entry("Early", published=T0 - MINUTE)
    ahead = entry("Ahead", published=T0 + MINUTE)
    assert slices((undated, ahead, early), T0) == (Slice((early, ahead, undated)),)


def test_an_entry_longer_than_a_slice_has_one_to_itself() -> None:
    assert [len(part.entries) for part in slices(of([10, MOST_CHARACTERS * 2, 10]), T0)] == [1, 1, 1]


@given(st.lists(st.integers(0, MOST_CHARACTERS // 3), max_size=MOST_ENTRIES * 3))
def test_every_entry_is_in_one_slice_and_no_slice_is_too_large(lengths: list[int]) -> None:
    entries = of(lengths)
    *others, last = slices(entries, T0)
    assert [one for part in (*others, last) for one in part.entries] == entries[::-1]
    for part in (*others, last):
        assert len(part.entries) <= MOST_ENTRIES
        assert sum(len(one.title) + len(one.summary) for one in part.entries) <= MOST_CHARACTERS
        assert part.is_last is (part is last)
