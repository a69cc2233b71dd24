"""What was learned of when feeds publish, kept and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from bot.store.rhythms import demands, rhythm, rhythms, save_rhythm
from tests.builders import FEED_URL, feed
from tests.core.test_rhythm import rhythms as any_rhythm

if TYPE_CHECKING:
    from bot.model import Rhythm
    from bot.store import Database

OTHER = feed("https://other.example/feed").url


@given(any_rhythm)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_rhythm_comes_back_exactly(db: Database, learned: Rhythm) -> None:
    save_rhythm(db, FEED_URL, learned, b"\x01" * 24)
    assert rhythm(db, FEED_URL) == learned
    assert rhythms(db) == {FEED_URL: learned}


def test_a_feed_never_heard_has_none(db: Database) -> None:
    assert rhythm(db, FEED_URL) is None
    assert rhythms(db) == {}
    assert demands(db, {FEED_URL}) == []


@given(any_rhythm)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=1)
def test_only_the_feeds_asked_for_are_summed_up(db: Database, learned: Rhythm) -> None:
    save_rhythm(db, FEED_URL, learned, b"\x01" * 24)
    save_rhythm(db, OTHER, learned, b"\x02" * 24)
    assert demands(db, {OTHER}) == [b"\x02" * 24]
