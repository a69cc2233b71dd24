"""The demo, played by the real service: which alerts it shows, and that it says nothing twice."""

from __future__ import annotations

import io
import re

import pytest

from bot.demo.replay import play
from bot.model import Language
from bot.terminal import open_console


async def shown(language: Language) -> str:
    out = io.StringIO()
    await play(open_console(out), language, pause=0)
    return out.getvalue()


async def test_the_replay_tells_each_piece_of_news_once() -> None:
    told = await shown(Language.EN)
    alerts, _, board = told.partition("Where each question stands")
    heads = re.findall(r"^(?:🟡|✅|🔄) \w+ · (.+)$", alerts, re.MULTILINE)
    assert len(heads) >= 10
    headlines = re.findall(r"^(?:🟡|✅|🔄).*\n(?:.*\n)*?\n(.+)\n", alerts, re.MULTILINE)
    assert len(headlines) == len(set(headlines))
    assert "el 3 de febrero" in board
    assert "first look, in silence" in alerts


@pytest.mark.parametrize(("language", "word"), [(Language.EN, "REPORTED"), (Language.ES, "REPORTADO")])
async def test_the_replay_speaks_the_language_of_whoever_watches(language: Language, word: str) -> None:
    assert word in await shown(language)
