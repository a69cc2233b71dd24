"""Which questions an entry bears on, and the terms that say so.

It decides by the queries alone: what an entry claims, and whether it is news, are later steps.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urlsplit

from bot.core.index import Chain, Every, QuestionIndex, Some, Without
from bot.core.passages import Positions
from bot.core.rules import build_index
from bot.model import Hit, Match, Place
from bot.text.fold import labels, pieces, spans, surfaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.index import Fields, Rule, Tree
    from bot.core.passages import Stretch
    from bot.model import Entry, Feed

__all__ = ["QuestionIndex", "build_index", "match"]

_PLACES = (Place.TITLE, Place.SUMMARY, Place.FIELD)

_Key = tuple[int, int, int, str]
"""A hit as it sorts: its place in `_PLACES`, start, end and term."""


def match(index: QuestionIndex, entries: Sequence[Entry], feed: Feed) -> tuple[Match, ...]:
    """In the order of the entries, then of the questions."""
    return tuple(found for entry in entries for found in _Reading(index, entry, feed).matches())


class _Reading:
    """One entry read against the index: the atoms present in it, and where."""

    def __init__(self, index: QuestionIndex, entry: Entry, feed: Feed) -> None:
        self.index = index
        self.entry = entry
        self.vocabulary = index.vocabularies[entry.lang]
        self.present = self._words()
        self.present.update(_field_atoms(index.fields, entry, feed))
        self._add_passages()
        self.found: dict[int, tuple[_Key, ...]] = {}
        self.hits: dict[_Key, Hit] = {}

    def _words(self) -> set[int]:
        met = set(pieces(self.entry.title))
        met.update(pieces(self.entry.summary))
        present: set[int] = set()
        for piece in met - self.vocabulary.quiet:
            present.update(self.vocabulary[piece])
        return present

    def _add_passages(self) -> None:
        anchors = self.index.anchors
        for word in anchors.keys() & self.present:
            for atom, needs in anchors[word]:
                for group in needs:
                    if self.present.isdisjoint(group):
                        break
                else:
                    if self.positions.stretches(atom):
                        self.present.add(atom)

    @cached_property
    def positions(self) -> Positions:
        title, summary = surfaces(self.entry.title), surfaces(self.entry.summary)
        return Positions(self.vocabulary, self.index.passages, title, summary)

    @cached_property
    def spans(self) -> dict[int, tuple[int, int, int]]:
        """By place in words: in which of `_PLACES`, and which of its characters."""
        texts = ((0, self.entry.title, 0), (1, self.entry.summary, self.positions.summary))
        return {
            number: (place, start, end)
            for place, text, first in texts
            for number, (_, start, end) in enumerate(spans(text), first)
        }

    def matches(self) -> Iterator[Match]:
        present, pivots = self.present, self.index.pivots
        fulfilled: defaultdict[int, list[Rule]] = defaultdict(list)
        for atom in pivots.keys() & present:
            for rule in pivots[atom]:
                question, groups, excluded, rest = rule
                for group in groups:
                    if present.isdisjoint(group):
                        break
                else:
                    if present.isdisjoint(excluded) and (rest is None or _holds(rest, present)):
                        fulfilled[question].append(rule)
        for question in sorted(fulfilled):
            yield Match(self.index.questions[question], self.entry, self._hits(fulfilled[question]))

    def _hits(self, rules: Iterable[Rule]) -> tuple[Hit, ...]:
        """From the atoms present that the rules ask for, but for branches that do not hold as a whole."""
        present = self.present
        atoms = {atom for _, groups, _, _ in rules for group in groups for atom in group if atom in present}
        for _, _, _, rest in rules:
            if rest is not None:
                atoms.update(_reasons(rest, present))
        found = {key for atom in atoms for key in self._found(atom)}
        return tuple([self._hit(key) for key in sorted(found)])

    def _found(self, atom: int) -> tuple[_Key, ...]:
        """A chain is told by its operands; an atom that stands nowhere in the text is a field's."""
        known = self.found.get(atom)
        if known is None:
            passage = self.index.passages.get(atom)
            links = (
                self.positions.links(passage)
                if isinstance(passage, Chain)
                else [(atom, stretch) for stretch in self.positions.stretches(atom)]
            )
            known = tuple(self._key(*link) for link in links) or ((2, 0, 0, self.index.terms[atom]),)
            self.found[atom] = known
        return known

    def _key(self, atom: int, stretch: Stretch) -> _Key:
        place, start, _ = self.spans[stretch[0]]
        return place, start, self.spans[stretch[1]][2], self.index.terms[atom]

    def _hit(self, key: _Key) -> Hit:
        """Questions that find the same share the value."""
        known = self.hits.get(key)
        if known is None:
            place, start, end, term = key
            known = self.hits[key] = Hit(term, _PLACES[place], start, end)
        return known


def _holds(tree: Tree, present: set[int]) -> bool:
    match tree:
        case int():
            return tree in present
        case Every():
            return all(_holds(child, present) for child in tree.children)
        case Some():
            return any(_holds(child, present) for child in tree.children)
        case Without():
            return not _holds(tree.child, present)
        case _:
            assert_never(tree)


def _reasons(tree: Tree, present: set[int]) -> Iterator[int]:
    if not _holds(tree, present):
        return
    match tree:
        case int():
            yield tree
        case Every() | Some():
            for child in tree.children:
                yield from _reasons(child, present)
        case Without():
            return
        case _:
            assert_never(tree)


def _field_atoms(fields: Fields, entry: Entry, feed: Feed) -> Iterator[int]:
    yield from fields.langs.get(entry.lang, ())
    if fields.sources:
        names = (feed.outlet, entry.source, _host(entry.url), _host(entry.source_url))
        for name in names:
            yield from _named(fields.sources, name)
    if fields.authors:
        yield from _named(fields.authors, entry.author)
    if fields.urls:
        address = entry.url.casefold()
        for value, atoms in fields.urls.items():
            if value in address:
                yield from atoms


def _named(table: Mapping[str, tuple[tuple[str, int], ...]], name: str) -> Iterator[int]:
    """Values whose words stand side by side in a name."""
    parts = labels(name)
    line = f" {' '.join(parts)} "
    for part in set(parts):
        for value, atom in table.get(part, ()):
            if f" {value} " in line:
                yield atom


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
