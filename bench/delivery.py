"""Telling many of one change: how quickly it is enqueued and sent, and what else stands still meanwhile.

Each is measured in a process that does nothing else. With the limits lifted, the bot and bare loops over the library's
`send_message` take turns in one, so that a busy machine slows all alike: trust the ratio.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.apart import measured_apart
from bench.outbox import announce, change, log_to_nowhere, open_service, populate
from bench.processes import own_memory
from bench.stalls import Stalls, stalls
from bench.table import table
from bench.telegram import Telegram, telegram
from bot.clock import system_clock
from bot.core.compose import compose
from bot.core.pace import TELEGRAM, UNLIMITED
from bot.jobs.fan_out import fan_out_some
from bot.locale import read_catalogs
from bot.messenger import NO_PREVIEW, keyboard
from bot.model import Language
from bot.store import open_store, outbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from telegram import Bot

    from bot.model import Message
    from bot.service import Service

PERMITTED = 30
"""Messages a second, in all."""

LOOP = "a bare loop"
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Scale:
    """How much to measure: subscribers, seconds of draining, rounds and messages a round without limits."""

    subscribers: int = 100_000
    seconds: float = 30.0
    rounds: int = 5
    messages: int = 1_000


QUICK = Scale(subscribers=200, seconds=0.5, rounds=1, messages=20)


@dataclass(frozen=True, slots=True)
class Enqueued:
    """`work`: the seconds in which the process did not wait. `memory`: MiB beyond what was held before.

    `stalls`: of the event loop.
    """

    seconds: float
    work: float
    memory: float
    stalls: Stalls


@dataclass(frozen=True, slots=True)
class Drained:
    """`rate`: messages a second, once it is under way. `busy`: the share of the time that the double worked.

    `idle`: the stalls of a loop that has nothing to do, which are the machine's own.
    """

    rate: float
    refused: int
    stalls: Stalls
    idle: Stalls
    busy: float


def run(scale: Scale) -> Iterator[str]:
    yield f"Delivery: one change for {scale.subscribers:,} subscribers"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stillopen.db"
        populate(path, scale.subscribers)
        enqueued = _enqueued(measured_apart(__name__, "enqueue", path))
        with telegram(limited=True) as api:
            drained = _drained(measured_apart(__name__, "drain", path, api.url, scale.seconds))
        yield table(("", "measured", "goal"), [*_enqueued_rows(enqueued), *_drained_rows(drained)])
        populate(Path(folder) / "race.db", scale.messages)
        with telegram(limited=False) as api:
            speeds = measured_apart(__name__, "race", Path(folder) / "race.db", api.url, scale.messages, scale.rounds)
    yield table(("limits lifted", "messages a second", "times the loop"), _race_rows(speeds))
    yield (
        "  a stall is how much later than asked for the event loop comes back to who waits; beyond the work, it is\n"
        "  the machine's. a loop: bot.send_message of the same text, one after the other, to the same double."
    )


def _enqueued_rows(enqueued: Enqueued) -> list[tuple[str, ...]]:
    return [
        ("enqueue it, s", f"{enqueued.seconds:.2f}", "at most 1"),
        ("of which at work, s", f"{enqueued.work:.2f}", "-"),
        ("more memory for it, MiB", f"{enqueued.memory:.1f}", "at most 60"),
        *_stall_rows(enqueued.stalls),
    ]


def _drained_rows(drained: Drained) -> list[tuple[str, ...]]:
    return [
        (f"drain it, % of {PERMITTED} messages a second", f"{drained.rate / PERMITTED * 100:.1f}", "at least 95"),
        ("refused with 429", str(drained.refused), "0"),
        *_stall_rows(drained.stalls),
        ("longest stall of an idle loop, ms", f"{drained.idle.wait * 1e3:.0f}", "-"),
        ("the double at work, % of the time", f"{drained.busy * 100:.0f}", "-"),
    ]


def _stall_rows(stalls: Stalls) -> list[tuple[str, ...]]:
    return [
        ("longest stall meanwhile, ms", f"{stalls.wait * 1e3:.0f}", "at most 50"),
        ("most work in one go, ms", f"{stalls.work * 1e3:.0f}", "at most 50"),
    ]


def _race_rows(speeds: dict[str, list[float]]) -> list[tuple[str, ...]]:
    return [
        (
            name,
            f"{statistics.median(found):,.0f}",
            f"{statistics.median(one / peer for one, peer in zip(found, speeds[LOOP], strict=True)):.2f}",
        )
        for name, found in speeds.items()
    ]


def _enqueued(measured: dict[str, Any]) -> Enqueued:
    return Enqueued(**measured | {"stalls": Stalls(**measured["stalls"])})


def _drained(measured: dict[str, Any]) -> Drained:
    return Drained(**measured | {name: Stalls(**measured[name]) for name in ("stalls", "idle")})


# ------------------------------------------------------------------ enqueueing, draining


async def enqueue(path: Path) -> Enqueued:
    db = open_store(path)
    announce(db, change("now"))
    before, _ = own_memory()
    async with stalls() as longest:
        start, idle = time.perf_counter(), time.process_time()
        while fan_out_some(db, system_clock):  # noqa: ASYNC110 - it is the work, not waiting for it
            await asyncio.sleep(0)
        seconds, work = time.perf_counter() - start, time.process_time() - idle
    _, peak = own_memory()
    db.close()
    return Enqueued(seconds, work, peak - before, longest)


async def drain(path: Path, api: Telegram, seconds: float) -> Drained:
    """What is loaded for the first message of a process is loaded before."""
    db = open_store(path)
    for language in Language:
        _message("the first", language)
    async with stalls() as idle:
        await asyncio.sleep(seconds / 10)
    async with open_service(db, api.url, TELEGRAM) as (service, _), stalls() as longest:
        sending = asyncio.ensure_future(service.deliver.run())
        await asyncio.sleep(seconds / 10)
        first = api.seen()
        await asyncio.sleep(seconds)
        sending.cancel()
        seen = api.seen()
        await service.deliver.landed()
    db.close()
    return Drained(seen.accepted / seconds, first.refused + seen.refused, longest, idle, seen.busy / seconds)


# ------------------------------------------------------------------ without limits


async def race(path: Path, api: Telegram, messages: int, rounds: int) -> dict[str, list[float]]:
    """Messages a second of each contender in each round, by turns, to as many chats."""
    db = open_store(path)
    async with open_service(db, api.url, UNLIMITED) as (service, bot):
        contenders: dict[str, Callable[[str], Awaitable[None]]] = {
            LOOP: partial(_in_a_row, bot, messages),
            f"{AT_ONCE} bare calls at once": partial(_at_once, bot, messages),
            "the bot, from its outbox": partial(_from_the_outbox, service),
        }
        speeds: dict[str, list[float]] = {name: [] for name in contenders}
        for number in range(rounds):
            for name, send in contenders.items():
                start = time.perf_counter()
                await send(f"{name} {number}")
                speeds[name].append(messages / (time.perf_counter() - start))
    db.close()
    return speeds


async def _in_a_row(bot: Bot, messages: int, name: str) -> None:
    text = _text(bot, name)
    for chat in range(1, messages + 1):
        await text(chat)


async def _at_once(bot: Bot, messages: int, name: str) -> None:
    text, room = _text(bot, name), asyncio.Semaphore(AT_ONCE)

    async def send(chat: int) -> None:
        async with room:
            await text(chat)

    await asyncio.gather(*map(send, range(1, messages + 1)))


def _message(name: str, language: Language) -> Message:
    return compose(change(name), catalog=read_catalogs()[language], now=system_clock(), zone=UTC)


def _text(bot: Bot, name: str) -> Callable[[int], Awaitable[object]]:
    """Sends to a chat what the bot would tell it."""
    message = _message(name, Language.EN)
    return partial(
        bot.send_message,
        text=message.html,
        parse_mode="HTML",
        link_preview_options=NO_PREVIEW,
        reply_markup=keyboard(message.buttons),
    )


async def _from_the_outbox(service: Service, name: str) -> None:
    """Written down, fanned out, composed for each chat, sent and settled."""
    announce(service.db, change(name))
    sending = asyncio.ensure_future(service.deliver.run())
    while not outbox.is_idle(service.db, system_clock()):  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.005)
    sending.cancel()
    await service.deliver.landed()


def main(what: str, path: str, *more: str) -> None:
    log_to_nowhere()
    match what, more:
        case "enqueue", ():
            measured: object = asdict(asyncio.run(enqueue(Path(path))))
        case "drain", (url, seconds):
            measured = asdict(asyncio.run(drain(Path(path), Telegram(url), float(seconds))))
        case "race", (url, messages, rounds):
            measured = asyncio.run(race(Path(path), Telegram(url), int(messages), int(rounds)))
        case _:
            raise SystemExit(f"cannot measure {what}")
    print(json.dumps(measured))


if __name__ == "__main__":
    main(*sys.argv[1:])
