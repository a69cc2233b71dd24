"""The feeds.yaml that comes with the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.config import load_config
from bot.core.match import build_index, match
from bot.model import ChoiceAnswer, DateAnswer, FeedKind, Language, QuestionId
from bot.text.publisher import publisher
from tests.builders import entry, feed

FILE = Path(__file__).parents[2] / "feeds.yaml"

OFFICIAL = {
    "https://www.whitehouse.gov/feed/",
    "https://www.state.gov/rss-feed/press-releases/feed/",
    "https://www.federalregister.gov/api/v1/documents.rss?conditions[agencies][]=foreign-assets-control-office",
}
PRESS = {
    Language.EN: {
        "https://feeds.bbci.co.uk/news/world/latin_america/rss.xml",
        "https://www.aljazeera.com/xml/rss/all.xml",
        "https://rss.nytimes.com/services/xml/rss/nyt/Americas.xml",
        "https://www.theguardian.com/world/colombia/rss",
        "https://thecitypaperbogota.com/feed/",
        "https://colombiareports.com/feed/",
    },
    Language.ES: {
        "https://www.eltiempo.com/rss/politica.xml",
        "https://www.eltiempo.com/rss/mundo.xml",
        "https://www.elespectador.com/arc/outboundfeeds/rss/category/politica/?outputType=xml",
        "https://www.infobae.com/arc/outboundfeeds/rss/",
        "https://feeds.elpais.com/mrss-s/pages/ep/site/elpais.com/section/america-colombia/portada",
        "https://www.elcolombiano.com/rss.xml",
        "https://rss.dw.com/xml/rss-sp-top",
        "https://cnnespanol.cnn.com/feed",
    },
}


def test_the_default_file_watches_the_storys_feeds() -> None:
    """Governments, press in both languages, and a search in each."""
    feeds = load_config(FILE).feeds
    assert {feed.url for feed in feeds if feed.kind is FeedKind.OFFICIAL} == OFFICIAL
    for lang, addresses in PRESS.items():
        assert {feed.url for feed in feeds if feed.kind is FeedKind.PRESS and feed.lang is lang} == addresses
    searches = [feed for feed in feeds if feed.kind is FeedKind.AGGREGATOR]
    assert {feed.lang for feed in searches} == set(Language)
    assert all(feed.url.startswith("https://news.google.com/rss/search?q=") for feed in searches)


def test_the_default_file_asks_the_storys_questions() -> None:
    """In both languages, in the order in which people ask them."""
    questions = load_config(FILE).questions
    assert [question.id for question in questions] == [
        "visit-date",
        "visit-outcome",
        "sanctions",
        "visa",
        "security",
        "venezuela",
        "counternarcotics",
    ]
    assert all(set(question.ask) == set(Language) for question in questions)


def test_the_default_file_knows_what_answers_the_storys_questions() -> None:
    """A day, two states of affairs as they stood when the watch began, and for the rest every development."""
    questions = {question.id: question for question in load_config(FILE).questions}
    assert isinstance(questions[QuestionId("visit-date")].answer, DateAnswer)
    assert questions[QuestionId("visit-date")].expires
    chosen = {name: each.answer for name, each in questions.items() if isinstance(each.answer, ChoiceAnswer)}
    assert {name: set(answer.choices) for name, answer in chosen.items()} == {
        "sanctions": {"lifted", "in-force", "working-on-it"},
        "visa": {"revoked", "granted", "restored"},
    }
    assert {name: (each.known, each.known_since) for name, each in questions.items() if each.known} == {
        "sanctions": ("in-force", date(2025, 10, 24)),
        "visa": ("revoked", date(2025, 9, 26)),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://feeds.elpais.com/mrss-s/pages/ep", "https://www.wradio.com.co/2026/01/08/petro/"),
        ("https://www.elespectador.com/arc/outboundfeeds/rss/", "https://lakalle.bluradio.com/petro"),
        ("https://feeds.bbci.co.uk/news/world/latin_america/rss.xml", "https://www.bbc.com/mundo/articles/c1"),
    ],
)
def test_the_default_file_counts_a_publishers_outlets_as_one(one: str, other: str) -> None:
    """Whatever domain they publish at."""
    families = load_config(FILE).publishers
    assert families[publisher(one)] == families[publisher(other)]


def test_the_default_file_helps_whoever_edits_it() -> None:
    """Editors find the schema, and the head says what is unsure and how to tell."""
    first, *_ = text = FILE.read_text("utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=docs/feeds.schema.json"
    assert any("check --live" in line for line in text)


HEADLINES = [
    (Language.EN, "Petro to be received at the White House on Tuesday", {"visit-date"}),
    (Language.ES, "Petro viajará a Washington el lunes para su cita con Trump", {"visit-date"}),
    (Language.ES, "Trump y Petro acordaron en su reunión un plan de comercio", {"visit-date", "visit-outcome"}),
    (Language.EN, "Trump praises Petro after White House meeting", {"visit-date", "visit-outcome"}),
    (Language.EN, "Treasury removes Colombia's Petro from sanctions list", {"sanctions"}),
    (Language.ES, "OFAC excluye a Petro de la lista Clinton", {"sanctions"}),
    (Language.EN, "U.S. restores the visa of Colombian President Petro", {"visa"}),
    (Language.ES, "Le devuelven el visado a Petro", {"visa"}),
    (Language.EN, "Pentagon rules out a strike on Colombia, says Trump", {"security"}),
    (Language.ES, "Estados Unidos da a Colombia garantías de que no habrá intervención", {"security"}),
    (Language.EN, "Colombia and Washington recognise the transition in Venezuela", {"venezuela"}),
    (Language.ES, "Petro se ofrece a mediar entre Caracas y sus vecinos", {"venezuela"}),
    (Language.EN, "U.S. and Colombia to share intelligence on drug routes", {"counternarcotics"}),
    (Language.ES, "EE. UU. certifica a Colombia en la lucha antidrogas", {"counternarcotics"}),
    (Language.EN, "Visa and Mastercard shares fall as Trump seeks a cap on card rates", set()),
    (Language.EN, "Columbia University settles with the Trump administration", set()),
    (Language.ES, "Trump recibe en la Casa Blanca a petroleras por el crudo de Venezuela", set()),
    (Language.ES, "Petro firma el decreto del salario mínimo", set()),
]


@pytest.mark.parametrize(("lang", "headline", "expected"), HEADLINES)
def test_the_default_queries_tell_the_questions_apart(lang: Language, headline: str, expected: set[str]) -> None:
    """Headlines of the kind each question waits for, in both languages, and some that no question wants."""
    index = build_index(load_config(FILE).questions)
    found = match(index, (entry(headline, "", lang=lang),), feed(lang=lang))
    assert {each.question for each in found} == expected
