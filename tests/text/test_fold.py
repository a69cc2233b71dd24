"""Folding and words: what counts as one word, what two words have in common, and where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Language
from bot.text import fold as folding
from bot.text.fold import capital_form, fold, labels, letters, pieces, spans, surfaces, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Cancillería", "cancilleria"),
        ("CANCILLERI\u0301A", "cancilleria"),
        ("Peña", "pena"),
        ("pingüino", "pinguino"),
        ("Straße", "strasse"),
        ("plain", "plain"),
        ("ＦＵＬＬ", "full"),
        ("san\u00adción", "sancion"),
        ("", ""),
    ],
)
def test_case_and_accents_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aáñnüÉe o\u0301", max_size=12))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Petro, visa; 2026.", ["Petro", "visa", "2026"]),
        ("the U.S. and Colombia", ["the", "U.S.", "and", "Colombia"]),
        ("U.S President", ["U.S", "President"]),
        ("the U.S.A. today", ["the", "U.S.A.", "today"]),
        ("in the U.S. A new deal", ["in", "the", "U.S.", "A", "new", "deal"]),
        ("EE. UU. y EE.UU. y EE.UU y EEUU", ["EE. UU.", "y", "EE.UU.", "y", "EE.UU", "y", "EEUU"]),
        ("EE UU y EE\u00a0UU, EE.\u00a0UU.", ["EE.UU", "y", "EE.UU", "EE.\u00a0UU."]),
        ("las FF. MM. y las FF.AA.", ["las", "FF. MM.", "y", "las", "FF.AA."]),
        ("J.D. Vance, J. D. Vance, George W. Bush", ["J.D.", "Vance", "J. D.", "Vance", "George", "W", "Bush"]),
        ("Plan B. Y luego", ["Plan", "B", "Y", "luego"]),
        ("el fin. No hubo", ["el", "fin", "No", "hubo"]),
        ("lo dijo AP. EL FIN", ["lo", "dijo", "AP", "EL", "FIN"]),
        ("at 9 a.m. today", ["at", "9", "a.m.", "today"]),
        ("Petro's visa, PETRO’S visa, the U.S.'s", ["Petro", "visa", "PETRO", "visa", "the", "U.S."]),
        ("'salud' y 's", ["salud", "y", "s"]),
        ("Trump–Petro, anti-drug", ["Trump", "Petro", "anti", "drug"]),
        ("reunio\u0301n", ["reunio\u0301n"]),
        ("¿Qué? ¡No!", ["Qué", "No"]),
        ("", []),
        ("… — ·", []),
        ("su \u0301 visa\u0301, \u00ad", ["su", "visa\u0301"]),
    ],
)
def test_surfaces(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


_SPELLINGS = st.text(alphabet="EUUSAa. '’sy\u00a0-é,\n", max_size=30)
_ABBREVIATED = st.lists(
    st.sampled_from(
        ["U.", "S.", "S", "U.S.", "EE", "UU", "EE.", "UU.", "ee.", "uu", "FF.", "MM.", "a.m.", "hoy.", "’s", "é,"]
    )
).map(" ".join)


@given(_ABBREVIATED)
def test_no_piece_cuts_a_word(text: str) -> None:
    """But for a space within an abbreviation, which may come to be one that does not break."""
    found = [surface.replace("\u00a0", " ") for piece in pieces(text) for surface in surfaces(piece)]
    assert found == [surface.replace("\u00a0", " ") for surface in surfaces(text)]


@given(_ABBREVIATED)
def test_a_word_cut_out_is_the_same_word(text: str) -> None:
    assert all(surfaces(surface) == [surface] for surface in surfaces(text))


@given(_SPELLINGS)
def test_spans_point_at_their_words(text: str) -> None:
    """In order, without overlap, on the characters of the text itself."""
    found = list(spans(text))
    assert [surface for surface, _, _ in found] == surfaces(text)
    last = 0
    for surface, start, end in found:
        assert last <= start < end <= len(text)
        assert letters(text[start:end]) == letters(surface) or "UU" in surface
        last = end


@pytest.mark.parametrize("spelling", ["U.S.", "U.S", "US", "USA", "U.S.A.", "U. S.", "u.s."])
def test_the_united_states_have_one_form_in_english(spelling: str) -> None:
    assert [capital_form(surface) for surface in surfaces(spelling)] == ["us"]


@pytest.mark.parametrize("spelling", ["EE. UU.", "EE.UU.", "EE.UU", "EEUU", "EE UU", "EE.\u00a0UU.", "EUA", "ee.uu."])
def test_the_united_states_have_one_form_in_spanish(spelling: str) -> None:
    assert [capital_form(surface) for surface in surfaces(spelling)] == ["eeuu"]


@pytest.mark.parametrize(
    ("surface", "form"),
    [
        ("us", None),
        ("usa", None),
        ("Usa", "usa"),
        ("Petros", "petros"),
        ("petro", None),
        ("Ñuñez", "nunez"),
        ("ELN", "eln"),
        ("Eln", "eln"),
        ("2026", None),
        ("G20", "g20"),
    ],
)
def test_names_are_written_with_a_capital(surface: str, form: str | None) -> None:
    """The pronoun "us" and the Spanish verb "usa" are not the country; names keep their number."""
    assert capital_form(surface) == form


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("El País", ("el", "pais")),
        ("www.BBC.co.uk", ("www", "bbc", "co", "uk")),
        ("a.b.com", ("a", "b", "com")),
        ("the-city_paper", ("the", "city", "paper")),
        ("", ()),
    ],
)
def test_labels_are_the_parts_of_a_name(name: str, parts: tuple[str, ...]) -> None:
    assert labels(name) == parts


def test_words_are_folded_to_their_singular() -> None:
    assert words("Sanciones: EE. UU. levanta visas", Language.ES) == ("sancion", "eeuu", "levanta", "visa")
    assert words("Cities' sanctions", Language.EN) == ("city", "sanction")


def test_the_words_kept_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many different words come, only so many are remembered, and the answers stay right."""
    monkeypatch.setattr(folding, "_CACHED", 3)
    text = "uno dos tres cuatro cinco gatos gatas"
    assert words(text, Language.ES)[-2:] == ("gato", "gata")
    assert words(text, Language.ES)[-2:] == ("gato", "gata")
    assert len(folding._SINGULARS[Language.ES]) <= 3
