"""How much of a document is decided on in one go: so much that nothing else waits long for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model import Entry

MOST_ENTRIES = 10
MOST_CHARACTERS = 5_000
"""Where all entries match a question that has as many reports as are compared: see `python -m bench hostile`."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Entries of a document that are decided on together; `is_last` if those before it are all decided on."""

    entries: tuple[Entry, ...] = ()
    is_last: bool = True


def slices(entries: Iterable[Entry], now: datetime) -> tuple[Slice, ...]:
    """All entries, the oldest first, in as many slices as they need: one if there are none."""
    parts: list[list[Entry]] = [[]]
    room = MOST_CHARACTERS
    for entry in sorted(entries, key=lambda entry: (min(entry.published or now, now), entry.key)):
        length = len(entry.title) + len(entry.summary)
        if parts[-1] and (len(parts[-1]) == MOST_ENTRIES or length > room):
            parts.append([])
            room = MOST_CHARACTERS
        parts[-1].append(entry)
        room -= length
    return tuple(Slice(tuple(part), is_last=part is parts[-1]) for part in parts)
