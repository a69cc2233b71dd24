"""Answers as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.locale import read_catalogs
from bot.model import Language, Precision
from bot.text.answers import in_short, in_words, is_past

CATALOGS = read_catalogs()


@pytest.mark.parametrize(
    ("answer", "precision", "english", "spanish"),
    [
        ("2026-02-03", Precision.DAY, "Tue 3 Feb 2026", "martes 3 de febrero de 2026"),
        ("2026-02-02", Precision.WEEK, "week of 2 Feb 2026", "la semana del 2 de febrero de 2026"),
        ("2026-02-01", Precision.MONTH, "February 2026", "febrero de 2026"),
        ("2026-01-12", Precision.VAGUE, "", ""),
        ("working-on-it", Precision.DAY, "working on it", "working on it"),
        ("2026-02-30", Precision.DAY, "2026 02 30", "2026 02 30"),
        ("20260203", Precision.DAY, "20260203", "20260203"),
        ("", Precision.DAY, "", ""),
    ],
)
def test_an_answer_in_words(answer: str, precision: Precision, english: str, spanish: str) -> None:
    """Dates as precise as they are known; what is no date is a choice, and is shown by its id."""
    assert in_words(answer, CATALOGS[Language.EN], precision) == english
    assert in_words(answer, CATALOGS[Language.ES], precision) == spanish


def test_a_choice_is_called_what_its_admin_called_it() -> None:
    said = {"in-force": {Language.EN: "in force", Language.ES: "vigentes"}}
    assert in_words("in-force", CATALOGS[Language.ES].calling(said)) == "vigentes"
    assert in_short("in-force", CATALOGS[Language.ES].calling(said)) == "vigentes"
    assert in_words("lifted", CATALOGS[Language.ES].calling(said)) == "lifted"
    assert in_words("2026-02-03", CATALOGS[Language.EN].calling(said)) == "Tue 3 Feb 2026"


@pytest.mark.parametrize(
    ("answer", "english", "spanish"),
    [("2026-09-03", "3 Sep 2026", "3 sept 2026"), ("in-force", "in force", "in force"), ("", "", "")],
)
def test_a_table_has_room_for_less(answer: str, english: str, spanish: str) -> None:
    assert in_short(answer, CATALOGS[Language.EN]) == english
    assert in_short(answer, CATALOGS[Language.ES]) == spanish


@pytest.mark.parametrize(("answer", "past"), [("2026-02-02", True), ("2026-02-03", False), ("lifted", False)])
def test_a_day_is_past_when_it_is_over(answer: str, past: bool) -> None:  # noqa: FBT001 - of a table
    assert is_past(answer, date(2026, 2, 3)) is past
