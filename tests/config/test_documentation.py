"""docs/configuration.md says all there is to say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.config import Settings, read_config
from bot.config.answer import ChoiceSection, CuesSection, DateSection, KnownSection
from bot.config.file import AskSection, ConfigFile, ConfirmSection, FeedSection, PollingSection, QuestionSection
from bot.config.values import read_duration, write_duration
from bot.model import ChoiceAnswer, Config, DateAnswer, FeedKind, Language

if TYPE_CHECKING:
    from pydantic import BaseModel

PAGE = (Path(__file__).parents[2] / "docs/configuration.md").read_text("utf-8")


def rows(heading: str) -> dict[str, list[str]]:
    """The table under a heading: key → type, default, example, meaning."""
    section = PAGE.partition(f"\n{heading}\n")[2].partition("\n#")[0]
    cells = (re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("| `"))
    return {key.strip().strip("`"): [cell.strip() for cell in rest] for key, *rest in cells}


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("### The file", ConfigFile),
        ("### `polling`", PollingSection),
        ("### `feeds`", FeedSection),
        ("### `questions`", QuestionSection),
        ("### `ask`", AskSection),
        ("### `confirm`", ConfirmSection),
        ("### `answer` with `type: date`", DateSection),
        ("### `answer` with `type: choice`", ChoiceSection),
        ("### A choice", CuesSection),
        ("### `known`", KnownSection),
    ],
)
def test_every_key_is_documented(heading: str, section: type[BaseModel]) -> None:
    """With its type, default, an example and its meaning; needed where it has no default."""
    table = rows(heading)
    assert list(table) == list(section.model_fields)
    for name, (kind, default, example, meaning) in table.items():
        assert all((kind, default, example, meaning)), name
        assert (default == "needed") == section.model_fields[name].is_required(), name


def test_every_variable_is_documented() -> None:
    """The same for the environment."""
    table = rows("## Environment")
    assert list(table) == [field.validation_alias for field in Settings.model_fields.values()]
    assert all(all(cells) for cells in table.values())


def test_documented_defaults_are_the_real_ones() -> None:
    """Those that are simple values."""
    polling, confirm = PollingSection(), ConfirmSection()
    assert rows("### `polling`")["every"][1] == f"`{write_duration(polling.every)}`"
    assert rows("### `polling`")["floor"][1] == f"`{write_duration(polling.floor)}`"
    assert rows("### `polling`")["spacing"][1] == f"`{write_duration(polling.spacing)}`"
    assert rows("### `confirm`")["origins"][1] == f"`{confirm.origins}`"
    assert rows("### `confirm`")["official"][1] == f"`{str(confirm.official).lower()}`"
    question = rows("### `questions`")
    assert question["cap"][1] == f"`{QuestionSection.model_fields['cap'].default}`"
    assert question["closed"][1] == question["expires"][1] == "`false`"
    freshness = rows("### The file")["freshness"][1].strip("`")
    assert read_duration(freshness) == ConfigFile.model_fields["freshness"].default
    defaults = Settings()
    environment = rows("## Environment")
    assert environment["TELEGRAM_API_URL"][1] == f"`{defaults.api_url}`"
    assert environment["BOT_CONFIG"][1] == f"`{defaults.config}`"
    assert environment["BOT_STATE"][1] == f"`{defaults.state}`"


def test_every_choice_is_documented() -> None:
    """Kinds of feed and languages."""
    table = rows("### `feeds`")
    assert all(f"`{kind}`" in table["kind"][0] and f"`{kind}`:" in table["kind"][3] for kind in FeedKind)
    assert all(f"`{language}`" in table["lang"][0] for language in Language)


def test_the_example_works() -> None:
    """Whoever copies it has a valid file, which shows both kinds of answer."""
    example = PAGE.partition("## feeds.yaml\n\n```yaml\n")[2].partition("```")[0]
    read = read_config(example, "example")
    assert isinstance(read, Config)
    assert {type(question.answer) for question in read.questions} == {DateAnswer, ChoiceAnswer}
