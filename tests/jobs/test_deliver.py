"""The deliver job: every alert reaches each subscriber, whatever Telegram answers."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.core.pace import UNLIMITED
from bot.errors import StateError, TokenRefused
from bot.jobs.deliver import ALONE_FOR, IN_FLIGHT, Deliver
from bot.jobs.fan_out import fan_out_some
from bot.locale import read_catalogs
from bot.model import (
    ChangeKind,
    ChatId,
    Confirmation,
    DeliveryState,
    DevelopmentId,
    Gone,
    InDoubt,
    Language,
    Migrated,
    NotSent,
    Phase,
    QuestionId,
    Rejected,
    Sent,
    Throttled,
    Transition,
    TransitionId,
    Unreachable,
)
from bot.store import line, open_store, outbox, questions, subscribers, transaction
from bot.store.edits import EDIT_SPACING
from bot.store.fan_out import CAP_WINDOW
from tests.builders import T0, development, entry, evidence, question
from tests.fakes import FakeClock, FakeMessenger, Fatal

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.model import Message, SendOutcome

VISIT = QuestionId("visit-date")
ANA, LUIS = ChatId(1), ChatId(2)
GROUP, DESK = ChatId(-5), ChatId(-1005)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
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

    def announce(
        self,
        title: str = "Petro to visit the White House",
        kind: ChangeKind = ChangeKind.REPORTED,
        *,
        about: str = "",
        cap: int = 10,
        on: QuestionId = VISIT,
    ) -> None:
        """A step of the development named `about`, else of a new one named after its title."""
        id_ = about or title.replace(" ", "-")
        reported = development(evidence(entry(title)), id=id_, question_id=on)
        now = self.clock.now
        step = Transition(TransitionId(f"{id_}-{kind}"), on, reported.id, kind, now, "first report", silence=None)
        with transaction(self.db):
            questions.save_development(self.db, reported)
            questions.save_transition(self.db, step)
            outbox.save_alert(self.db, step.id, now, cap=cap)

    def restate(self, by: str, about: str = "Petro-to-visit-the-White-House", *, phase: Phase = Phase.REPORTED) -> None:
        """Another outlet reports the development."""
        known = questions.development(self.db, DevelopmentId(about))
        assert known is not None
        piece = evidence(entry(f"{by} on the visit"), outlet=by, origin=by, seen_at=self.clock.now)
        with transaction(self.db):
            after = replace(known, evidence=(*known.evidence, piece), phase=phase)
            questions.save_development(self.db, after)
            outbox.request_edits(self.db, [known.id], self.clock.now)

    async def ticks(self, count: int, *, apart: timedelta = timedelta(seconds=1)) -> None:
        for _ in range(count):
            await self.deliver.tick()
            self.clock.advance(apart)

    def reached(self) -> list[ChatId]:
        return [chat for chat, _ in self.messenger.sent]


async def until(condition: Callable[[], bool]) -> None:
    """Let the others go on until something holds."""
    for _ in range(100_000):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came to that")


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
        world.announce(f"Petro at the White House, part {n}", cap=50)
    await world.deliver.tick()
    assert outbox.pending_alerts(world.db) == 0
    monkeypatch.setattr("bot.jobs.fan_out.CHUNK", 1)
    world.announce(cap=50)
    await world.deliver.tick()
    assert outbox.pending_alerts(world.db) == 1
    await world.ticks(60)
    assert len(world.reached()) == 21 * 2


def test_alerts_that_nobody_follows_are_gone_through_in_steps_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.fan_out.CHUNK", 3)
    for chat in (ANA, LUIS):
        subscribers.unfollow(world.db, chat, VISIT)
    for n in range(4):
        world.announce(f"Alert {n}")
    assert [fan_out_some(world.db, world.clock) for _ in range(2)] == [True, False]


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


async def test_three_chats_throttled_in_a_row_hold_everyone_until_the_first_may_be_tried_again(world: World) -> None:
    """That one chat is left alone for hours must not silence the others for hours."""
    for n in range(3, 7):
        subscribers.subscribe(world.db, ChatId(n), Language.EN, T0)
        subscribers.follow(world.db, ChatId(n), VISIT, T0)
    world.messenger.answers = deque([Throttled(600 * MINUTE), Throttled(MINUTE), Throttled(MINUTE)])
    world.announce()
    await world.ticks(1)
    assert len(world.reached()) == 3
    world.announce("A second alert")
    await world.ticks(1)
    assert len(world.reached()) == 3
    world.clock.advance(MINUTE)
    await world.ticks(5)
    assert ANA not in world.reached()
    assert len(world.reached()) == 10


async def test_being_held_survives_a_restart(world: World) -> None:
    world.messenger.answers = deque([Throttled(MINUTE)])
    world.announce()
    await world.ticks(1)
    world.deliver = Deliver(world.db, world.clock, world.messenger, CATALOGS, UTC, world.fatal)
    world.deliver.recover()
    await world.ticks(58)
    assert world.reached() == [LUIS]
    await world.ticks(2)
    assert world.reached() == [LUIS, ANA]


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
    assert outbox.counts(world.db) == {DeliveryState.PENDING: 1, DeliveryState.SENT: 1}


async def test_what_the_last_process_was_sending_is_sent_again(world: World) -> None:
    world.announce()
    await world.deliver.tick()
    world.db.execute("UPDATE deliveries SET state = 'sending', settled_at = NULL WHERE chat = ?", [ANA])
    world.messenger.sent.clear()
    world.deliver.recover()
    await world.ticks(2)
    assert world.reached() == [ANA]


@pytest.mark.parametrize("gone", ["evidence", "transitions"])
async def test_an_alert_whose_development_is_gone_becomes_a_dead_letter(world: World, gone: str) -> None:
    world.announce()
    for chat in (ANA, LUIS):
        line.hold(world.db, chat, T0 + MINUTE)
    await world.ticks(1, apart=MINUTE)
    world.db.execute(f"DELETE FROM {gone}")  # noqa: S608 - a name from above
    await world.ticks(2)
    assert outbox.counts(world.db) == {DeliveryState.DEAD: 2}


async def test_a_message_says_what_its_question_asks_for_to_be_confirmed(world: World) -> None:
    watched = {VISIT: replace(question(), confirm=Confirmation(origins=3, official=False))}
    world.deliver = Deliver(world.db, world.clock, world.messenger, CATALOGS, UTC, world.fatal, watched.get)
    world.announce()
    await world.ticks(1)
    assert "needs 2 more to be confirmed" in {chat: message.plain for chat, message in world.messenger.sent}[ANA]


# ------------------------------------------------------------------ pace and order


def followers(world: World, count: int, first: int = 10, question: QuestionId = VISIT) -> None:
    for n in range(first, first + count):
        subscribers.subscribe(world.db, ChatId(n), Language.EN, T0)
        subscribers.follow(world.db, ChatId(n), question, T0)


async def test_no_more_than_thirty_leave_in_a_second_and_all_are_sent_in_the_end(world: World) -> None:
    followers(world, 100)
    world.announce()
    sent = []
    for _ in range(50):
        await world.ticks(1, apart=SECOND / 10)
        sent.append(len(world.reached()))
    assert all(later - before <= 30 for before, later in zip(sent, sent[10:], strict=False))
    assert sent[-1] == 102
    assert sent[35] >= 90


async def test_a_group_gets_twenty_messages_and_edits_a_minute_also_across_restarts(world: World) -> None:
    for chat in (ANA, LUIS):
        subscribers.forget(world.db, chat)
    desk = ChatId(-100)
    followers(world, 1, first=desk)
    sent = []
    for n in range(240):
        if n % 2 == 0:
            world.announce(f"Part {n}", cap=200)
        if n % 50 == 49:
            world.deliver = Deliver(world.db, world.clock, world.messenger, CATALOGS, UTC, world.fatal)
        await world.ticks(1)
        sent.append(len(world.messenger.sent) + len(world.messenger.edits))
    assert all(later - before <= 20 for before, later in zip(sent, sent[60:], strict=False))
    assert sent[-1] >= 75


async def test_chats_with_a_change_come_before_chats_with_a_first_report(world: World) -> None:
    """Even one that stands behind a first report in its own chat, which keeps the order there."""
    followers(world, 60)
    visa = QuestionId("visa")
    questions.register(world.db, [question("visa")], T0)
    last = ChatId(69)
    subscribers.follow(world.db, last, visa, T0)
    world.announce()
    await world.ticks(1, apart=timedelta(0))
    assert last not in world.reached()
    world.announce("The visa is back", ChangeKind.CHANGED, on=visa)
    world.clock.advance(SECOND * 2)
    await world.ticks(1, apart=SECOND)
    theirs = [n for n, chat in enumerate(world.reached()) if chat == last]
    assert theirs[0] == 30, "next after those that had been sent to"
    await world.ticks(1, apart=SECOND)
    titles = [message.plain for chat, message in world.messenger.sent if chat == last]
    assert ["The visa is back" in title for title in titles] == [False, True]


async def test_a_chat_that_is_answered_late_holds_up_no_other_and_gets_its_next_after_that(world: World) -> None:
    answered = asyncio.Event()

    class Stalling(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **how: Any) -> SendOutcome:
            if chat == ANA:
                await answered.wait()
            return await super().send(chat, message, **how)

    world.messenger = world.deliver.messenger = Stalling()
    world.announce("The first")
    world.announce("The second")
    running = asyncio.ensure_future(world.deliver.run())
    await until(lambda: len(world.reached()) >= 2)
    assert world.reached() == [LUIS, LUIS]
    answered.set()
    await until(lambda: len(world.reached()) >= 4)
    running.cancel()
    await world.deliver.landed()
    assert world.reached()[2:] == [ANA, ANA]
    assert outbox.counts(world.db) == {DeliveryState.SENT: 4}


async def test_requests_leave_spread_over_the_second(world: World) -> None:
    """As many as thirty at once would hold each other up, and everything else."""
    followers(world, 28)
    world.announce()
    running = asyncio.ensure_future(world.deliver.run())
    await until(lambda: bool(world.reached()))
    for _ in range(100):
        await asyncio.sleep(0)
    assert 0 < len(world.reached()) < 15
    running.cancel()
    await world.deliver.landed()


async def test_no_more_than_a_hundred_requests_are_under_way_though_none_is_answered(world: World) -> None:
    class Silent(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **how: Any) -> SendOutcome:
            await super().send(chat, message, **how)
            await answers.wait()
            return InDoubt("ReadTimeout")

    answers = asyncio.Event()
    messenger = Silent()
    followers(world, IN_FLIGHT + 20)
    world.announce()
    deliver = Deliver(world.db, world.clock, messenger, CATALOGS, UTC, world.fatal, limits=UNLIMITED, draw=lambda: 0.0)
    running = asyncio.ensure_future(deliver.run())
    await until(lambda: len(messenger.tries) >= IN_FLIGHT)
    for _ in range(1_000):
        await asyncio.sleep(0)
    assert len(messenger.tries) == IN_FLIGHT
    running.cancel()
    answers.set()
    await deliver.landed()


async def test_the_log_tells_of_each_try_a_dead_letter_as_an_error(world: World) -> None:
    subscribers.unfollow(world.db, LUIS, VISIT)
    world.messenger.answers = deque([NotSent("ConnectError"), Rejected("no"), Rejected("no")])
    world.announce("The first")
    world.announce("The second")
    with capture_logs() as log:
        await world.ticks(30)
    tries = [line for line in log if line["event"] == "delivery"]
    assert [(line["log_level"], str(line["state"]), line["attempt"], line.get("why")) for line in tries] == [
        ("warning", "pending", 1, "ConnectError"),
        ("warning", "pending", 2, "no"),
        ("error", "dead", 3, "no"),
        ("info", "sent", 1, None),
    ]


async def test_a_database_that_cannot_be_written_ends_the_bot_and_loses_nothing(world: World) -> None:
    world.announce()
    world.db.execute("ALTER TABLE requests RENAME TO away")
    running = asyncio.ensure_future(world.deliver.run())
    await until(lambda: bool(world.fatal.errors))
    world.db.execute("ALTER TABLE away RENAME TO requests")
    await world.ticks(1)
    running.cancel()
    assert sorted(world.reached()) == [ANA, LUIS]


@pytest.mark.parametrize("table", ["alerts", "deliveries"])
async def test_a_fault_of_the_job_neither_ends_it_nor_fills_the_log(world: World, table: str) -> None:
    world.announce()
    fan_out_some(world.db, world.clock)
    world.db.execute(f"ALTER TABLE {table} RENAME TO away")
    with capture_logs() as log:
        running = asyncio.ensure_future(world.deliver.run())
        await until(lambda: bool(log))
        began = monotonic()
        await until(lambda: monotonic() > began + 0.1)
    assert [line["event"] for line in log] == ["delivery.fault"]
    world.db.execute(f"ALTER TABLE away RENAME TO {table}")
    await world.ticks(1)
    assert not running.done()
    running.cancel()
    assert sorted(world.reached()) == [ANA, LUIS]


async def test_an_answer_that_cannot_be_written_down_ends_the_bot_and_is_in_doubt(world: World) -> None:
    class Breaking(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **how: Any) -> SendOutcome:
            if not self.tries:
                world.db.execute("ALTER TABLE subscribers RENAME TO away")
            return await super().send(chat, message, **how)

    world.messenger = world.deliver.messenger = Breaking()
    world.announce()
    with suppress(StateError):
        await world.ticks(1)
    await world.deliver.landed()
    assert "the database cannot be written" in str(world.fatal.errors[0])
    world.db.execute("ALTER TABLE away RENAME TO subscribers")
    world.deliver.recover()
    assert outbox.counts(world.db)[DeliveryState.IN_DOUBT] >= 1
    assert outbox.repeats(world.db) >= 1


async def test_an_outage_makes_few_doubts(world: World) -> None:
    """Telegram answers 502 for an hour, to a hundred chats."""
    followers(world, 98)
    world.announce()

    class Down(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **how: Any) -> SendOutcome:
            if world.clock.now < T0 + timedelta(hours=1):
                self.tries.append((chat, how["plain"]))
                return InDoubt("Bad Gateway (502)")
            return await super().send(chat, message, **how)

    world.messenger = world.deliver.messenger = Down()
    await world.ticks(3600)
    assert outbox.repeats(world.db) == len(world.messenger.tries) < 500
    await world.ticks(900)
    assert len(world.reached()) == 100


async def test_a_delivery_that_kills_the_process_takes_no_other_with_it(world: World) -> None:
    """The third time it is sent alone, so that in the end it alone is taken to be the cause."""

    class Death(BaseException):
        pass

    class Deadly(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **how: Any) -> SendOutcome:
            if chat == LUIS:
                raise Death
            return await super().send(chat, message, **how)

    followers(world, 5)
    world.announce()
    fan_out_some(world.db, world.clock)
    world.messenger = Deadly()
    for life in range(10):
        if life < 2:
            world.db.execute("UPDATE deliveries SET state = 'sending'")
        world.deliver = Deliver(world.db, world.clock, world.messenger, CATALOGS, UTC, world.fatal)
        world.deliver.recover()
        with suppress(Death):
            await world.ticks(0 if life < 1 else 10)
    assert outbox.counts(world.db) == {DeliveryState.SENT: 6, DeliveryState.DEAD: 1}
    assert LUIS not in world.reached()


async def test_the_others_wait_a_few_seconds_for_the_answer_to_what_is_sent_alone(world: World) -> None:
    answered = asyncio.Event()

    class Stalling(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **how: Any) -> SendOutcome:
            self.tries.append((chat, how["plain"]))
            if chat == ANA:
                await answered.wait()
            return await super().send(chat, message, **how)

    world.messenger = world.deliver.messenger = Stalling()
    world.announce()
    fan_out_some(world.db, world.clock)
    world.db.execute("UPDATE deliveries SET deaths = 2 WHERE chat = ?", [ANA])
    running = asyncio.ensure_future(world.deliver.run())
    await until(lambda: bool(world.messenger.tries))
    world.clock.advance(ALONE_FOR - SECOND)
    for _ in range(1_000):
        await asyncio.sleep(0)
    assert [chat for chat, _ in world.messenger.tries] == [ANA]
    world.clock.advance(SECOND)
    await until(lambda: world.reached() == [LUIS])
    answered.set()
    running.cancel()
    await world.deliver.landed()
    assert world.reached() == [LUIS, ANA]


async def test_what_the_process_died_of_twice_is_under_way_alone(world: World) -> None:
    """It waits for those that are under way, and all others wait for it."""
    answered = {ANA: asyncio.Event(), LUIS: asyncio.Event()}

    class Stalling(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **how: Any) -> SendOutcome:
            await answered[chat].wait()
            return await super().send(chat, message, **how)

    world.deliver.messenger = Stalling()
    world.announce()
    fan_out_some(world.db, world.clock)
    line.hold(world.db, LUIS, T0 + timedelta(seconds=1))
    world.db.execute("UPDATE deliveries SET deaths = 2 WHERE chat = ?", [LUIS])
    assert [world.deliver._launch() for _ in range(2)] == [1, 0]
    world.clock.advance(timedelta(seconds=1))
    assert world.deliver._launch() == 0, "Ana's is under way"
    answered[ANA].set()
    await world.deliver.landed()
    world.announce("A second alert")
    fan_out_some(world.db, world.clock)
    assert [world.deliver._launch() for _ in range(2)] == [1, 0], "Ana's second waits for Luis's first"
    answered[LUIS].set()
    await world.deliver.landed()
    assert world.deliver._launch() == 2
    await world.deliver.landed()


async def test_who_stops_following_gets_nothing_more_of_what_waits(world: World) -> None:
    world.announce()
    line.hold(world.db, ANA, T0 + MINUTE)
    await world.ticks(1)
    subscribers.unfollow(world.db, ANA, VISIT)
    with capture_logs() as log:
        await world.ticks(2, apart=MINUTE)
    assert world.reached() == [LUIS]
    (told,) = [line for line in log if line["event"] == "delivery"]
    assert (told["state"], told["why"]) == ("dead", "the chat follows the question no more")


@pytest.mark.parametrize(
    ("outcome", "told"), [(Migrated(DESK), 3), (Sent(77), 2), (Unreachable("the group chat was upgraded"), 3)]
)
async def test_a_group_that_gets_its_new_id_while_an_alert_is_under_way_hears_it_and_the_next(
    world: World, outcome: SendOutcome, told: int
) -> None:
    """The update that tells of the new id may come before the answer to what went to the old one."""

    class Moving(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **how: Any) -> SendOutcome:
            if chat != GROUP:
                return await super().send(chat, message, **how)
            with transaction(world.db):
                subscribers.move(world.db, GROUP, DESK, world.clock.now)
            return outcome

    subscribers.forget(world.db, ANA)
    followers(world, 1, first=GROUP)
    world.messenger = world.deliver.messenger = Moving()
    world.announce("The first")
    await world.ticks(5)
    world.announce("The second")
    await world.ticks(5)
    assert outbox.counts(world.db) == {DeliveryState.SENT: 4}
    assert [chat for chat in world.reached() if chat != LUIS] == [DESK] * (told - 1)
    assert subscribers.is_active(world.db, DESK)


async def test_a_chat_that_comes_back_gets_what_was_parked_in_its_order(world: World) -> None:
    subscribers.unfollow(world.db, LUIS, VISIT)
    world.messenger.answers = deque([Unreachable("Chat not found")])
    world.announce("The first")
    world.announce("The second")
    with capture_logs() as log:
        await world.ticks(5)
    assert outbox.counts(world.db) == {DeliveryState.PARKED: 2}
    (line,) = [line for line in log if line["event"] == "delivery"]
    assert (line["state"], line["why"], line["others"]) == ("parked", "Chat not found", "1")
    subscribers.subscribe(world.db, ANA, Language.EN, world.clock.now)
    await world.ticks(5)
    titles = [message.plain for _, message in world.messenger.sent]
    assert ["The first" in title for title in titles] == [True, False]


# ------------------------------------------------------------------ edits


async def test_what_restates_a_development_edits_its_message_and_pushes_nothing(world: World) -> None:
    world.announce()
    await world.ticks(2)
    world.restate("El Tiempo")
    world.clock.advance(EDIT_SPACING)
    await world.ticks(3)
    assert len(world.messenger.sent) == 2
    assert sorted(chat for chat, _, _ in world.messenger.edits) == [ANA, LUIS]
    for _, message_id, message in world.messenger.edits:
        assert "El Tiempo" in message.plain
        assert message_id in {1, 2}


async def test_a_confirmation_turns_the_head_of_the_message(world: World) -> None:
    world.announce()
    await world.ticks(2)
    world.restate("El Tiempo", phase=Phase.CONFIRMED)
    world.clock.advance(EDIT_SPACING)
    await world.ticks(2)
    heads = {chat: message.plain.split(" · ")[0] for chat, _, message in world.messenger.edits}
    assert heads == {ANA: "✅ CONFIRMED", LUIS: "✅ CONFIRMADO"}


async def test_what_comes_in_quick_succession_is_one_edit_in_five_minutes(world: World) -> None:
    world.announce()
    await world.ticks(1)
    for n in range(10):
        world.restate(f"Outlet {n}")
        await world.ticks(1, apart=MINUTE)
    ours = [message for chat, _, message in world.messenger.edits if chat == ANA]
    assert len(ours) == 1
    await world.ticks(2, apart=EDIT_SPACING)
    ours = [message for chat, _, message in world.messenger.edits if chat == ANA]
    assert len(ours) == 2
    assert "11 independent origins" in ours[-1].plain


async def test_a_message_that_says_all_already_is_not_edited(world: World) -> None:
    world.announce()
    await world.ticks(1)
    with transaction(world.db):
        outbox.request_edits(world.db, [DevelopmentId("Petro-to-visit-the-White-House")], world.clock.now)
    await world.ticks(3, apart=EDIT_SPACING)
    assert world.messenger.edit_tries == []
    assert outbox.is_idle(world.db, world.clock.now)


async def test_what_is_reported_while_the_message_is_under_way_is_not_lost(world: World) -> None:
    class Slow(FakeMessenger):
        async def send(self, chat: ChatId, message: Message, **how: Any) -> SendOutcome:
            if not self.tries:
                world.restate("El Tiempo")
            return await super().send(chat, message, **how)

    world.messenger = world.deliver.messenger = Slow()
    world.announce()
    await world.ticks(2, apart=EDIT_SPACING)
    told = {chat: message.plain for chat, message in world.messenger.sent}
    told |= {chat: message.plain for chat, _, message in world.messenger.edits}
    assert all("El Tiempo" in text for text in told.values())


async def test_what_is_sent_goes_before_what_is_edited(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both share what may be sent at once, so a flood of edits delays no alert."""
    monkeypatch.setattr("bot.jobs.deliver.AT_ONCE", 2)
    world.announce()
    await world.ticks(2)
    world.restate("El Tiempo")
    world.clock.advance(EDIT_SPACING)
    world.announce("A second alert")
    await world.ticks(1)
    assert (len(world.messenger.sent), world.messenger.edits) == (4, [])
    await world.ticks(1)
    assert len(world.messenger.edits) == 2


