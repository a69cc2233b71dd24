"""The poll job: what it asks the fetcher for, and what it commits."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.errors import StateError
from bot.jobs.poll import FULL_AFTER, LONGEST_FLIGHT, Poll
from bot.jobs.watch import adopt, make_watch
from bot.model import (
    Config,
    Entry,
    FailureKind,
    FeedState,
    Fetched,
    FetchFailed,
    Stop,
    Trail,
    Unchanged,
    Validators,
)
from bot.store import feeds, holds, open_store, outbox, pulse
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


def make_due(world: World, url: FeedUrl, *, since: timedelta = timedelta(0)) -> None:
    state = feeds.feed_state(world.db, url)
    assert state is not None
    feeds.save_feed_state(world.db, replace(state, next_poll_at=world.clock() - since), polled_at=None)


async def test_due_feeds_go_out_as_one_batch_a_domain(world: World) -> None:
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


async def test_a_domain_that_is_being_asked_is_left_alone_until_all_its_outcomes_are_in(world: World) -> None:
    """The fetcher would take no second batch of it, and to put one together costs a look at every entry."""
    await world.round()
    world.asked()
    await world.poll.take(fetched(url=ONE.url))
    make_due(world, ONE.url)
    await world.poll.tick()
    assert world.asked() == []
    await world.poll.take(fetched(url=TWO.url))
    await world.poll.tick()
    assert world.asked() == [[ONE.url]]


async def test_a_full_fetcher_is_not_offered_everything_again_and_again(world: World) -> None:
    many = [feed(f"https://host{n}.example/") for n in range(30)]
    world.watch = make_watch(replace(CONFIG, feeds=tuple(many)))
    adopt(world.db, world.watch, world.clock())
    world.fetcher.refusing = True
    await world.poll.tick()
    assert world.fetcher.refused == FULL_AFTER
    world.fetcher.refusing = False
    await world.poll.tick()
    assert len(world.asked()) == len(many)


async def test_a_fetcher_with_room_is_offered_whatever_is_due(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much that is, and though the first feeds in the row are of domains that are being asked already."""
    monkeypatch.setattr("bot.jobs.poll.PAGE", 2)
    many = [feed(f"https://host{n % 3}.example/{n}") for n in range(9)]
    world.watch = make_watch(replace(CONFIG, feeds=tuple(many)))
    adopt(world.db, world.watch, world.clock())
    await world.poll.tick()
    assert {batch.host for batch in world.fetcher.batches} == {"host0.example", "host1.example", "host2.example"}
    assert world.fetcher.refused == 0


async def test_what_has_been_due_longest_goes_first(world: World) -> None:
    make_due(world, OTHER.url, since=3 * MINUTE)
    make_due(world, ONE.url, since=MINUTE)
    await world.round()
    assert world.asked() == [[OTHER.url], [ONE.url, TWO.url]]


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


