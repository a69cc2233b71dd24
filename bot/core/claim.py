"""Which answer an entry gives to a question, by the kind of answer the question looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Arrival, Claim, Question


def read_claim(question: Question, arrival: Arrival) -> Claim | None:  # noqa: ARG001
    return None
