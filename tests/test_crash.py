"""The process dies at every possible moment; nothing is lost, and a double comes only where an answer was lost.

Dying is played by an exception that nothing catches, thrown out of each statement and each request in turn. The next
life opens the same file, as the next process would.
"""

from __future__ import annotations

import itertools
import shutil
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from bot.jobs.watch import make_watch
from bot.locale import read_catalogs
from bot.model import (
    ChangeKind,
    ChatId,
    Config,
    Fetched,
    Language,
    Sent,
    Transition,
    TransitionId,
    Validators,
)
from bot.service import Service
from bot.store import open_store, outbox, questions, subscribers, transaction
from bot.store.location import DATABASE
from tests.builders import T0, development, entry, evidence, feed, question
from tests.fakes import FakeClock, FakeFetcher, FakeMessenger

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Message, SendOutcome

CONFIG = Config(
    feeds=(feed(),),
    questions=(question(),),
    freshness=timedelta(hours=48),
    floor=timedelta(minutes=1),
    spacing=timedelta(0),
)
ANA, LUIS = ChatId(1), ChatId(2)
HOUR = timedelta(hours=1)
NEWS = entry("Petro to visit the White House on Feb. 3")
CATALOGS = read_catalogs()


class Death(BaseException):
    """Not an Exception, so that nothing in the bot takes it for a fault to go on after."""


class Fate:
    """Counts the moments of a life, and ends it at one of them; None lets it live."""

    def __init__(self, moment: int | None) -> None:
        self.left = moment

    def passes(self, *_: object) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Death


@dataclass(slots=True)
class Telegram:
    """What Telegram took, which outlives every life of the bot: messages by their ids, as they look now."""

    received: list[ChatId] = field(default_factory=list)
    texts: dict[tuple[ChatId, int], str] = field(default_factory=dict)

    def taken(self, chat: ChatId) -> list[str]:
        return [text for (to, _), text in self.texts.items() if to == chat]


class MortalMessenger(FakeMessenger):
    """Dies before the request leaves, or after Telegram took it and before the answer came."""

    def __init__(self, fate: Fate, telegram: Telegram) -> None:
        super().__init__()
        self.fate, self.telegram = fate, telegram

    async def send(
        self,
        chat: ChatId,
        message: Message,
        *,
        plain: bool = False,
        reply_to: int | None = None,
        silent: bool = False,
        topic: int | None = None,
    ) -> SendOutcome:
        self.fate.passes()
        self.telegram.received.append(chat)
        number = len(self.telegram.received)
        self.telegram.texts[chat, number] = message.plain
        self.fate.passes()
        return Sent(number)

    async def edit(self, chat: ChatId, message_id: int, message: Message, *, plain: bool = False) -> SendOutcome:
        self.fate.passes()
        assert (chat, message_id) in self.telegram.texts
        self.telegram.texts[chat, message_id] = message.plain
        self.fate.passes()
        return Sent(message_id)


class Server:
    """The feed: empty at first, then with news; 304 to who has the newest validators, as a real one."""

    def __init__(self) -> None:
        self.version = 1

    def answer(self, fetcher: FakeFetcher, validators: Validators, known: bool) -> None:  # noqa: FBT001
        current = Validators(f'"{self.version}"')
        if validators == current:
            return
        news = () if self.version == 1 or known else (NEWS,)
        fetcher.script(Fetched(feed().url, current, f"hash {self.version}", news, ()))


async def live(folder: Path, clock: FakeClock, server: Server, fate: Fate, telegram: Telegram) -> None:
    """One life of the process: start, poll, deliver; it may end anywhere."""
    db = open_store(folder / DATABASE)
    fetcher = FakeFetcher()
    messenger = MortalMessenger(fate, telegram)
    service = Service(db, clock, fetcher, messenger, CATALOGS, UTC, make_watch(CONFIG), draw=lambda: 0.0)
    try:
        with db.tracer(fate.passes):
            await service.start()
            await service.poll.tick()
            for job in (job for batch in fetcher.batches for job in batch.jobs):
                server.answer(fetcher, job.validators, NEWS.key in job.known)
            await fetcher.drain()
            for _ in range(4):
                await service.deliver.tick()
    except Death:
        pass
    finally:
        with suppress(Death):
            await service.deliver.landed()
        db.conn.close()


