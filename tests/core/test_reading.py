"""The facts that keep reports apart, however alike they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.reading import Answer, Reading, Told, conflict, is_apart, read
from bot.model import Claim, ClaimStatus, Language, Precision
from tests.builders import entry, evidence

ASSERTED, DENIED, HEDGED, PAST = ClaimStatus.ASSERTED, ClaimStatus.DENIED, ClaimStatus.HEDGED, ClaimStatus.PAST


def claim(value: str, status: ClaimStatus = ASSERTED, precision: Precision = Precision.DAY) -> Claim:
    return Claim(value, status, precision, words="", rule="")


def reading(about: Claim | None = None, title: str = "Petro to visit", summary: str = "") -> Reading:
    return read(replace(evidence(entry(title, summary)), claim=about))


def told(*readings: Reading) -> Told:
    together = Told()
    for one in readings:
        together.add(one)
    return together


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        (None, None, False),
        (None, claim("2026-02-03"), False),
        (claim("2026-02-03"), claim("2026-02-03"), False),
        (claim("2026-02-03"), claim("2026-02-03", HEDGED), False),
        (claim("2026-02-03"), claim("2026-02-04"), True),
        (claim("2026-02-03"), claim("2026-02-03", DENIED), True),
        (claim("2026-02-01"), claim("2026-02-01", precision=Precision.WEEK), True),
        (claim("2026-02-01", precision=Precision.WEEK), claim("2026-02-01", precision=Precision.MONTH), False),
        (claim("2026-03-02", precision=Precision.WEEK), claim("2026-02-01", precision=Precision.MONTH), True),
        (claim("2026-02-09", precision=Precision.WEEK), claim("2026-02-02", precision=Precision.WEEK), True),
        (claim("2026-02-03"), None, True),
        (claim("2026-02-03"), claim("2026-01-01", PAST), True),
        (claim("2026-02-03", PAST), claim("2026-02-04"), False),
        (claim("", precision=Precision.VAGUE), claim("2026-02-04"), False),
        (claim("2026-02-01", precision=Precision.VAGUE), claim("2026-02-04"), False),
        (claim("lifted"), None, False),
        (claim("lifted"), claim("lifted"), False),
        (claim("lifted"), claim("in-force"), True),
        (claim("lifted"), claim("lifted", HEDGED), True),
        (claim("lifted", DENIED), claim("lifted"), True),
        (claim("in-force", PAST), claim("lifted"), False),
    ],
)
def test_another_answer_keeps_apart(mine: Claim | None, theirs: Claim | None, apart: bool) -> None:  # noqa: FBT001
    """A date does so even where none was given before: that a date is known is news."""
    assert conflict(reading(mine), told(reading(theirs))) == ("another answer" if apart else "")


def test_an_answer_that_any_of_them_gives_is_no_other() -> None:
    others = told(reading(claim("2026-02-03")), reading(None))
    assert not conflict(reading(claim("2026-02-03")), others)


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        (("30,000 troops", ""), [("11,000 troops", "")], True),
        (("Troops", "30,000 soldiers."), [("Troops", "11,000 soldiers.")], True),
        (("Troops", "30,000 soldiers."), [("Troops", "30,000 soldiers in 11 ships.")], False),
        (("Troops", "30,000 soldiers."), [("Troops", "11 ships.")], False),
        (("5 dead", ""), [("3 dead", "")], True),
        (("5 dead, up from 3", ""), [("3 dead", "")], False),
        (("5 dead", ""), [("3 dead", ""), ("5 dead, up from 3", "")], False),
        (("Visit on Feb. 3", ""), [("Visit on Feb. 4", "")], True),
        (("Visit on Feb. 3", ""), [("A visit at last", "On Feb. 4.")], False),
    ],
)
def test_another_number_keeps_apart(mine: tuple[str, str], theirs: list[tuple[str, str]], apart: bool) -> None:  # noqa: FBT001
    others = told(*(reading(None, *about) for about in theirs))
    assert conflict(reading(None, *mine), others) == ("another number" if apart else "")


def test_the_contrary_keeps_apart() -> None:
    lifts, imposes = reading(title="US lifts sanctions"), reading(title="US imposes sanctions")
    assert conflict(lifts, told(imposes)) == "the contrary"
    assert is_apart(lifts, imposes)


def test_a_copy_that_adds_a_date_is_more_than_a_copy_and_one_without_it_only_shorter() -> None:
    with_date, without = reading(claim("2026-02-03")), reading(None)
    assert is_apart(with_date, without)
    assert not is_apart(without, with_date)


@pytest.mark.parametrize(
    ("answer", "coming"),
    [
        (Answer("2026-02-03", is_date=True, qualified="day"), True),
        (Answer("2026-01-15", is_date=True, qualified="day"), False),
        (Answer("lifted", is_date=False, qualified="asserted"), False),
    ],
)
def test_only_a_date_comes(answer: Answer, coming: bool) -> None:  # noqa: FBT001
    assert answer.is_coming(date(2026, 1, 15)) is coming


def test_a_reading_knows_its_entry_and_when_it_was_published() -> None:
    piece = evidence(entry("Visita", lang=Language.ES))
    assert (read(piece).entry, read(piece).published) == (piece.entry, piece.published)
