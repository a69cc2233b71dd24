"""Whose turn it is."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.fetch.turns import MOST_REQUESTS, Turns, turn_key
from tests.fakes import FakeSleep


async def steps(number: int) -> None:
    """Let the others take so many."""
    for _ in range(number):
        await asyncio.sleep(0)


def turns(sleeps: FakeSleep, *own: str) -> Turns:
    return Turns(lambda host: host in own, sleeps)


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("News.Example", "news.example"),
        ("news.example.", "news.example"),
        ("www.reddit.com", "reddit.com"),
        ("old.Reddit.com", "reddit.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("", ""),
    ],
)
def test_rule_24_a_host_is_one_however_it_is_written(host: str, key: str) -> None:
    """Rule 24: ports never come into it; where a limit is known, it is of the whole domain."""
    assert turn_key(host) == key


async def test_rule_24_one_request_at_a_time_to_a_host() -> None:
    """Rule 24: its neighbours do not wait."""
    taking, began = turns(FakeSleep(), "a", "b"), []

    async def ask(host: str, until: asyncio.Event) -> None:
        async with taking.turn(host, 0):
            began.append(host)
            await until.wait()

    first, second = asyncio.Event(), asyncio.Event()
    tasks = [asyncio.ensure_future(ask(*what)) for what in (("a", first), ("A", second), ("b", second))]
    for _ in range(10):
        await asyncio.sleep(0)
    assert began == ["a", "b"]
    first.set()
    second.set()
    await asyncio.gather(*tasks)
    assert began == ["a", "b", "A"]


@pytest.mark.parametrize("seed", range(20))
async def test_rule_24_never_two_requests_to_a_host_whoever_comes_and_goes_meanwhile(seed: int) -> None:
    """Rule 24: a host is not forgotten while it is asked, nor while somebody is about to ask it."""
    draw, taking, under_way = random.Random(seed), turns(FakeSleep(), "a", "b", "c"), list[str]()

    async def ask(host: str, comes_after: int, takes: int) -> None:
        await steps(comes_after)
        async with taking.turn(host, 0):
            under_way.append(host)
            assert under_way.count(host) == 1
            await steps(takes)
            under_way.remove(host)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(60):
            tasks.create_task(ask(draw.choice("abc"), draw.randrange(60), draw.randrange(6)))


@pytest.mark.parametrize(
    ("host", "spacing", "least"), [("a.example", 0, 1), ("a.example", 5, 5), ("own", 5, 5), ("www.reddit.com", 0, 61)]
)
async def test_rule_24_a_while_between_two_requests_whatever_is_asked_for(
    host: str, spacing: float, least: float
) -> None:
    """Rule 24: a second at least, and what a server is known to want."""
    sleeps = FakeSleep()
    taking = turns(sleeps, "own")
    for _ in range(2):
        async with taking.turn(host, spacing):
            pass
    assert [round(seconds) for seconds in sleeps.taken] == [least]


async def test_servers_of_our_own_may_be_asked_at_once() -> None:
    sleeps = FakeSleep()
    taking = turns(sleeps, "own")
    for _ in range(2):
        async with taking.turn("own", 0):
            pass
    assert sleeps.taken == []


async def test_hosts_are_forgotten_once_they_may_be_asked_again() -> None:
    """Or a bot that follows many would remember all of them."""
    taking = turns(FakeSleep(), "a", "b", "c")
    for host, spacing in (("a", 0), ("b", 60), ("c", 0)):
        async with taking.turn(host, spacing):
            pass
    assert "a" not in taking._next_at
    assert not taking._turn


async def test_so_many_requests_at_once_and_no_more() -> None:
    """32 hosts fill a hundred milliseconds of latency with 320 requests a second: enough for ten thousand feeds."""
    hosts = [f"host{number}" for number in range(MOST_REQUESTS + 8)]
    taking, under_way, most = turns(FakeSleep(), *hosts), set(), []
    free = asyncio.Event()

    async def ask(host: str) -> None:
        async with taking.turn(host, 0):
            under_way.add(host)
            most.append(len(under_way))
            await free.wait()
            under_way.discard(host)

    tasks = [asyncio.ensure_future(ask(host)) for host in hosts]
    for _ in range(100):
        await asyncio.sleep(0)
    assert len(under_way) == MOST_REQUESTS
    free.set()
    await asyncio.gather(*tasks)
    assert max(most) == MOST_REQUESTS == 32
