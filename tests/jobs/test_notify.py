"""Telling the admins: what leads to a notice, and how it gets to them whatever happens on the way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.core.notice import APART, ASKED_AGAIN, GATHERED_FOR, UNREACHABLE_AGAIN
from bot.errors import ConfigError, StateError, TokenRefused
from bot.jobs.sweep import NOTICES_KEPT, sweep
from bot.jobs.watch import make_watch
from bot.locale import read_catalogs
from bot.model import (
    ChatId,
    Config,
    FailureKind,
    Fetched,
    FetchFailed,
    FetchOutcome,
    InDoubt,
    Language,
    Message,
    Migrated,
    NotSent,
    Rejected,
    SendOutcome,
    Throttled,
    Trail,
    Unreachable,
    Validators,
)
from bot.service import Service
from bot.store import feeds, notices, open_store, subscribers
from tests.builders import T0, feed, question
from tests.fakes import FakeClock, FakeFetcher, FakeMessenger

if TYPE_CHECKING:
    from bot.model import FeedUrl
    from bot.store import Database

SECOND, MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
ANA, BO = ChatId(7), ChatId(8)
FEEDS = tuple(feed(f"https://{name}.example/feed", outlet=name.upper()) for name in "abcde")
A, B = FEEDS[0].url, FEEDS[1].url
CONFIG = Config(
    feeds=FEEDS,
    questions=(question(),),
    freshness=48 * HOUR,
    floor=MINUTE,
    spacing=timedelta(0),
)
GONE = FetchFailed(A, FailureKind.GONE, "410 Gone")
SILENT = FailureKind.UNREACHABLE


class World:
    """A service with admins, whose polls are outcomes that a test gives it."""

    def __init__(self, *admins: ChatId, db: Database | None = None, messenger: FakeMessenger | None = None) -> None:
        self.clock, self.messenger = FakeClock(), messenger or FakeMessenger()
        self.db = db or open_store(None)
        self.service = Service(
            self.db,
            self.clock,
            FakeFetcher(),
            self.messenger,
            read_catalogs(),
            UTC,
            make_watch(CONFIG),
            pause=self.pause,
            admins=admins,
        )

    async def pause(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    async def takes(self, *outcomes: FetchOutcome) -> None:
        for outcome in outcomes:
            await self.service.poll.take(outcome)

    async def ticks(self, after: timedelta = GATHERED_FOR) -> list[str]:
        """What is sent when so much time has passed."""
        self.clock.advance(after)
        before = len(self.messenger.sent)
        await self.service.notify.tick()
        await self.service.notify.landed()
        return [message.plain for _, message in self.messenger.sent[before:]]

    def refuses(self, text: str) -> None:
        self.service.refuse(ConfigError(text))

    async def restarts(self) -> World:
        """As after a kill: nothing but the database stays."""
        world = World(*self.service.admins, db=self.db, messenger=self.messenger)
        world.clock.now = self.clock.now
        await world.service.start()
        return world


@pytest.fixture
async def world() -> World:
    world = World(ANA)
    await world.service.start()
    return world


def read(url: FeedUrl, *, trail: Trail | None = None) -> Fetched:
    return Fetched(url, Validators(), "hash", (), (), trail=trail or Trail())


def failed(url: FeedUrl, kind: FailureKind = FailureKind.HTTP_STATUS, why: str = "500") -> FetchFailed:
    return FetchFailed(url, kind, why)


def test_the_page_tells_the_figures_of_the_code() -> None:
    page = " ".join((Path(__file__).parents[2] / "docs/operations.md").read_text("utf-8").split())
    assert (GATHERED_FOR, APART, ASKED_AGAIN) == (MINUTE, 10 * MINUTE, 2 * MINUTE)
    assert "a minute after the first of it and at most every ten minutes" in page
    assert "two minutes later, from when to when it was down" in page
    assert (UNREACHABLE_AGAIN, NOTICES_KEPT) == (DAY, 48 * HOUR)
    assert "once a day, and at once when you write /start. After 48 hours a notice is deleted" in page


# ------------------------------------------------------------------ what leads to a notice


async def test_rule_20_a_feed_that_is_gone_is_told_once(world: World) -> None:
    """Rule 20: with what to do, and not beside that it fails."""
    await world.takes(GONE)
    assert await world.ticks(GATHERED_FOR - SECOND) == []
    (told,) = await world.ticks(SECOND)
    assert "1 feed is given up: its server says it is gone for good" in told
    assert f"A · {A}" in told
    assert "fails" not in told
    assert await world.ticks(DAY) == []


async def test_what_is_noticed_is_stored_with_its_cause_or_not_at_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A feed that is stopped, and nobody told of it, would be silence for ever."""

    def break_down(*_: object) -> None:
        raise StateError("the disk is full")

    monkeypatch.setattr("bot.store.facts.notices.add", break_down)
    await world.takes(GONE)
    state = feeds.feed_state(world.db, A)
    assert state
    assert state.stopped is None


