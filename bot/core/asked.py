"""What is asked, as concepts: what most reports on any of the questions have in common, so hardly tells them apart."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.salience import topics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import Language, Question

_KEPT = 8
"""Configurations kept; a bot has one, a backtest two."""


def asked_topics(questions: Iterable[Question]) -> frozenset[str]:
    """The concepts of what all the questions ask, in every language."""
    return _topics(tuple((lang, text) for question in questions for lang, text in question.ask.items()))


@lru_cache(_KEPT)
def _topics(asked: tuple[tuple[Language, str], ...]) -> frozenset[str]:
    return frozenset(topic for lang, text in asked for topic in topics(text, lang))
