"""Guessing a text's language by its small words."""

from __future__ import annotations

import pytest

from bot.model import Language
from bot.text.tongue import likely_language, stated_language, told_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Petro to visit the White House in the first week of February", Language.EN),
        ("Petro visitará la Casa Blanca en la primera semana de febrero", Language.ES),
        ("CANCILLERÍA: LA VISA DEL PRESIDENTE", Language.ES),
        ("<item><title>La visa de Petro</title><link>https://the.example/a</link></item>", Language.ES),
        ("Petro, Trump", Language.EN),
        ("", Language.EN),
    ],
)
def test_the_language_with_more_small_words_is_the_likely_one(text: str, language: Language) -> None:
    assert likely_language(text) is language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The president of Colombia is to visit the White House in the first week of February", Language.EN),
        ("El presidente de Colombia visitará la Casa Blanca en la primera semana de febrero", Language.ES),
        ("Petro to visit the White House", None),
        ("El presidente de la república y the president of the republic in the house", None),
        ("", None),
    ],
)
def test_a_language_is_told_only_beyond_doubt(text: str, language: Language | None) -> None:
    assert told_language(text) is language


@pytest.mark.parametrize(
    ("tag", "language"), [("es-CO", Language.ES), (" EN_us ", Language.EN), ("fr", None), ("", None), ("english", None)]
)
def test_a_tag_states_one_of_our_languages_or_none(tag: str, language: Language | None) -> None:
    assert stated_language(tag) is language
