"""The pieces of a message, each by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core import wording
from bot.core.wording import Side
from bot.locale import read_catalogs
from bot.model import Claim, ClaimStatus, Confirmation, Language, Phase, Precision
from tests.builders import development, evidence

if TYPE_CHECKING:
    from bot.model import Evidence

ENGLISH = read_catalogs()[Language.EN]
DAY, OTHER_DAY = "2026-02-03", "2026-02-05"


def claiming(
    value: str, origin: str, status: ClaimStatus = ClaimStatus.ASSERTED, *, official: bool = False
) -> Evidence:
    claim = Claim(value, status, Precision.DAY, value, "a rule")
    return replace(evidence(origin=origin, official=official), claim=claim)


# ------------------------------------------------------------------ who reports it


@pytest.mark.parametrize(
    ("outlet", "origin", "official", "shown"),
    [
        ("El Tiempo", "eltiempo.com", False, "El Tiempo"),
        ("El Tiempo", "wire:efe", False, "El Tiempo (via EFE)"),
        ("Agencia EFE", "wire:efe", False, "Agencia EFE"),
        ("AP News", "wire:efe", False, "AP News (via EFE)"),
        ("The White House", "whitehouse.gov", True, "The White House (official)"),
        ("El Tiempo", "wire:gone", False, "El Tiempo"),
        ("x" * 99, "x.example", False, "x" * 39 + "…"),
    ],
)
def test_an_outlet_is_named_with_what_makes_it_count(outlet: str, origin: str, official: bool, shown: str) -> None:  # noqa: FBT001 - of a table
    pieces = [evidence(outlet=outlet, origin=origin, official=official)]
    assert wording.outlets(pieces, ENGLISH) == shown


def test_an_outlet_is_named_once_as_what_it_is_at_best() -> None:
    """A ministry whose statement an aggregator passed on first is official all the same."""
    pieces = [evidence(outlet="A"), evidence(outlet="B"), evidence(outlet="A", official=True)]
    assert wording.outlets(pieces, ENGLISH) == "A (official), B"


# ------------------------------------------------------------------ how widely


@pytest.mark.parametrize(
    ("origins", "phase", "rule", "shown"),
    [
        ("a", Phase.REPORTED, None, "1 independent origin (1 article)"),
        (
            "a",
            Phase.REPORTED,
            Confirmation(origins=3, official=False),
            "1 independent origin (1 article); needs 2 more to be confirmed",
        ),
        (
            "ab",
            Phase.REPORTED,
            Confirmation(origins=3),
            "2 independent origins (2 articles); needs 1 more, or an official source, to be confirmed",
        ),
        ("ab", Phase.REPORTED, Confirmation(), "2 independent origins (2 articles)"),
        ("ab", Phase.CONFIRMED, None, "Confirmed by 2 independent origins (2 articles)"),
        ("a", Phase.DISPUTED, Confirmation(), "1 independent origin (1 article)"),
        ("a", Phase.CLOSED, Confirmation(), "1 independent origin (1 article)"),
    ],
)
def test_the_rule_that_is_met_or_what_it_misses(
    origins: str, phase: Phase, rule: Confirmation | None, shown: str
) -> None:
    told = development(*(evidence(origin=origin) for origin in origins), phase=phase)
    assert wording.corroboration(told, rule, ENGLISH) == shown


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (None, "Confirmed by The House (official); 2 independent origins (2 articles)"),
        (Confirmation(), "Confirmed by The House (official); 2 independent origins (2 articles)"),
        (Confirmation(official=False), "Confirmed by 2 independent origins (2 articles)"),
    ],
)
def test_an_official_source_confirms_only_where_the_rule_says_so(rule: Confirmation | None, shown: str) -> None:
    pieces = evidence(), evidence(outlet="The House", origin="house.example", official=True)
    assert wording.corroboration(development(*pieces, phase=Phase.CONFIRMED), rule, ENGLISH) == shown


# ------------------------------------------------------------------ sides


def test_claims_are_counted_by_origin_and_denials_apart() -> None:
    """A hedged claim and one that names nothing stand on no side; an unknown publisher counts as none."""
    pieces = [
        claiming(DAY, "a"),
        claiming(DAY, "a"),
        claiming(DAY, "b", official=True),
        claiming(DAY, "c", ClaimStatus.DENIED),
        claiming(OTHER_DAY, ""),
        claiming(OTHER_DAY, "d", ClaimStatus.HEDGED),
        claiming("", "e"),
        evidence(),
    ]
    assert wording.claimed(pieces) == {
        DAY: Side(2, official=True),
        f"not {DAY}": Side(1, official=False),
        OTHER_DAY: Side(0, official=False),
    }


def test_the_leading_side_comes_first_and_only_its_own_denial_counts() -> None:
    found = {
        "not lifted": Side(2, official=False),
        "not in-force": Side(1, official=True),
        "lifted": Side(3, official=False),
    }
    assert wording.sides("in-force", found, ENGLISH) == (
        "In force: known before",
        "Denied: 1 independent origin, with an official source",
        "Lifted: 3 independent origins",
    )


def test_without_an_answer_the_sides_are_those_that_claim_one() -> None:
    assert wording.sides("", {"lifted": Side(1, official=False)}, ENGLISH) == ("Lifted: 1 independent origin",)


def test_many_sides_are_cut_to_four() -> None:
    assert len(wording.sides("a", {c: Side(1, official=False) for c in "abcdefg"}, ENGLISH)) == 4
