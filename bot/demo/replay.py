"""The driver: the real service over the bundled replay, with a clock that jumps from one moment of it to the next."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING

from bot.config import read_config
from bot.core.pace import UNLIMITED
from bot.demo.material import read_feeds_yaml, read_replay
from bot.demo.origin import ReplayOrigin
from bot.errors import ConfigError
from bot.fetch.local import LocalFetcher
from bot.jobs.watch import make_watch
from bot.locale import read_catalogs
from bot.model import Config, Language
from bot.service import Service
from bot.store import catch_up, open_store, outbox
from bot.terminal import TerminalMessenger, draw_board

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from bot.demo.material import Replay
    from bot.text.catalog import Catalog

LOOPBACK = ip_network("127.0.0.0/8")

UNTIL_POLLED = timedelta(minutes=4)
"""How long after it was listed the demo's feeds are polled for an entry."""


class SteppedClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


async def play(console: Console, language: Language, *, pause: float) -> None:
    """Print the alerts subscribers would see, `pause` seconds a moment, and where each question stands in the end."""
    replay = read_replay()
    clock = SteppedClock(replay.start)
    with _served(replay) as (origin, port):
        service = _service(console, language, clock, port)
        catalog = service.catalogs[language]
        console.print(catalog.text("demo.opening", feeds=len(service.watch.feeds)), style="dim")
        await service.start()
        try:
            for moment in moments(replay):
                origin.show_until(moment)
                clock.now = moment + UNTIL_POLLED
                await _step(service, console, catalog, replay, moment)
                await asyncio.sleep(pause)
        finally:
            await service.stop()
        clock.now = replay.end
        board = draw_board(service.standings(), catalog=catalog, now=replay.end, zone=UTC)
        console.print(board)
        console.print(catalog.text("demo.closing"), style="dim")
        service.db.close()


def moments(replay: Replay) -> tuple[datetime, ...]:
    """The start, and each later time at which a feed lists something new."""
    later = {entry.listed for entry in replay.entries if entry.listed > replay.start}
    return (replay.start, *sorted(later))


async def _step(service: Service, console: Console, catalog: Catalog, replay: Replay, moment: datetime) -> None:
    """One round, headed by a line that also tells of the entries that made no alert."""
    catch_up.hear_all(service.db, service.clock())
    await service.poll_round()
    is_first = moment == replay.start
    entries = sum(e.listed <= moment if is_first else e.listed == moment for e in replay.entries)
    alerts = outbox.pending_alerts(service.db)
    told = catalog.plural("demo.alerts", alerts) if alerts else catalog.text("demo.no_alert")
    when = catalog.moment(service.clock(), moment - timedelta(days=1), UTC)
    read = catalog.plural("demo.entries", entries)
    console.print(f"{when} · {read} · {catalog.text('demo.first_look') if is_first else told}", style="dim")
    await service.deliver_round()


@contextmanager
def _served(replay: Replay) -> Iterator[tuple[ReplayOrigin, int]]:
    origin = ReplayOrigin(replay)
    port = origin.start()
    try:
        yield origin, port
    finally:
        origin.stop()


def _service(console: Console, language: Language, clock: SteppedClock, port: int) -> Service:
    config = read_config(read_feeds_yaml(port), "feeds.yaml")
    if not isinstance(config, Config):
        raise ConfigError("\n".join(map(str, config)))
    return Service(
        db=open_store(None),
        clock=clock,
        fetcher=LocalFetcher(clock=clock, allow_nets=(LOOPBACK,)),
        messenger=TerminalMessenger(console),
        catalogs=read_catalogs(),
        zone=UTC,
        watch=make_watch(config),
        terminal_language=language,
        limits=UNLIMITED,
    )
