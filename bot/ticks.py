"""The timer, the signals, and the watch on feeds.yaml: what makes a service go on by itself until it is told to stop.

What is due stands in the database; nothing here decides what to do.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

import structlog

from bot.config import load_config
from bot.errors import BotError, ConfigError
from bot.jobs.close import close_due
from bot.jobs.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from bot.model import Config
    from bot.service import Service

_log = structlog.get_logger()


@dataclass(slots=True)
class ConfigWatcher:
    """Notices that feeds.yaml was saved, also by rename, and lets a valid one take effect.

    `seen` is the signature that it had before the one in effect was read.
    """

    path: Path
    take: Callable[[Config], None]
    refuse: Callable[[ConfigError], None]
    seen: object

    async def tick(self) -> None:
        found = signature(self.path)
        if found == self.seen:
            return
        self.seen = found
        try:
            config = await asyncio.to_thread(load_config, self.path)  # ten thousand feeds take seconds
        except ConfigError as error:
            _log.error("config.refused", kept="the last good one", problems=str(error))
            self.refuse(error)
            return
        self.take(config)
        _log.info("config.taken", feeds=len(config.feeds), questions=len(config.questions))


def signature(path: Path) -> object:
    """Renaming changes the inode, writing the time and most often the size; None where there is no file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


@asynccontextmanager
async def ticking(service: Service, watcher: ConfigWatcher) -> AsyncIterator[None]:
    """Run the service's jobs on a timer, and deliver meanwhile. What is due stands in the database."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    async def sweep_once() -> None:
        await sweep(service.db, service.clock)

    async def close_once() -> None:
        close_due(service.db, service.watch, service.clock)

    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
    jobs = ((service.poll.tick, 1), (watcher.tick, 2), (service.notify.tick, 2), (close_once, 10), (sweep_once, 3600))
    for job, seconds in jobs:
        scheduler.add_job(guarded(service, job), "interval", seconds=seconds)
    scheduler.start()
    sending = asyncio.ensure_future(service.deliver.run())
    try:
        yield
    finally:
        sending.cancel()
        scheduler.pause()  # shutting down would cancel a tick at work
        await service.stop()
        scheduler.shutdown(wait=False)


def stop_on_signals(service: Service) -> None:
    """SIGTERM and SIGINT end the bot in order; a second one at once."""
    loop = asyncio.get_running_loop()

    def ask_to_stop() -> None:
        if service.stopping.is_set():
            raise SystemExit(1)
        _log.info("stopping")
        service.stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask_to_stop)


async def until_stopped(service: Service, work: Awaitable[None]) -> None:
    """Do some work unless the bot is stopped first. Raises what ended the work, if that was a fault."""
    doing = asyncio.ensure_future(work)
    stopped = asyncio.ensure_future(service.stopping.wait())
    await asyncio.wait({doing, stopped}, return_when=asyncio.FIRST_COMPLETED)
    for task in (doing, stopped):
        task.cancel()
    await asyncio.gather(doing, stopped, return_exceptions=True)
    if not doing.cancelled():
        doing.result()


def guarded(service: Service, job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A job whose faults are logged and do not end its ticks, except those that must end the bot."""

    async def tick() -> None:
        try:
            await job()
        except BotError as error:
            service.fail(error)
        except Exception:  # noqa: BLE001 - a fault of one tick must not end the ticks
            _log.exception("tick.fault", job=getattr(job, "__qualname__", repr(job)))

    return tick
