"""The deliver job: every alert reaches each subscriber, whatever Telegram answers."""

from __future__ import annotations

from collections import deque
from datetime import UTC, timedelta

import pytest
from structlog.testing import capture_logs

from bot.errors import TokenRefused
from bot.jobs.deliver import Deliver
from bot.locale import read_catalogs
from bot.model import (
    ChangeKind,
    ChatId,
    DeliveryState,
    InDoubt,
    Language,
    NotSent,
    QuestionId,
    Rejected,
    Throttled,
    Transition,
    TransitionId,
    Unreachable,
)
from bot.store import open_store, outbox, questions, subscribers
from tests.builders import T0, development, entry, evidence, question
from tests.fakes import FakeClock, FakeMessenger, Fatal

VISIT = QuestionId("visit-date")
ANA, LUIS = ChatId(1), ChatId(2)
MINUTE = timedelta(minutes=1)
CATALOGS = read_catalogs()


class World:
    def __init__(self) -> None:
        self.clock, self.messenger, self.fatal = FakeClock(), FakeMessenger(), Fatal()
        self.db = open_store(None)
        questions.register(self.db, [question()], T0)
        for chat, lang in ((ANA, Language.EN), (LUIS, Language.ES)):
            subscribers.subscribe(self.db, chat, lang, T0)
            subscribers.follow(self.db, chat, VISIT, T0)
        self.deliver = Deliver(self.db, self.clock, self.messenger, CATALOGS, UTC, self.fatal)

    def announce(self, title: str = "Petro to visit the White House") -> None:
        id_ = title.replace(" ", "-")
        reported = development(evidence(entry(title)), id=id_)
        questions.save_development(self.db, reported)
        step = Transition(TransitionId(id_), VISIT, reported.id, ChangeKind.REPORTED, T0, "first report", silence=None)
        questions.save_transition(self.db, step)
        outbox.save_alert(self.db, step.id, T0)

    async def ticks(self, count: int, *, apart: timedelta = timedelta(seconds=1)) -> None:
        for _ in range(count):
            await self.deliver.tick()
            self.clock.advance(apart)

    def reached(self) -> list[ChatId]:
        return [chat for chat, _ in self.messenger.sent]


@pytest.fixture
def world() -> World:
    return World()


async def test_each_follower_is_told_once_in_their_language(world: World) -> None:
    world.announce()
    await world.ticks(5)
    assert sorted(world.reached()) == [ANA, LUIS]
    texts = {chat: message.plain for chat, message in world.messenger.sent}
    assert "When does Petro visit" in texts[ANA]
    assert "¿Cuándo visita Petro" in texts[LUIS]
    assert outbox.counts(world.db) == {DeliveryState.SENT: 2}


async def test_many_alerts_fan_out_in_one_tick_and_many_subscribers_in_several(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(20):
        world.announce(f"Petro at the White House, part {n}")
    await world.deliver.tick()
    assert outbox.pending_alerts(world.db) == 0
    monkeypatch.setattr("bot.jobs.deliver.CHUNK", 1)
    world.announce()
    await world.deliver.tick()
    assert outbox.pending_alerts(world.db) == 1
    await world.ticks(60)
    assert len(world.reached()) == 21 * 2


async def test_a_quiet_outbox_sends_nothing(world: World) -> None:
    await world.ticks(3)
    assert world.messenger.tries == []


async def test_what_was_not_sent_is_sent_later(world: World) -> None:
    world.announce()
    world.messenger.answers = deque([NotSent("connection refused"), NotSent("connection refused")])
    await world.ticks(10)
    assert sorted(world.reached()) == [ANA, LUIS]


async def test_a_lost_answer_brings_the_alert_again_marked_as_a_possible_repeat(world: World) -> None:
    world.announce()
    world.messenger.answers = deque([InDoubt("no answer within 25 s")])
    await world.ticks(5, apart=MINUTE)
    again = next(message for chat, message in world.messenger.sent if chat == ANA)
    assert CATALOGS[Language.EN].text("alert.repeat") in again.plain
    fresh = next(message for chat, message in world.messenger.sent if chat == LUIS)
    assert CATALOGS[Language.ES].text("alert.repeat") not in fresh.plain


async def test_a_blocked_chat_holds_up_nobody(world: World) -> None:
    world.announce()
    world.messenger.answers = deque([Unreachable("bot was blocked by the user")])
    await world.ticks(3)
    assert world.reached() == [LUIS]
    blocked = subscribers.subscriber(world.db, ANA)
    assert blocked is not None
    assert not blocked.active


async def test_a_refused_text_goes_out_without_markup(world: World) -> None:
    world.announce()
    world.messenger.answers = deque([Rejected("can't parse entities")])
    await world.ticks(3)
    assert (ANA, True) in world.messenger.tries
    assert sorted(world.reached()) == [ANA, LUIS]


async def test_one_throttled_chat_waits_alone(world: World) -> None:
    world.announce()
    world.messenger.answers = deque([Throttled(MINUTE)])
    await world.ticks(2)
    assert world.reached() == [LUIS]
    world.clock.advance(MINUTE)
    await world.ticks(1)
    assert world.reached() == [LUIS, ANA]


async def test_two_throttled_chats_hold_everyone(world: World) -> None:
    world.announce()
    third = ChatId(3)
    world.messenger.answers = deque([Throttled(MINUTE), Throttled(2 * MINUTE)])
    await world.ticks(2)
    subscribers.subscribe(world.db, third, Language.EN, T0)
    held = world.db.execute("SELECT min(hold_until) FROM subscribers WHERE chat != ?", [third]).fetchone()[0]
    assert held / 1000 >= (T0 + 2 * MINUTE).timestamp()


async def test_a_fault_in_one_message_holds_up_nobody(world: World) -> None:
    world.announce()
    world.messenger.answers = deque([ZeroDivisionError(), ZeroDivisionError()])
    with capture_logs() as log:
        await world.ticks(4)
    assert [line["event"] for line in log].count("delivery.fault") == 2
    assert sorted(world.reached()) == [ANA, LUIS]


async def test_a_token_that_is_no_longer_valid_ends_the_bot_and_loses_nothing(world: World) -> None:
    world.announce()
    world.messenger.answers = deque([TokenRefused("Telegram does not know this token")])
    await world.ticks(1)
    assert [str(e) for e in world.fatal.errors] == ["Telegram does not know this token"]
    assert outbox.counts(world.db) == {DeliveryState.QUEUED: 1, DeliveryState.SENT: 1}


async def test_what_the_last_process_was_sending_is_sent_again(world: World) -> None:
    world.announce()
    await world.deliver.tick()
    world.db.execute("UPDATE deliveries SET state = 'sending', settled_at = NULL WHERE chat = ?", [ANA])
    world.messenger.sent.clear()
    world.deliver.recover()
    await world.ticks(2)
    assert world.reached() == [ANA]


async def test_an_alert_whose_development_is_gone_becomes_a_dead_letter(world: World) -> None:
    world.announce()
    world.db.execute("DELETE FROM evidence")
    await world.ticks(2)
    assert outbox.counts(world.db) == {DeliveryState.DEAD: 2}