async def settle_down(folder: Path, clock: FakeClock, server: Server, telegram: Telegram) -> None:
    """Two more lives without a death, late enough for whatever waits."""
    for _ in range(2):
        clock.advance(HOUR)
        await live(folder, clock, server, Fate(None), telegram)


def followed_by_two(folder: Path) -> None:
    db = open_store(folder / DATABASE)
    for chat in (ANA, LUIS):
        subscribers.subscribe(db, chat, Language.EN, T0)
        subscribers.follow(db, chat, CONFIG.questions[0].id, T0)
    db.close()


def restated_and_changed(folder: Path) -> None:
    """Another outlet says the same, and a third something else: an edit and a reply are to be made."""
    db = open_store(folder / DATABASE)
    told = db.execute("SELECT id FROM developments").fetchone()["id"]
    first = questions.development(db, told)
    assert first is not None
    after = replace(first, evidence=(*first.evidence, evidence(entry("It is true"), outlet="El Tiempo")))
    other = development(evidence(entry("Another date")), id="another")
    step = Transition(TransitionId("changed"), first.question, other.id, ChangeKind.CHANGED, T0 + HOUR, "", None)
    with transaction(db):
        questions.save_development(db, after)
        outbox.request_edits(db, [first.id], T0 + HOUR)
        questions.save_development(db, other)
        questions.save_transition(db, step)
        outbox.save_alert(db, step.id, T0 + HOUR)
    db.close()


def unanswered(folder: Path, received: list[ChatId]) -> int:
    """How many messages Telegram took without the bot having written down its answer."""
    db = open_store(folder / DATABASE)
    chats = {delivery.chat for delivery in outbox.interrupted(db)}
    db.close()
    return len(chats & set(received))


async def test_whenever_the_process_dies_every_subscriber_is_told(tmp_path: Path) -> None:
    for moment in itertools.count():
        folder = tmp_path / str(moment)
        folder.mkdir()
        clock, server, fate, telegram = FakeClock(), Server(), Fate(moment), Telegram()
        await live(folder, clock, server, Fate(None), telegram)
        followed_by_two(folder)
        server.version = 2
        clock.advance(HOUR)
        await live(folder, clock, server, fate, telegram)
        doubles = unanswered(folder, telegram.received)
        await settle_down(folder, clock, server, telegram)
        assert set(telegram.received) == {ANA, LUIS}, f"lost when killed at moment {moment}"
        assert len(telegram.received) == 2 + doubles, f"doubled for no reason when killed at moment {moment}"
        if fate.left is not None and fate.left >= 0:
            break  # the life ended before the death came: every moment has been tried
    assert moment > 50, "a life has many moments"


async def test_whenever_the_process_dies_every_message_comes_to_say_all_and_none_is_sent_for_it(tmp_path: Path) -> None:
    """Editing again changes nothing, so that the death of an edit makes no second message."""
    clock, server, before = FakeClock(), Server(), Telegram()
    told = tmp_path / "told"
    told.mkdir()
    await live(told, clock, server, Fate(None), before)
    followed_by_two(told)
    server.version = 2
    clock.advance(HOUR)
    await live(told, clock, server, Fate(None), before)
    restated_and_changed(told)
    for moment in itertools.count():
        folder = tmp_path / str(moment)
        shutil.copytree(told, folder)
        now, fate, telegram = FakeClock(clock.now + HOUR), Fate(moment), deepcopy(before)
        await live(folder, now, server, fate, telegram)
        doubles = unanswered(folder, telegram.received[2:])
        await settle_down(folder, now, server, telegram)
        for chat in (ANA, LUIS):
            first, *others = telegram.taken(chat)
            assert "El Tiempo" in first, f"not edited when killed at moment {moment}"
            assert all("Another date" in other for other in others)
        assert len(telegram.received) == 4 + doubles, f"doubled for no reason when killed at moment {moment}"
        if fate.left is not None and fate.left >= 0:
            break
    assert moment > 50, "a life has many moments"
