"""Words and phrases that point to a choice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.cues import check_cue, meet
from bot.config.problems import Complaint
from bot.model import Language

EN, ES = Language.EN, Language.ES


@pytest.mark.parametrize(
    "written",
    [
        "visa",
        "grant*",
        "Clinton list",
        "take* off the list",
        "levantó",
        "U.S. visa",
        "anti-drug",
        "Petro's",
        "S&P",
        "ley 30",
    ],
)
def test_words_and_phrases_are_cues(written: str) -> None:
    """Each word may end in a star."""
    assert check_cue(written) == written


def test_blanks_around_and_between_do_not_matter() -> None:
    """YAML folds lines as it likes."""
    assert check_cue("  lista \n Clinton ") == "lista Clinton"


@pytest.mark.parametrize(
    ("written", "column", "message"),
    [
        ("", None, "this item is empty"),
        (" \n", None, "this item is empty"),
        ("lift OR ease", 5, "OR belongs in 'match': here stands a word or a phrase"),
        ("lift NEAR/3 ban", 5, "NEAR/3 belongs in 'match': here stands a word or a phrase"),
        ('"take off"', 0, "no quotation marks are needed here"),
        ("“take off”", 0, "no quotation marks are needed here"),
        ("'take off'", 0, "no quotation marks are needed here"),
        ("lift, ease", 4, "',' may not stand in a word"),
        ("(lift)", 0, "'(' may not stand in a word"),
        ("title:visa", 5, "':' may not stand in a word"),
        ("no -visa", 3, "'-' may not stand in a word"),
        ("lift|ease", 4, "'|' may not stand in a word"),
        ("a_b", 1, "'_' may not stand in a word"),
        ("re*voke", 2, "a star stands only at the end of a word"),
        ("to *voke", 3, "a star stands only at the end of a word"),
        ("lift**", 4, "a star stands only at the end of a word"),
        ("to li*", 3, "a star after so few letters would find too much"),
        ("a-b*", 0, "a star after so few letters would find too much"),
        ("*", 0, "a star after so few letters would find too much"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_at_its_place(written: str, column: int | None, message: str) -> None:
    """With what to write instead."""
    with pytest.raises(Complaint) as caught:
        check_cue(written)
    assert (caught.value.column, caught.value.message) == (column, message)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("lift*", "lifted", EN),
        ("lift*", "lifting*", EN),
        ("Lift*", "LIFTED", EN),
        ("visa", "visas", EN),
        ("visas*", "visas", EN),
        ("sanción", "sanciones", ES),
        ("levant*", "levantó", ES),
        ("levantó", "levanto", ES),
        ("take* off", "taken off", EN),
        ("take* off", "taken off*", EN),
    ],
)
def test_cues_meet_where_one_text_can_hold_both(one: str, other: str, lang: Language) -> None:
    """By a star, by case, by accents, by number."""
    assert meet(one, other, lang)
    assert meet(other, one, lang)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("lift", "lifted", EN),
        ("revok*", "restor*", EN),
        ("restor*", "resto", EN),
        ("quit*", "quitó de la lista", ES),
        ("take* off", "taken out", EN),
        ("sanciones", "sanciona", ES),
    ],
)
def test_other_cues_do_not_meet(one: str, other: str, lang: Language) -> None:
    """A phrase says more than a word of it, and so may point elsewhere."""
    assert not meet(one, other, lang)
    assert not meet(other, one, lang)


_CUE = st.lists(st.from_regex(r"[a-zé]{3,5}\*?", fullmatch=True), min_size=1, max_size=2).map(" ".join)


@given(_CUE, _CUE, st.sampled_from(Language))
def test_meeting_goes_both_ways(one: str, other: str, lang: Language) -> None:
    """And every cue meets itself."""
    assert meet(one, one, lang)
    assert meet(one, other, lang) == meet(other, one, lang)
