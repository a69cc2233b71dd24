"""The effort that all feeds share, found now and then."""

from __future__ import annotations

from datetime import timedelta

from bot.core.interval import demand, effort_within
from bot.jobs.budget import RENEWED_EVERY, Budget, typical_intervals
from bot.jobs.watch import make_watch
from bot.model import Config, Rhythm
from bot.store import open_store
from bot.store.rhythms import save_rhythm
from tests.builders import T0, feed, question

MINUTE = timedelta(minutes=1)
LEARNED, OTHER, FIXED = feed("https://a.example/1", every=None), feed("https://b.example/2", every=None), feed()
CONFIG = Config(
    feeds=(LEARNED, OTHER, FIXED),
    questions=(question(),),
    freshness=timedelta(hours=48),
    floor=5 * MINUTE,
    spacing=timedelta(seconds=1),
    every=20 * MINUTE,
)
BUSY, CALM = (demand(Rhythm(T0, 10.0, (count,) * 24)) for count in (40.0, 0.4))


def test_it_is_what_the_demands_of_the_learned_feeds_allow() -> None:
    """A feed with an interval of its own takes no part, nor does one that is not watched."""
    db = open_store(None)
    for url, level in ((LEARNED.url, BUSY), (FIXED.url, CALM), (feed("https://gone.example/").url, CALM)):
        save_rhythm(db, url, Rhythm(T0), level)
    expected = effort_within([BUSY], CONFIG.every, CONFIG.floor)
    assert expected is not None
    assert Budget(db).effort(make_watch(CONFIG), T0) == expected


def test_it_is_found_anew_after_a_minute_or_when_the_file_has_changed() -> None:
    db = open_store(None)
    budget, watch = Budget(db), make_watch(CONFIG)
    assert budget.effort(watch, T0) is None
    save_rhythm(db, LEARNED.url, Rhythm(T0), BUSY)
    assert budget.effort(watch, T0 + RENEWED_EVERY / 2) is None
    assert budget.effort(make_watch(CONFIG), T0 + RENEWED_EVERY / 2) is not None
    alone = budget.effort(watch, T0 + 2 * RENEWED_EVERY)
    save_rhythm(db, OTHER.url, Rhythm(T0), CALM)
    assert budget.effort(watch, T0 + 4 * RENEWED_EVERY) != alone


def test_people_read_the_mean_over_a_day() -> None:
    """Of two learned feeds the busier one more often, together on average what the budget says."""
    db = open_store(None)
    for url, count in ((LEARNED.url, 40.0), (OTHER.url, 0.4)):
        rhythm = Rhythm(T0, 10.0, (count,) * 24)
        save_rhythm(db, url, rhythm, demand(rhythm))
    found = typical_intervals(db, CONFIG)
    assert found[LEARNED.url] < CONFIG.every < found[OTHER.url]
    assert found[FIXED.url] == FIXED.every
    spent = sum(CONFIG.every / found[url] for url in (LEARNED.url, OTHER.url))
    assert 0.95 * 2 < spent <= 2
