"""After an outage of hours, ours or Telegram's, a subscriber reads once where things stand.

The whole service over a store in memory, with a clock that the test moves.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta

import pytest

from bot.core.absence import LATE_AFTER, PATIENCE
from bot.jobs.watch import make_watch
from bot.locale import read_catalogs
from bot.model import (
    Batch,
    ChatId,
    Config,
    DateAnswer,
    DeliveryState,
    Entry,
    FailureKind,
    Feed,
    FeedKind,
    FeedUrl,
    Fetched,
    FetchFailed,
    FetchJob,
    FetchOutcome,
    InDoubt,
    Language,
    NotSent,
    Unreachable,
    Validators,
)
from bot.service import Service
from bot.store import open_store, outbox, subscribers
from tests.builders import T0, entry, feed, question
from tests.fakes import FakeClock, FakeFetcher, FakeMessenger

ANA = ChatId(1)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
EVERY = 15 * MINUTE
HERALD, OTHER = feed(every=EVERY), feed("https://other.example/feed", outlet="The Other", every=EVERY)
VISIT = replace(question(), answer=DateAnswer())
VISA = question("visa", "Petro NEAR/12 (visa OR visado)", ask="What is the status of Petro's visa?")
CATALOGS = read_catalogs()
CONFIG = Config(feeds=(HERALD, OTHER), questions=(VISIT, VISA), freshness=48 * HOUR, floor=MINUTE, spacing=timedelta(0))
NEWS = (
    "Petro to visit the White House on Feb. 3",
    "Petro to visit the White House on Feb. 5",
    "Petro gets a new visa from the embassy",
)


@dataclass(slots=True)
class Press:
    """The feeds: each lists what was published there until then, unless it is `down`. It outlives the bot's lives."""

    clock: FakeClock
    entries: list[Entry] = field(default_factory=list)
    down: set[FeedUrl] = field(default_factory=set)

    def publish(self, title: str, at: timedelta, *, of: Feed = HERALD) -> None:
        self.entries.append(replace(entry(title, "Details follow.", published=T0 + at), feed=of.url))

    def answer(self, job: FetchJob) -> FetchOutcome:
        if job.url in self.down:
            return FetchFailed(job.url, FailureKind.UNREACHABLE, "")
        now = self.clock()
        listed = (e for e in self.entries if e.feed == job.url and e.published and e.published <= now)
        new = tuple(e for e in listed if job.known.get(e.key) != e.fingerprint)
        return Fetched(job.url, Validators(), "hash", new, ())


@dataclass(slots=True)
class Reader(FakeFetcher):
    """Reads the press."""

    press: Press = field(default_factory=lambda: Press(FakeClock()))

    async def submit(self, batch: Batch) -> bool:
        for job in batch.jobs:
            self.script(self.press.answer(job))
        return await super(Reader, self).submit(batch)


