"""Where expressions of dates stand in a text. What days they mean is for `resolve`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.model import Language
from bot.text.dates import english, spanish
from bot.text.dates.expression import Kind, Lexicon
from bot.text.dates.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEXICONS = {Language.EN: english.LEXICON, Language.ES: spanish.LEXICON}
_UNACCENTED = str.maketrans("áéíóúüñÁÉÍÓÚÜÑ", "aeiouunAEIOUUN")
"""One character for one, so that places in a text stay."""
_BEFORE = 45
"""Characters to the left of an expression that tell whether it is a date."""
_GROUP = re.compile(r"(?<=\(\?P[<=])[a-z]+2?3?")
_SENTENCE_START = re.compile(r"(?:\A|[.:!?¿¡\"“«(|–—-])\s*\Z")


@dataclass(frozen=True, slots=True)
class Expression:
    """Characters `start` to `end` of a text; `core` is where its first group begins, past any preposition.

    `second` is where the second day of a stretch begins, if there is one.
    """

    start: int
    end: int
    core: int
    second: int | None
    wording: Wording


@dataclass(frozen=True, slots=True)
class Scanner:
    """`kinds` are the expressions in order, each with its groups: their names, and those in the pattern."""

    lexicon: Lexicon
    pattern: re.Pattern[str]
    kinds: tuple[tuple[Kind, tuple[tuple[str, str], ...]], ...]


def scanner_of(lexicon: Lexicon) -> Scanner:
    """All expressions of a language as one pattern: a text is read once. Groups get the number of theirs."""
    branches, kinds = [], []
    for number, (kind, written) in enumerate(lexicon.expressions):
        names = {group[0] for group in _GROUP.finditer(written)}
        numbered = _GROUP.sub(rf"\g<0>_{number}", written)
        branches.append(f"(?P<k{number}>{numbered})")
        kinds.append((kind, tuple((name, f"{name}_{number}") for name in sorted(names))))
    return Scanner(
        lexicon, re.compile(rf"(?<!\w)(?={lexicon.opening})(?:{'|'.join(branches)})", re.IGNORECASE), tuple(kinds)
    )


@cache
def _scanner(lang: Language) -> Scanner:
    return scanner_of(LEXICONS[lang])


def expressions(text: str, lang: Language) -> Iterator[Expression]:
    """The expressions of a text in order, none overlapping; names and measures that look like dates left out."""
    return scan(text, _scanner(lang))


def scan(text: str, scanner: Scanner) -> Iterator[Expression]:
    lexicon = scanner.lexicon
    plain = text if text.isascii() else text.translate(_UNACCENTED)
    place = 0
    while found := scanner.pattern.search(plain, place):
        kind, names = scanner.kinds[int((found.lastgroup or "")[1:])]
        groups = {name: found[numbered] for name, numbered in names if found[numbered] is not None}
        if not _is_date(plain, found, kind, groups, lexicon):
            place = found.start() + 1
            continue
        place = found.end()
        starts = {name: found.start(numbered) for name, numbered in names if name in groups}
        core = min(starts.values(), default=found.start())
        second = min((starts[name] for name in ("d2", "m2") if starts.get(name, 0) > starts.get("d", 0)), default=None)
        before = plain[max(0, core - _BEFORE) : core]
        moved = kind is Kind.DAYS and "b" not in groups and bool(lexicon.moves.search(before))
        folded = {name: word.lower() for name, word in groups.items()}
        yield Expression(found.start(), found.end(), core, second, Wording(kind, folded, lexicon, moved))


def _is_date(text: str, found: re.Match[str], kind: Kind, groups: Mapping[str, str], lexicon: Lexicon) -> bool:
    if lexicon.capital_months and any(groups[name][0].islower() for name in ("m", "m2") if name in groups):
        return False
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if lexicon.not_after.search(before) or lexicon.not_before.match(text, found.end()):
        return False
    if kind is Kind.AHEAD and lexicon.counting.search(before):
        return False
    is_capital = lexicon.capital_names and kind is Kind.WEEKDAY and groups["w"][0].isupper()
    return not is_capital or groups["w"].isupper() or bool(_SENTENCE_START.search(before))
