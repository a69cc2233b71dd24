"""The shape of feeds.yaml: its keys, their types, defaults and descriptions, and the Config they make.

It reads nothing; the words said about mistakes are in `bot.config.complaints`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Discriminator, Field, StringConstraints, Tag

from bot.config.answer import AnswerSection, answer, known_since
from bot.config.section import Id, Name, Section
from bot.config.values import ONE_LINE, Address, Domain, Duration, Keyword, Query, at_least
from bot.model import Config, Confirmation, Feed, FeedKind, FeedUrl, Language, Question, QuestionId

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)

MOST_ALERTS = 100
"""A day, of one question."""

Asked = Annotated[str, StringConstraints(min_length=1, max_length=200), ONE_LINE]


class PollingSection(Section):
    """How often feeds are asked. Low values are for servers of your own."""

    every: Annotated[Duration, at_least(_SECOND)] = Field(
        default=15 * _MINUTE,
        description=(
            "Time between two polls of a feed, on average over the feeds that set no 'every' of their own: the budget. "
            "Those that publish more get more of it, and at the hours at which they publish."
        ),
        examples=["15m"],
    )
    floor: Annotated[Duration, at_least(_SECOND)] = Field(
        default=5 * _MINUTE,
        description=(
            "Least time between two polls of one feed; no 'every' may be shorter. Under 1m only on BOT_ALLOW_NETS."
        ),
        examples=["5m"],
    )
    spacing: Annotated[Duration, at_least(timedelta(0))] = Field(
        default=_SECOND,
        description="Least time between two requests to one host.",
        examples=["1s"],
    )


class FeedSection(Section):
    """One feed: an address, and who speaks there."""

    url: Address = Field(
        description="Address of the RSS or Atom document, http or https. Each only once.",
        examples=["https://www.example.org/feed.xml"],
        json_schema_extra={"format": "uri", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@]+([/?#]\S*)?$"},
    )
    outlet: Name = Field(description="Who speaks here, as messages name it.", examples=["El Tiempo"])
    kind: Annotated[FeedKind, Field(strict=False)] = Field(
        default=FeedKind.PRESS,
        description=(
            "official: a government or body speaks for itself, which may confirm a report. wire: a news agency, whose "
            "copies count as one. press: everybody else. aggregator: passes others on and counts as none itself."
        ),
    )
    lang: Annotated[Language, Field(strict=False)] = Field(description="Language of the entries: en or es.")
    every: Annotated[Duration, at_least(_SECOND)] = Field(
        default_factory=timedelta,  # nothing: it is learned
        description="Time between two polls of this feed, always the same. Learned from its entries unless set.",
        examples=["10m"],
    )


class AskSection(Section):
    """The question, as subscribers read it in each language."""

    en: Asked = Field(description="The question in English.", examples=["What is the status of Petro's visa?"])
    es: Asked = Field(description="The question in Spanish.", examples=["¿Qué pasa con la visa de Petro?"])


class ConfirmSection(Section):
    """What turns a report into a confirmed one; either is enough."""

    origins: int = Field(
        default=Confirmation().origins,
        ge=1,
        le=20,
        description="Independent publishers that must report it. Copies of one wire count once, aggregators never.",
        examples=[2],
    )
    official: bool = Field(
        default=Confirmation().official, description="Whether one official feed is enough.", examples=[True]
    )


def _match_form(value: object) -> str:
    return "keywords" if isinstance(value, list) else "query"


Match = Annotated[
    Annotated[Query, Tag("query")] | Annotated[Annotated[list[Keyword], Field(min_length=1)], Tag("keywords")],
    Discriminator(_match_form),
]


class QuestionSection(Section):
    """One open question, and what the news says when it bears on it."""

    ask: AskSection = Field(description="The question, as subscribers read it in each language.")
    match: Match = Field(
        description=(
            "A query of the keyword language, or a list of keywords any of which is enough. Put a query in single "
            "quotes, or begin it on the next line after '>-': YAML reads some characters its own way."
        ),
        examples=["Petro NEAR/12 (visa OR visado)", ["Petro visa", "visado de Petro"]],
    )
    answer: AnswerSection = Field(
        default_factory=lambda: None,
        description="What answers it: a date, or one of several choices. Without this key every development is news.",
        examples=[{"type": "date"}],
    )
    confirm: ConfirmSection = Field(
        default=ConfirmSection(), description="What turns a report into a confirmed one; either is enough."
    )
    expires: bool = Field(
        default=False,
        description="Whether the question closes by itself when its date has passed. For answers of type date.",
        examples=[True],
    )
    closed: bool = Field(
        default=False,
        description="Whether you have closed the question: it is shown, but pushes nothing.",
        examples=[True],
    )
    cap: int = Field(
        default=10,
        ge=1,
        le=MOST_ALERTS,
        description="Alerts a day; what comes beyond is gathered into one message.",
        examples=[10],
    )


class ConfigFile(Section):
    """Feeds to watch and questions to watch them for."""

    freshness: Annotated[Duration, at_least(_MINUTE)] = Field(
        default=timedelta(hours=48),
        description="Entries older than this when they arrive never alert anybody.",
        examples=["48h"],
    )
    polling: PollingSection = Field(
        default=PollingSection(), description="How often feeds are asked. Low values are for servers of your own."
    )
    feeds: list[FeedSection] = Field(min_length=1, description="The feeds to watch.")
    publishers: dict[Name, Annotated[list[Domain], Field(min_length=1)]] = Field(
        default_factory=dict,
        description="Publishers that own several domains; they count as one origin.",
        examples=[{"Prisa": ["elpais.com", "caracol.com.co"]}],
    )
    questions: dict[Id, QuestionSection] = Field(
        min_length=1,
        description="The open questions by id: lower-case letters, digits and hyphens, 1 to 40 characters.",
        json_schema_extra={"additionalProperties": False},
    )

    def config(self) -> Config:
        return Config(
            feeds=tuple(_feed(section) for section in self.feeds),
            questions=tuple(_question(name, section) for name, section in self.questions.items()),
            freshness=self.freshness,
            floor=self.polling.floor,
            spacing=self.polling.spacing,
            publishers={domain: family for family, domains in self.publishers.items() for domain in domains},
            every=self.polling.every,
        )


def _feed(section: FeedSection) -> Feed:
    return Feed(
        url=FeedUrl(section.url),
        outlet=section.outlet,
        kind=section.kind,
        lang=section.lang,
        every=section.every or None,
    )


def _question(name: str, section: QuestionSection) -> Question:
    return Question(
        id=QuestionId(name),
        ask={language: getattr(section.ask, language.value) for language in Language},
        match=(section.match,) if isinstance(section.match, str) else tuple(section.match),
        confirm=Confirmation(origins=section.confirm.origins, official=section.confirm.official),
        answer=answer(section.answer),
        known=section.answer.known.value if section.answer else "",
        closed=section.closed,
        expires=section.expires,
        cap=section.cap,
        known_since=known_since(section.answer),
    )
