"""The drill itself: life after life of the bot, each killed, and a last one that is not."""

from __future__ import annotations

import asyncio
import random
import signal
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.clock import system_clock
from tests.crash.crowd import Crowd
from tests.crash.newsroom import Newsroom
from tests.crash.process import BotProcess
from tests.crash.record import Record, catch_ups_in, copies_in, has_read_all_feeds, read_books, shown_in
from tests.crash.verdict import judge
from tests.doubles.botapi import BotApi, cut_off, dropped, flood, garbled, server_error
from tests.doubles.origin import Origin

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

LONGEST_LIFE = 3.0
"""Seconds, of which the bot needs one or two to start and to come to its first round."""

MOST_SENDS = 40
"""After so many messages at most, a life that is to end while sending ends."""

STANDSTILL = 30.0
"""Seconds without a message after which the last life is judged as it stands."""

FAULTS = ((cut_off(), 0.03), (garbled(), 0.01), (dropped(), 0.01), (server_error(), 0.01), (flood(1), 0.01))
"""What the double does to messages and replies, and how often."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`people` in all. The seed decides everything but how quick the machine is."""

    kills: int
    seed: int
    people: int = 18

    @property
    def most_news(self) -> int:
        return self.news_by(self.kills)

    def news_by(self, deaths: int) -> int:
        """How much is published until then at most: what the bot can send between so many deaths."""
        return 5 + deaths

    def draw(self, what: str) -> random.Random:
        """A stream of its own for each purpose, so that none depends on how quickly another goes."""
        return random.Random(f"{self.seed} {what}")


@dataclass(frozen=True, slots=True)
class Progress:
    kills: int
    news: int
    messages: int


@dataclass(slots=True)
class Drill:
    """`environ` is added to that of the bot; `tell` hears after each death how far things are."""

    plan: Plan
    folder: Path
    environ: Mapping[str, str]
    tell: Callable[[Progress], None] = lambda _: None
    deaths: list[float] = field(default_factory=list)
    accidents: list[str] = field(default_factory=list)
    api: BotApi = field(init=False)
    bot: BotProcess = field(init=False)
    news: Newsroom = field(init=False)
    crowd: Crowd = field(init=False)

    async def run(self) -> Record:
        async with self._ready():
            await self._first_life()
            async with self._bustle():
                for number in range(1, self.plan.kills + 1):
                    await self._one_life()
                    self.tell(Progress(number, len(self.news.published), len(self.api.telegram.messages)))
            await self._last_life()
            return self._record()

    @asynccontextmanager
    async def _ready(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            self.api = await stack.enter_async_context(BotApi(draw=self.plan.draw("faults")))
            self.news = Newsroom(stack.enter_context(Origin()), self.plan.draw("news"), system_clock())
            self.crowd = Crowd(self.api, self.plan.draw("people"), self.plan.people)
            (self.folder / "feeds.yaml").write_text(self.news.feeds_yaml(), encoding="utf-8")
            environ = {"TELEGRAM_TOKEN": self.api.token, "TELEGRAM_API_URL": self.api.url, **self.environ}
            self.bot = BotProcess(self.folder, {"BOT_ALLOW_NETS": "127.0.0.0/8", **environ})
            stack.callback(self.bot.clear)
            yield

    async def _first_life(self) -> None:
        """Long enough to have read the feeds once, since first sight is silent; and some people come."""
        for _ in range(self.plan.people // 2):
            await self.crowd.acts()
        await self.bot.start()
        async with asyncio.timeout(STANDSTILL):
            while self.bot.is_running and not has_read_all_feeds(self.bot.database):  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.05)
        await self._kill()

    @asynccontextmanager
    async def _bustle(self) -> AsyncIterator[None]:
        """Feeds publish and people act all the while, and the double fails now and then."""
        for fault, chance in FAULTS:
            for method in ("sendMessage", "editMessageText"):
                self.api.fails(fault, method=method, times=None, chance=chance)

        draw = self.plan.draw("bustle")

        async def go_on() -> None:
            while True:
                await asyncio.sleep(draw.uniform(0.1, 0.6))
                if draw.random() < 1 / 2 and len(self.news.published) < self.plan.news_by(len(self.deaths)):
                    self.news.publish()
                else:
                    await self.crowd.acts()

        async with asyncio.TaskGroup() as tasks:
            bustle = tasks.create_task(go_on())
            yield
            bustle.cancel()
        while len(self.news.published) < self.plan.most_news:
            self.news.publish()
        self.api.mends()

    async def _one_life(self) -> None:
        draw = self.plan.draw(f"life {len(self.deaths)}")
        await self.bot.start()
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_LIFE):
                await self._moment(draw)
        await self._kill()

    async def _moment(self, draw: random.Random) -> None:
        """A time, or just after the bot has asked for something, so that many a life ends while it is at work."""
        match draw.choice(("soon", "some time", "sending", "sending", "hearing")):
            case "soon":
                await asyncio.sleep(draw.uniform(0, 1.5))
            case "some time":
                await asyncio.sleep(draw.uniform(1, LONGEST_LIFE))
            case "sending":
                await self._requests("sendMessage", draw.randint(1, MOST_SENDS))
            case "hearing":
                await self._requests("getUpdates", draw.randint(1, 5))
        await asyncio.sleep(draw.choice((0, draw.uniform(0, 0.05))))  # what it asked for last may be answered by then

    async def _requests(self, method: str, number: int) -> None:
        wanted = len(self.api.calls(method)) + number
        await self.api.until(lambda: len(self.api.calls(method)) >= wanted)

    async def _kill(self) -> None:
        code = await self.bot.kill()
        if code != -signal.SIGKILL:
            self.accidents.append(f"the bot ended by itself with exit code {code} in life {len(self.deaths)}")
        await asyncio.sleep(0.02)  # what it sent last is still on its way
        self.deaths.append(self.api.clock())

    async def _last_life(self) -> None:
        """Until all is well, or nothing happens any more; then an orderly stop."""
        await self.bot.start("tests.crash.later")
        messages, since = 0, self.api.clock()
        while self.bot.is_running and self.api.clock() - since < STANDSTILL:
            await asyncio.sleep(0.5)
            if len(self.api.telegram.messages) > messages:
                messages, since = len(self.api.telegram.messages), self.api.clock()
            elif not self.api.telegram.updates.waiting and not judge(self._record()).complaints:
                break
        code = await self.bot.stop()
        if code != 0:
            self.accidents.append(f"the last life ended with exit code {code}")
        self.accidents += [f"in the log: {line}" for line in self.bot.log.splitlines() if "Traceback" in line]
        self.accidents += [f"process group {group} outlives the bot" for group in self.bot.orphans()]

    def _record(self) -> Record:
        return Record(
            published=tuple(self.news.published),
            copies=copies_in(self.api.requests, self.deaths),
            deaths=tuple(self.deaths),
            people=tuple(self.crowd.everyone),
            books=read_books(self.bot.database),
            shown=shown_in(self.api.telegram.messages),
            catch_ups=catch_ups_in(self.api.requests),
            accidents=tuple(self.accidents),
        )