@pytest.mark.parametrize("refusal", [Rejected("message is too long"), Unreachable("bot was blocked")])
async def test_a_refused_edit_ends_the_edits_of_that_message_and_nothing_else(
    world: World, refusal: SendOutcome
) -> None:
    """It is no dead letter, nothing is sent in its place, and the chat goes on hearing."""
    world.announce()
    await world.ticks(1)
    world.messenger.edit_answers = deque([refusal])
    for outlet in ("El Tiempo", "El Heraldo"):
        world.restate(outlet)
        await world.ticks(2, apart=EDIT_SPACING)
    assert [chat for chat, _ in world.messenger.edit_tries] == [ANA, LUIS, LUIS]
    assert outbox.counts(world.db) == {DeliveryState.SENT: 2}
    world.announce("A second alert")
    await world.ticks(1)
    assert world.reached() == [ANA, LUIS, ANA, LUIS]


@pytest.mark.parametrize("lost", [NotSent("ConnectError"), InDoubt("ReadTimeout")])
async def test_an_edit_whose_answer_is_lost_is_made_again_after_a_while(world: World, lost: SendOutcome) -> None:
    world.announce()
    await world.ticks(1)
    world.restate("El Tiempo")
    world.clock.advance(EDIT_SPACING)
    world.messenger.edit_answers = deque([lost])
    await world.ticks(5)
    assert [chat for chat, _, _ in world.messenger.edits] == [LUIS]
    world.clock.advance(EDIT_SPACING)
    await world.ticks(2)
    assert [chat for chat, _, _ in world.messenger.edits] == [LUIS, ANA]


