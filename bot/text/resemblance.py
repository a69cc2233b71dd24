"""How likely it is that a report restates what a group of reports tells, from their words and dates alone.

It measures and explains; what is grouped, and what a fact forbids, is for the step of the core that asks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import inf, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from bot.text.salience import HEADLINE
from bot.text.stopwords import FAINT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

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
_ERROR = 1e-6
"""More than the odds of two ways to sum them up ever differ."""
_WORN = 1.25
"""Sums that may be too low by so much are made anew."""


@dataclass(slots=True, eq=False)
class Group:
    """The reports of one development, the first being what it is about; in how many each concept was `met`.

    Groups are numbered as they open, from 0. `headline` has the concepts of any headline, `fewest` is the least number
    of concepts that a report has.
    """

    members: list[Salience] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    number: int = -1
    headline: set[str] = field(default_factory=set)
    fewest: float = inf
    sums: _Sums | None = None


@dataclass(slots=True)
class _Sums:
    """By concept, how often a group's first report has it, and all have, each report scaled to the length of 1.

    Lengths depend on what concepts weigh, and were right when there were so many `groups`. Since then they grew with
    the number of groups, and shrank by what concepts `lost` as more groups met them: by how much at most follows from
    the `shortest` length and the `most` that a report has without weights.
    """

    groups: int
    members: int = 0
    first: dict[str, float] = field(default_factory=dict)
    all: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    shortest: float = inf
    most: float = 0.0
    lost: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, report: Salience, weights: Mapping[str, float]) -> None:
        length = sqrt(sum([(times * weights[c]) ** 2 for c, times in report.weights.items()]))
        for concept, times in report.weights.items():
            self.all[concept] += times / length
        self.shortest = min(self.shortest, length or inf)
        self.most = max(self.most, sqrt(sum([times * times for times in report.weights.values()])))
        self.members += 1
        if self.members == 1:
            self.first = dict(self.all)

    def drift(self, groups: int) -> tuple[float, float]:
        """What to multiply them with, to be below and above what they are now, by the triangle inequality."""
        grown = log((groups + _PRIOR) / (self.groups + _PRIOR)) * self.most / self.shortest
        shrunk = HEADLINE * sqrt(sum([x * x for x in self.lost.values()])) / self.shortest
        return 1 / (1 + grown), 1 / (1 - shrunk) if shrunk < 1 else inf


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
        self._having: dict[str, list[Group]] = {}
        self._groups = 0
        self._weights = _Weights(self._weight)

    def add(self, report: Salience, group: Group) -> None:
        """Take a report into a group. Nothing else may change one."""
        if not group.members:
            group.number = self._groups
            self._groups += 1
            self._weights.clear()
        for concept in report.weights:
            if concept not in group.met:
                self._meet(concept, group)
            group.met[concept] = group.met.get(concept, 0) + 1
        group.members.append(report)
        group.headline |= report.headline
        group.fewest = min(group.fewest, len(report.weights))

    def _meet(self, concept: str, group: Group) -> None:
        having = self._having.setdefault(concept, [])
        summed = [other.sums for other in having if other.sums]
        before = self._weight(concept) if summed else 0.0
        having.append(group)
        lost = before - self._weight(concept) if summed else 0.0
        for sums in summed:
            sums.lost[concept] += lost
        self._weights.pop(concept, None)

    def _weight(self, concept: str) -> float:
        share = _ASKED if concept in self._asked else _FAINT if concept in FAINT else _USUAL
        return log((self._groups + _PRIOR) / (len(self._having.get(concept, ())) + _PRIOR * share))

    def likeness(self, report: Salience, group: Group, *, days: float, rivals: int) -> Likeness:
        """`days` lie between the report and the group; `rivals` groups, this one included, could take it in."""
        shared = self._shared(report, group)
        named = _by_value(shared)
        if not _are_comparable(report, group, shared.keys()):
            return Likeness(-inf, named)
        weights = self._weights
        mine = {c: times * weights[c] for c, times in report.weights.items()}
        length = sum(x * x for x in mine.values())
        cosines = [self._cosine(mine, length, member.weights) for member in group.members]
        cosine = _LEAD * cosines[0] + (1 - _LEAD) * sum(cosines) / len(group.members)
        odds = _NONE + _COSINE * cosine + _SHARED * sum(shared.values()) - _DAY * days
        odds -= _RIVAL * log(rivals) + _UNSURE / (self._groups + 1)
        return Likeness(odds, named)

    def _shared(self, report: Salience, group: Group) -> dict[str, float]:
        """The concepts in common, each with what it speaks for."""
        weights, size = self._weights, len(group.members)
        return {
            c: min(times, 1.0) * weights[c] * group.met[c] / size
            for c, times in report.weights.items()
            if c in group.met
        }

    def _cosine(self, mine: Mapping[str, float], length: float, theirs: Mapping[str, float]) -> float:
        weights = self._weights
        product = sum([mine[c] * times * weights[c] for c, times in theirs.items() if c in mine])
        if not product:
            return 0.0
        return product / sqrt(length * sum([(times * weights[c]) ** 2 for c, times in theirs.items()]))

    # -- the nearest of many

    def nearest(
        self, report: Salience, days: Callable[[Group], float | None], *, rivals: int
    ) -> tuple[Group, tuple[str, ...]] | None:
        """The group that a report most likely restates, if it rather does, and the concepts that speak most for it.

        It is what `likeness` tells of each, and of equals the one that opened first; but few are looked at closely.
        `days` tells how far off a group is, or None where it must not take the report in.
        """
        look = _Look(report, self._weights, _NONE - _RIVAL * log(rivals) - _UNSURE / (self._groups + 1))
        close = list(self._open_to(report, look, days))
        for measure in (self._roughly, self._closely, self._in_full):
            measured = [(*measure(look, one, rivals), one) for one in close]
            least = max((low for low, *_ in measured), default=0.0)
            close = [one for _, high, one in measured if high > 0 and high >= least]
            if len(close) == 1 and least > 0:
                break
        if not close:
            return None
        best = min(close, key=lambda one: one.group.number).group
        return best, _by_value(self._shared(report, best))

    def _open_to(self, report: Salience, look: _Look, days: Callable[[Group], float | None]) -> Iterator[_Candidate]:
        for group in look.promising(self._having):
            shared = report.weights.keys() & group.met.keys()
            if _are_comparable(report, group, shared) and look.most(shared) > 0:
                apart = days(group)
                if apart is not None:
                    yield _Candidate(group, apart, shared)

    def _roughly(self, look: _Look, one: _Candidate, _: int) -> tuple[float, float]:
        """Odds between which those of a group are, by sums that were right some reports ago."""
        sums, weights = one.group.sums, self._weights
        if sums is None or sums.drift(self._groups)[1] > _WORN:
            sums = one.group.sums = _Sums(self._groups)
        for member in one.group.members[sums.members :]:
            sums.add(member, weights)
        below, above = sums.drift(self._groups)
        cosine, rest = look.parts(one, sums)
        return rest + _COSINE * cosine * below - _ERROR, rest + _COSINE * cosine * above + _ERROR

    def _closely(self, look: _Look, one: _Candidate, rivals: int) -> tuple[float, float]:
        """The same by sums that are right now."""
        one.group.sums = None
        return self._roughly(look, one, rivals)

    def _in_full(self, look: _Look, one: _Candidate, rivals: int) -> tuple[float, float]:
        odds = self.likeness(look.report, one.group, days=one.days, rivals=rivals).odds
        return odds, odds


class _Candidate(NamedTuple):
    """A group that could take a report in, how far off it is, and what the two share."""

    group: Group
    days: float
    shared: AbstractSet[str]


class _Look:
    """A report, with what its concepts can speak for at most. `odds` are those before any is shared."""

    def __init__(self, report: Salience, weights: Mapping[str, float], odds: float) -> None:
        mine = {c: times * weights[c] for c, times in report.weights.items()}
        length = sqrt(sum([x * x for x in mine.values()])) or 1.0
        self._mine = {c: x / length for c, x in mine.items()}
        self._told = {c: _SHARED * min(times, 1.0) * weights[c] for c, times in report.weights.items()}
        self._odds = odds
        self._weights = weights
        self.report = report

    def most(self, shared: Iterable[str]) -> float:
        """The odds by what is shared, for a group that has nothing else: no cosine is higher, by Cauchy and Schwarz."""
        squares = told = 0.0
        for concept in shared:
            squares += self._mine[concept] ** 2
            told += self._told[concept]
        return self._odds + _COSINE * sqrt(squares) + told + _ERROR

    def promising(self, having: Mapping[str, Sequence[Group]]) -> set[Group]:
        """The groups that share more than the usual concepts which, even all together, speak for too little."""
        usual = sorted(self._mine, key=lambda concept: -len(having.get(concept, ())))
        enough = next((n for n in range(len(usual)) if self.most(usual[: n + 1]) > 0), len(usual))
        return set().union(*(having.get(concept, ()) for concept in usual[enough:]))

    def parts(self, one: _Candidate, sums: _Sums) -> tuple[float, float]:
        """The cosine with a group, and the odds but for it, without a look at each of its reports."""
        first = every = told = 0.0
        for concept in one.shared:
            mine = self._mine[concept] * self._weights[concept]
            first += mine * sums.first.get(concept, 0.0)
            every += mine * sums.all[concept]
            told += self._told[concept] * one.group.met[concept]
        size = len(one.group.members)
        return _LEAD * first + (1 - _LEAD) * every / size, self._odds + told / size - _DAY * one.days


def _are_comparable(report: Salience, group: Group, shared: AbstractSet[str]) -> bool:
    """They have concepts enough in common, one of them from a headline."""
    if len(shared) < min(_FEWEST, _MOST * min(len(report.weights), group.fewest)):
        return False
    return any(report.is_headline(concept) or concept in group.headline for concept in shared)


def _by_value(shared: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(shared, key=lambda concept: (-shared[concept], concept)))


class _Weights(dict[str, float]):
    """Filled as they are asked for: this is where the time goes."""

    def __init__(self, weight: Callable[[str], float]) -> None:
        super().__init__()
        self._weight = weight

    def __missing__(self, concept: str) -> float:
        weight = self[concept] = self._weight(concept)
        return weight
