"""Which addresses may be connected to. It decides, for the socket about to be opened; it opens none itself.

A feed's address comes from outside, and so does every redirect: none may reach the machine the bot runs on,
its network, or its cloud's metadata service, however it is spelled and whatever its name resolves to.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import SimpleQueue
from typing import NamedTuple

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Numeric addresses of a host, in the order to try them. Raises OSError (socket.gaierror) if there are none."""

WEB_PORTS = frozenset((80, 443))

# IANA's registries of special-purpose addresses, as of 2026, by us rather than by Python: `is_global` has changed
# between its releases, and calls multicast, 192.0.0.8, NAT64 and 6to4 global. Tunnels into IPv4 are refused whole.
_NOT_PUBLIC_4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/3",
        "168.63.129.16/32",  # Azure's wire server: local to every machine there, public by its number only
    )
)  # fmt: skip
_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))


class ForbiddenAddress(Exception):
    """The address may not be connected to; the text says why, for an admin."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet's."""
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _NOT_PUBLIC_4)
    return address in _PUBLIC_6 and not any(address in net for net in _NOT_PUBLIC_6)


class Guard:
    """Resolves a host once and lets through only what was checked, so that a name cannot change its mind between."""

    def __init__(self, allow_nets: Sequence[Network] = (), resolve: Resolve | None = None) -> None:
        self._allow_nets = tuple(ip_network(net) for net in allow_nets)
        self._resolve = resolve or Resolver()
        self._own_names: set[str] = set()

    async def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses to connect to, numeric, in order. One that is refused refuses the host.

        Raises ForbiddenAddress, or OSError if the name does not resolve.
        """
        found = tuple(await self._resolve(host, port))
        addresses = [ip_address(text) for text in found]
        for address in addresses:
            self._check(host, address, port)
        if all(map(self._is_allowed, addresses)):
            self._own_names.add(host)
        else:
            self._own_names.discard(host)
        return found

    def is_own(self, host: str) -> bool:
        """Whether a host is on our own networks: its address, or all that its name resolved to the last time."""
        try:
            return self._is_allowed(ip_address(host))
        except ValueError:
            return host in self._own_names

    def _is_allowed(self, address: Address) -> bool:
        return any(address in net for net in self._allow_nets)

    def _check(self, host: str, address: Address, port: int) -> None:
        if self._is_allowed(address):
            return
        if not is_public(address):
            where = host if host == str(address) else f"{host} ({address})"
            hint = f"if it is yours, add {address} to BOT_ALLOW_NETS"
            raise ForbiddenAddress(f"{where} is not on the public internet; {hint}")
        if port not in WEB_PORTS:
            raise ForbiddenAddress(f"port {port} is not a web port")


class Resolver:
    """The system's name resolution, in at most `limit` threads of its own, which are kept: to start one takes a while.

    A dead name server would fill the event loop's executor, and its threads would hold up the end of the process:
    these are daemons.
    """

    def __init__(self, limit: int = 32) -> None:
        self._free = asyncio.Semaphore(limit)
        self._threads = 0
        self._busy = 0
        self._asked: SimpleQueue[_Question] = SimpleQueue()

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[tuple[str, ...]] = loop.create_future()
        await self._free.acquire()

        def settle(found: tuple[str, ...], error: OSError | None) -> None:
            self._busy -= 1
            self._free.release()
            if answer.done():  # nobody waits any more
                return
            if error is None:
                answer.set_result(found)
            else:
                answer.set_exception(error)

        self._busy += 1
        if self._busy > self._threads:
            self._threads += 1
            threading.Thread(target=_answer, args=(self._asked,), daemon=True, name=f"resolve {host}").start()
        self._asked.put(_Question(loop, host, port, settle))
        return await answer


class _Question(NamedTuple):
    loop: asyncio.AbstractEventLoop
    host: str
    port: int
    settle: Callable[[tuple[str, ...], OSError | None], None]


def _answer(asked: SimpleQueue[_Question]) -> None:
    while _look_up(*asked.get()):
        pass


def _look_up(
    loop: asyncio.AbstractEventLoop, host: str, port: int, settle: Callable[[tuple[str, ...], OSError | None], None]
) -> bool:
    """False where nobody is left to ask: the loop is closed, the bot has stopped."""
    found: tuple[str, ...] = ()
    failure: OSError | None = None
    try:
        found = tuple(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    except OSError as error:
        failure = error
    except UnicodeError:  # a label that is empty or too long
        failure = socket.gaierror(socket.EAI_NONAME, "not a host name")
    try:
        loop.call_soon_threadsafe(settle, found, failure)
    except RuntimeError:
        return False
    return True
