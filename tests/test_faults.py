"""Whatever the network and Telegram do, each chat hears each alert, in order, and is left alone when it asks for it.

The service runs on a clock that the test moves, over the real library and real HTTP to the Bot API double.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.chat.application import build_application
from bot.chat.desk import Desk
from bot.jobs.watch import make_watch
from bot.locale import read_catalogs
from bot.messenger import TelegramMessenger
from bot.model import ChangeKind, ChatId, Config, DeliveryState, Language, Transition, TransitionId
from bot.service import Service
from bot.store import open_store, outbox, questions, subscribers, transaction
from bot.store.location import DATABASE
from tests.builders import T0, development, entry, evidence, feed, question
from tests.doubles.botapi import (
    TOKEN,
    BotApi,
    cut_off,
    dropped,
    flood,
    garbled,
    server_error,
    slow,
    strict,
    unanswered,
)
from tests.fakes import FakeClock, FakeFetcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from telegram import Bot

    from bot.model import Question
    from bot.store import Database
    from tests.doubles.botapi import Fault, Request

ANA, BO, EVA = 7, 8, 9
DESK = -100
PEOPLE = (ANA, BO, EVA)
ASKED = tuple(question(f"question-{number}") for number in range(6))
CONFIG = Config(
    feeds=(feed(),),
    questions=ASKED,
    freshness=timedelta(hours=48),
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)
CATALOGS = read_catalogs()
STALL = 0.2
"""Seconds after which the bot gives up on an answer here: what a stall of 30 s is where it waits for 25."""


@dataclass(slots=True)
class Stage:
    """The bot on its clock, what it was to tell, and the double it tells it to."""

    api: BotApi
    clock: FakeClock
    db: Database
    bot: Bot
    service: Service = field(init=False)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.begins_anew()

    def begins_anew(self, *, patience: float = STALL) -> None:
        """Another life of the bot, over the same database; `patience` with an answer, in seconds."""
        messenger = TelegramMessenger(self.bot, read_timeout=patience)
        watch = make_watch(CONFIG)
        self.service = Service(self.db, self.clock, FakeFetcher(), messenger, CATALOGS, UTC, watch)

    def announce(self, about: int = 0) -> None:
        """A development on one of the questions, decided now."""
        name = f"headline {len(self.told):02}"
        self.told.append(name)
        told = development(evidence(entry(name)), id=name, question_id=ASKED[about].id, opened_at=self.clock())
        step = Transition(TransitionId(name), told.question, told.id, ChangeKind.REPORTED, self.clock(), "", None)
        with transaction(self.db):
            questions.save_development(self.db, told)
            questions.save_transition(self.db, step)
            outbox.save_alert(self.db, step.id, self.clock(), cap=100)

    async def lets_pass(self, time: timedelta, step: timedelta = timedelta(seconds=1)) -> None:
        end = self.clock() + time
        while self.clock() < end:
            await self.service.deliver.tick()
            self.clock.advance(step)

    def follows(self, *chats: int, asked: Sequence[Question] = ASKED) -> None:
        for chat in chats:
            if chat > 0:
                self.api.person(chat)
            else:
                self.api.group(chat, "Desk")
            subscribers.subscribe(self.db, ChatId(chat), Language.EN, self.clock())
            for one in asked:
                subscribers.follow(self.db, ChatId(chat), one.id, self.clock())

    def heard(self, chat: int) -> list[str]:
        """Every mention of what was told, in the order in which the chat got it."""
        return [name for message in self.api.messages(chat) for name in self.told if name in message.source]

    def sends(self, chat: int) -> list[Request]:
        return [r for r in self.api.requests if r.method == "sendMessage" and int(r.params["chat_id"]) == chat]

    def doubts(self, chat: int) -> int:
        query = "SELECT coalesce(sum(doubts), 0) FROM deliveries WHERE chat = ?"
        return int(self.db.execute(query, [chat]).fetchone()[0])


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = FakeClock()
    async with BotApi(clock=lambda: _seconds(clock)) as api:
        db = open_store(tmp_path / DATABASE)
        questions.register(db, ASKED, T0)
        application = build_application(TOKEN, api.url, Desk(db, clock, lambda: CONFIG, CATALOGS, UTC))
        async with application.bot as bot:
            yield Stage(api, clock, db, bot)


def _seconds(clock: FakeClock) -> float:
    return (clock.now - T0).total_seconds()


SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("fault", "leaves_doubt"),
    [
        (dropped(), True),
        (cut_off(), True),
        (server_error(500), True),
        (server_error(502), True),
        (garbled(), True),
        (unanswered(), True),
        (flood(3), False),
    ],
    ids=["dropped before", "dropped after", "500", "502 of a proxy", "cut JSON", "stalled", "refused"],
)
async def test_nothing_is_lost_and_only_a_lost_answer_is_repeated(
    stage: Stage, fault: Fault, *, leaves_doubt: bool
) -> None:
    """Two of five requests go wrong for a while. Every fault that leaves a doubt is counted as one."""
    stage.follows(*PEOPLE)
    stage.api.fails(fault, times=None, chance=0.4)
    for _ in range(6):
        stage.announce()
        await stage.lets_pass(MINUTE, 5 * SECOND)
    stage.api.mends()
    await stage.lets_pass(HOUR, 10 * SECOND)
    assert any(request.fault for request in stage.api.requests)
    for chat in PEOPLE:
        assert list(dict.fromkeys(stage.heard(chat))) == stage.told
        arrived = [request for request in stage.sends(chat) if request.took_effect]
        assert len(stage.heard(chat)) - len(stage.told) == sum(request.fault is not None for request in arrived)
        faults = sum(request.fault is not None for request in stage.sends(chat))
        assert stage.doubts(chat) == (faults if leaves_doubt else 0)


async def test_connections_that_are_refused_leave_no_doubt(stage: Stage) -> None:
    stage.follows(*PEOPLE)
    stage.announce()
    await stage.api.goes_down()
    await stage.lets_pass(MINUTE)
    await stage.api.comes_back()
    await stage.lets_pass(5 * MINUTE)
    assert [stage.heard(chat) for chat in PEOPLE] == [stage.told] * 3
    assert [stage.doubts(chat) for chat in PEOPLE] == [0, 0, 0]


async def test_one_chats_penalty_is_kept_and_is_nobody_elses(stage: Stage) -> None:
    stage.follows(*PEOPLE)
    stage.api.floods(30, chat=ANA)
    for _ in range(5):
        stage.announce()
        await stage.lets_pass(7 * SECOND)
    assert [chat for chat, _ in stage.api.limits.refused] == [ANA]
    assert stage.api.limits.trespasses == []
    assert [request.at for request in stage.sends(ANA)][:2] == [0, 30]
    for other in (BO, EVA):
        assert [request.at for request in stage.sends(other)] == [0, 7, 14, 21, 28], "each at once, as ever"
    await stage.lets_pass(7 * SECOND)
    assert [stage.heard(chat) for chat in PEOPLE] == [stage.told] * 3


async def test_a_penalty_of_all_is_kept_by_all_also_across_a_restart(stage: Stage) -> None:
    """A few refusals are what it takes to know; then nobody is written to until it is over."""
    everyone = range(1, 21)
    stage.follows(*everyone)
    stage.announce()
    stage.api.floods(30)
    await stage.lets_pass(10 * SECOND)
    refused = len(stage.api.limits.refused)
    stage.begins_anew()
    stage.announce()
    await stage.lets_pass(20 * SECOND)
    assert len(stage.api.limits.refused) == refused
    assert stage.api.limits.trespasses == []
    assert stage.api.telegram.messages == []
    await stage.lets_pass(30 * SECOND)
    assert [stage.heard(chat) for chat in everyone] == [stage.told] * 20
    assert stage.api.limits.trespasses == []


async def test_a_chat_whose_request_stalls_holds_up_only_itself(stage: Stage) -> None:
    stage.follows(*PEOPLE)
    stage.api.fails(unanswered(), chat=ANA, times=None)
    stage.begins_anew(patience=25.0)
    sending = asyncio.ensure_future(stage.service.deliver.run())
    for _ in range(3):
        stage.announce()
        await stage.api.until(lambda: stage.heard(BO) == stage.heard(EVA) == stage.told)
        stage.clock.advance(2 * SECOND)
    assert [request.status for request in stage.sends(ANA)] == [0], "it was waiting all the while"
    sending.cancel()
    await stage.api.goes_down()
    await stage.service.deliver.landed()
    await stage.api.comes_back()
    stage.api.mends()
    await stage.lets_pass(5 * MINUTE)
    assert list(dict.fromkeys(stage.heard(ANA))) == stage.told


async def test_an_orderly_stop_waits_for_answers_and_leaves_nothing_in_doubt(stage: Stage) -> None:
    stage.begins_anew(patience=25.0)
    stage.follows(*PEOPLE)
    stage.api.fails(slow(0.3), times=None)
    stage.announce()
    sending = asyncio.ensure_future(stage.service.deliver.run())
    await stage.api.until(lambda: len(stage.api.calls("sendMessage")) == len(PEOPLE))
    sending.cancel()
    assert [request.status for chat in PEOPLE for request in stage.sends(chat)] == [0, 0, 0]
    await stage.service.stop()
    assert outbox.counts(stage.db) == {DeliveryState.SENT: 3}
    assert [stage.doubts(chat) for chat in PEOPLE] == [0, 0, 0]


async def test_an_outage_of_two_hours_loses_nothing(stage: Stage) -> None:
    """What each question came to meanwhile is told after it, without being refused for haste."""
    stage.api.limits = strict()
    stage.follows(*PEOPLE, DESK)
    await stage.api.goes_down()
    for about in range(len(ASKED)):
        stage.announce(about)
        await stage.lets_pass(20 * MINUTE, 20 * SECOND)
    await stage.api.comes_back()
    await stage.lets_pass(HOUR, 5 * SECOND)
    for chat in (*PEOPLE, DESK):
        assert Counter(stage.heard(chat)) == Counter(stage.told)
    assert stage.api.limits.refused == []


async def test_what_waits_is_sent_within_telegrams_limits(stage: Stage) -> None:
    """Many chats at once, a few that hear much, a busy group: never a request too many, and none kept for longer."""
    stage.api.limits = strict()
    many = range(100, 145)
    stage.follows(*PEOPLE, DESK)
    stage.follows(*many, asked=ASKED[:1])
    for about in (0, 1, 2, 3, 4, 5) * 5:
        stage.announce(about)
    await stage.lets_pass(2 * MINUTE, SECOND / 4)
    assert stage.api.limits.refused == []
    assert [stage.heard(chat) for chat in (*PEOPLE, DESK)] == [stage.told] * 4
    assert [stage.heard(chat) for chat in many] == [stage.told[::6]] * len(many)
