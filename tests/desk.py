"""Where somebody edits feeds.yaml with the `feeds` commands: a folder, a site on loopback, prepared answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import scouting
from bot.config import load_config, load_settings
from bot.curating import Wish, add
from bot.model import Language
from tests.doubles.origin import Origin, rss

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from bot.config import Settings
    from bot.model import Feed

SPANISH = rss(("El presidente de la república viajará en la semana con los ministros", "https://a.example/1"),
              title="Faro")  # fmt: skip
ENGLISH = rss(("One", "https://a.example/2"), title="The Herald", extra="<language>en-GB</language>")
COMMENTS = rss(("Two", "https://a.example/3"), title="Comments on Faro")
TEXT = """\
# ours
feeds:
  # the first
  - url: https://a.example/feed   # since 2020
    outlet: A
    lang: en

questions:
  visit: {ask: {en: "When?", es: "¿Cuándo?"}, match: Petro}
"""


def page(*links: str) -> str:
    return "".join(f"<link rel=alternate type=application/rss+xml href={link}>" for link in links) + "<html>"


class Desk:
    """A folder with a feeds.yaml, a site on loopback, and somebody who answers what was prepared."""

    def __init__(self, folder: Path, site: Origin) -> None:
        self.path = folder / "feeds.yaml"
        self.path.write_text(TEXT, encoding="utf-8")
        self.site = site
        self.state = folder / "state"
        self.answers: list[str] = []
        self.questions: list[str] = []
        for path, body in (("/es", SPANISH), ("/en", ENGLISH), ("/comments/feed", COMMENTS), ("/fr", SPANISH.replace(
            "<title>Faro</title>", "<title>Phare</title><language>fr</language>"))):  # fmt: skip
            site.serve(path, body)

    @property
    def settings(self) -> Settings:
        return load_settings(
            {"BOT_CONFIG": str(self.path), "BOT_STATE": str(self.state), "BOT_ALLOW_NETS": "127.0.0.0/8"}
        )

    def url(self, path: str) -> str:
        return self.site.base + path

    def add(self, path: str, wish: Wish | None = None, *answers: str, language: Language = Language.EN) -> int:
        self.answers = list(answers)
        return add(self.settings, language, self.url(path), wish or Wish(), self._answer if answers else None)

    def _answer(self, question: str) -> str:
        self.questions.append(question)
        return self.answers.pop(0)

    def feeds(self) -> tuple[Feed, ...]:
        return load_config(self.path).feeds


def at_desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """For a fixture. Nobody waits between two requests."""
    monkeypatch.setattr(scouting, "SPACING", timedelta(0))
    with Origin() as site:
        yield Desk(folder, site)
