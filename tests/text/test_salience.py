"""What of a report tells its news from other news."""

from __future__ import annotations

import pytest

from bot.model import Language
from bot.text.salience import HEADLINE, Salience, Stance, are_contrary, is_contrary, salience, topics
from tests.builders import entry


def of(title: str, summary: str = "", lang: Language = Language.EN) -> Salience:
    return salience(entry(title, summary, lang=lang))


def test_a_headline_weighs_more_than_what_stands_below() -> None:
    report = of("Troops at the border", "The troops wait for a treaty.")
    assert report.weights == {"army": HEADLINE, "border": HEADLINE, "wait*": 1, "treaty": 1}
    assert report.is_headline("army")
    assert not report.is_headline("treaty")
    assert not report.is_headline("visa")


def test_where_the_headline_is_of_other_things_what_bears_on_the_question_weighs_most() -> None:
    about = entry("Senator arranged the call", "He spoke for long. The sanctions were not lifted.")
    found = salience(about, "The sanctions were not lifted")
    assert (found.weights["sanction"], found.weights["senate"]) == (HEADLINE, 0.5)
    assert found.denied == {"lift"}
    assert salience(about).denied == set()


def test_both_languages_give_the_same_concepts() -> None:
    english = of("Colombia sends 30,000 troops to the border", "The minister of defence warned of an attack.")
    spanish = of(
        "Colombia envía 30.000 soldados a la frontera", "El ministro de Defensa advirtió de un ataque.", Language.ES
    )
    assert english.weights.keys() - spanish.weights.keys() == {"send*"}
    assert spanish.weights.keys() - english.weights.keys() == {"envi*"}


def test_a_concept_is_told_in_the_words_of_the_report() -> None:
    assert of("Petro tomaría las armas", lang=Language.ES).written["weapons"] == "armas"


def test_what_labels_and_names_an_outlet_is_not_news() -> None:
    assert of("BREAKING: Troops at the border - El Tiempo").weights.keys() == {"army", "border"}


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("30,000 troops", Language.EN, {"army": {"30000"}}),
        ("30.000 soldados", Language.ES, {"army": {"30000"}}),
        ("30 mil soldados", Language.ES, {"army": {"30000"}}),
        ("30 thousand troops", Language.EN, {"army": {"30000"}}),
        ("$10 billion for rockets", Language.EN, {"$": {"10000000000"}}),
        ("$1.5 million", Language.EN, {"$": {"1500000"}}),
        ("10.000 millones de presupuesto", Language.ES, {"budget": {"10000000000"}}),
        ("10 mil millones de presupuesto", Language.ES, {"budget": {"10000000000"}}),
        ("a 12% raise", Language.EN, {"%": {"12"}}),
        ("12 percent and 25 per cent", Language.EN, {"%": {"12", "25"}}),
        ("una tasa de 10,25 %", Language.ES, {"%": {"10.25"}}),
        ("el 94 por ciento", Language.ES, {"%": {"94"}}),
        ("the 15-member council", Language.EN, {"member*": {"15"}}),
        ("on February 3", Language.EN, {}),
        ("el 3 de febrero", Language.ES, {}),
        ("3 February", Language.EN, {}),
        ("at 3 p.m. in 2026", Language.EN, {}),
        ("version 1.2.3", Language.EN, {}),
        ("no figure", Language.EN, {}),
    ],
)
def test_numbers_are_read_with_what_they_count(text: str, lang: Language, expected: dict[str, set[str]]) -> None:
    assert of(text, lang=lang).figures == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US lifts sanctions", "US imposes sanctions"),
        ("Visa granted to Petro", "Visa of Petro revoked"),
        ("Court convicts the mayor", "Court acquits the mayor"),
        ("Launch postponed to May", "Launch brought forward to May"),
        ("Petro will travel to Washington", "Petro will not travel to Washington"),
        ("Petro can’t enter", "Petro to enter"),
        ("Deal with union", "No deal with union"),
        ("A meeting took place", "Palace denies a meeting"),
        ("Reports of a coup", "Reports of a coup are false"),
    ],
)
def test_headlines_may_tell_the_contrary(one: str, other: str) -> None:
    assert are_contrary(of(one), of(other))
    assert are_contrary(of(other), of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EE. UU. levanta las sanciones", "EE. UU. impone sanciones"),
        ("Petro requiere visa", "Petro no requiere visa"),
        ("Habrá acuerdo", "Tampoco hay acuerdo"),
        ("Hubo reunión", "Cancillería desmiente la reunión"),
    ],
)
def test_so_may_headlines_in_spanish(one: str, other: str) -> None:
    assert are_contrary(of(one, lang=Language.ES), of(other, lang=Language.ES))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US lifts sanctions", "Sanctions lifted by US"),
        ("US lifts sanctions it imposed", "US imposes sanctions"),
        ("Petro will travel, not drive", "Petro will travel"),
        ("Not only Petro will travel", "Petro will travel"),
        ("Trump did not rule out force", "Trump speaks of force"),
        ("US lifts sanctions", "Petro rejects an offer"),
        ("Petro will not travel", "Petro does not travel"),
        ("Petro without a visa", "Petro has a visa"),
    ],
)
def test_other_words_for_the_same_are_no_contrary(one: str, other: str) -> None:
    assert not are_contrary(of(one), of(other))
    assert not are_contrary(of(other), of(one))


def test_what_stands_below_the_headline_is_no_contrary() -> None:
    assert not are_contrary(of("Petro in Washington", "He did not travel alone."), of("Petro to travel"))


def test_topics_are_the_concepts_of_what_is_asked() -> None:
    asked = topics("¿Cuándo visita Petro la Casa Blanca?", Language.ES)
    assert asked == topics("When does Petro visit the White House?", Language.EN) == {"petr*", "visit", "white house"}


def test_a_report_is_contrary_to_several_if_it_is_to_one_of_them() -> None:
    lifts, imposes, denies = of("US lifts sanctions"), of("US imposes sanctions"), of("Petro denies a visit")
    other = of("Petro travels to Cali")
    assert is_contrary(lifts, Stance.of(other, imposes))
    assert is_contrary(denies, Stance.of(denies, other))
    assert is_contrary(of("Petro will not travel"), Stance.of(lifts, other))
    assert is_contrary(other, Stance.of(lifts, of("Petro will not travel")))
    assert not is_contrary(lifts, Stance.of(lifts, other))
    assert not is_contrary(lifts, Stance.of())


def test_what_is_both_lifted_and_imposed_is_contrary_to_neither() -> None:
    """Two reports that tell one each are not one report that tells both."""
    both = of("US lifts sanctions on oil, imposes others")
    assert not is_contrary(both, Stance.of(of("US lifts sanctions")))
    assert is_contrary(of("US lifts sanctions"), Stance.of(both, of("US imposes sanctions")))
