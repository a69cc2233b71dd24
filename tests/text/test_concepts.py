"""One key for a word, its forms, and its counterpart in the other language."""

from __future__ import annotations

import pytest

from bot.model import Language
from bot.text.concepts import concepts


def keys(text: str, lang: Language) -> list[str]:
    return [concept.key for concept in concepts(text, lang)]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("take up arms", "tomará las armas"),
        ("weapons", "armamento"),
        ("troops", "tropas"),
        ("soldiers", "el ejército"),
        ("a formal protest", "una nota verbal"),
        ("diplomatic note", "protesta diplomática"),
        ("threatening", "amenazas"),
        ("sanctions", "las sanciones"),
        ("lifts", "levanta"),
        ("the visa", "el visado"),
        ("extradited", "extradición"),
        ("bombings", "bombardeo"),
        ("meeting", "encuentro"),
        ("frontier", "frontera"),
        ("phone call", "llamada telefónica"),
        ("operation", "operación"),
        ("deployed", "despliegue"),
        ("warned", "advierte"),
        ("White House", "Casa Blanca"),
        ("U.S.", "Estados Unidos"),
        ("American", "estadounidense"),
        ("Germany", "alemanes"),
        ("foreign minister", "canciller"),
        ("ceasefire", "alto el fuego"),
        ("Supreme Court", "Corte Suprema"),
        ("postponed", "aplazamiento"),
        ("fuel leak", "fuga de combustible"),
        ("earthquake", "sismo"),
        ("hurricane", "huracán"),
        ("wildfires", "incendios"),
        ("outbreak", "brote"),
        ("striker's goal", "gol del delantero"),
        ("in March", "en marzo"),
        ("pilots", "pilotos"),
        ("intervention", "intervención"),
        ("helium", "helio"),
        ("astronauts", "astronautas"),
        ("Colombian", "colombiano"),
        ("photography", "fotografía"),
        ("structure", "estructura"),
    ],
)
def test_a_word_and_its_counterpart_have_one_key(english: str, spanish: str) -> None:
    mine, theirs = set(keys(english, Language.EN)), set(keys(spanish, Language.ES))
    assert mine & theirs


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("tariffs", "tarifas", Language.EN),
        ("lifted", "imposed", Language.EN),
        ("granted", "revoked", Language.EN),
        ("Petro", "Petrobras", Language.EN),
        ("critics", "critical", Language.EN),
        ("accident", "attack", Language.EN),
        ("autoridad", "autor", Language.ES),
        ("liberar", "liberal", Language.ES),
        ("deportados", "deportes", Language.ES),
        ("levantan", "imponen", Language.ES),
        ("segunda vuelta", "segunda reunión", Language.ES),
    ],
)
def test_other_words_have_other_keys(one: str, other: str, lang: Language) -> None:
    assert keys(one, lang)[-1] != keys(other, lang)[-1]


def test_march_with_a_capital_is_the_month_and_without_is_a_protest() -> None:
    assert keys("March", Language.EN) == keys("marzo", Language.ES)
    assert keys("they march", Language.EN) == keys("marchan", Language.ES)


@pytest.mark.parametrize(
    ("text", "lang"),
    [("he said that it is on 3", Language.EN), ("dijo que será el 3", Language.ES), ("", Language.EN)],
)
def test_grammar_and_numbers_are_no_concepts(text: str, lang: Language) -> None:
    assert keys(text, lang) == []


def test_a_concept_keeps_the_words_it_was_written_with() -> None:
    (concept,) = concepts("la Casa Blanca", Language.ES)
    assert concept.written == "Casa Blanca"


def test_the_longer_phrase_counts() -> None:
    assert keys("Foreign Ministry", Language.EN) == ["foreign ministry"]
    assert keys("un alto", Language.ES) != keys("un alto el fuego", Language.ES)
