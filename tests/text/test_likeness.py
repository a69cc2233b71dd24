"""Copies of one text, and the facts that tell copies apart."""

from __future__ import annotations

import pytest

from bot.model import Language
from bot.text.likeness import are_copies, differ_in_fact, differ_in_headline, gist, is_negated, numbers
from tests.builders import entry

LEAD = (
    "Colombian President Gustavo Petro said on Wednesday at a televised cabinet session that he will meet Donald Trump "
    "at the White House, a visit both governments have been preparing since their telephone call last week."
)
REWRITTEN = (
    "The two leaders, who traded insults for months, are to sit down in Washington after an hour-long conversation "
    "that eased fears of an American operation, officials in Bogotá announced while the cabinet was in session."
)


def likeness(one: str, other: str, *, title: str = "Petro to meet Trump") -> bool:
    return are_copies(gist(entry(title, one)), gist(entry(title, other)))


@pytest.mark.parametrize(
    "copy",
    [
        LEAD,
        LEAD.replace("telephone call", "phone conversation").replace("said", "stated"),
        " ".join(LEAD.split()[:22]),
        LEAD + " Analysts expect drugs and Venezuela to dominate the agenda.",
    ],
    ids=["the same", "edited", "cut short", "continued"],
)
def test_a_copy_is_recognised_however_it_was_edited(copy: str) -> None:
    assert likeness(LEAD, copy)


def test_a_copy_under_another_headline_is_still_one() -> None:
    assert are_copies(gist(entry("Petro to meet Trump", LEAD)), gist(entry("Colombia's leader heads north", LEAD)))


def test_another_report_in_its_own_words_is_none() -> None:
    assert not are_copies(gist(entry("Petro to meet Trump", LEAD)), gist(entry("A thaw in Washington", REWRITTEN)))


def test_two_short_texts_that_share_a_few_words_are_none() -> None:
    assert not likeness("Petro speaks.", "Trump answers from Florida today.", title="")


def test_two_bare_headlines_about_the_same_people_are_none() -> None:
    papers = entry("Petro's lawyers hand papers on sanctions to the White House", "")
    assert not are_copies(gist(papers), gist(entry("Petro to visit the White House on Feb. 3", "")))


def test_a_bare_headline_with_a_word_changed_is_a_copy() -> None:
    after = entry("Trump invites Petro to the White House after their call", "")
    assert are_copies(gist(after), gist(entry("Trump invites Petro to the White House following their call", "")))


def test_an_empty_report_is_a_copy_of_nothing() -> None:
    assert not are_copies(gist(entry("", "")), gist(entry("", "")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11,000 soldiers and 3 ships", {"11000", "3"}),
        ("11.000 soldados el 3 de febrero de 2026", {"11000", "3", "2026"}),
        ("up 4.7 percent", {"4.7"}),
        ("at 15:30 and at 3 p.m.", set()),
        ("no numbers at all", set()),
    ],
)
def test_numbers_are_read_in_both_ways_of_writing_them_and_times_of_day_are_none(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Petro to visit on Feb. 3", "Petro to visit on Feb. 4"),
        ("Trump will lift sanctions", "Trump won't lift sanctions"),
        ("EE. UU. levanta sanciones", "EE. UU. niega que levante sanciones"),
    ],
)
def test_another_number_or_a_denial_is_another_fact(one: str, other: str) -> None:
    assert differ_in_fact(gist(entry(one, "")), gist(entry(other, "")))


def test_a_number_that_only_one_of_them_gives_is_no_difference() -> None:
    longer, shorter = gist(entry("Petro to visit on Feb. 3", LEAD)), gist(entry("Petro to visit", LEAD))
    assert not differ_in_fact(longer, shorter)


def test_between_versions_of_one_entry_only_the_headline_counts() -> None:
    morning, evening = (
        gist(entry("Marches, live", "12 blocked roads")),
        gist(entry("Marches, live", "31 blocked roads")),
    )
    assert differ_in_fact(morning, evening)
    assert not differ_in_headline(morning, evening)
    assert differ_in_headline(gist(entry("3 arrested", "")), gist(entry("5 arrested", "")))


@pytest.mark.parametrize(
    ("title", "lang", "expected"),
    [
        ("Petro does not need a visa", Language.EN, True),
        ("Petro doesn't need a visa", Language.EN, True),
        ("Petro doesn’t need a visa", Language.EN, True),
        ("Washington denies it", Language.EN, True),
        ("Petro no requiere visa", Language.ES, True),
        ("Desmintió la Cancillería", Language.ES, True),
        ("Petro gets a visa", Language.EN, False),
        ("Nota de protesta", Language.ES, False),
    ],
)
def test_a_title_that_denies_is_recognised_in_both_languages(title: str, lang: Language, expected: bool) -> None:  # noqa: FBT001
    assert is_negated(title, lang) is expected