async def test_a_deleted_message_comes_back_once_in_silence(world: World) -> None:
    subscribers.unfollow(world.db, LUIS, VISIT)
    world.announce()
    await world.ticks(1)
    world.messenger.edit_answers = deque([Gone("Message to edit not found"), Gone("Message to edit not found")])
    for outlet in ("El Tiempo", "El Heraldo", "Semana"):
        world.restate(outlet)
        await world.ticks(2, apart=EDIT_SPACING)
    assert world.reached() == [ANA, ANA]
    assert "El Tiempo" in world.messenger.sent[1][1].plain
    assert world.messenger.silenced == [False, True]
    assert len(world.messenger.edit_tries) == 2
    assert outbox.counts(world.db) == {DeliveryState.SENT: 1}


async def test_a_deleted_message_does_not_come_back_to_who_stopped_following(world: World) -> None:
    subscribers.unfollow(world.db, LUIS, VISIT)
    world.announce()
    await world.ticks(1)
    subscribers.unfollow(world.db, ANA, VISIT)
    world.messenger.edit_answers = deque([Gone("Message to edit not found")])
    for outlet in ("El Tiempo", "El Heraldo"):
        world.restate(outlet)
        await world.ticks(2, apart=EDIT_SPACING)
    assert world.reached() == [ANA]


