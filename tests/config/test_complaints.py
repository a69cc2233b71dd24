"""The words for what pydantic refuses, where reading a file does not already show them."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from bot.config.complaints import complaints
from bot.config.positions import Document, read_document
from bot.config.problems import Source


class Odd(BaseModel):
    """Refuses in ways that no model of ours does yet."""

    odd: bytes


def test_a_refusal_without_words_of_ours_keeps_pydantics() -> None:
    """A new kind of field must not end in silence or a traceback."""
    document = read_document(Source("f", "odd: 3\n"))
    assert isinstance(document, Document)
    with pytest.raises(ValidationError) as caught:
        Odd.model_validate(document.data)
    (problem,) = complaints(caught.value, document)
    assert (problem.line, problem.column) == (1, 6)
    assert problem.message.startswith("'odd' is refused: ")
