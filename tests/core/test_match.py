"""Matching: which queries an entry fulfils, and the hits that tell why. Distances are in test_passages."""

from __future__ import annotations

import pytest

from bot.core import index as indexing
from bot.core.match import build_index, match
from bot.model import Hit, Language, Place
from bot.text.query import QueryError
from tests.builders import entry, feed, question

EN, ES = Language.EN, Language.ES


def matches(query: str, title: str, summary: str = "", lang: Language = EN) -> bool:
    return bool(match(build_index([question(match=query)]), [entry(title, summary, lang=lang)], feed()))


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("query", "text", "lang", "hit"),
    [
        ("visa", "La VISA de Petro", ES, True),
        ("visa", "Las visas", ES, True),
        ("visas", "La visa", ES, True),
        ("visa", "El visado", ES, False),
        ("sanción", "sanciones contra Petro", ES, True),
        ("sanciones", "la sancion", ES, True),
        ("sanciones", "sanciona a Petro", ES, False),
        ("reunion", "Reuniones en Bogotá", ES, True),
        ("cumbre", "Las cumbres", ES, True),
        ("casa", "el caso", ES, False),
        ("corte", "un corto", ES, False),
        ("pena", "Peña Nieto", ES, True),
        ("city", "two cities", EN, True),
        ("cities", "the city", EN, True),
        ("sanctions", "a sanction", EN, True),
        ("new", "the news", EN, False),
        ("sanctions", "las sanctions", ES, True),
        ("visas", "the visa", EN, True),
        ("reuniones", "una reunión", EN, True),
        ("reunion", "las reuniones", EN, False),
        ("Petro", "Petro viaja", ES, True),
        ("Petro", "PETRO VIAJA A WASHINGTON", ES, True),
        ("Petro", "petro-dólares", ES, False),
        ("Petro", "Los Petros", ES, False),
        ("petro", "Los Petros", ES, True),
        ("Petro", "Petro's visa", EN, True),
        ("Petro", "PETRO’S VISA", EN, True),
        ("Núñez", "Nuñez habló", ES, True),
        ("ELN", "el Eln dijo", ES, True),
        ("ELN", "eln", ES, False),
        ("Rubio", "el cabello rubio", ES, False),
        ("sancion*", "Sancionados por OFAC", ES, True),
        ("Sanción*", "sancionados", ES, True),
        ("sancion*", "sanear", ES, False),
        ("petro*", "petróleo", ES, True),
        ("2026", "en 2026.", ES, True),
        ("us", "tell us", EN, True),
    ],
)
def test_words(query: str, text: str, lang: Language, *, hit: bool) -> None:
    assert matches(query, text, lang=lang) is hit
    assert matches(query, "x", text, lang=lang) is hit


@pytest.mark.parametrize("query", ["U.S.", "US", "USA", "U.S.A.", '"U. S."', '"U.S."'])
@pytest.mark.parametrize(
    "text", ["the U.S. says", "the U.S says", "US visa", "USA today", "U.S.A. today", "U. S. visa"]
)
def test_every_spelling_of_the_united_states_finds_every_other(query: str, text: str) -> None:
    assert matches(query, text)


@pytest.mark.parametrize("query", ["EE.UU.", '"EE. UU."', "EEUU", "EE.UU", "eeuu", '"EE UU"'])
@pytest.mark.parametrize("text", ["en EE. UU. hoy", "EE.UU. dice", "EEUU dice", "EE UU dice", "EE.\u00a0UU. dice"])
def test_every_spelling_of_estados_unidos_finds_every_other(query: str, text: str) -> None:
    assert matches(query, text, lang=ES)


@pytest.mark.parametrize("text", ["tell us more", "Petro usa la visa", "Usa la visa"])
def test_a_pronoun_and_a_verb_are_not_the_united_states(text: str) -> None:
    assert not matches("U.S.", text, lang=ES)
    assert not matches("USA", text, lang=EN)


# ------------------------------------------------------------------ operators


@pytest.mark.parametrize(
    ("query", "title", "hit"),
    [
        ("a b", "a b", True),
        ("a b", "a", False),
        ("a OR b c", "a", True),
        ("a OR b c", "b", False),
        ("(a OR b) c", "a", False),
        ("a -b", "a", True),
        ("a -b", "a b", False),
        ('a -"b c"', "a b x c", True),
        ('a -"b c"', "a b c", False),
        ("a -(b c)", "a b", True),
        ("a -(b c)", "a b c", False),
        ("a -(b -c)", "a b c", True),
        ("a (b OR (c d))", "a c", False),
        ("a (b OR (c d))", "a c d", True),
        ("(a b) OR (c -d)", "c d", False),
        ("(a b) OR (c -d)", "c", True),
        ("a (b OR (c -d)) -f", "a c f", False),
    ],
)
def test_operators(query: str, title: str, *, hit: bool) -> None:
    assert matches(query, title) is hit


# ------------------------------------------------------------------ fields


