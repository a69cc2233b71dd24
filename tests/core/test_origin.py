"""Whom an entry counts for."""

from __future__ import annotations

import pytest

from bot.core.origin import as_evidence, origin
from bot.model import Arrival, Claim, ClaimStatus, FeedKind, Precision
from tests.builders import T0, entry, feed

GOOGLE = feed("https://news.google.com/rss", outlet="Google News", kind=FeedKind.AGGREGATOR)
FAMILIES = {"eltiempo.com": "El Tiempo", "citytv.com.co": "El Tiempo", "efeagro.com": "Agencia EFE"}


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


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.eltiempo.com/politica/a", "El Tiempo"),
        ("https://citytv.com.co/b", "El Tiempo"),
        ("https://elpais.com/c", "elpais.com"),
    ],
)
def test_outlets_of_one_family_count_as_one(address: str, expected: str) -> None:
    assert origin(entry(url=address), feed(), FAMILIES) == expected


def test_an_aggregator_never_counts_itself_but_the_source_it_names() -> None:
    named = entry(url="https://news.google.com/rss/articles/1", source="El País", source_url="https://elpais.com")
    unnamed = entry(url="https://news.google.com/rss/articles/2")
    itself = entry(url="https://news.google.com/rss/articles/3", source_url="https://news.google.com")
    assert origin(named, GOOGLE) == "elpais.com"
    assert origin(named, GOOGLE, {"elpais.com": "PRISA"}) == "PRISA"
    assert origin(unnamed, GOOGLE) == ""
    assert origin(itself, GOOGLE) == ""


@pytest.mark.parametrize(
    ("title", "source", "address", "expected"),
    [
        ("The visit is set", "Reuters", "https://www.reuters.com", "wire:reuters"),
        ("The visit is set", "Reuters", "", "wire:reuters"),
        ("The visit is set - Reuters", "", "", "wire:reuters"),
        ("The visit is set (AP)", "El País", "https://elpais.com", "wire:ap"),
    ],
)
def test_what_an_aggregator_passes_on_from_a_wire_is_the_wires(
    title: str, source: str, address: str, expected: str
) -> None:
    assert origin(entry(title, source=source, source_url=address), GOOGLE) == expected


@pytest.mark.parametrize(
    ("title", "summary", "author", "expected"),
    [
        ("La visita será en febrero", "Bogotá, 7 ene (EFE).- La visita será en febrero.", "", "wire:efe"),
        ("La visita será en febrero", "La visita será en febrero.", "Agencia EFE", "wire:efe"),
        ("La visita será en febrero, dijo la canciller a EFE", "", "", "wire:efe"),
        ("La visita será en febrero", "La visita será en febrero. Foto: EFE", "Ana Ruiz", "eltiempo.com"),
    ],
)
def test_a_wire_copy_counts_as_the_wire(title: str, summary: str, author: str, expected: str) -> None:
    """Ten outlets that print one agency's report are one origin."""
    printed = entry(title, summary, author=author, url="https://www.eltiempo.com/a")
    assert origin(printed, feed(outlet="El Tiempo")) == expected


@pytest.mark.parametrize(
    ("outlet", "kind", "address", "expected"),
    [
        ("Agencia EFE", FeedKind.WIRE, "https://efs.example/a", "wire:efe"),
        ("EFE", FeedKind.PRESS, "https://efe.com/a", "wire:efe"),
        ("AP News", FeedKind.PRESS, "https://apnews.com/article/a", "wire:ap"),
        ("EFE Agro", FeedKind.PRESS, "https://efeagro.com/a", "wire:efe"),
        ("Agencia Meridiana", FeedKind.WIRE, "https://meridiana.example/a", "meridiana.example"),
        ("AFP", FeedKind.PRESS, "https://afp.example/a", "afp.example"),
    ],
)
def test_an_agencys_own_feed_and_its_copies_are_one_origin(
    outlet: str, kind: FeedKind, address: str, expected: str
) -> None:
    """By its domain, by its family's name, or by what a feed of kind wire is called."""
    assert origin(entry(url=address), feed(outlet=outlet, kind=kind), FAMILIES) == expected


def test_an_agency_that_cites_another_is_still_its_own_origin() -> None:
    cites = entry("Date set, officials tell Reuters", url="https://apnews.com/article/a")
    assert origin(cites, feed(kind=FeedKind.WIRE)) == "wire:ap"


def test_an_official_feed_speaks_for_itself_whoever_it_quotes() -> None:
    quotes = entry("The president in an interview with Reuters", url="https://www.whitehouse.gov/a")
    assert origin(quotes, feed(kind=FeedKind.OFFICIAL)) == "whitehouse.gov"


def test_evidence_from_an_aggregator_names_the_source_as_its_outlet() -> None:
    arrival = Arrival(entry(source="El País"), published=T0, seen_at=T0, silence=None)
    assert as_evidence(arrival, GOOGLE).outlet == "El País"
    assert as_evidence(arrival, feed(outlet="The Example")).outlet == "The Example"


def test_evidence_carries_the_claim_and_the_family() -> None:
    arrival = Arrival(entry(url="https://citytv.com.co/b"), published=T0, seen_at=T0, silence=None)
    claim = Claim("2026-02-03", ClaimStatus.ASSERTED, Precision.DAY, "on Feb. 3", "a date beside the visit")
    evidence = as_evidence(arrival, feed(), publishers=FAMILIES, claim=claim)
    assert (evidence.origin, evidence.claim, evidence.official) == ("El Tiempo", claim, False)
    assert as_evidence(arrival, feed(kind=FeedKind.OFFICIAL)).official
