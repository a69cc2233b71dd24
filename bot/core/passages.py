"""Where words stand in an entry, and whether they stand as a phrase or a distance asks.

It knows nothing of questions. Places are counted in words through title and summary, with a gap between the two that
no passage can span.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, assert_never

from bot.core.index import Chain, Crowd, Passage, Row
from bot.model import Place
from bot.text.lexer import LONGEST_REACH
from bot.text.query import MOST_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.index import Vocabulary

_GAP = LONGEST_REACH + MOST_WORDS

Stretch = tuple[int, int]
"""The places of a first and a last word."""

Link = tuple[int, Stretch]
"""An atom that stands as one operand of a chain."""


class Positions:
    """Where every atom of one entry stands."""

    def __init__(
        self, vocabulary: Vocabulary, passages: Mapping[int, Passage], title: Sequence[str], summary: Sequence[str]
    ) -> None:
        self.passages = passages
        self.summary = len(title) + _GAP
        self.places: defaultdict[int, list[int]] = defaultdict(list)
        for first, words in ((0, title), (self.summary, summary)):
            for place, surface in enumerate(words, first):
                if surface not in vocabulary.quiet:
                    for atom in vocabulary[surface]:
                        self.places[atom].append(place)

    def stretches(self, atom: int) -> list[Stretch]:
        """Where a word or a passage stands, in order; a chain, where its operands do."""
        passage = self.passages.get(atom)
        match passage:
            case None:
                return [(place, place) for place in self.places.get(atom, ())]
            case Row():
                return self._within(passage.place, self._rows(passage.words))
            case Crowd():
                return self._within(passage.place, self._crowds(passage))
            case Chain():
                return sorted({stretch for _, stretch in self.links(passage)})
            case _:
                assert_never(passage)

    def _within(self, place: Place | None, stretches: Iterable[Stretch]) -> list[Stretch]:
        if place is None:
            return list(stretches)
        return [stretch for stretch in stretches if (stretch[0] < self.summary) is (place is Place.TITLE)]

    def _rows(self, words: Sequence[int]) -> Iterator[Stretch]:
        first, *others = words
        for place in self.places.get(first, ()):
            if all(place + step in self.places.get(word, ()) for step, word in enumerate(others, 1)):
                yield place, place + len(others)

    def _crowds(self, crowd: Crowd) -> Iterator[Stretch]:
        """The shortest stretches in which every word has a place of its own; none lies inside another."""
        wanted = [self.places.get(word, []) for word in crowd.words]
        taken = sorted({place for places in wanted for place in places})
        for number, start in enumerate(taken):
            last = start + len(crowd.words) + crowd.reach - 1
            ends = (end for end in taken[number + 1 :] if end <= last and _seated(wanted, start, end))
            end = next(ends, None)
            if end is not None and not _seated(wanted, start + 1, end):
                yield start, end

    def links(self, chain: Chain) -> list[Link]:
        """What stands as an operand of the chain, with a neighbour on every side; none if there is no whole chain."""
        operands = [
            [(atom, stretch) for atom in operand for stretch in self._within(chain.place, self.stretches(atom))]
            for operand in chain.operands
        ]
        for number, reach in enumerate(chain.reaches):
            operands[number + 1] = _beside(operands[number], operands[number + 1], reach)
        for number, reach in reversed(list(enumerate(chain.reaches))):
            operands[number] = _beside(operands[number + 1], operands[number], reach)
        return [link for operand in operands for link in operand]


def _seated(wanted: Sequence[Sequence[int]], start: int, end: int) -> bool:
    """Each word can take a place of its own between start and end: a matching, found by augmenting paths."""
    holder: dict[int, int] = {}

    def seat(word: int, tried: set[int]) -> bool:
        for place in wanted[word]:
            if start <= place <= end and place not in tried:
                tried.add(place)
                if place not in holder or seat(holder[place], tried):
                    holder[place] = word
                    return True
        return False

    return all(seat(word, set()) for word in range(len(wanted)))


def _beside(anchors: Sequence[Link], links: Sequence[Link], reach: int) -> list[Link]:
    """The links with at most `reach` words between them and one of the anchors, without overlap."""
    return [
        link
        for link in links
        if any(0 <= max(link[1][0] - last, first - link[1][1]) - 1 <= reach for _, (first, last) in anchors)
    ]
