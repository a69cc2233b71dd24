"""Wiring: what stands behind each port, and what `run` and `once` do with it.

It decides nothing about news.
"""

from __future__ import annotations

import asyncio
import gc
import random
from contextlib import AsyncExitStack
from datetime import UTC, timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.clock import local_zone, system_clock
from bot.config import load_config
from bot.core.pace import UNLIMITED
from bot.fetch.local import LocalFetcher
from bot.jobs.watch import LONGEST_SPREAD, make_watch
from bot.locale import read_catalogs
from bot.model import ChatId, Language
from bot.service import Service
from bot.store import open_store
from bot.store.location import DATABASE
from bot.store.pulse import hold_state, stop_listening
from bot.terminal import TerminalMessenger, draw_board
from bot.ticks import ConfigWatcher, guarded, signature, stop_on_signals, ticking, until_stopped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import SecretStr
    from rich.console import Console

    from bot.chat.listening import Listener
    from bot.config import Settings
    from bot.ports import Clock


_log = structlog.get_logger()

FIRST_POLLS_EVERY = timedelta(milliseconds=100)
"""Between the first polls of two new feeds, while the service runs."""


async def run(settings: Settings, console: Console, language: Language, clock: Clock = system_clock) -> None:
    """The service, until it is told to stop. Raises the BotError that ended it, if one did."""
    seen = signature(settings.config)
    async with AsyncExitStack() as stack:
        service, listener = await _open(settings, console, language, clock, stack, spread=FIRST_POLLS_EVERY)
        stop_on_signals(service)
        if listener:
            await listener.start()
        await stack.enter_async_context(
            ticking(service, ConfigWatcher(settings.config, service.adopt, service.refuse, seen))
        )

        async def first_round() -> None:
            await _first_round(service, console, language)

        await until_stopped(service, guarded(service, first_round)())
        await service.stopping.wait()
    if service.fatal:
        raise service.fatal


async def once(settings: Settings, console: Console, language: Language, clock: Clock = system_clock) -> None:
    """One round: poll what is due, send what is due."""
    async with AsyncExitStack() as stack:
        service, _ = await _open(settings, console, language, clock, stack)
        stop_on_signals(service)
        stack.push_async_callback(service.stop)
        await until_stopped(service, _one_round(service))
        _draw_standings(service, console, language)
    if service.fatal:
        raise service.fatal


def language_of(environ: Mapping[str, str]) -> Language:
    """The language of the person at the terminal, by the POSIX variables that say it; English unless it is Spanish."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return Language.ES if environ[variable].lower().startswith("es") else Language.EN
    return Language.EN


async def _first_round(service: Service, console: Console, language: Language) -> None:
    """Show a newcomer at once that the bot works."""
    await asyncio.sleep(min(service.first_polls_within(), LONGEST_SPREAD).total_seconds())
    await service.poll_round()
    _draw_standings(service, console, language)


async def _one_round(service: Service) -> None:
    await service.poll_round()
    await service.deliver_round()


def _draw_standings(service: Service, console: Console, language: Language) -> None:
    catalog = service.catalogs[language]
    board = draw_board(service.standings(), catalog=catalog, now=service.clock(), zone=local_zone())
    heard = service.coverage()
    console.print(board)
    if heard.answering:
        told = catalog.text("round.coverage", answering=heard.answering, feeds=heard.feeds, entries=heard.entries)
    else:
        told = catalog.plural("round.deaf", heard.feeds)
    console.print(told)


async def _open(
    settings: Settings,
    console: Console,
    language: Language,
    clock: Clock,
    stack: AsyncExitStack,
    *,
    spread: timedelta = timedelta(0),
) -> tuple[Service, Listener | None]:
    """Open the state, choose what stands behind the ports, and start. What was opened closes with the stack."""
    stack.enter_context(hold_state(settings.state))
    if not settings.contact:
        _log.info("contact.unset", do="set BOT_CONTACT, so that an outlet can reach you rather than block you")
    config = load_config(settings.config)
    db = open_store(settings.state / DATABASE)
    stack.callback(db.close)
    make = partial(
        Service,
        db=db,
        clock=clock,
        fetcher=LocalFetcher(clock=clock, contact=settings.contact, allow_nets=settings.allow_nets),
        catalogs=read_catalogs(),
        watch=make_watch(config),
        draw=_jitter,
        spread=spread,
    )
    if settings.token is None:
        terminal = TerminalMessenger(console)
        service = make(messenger=terminal, zone=local_zone(), limits=UNLIMITED, terminal_language=language)
        listener = None
        stop_listening(db)
    else:
        make = partial(make, admins=frozenset(ChatId(admin) for admin in settings.admins))
        service, listener = _connect(make, settings.token, settings.api_url)
        stack.push_async_callback(listener.stop)
    await service.start()
    gc.freeze()  # what was loaded stays: to look for garbage in it takes longer than all else may wait
    return service, listener


def _connect(make: partial[Service], token: SecretStr, api_url: str) -> tuple[Service, Listener]:
    """A service that speaks over Telegram, and what hears for it. The library is imported only here."""
    from bot.chat.application import build_application
    from bot.chat.desk import Desk
    from bot.chat.listening import Listener
    from bot.messenger import TelegramMessenger

    db, catalogs = make.keywords["db"], make.keywords["catalogs"]
    desk = Desk(db, make.keywords["clock"], lambda: service.watch.config, catalogs, UTC)
    application = build_application(token.get_secret_value(), api_url, desk)
    messenger = TelegramMessenger(application.bot)
    service = make(messenger=messenger, zone=UTC)
    return service, Listener(application, desk, messenger, service.deliver.pacing, on_fatal=service.fail)


def _jitter() -> float:
    return random.uniform(-1, 1)  # noqa: S311 - spreads polls, guards nothing