async def test_a_throttled_edit_holds_its_chat_for_alerts_too(world: World) -> None:
    world.announce()
    await world.ticks(1)
    world.restate("El Tiempo")
    world.clock.advance(EDIT_SPACING)
    world.messenger.edit_answers = deque([Throttled(10 * MINUTE)])
    await world.ticks(1)
    world.announce("A second alert")
    await world.ticks(1)
    assert world.reached()[2:] == [LUIS]
    await world.ticks(2, apart=10 * MINUTE)
    assert world.reached()[2:] == [LUIS, ANA]


async def test_a_fault_in_one_edit_holds_up_nobody(world: World) -> None:
    world.announce()
    await world.ticks(1)
    world.restate("El Tiempo")
    world.clock.advance(EDIT_SPACING)
    world.messenger.edit_answers = deque([ZeroDivisionError()])
    with capture_logs() as log:
        await world.ticks(2)
    assert [line["event"] for line in log] == ["edit.fault", "edit", "edit"]
    assert [chat for chat, _, _ in world.messenger.edits] == [LUIS]


async def test_a_token_refused_at_an_edit_ends_the_bot(world: World) -> None:
    world.announce()
    await world.ticks(1)
    world.restate("El Tiempo")
    world.clock.advance(EDIT_SPACING)
    world.messenger.edit_answers = deque([TokenRefused("Telegram does not know this token")])
    await world.ticks(1)
    assert len(world.fatal.errors) == 1