async def test_rule_21_a_feed_that_moved_for_good_is_told_with_its_new_address(world: World) -> None:
    """Rule 21."""
    for hours in (0, 12, 24):
        world.clock.now = T0 + hours * HOUR
        await world.takes(read(A, trail=Trail(A, "https://new.example/feed")))
    (told,) = await world.ticks()
    assert "Write that into feeds.yaml" in told
    assert "→ https://new.example/feed" in told


async def test_rules_18_and_23_what_passes_by_itself_is_told_when_the_log_warns_of_it(world: World) -> None:
    """Rules 18 and 23: not before a day, or three."""
    with capture_logs() as log:
        for days in range(5):
            world.clock.now = T0 + days * DAY
            await world.takes(failed(A, FailureKind.FORBIDDEN, "403"), failed(B, FailureKind.PARSER, "torn"))
            warned = {line["feed"] for line in log if line["event"] == "poll.failed" and line["log_level"] == "warning"}
            told = await world.ticks()
            log.clear()
            assert {url for url in (A, B) for text in told if url in text} == warned
    assert "parser: torn" in world.messenger.sent[-1][1].plain


async def test_a_feed_that_answers_again_before_it_was_told_is_not_told(world: World) -> None:
    await world.takes(failed(A), read(A))
    assert await world.ticks() == []
    assert await world.ticks(DAY) == []


async def test_our_own_network_is_told_when_it_is_back_where_telegram_was_away_too(world: World) -> None:
    """One message from when to when, never a stale one; no feed is blamed."""
    world.messenger.answers.extend([NotSent("ConnectError")] * 3)
    for _ in range(30):
        await world.takes(*(failed(one.url, SILENT) for one in FEEDS))
        assert await world.ticks(MINUTE) == []
        if not world.messenger.answers:
            break
    assert len(world.messenger.tries) == 3
    assert await world.ticks(HOUR) == [], "Telegram is there again, and nobody knows whether our network is"
    await world.takes(*(read(one.url) for one in FEEDS))
    back = world.clock.now
    (told,) = await world.ticks(ASKED_AGAIN)
    assert f"down from {T0:%H:%M} to {back:%H:%M} (UTC) and is back" in told
    assert "it seems to be our own network" not in told
    assert "example" not in told
    assert await world.ticks(DAY) == []


async def test_our_own_network_is_told_to_be_down_where_telegram_can_be_reached(world: World) -> None:
    """And once when it is back."""
    await world.takes(*(failed(one.url, SILENT) for one in FEEDS))
    (down,) = await world.ticks()
    assert "No feed has answered since 12:00 (UTC)" in down
    assert "example" not in down
    await world.takes(*(failed(one.url, SILENT) for one in FEEDS))
    assert await world.ticks(HOUR) == []
    await world.takes(*(read(one.url) for one in FEEDS))
    (back,) = await world.ticks(HOUR)
    assert "down from 12:00 to 13:01 (UTC) and is back" in back


async def test_a_feed_that_fails_by_itself_since_our_network_is_back_is_told(world: World) -> None:
    world.messenger.answers.append(NotSent("ConnectError"))
    await world.takes(*(failed(one.url, SILENT) for one in FEEDS))
    await world.ticks()
    await world.takes(read(B), failed(A, SILENT))
    (told,) = await world.ticks(HOUR)
    assert "and is back" in told
    assert f"A · {A}" in told


async def test_a_refused_feeds_yaml_is_told_and_that_it_is_right_again(world: World) -> None:
    world.refuses("feeds.yaml:3:5: unknown key 'evry'\n  did you mean 'every'?")
    (refused,) = await world.ticks()
    assert "the previous one stays in force" in refused
    assert "feeds.yaml:3:5: unknown key 'evry'" in refused
    world.clock.advance(HOUR)
    world.service.adopt(CONFIG)
    (right,) = await world.ticks()
    assert "is right again and in force since 13:01 (UTC); it had been refused since 12:00" in right
    world.service.adopt(CONFIG)
    assert await world.ticks(HOUR) == []


