"""The whole program in one process: real feeds on loopback, the real python-telegram-bot, a Bot API double."""

from __future__ import annotations

import asyncio
import io
import logging
import os
import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import structlog

from bot import app
from bot.clock import system_clock
from bot.config import load_settings
from bot.errors import ConfigError, StateError, StateLocked, TokenRefused
from bot.log import start_logging
from bot.model import Language
from bot.store.location import DATABASE
from bot.terminal import open_console
from tests.doubles.botapi import TOKEN, BotApi
from tests.doubles.origin import Answer, Origin, rss
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import datetime
    from pathlib import Path

    from bot.config import Settings
    from bot.ports import Clock

PATIENCE = 15.0
FEEDS = """\
polling: {{every: 1s, floor: 1s, spacing: 0s}}
feeds:
  - {{url: "{url}", outlet: The Example, lang: en}}
questions:
  visit-date:
    ask: {{en: When does Petro visit the White House?, es: ¿Cuándo visita Petro la Casa Blanca?}}
    match: Petro AND "White House"
{more}"""
VISA = """\
  visa:
    ask: {en: What of his visa?, es: ¿Qué hay de su visa?}
    match: Petro AND visa
"""
OLD = ("Petro's lawyers hand papers on sanctions to the White House", "https://a.example/1")
NEW = ("Petro to visit the White House on Feb. 3", "https://a.example/2")


class LeapingClock:
    """The real time, but for the leaps that a test makes."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return system_clock() + self.ahead

    def leap(self, by: timedelta) -> None:
        self.ahead += by


class Bot:
    """A bot under test: its folder, its feed, and what it says."""

    def __init__(self, folder: Path, origin: Origin, log: io.StringIO) -> None:
        self.folder, self.origin, self.log, self.out = folder, origin, log, io.StringIO()
        self.clock = FakeClock(system_clock())
        self.file = folder / "feeds.yaml"
        self.url = origin.serve("/feed", rss(OLD))
        self.write()

    def write(self, more: str = "", text: str | None = None) -> None:
        """Save feeds.yaml as most editors do: beside it, then renamed."""
        part = self.folder / "feeds.yaml.part"
        part.write_text(text or FEEDS.format(url=self.url, more=more), encoding="utf-8")
        part.replace(self.file)

    def settings(self, **more: str) -> Settings:
        environ = {
            "BOT_CONFIG": str(self.file),
            "BOT_STATE": str(self.folder / "state"),
            "BOT_ALLOW_NETS": "127.0.0.0/8",
        }
        return load_settings({**environ, **more})

    async def once(self, **more: str) -> str:
        """One round; what it printed."""
        self.out.truncate(self.out.seek(0))
        await app.once(self.settings(**more), open_console(self.out), Language.EN, self.clock)
        self.clock.advance(timedelta(hours=1))
        return self.out.getvalue()

    @asynccontextmanager
    async def running(self, clock: Clock = system_clock, **more: str) -> AsyncIterator[asyncio.Task[None]]:
        """`run` in the background, stopped as SIGTERM does; its own end is raised."""
        running = asyncio.ensure_future(app.run(self.settings(**more), open_console(self.out), Language.EN, clock))
        try:
            yield running
        finally:
            if not running.done():
                os.kill(os.getpid(), 15)
            await running

    async def until_logged(self, event: str, times: int = 1) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.log.getvalue().count(event) < times:  # noqa: ASYNC110 - a log has no condition to wait for
                await asyncio.sleep(0.02)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    start_logging(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def bot(tmp_path: Path, log: io.StringIO) -> Iterator[Bot]:
    with Origin() as origin:
        yield Bot(tmp_path, origin, log)


async def test_a_subscriber_gets_each_alert_once_and_none_of_what_was_there_before(bot: Bot) -> None:
    async with BotApi() as api, bot.running(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=api.url):
        ana = api.person(lang="es")
        await bot.until_logged("poll.read")
        await api.says(ana, "/follow visit-date")
        standing = await api.next_message(ana)
        assert OLD[0] in standing.text
        bot.origin.serve("/feed", rss(NEW, OLD))
        alert = await api.next_message(ana)
        assert NEW[0] in alert.text
        assert "¿Cuándo visita Petro la Casa Blanca?" in alert.text
        bot.origin.serve("/feed", rss((f"BREAKING: {NEW[0]}", "https://a.example/3"), NEW, OLD))
        await bot.until_logged("poll.read", times=3)
        await api.says(ana, "/status")
        await api.next_message(ana)
        assert len([m for m in api.messages(ana) if NEW[0] in m.text]) == 1
    assert TOKEN not in bot.log.getvalue()


async def test_alerts_go_to_the_terminal_where_there_is_no_token(bot: Bot) -> None:
    first = await bot.once()
    assert "1 of 1 feeds answer" in first
    assert NEW[0] not in first
    bot.origin.serve("/feed", rss(NEW, OLD))
    assert NEW[0] in await bot.once()


async def test_a_round_that_cannot_be_finished_ends_with_its_reason(bot: Bot) -> None:
    await bot.once()
    with closing(sqlite3.connect(bot.folder / "state" / DATABASE)) as db:
        db.execute("ALTER TABLE deliveries RENAME COLUMN edition TO away")
    bot.origin.serve("/feed", rss(NEW, OLD))
    with pytest.raises(StateError, match="cannot be written"):
        await bot.once()


async def test_rule_25_a_bot_whom_no_outlet_can_reach_says_so(bot: Bot) -> None:
    """Rule 25: the contact is its operator's to give."""
    await bot.once()
    assert "set BOT_CONTACT" in bot.log.getvalue()
    bot.log.truncate(bot.log.seek(0))
    await bot.once(BOT_CONTACT="ops@news.example")
    assert "BOT_CONTACT" not in bot.log.getvalue()
    assert [request.headers["user-agent"].partition("(")[2] for request in bot.origin.requests] == [
        "",
        "+ops@news.example)",
    ]


