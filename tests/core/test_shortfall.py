"""What an entry lacks to match a question."""

from __future__ import annotations

from pathlib import Path

import pytest

import bot
from bot.config import load_config
from bot.core.match import build_index, match
from bot.core.shortfall import Part, _written, shortfall
from bot.model import Entry, Place
from bot.text.query import parse_query
from tests.builders import entry, feed, question


def parts(query: str | tuple[str, ...], about: Entry) -> tuple[Part, ...]:
    return shortfall(question(match=query), about, feed())


def found(part: Part, about: Entry) -> list[str]:
    texts = {Place.TITLE: about.title, Place.SUMMARY: about.summary, Place.FIELD: ""}
    return [texts[hit.place][hit.start : hit.end] or hit.term for hit in part.hits]


RAIN = entry("Rain in Bogotá keeps Petro from the house", "No visa was asked for.")


def test_each_part_that_a_query_asks_for_is_told_with_what_was_found() -> None:
    one, other = parts('Petro AND ("White House" OR "Casa Blanca")', RAIN)
    assert (one.text, one.is_met, found(one, RAIN)) == ("Petro", True, ["Petro"])
    assert (other.text, other.is_met, other.hits) == ('"White House" OR "Casa Blanca"', False, ())


def test_of_a_part_that_is_missing_the_terms_that_stand_alone_are_told() -> None:
    (part,) = parts("(Petro OR Gaviria) NEAR/2 (visa OR visado)", RAIN)
    assert part.text == "(Petro OR Gaviria) NEAR/2 (visa OR visado)"
    assert (part.is_met, found(part, RAIN)) == (False, ["Petro", "visa"])


def test_what_excludes_an_entry_is_told() -> None:
    petro, visa = parts("Petro -visa", RAIN)
    assert petro.is_met
    assert (visa.text, visa.excludes, visa.is_there, visa.is_met) == ("visa", True, True, False)
    assert found(visa, RAIN) == ["visa"]


def test_an_exclusion_that_does_not_hit_is_met() -> None:
    _, other = parts("Petro -Trump", RAIN)
    assert (other.is_met, other.hits) == (True, ())


def test_of_several_queries_the_nearest_is_told() -> None:
    queries = ("Trump AND Rubio AND visa", "Petro AND Trump", "snow AND visa AND Petro")
    assert [p.text for p in parts(queries, RAIN)] == ["snow", "visa", "Petro"]


def test_fields_and_places_are_parts_too() -> None:
    kept = parts('title:(visa OR Petro) source:"El Faro" AND lang:en AND summary:Petro', RAIN)
    assert [(p.text, p.is_met) for p in kept] == [
        ("title:(visa OR Petro)", True),
        ('source:"El Faro"', False),
        ("lang:en", True),
        ("summary:Petro", False),
    ]


def test_the_terms_of_nested_groups_stand_alone_as_well() -> None:
    (part,) = parts("title:(snow OR (Rain AND -Petro)) OR (hail AND summary:(visa NEAR/3 Trump))", RAIN)
    assert found(part, RAIN) == ["Rain", "visa"]


QUERIES = [
    'Petro AND ("White House" OR "Casa Blanca" OR Trump) AND (visit* OR meet*)',
    "Petro NEAR/12 (visa OR visado) NEAR/3 Trump",
    '"Petro visa"~3 -"immigrant visa" NOT (H-1B OR Mastercard)',
    "title:(a1 OR b1) summary:visa source:eltiempo -lang:es url:/politica/ author:(Ana OR Luis)",
    'a1 OR b1 AND (c1 OR d1) OR (e1 NEAR/2 f1) AND "or" AND "EE. UU." AND U.S.',
    "(a1 AND (b1 AND c1)) AND title:(a1 NEAR/2 b1) AND -(a1 AND b1)",
]


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_written_again_is_the_same_query(text: str) -> None:
    once = _written(parse_query(text).root)
    assert _written(parse_query(once).root) == once
    for about in (RAIN, entry("a1 b1", "c1 or EE. UU. U.S. e1 f1"), entry("Petro visa Trump", "Casa Blanca visit")):
        index = build_index([question("was", text), question("is", once)])
        assert len(match(index, [about], feed())) in {0, 2}


def test_every_part_of_the_default_questions_can_be_told() -> None:
    config = load_config(Path(bot.__file__).parent.parent / "feeds.yaml")
    for asked in config.questions:
        told = shortfall(asked, entry("Petro watches the rain", "It went on all week."), feed())
        assert told
        assert not all(part.is_met for part in told)
