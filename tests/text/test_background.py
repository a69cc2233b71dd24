"""Which part of a sentence only gives the background."""

from __future__ import annotations

import pytest

from bot.model import Language
from bot.text.background import in_background

EN, ES = Language.EN, Language.ES


@pytest.mark.parametrize(
    ("text", "word", "lang", "expected"),
    [
        ("Trump invites Petro after threats of force", "threats", EN, True),
        ("Trump invites Petro after threats of force", "invites", EN, False),
        ("After Venezuela, Trump threatens Mexico", "Mexico", EN, False),
        ("After Venezuela, Trump threatens Mexico", "Venezuela", EN, True),
        ("Call held despite visa row: sources", "visa", EN, True),
        ("Call held despite row: visa restored", "visa", EN, False),
        ("The hereafter of sanctions", "sanctions", EN, False),
        ("Trump recibe a Petro pese a que le quitaron la visa", "visa", ES, True),
        ("Tras días de amenazas, Trump invitó a Petro", "amenazas", ES, True),
        ("Tras días de amenazas, Trump invitó a Petro", "invitó", ES, False),
        ("Petro atrasó la visita", "visita", ES, False),
    ],
)
def test_what_stands_behind_an_opener_is_background_until_the_next_mark(
    text: str,
    word: str,
    lang: Language,
    expected: bool,  # noqa: FBT001
) -> None:
    assert in_background(text, text.index(word), lang) is expected
