"""Single values of feeds.yaml."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.problems import Complaint
from bot.config.values import canonical, check_address, check_day, kind_of, read_domain, read_duration, write_duration


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("0s", timedelta(0)),
        ("90s", timedelta(seconds=90)),
        ("10m", timedelta(minutes=10)),
        ("2h", timedelta(hours=2)),
        ("3d", timedelta(days=3)),
        ("365d", timedelta(days=365)),
    ],
)
def test_durations_are_read(written: str, length: timedelta) -> None:
    """A whole number and a unit."""
    assert read_duration(written) == length


@pytest.mark.parametrize(
    "written", ["", "10", "m", "-1m", "1.5h", "1 h", "10min", "1h30m", "٣d", "10M", "366d", "9999999999s", "1m\n"]
)
def test_other_words_are_no_durations(written: str) -> None:
    """One form only, so that nobody has to guess."""
    with pytest.raises(Complaint):
        read_duration(written)


@pytest.mark.parametrize("value", [10, 1.5, True, None, [], {}])
def test_other_values_are_no_durations(value: object) -> None:
    """A number lacks its unit."""
    with pytest.raises(Complaint) as caught:
        read_duration(value)
    assert caught.value.hint


@given(st.integers(0, 365 * 24 * 60 * 60).map(lambda seconds: timedelta(seconds=seconds)))
def test_what_is_written_is_read_again(length: timedelta) -> None:
    """In the largest unit that leaves no rest."""
    assert read_duration(write_duration(length)) == length


@pytest.mark.parametrize(
    "address",
    [
        "https://feeds.bbci.co.uk/news/world/latin_america/rss.xml",
        "https://www.federalregister.gov/api/v1/documents.rss?conditions[agencies][]=foreign-assets-control-office",
        "https://www.elespectador.com/arc/outboundfeeds/rss/category/politica/?outputType=xml",
        "http://127.0.0.1:8000/feed",
        "http://[::1]:8000/feed",
        "HTTPS://localhost/a@b",
        "https://españa.example/política",
    ],
)
def test_addresses_are_taken_as_they_are(address: str) -> None:
    """The address is the feed's identity."""
    assert check_address(address) == address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/feed", "https://A.Example/feed/"),
        ("https://a.example", "http://a.example:80/"),
        ("https://a.example:443/x", "https://a.example./x#top"),
    ],
)
def test_two_ways_to_write_one_address(one: str, other: str) -> None:
    """Scheme, case of the host, usual port, a slash at the end and a fragment make no other feed."""
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/feed", "https://a.example/Feed"),
        ("https://a.example/?a=1", "https://a.example/?a=2"),
        ("https://a.example:8000/", "https://a.example/"),
        ("https://a.example/", "https://www.a.example/"),
        ("ftp://a.example/", "gopher://a.example/"),
        ("http://[a", "http://[b"),
    ],
)
def test_two_addresses(one: str, other: str) -> None:
    """Path and query are the server's business; what cannot be read is only like itself."""
    assert canonical(one) != canonical(other)


@given(st.text())
def test_any_text_is_an_address_or_a_complaint(text: str) -> None:
    """Nothing else comes out of it."""
    canonical(text)
    with suppress(Complaint):
        assert check_address(text) == text


@pytest.mark.parametrize("written", ["2025-09-26", "2024-02-29", "0001-01-01"])
def test_days_are_taken_as_they_are(written: str) -> None:
    """Year, month and day."""
    assert check_day(written) == written


@pytest.mark.parametrize(
    "written",
    ["", "2025-9-26", "26-09-2025", "20250926", "2025-W39-5", "2025-02-29", "2025-13-01", "2025-09-26 ", "٢٠٢٥-09-26"],
)
def test_other_words_are_no_days(written: str) -> None:
    """One form only, and only days there are."""
    with pytest.raises(Complaint) as caught:
        check_day(written)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("written", "domain"),
    [
        ("elpais.com", "elpais.com"),
        ("ElPais.com", "elpais.com"),
        ("caracol.com.co", "caracol.com.co"),
        ("whitehouse.gov", "whitehouse.gov"),
        ("somebody.blogspot.com", "somebody.blogspot.com"),
        ("españa.example", "españa.example"),
    ],
)
def test_domains_are_what_addresses_of_one_publisher_end_in(written: str, domain: str) -> None:
    """By the Public Suffix List, in small letters."""
    assert read_domain(written) == domain


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("", "this domain is empty", "such as elpais.com"),
        ("elpais", "'elpais' is not a domain", "such as elpais.com"),
        ("El País", "'El País' is not a domain", "such as elpais.com"),
        ("127.0.0.1", "'127.0.0.1' is not a domain", "such as elpais.com"),
        ("www.elpais.com", "'www.elpais.com' is a part of 'elpais.com', by which its entries count",
         "did you mean 'elpais.com'?"),
        ("https://feeds.elpais.com/rss", "a domain is the name alone, without https:// and without a path",
         "did you mean 'elpais.com'?"),
        ("a.co/", "a domain is the name alone, without https:// and without a path", "did you mean 'a.co'?"),
        ("https://", "a domain is the name alone, without https:// and without a path", "such as elpais.com"),
        ("com.co", "addresses of many publishers end in 'com.co'", "write one part more, as in caracol.com.co"),
        ("blogspot.com", "addresses of many publishers end in 'blogspot.com'",
         "write one part more, as in caracol.com.co"),
    ],
)  # fmt: skip
def test_other_names_are_no_domains(written: str, message: str, hint: str) -> None:
    """Entries would never count for them, or count for too many."""
    with pytest.raises(Complaint) as caught:
        read_domain(written)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@given(st.text())
def test_any_text_is_a_domain_or_a_complaint(text: str) -> None:
    """What is taken is taken again, so that one domain has one form."""
    with suppress(Complaint):
        domain = read_domain(text)
        assert read_domain(domain) == domain


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "true or false"),
        (3, "a number"),
        ("a", "text"),
        ([], "a list"),
        ({}, "keys with values"),
    ],
)
def test_values_are_named_in_plain_words(value: object, words: str) -> None:
    """Nobody who edits a file should have to know what a dict is."""
    assert kind_of(value) == words
