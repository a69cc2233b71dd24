"""One bot without its timer: what a round sends, and what it does not wait for."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from bot.jobs.watch import make_watch
from bot.locale import read_catalogs
from bot.model import ChangeKind, ChatId, Config, Language, Throttled, Transition, TransitionId
from bot.service import Service
from bot.store import open_store, outbox, questions, subscribers, transaction
from tests.builders import T0, development, feed, question
from tests.fakes import FakeClock, FakeFetcher, FakeMessenger

CONFIG = Config(
    feeds=(feed(),),
    questions=(question(),),
    freshness=timedelta(hours=48),
    floor=timedelta(minutes=1),
    spacing=timedelta(0),
)
VISIT = CONFIG.questions[0].id
ANA = ChatId(1)


class World:
    """A service whose pauses move its clock."""

    def __init__(self) -> None:
        self.clock, self.messenger = FakeClock(), FakeMessenger()
        self.service = Service(
            open_store(None),
            self.clock,
            FakeFetcher(),
            self.messenger,
            read_catalogs(),
            UTC,
            make_watch(CONFIG),
            pause=self.pause,
        )

    async def pause(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    def follow(self, *chats: ChatId) -> None:
        for chat in chats:
            subscribers.subscribe(self.service.db, chat, Language.EN, T0)
            subscribers.follow(self.service.db, chat, VISIT, T0)

    def announce(self, name: str) -> None:
        reported = development(id=name)
        step = Transition(TransitionId(name), VISIT, reported.id, ChangeKind.REPORTED, T0, "", silence=None)
        with transaction(self.service.db):
            questions.save_development(self.service.db, reported)
            questions.save_transition(self.service.db, step)
            outbox.save_alert(self.service.db, step.id, self.clock.now)


@pytest.fixture
async def world() -> World:
    world = World()
    await world.service.start()
    return world


async def test_a_round_sends_all_that_is_due_as_fast_as_is_allowed(world: World) -> None:
    world.follow(*(ChatId(n) for n in range(1, 71)))
    world.announce("a")
    await world.service.deliver_round()
    assert len(world.messenger.sent) == 70
    assert timedelta(seconds=2) <= world.clock.now - T0 <= timedelta(seconds=4)


async def test_a_round_waits_for_a_chat_that_gets_several_but_not_for_one_that_is_throttled(world: World) -> None:
    world.follow(ANA)
    for name in "abcd":
        world.announce(name)
    await world.service.deliver_round()
    assert len(world.messenger.sent) == 4
    world.messenger.answers.append(Throttled(timedelta(hours=1)))
    world.announce("e")
    await world.service.deliver_round()
    assert len(world.messenger.sent) == 4
    assert world.clock.now - T0 < timedelta(minutes=1)


async def test_a_stop_ends_a_round(world: World) -> None:
    world.follow(*(ChatId(n) for n in range(1, 71)))
    world.announce("a")
    await world.service.stop()
    await world.service.deliver_round()
    assert world.messenger.sent == []
