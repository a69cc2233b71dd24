"""Places by their names, and examples of what belongs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.config.answer import ChoiceSection, CuesSection, DateSection, KnownSection
from bot.config.file import AskSection, ConfigFile, ConfirmSection, FeedSection, PollingSection, QuestionSection
from bot.config.places import place_of, such_as
from bot.config.positions import Document, read_document
from bot.config.problems import Source

if TYPE_CHECKING:
    from bot.config.positions import Path
    from bot.config.section import Section


def document(text: str) -> Document:
    read = read_document(Source("f", text))
    assert isinstance(read, Document)
    return read


FILE = document("""\
polling: {}
feeds: [{}]
publishers: {freshness: [a]}
questions:
  date: {ask: {}, confirm: {}, match: a, answer: {type: date, known: {}}}
  freshness: {answer: {type: choice, choices: {freshness: {}}, known: {}}}
""")


@pytest.mark.parametrize(
    ("path", "label", "model"),
    [
        ((), "the file", ConfigFile),
        (("polling",), "polling", PollingSection),
        (("feeds", 0), "a feed", FeedSection),
        (("questions", "date"), "a question", QuestionSection),
        (("questions", "date", "ask"), "ask", AskSection),
        (("questions", "date", "confirm"), "confirm", ConfirmSection),
        (("questions", "date", "answer"), "a date answer", DateSection),
        (("questions", "freshness", "answer"), "a choice answer", ChoiceSection),
        (("questions", "date", "answer", "known"), "known", KnownSection),
        (("questions", "freshness", "answer", "choices", "freshness"), "the choice 'freshness'", CuesSection),
    ],
)
def test_a_place_is_called_what_a_person_calls_it(path: Path, label: str, model: type[Section]) -> None:
    """And knows the keys that belong there."""
    assert place_of(path, FILE) == (label, model)


@pytest.mark.parametrize(
    "path", [("publishers",), ("questions",), ("feeds",), ("questions", "freshness", "answer", "choices")]
)
def test_ids_are_not_taken_for_keys(path: Path) -> None:
    """A question, a publisher or a choice may be called as a key elsewhere is."""
    assert such_as(path, "freshness", FILE) == ""


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("polling",),
        ("feeds", 0),
        ("questions", "date"),
        ("questions", "date", "ask"),
        ("questions", "date", "confirm"),
        ("questions", "date", "answer"),
        ("questions", "freshness", "answer"),
        ("questions", "date", "answer", "known"),
        ("questions", "freshness", "answer", "choices", "freshness"),
    ],
)
def test_every_example_is_yaml_that_means_what_it_should(path: Path) -> None:
    """Whoever copies one from a hint has a valid line."""
    for name, field in place_of(path, FILE).model.model_fields.items():
        if field.examples:
            written = such_as(path, name, FILE).removeprefix("such as ")
            assert document(written).data == {name: field.examples[0]}
