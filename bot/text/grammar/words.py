"""A text as words with what stands between them, and phrases looked up among them.

It knows no language: what a phrase means is its table's business.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from bot.text.fold import letters, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Choice = tuple[frozenset[str], tuple[str, ...]]
    Row = tuple[Choice | None, ...]

__all__ = ["Phrases", "Word", "alternatives", "read_words", "word_set"]

T = TypeVar("T")

_ACCENT_MATTERS = frozenset({"sí", "qué", "cómo", "cuándo", "cuál", "quién", "dónde"})
"""Without its accent each of these is another word: si is if, que is that."""

_GAP = 4
"""The most words that may stand where a phrase has `..`."""
_CACHED = 2**15


class Word(NamedTuple):
    """`form` is the word folded; `gap` all that stands between it and the word before."""

    form: str
    surface: str
    start: int
    end: int
    gap: str

    @property
    def capital(self) -> bool:
        return self.surface[0].isupper()


@lru_cache(_CACHED)
def _form(surface: str) -> str:
    lowered = surface.lower()
    return lowered if lowered in _ACCENT_MATTERS else letters(surface)


def word_set(listed: str) -> frozenset[str]:
    """A word list as it is written in the data modules."""
    return frozenset(listed.split())


def read_words(text: str) -> tuple[Word, ...]:
    return tuple(_read(text))


def _read(text: str) -> Iterator[Word]:
    before = 0
    for surface, start, end in spans(text):
        yield Word(_form(surface), surface, start, end, text[before:start])
        before = end


def alternatives(element: str) -> Choice:
    """What an element like "ask|asks|urg*" admits: the words and the beginnings."""
    options = element.split("|")
    return (
        frozenset(option for option in options if not option.endswith("*")),
        tuple(option[:-1] for option in options if option.endswith("*")),
    )


def _admits(element: Choice, form: str) -> bool:
    exact, beginnings = element
    return form in exact or (bool(beginnings) and form.startswith(beginnings))


class Phrases(Generic[T]):
    """Phrases of folded words, each with its meaning. `a|b` is either, `a*` a beginning, `..` up to four words."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._rows: list[tuple[Row, T]] = [
            (tuple(None if part == ".." else alternatives(part) for part in phrase.split()), meaning)
            for phrase, meaning in phrases
        ]
        self._rows.sort(key=lambda row: -len(row[0]))
        self._beginning: dict[str, tuple[tuple[Row, T], ...]] = {}

    def at(self, words: Sequence[Word], place: int, stop: int) -> tuple[T, int] | None:
        """The longest phrase that begins at a place, with the place after its last word."""
        return next(self.all_at(words, place, stop), None)

    def all_at(self, words: Sequence[Word], place: int, stop: int) -> Iterator[tuple[T, int]]:
        form = words[place].form
        rows = self._beginning.get(form)
        if rows is None:
            rows = self._remember(form)
        for row, meaning in rows:
            if end := _end_of(row, words, place, stop):
                yield meaning, end

    def _remember(self, form: str) -> tuple[tuple[Row, T], ...]:
        if len(self._beginning) >= _CACHED:
            self._beginning.clear()
        rows = tuple(row for row in self._rows if row[0][0] is not None and _admits(row[0][0], form))
        self._beginning[form] = rows
        return rows


def _end_of(row: Row, words: Sequence[Word], place: int, stop: int) -> int:
    """The place after the row's last word where it stands here, else 0."""
    at, slack = place + 1, 0
    for element in row[1:]:
        if element is None:
            slack = _GAP
            continue
        while at < stop and slack and not _admits(element, words[at].form):
            at, slack = at + 1, slack - 1
        if at >= stop or not _admits(element, words[at].form):
            return 0
        at, slack = at + 1, 0
    return at
