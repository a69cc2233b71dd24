"""Which of the questions that an entry matched it bears on."""

from __future__ import annotations

import pytest

from bot.core.bear import bearing
from bot.core.match import build_index, match
from bot.model import Entry, Language, QuestionId
from tests.builders import entry, feed, question

INDEX = build_index(
    [
        question("visit", 'Petro AND ("White House" OR visit* OR invit*)'),
        question("force", "Petro AND (threat* OR amenaz* OR militar*)"),
        question("visa", "Petro AND visa"),
    ]
)


def bears_on(what: Entry) -> list[str]:
    return sorted(found.question for found in bearing(match(INDEX, [what], feed())))


@pytest.mark.parametrize(
    ("title", "summary", "expected"),
    [
        ("Trump invites Petro to the White House", "No date was named.", ["visit"]),
        ("Trump invites Petro to the White House after threats", "", ["visit"]),
        ("Trump invites Petro", "The two spoke after threats of military action.", ["visit"]),
        ("Petro answers military threat", "The visit was not mentioned.", ["force"]),
        ("Petro gets a visa for his visit", "", ["visa", "visit"]),
        ("Petro speaks", "He called the threat real.", ["force"]),
        ("Petro speaks", "Days passed quietly after the threat.", []),
        ("Rain in Bogotá", "", []),
    ],
)
def test_the_headline_goes_before_the_summary_and_the_background_counts_for_nothing(
    title: str, summary: str, expected: list[str]
) -> None:
    assert bears_on(entry(title, summary)) == expected


@pytest.mark.parametrize(
    ("title", "summary", "expected"),
    [
        ("Petro gets a visa for his visit", "He spoke of threats.", {"visa": "", "visit": ""}),
        ("Petro speaks", "He praised the army; he called the threat real.", {"force": "he called the threat real"}),
        (
            "The call and what follows",
            "Petro hopes for a visit. It rains. His visa is another matter.",
            {"visa": "His visa is another matter", "visit": "Petro hopes for a visit"},
        ),
        (
            "The call",
            "Petro told of a threat. It rains. The military denied it.",
            {"force": "Petro told of a threat … The military denied it"},
        ),
    ],
)
def test_what_the_headline_does_not_tell_stands_in_some_clauses_of_the_summary(
    title: str, summary: str, expected: dict[str, str]
) -> None:
    found = bearing(match(INDEX, [entry(title, summary)], feed()))
    assert {m.question: m.focus for m in found} == expected


def test_the_background_is_read_in_spanish_too() -> None:
    told = entry("Habrá visita de Petro tras amenazas", "", lang=Language.ES)
    assert bears_on(told) == ["visit"]


def test_a_question_whose_words_a_closer_one_has_too_is_not_asked() -> None:
    index = build_index([question("any", "Petro AND visit*"), question("state", 'Petro AND "state visit" AND visit*')])
    found = bearing(match(index, [entry("Petro on a state visit", "")], feed()))
    assert [m.question for m in found] == ["state"]


def test_of_questions_with_the_same_words_all_are_asked() -> None:
    index = build_index([question("one", "Petro AND visit*"), question("other", "Petro AND visit*")])
    found = bearing(match(index, [entry("Petro on a visit", "")], feed()))
    assert [m.question for m in found] == ["one", "other"]


ABOUT = {QuestionId("visa"): ("visa",), QuestionId("force"): ("troops", "amenaza*")}


@pytest.mark.parametrize(
    ("title", "summary", "expected"),
    [
        ("Petro answers threat", "", []),
        ("Petro answers threat", "Troops wait.", ["force"]),
        ("Petro answers threat", "Troops wait for his visa.", ["force", "visa"]),
        ("Petro gets visa", "Threats and troops are forgotten.", ["visa"]),
    ],
)
def test_what_never_names_the_thing_is_no_news_of_it(title: str, summary: str, expected: list[str]) -> None:
    found = bearing(match(INDEX, [entry(title, summary)], feed()), ABOUT)
    assert [m.question for m in found] == expected


def test_the_matches_of_each_entry_are_weighed_apart() -> None:
    one, other = entry("Trump invites Petro after threats", "", key="1"), entry("Petro answers threat", "", key="2")
    found = bearing(match(INDEX, [one, other], feed()))
    assert [(m.entry.key, m.question) for m in found] == [("1", "visit"), ("2", "force")]
