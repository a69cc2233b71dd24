"""The deliver job: sends what is due, and edits what was sent, as fast as the pace lets it.

Each request flies by itself, so that one which is answered late holds up only its chat. What a message says is
`letters`', when a request may leave `pacing`'s, what becomes of it `settling`'s.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

import structlog

from bot.core.absence import LATE_AFTER, PATIENCE
from bot.core.pace import AT_ANY_TIME, TELEGRAM, Limits
from bot.core.settle import fingerprint
from bot.errors import BotError
from bot.jobs import settling, taking
from bot.jobs.fan_out import fan_out_some
from bot.jobs.letters import Letters
from bot.jobs.pacing import Pacing
from bot.jobs.settling import Flight
from bot.model import Delivery, Edit, NotSent, Rejected
from bot.store import catch_up, outbox, subscribers, transaction

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime, tzinfo

    from bot.model import EditOutcome, Language, Message, Question, QuestionId
    from bot.ports import Clock, Messenger
    from bot.store import Database
    from bot.text.catalog import Catalog

IN_FLIGHT = 100
"""Requests under way at most: far more than the pace fills, unless Telegram as a whole stops answering."""

AT_ONCE = 3
"""Taken in one step, so that composing them is no long stall."""

SPREAD = 0.9
"""So much of their mean time apart requests leave, since many at once would hold each other up."""

ALONE_FOR = timedelta(seconds=5)
"""How long others wait for the answer to a suspect: had it killed the process again, it would have by then."""

SHORTEST_REST, LONGEST_REST = timedelta(milliseconds=5), timedelta(seconds=1)

_log = structlog.get_logger()


@dataclass(slots=True)
class Deliver:
    """`on_fatal` hears of what must end the bot, such as a token that is no longer valid.

    `question_of` gives a question that is being watched; `draw` a number from -1 to 1. News older than `freshness` is
    told as it stands by now.
    """

    db: Database
    clock: Clock
    messenger: Messenger
    catalogs: Mapping[Language, Catalog]
    zone: tzinfo
    on_fatal: Callable[[BotError], None]
    question_of: Callable[[QuestionId], Question | None] = lambda _: None
    limits: Limits = TELEGRAM
    draw: Callable[[], float] = lambda: 0.0
    freshness: Callable[[], timedelta] = lambda: timedelta(hours=48)
    pacing: Pacing = field(init=False)
    _letters: Letters = field(init=False)
    _apart: float = field(init=False)
    _flights: set[asyncio.Task[None]] = field(default_factory=set)
    _landed: list[Flight] = field(default_factory=list)
    _settled: asyncio.Event = field(default_factory=asyncio.Event)
    _alone_until: datetime = AT_ANY_TIME

    def __post_init__(self) -> None:
        self.pacing = Pacing(self.db, self.clock, self.limits, self.draw)
        limit = self.limits.everyone
        self._apart = SPREAD * limit.within.total_seconds() / limit.most if limit else 0.0
        self._letters = Letters(self.db, self.clock, self.catalogs, self.zone, self.question_of)

    def recover(self) -> None:
        """Take up what the last process was sending when it died. Once, before anything is sent."""
        now = self.clock()
        with transaction(self.db):
            settling.recover_interrupted(self.db, now)
            catch_up.postpone(self.db, now - LATE_AFTER, now + PATIENCE)

    def is_idle(self) -> bool:
        """Whether nothing is left to fan out, nor to send or edit by now."""
        now = self.clock()
        return outbox.is_idle(self.db, now) and not catch_up.is_due(self.db, now)

    async def tick(self) -> None:
        """Fan out a chunk, send and edit what may be at this moment, and wait until all of that is settled."""
        fan_out_some(self.db, self.clock)
        while self._launch():
            await _others_go_on()
        await self.landed()

    async def run(self) -> None:
        """Go on for ever. To be cancelled; what is under way then goes on until it is settled."""
        while True:
            try:
                await self._go_on()
            except BotError as error:
                self.on_fatal(error)
                await self._rest(LONGEST_REST)
            except Exception:  # noqa: BLE001 - a fault must not end deliveries for good, nor fill the log
                _log.exception("delivery.fault")
                await self._rest(LONGEST_REST)

    async def landed(self) -> None:
        """Wait until nothing is under way. Raises what ended a flight before it was settled, if anything did."""
        while self._flights:
            done, _ = await asyncio.wait(self._flights)
            for fault in [flight.exception() for flight in done]:
                if fault:
                    raise fault

    def due_in(self) -> timedelta | None:
        """How long until something can be done again, be it nothing; None if nothing is to be done."""
        now = self.clock()
        if self.is_idle():
            next_at = outbox.next_due_at(self.db)
            return None if next_at is None else next_at - now
        return max(self.pacing.opens_at() - now, SHORTEST_REST)

    # ------------------------------------------------------------------ taking what is due

    async def _go_on(self) -> None:
        """Take a step, and rest until there can be another."""
        began = monotonic()
        more = fan_out_some(self.db, self.clock)
        taken = self._launch()
        await asyncio.sleep(max(began + taken * self._apart - monotonic(), 0))
        await self._rest(timedelta(0) if more or taken else self._until_next())

    def _launch(self) -> int:
        """Take what is due and may be sent now, the most urgent first; how much was taken."""
        now = self.clock()
        suspect = outbox.is_suspect_due(self.db, now)
        room = min(self.pacing.room(), AT_ONCE, IN_FLIGHT - len(self._flights))
        if room <= 0 or (self._flights and (suspect or now < self._alone_until)):
            return 0
        self._alone_until = now + ALONE_FOR if suspect else AT_ANY_TIME
        with transaction(self.db):
            within = taking.bounds(now, self.freshness())
            unfollowed = taking.release(self.db, within)
            if suspect:
                taken: tuple[Delivery | Edit, ...] = outbox.claim_suspect(self.db, now)
            else:
                taken = taking.claim(self.db, room, within, self.pacing.replying)
            self.pacing.take(it.chat for it in taken)
        if unfollowed:
            _log.info("delivery.unfollowed", dead=unfollowed)
        for it in taken:
            flight = asyncio.create_task(self._fly(it))  # noqa: TID251 - kept, and awaited by landed()
            self._flights.add(flight)
            flight.add_done_callback(self._flights.discard)
        return len(taken)

    def _until_next(self) -> timedelta:
        """How long nothing can be done, as far as is known; a request that lands ends it."""
        now = self.clock()
        if len(self._flights) >= IN_FLIGHT:
            return LONGEST_REST
        next_at = outbox.next_due_at(self.db) if self.pacing.room() else self.pacing.opens_at()
        return LONGEST_REST if next_at is None else min(max(next_at - now, SHORTEST_REST), LONGEST_REST)

    async def _rest(self, time: timedelta) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(time.total_seconds()):
                await self._settled.wait()
        self._settled.clear()
        await _others_go_on()

    # ------------------------------------------------------------------ sending, and what comes of it

    async def _fly(self, it: Delivery | Edit) -> None:
        """Send one, and settle it with whatever else has been answered at the same moment."""
        outcome: EditOutcome | None = None
        latest: datetime | None = None
        try:
            it, request = self._written(it)
            if request:
                latest = self.pacing.leave()
                outcome = await request()
        except BotError as error:
            self.on_fatal(error)
            outcome = NotSent("the bot ends")
        except Exception:  # noqa: BLE001 - a fault in one message must not hold up the others
            _log.exception("delivery.fault" if isinstance(it, Delivery) else "edit.fault", alert=it.transition)
            outcome = Rejected("a fault of the bot; see its log")
        if latest:
            self.pacing.land(latest)
        else:
            self.pacing.give_back()
        self._landed.append(Flight(it, outcome))
        await _others_go_on()
        self._settle_landed()

    def _written(self, it: Delivery | Edit) -> tuple[Delivery | Edit, Callable[[], Awaitable[EditOutcome]] | None]:
        """What is to be asked for; None if the message is gone or says all already."""
        if isinstance(it, Edit):
            message = self._letters.of_edit(it)
            if message is None or fingerprint(message) == it.said:
                return it, None
            return replace(it, said=fingerprint(message)), partial(self._rewrite, it, message)
        letter = self._letters.of_delivery(it) if outbox.is_wanted(self.db, it) else None
        if letter is None:
            return it, None
        said = replace(it, said=fingerprint(letter.message), reply_to=letter.reply_to)
        ask = partial(
            self.messenger.send,
            it.chat,
            letter.message,
            plain=it.plain,
            reply_to=letter.reply_to,
            silent=letter.silent,
            topic=subscribers.topic(self.db, it.chat),
        )
        return said, ask

    async def _rewrite(self, edit: Edit, message: Message) -> EditOutcome:
        """Where it stands; or, if it was deleted there, in silence at the end of the chat."""
        if edit.message_id is None:
            topic = subscribers.topic(self.db, edit.chat)
            return await self.messenger.send(edit.chat, message, plain=edit.plain, silent=True, topic=topic)
        return await self.messenger.edit(edit.chat, edit.message_id, message, plain=edit.plain)

    def _settle_landed(self) -> None:
        """One transaction for all that has landed; whoever comes second finds nothing left to do."""
        landed, self._landed = self._landed, []
        if not landed:
            return
        now = self.clock()
        try:
            with transaction(self.db):
                for flight in landed:
                    if flight.outcome:
                        self.pacing.note(flight.of.chat, flight.outcome)
                    settling.settle_flight(self.db, flight, now, jitter=self.draw())
        except BotError as error:
            self.on_fatal(error)
        finally:
            self._settled.set()


async def _others_go_on() -> None:
    """Let every other task take a step."""
    await asyncio.sleep(0)