class World:
    """A bot that has followed two feeds from T0 on, with one subscriber to both questions."""

    def __init__(self) -> None:
        self.clock, self.messenger = FakeClock(), FakeMessenger()
        self.press = Press(self.clock)
        self.db = open_store(None)
        self.outage: type[NotSent | InDoubt] | None = None
        self.begin(CONFIG)
        subscribers.subscribe(self.db, ANA, Language.EN, T0)
        for asked in CONFIG.questions:
            subscribers.follow(self.db, ANA, asked.id, T0)

    def begin(self, config: Config) -> None:
        """Another life of the process over the same store."""
        reader = Reader(press=self.press)
        watch = make_watch(config)
        self.service = Service(self.db, self.clock, reader, self.messenger, CATALOGS, UTC, watch, draw=lambda: 0.0)

    async def is_away(self, time: timedelta, config: Config = CONFIG) -> None:
        self.clock.advance(time)
        self.begin(config)
        await self.service.start()

    async def polls_one_host(self) -> None:
        """The other is as slow as it can be."""
        self.service.watch = replace(self.service.watch, feeds={HERALD.url: HERALD})
        await self.service.poll_round()

    async def round(self) -> None:
        await self.service.poll_round()
        await self.service.deliver_round()

    async def passes(self, time: timedelta, *, step: timedelta = MINUTE) -> None:
        """Time in which the service goes on."""
        for _ in range(time // step):
            self.clock.advance(step)
            if outage := self.outage:
                self.messenger.answers = deque(outage("Telegram is down") for _ in range(9))
            await self.round()
            self.messenger.answers.clear()

    def texts(self) -> list[str]:
        return [message.plain for _, message in self.messenger.sent]


@pytest.fixture
async def world() -> World:
    world = World()
    await world.service.start()
    await world.round()
    assert world.texts() == []
    return world


# ------------------------------------------------------------------ Telegram's outage


@pytest.mark.parametrize("outage", [NotSent, InDoubt])
@pytest.mark.parametrize("length", [LATE_AFTER + 30 * MINUTE, 72 * HOUR])
async def test_after_hours_without_telegram_one_message_tells_where_things_stand(
    world: World, outage: type[NotSent | InDoubt], length: timedelta
) -> None:
    world.outage = outage
    for n, title in enumerate(NEWS):
        world.press.publish(title, (n + 1) * 10 * MINUTE)
    await world.passes(length, step=length / 150)
    assert world.texts() == []
    world.outage = None
    await world.passes(30 * MINUTE)
    (text,) = world.texts()
    assert text.startswith("📬 CATCH-UP · there is news on 2 questions")
    assert "Thu 5 Feb 2026" in text
    assert "new visa" in text
    assert world.messenger.silenced == [False]
    assert (CATALOGS[Language.EN].text("alert.repeat") in text) is (outage is InDoubt)
    counts = outbox.counts(world.db)
    assert (counts[DeliveryState.SENT], counts[DeliveryState.GATHERED]) == (1, 2)


async def test_an_outage_of_minutes_delays_each_alert_and_no_more(world: World) -> None:
    world.outage = NotSent
    world.press.publish(NEWS[0], 5 * MINUTE)
    world.press.publish(NEWS[2], HOUR)
    await world.passes(100 * MINUTE)
    world.outage = None
    await world.passes(15 * MINUTE)
    assert [text.split(" ")[1] for text in world.texts()] == ["REPORTED", "REPORTED"]


async def test_an_alert_that_waited_alone_is_told_as_it_is_with_its_times(world: World) -> None:
    world.outage = NotSent
    world.press.publish(NEWS[0], 5 * MINUTE)
    await world.passes(5 * HOUR)
    world.outage = None
    await world.passes(15 * MINUTE)
    (text,) = world.texts()
    assert text.startswith("🟡 REPORTED")
    assert "Published 12:05, seen 12:15" in text


async def test_an_alert_past_its_freshness_is_shown_as_it_stands_and_never_dropped(world: World) -> None:
    world.outage = NotSent
    world.press.publish(NEWS[0], MINUTE)
    await world.passes(50 * HOUR, step=10 * MINUTE)
    world.outage = None
    await world.passes(HOUR, step=10 * MINUTE)
    (text,) = world.texts()
    assert "📬 This could not reach you in time." in text
    assert "Tue 3 Feb 2026" in text


async def test_what_comes_after_a_catch_up_replies_to_it(world: World) -> None:
    world.outage = NotSent
    world.press.publish(NEWS[0], MINUTE)
    world.press.publish(NEWS[2], MINUTE)
    await world.passes(3 * HOUR)
    world.outage = None
    await world.passes(20 * MINUTE)
    message_id = len(world.messenger.tries)
    world.press.publish(NEWS[1], 3 * HOUR + 30 * MINUTE)
    await world.passes(20 * MINUTE)
    catch_up, change = world.texts()
    assert catch_up.startswith("📬 CATCH-UP")
    assert change.startswith("🔄 CHANGED")
    assert world.messenger.replied == [None, message_id]


async def test_a_chat_that_was_gone_for_hours_is_caught_up_when_it_comes_back(world: World) -> None:
    world.press.publish(NEWS[0], MINUTE)
    world.messenger.answers = deque([Unreachable("bot was blocked by the user")])
    await world.passes(EVERY, step=EVERY)
    subscribers.subscribe(world.db, ANA, Language.EN, world.clock.now)
    world.messenger.answers = deque([Unreachable("bot was blocked by the user")])
    world.press.publish(NEWS[2], 20 * MINUTE)
    await world.passes(EVERY, step=EVERY)
    assert world.texts() == []
    assert outbox.counts(world.db) == {DeliveryState.PARKED: 2}
    await world.passes(6 * HOUR, step=EVERY)
    subscribers.subscribe(world.db, ANA, Language.EN, world.clock.now)
    await world.service.deliver_round()
    (text,) = world.texts()
    assert text.startswith("📬 CATCH-UP · there is news on 2 questions")


async def test_what_was_decided_while_a_chat_was_gone_is_told_when_it_comes_back(world: World) -> None:
    world.press.publish(NEWS[0], 10 * MINUTE)
    await world.passes(HOUR)
    subscribers.deactivate(world.db, ANA, "bot was blocked by the user")
    for title, at in ((NEWS[1], 5 * HOUR), (NEWS[2], 6 * HOUR)):
        world.press.publish(title, at)
    await world.passes(9 * HOUR, step=EVERY)
    assert len(world.texts()) == 1
    subscribers.reactivate(world.db, ANA, world.clock.now)
    await world.passes(10 * MINUTE)
    (_, told) = world.texts()
    assert "Thu 5 Feb 2026" in told
    assert "Tue 3 Feb 2026" in told
    assert VISA.ask[Language.EN] in told


# ------------------------------------------------------------------ our own


async def test_after_hours_away_one_message_tells_where_things_stand(world: World) -> None:
    """Ten steps in one round."""
    for day in range(3, 13):
        world.press.publish(f"Petro to visit the White House on Feb. {day}", day * 20 * MINUTE)
    await world.is_away(6 * HOUR)
    await world.round()
    (text,) = world.texts()
    assert text.startswith("🟡 REPORTED · When does Petro visit")
    assert "📬 This could not reach you in time." in text
    assert "Thu 12 Feb 2026" in text
    assert "… and 8 earlier developments" in text
    assert world.messenger.silenced == [False]


async def test_an_answer_that_had_been_told_is_shown_as_changed(world: World) -> None:
    world.press.publish(NEWS[0], MINUTE)
    await world.passes(HOUR)
    world.press.publish(NEWS[1], 3 * HOUR)
    world.press.publish("White House dinner for Petro planned", 4 * HOUR)
    await world.is_away(6 * HOUR)
    await world.round()
    _, text = world.texts()
    assert text.startswith("🔄 CHANGED")
    assert "Was: Tue 3 Feb 2026" in text
    assert world.messenger.replied == [None, 1]


async def test_after_days_away_what_is_past_its_freshness_is_told_and_what_was_old_before_is_not(world: World) -> None:
    world.press.publish(NEWS[0], HOUR)
    await world.is_away(72 * HOUR)
    world.press.publish("Petro sees the White House: an archive", -HOUR)
    await world.round()
    (text,) = world.texts()
    assert "📬 This could not reach you in time." in text
    assert "archive" not in text


async def test_what_two_feeds_bring_after_an_absence_is_one_message(world: World) -> None:
    world.press.publish(NEWS[0], HOUR)
    world.press.publish(NEWS[2], 2 * HOUR, of=OTHER)
    await world.is_away(6 * HOUR)
    await world.round()
    (text,) = world.texts()
    assert text.startswith("📬 CATCH-UP · there is news on 2 questions")


async def test_nothing_is_told_before_all_feeds_were_asked_but_not_for_ever(world: World) -> None:
    world.press.publish(NEWS[0], HOUR)
    await world.is_away(6 * HOUR)
    await world.polls_one_host()
    await world.service.deliver_round()
    assert world.texts() == []
    assert outbox.counts(world.db) == {DeliveryState.LATE: 1}
    world.clock.advance(PATIENCE)
    await world.service.deliver_round()
    assert len(world.texts()) == 1


async def test_a_single_piece_of_news_after_an_absence_is_told_as_any(world: World) -> None:
    world.press.publish(NEWS[0], HOUR)
    await world.is_away(6 * HOUR)
    await world.round()
    (text,) = world.texts()
    assert "Published 13:00, seen 18:00" in text


async def test_a_restart_of_an_hour_tells_each_step(world: World) -> None:
    world.press.publish(NEWS[0], MINUTE)
    world.press.publish(NEWS[2], 2 * MINUTE)
    await world.is_away(HOUR)
    await world.round()
    assert len(world.texts()) == 2


@pytest.mark.parametrize("is_fanned_out", [False, True])
async def test_what_the_last_life_left_unsent_is_told_with_what_was_missed(
    world: World, *, is_fanned_out: bool
) -> None:
    """Killed between the commit and the fan-out, or between the fan-out and the sending."""
    world.press.publish(NEWS[0], MINUTE)
    world.press.publish(NEWS[2], MINUTE)
    world.clock.advance(EVERY)
    await world.service.poll_round()
    if is_fanned_out:
        world.messenger.answers = deque([NotSent("ConnectError")])
        await world.service.deliver.tick()
    world.press.publish(NEWS[1], 2 * HOUR)
    await world.is_away(6 * HOUR)
    await world.service.deliver_round()
    assert world.texts() == [], "the feeds have not been asked yet"
    await world.round()
    (text,) = world.texts()
    assert text.startswith("📬 CATCH-UP · there is news on 2 questions")
    assert "Thu 5 Feb 2026" in text


async def test_what_was_in_doubt_when_we_went_away_says_that_it_may_be_a_repeat(world: World) -> None:
    world.press.publish(NEWS[0], MINUTE)
    world.clock.advance(EVERY)
    await world.service.poll_round()
    world.messenger.answers = deque([InDoubt("ReadTimeout")])
    await world.service.deliver.tick()
    world.press.publish(NEWS[2], 2 * HOUR)
    await world.is_away(6 * HOUR)
    await world.round()
    (text,) = world.texts()
    assert CATALOGS[Language.EN].text("alert.repeat") in text


async def test_a_feed_that_could_not_be_read_for_hours_is_caught_up_and_holds_up_no_other(world: World) -> None:
    world.press.down.add(HERALD.url)
    world.press.publish(NEWS[0], HOUR)
    world.press.publish(NEWS[1], 2 * HOUR)
    world.press.publish(NEWS[2], 3 * HOUR, of=OTHER)
    await world.passes(4 * HOUR, step=5 * MINUTE)
    (visa,) = world.texts()
    assert visa.startswith("🟡 REPORTED · What is the status of Petro's visa?")
    world.press.down.clear()
    await world.passes(24 * HOUR, step=5 * MINUTE)
    visit = world.texts()[1:]
    assert len(visit) == 1
    assert "📬 This could not reach you in time." in visit[0]
    assert "Thu 5 Feb 2026" in visit[0]


async def test_whoever_stopped_following_meanwhile_is_told_nothing_of_it(world: World) -> None:
    world.press.publish(NEWS[0], HOUR)
    world.press.publish(NEWS[2], HOUR)
    await world.is_away(6 * HOUR)
    await world.polls_one_host()
    await world.service.deliver_round()
    for asked, left in ((VISA, 1), (VISIT, 0)):
        subscribers.unfollow(world.db, ANA, asked.id)
        assert world.texts() == []
        if left:
            continue
        world.clock.advance(PATIENCE)
        await world.service.deliver_round()
    assert world.texts() == []
    assert outbox.counts(world.db) == {DeliveryState.DEAD: 2}


async def test_first_sight_stays_silent_after_an_absence(world: World) -> None:
    newcomer = feed("https://new.example/feed")
    world.press.publish(NEWS[0], HOUR, of=newcomer)
    await world.is_away(6 * HOUR, replace(CONFIG, feeds=(*CONFIG.feeds, newcomer)))
    await world.round()
    assert world.texts() == []


async def test_a_dispute_within_an_absence_is_shown_as_it_stands_with_one_sound(world: World) -> None:
    world.press.publish(NEWS[0], MINUTE)
    await world.passes(HOUR)
    official = replace(OTHER, kind=FeedKind.OFFICIAL)
    world.press.publish("White House dinner for Petro planned", 2 * HOUR)
    world.press.publish("White House: Petro will not visit on Feb. 3", 3 * HOUR, of=official)
    await world.is_away(6 * HOUR, replace(CONFIG, feeds=(HERALD, official)))
    await world.round()
    _, text = world.texts()
    assert text.startswith("⚠️ DISPUTED · When does Petro visit")
    assert "Denied: 1 independent origin, with an official source" in text
    assert world.messenger.replied == [None, 1]
    assert world.messenger.silenced == [False, False]
