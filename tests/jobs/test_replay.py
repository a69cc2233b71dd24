"""The past once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.jobs.replay import Incoming, replay
from bot.model import Config, Entry, Feed, FeedUrl, Silence
from tests.builders import T0, entry, feed, question

HOUR = timedelta(hours=1)
CONFIG = Config(
    feeds=(feed(),),
    questions=(question(),),
    freshness=48 * HOUR,
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)
VISIT = entry("Petro to visit the White House on Feb. 3")
STRANGER = feed("https://other.example/feed", outlet="The Other")


def incoming(*entries: Entry, of: Feed | None = None, after: timedelta = HOUR) -> Incoming:
    source = of or feed()
    return Incoming(T0 + after, source, tuple(replace(e, feed=source.url) for e in entries))


def test_nothing_is_decided_on_nothing() -> None:
    assert list(replay(CONFIG, [])) == []


def test_every_feed_counts_as_followed_already() -> None:
    (step,) = replay(CONFIG, [incoming(VISIT)])
    assert len(step.plan.alerts) == 1


def test_but_for_those_unread() -> None:
    one = incoming(VISIT)
    later = incoming(entry("Petro leaves the White House", "He spoke to nobody."), after=2 * HOUR)
    first, second = replay(CONFIG, [one, later], unread={feed().url})
    assert [t.silence for t in first.plan.transitions] == [Silence.FIRST_SIGHT_OF_FEED]
    assert len(second.plan.alerts) == 1


def test_a_feed_that_is_not_in_feeds_yaml_is_heard() -> None:
    steps = list(replay(CONFIG, [incoming(VISIT), incoming(VISIT, of=STRANGER, after=2 * HOUR)]))
    (development,) = steps[1].plan.developments
    assert [e.outlet for e in development.evidence] == ["The Example", "The Other"]
    assert steps[1].facts.feed == STRANGER


def test_an_entry_that_comes_again_unchanged_is_known() -> None:
    again = replay(CONFIG, [incoming(VISIT), incoming(VISIT, after=2 * HOUR)])
    assert [len(step.plan.arrivals) for step in again] == [1, 0]


def test_replays_know_nothing_of_each_other() -> None:
    assert list(replay(CONFIG, [incoming(VISIT)])) == list(replay(CONFIG, [incoming(VISIT)]))


def test_a_replay_may_be_left_early() -> None:
    steps = replay(CONFIG, [incoming(VISIT), incoming(VISIT, after=2 * HOUR)])
    assert next(steps).incoming.feed.url == FeedUrl(feed().url)
    steps.close()  # type: ignore[attr-defined]
