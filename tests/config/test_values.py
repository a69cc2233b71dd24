"""Single values of feeds.yaml."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.problems import Complaint
from bot.config.values import canonical, check_address, kind_of, read_duration, write_duration


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
