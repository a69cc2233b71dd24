"""The notify job: tells each admin what they must know and act upon, all of it in one message.

What is worth telling, and when again, is `bot.core.notice`'s to say; when a request may leave, the pacing's that all
sends share. An admin is noted as told after Telegram answered, so that a crash repeats a message rather than lose it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.core.compose_notices import compose_notices
from bot.core.notice import APART, is_known_down, is_ripe, is_waited_with, settle_notices, worth_telling
from bot.errors import BotError
from bot.model import Admin, FeedFailing, FeedMoved, FeedStopped, Language, Rejected, Sent, Unreachable
from bot.store import feeds, notices, subscribers, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime, tzinfo

    from bot.jobs.watch import Watch
    from bot.model import ChatId, FeedState, FeedUrl, Noticed, SendOutcome
    from bot.ports import Clock, Messenger
    from bot.store import Database
    from bot.text.catalog import Catalog

_log = structlog.get_logger()

START = "write /start to the bot from that account, or take the id out of BOT_ADMINS"


class Turns(Protocol):
    """The budget of requests that notices share with all else that is sent."""

    async def turn(self, chat: ChatId) -> bool:
        """Wait until a message may leave for a chat; False if that will not be soon."""

    def refused(self, chat: ChatId, outcome: SendOutcome) -> None:
        """Learn from a message that did not arrive."""


@dataclass(slots=True)
class Notify:
    """`silent_at` is when a feed was last asked in vain while our own network is down.

    `draw` gives a number from -1 to 1; `on_fatal` hears of what must end the bot.
    """

    db: Database
    clock: Clock
    messenger: Messenger
    catalogs: Mapping[Language, Catalog]
    zone: tzinfo
    turns: Turns
    watch: Callable[[], Watch]
    silent_at: Callable[[], datetime | None]
    on_fatal: Callable[[BotError], None]
    draw: Callable[[], float] = lambda: 0.0
    _flights: dict[ChatId, asyncio.Task[None]] = field(default_factory=dict)

    def seat(self, admins: Collection[ChatId]) -> None:
        """Tell these from now on, and nobody else."""
        with transaction(self.db):
            notices.seat(self.db, admins, self.clock())

    async def tick(self) -> None:
        """Begin to tell each admin what is due; none has two messages under way."""
        now = self.clock()
        for admin in notices.admins_due(self.db, now):
            if admin.chat in self._flights:
                continue
            pending = notices.pending(self.db, admin)
            if is_ripe(pending, now):
                self._launch(admin, pending, now)

    async def landed(self) -> None:
        """Wait until nothing is under way."""
        while self._flights:
            await asyncio.wait(self._flights.values())

    def _launch(self, admin: Admin, pending: Sequence[Noticed], now: datetime) -> None:
        known_down = is_known_down(self.silent_at(), admin, now)
        telling = worth_telling(pending, self._states(pending), known_down=known_down)
        if telling:
            flight = asyncio.create_task(self._tell(admin, telling, pending[-1].id))  # noqa: TID251 - see landed()
            self._flights[admin.chat] = flight
            flight.add_done_callback(lambda _: self._flights.pop(admin.chat))
        elif not is_waited_with(pending):
            with transaction(self.db):
                notices.save_admin(self.db, replace(admin, told_to=pending[-1].id))

    def _states(self, pending: Sequence[Noticed]) -> dict[FeedUrl, FeedState]:
        """Of the feeds that were noticed and are still followed."""
        found = (one.notice for one in pending)
        named = {notice.feed for notice in found if isinstance(notice, FeedStopped | FeedMoved | FeedFailing)}
        states = (feeds.feed_state(self.db, url) for url in named & self.watch().feeds.keys())
        return {state.url: state for state in states if state}

    async def _tell(self, admin: Admin, telling: Sequence[Noticed], told_to: int) -> None:
        """Send one message and settle it. After a fault it is tried again as if its answer had been lost."""
        try:
            if not await self.turns.turn(admin.chat):
                return
            now = self.clock()
            with transaction(self.db):  # whatever happens from here on, it is not repeated at once
                notices.save_admin(self.db, replace(admin, due_at=now + APART, unreachable=False))
            known = subscribers.subscriber(self.db, admin.chat)
            catalog = self.catalogs[known.lang if known else Language.EN]
            message = compose_notices(telling, catalog=catalog, now=now, zone=self.zone)
            outcome = await self.messenger.send(admin.chat, message, plain=admin.plain)
            self._settle(admin, outcome, told_to, len(telling))
        except BotError as error:
            self.on_fatal(error)
        except Exception:  # noqa: BLE001 - a fault here must not end the ticks
            _log.exception("notice.fault", chat=admin.chat)

    def _settle(self, admin: Admin, outcome: SendOutcome, told_to: int, count: int) -> None:
        now = self.clock()
        after = settle_notices(admin, outcome, told_to, now, jitter=self.draw())
        with transaction(self.db):
            notices.save_admin(self.db, after)
            if isinstance(outcome, Unreachable):
                subscribers.mark_inactive(self.db, admin.chat, outcome.detail)
        if not isinstance(outcome, Sent):
            self.turns.refused(admin.chat, outcome)
        _report(admin, outcome, after, count)


def _report(admin: Admin, outcome: SendOutcome, after: Admin, count: int) -> None:
    """One line for each message."""
    if isinstance(outcome, Sent):
        _log.info("notice.told", chat=admin.chat, notices=count)
    elif after.unreachable:
        why = outcome.detail if isinstance(outcome, Unreachable) else "it is a group's id"
        _log.warning("notice.untold", chat=admin.chat, notices=count, why=why, do=START)
    elif isinstance(outcome, Rejected) and admin.plain:
        _log.error("notice.untold", chat=admin.chat, notices=count, why=outcome.detail)
    else:
        why = getattr(outcome, "detail", "throttled by Telegram")
        _log.warning("notice.untold", chat=admin.chat, notices=count, why=why, again=after.due_at)
