"""A bot with many subscribers, and a change to tell them of."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.telegram import TOKEN
from bot.chat.application import build_application
from bot.chat.desk import Desk
from bot.clock import system_clock
from bot.jobs.watch import make_watch
from bot.locale import read_catalogs
from bot.log import start_logging
from bot.messenger import TelegramMessenger
from bot.model import Alert, ChangeKind, Config, Language, Transition, TransitionId
from bot.service import Service
from bot.store import open_store, outbox, questions, transaction
from bot.store.columns import to_ms
from tests.builders import development, entry, evidence, feed, question
from tests.fakes import FakeFetcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Bot

    from bot.core.pace import Limits
    from bot.store import Database

ASKED = question()
_CONFIG = Config(
    feeds=(feed(),),
    questions=(ASKED,),
    freshness=timedelta(hours=48),
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)


def populate(path: Path, subscribers: int) -> None:
    """Make a database in which so many private chats follow the question."""
    db, now = open_store(path), to_ms(system_clock())
    questions.register(db, [ASKED], system_clock())
    with transaction(db):
        db.conn.executemany(
            "INSERT INTO subscribers (chat, lang, active, reason, since, hold_until) VALUES (?, ?, 1, '', ?, 0)",
            [(chat, tuple(Language)[chat % 2], now) for chat in range(1, subscribers + 1)],
        )
        db.conn.executemany(
            "INSERT INTO follows (question, chat, since) VALUES (?, ?, ?)",
            [(ASKED.id, chat, now) for chat in range(1, subscribers + 1)],
        )
    db.close()


def change(name: str) -> Alert:
    """A first report that nobody has heard of."""
    now = system_clock()
    told = development(evidence(entry(f"Petro to visit the White House: {name}"), seen_at=now), id=name, opened_at=now)
    step = Transition(TransitionId(name), ASKED.id, told.id, ChangeKind.REPORTED, now, "", silence=None)
    return Alert(step, ASKED.ask, told)


def announce(db: Database, alert: Alert) -> None:
    """Write it down as a poll does."""
    with transaction(db):
        questions.save_development(db, alert.development)
        questions.save_transition(db, alert.transition)
        outbox.save_alert(db, alert.transition.id, alert.transition.at)


def log_to_nowhere() -> None:
    """As much is logged as by `run`, which costs time too."""
    start_logging(Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the process ends


@asynccontextmanager
async def open_service(db: Database, url: str, limits: Limits) -> AsyncIterator[tuple[Service, Bot]]:
    """The service as `run` makes it, but for its timer, and the library's bot behind it."""
    catalogs = read_catalogs()
    application = build_application(TOKEN, url, Desk(db, system_clock, lambda: _CONFIG, catalogs, UTC))
    service = Service(
        db=db,
        clock=system_clock,
        fetcher=FakeFetcher(),
        messenger=TelegramMessenger(application.bot),
        catalogs=catalogs,
        zone=UTC,
        watch=make_watch(_CONFIG),
        limits=limits,
    )
    async with application.bot:
        yield service, application.bot
