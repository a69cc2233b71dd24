"""The replay's data: that it is whole, and what makes it like real feeds."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bot.config import read_config
from bot.demo.material import read_feeds_yaml, read_replay
from bot.model import Config, FeedKind, Language

REPLAY = read_replay()
FEEDS = read_config(read_feeds_yaml(8080), "feeds.yaml")


def config() -> Config:
    assert isinstance(FEEDS, Config), FEEDS
    return FEEDS


def test_it_spans_the_days_after_the_call() -> None:
    assert datetime(2026, 1, 6, tzinfo=UTC) < REPLAY.entries[0].published
    assert REPLAY.entries[-1].listed < REPLAY.end < datetime(2026, 1, 16, tzinfo=UTC)
    assert all(entry.published <= entry.listed for entry in REPLAY.entries)


def test_no_address_could_be_anybodys() -> None:
    """RFC 2606: .example is never registered."""
    addresses = [outlet.home for outlet in REPLAY.outlets] + [entry.link for entry in REPLAY.entries]
    assert {(urlsplit(a).hostname or "").rpartition(".")[2] for a in addresses} == {"example"}


def test_it_repeats_itself_like_real_feeds() -> None:
    """Some links are in several outlets' feeds, some guids in two feeds of one outlet, some headlines are edited."""
    feeds_by_link = Counter(link for link, _ in {(e.link, e.outlet) for e in REPLAY.entries})
    assert max(feeds_by_link.values()) >= 4
    feeds_by_guid = Counter(guid for guid, _ in {(e.guid, e.outlet) for e in REPLAY.entries})
    assert list(feeds_by_guid.values()).count(2) >= 2
    assert Counter((e.guid, e.outlet) for e in REPLAY.entries).most_common(1)[0][1] == 2
    assert any(entry.title.startswith("BREAKING: ") for entry in REPLAY.entries)


def test_both_languages_and_all_kinds_of_outlet_speak() -> None:
    assert {feed.kind for feed in config().feeds} == {FeedKind.OFFICIAL, FeedKind.WIRE, FeedKind.PRESS}
    assert {outlet.lang for outlet in REPLAY.outlets} == set(Language)
    assert len({outlet.home for outlet in REPLAY.outlets}) >= 6


def test_the_feeds_watched_are_the_outlets_that_speak() -> None:
    told = [(f"http://127.0.0.1:8080/{o.slug}.xml", o.name, o.lang) for o in REPLAY.outlets]
    assert [(feed.url, feed.outlet, feed.lang) for feed in config().feeds] == told
    assert {entry.outlet for entry in REPLAY.entries} == {outlet.slug for outlet in REPLAY.outlets}


def test_the_seven_questions_of_the_story_are_asked() -> None:
    assert [question.id for question in config().questions] == [
        "visit-date",
        "visit-outcome",
        "sanctions",
        "visa",
        "security",
        "venezuela",
        "counternarcotics",
    ]


def test_its_answers_are_called_by_a_name_in_each_language() -> None:
    """Without one, who watches in Spanish would read the id, which is English."""
    named = [question.shown for question in config().questions if question.shown]
    assert len(named) == 2
    assert all(set(names) == set(Language) for shown in named for names in shown.values())
