"""What of a report tells its news from other news: names, rare words, figures. It says nothing of which news is meant.

A report is a bag of concepts, the same for both languages; how near two bags are is for `bot.text.resemblance`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.concepts import concepts
from bot.text.fold import surfaces, words
from bot.text.identity import clean_title
from bot.text.stopwords import STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.model import Entry, Language

HEADLINE = 1.5
"""Weight of a headline's word; one of the summary weighs 1."""

_KEPT = 2**13
"""Reports kept read; those of two weeks on one busy question are a few hundred."""


@dataclass(frozen=True, slots=True)
class Salience:
    """`weights` by concept, `written` the word that stood for it in this report.

    `figures` are its numbers by what they count, `opposites` what its headline says that has a contrary.
    """

    weights: Mapping[str, float]
    written: Mapping[str, str]
    figures: Mapping[str, frozenset[str]]
    acts: frozenset[str]


@lru_cache(_KEPT)
def salience(entry: Entry) -> Salience:
    title = clean_title(entry.title, entry.source)
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    figures: defaultdict[str, set[str]] = defaultdict(set)
    for text, weight in ((title, HEADLINE), (entry.summary, 1.0)):
        for concept, surface in _telling(text, entry.lang):
            weights.setdefault(concept, weight)
            written.setdefault(concept, surface)
        for number, counted in _figures(text, entry.lang):
            weights.setdefault(number, weight)
            written.setdefault(number, number)
            if counted:
                figures[counted].add(number)
    acts = frozenset(concept for concept, _ in _telling(title, entry.lang) if concept in _CONTRARY)
    return Salience(weights, written, {counted: frozenset(found) for counted, found in figures.items()}, acts)


def topics(text: str, lang: Language) -> frozenset[str]:
    """The concepts of a text, such as those of what is asked: what all reports on a question have in common."""
    return frozenset(concept for concept, _ in _telling(text, lang))


def _telling(text: str, lang: Language) -> Iterator[tuple[str, str]]:
    """Concepts other than grammar and numbers, each with the words that stood for it."""
    written, folded, stop = surfaces(text), words(text, lang), STOPWORDS[lang]
    for concept, start, end in concepts(folded, lang):
        alone = end - start == 1
        if not alone or (len(folded[start]) > 1 and folded[start] not in stop and not folded[start][0].isdigit()):
            yield concept, " ".join(written[start:end])


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
            yield number, next((concept for concept, _ in _telling(found["counted"] or "", lang)), "")


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


def are_contrary(one: frozenset[str], other: frozenset[str]) -> bool:
    """One names an act, the other its contrary, and neither both."""
    return any(
        not _CONTRARY[act].isdisjoint(other) and act not in other and _CONTRARY[act].isdisjoint(one) for act in one
    )