async def test_a_message_that_went_out_without_markup_is_edited_without(world: World) -> None:
    world.announce()
    world.messenger.answers = deque([Rejected("can't parse entities")])
    await world.ticks(3)
    world.restate("El Tiempo")
    await world.ticks(2, apart=EDIT_SPACING)
    assert sorted(world.messenger.edit_tries) == [(ANA, True), (LUIS, False)]


# ------------------------------------------------------------------ replies


@pytest.mark.parametrize("kind", [ChangeKind.CHANGED, ChangeKind.DISPUTED, ChangeKind.REOPENED, ChangeKind.CLOSED])
async def test_a_change_replies_to_the_last_message_on_its_question(world: World, kind: ChangeKind) -> None:
    """To each chat's own; only the closing of a question makes no sound."""
    subscribers.unfollow(world.db, LUIS, VISIT)
    world.announce("The first report")
    world.announce("The second report")
    await world.ticks(3)
    subscribers.follow(world.db, LUIS, VISIT, world.clock.now)
    world.announce("Another date", kind)
    await world.ticks(1)
    assert world.reached() == [ANA, ANA, ANA, LUIS]
    assert world.messenger.replied == [None, None, 2, None]
    assert world.messenger.silenced == [False, False, *[kind is ChangeKind.CLOSED] * 2]


