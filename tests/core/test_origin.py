"""Whom an entry counts for."""

from __future__ import annotations

import pytest

from bot.core.origin import as_evidence, origin
from bot.model import Arrival, FeedKind
from tests.builders import T0, entry, feed


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.eltiempo.com/politica/a", "eltiempo.com"),
        ("https://feeds.bbci.co.uk/news/b", "bbci.co.uk"),
        ("https://blog.example.com.co/c", "example.com.co"),
        ("http://127.0.0.5:8000/d", "127.0.0.5"),
    ],
)
def test_an_entry_counts_for_the_registrable_domain_it_links_to(address: str, expected: str) -> None:
    assert origin(entry(url=address), feed()) == expected


def test_an_entry_without_a_usable_link_counts_for_its_feed() -> None:
    assert origin(entry(url="not a link"), feed("https://rss.example.org/x")) == "example.org"


def test_an_aggregator_never_counts_itself_but_the_source_it_names() -> None:
    aggregator = feed("https://news.google.com/rss", outlet="Google News", kind=FeedKind.AGGREGATOR)
    named = entry(url="https://news.google.com/rss/articles/1", source="El País", source_url="https://elpais.com")
    unnamed = entry(url="https://news.google.com/rss/articles/2")
    assert origin(named, aggregator) == "elpais.com"
    assert origin(unnamed, aggregator) == ""


def test_evidence_from_an_aggregator_names_the_source_as_its_outlet() -> None:
    aggregator = feed(outlet="Google News", kind=FeedKind.AGGREGATOR)
    arrival = Arrival(entry(source="El País"), published=T0, seen_at=T0, silence=None)
    assert as_evidence(arrival, aggregator).outlet == "El País"
    assert as_evidence(arrival, feed(outlet="The Example")).outlet == "The Example"
