"""Which answer an entry gives, by the question's kind of answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.claim import names, read_claim, things
from bot.model import Arrival, ChoiceAnswer, ClaimStatus, DateAnswer, Entry, Language
from tests.builders import T0, entry, question

VISIT = replace(
    question(match='Petro AND ("White House" OR visit*)'), answer=DateAnswer(about=("visit*", "White House"))
)
VISA = replace(
    question("visa", "Petro NEAR/12 (visa OR visado)"),
    answer=ChoiceAnswer(
        about=("visa", "visado"),
        choices={
            "granted": {Language.EN: ("grant*",), Language.ES: ("otorg*",)},
            "revoked": {Language.EN: ("revoke*",), Language.ES: ("revoc*",)},
        },
    ),
)


def arrived(what: Entry) -> Arrival:
    return Arrival(what, published=T0, seen_at=T0, silence=None)


def test_a_question_without_an_answer_type_hears_no_claims() -> None:
    assert read_claim(question(), arrived(entry("Petro to visit the White House on Feb. 3"))) is None


def test_a_date_is_read_for_the_thing_asked_about() -> None:
    claim = read_claim(VISIT, arrived(entry("Petro to visit the White House on Feb. 3", "")))
    assert claim is not None
    assert (claim.value, claim.status) == ("2026-02-03", ClaimStatus.ASSERTED)
    assert claim.rule


def test_where_no_thing_is_named_the_words_of_the_queries_are() -> None:
    bare = replace(VISIT, answer=DateAnswer())
    claim = read_claim(bare, arrived(entry("Petro to visit the White House on Feb. 3", "")))
    assert claim is not None
    assert claim.value == "2026-02-03"


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("U.S. revokes Petro's visa", "revoked"),
        ("U.S. grants Petro a visa", "granted"),
        ("Petro speaks of his visa", ""),
    ],
)
def test_a_choice_is_read_for_whom_the_queries_name(title: str, value: str) -> None:
    claim = read_claim(VISA, arrived(entry(title, "")))
    assert (claim.value if claim else "") == value


def test_somebody_elses_is_not_theirs() -> None:
    claim = read_claim(VISA, arrived(entry("U.S. revokes the foreign minister's visa after Petro speech", "")))
    assert claim is None or claim.status is not ClaimStatus.ASSERTED


def test_names_and_things_are_the_words_that_stand_alone() -> None:
    match = ('Petro AND (visit* OR reunión) AND NOT Mastercard AND "Casa Blanca" AND title:(Trump NEAR/3 meeting)',)
    assert names(match) == ("Petro", "Trump")
    assert things(match) == ("visit*", "reunión", "meeting")
