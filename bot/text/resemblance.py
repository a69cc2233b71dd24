"""How likely it is that a report restates what a group of reports tells, from their words and dates alone.

It measures and explains; what is grouped, and what a fact forbids, is for the step of the core that asks.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import inf, log, sqrt
from typing import TYPE_CHECKING

from bot.text.stopwords import FAINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.text.salience import Salience

_PRIOR = 2.5
"""How many developments' worth of belief the shares below are given beside what was counted."""
_USUAL, _FAINT, _ASKED = 0.1, 0.4, 0.5
"""The share of developments that a concept is believed to stand in: any, a faint one, one that is asked about."""

_COSINE, _SHARED, _DAY, _RIVAL, _NONE = 17.0, 0.86, 2.0, 1.2, -2.0
"""A logistic regression over the reports of three stories, fitted to two and tried on the third in turn."""
_LEAD = 0.4
"""What the first report counts among all, so that a group does not drift away from the news that opened it."""
_FEWEST = 3
"""Concepts in common without which two reports are not compared: short headlines of one story share two at least."""


@dataclass(slots=True)
class Group:
    """The reports of one development, the first being what it is about."""

    members: list[Salience] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)


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
        self._met: Counter[str] = Counter()
        self._groups = 0
        self._weights: dict[str, float] = {}

    def add(self, report: Salience, group: Group) -> None:
        """Take a report into a group."""
        self._groups += not group.members
        self._met.update(concept for concept in report.weights if concept not in group.met)
        group.met.update(report.weights.keys())
        group.members.append(report)
        self._weights.clear()

    def weight(self, concept: str) -> float:
        known = self._weights.get(concept)
        if known is None:
            share = _ASKED if concept in self._asked else _FAINT if concept in FAINT else _USUAL
            met = self._met[concept] + _PRIOR * share
            known = self._weights[concept] = log((self._groups + _PRIOR) / met)
        return known

    def likeness(self, report: Salience, group: Group, *, days: float, rivals: int) -> Likeness:
        """`days` lie between the report and the group; `rivals` groups, this one included, could take it in."""
        mine = {concept: times * self.weight(concept) for concept, times in report.weights.items()}
        cosines = [self._cosine(mine, member.weights) for member in group.members]
        cosine = _LEAD * cosines[0] + (1 - _LEAD) * sum(cosines) / len(cosines)
        size = len(group.members)
        shared = {c: self.weight(c) * group.met[c] / size for c in mine if c in group.met}
        if len(shared) < _FEWEST:
            return Likeness(-inf, tuple(shared))
        odds = _NONE + _COSINE * cosine + _SHARED * sum(shared.values()) - _DAY * days - _RIVAL * log(rivals)
        return Likeness(odds, tuple(sorted(shared, key=lambda concept: (-shared[concept], concept))))

    def _cosine(self, mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
        weight = self.weight
        product = sum(mine[c] * times * weight(c) for c, times in theirs.items() if c in mine)
        if not product:
            return 0.0
        length = sum(x * x for x in mine.values()) * sum((times * weight(c)) ** 2 for c, times in theirs.items())
        return product / sqrt(length)
