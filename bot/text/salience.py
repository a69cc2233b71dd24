"""What of a report tells its news from other news: names, rare words, figures. It says nothing of which news is meant.

A report is a bag of concepts, the same for both languages; how near two bags are is for `bot.text.resemblance`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.model import Language
from bot.text.concepts import concepts
from bot.text.identity import clean_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.model import Entry

HEADLINE = 1.5
"""Weight of a headline's word; one of the summary weighs 1."""

_BESIDE = 0.5
"""Weight of all else, title and summary, where only some clauses of the summary bear on the question."""

_KEPT = 2**13
"""Reports kept read; those of two weeks on one busy question are a few hundred."""


@dataclass(frozen=True, slots=True)
class Salience:
    """`weights` by concept, `written` the word that stood for it in this report.

    `figures` are its numbers by what they count. Of the `headline` alone, or of what stands in its place, `acts` are
    the concepts that have a contrary, `denied` what it says is not so; `denies` tells that it is the denial of
    something.
    """

    weights: Mapping[str, float]
    written: Mapping[str, str]
    figures: Mapping[str, frozenset[str]]
    headline: frozenset[str]
    acts: frozenset[str]
    denied: frozenset[str]
    denies: bool

    def is_headline(self, concept: str) -> bool:
        return concept in self.headline


@lru_cache(_KEPT)
def salience(entry: Entry, focus: str = "") -> Salience:
    """`focus` is what the report tells of the question at hand; where given, it stands in the headline's place."""
    title = clean_title(entry.title, entry.source)
    head = focus or title
    rest = ((title, _BESIDE), (entry.summary, _BESIDE)) if focus else ((entry.summary, 1.0),)
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    figures: defaultdict[str, set[str]] = defaultdict(set)
    for text, weight in ((head, HEADLINE), *rest):
        for concept in concepts(text, entry.lang):
            weights.setdefault(concept.key, weight)
            written.setdefault(concept.key, concept.written)
        for number, counted in _figures(text, entry.lang):
            weights.setdefault(number, weight)
            written.setdefault(number, number)
            if counted:
                figures[counted].add(number)
    told = topics(head, entry.lang)
    return Salience(
        weights=weights,
        written=written,
        figures={counted: frozenset(found) for counted, found in figures.items()},
        headline=frozenset(concept for concept, weight in weights.items() if weight == HEADLINE),
        acts=told.intersection(_CONTRARY),
        denied=frozenset(_denied(head, entry.lang)),
        denies="deny" in told,
    )


def topics(text: str, lang: Language) -> frozenset[str]:
    """The concepts of a text, such as those of what is asked: what all reports on a question have in common."""
    return frozenset(concept.key for concept in concepts(text, lang))


# ------------------------------------------------------------------ figures

_FIGURE = re.compile(
    r"""(?P<money>[$€£]\s?)? \b(?P<number>\d+(?:[.,]\d+)*)
        (?:[\s-](?P<times>mil\ millones|mil|thousand|millones|million|millón|billion|bn|m)\b)?
        (?:\s?(?P<share>%|percent\b|per\ cent\b|por\ ciento\b) | [\s-](?:de\ )?(?P<counted>[^\W\d_]+))?""",
    re.VERBOSE | re.IGNORECASE,
)
_TIMES = {
    **dict.fromkeys(("mil", "thousand"), 10**3),
    **dict.fromkeys(("million", "millones", "millón", "m"), 10**6),
    **dict.fromkeys(("billion", "bn", "mil millones"), 10**9),
}
_MONTH_NAMES = """
january february march april may june july august september october november december
enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
"""
_MONTHS = frozenset(_MONTH_NAMES.split())


def _figures(text: str, lang: Language) -> Iterator[tuple[str, str]]:
    """Numbers, each with what it counts: a concept, % or $, or '' where that is not told; days of a month are none."""
    for found in _FIGURE.finditer(text):
        number = _number(found["number"], (found["times"] or "").lower())
        if found["share"]:
            yield number, "%"
        elif found["money"]:
            yield number, "$"
        elif (found["counted"] or "").lower() not in _MONTHS:
            yield number, next((concept.key for concept in concepts(found["counted"] or "", lang)), "")


def _number(digits: str, times: str) -> str:
    plain = re.sub(r"[.,](?=\d{3}\b)", "", digits).replace(",", ".")
    if plain.count(".") > 1:
        return plain
    return f"{float(plain) * _TIMES.get(times, 1):.15g}"


# ------------------------------------------------------------------ contraries

_OPPOSITES = (
    *(("lift", "impose"), ("grant", "revoke"), ("restore", "revoke"), ("accept", "reject"), ("approve", "reject")),
    *(("approve", "veto"), ("confirm", "deny"), ("deploy", "withdraw"), ("arrest", "release"), ("convict", "acquit")),
    *(("suspend", "resume"), ("postpone", "bring forward"), ("rise", "fall"), ("open", "close"), ("allow", "ban")),
)
_CONTRARY: dict[str, frozenset[str]] = {
    act: frozenset(pair[1 - pair.index(act)] for pair in _OPPOSITES if act in pair)
    for act in {act for pair in _OPPOSITES for act in pair}
}


_NOT = {
    Language.EN: re.compile(r"(?:\b(?:not|never|no|cannot)\b|n['’]t\b)(?! (?:only|just)\b)", re.IGNORECASE),
    Language.ES: re.compile(r"\b(?:no|nunca|jamás|tampoco)\b(?! (?:solo|sólo|solamente)\b)", re.IGNORECASE),
}


def _denied(title: str, lang: Language) -> Iterator[str]:
    """The concept right after each "not": "will not travel" denies the travelling, "no requiere visa" the need."""
    for found in _NOT[lang].finditer(title):
        yield from (concept.key for concept in islice(concepts(title[found.end() :], lang), 1))


def are_contrary(one: Salience, other: Salience) -> bool:
    """One headline tells the contrary of the other: an opposite act, "not", or a denial."""
    return is_contrary(one, Stance.of(other))


def is_contrary(report: Salience, stance: Stance) -> bool:
    """Whether it and any report of the stance are contrary."""
    return (
        (not report.denies) in stance.denies
        or not report.denied.isdisjoint(stance.affirmed)
        or not stance.denied.isdisjoint(report.headline - report.denied)
        or any(_are_opposite(*acts) for other in stance.acts for acts in ((report.acts, other), (other, report.acts)))
    )


@dataclass(slots=True)
class Stance:
    """What the headlines of several reports say is so and is not, each set of acts as one of them has it."""

    affirmed: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    acts: set[frozenset[str]] = field(default_factory=set)
    denies: set[bool] = field(default_factory=set)

    @classmethod
    def of(cls, *reports: Salience) -> Stance:
        stance = cls()
        for report in reports:
            stance.add(report)
        return stance

    def add(self, report: Salience) -> None:
        self.affirmed |= report.headline - report.denied
        self.denied |= report.denied
        self.acts.add(report.acts)
        self.denies.add(report.denies)


def _are_opposite(some: frozenset[str], others: frozenset[str]) -> bool:
    """One of some acts has its contrary among the others, and neither are both told on one side."""
    return any(
        not _CONTRARY[act].isdisjoint(others) and act not in others and _CONTRARY[act].isdisjoint(some) for act in some
    )
