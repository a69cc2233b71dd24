"""Guessing a text's language by its small words."""

from __future__ import annotations

import pytest

from bot.model import Language
from bot.text.tongue import likely_language


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
