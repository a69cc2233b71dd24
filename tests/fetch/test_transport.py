"""Guarded connections: TLS keeps the name that was asked for, and no wait outlasts the deadline."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Self

import httpcore
import httpx
import pytest

from bot.fetch.client import Client
from bot.fetch.document import Received
from bot.fetch.guard import Guard
from bot.fetch.limits import Limits
from bot.fetch.transport import Deadline, GuardedTransport
from bot.model import FailureKind, FeedUrl, FetchFailed, FetchJob, Language, Validators
from tests.builders import T0
from tests.doubles.origin import Origin, rss

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

CERTIFICATES = Path(__file__).parent / "tls"
"""For these tests only: good.pem is news.example's until 2126, expired.pem ended in 2020, one key is for both."""

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<rss/>"


class TlsOrigin:
    """A TLS server on loopback with one certificate; `names` are the server names that clients asked for."""

    def __init__(self, certificate: str) -> None:
        self.names: list[str | None] = []
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(CERTIFICATES / certificate, CERTIFICATES / "key.pem")
        self._context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._answer_once, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _answer_once(self) -> None:
        try:
            plain, _ = self._socket.accept()
            with plain, self._context.wrap_socket(plain, server_side=True) as secured:
                secured.recv(65_536)
                secured.sendall(ANSWER)
        except OSError:  # the client refused the certificate, which is the test
            return


def clock() -> datetime:
    return T0


async def on_loopback(host: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


@pytest.fixture(scope="module")
def trusting() -> ssl.SSLContext:
    """Trusts our certificates as a public client trusts the authorities'."""
    return ssl.create_default_context(cafile=CERTIFICATES / "good.pem")


def https(origin: TlsOrigin, host: str = "news.example") -> FetchJob:
    return FetchJob(FeedUrl(f"https://{host}:{origin.port}/"), Language.EN, Validators(), None, {})


def guard() -> Guard:
    return Guard([ip_network("127.0.0.0/8")], on_loopback)


async def test_tls_verifies_the_name_and_not_the_address(trusting: ssl.SSLContext) -> None:
    """The connection goes to a checked number, the certificate is for the name."""
    with TlsOrigin("good.pem") as origin:
        received = await Client(guard(), clock, trusting).get(https(origin))
    assert isinstance(received, Received)
    assert received.document.body == b"<rss/>"
    assert origin.names == ["news.example"]


@pytest.mark.parametrize(
    ("certificate", "host", "detail"),
    [
        ("good.pem", "other.example", "certificate is for another name"),
        ("expired.pem", "news.example", "certificate has expired"),
    ],
)
async def test_certificates_that_do_not_verify(
    trusting: ssl.SSLContext, certificate: str, host: str, detail: str
) -> None:
    with TlsOrigin(certificate) as origin:
        job = https(origin, host)
        assert await Client(guard(), clock, trusting).get(job) == FetchFailed(
            job.url, FailureKind.TLS, detail, host=host
        )


async def test_a_certificate_of_nobodys() -> None:
    with TlsOrigin("good.pem") as origin:
        job = https(origin)
        outcome = await Client(guard(), clock, ssl.create_default_context()).get(job)
    assert outcome == FetchFailed(job.url, FailureKind.TLS, "certificate is signed by itself", host="news.example")


async def test_https_to_a_server_that_speaks_plain_http(trusting: ssl.SSLContext) -> None:
    with Origin() as origin:
        job = FetchJob(FeedUrl(origin.base.replace("http", "https")), Language.EN, Validators(), None, {})
        outcome = await Client(guard(), clock, trusting).get(job)
    assert outcome == FetchFailed(job.url, FailureKind.TLS, "TLS handshake failed", host="127.0.0.1")


async def test_rule_22_a_redirect_from_https_to_http_is_refused(
    trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "ANSWER", b"HTTP/1.1 302 Found\r\nLocation: http://news.example/\r\n\r\n")
    with TlsOrigin("good.pem") as origin:
        job = https(origin)
        outcome = await Client(guard(), clock, trusting).get(job)
    assert outcome == FetchFailed(job.url, FailureKind.REDIRECTS, "redirect from https to http", host="news.example")


# ------------------------------------------------------------------ which address, and for how long


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as running:
        running.serve("/feed", rss())
        yield running


async def get(addresses: Sequence[str], port: int, seconds: float = 5) -> int:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    nets = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
    transport = GuardedTransport(Guard(nets, resolve), Deadline(seconds), ssl.create_default_context())
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        return (await client.get(f"http://news.example:{port}/feed")).status_code


async def test_the_next_address_is_tried_when_one_does_not_answer(origin: Origin) -> None:
    """Many a host has an IPv6 address that leads nowhere."""
    port = int(origin.base.rpartition(":")[2])
    assert await get(["::1", "127.0.0.9", "127.0.0.8", "127.0.0.1"], port) == 200


async def test_no_more_than_four_addresses_of_a_name_are_tried(origin: Origin) -> None:
    """A name may have hundreds, none of which answers."""
    port = int(origin.base.rpartition(":")[2])
    with pytest.raises(httpcore.ConnectError):
        await get([*(f"127.0.0.{n}" for n in range(6, 10)), "127.0.0.1"], port)


async def test_the_failure_of_the_last_address_is_the_failure() -> None:
    with pytest.raises(httpcore.ConnectError):
        await get(["127.0.0.9", "127.0.0.8"], 1)


async def test_a_name_without_addresses_cannot_be_connected_to() -> None:
    with pytest.raises(httpcore.ConnectError):
        await get([], 80)


async def test_resolving_counts_against_the_deadline() -> None:
    """A dead name server must not hold a fetch longer than a dead web server."""
    import anyio

    async def never(host: str, port: int) -> Sequence[str]:
        await anyio.sleep_forever()
        raise AssertionError

    job = FetchJob(FeedUrl("http://news.example/"), Language.EN, Validators(), None, {})
    limits = Limits(connect=0.05, total=5)
    outcome = await Client(Guard((), never), clock, ssl.create_default_context(), limits=limits).get(job)
    assert outcome == FetchFailed(job.url, FailureKind.TIMEOUT, "no connection within 0.05 s", host="news.example")


@pytest.mark.parametrize(("left", "most"), [(0, 60), (60, 0), (-1, None)])
async def test_a_wait_ends_at_its_timeout_or_the_deadline_whichever_is_sooner(left: float, most: float | None) -> None:
    with pytest.raises(httpcore.ReadTimeout):
        async with Deadline(left).waiting(most, httpcore.ReadTimeout):
            await asyncio.Event().wait()


async def test_a_deadline_that_ends_ends_its_waits() -> None:
    """From within: the task that waits is not cancelled."""
    deadline = Deadline(60)

    async def wait() -> str:
        try:
            async with deadline.waiting(None, httpcore.ReadTimeout):
                await asyncio.Event().wait()
        except httpcore.ReadTimeout:
            return "over"
        return "never"

    waiting = asyncio.ensure_future(wait())
    await asyncio.sleep(0)
    for _ in range(3):  # also while the wait is ending
        deadline.end()
        await asyncio.sleep(0)
    assert await waiting == "over"


async def test_a_deadline_is_put_off_by_time_that_was_not_the_servers() -> None:
    deadline = Deadline(0)
    deadline.put_off(60)
    assert 59 < deadline.left() <= 60