async def test_a_feeds_yaml_that_was_mended_before_a_restart_is_right_again_too(world: World) -> None:
    world.refuses("feeds.yaml:3:5: unknown key")
    await world.ticks()
    world.clock.advance(HOUR)
    world = await world.restarts()
    (right,) = await world.ticks()
    assert "is right again" in right


async def test_no_password_of_a_refused_file_is_stored(world: World) -> None:
    world.refuses("feeds.yaml:3:5: no password\n    url: https://me:secret@a.example/")
    assert "secret" not in world.db.execute("SELECT facts FROM notices").fetchone()[0]


# ------------------------------------------------------------------ how it is told


async def test_a_thousand_failing_feeds_are_one_message_and_the_next_comes_ten_minutes_later(world: World) -> None:
    many = tuple(feed(f"https://n{n}.example/feed", outlet=f"Outlet {n}") for n in range(1000))
    world.service.adopt(replace(CONFIG, feeds=many))
    await world.takes(*(failed(one.url) for one in many[:999]))
    (told,) = await world.ticks()
    assert "999 feeds fail" in told
    assert len(told) <= 4096
    await world.takes(failed(many[999].url))
    assert await world.ticks(APART - SECOND) == []
    (more,) = await world.ticks(SECOND)
    assert "1 feed fails" in more


async def test_each_admin_is_told_in_the_language_of_their_chat() -> None:
    world = World(ANA, BO)
    await world.service.start()
    subscribers.subscribe(world.db, BO, Language.ES, T0)
    await world.takes(GONE)
    assert len(await world.ticks()) == 2
    told = {chat: message.plain.splitlines()[0] for chat, message in world.messenger.sent}
    assert told == {ANA: "🔧 For the admins of this bot", BO: "🔧 Para quien administra este bot"}


async def test_a_crash_between_sending_and_settling_repeats_it_but_not_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise asyncio.CancelledError

    await world.takes(GONE)
    monkeypatch.setattr("bot.jobs.notify.Notify._settle", die)
    (first,) = await world.ticks()
    monkeypatch.undo()
    world = await world.restarts()
    assert await world.ticks(MINUTE) == []
    assert await world.ticks(APART) == [first]
    assert await world.ticks(DAY) == []


async def test_a_crash_before_sending_loses_nothing(world: World) -> None:
    await world.takes(GONE)
    world = await world.restarts()
    assert len(await world.ticks()) == 1


@pytest.mark.parametrize(
    ("outcome", "wait"),
    [
        (NotSent("ConnectError"), 15 * SECOND),
        (InDoubt("ReadError"), APART),
        (Throttled(5 * MINUTE), 5 * MINUTE),
    ],
)
async def test_what_did_not_arrive_for_certain_is_told_later(
    world: World, outcome: SendOutcome, wait: timedelta
) -> None:
    world.messenger.answers.append(outcome)
    await world.takes(GONE)
    assert await world.ticks() == []
    assert await world.ticks(wait - SECOND) == []
    assert len(await world.ticks(SECOND)) == 1


async def test_an_admin_who_never_started_the_bot_is_logged_once_a_day_and_given_up_after_two(world: World) -> None:
    world.messenger.answers.extend([Unreachable("Forbidden: bot can't initiate conversation with a user")] * 9)
    await world.takes(GONE)
    with capture_logs() as log:
        for _ in range(60):
            await world.ticks(HOUR)
            await sweep(world.db, world.clock)
    warned = [line for line in log if line["event"] == "notice.untold"]
    assert len(warned) == len(world.messenger.tries) == 3
    assert "write /start to the bot from that account" in warned[0]["do"]
    assert [line["notices"] for line in log if line["event"] == "notice.given_up"] == [2]


async def test_the_id_of_a_group_is_no_admin(world: World) -> None:
    world.messenger.answers.append(Migrated(ChatId(-1007)))
    await world.takes(GONE)
    with capture_logs() as log:
        await world.ticks()
    assert [line["why"] for line in log if line["event"] == "notice.untold"] == ["it is a group's id"]
    assert await world.ticks(HOUR) == []


async def test_an_admin_who_starts_the_bot_is_told_at_once(world: World) -> None:
    world.messenger.answers.append(Unreachable("Bad Request: chat not found"))
    await world.takes(GONE)
    await world.ticks()
    assert await world.ticks(HOUR) == []
    subscribers.subscribe(world.db, ANA, Language.ES, world.clock())
    (told,) = await world.ticks(SECOND)
    assert "abandonado" in told