async def test_an_alert_goes_to_the_topic_that_its_forum_chose(world: World) -> None:
    subscribers.subscribe(world.db, ANA, Language.EN, T0, topic=5)
    world.announce()
    await world.ticks(1)
    assert dict(zip((chat for chat, _ in world.messenger.sent), world.messenger.topics, strict=True)) == {
        ANA: 5,
        LUIS: None,
    }


async def test_a_message_that_was_replied_to_is_edited_once_more_and_then_no_more(world: World) -> None:
    subscribers.unfollow(world.db, LUIS, VISIT)
    world.announce()
    await world.ticks(1)
    world.restate("El Tiempo")
    world.announce("Another date", ChangeKind.CHANGED)
    await world.ticks(3, apart=EDIT_SPACING)
    assert [message_id for _, message_id, _ in world.messenger.edits] == [1]
    assert "↪ A later message goes on from here." in world.messenger.edits[0][2].plain
    world.restate("El Heraldo")
    await world.ticks(3, apart=EDIT_SPACING)
    assert [message_id for _, message_id, _ in world.messenger.edits] == [1]


# ------------------------------------------------------------------ beyond the day's cap


async def test_beyond_the_cap_one_message_a_day_gathers_what_came(world: World) -> None:
    for n in range(15):
        world.announce(f"Part {n}", cap=3)
        await world.ticks(1, apart=MINUTE)
    assert world.reached() == [ANA, LUIS] * 3
    await world.ticks(25, apart=timedelta(hours=1))
    assert world.reached() == [ANA, LUIS] * 4
    gathering = {chat: message.plain for chat, message in world.messenger.sent}[ANA]
    assert "🗞 12 MORE DEVELOPMENTS" in gathering
    assert "Part 14" in gathering
    assert outbox.counts(world.db) == {DeliveryState.SENT: 8, DeliveryState.GATHERED: 22}
    await world.ticks(10, apart=timedelta(hours=6))
    assert world.reached() == [ANA, LUIS] * 4


