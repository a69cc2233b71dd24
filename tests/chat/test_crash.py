"""The process dies at every possible moment between Telegram's giving a command and its taking the reply.

Dying is played as in `tests.test_crash`: an exception that nothing catches, thrown out of each statement and each send
in turn. The next life opens the same file and polls the same Telegram, as the next process would.
"""

from __future__ import annotations

import itertools
import shutil
from typing import TYPE_CHECKING

from bot.chat.handling import recover
from bot.model import ChatId, Language
from bot.store import open_store, questions, subscribers, updates
from bot.store.location import DATABASE
from tests.builders import T0
from tests.chat.bots import SANCTIONS, VISA, VISIT, ChatBot
from tests.doubles.botapi import BotApi
from tests.test_crash import Death, Fate, MortalMessenger, Telegram

if TYPE_CHECKING:
    from pathlib import Path

ANA, SOL = ChatId(7), ChatId(8)


async def live(folder: Path, api: BotApi, fate: Fate, telegram: Telegram) -> None:
    """One life of the process: take up, poll, handle, reply, and confirm by polling again; it may end anywhere."""
    db = open_store(folder / DATABASE)
    bot = ChatBot(api, db, messenger=MortalMessenger(fate, telegram))
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
        folder, telegram, fate = tmp_path / str(moment), Telegram(), Fate(moment)
        shutil.copytree(before, folder)
        async with BotApi(poll_cap=0) as api:
            ana, sol = api.person(ANA), api.person(SOL, name="Sol")
            await api.says(ana, "/follow visa")
            await api.says(sol, "/stop")
            await live(folder, api, fate, telegram)
            await live(folder, api, Fate(None), telegram)
        assert stored(folder) == {(ANA, "visa")}, f"lost when killed at moment {moment}"
        lost = in_doubt(folder)
        assert lost <= 1
        replied_to = telegram.received
        assert len(replied_to) in (2, 2 - lost), f"not answered when killed at moment {moment}"
        assert len(set(replied_to)) == len(replied_to), f"answered twice when killed at moment {moment}"
        silent += 2 - len(replied_to)
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
