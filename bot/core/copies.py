"""Which of the reports known an entry is a copy of, by signs that stand in it: its identity, its address, its words.

What a copy means, and whether a fact keeps it apart all the same, is for the step that asks.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.text.likeness import are_copies, differ_in_fact, differ_in_headline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.core.reading import Reading
    from bot.text.likeness import Gist

WINDOW = timedelta(days=3)
"""How far apart in publication a development and what restates it may be."""


class Copied(NamedTuple):
    """Why it is a copy, of which reading, and how the two might differ all the same."""

    reason: str
    number: int
    differ: Callable[[Gist, Gist], bool]


class Copies:
    """Readings, numbered from 0 as they come."""

    def __init__(self) -> None:
        self._readings: list[Reading] = []
        self._entries: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._guids: defaultdict[str, list[int]] = defaultdict(list)
        self._addresses: defaultdict[str, list[int]] = defaultdict(list)
        self._titles: defaultdict[str, list[int]] = defaultdict(list)
        self._gists: list[Gist] = []

    def add(self, reading: Reading) -> None:
        number, entry = len(self._readings), reading.entry
        self._readings.append(reading)
        self._entries[entry.feed, entry.key].append(number)
        self._guids[entry.guid].append(number)
        self._addresses[reading.address].append(number)
        self._titles[reading.gist.title].append(number)
        self._gists.append(reading.gist)

    def of(self, reading: Reading) -> Iterator[Copied]:
        """What the entry is a copy of, by the surest sign first, then the latest first.

        Feeds of one site share guids; a bare number says nothing across sites.
        """
        entry, title = reading.entry, reading.gist.title
        guids = self._guids.get(entry.guid, ()) if entry.guid and not entry.guid.isdigit() else ()
        addresses = self._addresses.get(reading.address, ()) if reading.address else ()
        titles = self._titles.get(title, ()) if title else ()
        for number in reversed(self._entries.get((entry.feed, entry.key), ())):
            yield Copied("the same entry", number, differ_in_headline)
        for number in reversed(guids):
            yield Copied("the same guid", number, differ_in_headline)
        for number in reversed(addresses):
            yield Copied("the same address", number, differ_in_headline)
        for number in self._near(reading, reversed(titles)):
            yield Copied("the same headline", number, differ_in_fact)
        alike = (n for n in reversed(range(len(self._gists))) if are_copies(reading.gist, self._gists[n]))
        for number in self._near(reading, alike):
            yield Copied("nearly the same text", number, differ_in_fact)

    def _near(self, reading: Reading, numbers: Iterable[int]) -> Iterator[int]:
        return (number for number in numbers if are_near(reading, self._readings[number]))


def are_near(one: Reading, other: Reading) -> bool:
    return abs(one.published - other.published) <= WINDOW
