"""The shape of a question's `answer`: of which kind it is, what it is about, what points to it, what is known.

What its parts may not say together is in `bot.config.contradictions`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, assert_never

from pydantic import Discriminator, Field, StringConstraints, Tag
from pydantic.json_schema import SkipJsonSchema

from bot.config.cues import MOST_CUES, Cue
from bot.config.section import Id, Section
from bot.config.values import ONE_LINE, Day
from bot.model import Answer, ChoiceAnswer, DateAnswer, Language

TYPES = ("date", "choice")

FEWEST_CHOICES = 2
MOST_CHOICES = 20
LONGEST_SAID = 60

Words = Annotated[list[Cue], Field(min_length=1, max_length=MOST_CUES)]


Said = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_SAID), ONE_LINE]


class KnownSection(Section):
    """The answer when the watch began."""

    value: Annotated[str, StringConstraints(min_length=1), ONE_LINE] = Field(
        description="One of the choices, or a date such as 2026-02-03.", examples=["revoked"]
    )
    since: Day = Field(
        default_factory=str,  # nothing: not told
        description="The day it became the answer.",
        examples=["2025-09-26"],
    )


def _nothing_known() -> KnownSection:
    return KnownSection.model_construct(value="", since="")


class DateSection(Section):
    """The answer is a date."""

    type: Literal["date"] = Field(description="The kind of answer: date or choice.", examples=["date"])
    about: Annotated[list[Cue], Field(max_length=MOST_CUES)] = Field(
        default_factory=list,
        description="Words for the thing whose date is asked; those of 'match' unless set.",
        examples=[["visit", "meeting", "visita", "reunión"]],
    )
    known: KnownSection = Field(
        default_factory=_nothing_known,
        description="The answer when the watch began.",
        examples=[{"value": "2026-02-03"}],
    )


class SaySection(Section):
    """What messages call one choice, in each language."""

    en: Said = Field(description="In English.", examples=["revoked"])
    es: Said = Field(description="In Spanish.", examples=["revocada"])


class CuesSection(Section):
    """The words that point to one choice, in each language, and what messages call it."""

    say: SaySection = Field(
        default_factory=lambda: SaySection.model_construct(en="", es=""),  # nothing: its id
        description="What messages call the choice; its id, with spaces, unless set.",
        examples=[{"en": "revoked", "es": "revocada"}],
    )
    en: Words = Field(
        description="English words or phrases; a star ends a word after three letters.", examples=[["revok*"]]
    )
    es: Words = Field(
        description="Spanish words or phrases; a star ends a word after three letters.", examples=[["revoc*"]]
    )


class ChoiceSection(Section):
    """The answer is one of several choices."""

    type: Literal["choice"] = Field(description="The kind of answer: date or choice.", examples=["choice"])
    about: Words = Field(
        description="Words in both languages for the thing whose state is asked; cues count only near them.",
        examples=[["visa", "visado"]],
    )
    choices: Annotated[dict[Id, CuesSection], Field(min_length=FEWEST_CHOICES, max_length=MOST_CHOICES)] = Field(
        description="The choices by id (lower-case letters, digits and hyphens), each with the words that point to it.",
        examples=[{"granted": {"en": ["grant*"], "es": ["otorg*"]}, "revoked": {"en": ["revok*"], "es": ["revoc*"]}}],
        json_schema_extra={"additionalProperties": False},
    )
    known: KnownSection = Field(
        default_factory=_nothing_known,
        description="The answer when the watch began.",
        examples=[{"value": "revoked", "since": "2025-09-26"}],
    )


def answer_section(value: Any) -> type[DateSection | ChoiceSection]:
    """The section that a value under `answer` was meant to be, also where its type is missing or misspelt."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "choice" or (kind != "date" and isinstance(value, dict) and "choices" in value):
        return ChoiceSection
    return DateSection


def _tag(value: Any) -> str:
    """It reaches the path of an error, and is no key that a file can have there."""
    return f"type: {'date' if answer_section(value) is DateSection else 'choice'}"


_Nothing = Annotated[SkipJsonSchema[None], Tag("nothing")]
"""Where there is no such key. What stands in a file is never taken for it, for `_tag` does not name it."""

AnswerSection = Annotated[
    Annotated[DateSection, Tag("type: date")] | Annotated[ChoiceSection, Tag("type: choice")] | _Nothing,
    Discriminator(_tag),
]


def answer(section: DateSection | ChoiceSection | None) -> Answer | None:
    match section:
        case None:
            return None
        case DateSection():
            return DateAnswer(about=tuple(section.about))
        case ChoiceSection():
            return ChoiceAnswer(
                about=tuple(section.about),
                choices={
                    name: {language: tuple(getattr(cues, language.value)) for language in Language}
                    for name, cues in section.choices.items()
                },
                shown={
                    name: {language: getattr(cues.say, language.value) for language in Language}
                    for name, cues in section.choices.items()
                    if cues.say.en
                },
            )
        case _:
            assert_never(section)


def known_since(section: DateSection | ChoiceSection | None) -> date | None:
    since = section.known.since if section else ""
    return date.fromisoformat(since) if since else None
