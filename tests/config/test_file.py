"""What the models of feeds.yaml promise beyond what reading shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.config.answer import ChoiceSection, CuesSection, DateSection, KnownSection, SaySection
from bot.config.file import AskSection, ConfigFile, ConfirmSection, FeedSection, PollingSection, QuestionSection
from bot.model import Confirmation, Language

if TYPE_CHECKING:
    from pydantic import BaseModel

SECTIONS = (
    ConfigFile,
    PollingSection,
    FeedSection,
    QuestionSection,
    AskSection,
    ConfirmSection,
    DateSection,
    ChoiceSection,
    CuesSection,
    KnownSection,
    SaySection,
)


def test_a_question_is_asked_and_answered_in_every_language_there_is() -> None:
    """A language added to the model is asked for here."""
    languages = {language.value for language in Language}
    assert set(AskSection.model_fields) == languages
    assert set(CuesSection.model_fields) == languages | {"say"}
    assert set(SaySection.model_fields) == languages


def test_confirmation_defaults_are_the_models() -> None:
    """One place says what confirms."""
    section = ConfirmSection()
    assert Confirmation(section.origins, section.official) == Confirmation()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_is_explained(section: type[BaseModel]) -> None:
    """Editors show it beside the key."""
    assert all(field.description for field in section.model_fields.values())
