"""The process dies at every possible moment between Telegram's giving a command and its taking the reply.

Dying is played as in `tests.test_crash`: an exception that nothing catches, thrown out of each statement and each send
in turn. The next life opens the same file and polls the same Telegram, as the next process would.
"""

from __future__ import annotations

import itertools
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.chat.handling import recover
from bot.model import ChatId, Language, Sent
from bot.store import open_store, questions, subscribers, updates
from bot.store.location import DATABASE
from tests.builders import T0
from tests.chat.bots import SANCTIONS, VISA, VISIT, ChatBot
from tests.doubles.botapi import BotApi
from tests.fakes import FakeMessenger
from tests.test_crash import Death, Fate

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Message, SendOutcome

ANA, SOL = ChatId(7), ChatId(8)


@dataclass(slots=True)
class Read:
    """What people read, which outlives every life of the bot."""

    replies: list[ChatId] = field(default_factory=list)


class MortalMessenger(FakeMessenger):
    """Dies before the request leaves, or after Telegram took it and before the answer came."""

    def __init__(self, fate: Fate, read: Read) -> None:
        super().__init__()
        self.fate, self.read = fate, read

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
        self.read.replies.append(chat)
        self.fate.passes()
        return Sent(len(self.read.replies))


async def live(folder: Path, api: BotApi, fate: Fate, read: Read) -> None:
    """One life of the process: take up, poll, handle, reply, and confirm by polling again; it may end anywhere."""
    db = open_store(folder / DATABASE)
    bot = ChatBot(api, db, messenger=MortalMessenger(fate, read))
    await bot.application.initialize()
    try:
        with db.tracer(fate.passes):
            recover(bot.listener._desk)
            await bot.listener._poll()
            while updates.counts(db)[0]:
                for update in updates.due(db, T0, 9):
                    await bot.listener._handling._work(update)
                for reply in updates.replies_due(db, T0, 9):
                    await bot.listener._replying._work(reply)
            await bot.listener._poll()
    except Death:
        pass
    finally:
        await bot.listener.stop()
        db.conn.close()


async def test_whenever_the_process_dies_every_command_takes_effect_once_and_is_replied_to_at_most_once(
    tmp_path: Path,
) -> None:
    """Ana follows a question; Sol, who did, stops."""
    silent = 0
    before = tmp_path / "before"
    prepare(before)
    for moment in itertools.count():
        folder, read, fate = tmp_path / str(moment), Read(), Fate(moment)
        shutil.copytree(before, folder)
        async with BotApi(poll_cap=0) as api:
            ana, sol = api.person(ANA), api.person(SOL, name="Sol")
            await api.says(ana, "/follow visa")
            await api.says(sol, "/stop")
            await live(folder, api, fate, read)
            await live(folder, api, Fate(None), read)
        assert stored(folder) == {(ANA, "visa")}, f"lost when killed at moment {moment}"
        lost = in_doubt(folder)
        assert lost <= 1
        assert len(read.replies) in (2, 2 - lost), f"not answered when killed at moment {moment}"
        assert len(set(read.replies)) == len(read.replies), f"answered twice when killed at moment {moment}"
        silent += 2 - len(read.replies)
        if fate.left is not None and fate.left >= 0:
            break  # the life ended before the death came: every moment has been tried
    assert moment > 50, "a life has many moments"
    assert silent < moment / 5, "and few of them cost a reply"


def prepare(folder: Path) -> None:
    """Sol follows something already."""
    folder.mkdir()
    db = open_store(folder / DATABASE)
    questions.register(db, (VISIT, VISA, SANCTIONS), T0)
    subscribers.subscribe(db, SOL, Language.EN, T0)
    subscribers.follow(db, SOL, VISA.id, T0)
    db.close()


def stored(folder: Path) -> set[tuple[int, str]]:
    db = open_store(folder / DATABASE)
    follows = {(row["chat"], row["question"]) for row in db.execute("SELECT * FROM follows")}
    assert updates.counts(db) == (0, 0)
    db.close()
    return follows


def in_doubt(folder: Path) -> int:
    """Replies that the bot itself counts as such."""
    db = open_store(folder / DATABASE)
    count = db.execute("SELECT count(*) FROM updates WHERE detail LIKE '%died while replying'").fetchone()[0]
    db.close()
    return int(count)