async def test_gatherings_come_after_edits(world: World) -> None:
    """Thirty may leave at a moment: all go to chats whose message has more to tell."""
    followers(world, 40)
    for n in range(3):
        world.announce(f"Part {n}", cap=1)
        await world.ticks(5)
        for chat in range(LUIS, 60):
            subscribers.unfollow(world.db, ChatId(chat), VISIT)
    told = len(world.messenger.sent)
    world.restate("El Tiempo", about="Part-0")
    world.clock.advance(CAP_WINDOW)
    await world.deliver.tick()
    assert (len(world.messenger.edits), len(world.messenger.sent)) == (30, told)
    await world.ticks(30)
    assert [chat for chat, _ in world.messenger.sent[told:]] == [ANA]


async def test_what_was_gathered_for_who_follows_no_more_is_counted_in_the_log(world: World) -> None:
    for n in range(3):
        world.announce(f"Part {n}", cap=1)
        await world.ticks(1, apart=MINUTE)
    subscribers.unfollow(world.db, ANA, VISIT)
    with capture_logs() as log:
        await world.ticks(2, apart=timedelta(days=1))
    assert [line["dead"] for line in log if line["event"] == "delivery.unfollowed"] == [2]
    assert world.reached() == [ANA, LUIS, LUIS]


async def test_a_change_is_told_at_once_however_much_was(world: World) -> None:
    world.announce("The first report", cap=1)
    await world.ticks(1)
    world.announce("The second report", cap=1)
    world.announce("Another date", ChangeKind.CHANGED, cap=1)
    await world.ticks(3)
    titles = [message.plain for chat, message in world.messenger.sent if chat == ANA]
    assert ["Another date" in title for title in titles] == [False, True]


