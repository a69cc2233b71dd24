"""Which questions an entry bears on, and the terms that say so.

It decides by the queries alone: what an entry claims, and whether it is news, are later steps.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urlsplit

from bot.core.index import Chain, Crowd, Every, QuestionIndex, Row, Some, Without
from bot.core.passages import Positions
from bot.core.rules import build_index
from bot.model import Hit, Match, Place
from bot.text.fold import labels, spans, surfaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.index import Fields, Passage, Rule, Tree
    from bot.core.passages import Stretch
    from bot.model import Entry, Feed

__all__ = ["QuestionIndex", "build_index", "match"]

_ORDER = {Place.TITLE: 0, Place.SUMMARY: 1, Place.FIELD: 2}


def match(index: QuestionIndex, entries: Sequence[Entry], feed: Feed) -> tuple[Match, ...]:
    """In the order of the entries, then of the questions."""
    return tuple(found for entry in entries for found in _Reading(index, entry, feed).matches())


class _Reading:
    """One entry read against the index: the atoms present in it, and where."""

    def __init__(self, index: QuestionIndex, entry: Entry, feed: Feed) -> None:
        self.index = index
        self.entry = entry
        self.title = surfaces(entry.title)
        self.summary = surfaces(entry.summary)
        self.present = self._words()
        self.present.update(_field_atoms(index.fields, entry, feed))
        self._add_passages()
        self.hits: dict[int, tuple[Hit, ...]] = {}

    def _words(self) -> set[int]:
        vocabulary = self.index.vocabularies[self.entry.lang]
        met = set(self.title)
        met.update(self.summary)
        present: set[int] = set()
        for surface in met - vocabulary.quiet:
            present.update(vocabulary[surface])
        return present

    def _add_passages(self) -> None:
        anchors, passages = self.index.anchors, self.index.passages
        for word in anchors.keys() & self.present:
            for atom in anchors[word]:
                if _may_stand(atom, passages, self.present) and self.positions.stretches(atom):
                    self.present.add(atom)

    @cached_property
    def positions(self) -> Positions:
        vocabulary = self.index.vocabularies[self.entry.lang]
        return Positions(vocabulary, self.index.passages, self.title, self.summary)

    @cached_property
    def spans(self) -> dict[int, tuple[Place, int, int]]:
        """By place in words: in which text, and which of its characters."""
        first_of = ((Place.TITLE, self.entry.title, 0), (Place.SUMMARY, self.entry.summary, self.positions.summary))
        return {
            number: (place, start, end)
            for place, text, first in first_of
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
        atoms = {atom for rule in rules for atom in _telling(rule, self.present)}
        found = {hit for atom in atoms for hit in self._hits_of(atom)}
        return tuple(sorted(found, key=lambda hit: (_ORDER[hit.place], hit.start, hit.end, hit.term)))

    def _hits_of(self, atom: int) -> tuple[Hit, ...]:
        """A chain is told by its operands; an atom that stands nowhere in the text is a field's."""
        if atom not in self.hits:
            passage = self.index.passages.get(atom)
            links = (
                self.positions.links(passage)
                if isinstance(passage, Chain)
                else [(atom, stretch) for stretch in self.positions.stretches(atom)]
            )
            in_text = tuple(self._hit(*link) for link in links)
            self.hits[atom] = in_text or (Hit(self.index.terms[atom], Place.FIELD, 0, 0),)
        return self.hits[atom]

    def _hit(self, atom: int, stretch: Stretch) -> Hit:
        place, start, _ = self.spans[stretch[0]]
        return Hit(self.index.terms[atom], place, start, self.spans[stretch[1]][2])


def _may_stand(atom: int, passages: Mapping[int, Passage], present: set[int]) -> bool:
    """All its words are there, wherever: quick to ask, and mostly no."""
    passage = passages.get(atom)
    match passage:
        case None:
            return atom in present
        case Row() | Crowd():
            return present.issuperset(passage.words)
        case Chain():
            return all(any(_may_stand(part, passages, present) for part in parts) for parts in passage.operands)
        case _:
            assert_never(passage)


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


def _telling(rule: Rule, present: set[int]) -> Iterator[int]:
    """The atoms present that the rule asks for, leaving out branches that do not hold as a whole."""
    _, groups, _, rest = rule
    for group in groups:
        yield from present.intersection(group)
    if rest is not None:
        yield from _reasons(rest, present)


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
