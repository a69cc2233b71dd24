"""The process dies at every possible moment; nothing is lost, and a double comes only where an answer was lost.

Dying is played by an exception that nothing catches, thrown out of each statement and each request in turn. The next
life opens the same file, as the next process would.
"""

from __future__ import annotations

import itertools
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from bot.jobs.watch import make_watch
from bot.locale import read_catalogs
from bot.model import ChatId, Config, Fetched, Language, Sent, Validators
from bot.service import Service
from bot.store import open_store, outbox, subscribers
from bot.store.location import DATABASE
from tests.builders import T0, entry, feed, question
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


class MortalMessenger(FakeMessenger):
    """Dies before the request leaves, or after Telegram took it and before the answer came."""

    def __init__(self, fate: Fate, received: list[ChatId]) -> None:
        super().__init__()
        self.fate, self.received = fate, received

    async def send(
        self, chat: ChatId, message: Message, *, plain: bool = False, reply_to: int | None = None, silent: bool = False
    ) -> SendOutcome:
        self.fate.passes()
        self.received.append(chat)
        self.fate.passes()
        return Sent(len(self.received))


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


async def live(folder: Path, clock: FakeClock, server: Server, fate: Fate, received: list[ChatId]) -> None:
    """One life of the process: start, poll, deliver; it may end anywhere."""
    db = open_store(folder / DATABASE)
    try:
        with db.tracer(fate.passes):
            fetcher = FakeFetcher()
            messenger = MortalMessenger(fate, received)
            service = Service(db, clock, fetcher, messenger, CATALOGS, UTC, make_watch(CONFIG), draw=lambda: 0.0)
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
        db.conn.close()


async def settle_down(folder: Path, clock: FakeClock, server: Server, received: list[ChatId]) -> None:
    """Two more lives without a death, late enough for whatever waits."""
    for _ in range(2):
        clock.advance(HOUR)
        await live(folder, clock, server, Fate(None), received)


def followed_by_two(folder: Path) -> None:
    db = open_store(folder / DATABASE)
    for chat in (ANA, LUIS):
        subscribers.subscribe(db, chat, Language.EN, T0)
        subscribers.follow(db, chat, CONFIG.questions[0].id, T0)
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
        clock, server, fate = FakeClock(), Server(), Fate(moment)
        received: list[ChatId] = []
        await live(folder, clock, server, Fate(None), received)
        followed_by_two(folder)
        server.version = 2
        clock.advance(HOUR)
        await live(folder, clock, server, fate, received)
        doubles = unanswered(folder, received)
        await settle_down(folder, clock, server, received)
        assert set(received) == {ANA, LUIS}, f"lost when killed at moment {moment}"
        assert len(received) == 2 + doubles, f"doubled for no reason when killed at moment {moment}"
        if fate.left is not None and fate.left >= 0:
            break  # the life ended before the death came: every moment has been tried
    assert moment > 50, "a life has many moments"