async def test_an_admin_who_blocks_the_bot_gets_no_alerts_either_until_coming_back(world: World) -> None:
    subscribers.subscribe(world.db, ANA, Language.EN, T0)
    world.messenger.answers.append(Unreachable("Forbidden: bot was blocked by the user"))
    await world.takes(GONE)
    await world.ticks()
    assert not subscribers.is_active(world.db, ANA)


async def test_what_telegram_refuses_goes_without_markup_and_then_no_more(world: World) -> None:
    world.messenger.answers.extend([Rejected("can't parse entities"), Rejected("no")])
    await world.takes(GONE)
    with capture_logs() as log:
        for _ in range(3):
            assert await world.ticks() == []
    assert world.messenger.tries == [(ANA, False), (ANA, True)]
    assert [line["log_level"] for line in log if line["event"] == "notice.untold"] == ["warning", "error"]
    assert await world.ticks(DAY) == []


async def test_a_message_that_is_answered_late_is_not_sent_twice_nor_holds_up_the_others() -> None:
    answered = asyncio.Event()

    class Slow(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **more: object) -> SendOutcome:
            if chat == ANA:
                await answered.wait()
            return await FakeMessenger.send(self, chat, message)

    world = World(ANA, BO, messenger=Slow())
    await world.service.start()
    await world.takes(GONE)
    world.clock.advance(GATHERED_FOR)
    for _ in range(3):
        await world.service.notify.tick()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert [chat for chat, _ in world.messenger.sent] == [BO]
    answered.set()
    await world.service.stop()
    assert [chat for chat, _ in world.messenger.sent] == [BO, ANA]


async def test_while_a_message_waits_for_its_turn_no_other_is_begun(world: World) -> None:
    turn = asyncio.Event()

    class Crowded:
        waiting = 0

        async def turn(self, chat: ChatId) -> bool:
            self.waiting += 1
            return await turn.wait()

        def refused(self, chat: ChatId, outcome: SendOutcome) -> None:
            """Nothing is."""

    crowded = world.service.notify.turns = Crowded()
    await world.takes(GONE)
    world.clock.advance(GATHERED_FOR)
    for _ in range(3):
        await world.service.notify.tick()
        await asyncio.sleep(0)
    assert crowded.waiting == 1
    turn.set()
    await world.service.notify.landed()
    assert len(world.messenger.sent) == 1


async def test_it_shares_the_budget_of_all_that_is_sent(world: World) -> None:
    """It waits while Telegram wants everyone left alone, and counts as one request."""
    pacing = world.service.deliver.pacing
    for chat in range(100, 103):
        pacing.refused(ChatId(chat), Throttled(5 * MINUTE))
    await world.takes(GONE)
    assert await world.ticks() == []
    assert world.messenger.tries == []
    assert await world.ticks(4 * MINUTE) != []
    assert pacing.room() == 29


async def test_a_fault_of_ours_is_logged_and_not_repeated_at_every_tick(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.jobs.notify.compose_notices", break_down)
    await world.takes(GONE)
    with capture_logs() as log:
        for _ in range(9):
            await world.ticks(MINUTE)
    assert [line["event"] for line in log].count("notice.fault") == 1
    monkeypatch.undo()
    assert len(await world.ticks(APART)) == 1


async def test_a_token_that_is_refused_ends_the_bot(world: World) -> None:
    world.messenger.answers.append(TokenRefused("no"))
    await world.takes(GONE)
    await world.ticks()
    assert isinstance(world.service.fatal, TokenRefused)


async def test_without_admins_nothing_is_sent_and_nothing_stays() -> None:
    world = World()
    await world.service.start()
    await world.takes(GONE)
    with capture_logs() as log:
        assert await world.ticks(NOTICES_KEPT + HOUR) == []
        await sweep(world.db, world.clock)
    assert world.messenger.tries == []
    assert world.db.execute("SELECT count(*) FROM notices").fetchone()[0] == 0
    assert "notice.given_up" not in [line["event"] for line in log]


async def test_a_round_tells_the_admins_too(world: World) -> None:
    await world.takes(GONE)
    world.clock.advance(GATHERED_FOR)
    await world.service.deliver_round()
    assert [chat for chat, _ in world.messenger.sent] == [ANA]
    assert notices.admins_due(world.db, world.clock() + DAY) == ()
