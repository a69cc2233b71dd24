"""How likely it is that a report restates what a group of reports tells, from their words and dates alone.

It measures and explains; what is grouped, and what a fact forbids, is for the step of the core that asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf, log, sqrt
from typing import TYPE_CHECKING

from bot.text.stopwords import FAINT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.text.salience import Salience

_PRIOR = 2.5
"""How many developments' worth of belief the shares below are given beside what was counted."""
_USUAL, _FAINT, _ASKED = 0.1, 0.4, 0.5
"""The share of developments that a concept is believed to stand in: any, a faint one, one that is asked about."""

_COSINE, _SHARED, _DAY, _RIVAL, _NONE = 17.0, 0.75, 1.5, 1.0, -0.4
"""Log odds per unit. A logistic regression over reports of three stories gave them; they were then rounded, the last
three being set by how many developments were told once. Within a fifth of these values little changes."""
_UNSURE = 4.5
"""Log odds against, divided by one more than the groups there are: among few, nobody can tell which words are
common."""
_LEAD = 0.4
"""What the first report counts among all, so that a group does not drift away from the news that opened it."""
_FEWEST = 3
_MOST = 0.6
"""Concepts in common without which a report and a group are not compared, or this share of a shorter report's."""


@dataclass(slots=True)
class Group:
    """The reports of one development, the first being what it is about; in how many each concept was `met`."""

    members: list[Salience] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Log odds that a report restates a group, above 0 if it rather does, and the concepts that speak most for it."""

    odds: float
    concepts: tuple[str, ...]


class Commonness:
    """In how many groups each concept was met, and so what it weighs. `asked` are concepts of the questions.

    It counts groups, not reports: what ten reports of one development share is just what tells it from the others.
    """

    def __init__(self, asked: Iterable[str] = ()) -> None:
        self._asked = frozenset(asked)
        self._met: dict[str, int] = {}
        self._groups = 0
        self._weights = _Weights(self._weight)

    def add(self, report: Salience, group: Group) -> None:
        """Take a report into a group."""
        self._groups += not group.members
        for concept in report.weights:
            if concept not in group.met:
                self._met[concept] = self._met.get(concept, 0) + 1
            group.met[concept] = group.met.get(concept, 0) + 1
        group.members.append(report)
        self._weights.clear()

    def _weight(self, concept: str) -> float:
        share = _ASKED if concept in self._asked else _FAINT if concept in FAINT else _USUAL
        return log((self._groups + _PRIOR) / (self._met.get(concept, 0) + _PRIOR * share))

    def likeness(self, report: Salience, group: Group, *, days: float, rivals: int) -> Likeness:
        """`days` lie between the report and the group; `rivals` groups, this one included, could take it in."""
        weights, size = self._weights, len(group.members)
        shared = {
            c: min(times, 1.0) * weights[c] * group.met[c] / size
            for c, times in report.weights.items()
            if c in group.met
        }
        named = tuple(sorted(shared, key=lambda concept: (-shared[concept], concept)))
        compared = (report, *group.members)
        if len(shared) < min(_FEWEST, _MOST * min(len(one.weights) for one in compared)):
            return Likeness(-inf, named)
        if not any(one.is_headline(concept) for one in compared for concept in shared):
            return Likeness(-inf, named)
        mine = {c: times * weights[c] for c, times in report.weights.items()}
        length = sum(x * x for x in mine.values())
        cosines = [self._cosine(mine, length, member.weights) for member in group.members]
        cosine = _LEAD * cosines[0] + (1 - _LEAD) * sum(cosines) / size
        odds = _NONE + _COSINE * cosine + _SHARED * sum(shared.values()) - _DAY * days
        odds -= _RIVAL * log(rivals) + _UNSURE / (self._groups + 1)
        return Likeness(odds, named)

    def _cosine(self, mine: Mapping[str, float], length: float, theirs: Mapping[str, float]) -> float:
        weights = self._weights
        product = sum([mine[c] * times * weights[c] for c, times in theirs.items() if c in mine])
        if not product:
            return 0.0
        return product / sqrt(length * sum([(times * weights[c]) ** 2 for c, times in theirs.items()]))


class _Weights(dict[str, float]):
    """Filled as they are asked for: this is where the time goes."""

    def __init__(self, weight: Callable[[str], float]) -> None:
        super().__init__()
        self._weight = weight

    def __missing__(self, concept: str) -> float:
        weight = self[concept] = self._weight(concept)
        return weight
