"""Lanes: one piece of work a chat at a time, chats beside each other, and an end that can be waited for."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.chat.lanes import AT_ONCE, Lanes
from bot.model import ChatId

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence


@dataclass(frozen=True, slots=True)
class Task:
    chat: ChatId
    number: int


@dataclass(slots=True)
class Table:
    """What waits, who is at work, and the order in which work began. Work ends when `let_go` is set."""

    waiting: list[Task]
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    at_work: list[Task] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    lanes: Lanes[Task] = field(init=False)

    def __post_init__(self) -> None:
        self.lanes = Lanes(self.due, lambda: None, self.work, asyncio.sleep)

    def due(self, most: int) -> Sequence[Task]:
        firsts = {task.chat: task for task in reversed(self.waiting)}
        return sorted(firsts.values(), key=lambda task: task.number)[:most]

    async def work(self, task: Task) -> None:
        assert all(other.chat != task.chat for other in self.at_work)
        self.begun.append(task.number)
        self.at_work.append(task)
        await self.let_go.wait()
        self.at_work.remove(task)
        self.waiting.remove(task)


@asynccontextmanager
async def running(table: Table) -> AsyncIterator[Table]:
    task = asyncio.ensure_future(table.lanes.run())
    await asyncio.sleep(0)
    try:
        yield table
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def steps(number: int) -> None:
    """Let the loop turn so often."""
    for _ in range(number):
        await asyncio.sleep(0)


async def test_chats_are_worked_off_beside_each_other_and_each_in_its_order() -> None:
    table = Table([Task(ChatId(number % 3), number) for number in range(9)])
    async with running(table):
        await steps(10)
        assert table.begun == [0, 1, 2]
        table.let_go.set()
        await table.lanes.rest()
    assert table.waiting == []
    assert [number for number in table.begun if number % 3 == 1] == [1, 4, 7]


async def test_no_more_than_a_batch_is_at_work_at_once() -> None:
    table = Table([Task(ChatId(number), number) for number in range(AT_ONCE + 50)])
    async with running(table):
        await steps(3 * AT_ONCE)
        assert len(table.at_work) == AT_ONCE
        table.let_go.set()
        await table.lanes.rest()
    assert table.begun == list(range(AT_ONCE + 50))


async def test_closed_it_ends_what_is_at_work_and_begins_nothing() -> None:
    table = Table([Task(ChatId(1), 1), Task(ChatId(1), 2)])
    async with running(table):
        await steps(5)
        table.lanes.close()
        table.let_go.set()
        await table.lanes.rest()
    assert [task.number for task in table.waiting] == [2]


async def test_what_never_ran_is_at_rest() -> None:
    table = Table([Task(ChatId(1), 1)])
    table.lanes.close()
    await table.lanes.rest()
    assert table.begun == []


async def test_a_fault_of_the_work_ends_it() -> None:
    """A table that cannot be written must end the bot, not be tried again for ever."""

    async def fail(_: Task) -> None:
        raise ZeroDivisionError

    table = Table([Task(ChatId(1), 1)])
    lanes = Lanes(table.due, lambda: None, fail, asyncio.sleep)
    with pytest.raises(ExceptionGroup) as caught:
        await lanes.run()
    assert caught.group_contains(ZeroDivisionError)
    await lanes.rest()