async def test_rule_4_validators_are_stored_with_the_entries_they_stand_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule 4: a crash between the two would turn the next poll into a 304, and the news would be gone."""

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


async def test_rule_23_what_cannot_be_read_is_told_after_three_days_also_where_it_stays_the_same(world: World) -> None:
    """Rule 23: the same bytes are not read again, and are of no more use."""
    page = FetchFailed(ONE.url, FailureKind.NOT_A_FEED, "a web page", body_hash="page")
    with capture_logs() as log:
        await world.round(page)
        for _ in range(5):
            world.clock.advance(timedelta(days=1))
            await world.round(Unchanged(ONE.url, Validators()))
    told = [line["why"] for line in log if line["event"] == "poll.failed" and line["log_level"] == "warning"]
    assert told == ["not a feed: a web page"]


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


# ------------------------------------------------------------------ holds, moves, stops

SAME = feed("https://feeds.a.example/4")


def throttled(minutes: int, url: FeedUrl = ONE.url) -> FetchFailed:
    return FetchFailed(url, FailureKind.THROTTLED, "429 Too Many Requests", minutes * MINUTE, host="a.example")


def state_of(world: World, url: FeedUrl) -> FeedState:
    found = feeds.feed_state(world.db, url)
    assert found is not None
    return found


async def test_rule_17_one_throttled_feed_holds_its_domain_also_over_a_restart(world: World) -> None:
    """Rule 17: no feed of the domain is asked before the time, under whatever name; afterwards one after another."""
    world.watch = make_watch(replace(CONFIG, feeds=(*CONFIG.feeds, SAME)))
    adopt(world.db, world.watch, world.clock())
    await world.round(throttled(30), fetched(url=OTHER.url))
    until = T0 + 30 * MINUTE
    soonest = sorted(state_of(world, one.url).next_poll_at for one in (ONE, TWO, SAME))
    assert soonest == [until, until + timedelta(seconds=10), until + timedelta(seconds=20)]
    world.asked()
    adopt(world.db, world.watch, world.clock())
    world.poll = Poll(world.db, world.clock, world.fetcher, lambda: world.watch, lambda: 0.0, world.fatal)
    world.clock.advance(29 * MINUTE)
    await world.poll.tick()
    assert world.asked() == [[OTHER.url]]
    world.clock.advance(MINUTE)
    await world.poll.tick()
    assert [len(batch) for batch in world.asked()] == [1]


async def test_rule_17_a_new_feed_of_a_held_domain_waits_too(world: World) -> None:
    """Rule 17."""
    await world.round(throttled(30))
    world.watch = make_watch(replace(CONFIG, feeds=(*CONFIG.feeds, SAME)))
    adopt(world.db, world.watch, world.clock())
    assert state_of(world, SAME.url).next_poll_at == T0 + 30 * MINUTE


async def test_rule_17_a_feed_that_a_redirect_leads_there_waits_too(world: World) -> None:
    """Rule 17: also where its move is not believed yet, so that nothing but its next address tells."""
    await world.round(replace(fetched(url=OTHER.url), trail=Trail(OTHER.url, "https://a.example/3")), throttled(30))
    world.clock.advance(29 * MINUTE)
    world.asked()
    await world.poll.tick()
    assert world.asked() == []
    world.clock.advance(MINUTE)
    await world.poll.tick()
    assert [OTHER.url in batch for batch in world.asked()] == [True]


async def test_rule_17_an_answer_that_was_under_way_does_not_end_the_hold(world: World) -> None:
    """Rule 17."""
    await world.round(throttled(30))
    await world.poll.take(fetched(url=TWO.url))
    assert state_of(world, TWO.url).next_poll_at == T0 + 30 * MINUTE


async def test_rule_18_403_from_a_domain_that_just_sent_429_holds_it_again(world: World) -> None:
    """Rule 18."""
    await world.round(throttled(1))
    world.clock.advance(5 * MINUTE)
    await world.round(FetchFailed(TWO.url, FailureKind.FORBIDDEN, "403 Forbidden", host="a.example"))
    assert state_of(world, TWO.url).causes.keys() == {FailureKind.THROTTLED}
    hold = holds.hold_on(world.db, "a.example")
    assert hold is not None
    assert hold.until == world.clock() + timedelta(hours=4)


async def test_rule_20_a_feed_that_is_gone_is_asked_no_more_until_it_is_put_back(world: World) -> None:
    """Rule 20: told once, over restarts; taken out of feeds.yaml and put back, it starts anew."""
    gone = FetchFailed(OTHER.url, FailureKind.GONE, "410 Gone")
    with capture_logs() as log:
        await world.round(gone)
        world.clock.advance(timedelta(days=400))
        adopt(world.db, world.watch, world.clock())
        world.asked()
        await world.poll.tick()
    assert OTHER.url not in [url for batch in world.asked() for url in batch]
    assert [line["why"] for line in log if line["event"] == "feed.stopped"] == ["gone"]
    for some in (replace(CONFIG, feeds=(ONE,)), CONFIG):
        world.watch = make_watch(some)
        adopt(world.db, world.watch, world.clock())
    await world.poll.tick()
    assert [OTHER.url] in world.asked()


async def test_rule_21_a_feed_is_asked_at_its_new_address_while_feeds_yaml_keeps_the_old(world: World) -> None:
    """Rule 21: its state and entries stay its own."""
    new = "https://new.example/feed"
    await world.round(replace(fetched(url=OTHER.url), trail=Trail(OTHER.url, new)))
    world.clock.advance(timedelta(hours=1))
    await world.poll.tick()
    batch = next(batch for batch in world.fetcher.batches if batch.host == "new.example")
    assert [(job.url, job.address) for job in batch.jobs] == [(OTHER.url, new)]


async def test_rule_21_a_feed_that_moved_to_another_stops_until_that_one_leaves(world: World) -> None:
    """Rule 21: or the same documents would be fetched twice for ever."""
    with capture_logs() as log:
        for hours in (0, 12, 24):
            world.clock.now = T0 + timedelta(hours=hours)
            await world.poll.take(replace(fetched(url=OTHER.url), trail=Trail(OTHER.url, ONE.url)))
    assert state_of(world, OTHER.url).stopped is Stop.MERGED
    assert [line["event"] for line in log if line["event"].startswith("feed.")] == ["feed.moved", "feed.stopped"]
    world.watch = make_watch(replace(CONFIG, feeds=(TWO, OTHER)))
    adopt(world.db, world.watch, world.clock())
    assert state_of(world, OTHER.url).stopped is None


async def test_rule_7_old_validators_are_left_out_of_the_next_poll(world: World) -> None:
    """Rule 7: while the hash of the body still saves reading it."""
    await world.round(fetched(entry("One")))
    world.clock.advance(timedelta(days=8))
    world.fetcher.batches.clear()
    await world.poll.tick()
    job = next(job for batch in world.fetcher.batches for job in batch.jobs if job.url == ONE.url)
    assert (job.validators, job.body_hash) == (Validators(), "hash")


# ------------------------------------------------------------------ our own network


async def test_our_own_network_is_said_to_be_down_once_and_back_once(world: World) -> None:
    """No feed is blamed meanwhile, no back-off grows, and all of them are due soon after."""
    slow = timedelta(hours=6)
    world.watch = make_watch(
        replace(CONFIG, feeds=tuple(feed(f"https://{name}.example/", every=slow) for name in "abcde"))
    )
    adopt(world.db, world.watch, world.clock())
    urls = list(world.watch.feeds)
    with capture_logs() as log:
        for _ in range(6):
            await world.round(*(FetchFailed(url, FailureKind.UNREACHABLE, "network unreachable") for url in urls))
            world.clock.advance(slow + MINUTE)
        assert pulse.network_down_since(world.db) == T0
        assert [state_of(world, url).failures for url in urls] == [1, 1, 0, 0, 0]
        world.clock.advance(-slow)
        await world.poll.take(fetched(url=urls[0]))
    assert [line["event"] for line in log if line["event"].startswith("network")] == ["network.down", "network.back"]
    assert len([line for line in log if line["event"] == "poll.failed" and line["log_level"] == "warning"]) == 2
    assert pulse.network_down_since(world.db) is None
    assert all(state_of(world, url).next_poll_at <= world.clock() + MINUTE for url in urls[1:])


async def test_a_network_that_was_down_at_the_last_stop_is_said_to_be_back(world: World) -> None:
    pulse.note_network(world.db, T0)
    world.poll = Poll(world.db, world.clock, world.fetcher, lambda: world.watch, lambda: 0.0, world.fatal)
    with capture_logs() as log:
        await world.round(FetchFailed(ONE.url, FailureKind.TIMEOUT, ""), fetched(url=OTHER.url))
    assert [line["event"] for line in log if line["event"].startswith("network")] == ["network.back"]
    assert state_of(world, ONE.url).failures == 0


# ------------------------------------------------------------------ large documents


async def test_between_the_slices_of_a_document_others_have_their_turn(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And its feed is not asked for again meanwhile, though it is still due."""
    monkeypatch.setattr("bot.core.slices.MOST_ENTRIES", 1)
    await world.poll.tick()
    world.asked()
    taking = asyncio.ensure_future(
        world.poll.take(fetched(*(entry(f"Petro at the White House, {n}") for n in range(3))))
    )
    await asyncio.sleep(0)
    for slices in (1, 2):
        assert len(feeds.known_entries(world.db, ONE.url)) == slices
        await world.poll.take(fetched(url=TWO.url))
        await world.poll.tick()
        assert ONE.url not in {url for batch in world.asked() for url in batch}
        for _ in range(3):
            await asyncio.sleep(0)
    await taking
    state = feeds.feed_state(world.db, ONE.url)
    assert state is not None
    assert (state.validators, state.first_read_at) == (VALIDATORS, world.clock())
    assert outbox.pending_alerts(world.db) == 0


async def test_when_feeds_yaml_changes_between_two_slices_the_rest_comes_with_the_next_poll(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.core.slices.MOST_ENTRIES", 1)
    document = fetched(*(entry(f"Petro at the White House, {n}") for n in range(3)))
    taking = asyncio.ensure_future(world.poll.take(document))
    await asyncio.sleep(0)
    world.watch = make_watch(replace(CONFIG, freshness=timedelta(hours=1)))
    await taking
    assert len(feeds.known_entries(world.db, ONE.url)) == 1
    await world.round(document)
    assert len(feeds.known_entries(world.db, ONE.url)) == 3
    assert outbox.pending_alerts(world.db) == 0
