"""No feed leads the bot to its own machine or network, however its address is spelled."""

from __future__ import annotations

import asyncio
import socket
import threading
from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetch.guard import ForbiddenAddress, Guard, Resolver, is_public

if TYPE_CHECKING:
    from collections.abc import Sequence

PUBLIC = "93.184.216.34"


class Names:
    """A name server with answers of our choosing, one after another."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::ffff:10.0.0.1", "::ffff:93.184.216.34", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
        "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd00:ec2::254",
        "fe80::1", "fe80::1%1", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
async def test_rule_31_addresses_off_the_public_internet_are_refused(address: str) -> None:
    """Rule 31: private, loopback, link-local, multicast, mapped, NAT64, 6to4, and whatever else is reserved."""
    with pytest.raises(ForbiddenAddress, match="not on the public internet"):
        await Guard(resolve=Names([address])).addresses("news.example", 443)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::200e"])
async def test_public_addresses_are_let_through(address: str) -> None:
    assert await Guard(resolve=Names([address])).addresses("news.example", 443) == (address,)


@given(st.ip_addresses())
def test_what_python_calls_not_global_is_never_public(address: IPv4Address | IPv6Address) -> None:
    """Our list may only be stricter than the standard library's."""
    assert address.is_global or not is_public(address)


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "0x7f.1", "0", "localhost", "127.0.0.1", "::1"])
async def test_odd_spellings_of_loopback_are_refused(host: str) -> None:
    """The system's own resolver reads these as this machine; the check comes after it."""
    with pytest.raises(ForbiddenAddress):
        await Guard().addresses(host, 80)


async def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    """Else a retry would reach it."""
    with pytest.raises(ForbiddenAddress, match=r"news\.example \(10\.0\.0\.1\)"):
        await Guard(resolve=Names([PUBLIC, "10.0.0.1"])).addresses("news.example", 443)


@pytest.mark.parametrize("port", [22, 25, 6379, 8080])
async def test_ports_that_are_not_the_webs_are_refused(port: int) -> None:
    with pytest.raises(ForbiddenAddress, match=f"port {port}"):
        await Guard(resolve=Names([PUBLIC])).addresses("news.example", port)


async def test_allowed_networks_are_let_through_on_any_port() -> None:
    guard = Guard([ip_network("127.0.0.0/8"), ip_network("fd00::/8")], Names(["127.0.0.1"], ["fd00::1"], ["10.0.0.1"]))
    assert await guard.addresses("localhost", 8080) == ("127.0.0.1",)
    assert await guard.addresses("intranet", 22) == ("fd00::1",)
    with pytest.raises(ForbiddenAddress):
        await guard.addresses("elsewhere", 80)


async def test_a_name_is_our_own_while_all_that_it_resolves_to_is() -> None:
    answers = (["127.0.0.1"], ["127.0.0.1", PUBLIC], ["127.0.0.1", "127.0.0.2"], [PUBLIC])
    guard = Guard([ip_network("127.0.0.0/8")], Names(*answers))
    own = [guard.is_own("news.example")]
    for _ in answers:
        await guard.addresses("news.example", 80)
        own.append(guard.is_own("news.example"))
    assert own == [False, True, False, True, False]
    assert guard.is_own("127.0.0.9")


async def test_a_name_that_does_not_exist_is_an_os_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system's resolver says it, out of its thread."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(socket.gaierror, match="not known"):
        await Guard().addresses("news.example", 80)


async def test_resolving_gives_each_address_once() -> None:
    assert await Resolver()("127.0.0.1", 80) == ("127.0.0.1",)


async def test_resolving_waits_for_a_free_thread_and_frees_it() -> None:
    resolver = Resolver(limit=1)
    found = await asyncio.gather(*(resolver(f"127.0.0.{n}", 80) for n in range(1, 5)))
    assert found == [(f"127.0.0.{n}",) for n in range(1, 5)]


async def test_threads_are_kept_and_no_more_are_started_than_are_busy_at_once() -> None:
    resolver = Resolver(limit=3)
    before = threading.active_count()
    for _ in range(5):
        await resolver("127.0.0.1", 80)
    assert threading.active_count() == before + 1
    await asyncio.gather(*(resolver("127.0.0.1", 80) for _ in range(9)))
    assert threading.active_count() == before + 3


async def test_a_resolution_nobody_waits_for_frees_its_thread() -> None:
    resolver = Resolver(limit=1)
    abandoned = asyncio.ensure_future(resolver("127.0.0.1", 80))
    await asyncio.sleep(0)
    abandoned.cancel()
    assert await resolver("127.0.0.2", 80) == ("127.0.0.2",)


def test_a_resolution_that_outlives_the_loop_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead name server must not fill the terminal with tracebacks after the bot has stopped."""
    release, done = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> list[object]:
        release.wait(5)
        done.set()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)

    async def ask_and_leave() -> None:
        asking = asyncio.ensure_future(Resolver()("news.example", 80))
        await asyncio.sleep(0)
        asking.cancel()

    before = set(threading.enumerate())
    asyncio.run(ask_and_leave())
    (thread,) = (t for t in threading.enumerate() if t not in before)
    release.set()
    thread.join(5)
    assert done.is_set()
    assert not thread.is_alive()


@pytest.mark.parametrize("host", ["a..b", "a" * 70 + ".example"])
async def test_a_name_that_cannot_be_one_does_not_resolve(host: str) -> None:
    """Python refuses to look up a label that is empty or too long, with a UnicodeError."""
    with pytest.raises(socket.gaierror):
        await Resolver()(host, 80)