@pytest.mark.parametrize(
    ("query", "hit"),
    [
        ("source:eltiempo.com", True),
        ("source:eltiempo", True),
        ("source:tiempo", True),
        ('source:"El Tiempo"', True),
        ("source:tiem", False),
        ("source:com.eltiempo", False),
        ('source:"Google News"', True),
        ("source:news", True),
        ("source:reuters.com", True),
        ("source:otro.example", False),
        ("author:pérez", True),
        ('author:"Ana Perez"', True),
        ('author:"Perez Ana"', False),
        ("author:(Ana Gómez)", True),
        ("author:an", False),
        ("url:/politica/", True),
        ("url:eltiempo.com/POL", True),
        ("url:reuters", False),
        ("lang:es", True),
        ("lang:en", False),
        ("visa -source:eltiempo", False),
        ("visa lang:es -source:otro", True),
        ("lang:en OR url:politica", True),
    ],
)
def test_fields(query: str, *, hit: bool) -> None:
    about = entry(
        "La visa",
        lang=ES,
        url="https://www.eltiempo.com/politica/x-1",
        source="El Tiempo",
        source_url="https://reuters.com",
        author="Ana Pérez, Luis Gómez",
    )
    assert bool(match(build_index([question(match=query)]), [about], feed(outlet="Google News"))) is hit


def test_an_address_that_is_none_has_no_host() -> None:
    broken = entry("visa", url="http://[x", source_url="")
    (found,) = match(build_index([question(match="visa -source:x")]), [broken], feed())
    assert found.entry is broken


# ------------------------------------------------------------------ hits and order


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Petro visa*", [("Petro", "title", "Petro"), ("visa*", "title", "visado"), ("visa*", "summary", "VISAS")]),
        ('"Casa Blanca"', [('"Casa Blanca"', "summary", "Casa Blanca")]),
        ('"blanca la"~1', [('"blanca la"~1', "summary", "La Casa Blanca")]),
        (
            'Petro NEAR/3 (visa OR visado OR "EE. UU.")',
            [("Petro", "title", "Petro"), ("visado", "title", "visado"), ('"EE. UU."', "title", "EE UU")],
        ),
        ("summary:visas -futbol", [("visas", "summary", "VISAS")]),
        ("lang:es -(futbol x)", [("lang:es", "field", "")]),
        ("visado (casa OR futbol)", [("visado", "title", "visado"), ("casa", "summary", "Casa")]),
        ("visado OR (casa futbol)", [("visado", "title", "visado")]),
        (
            "visado (futbol OR (casa blanca -x))",
            [("visado", "title", "visado"), *((w, "summary", w.title()) for w in ("casa", "blanca"))],
        ),
        ("title:(Petro NEAR/3 visado)", [("Petro", "title", "Petro"), ("visado", "title", "visado")]),
    ],
)
def test_hits_say_term_place_and_characters(query: str, expected: list[tuple[str, str, str]]) -> None:
    about = entry("¿Petro sin visado a EE UU?", "La Casa Blanca dio VISAS.", lang=ES)
    (found,) = match(build_index([question(match=query)]), [about], feed())
    texts = {Place.TITLE: about.title, Place.SUMMARY: about.summary, Place.FIELD: ""}
    assert [(hit.term, hit.place, texts[hit.place][hit.start : hit.end]) for hit in found.hits] == expected


def test_any_query_of_a_question_is_enough_and_only_those_fulfilled_tell() -> None:
    index = build_index([question(match=("visa futbol", "petro", "Petro OR pasaporte"))])
    (found,) = match(index, [entry("Petro y la visa", "")], feed())
    assert found.hits == (Hit("Petro", Place.TITLE, 0, 5), Hit("petro", Place.TITLE, 0, 5))


def test_matches_come_in_the_order_of_entries_and_questions() -> None:
    index = build_index([question("b", "visa"), question("a", "petro"), question("c", "futbol")])
    found = match(index, [entry("Petro, visa"), entry("petro"), entry("x")], feed())
    assert [(m.question, m.entry.title) for m in found] == [("b", "Petro, visa"), ("a", "Petro, visa"), ("a", "petro")]


def test_no_question_and_no_entry_match_nothing() -> None:
    assert match(build_index([]), [entry()], feed()) == ()
    assert match(build_index([question()]), [], feed()) == ()


def test_an_unreadable_query_is_refused() -> None:
    with pytest.raises(QueryError):
        build_index([question(match="petro AND")])


def test_the_words_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words come, only so many are kept, and the answers stay right."""
    monkeypatch.setattr(indexing, "REMEMBERED", 3)
    index = build_index([question(match='visa "casa blanca"')])
    about = entry("visa uno dos tres cuatro cinco seis casa", "la casa blanca")
    for _ in range(3):
        (found,) = match(index, [about], feed())
        assert [hit.term for hit in found.hits] == ["visa", '"casa blanca"']
        vocabulary = index.vocabularies[EN]
        assert len(vocabulary) + len(vocabulary.quiet) <= 3