async def test_one_that_waited_alone_is_sent_as_any_alert(world: World) -> None:
    world.announce("The first report", cap=1)
    world.announce("The second report", cap=1)
    await world.ticks(2, apart=CAP_WINDOW)
    assert len(world.messenger.sent) == 4
    assert "MORE DEVELOPMENT" not in world.messenger.sent[-1][1].plain
    assert outbox.counts(world.db) == {DeliveryState.SENT: 4}


async def test_a_gathering_whose_answer_was_lost_stays_in_doubt(world: World) -> None:
    """It is not worth a second one, and nothing behind it waits for that."""
    for n in range(3):
        world.announce(f"Part {n}", cap=1)
    await world.ticks(1)
    world.clock.advance(CAP_WINDOW)
    world.messenger.answers = deque([InDoubt("ReadTimeout")])
    await world.ticks(3, apart=MINUTE)
    assert outbox.counts(world.db)[DeliveryState.IN_DOUBT] == 1
    world.announce("Another date", ChangeKind.CHANGED)
    await world.ticks(3, apart=MINUTE)
    assert world.reached() == [ANA, LUIS, LUIS, ANA, LUIS]


async def test_a_gathering_whose_developments_are_gone_becomes_a_dead_letter(world: World) -> None:
    for n in range(3):
        world.announce(f"Part {n}", cap=1)
    await world.ticks(1)
    world.db.execute("DELETE FROM transitions")
    world.clock.advance(CAP_WINDOW)
    await world.ticks(1)
    assert outbox.counts(world.db) == {DeliveryState.SENT: 2, DeliveryState.DEAD: 4}


async def test_a_gathering_is_not_edited_nor_told_apart_from_other_messages_by_a_reply(world: World) -> None:
    for n in range(3):
        world.announce(f"Part {n}", cap=1)
    await world.ticks(1)
    world.clock.advance(CAP_WINDOW)
    await world.ticks(1)
    assert len(world.messenger.sent) == 4
    world.announce("Another date", ChangeKind.CHANGED)
    world.restate("El Tiempo", "Part-1")
    world.restate("El Tiempo", "Part-2")
    await world.ticks(3, apart=EDIT_SPACING)
    assert world.messenger.replied[-2:] == [3, 4]
    assert world.messenger.edit_tries == []
