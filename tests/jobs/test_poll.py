"""The poll job: what it asks the fetcher for, and what it commits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.errors import StateError
from bot.jobs.poll import LONGEST_FLIGHT, Poll
from bot.jobs.watch import adopt, make_watch
from bot.model import Config, Entry, FailureKind, Fetched, FetchFailed, Unchanged, Validators
from bot.store import feeds, open_store, outbox, pulse
from bot.store.rhythms import rhythms
from tests.builders import T0, entry, feed, question
from tests.fakes import FakeClock, FakeFetcher, Fatal

if TYPE_CHECKING:
    from bot.model import FeedUrl

MINUTE = timedelta(minutes=1)
ONE, TWO, OTHER = feed("https://a.example/1"), feed("https://a.example/2"), feed("https://b.example/3")
CONFIG = Config(
    feeds=(ONE, TWO, OTHER),
    questions=(question(),),
    freshness=timedelta(hours=48),
    floor=5 * MINUTE,
    spacing=timedelta(seconds=1),
)
VALIDATORS = Validators('"v1"')


class World:
    """A poll job over a store in memory, with its feeds adopted."""

    def __init__(self) -> None:
        self.clock, self.fetcher, self.fatal = FakeClock(), FakeFetcher(), Fatal()
        self.db = open_store(None)
        self.watch = make_watch(CONFIG)
        adopt(self.db, self.watch, self.clock())
        self.poll = Poll(self.db, self.clock, self.fetcher, lambda: self.watch, lambda: 0.0, self.fatal)

    async def round(self, *outcomes: Fetched | Unchanged | FetchFailed) -> None:
        await self.fetcher.start(self.poll.take)
        self.fetcher.script(*outcomes)
        await self.poll.tick()
        await self.fetcher.drain()

    def asked(self) -> list[list[FeedUrl]]:
        batches = [[job.url for job in batch.jobs] for batch in self.fetcher.batches]
        self.fetcher.batches.clear()
        return batches


@pytest.fixture
def world() -> World:
    return World()


def fetched(*entries: Entry, url: FeedUrl = ONE.url) -> Fetched:
    return Fetched(url, VALIDATORS, "hash", tuple(replace(e, feed=url) for e in entries), ())


async def test_due_feeds_go_out_as_one_batch_a_host(world: World) -> None:
    await world.round()
    assert world.asked() == [[ONE.url, TWO.url], [OTHER.url]]


async def test_a_feed_under_way_is_not_asked_for_again_until_it_is_given_up(world: World) -> None:
    await world.round()
    world.asked()
    await world.poll.tick()
    assert world.asked() == []
    world.clock.advance(LONGEST_FLIGHT + MINUTE)
    await world.poll.tick()
    assert world.asked() == [[ONE.url, TWO.url], [OTHER.url]]


async def test_what_the_fetcher_cannot_take_stays_due(world: World) -> None:
    world.fetcher.refusing = True
    await world.poll.tick()
    world.fetcher.refusing = False
    await world.poll.tick()
    assert world.asked() == [[ONE.url, TWO.url], [OTHER.url]]


async def test_the_next_poll_echoes_the_validators_and_names_what_is_known(world: World) -> None:
    await world.round(fetched(entry("One", key="k", fingerprint="f")))
    world.clock.advance(timedelta(hours=1))
    world.asked()
    await world.poll.tick()
    job = next(job for batch in world.fetcher.batches for job in batch.jobs if job.url == ONE.url)
    assert (job.validators, job.body_hash, job.known) == (VALIDATORS, "hash", {"k": "f"})


async def test_what_polls_teach_is_stored_and_moves_the_next(world: World) -> None:
    """Of two feeds of one budget, the one that publishes is polled sooner."""
    busy, calm = feed("https://busy.example/", every=None), feed("https://calm.example/", every=None)
    world.watch = make_watch(replace(CONFIG, feeds=(busy, calm)))
    adopt(world.db, world.watch, world.clock())
    news = [entry(f"Report {n}", published=T0 - n * MINUTE) for n in range(30)]
    await world.round(fetched(*news, url=busy.url), fetched(url=calm.url))
    world.clock.advance(timedelta(hours=1))
    await world.round(Unchanged(busy.url, VALIDATORS), Unchanged(calm.url, VALIDATORS))
    due = feeds.feed_states(world.db, {busy.url, calm.url})
    assert due[busy.url].next_poll_at < due[calm.url].next_poll_at
    assert rhythms(world.db).keys() == {busy.url, calm.url}


async def test_validators_are_stored_with_the_entries_they_stand_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash between the two would turn the next poll into a 304, and the news would be gone."""

    def break_down(*_: object) -> None:
        raise StateError("the disk is full")

    monkeypatch.setattr("bot.store.facts.questions.save_development", break_down)
    await world.round(fetched(entry()))
    state = feeds.feed_state(world.db, ONE.url)
    assert state is not None
    assert (state.validators, state.body_hash) == (Validators(), None)
    assert feeds.known_entries(world.db, ONE.url) == {}
    assert [str(e) for e in world.fatal.errors] == ["the disk is full"]


async def test_a_failing_feed_is_logged_once_for_each_change_and_stops_no_other(world: World) -> None:
    timeout = FetchFailed(ONE.url, FailureKind.TIMEOUT, "no answer within 30 s")
    refused = FetchFailed(ONE.url, FailureKind.HTTP_STATUS, "500 Internal Server Error")
    with capture_logs() as log:
        for outcome in (timeout, timeout, refused, refused, fetched()):
            await world.round(outcome, fetched(url=OTHER.url))
            world.clock.advance(timedelta(days=2))
    told = [(line["event"], line.get("why")) for line in log if line["log_level"] in {"warning", "info"}]
    assert told == [
        ("poll.failed", "timeout: no answer within 30 s"),
        ("poll.failed", "http status: 500 Internal Server Error"),
        ("poll.recovered", None),
    ]
    other = feeds.feed_state(world.db, OTHER.url)
    assert other is not None
    assert other.failures == 0


async def test_a_fault_of_ours_counts_as_a_failure_of_that_feed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.jobs.commit.match", break_down)
    with capture_logs() as log:
        await world.round(fetched(entry()))
    state = feeds.feed_state(world.db, ONE.url)
    assert state is not None
    assert state.failure == "internal: a fault of the bot; see its log"
    assert "poll.fault" in [line["event"] for line in log]
    assert world.fatal.errors == []


async def test_an_outcome_of_a_feed_that_has_left_the_file_is_dropped(world: World) -> None:
    await world.round(fetched(url=feed("https://gone.example/feed").url))
    assert outbox.is_idle(world.db, world.clock())


async def test_it_gives_a_sign_of_life_now_and_then(world: World) -> None:
    await world.poll.tick()
    assert pulse.pulse(world.db, T0).beat_at == T0
    world.clock.advance(timedelta(seconds=5))
    await world.poll.tick()
    assert pulse.pulse(world.db, T0).beat_at == T0, "not at every tick"
    world.clock.advance(timedelta(seconds=10))
    await world.poll.tick()
    assert pulse.pulse(world.db, T0).beat_at == T0 + timedelta(seconds=15)
