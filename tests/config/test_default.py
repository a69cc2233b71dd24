"""The feeds.yaml that comes with the project."""

from __future__ import annotations

from pathlib import Path

from bot.config import load_config
from bot.model import FeedKind, Language

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


def test_the_default_file_helps_whoever_edits_it() -> None:
    """Editors find the schema, and the head says what is unsure and how to tell."""
    first, *_ = text = FILE.read_text("utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=docs/feeds.schema.json"
    assert any("check --live" in line for line in text)
