"""What the models of feeds.yaml promise beyond what reading shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.config.file import AskSection, ConfigFile, ConfirmSection, FeedSection, PollingSection, QuestionSection
from bot.model import Confirmation, Language

if TYPE_CHECKING:
    from pydantic import BaseModel

SECTIONS = (ConfigFile, PollingSection, FeedSection, QuestionSection, AskSection, ConfirmSection)


def test_a_question_is_asked_in_every_language_there_is() -> None:
    """A language added to the model is asked for here."""
    assert set(AskSection.model_fields) == {language.value for language in Language}


def test_confirmation_defaults_are_the_models() -> None:
    """One place says what confirms."""
    section = ConfirmSection()
    assert Confirmation(section.origins, section.official) == Confirmation()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_is_explained(section: type[BaseModel]) -> None:
    """Editors show it beside the key."""
    assert all(field.description for field in section.model_fields.values())