async def test_saving_feeds_yaml_takes_effect_and_a_broken_one_does_not(bot: Bot) -> None:
    async with bot.running():
        await bot.until_logged("poll.read")
        bot.write(more=VISA)
        await bot.until_logged("config.taken")
        bot.write(text="feeds: [")
        await bot.until_logged("config.refused")
        assert "feeds.yaml:1" in bot.log.getvalue()
        bot.origin.serve("/feed", rss(("Petro gets a visa", "https://a.example/9"), OLD))
        async with asyncio.timeout(PATIENCE):
            while "Petro gets a visa" not in bot.out.getvalue():  # noqa: ASYNC110 - a terminal has no condition either
                await asyncio.sleep(0.02)


async def test_what_is_saved_while_the_bot_starts_takes_effect_too(bot: Bot) -> None:
    def clock() -> datetime:
        """Asked the time first when feeds.yaml has just been read."""
        if VISA not in bot.file.read_text(encoding="utf-8"):
            bot.write(more=VISA)
        return system_clock()

    async with bot.running(clock):
        await bot.until_logged("config.taken")
    assert '"questions": 2' in bot.log.getvalue()


async def test_a_feed_that_is_down_is_shown_and_stops_nothing(bot: Bot) -> None:
    text = bot.file.read_text(encoding="utf-8")
    dead = '  - {url: "http://127.0.0.1:9/feed", outlet: Nobody, lang: en}\n'
    bot.write(text=text.replace("questions:", f"{dead}questions:"))
    assert "1 of 2 feeds answer" in await bot.once()
    assert bot.log.getvalue().count("poll.failed") == 1


async def test_where_no_feed_answers_at_all_the_network_is_asked_after(bot: Bot) -> None:
    bot.origin.always("/feed", Answer(500))
    assert "Is the network up?" in await bot.once()


async def test_a_wrong_token_ends_the_bot_with_a_sentence(bot: Bot) -> None:
    async with BotApi() as api:
        with pytest.raises(TokenRefused) as refused:
            async with bot.running(TELEGRAM_TOKEN=TOKEN.replace("4", "5"), TELEGRAM_API_URL=api.url) as running:
                await asyncio.wait([running], timeout=PATIENCE)
    assert TOKEN.partition(":")[2] not in str(refused.value)


async def test_a_second_bot_on_the_same_state_is_refused(bot: Bot) -> None:
    async with bot.running():
        await bot.until_logged("poll.read")
        with pytest.raises(StateLocked, match=str(os.getpid())):
            await bot.once()


async def test_a_broken_feeds_yaml_at_the_start_is_an_error_with_its_place(bot: Bot) -> None:
    bot.write(text="feeds: []\nquestion: {}\n")
    with pytest.raises(ConfigError, match=r"feeds\.yaml:2:1"):
        await bot.once()


async def test_a_bot_with_a_token_says_nothing_to_the_terminal_it_had_before(bot: Bot) -> None:
    await bot.once()
    bot.origin.serve("/feed", rss(NEW, OLD))
    async with BotApi() as api:
        out = await bot.once(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=api.url)
        assert out.count(NEW[0]) == 1, "on the board, and in no alert"
        assert "Unfollow" not in out
        assert "Published" not in out
        assert api.calls("sendMessage") == []


async def test_rule_20_admins_are_told_in_telegram_what_they_must_act_upon(bot: Bot) -> None:
    """Rule 20: a feed that is gone; each in the language of their chat, whether they follow anything or not."""
    bot.origin.always("/feed", Answer(410))
    async with BotApi() as api:
        ana, sol = api.person(7, name="Ana"), api.person(8, name="Sol", lang="es-CO")
        clock = LeapingClock()
        telegram = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "BOT_ADMINS": "7, 8"}
        async with bot.running(clock, **telegram):
            await api.says(sol, "/start")
            await api.next_message(sol)
            await bot.until_logged("feed.stopped")
            clock.leap(timedelta(minutes=1))
            told, contado = await api.next_message(ana), await api.next_message(sol)
        assert told.text.endswith(f"• The Example · {bot.url}")
        assert "its server says it is gone for good" in told.text
        assert "su servidor dice que ya no existe" in contado.text
        assert not told.preview
        assert [len(api.messages(who)) for who in (ana, sol)] == [1, 2]


async def test_admins_are_told_of_a_broken_feeds_yaml_and_that_it_is_right_again(bot: Bot) -> None:
    async with BotApi() as api:
        ana = api.person(7)
        clock = LeapingClock()
        telegram = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "BOT_ADMINS": "7"}
        async with bot.running(clock, **telegram):
            await bot.until_logged("poll.read")
            bot.write(text="feeds: [")
            await bot.until_logged("config.refused")
            clock.leap(timedelta(minutes=1))
            refused = await api.next_message(ana)
            bot.write(more=VISA)
            await bot.until_logged("config.taken")
            clock.leap(timedelta(minutes=10))
            right = await api.next_message(ana)
        assert "feeds.yaml:1" in refused.text
        assert "the previous one stays in force" in refused.text
        assert "is right again" in right.text


async def test_without_a_token_nothing_is_told_twice(bot: Bot) -> None:
    """The log says it on the same terminal."""
    bot.origin.always("/feed", Answer(410))
    out = await bot.once(BOT_ADMINS="7")
    out += await bot.once(BOT_ADMINS="7")
    assert bot.log.getvalue().count("feed.stopped") == 1
    assert "gone for good" not in out
