"""Which of the questions that an entry matched it bears on.

An entry that matches several is news for the one whose own words stand where its news stands: in the headline before
the summary, and in neither where they only give the background ("… after threats of military action"). Where they stand
in the summary only, the clauses they stand in are what the entry tells of that question. And what never names the thing
whose date or state is asked is no news of it, whatever other words it matched by.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.model import Place
from bot.text.background import in_background
from bot.text.clauses import clauses
from bot.text.dates.thing import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.model import EntryKey, Hit, Match, QuestionId

    About = Mapping[QuestionId, tuple[str, ...]]

_NOTHING: Final[About] = MappingProxyType({})


class Weight(IntEnum):
    """How much of an entry's news a hit belongs to."""

    BACKGROUND = 0
    MAIN = 1
    HEADLINE = 2


def bearing(matches: Iterable[Match], about: About = _NOTHING) -> tuple[Match, ...]:
    """The matches of the questions that each entry bears on, those of an entry together, each with its focus.

    `about` has the words for the thing that a question asks of, where its admin gave them.
    """
    by_entry: dict[EntryKey, list[Match]] = defaultdict(list)
    for match in matches:
        by_entry[match.entry.key].append(match)
    return tuple(match for siblings in by_entry.values() for match in _weightiest(siblings, about))


def weigh(match: Match, siblings: Sequence[Match]) -> Weight:
    """The weight of the question's own hits: those that no sibling shares; of a lone one, those that are no names.

    A question with no hit of its own is asked by its siblings too, and more closely; if none has any, all are asked.
    """
    own = _own_hits(match, siblings)
    if not own and not any(_own_hits(other, siblings) for other in siblings):
        return Weight.HEADLINE
    return max((_weigh_hit(match, hit) for hit in own), default=Weight.BACKGROUND)


def _weightiest(siblings: Sequence[Match], about: About) -> list[Match]:
    weights = {m.question: min(weigh(m, siblings), _naming(m, about.get(m.question, ()))) for m in siblings}
    most = max(weights.values())
    return [
        replace(match, focus=_focus(match, siblings))
        for match in siblings
        if weights[match.question] == most > Weight.BACKGROUND
    ]


def _naming(match: Match, about: tuple[str, ...]) -> Weight:
    """Where the thing is named."""
    entry = match.entry
    if any(word.thing for word in read(entry.title, entry.lang, about)) or not about:
        return Weight.HEADLINE
    return Weight.MAIN if any(word.thing for word in read(entry.summary, entry.lang, about)) else Weight.BACKGROUND


def _focus(match: Match, siblings: Sequence[Match]) -> str:
    own = _own_hits(match, siblings)
    if any(hit.place is Place.TITLE for hit in own):
        return ""
    entry, spots = match.entry, [hit.start for hit in own if hit.place is Place.SUMMARY]
    told = clauses(entry.summary, entry.lang) if spots else ()
    return " … ".join(c.text for c in told if any(c.start <= spot < c.end for spot in spots))


def _own_hits(match: Match, siblings: Sequence[Match]) -> list[Hit]:
    shared = {(hit.place, hit.start) for other in siblings if other is not match for hit in other.hits}
    own = [hit for hit in match.hits if hit.place is not Place.FIELD and (hit.place, hit.start) not in shared]
    if len(siblings) > 1:
        return own
    return [hit for hit in own if not hit.term[:1].isupper()] or own


def _weigh_hit(match: Match, hit: Hit) -> Weight:
    entry = match.entry
    if hit.place is Place.TITLE:
        return Weight.MAIN if in_background(entry.title, hit.start, entry.lang) else Weight.HEADLINE
    return Weight.BACKGROUND if in_background(entry.summary, hit.start, entry.lang) else Weight.MAIN
