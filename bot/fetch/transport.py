"""Sockets for httpx that keep the guard's rules and one deadline. It knows nothing of feeds.

The check sits where the connection is made, so redirects, rebinding names and odd spellings all pass it, while TLS
still verifies the name that was asked for.
"""

from __future__ import annotations

import asyncio
import math
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Iterable, Sequence

    from bot.fetch.guard import Guard

_MOST_ADDRESSES = 4


class Deadline:
    """A moment after which every wait on the network is over; it can be put off, or be now.

    It ends waits from within, so that a server which sends a byte now and then is left, and all of them at a stop,
    without cancelling a request: cancelled requests leak connections (encode/httpcore 1093).
    """

    def __init__(self, seconds: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._at = self._loop.time() + seconds
        self._waits: set[asyncio.Timeout] = set()

    def left(self) -> float:
        return max(0.0, self._at - self._loop.time())

    def put_off(self, seconds: float) -> None:
        """For time that was not the server's."""
        self._at += seconds

    def end(self) -> None:
        self._at = self._loop.time()
        for wait in self._waits:
            if not wait.expired():
                wait.reschedule(self._at)

    @asynccontextmanager
    async def waiting(self, timeout: float | None, late: type[Exception]) -> AsyncIterator[None]:  # noqa: ASYNC109
        """A wait of so many seconds at most. Raises `late` if it is not over by then, or by the deadline."""
        try:
            async with asyncio.timeout(min(self.left(), math.inf if timeout is None else timeout)) as wait:
                self._waits.add(wait)
                try:
                    yield
                finally:
                    self._waits.discard(wait)
        except TimeoutError as error:
            raise late from error


class GuardedTransport(httpx.AsyncBaseTransport):
    """A connection a request: no pool, no proxy. Raises httpcore's exceptions, not httpx's, and ForbiddenAddress."""

    def __init__(self, guard: Guard, deadline: Deadline, tls: ssl.SSLContext) -> None:
        self._backend = _GuardedBackend(guard, deadline)
        self._tls = tls

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        connection = httpcore.AsyncHTTPConnection(url.origin, ssl_context=self._tls, network_backend=self._backend)
        asked = httpcore.Request(
            method=request.method,
            url=url,
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        try:
            answer = await connection.handle_async_request(asked)
        except BaseException:
            await connection.aclose()
            raise
        body = _Body(answer, connection)
        return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response, connection: httpcore.AsyncHTTPConnection) -> None:
        self._answer = answer
        self._connection = connection

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        try:
            await self._answer.aclose()
        finally:
            await self._connection.aclose()


class _GuardedBackend(httpcore.AsyncNetworkBackend):
    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,  # noqa: ARG002 - httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        own = Deadline(min(self._deadline.left(), math.inf if timeout is None else timeout))
        async with self._deadline.waiting(timeout, httpcore.ConnectTimeout):
            try:
                addresses = (await self._guard.addresses(host, port))[:_MOST_ADDRESSES]
            except OSError as error:
                raise httpcore.ConnectError from error
            return _Stream(await self._first_to_answer(addresses, port, own, socket_options), self._deadline)

    async def _first_to_answer(
        self, addresses: Sequence[str], port: int, own: Deadline, options: Iterable[httpcore.SOCKET_OPTION] | None
    ) -> httpcore.AsyncNetworkStream:
        """Each address in turn, with an equal share of the time that is left."""
        failure: Exception = httpcore.ConnectError()
        for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
            try:
                return await self._network.connect_tcp(address, port, own.left() / left, socket_options=options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Stream(httpcore.AsyncNetworkStream):
    """A connection on which every wait ends at the deadline."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's
        async with self._deadline.waiting(timeout, httpcore.ReadTimeout):
            return await self._stream.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's
        async with self._deadline.waiting(timeout, httpcore.WriteTimeout):
            await self._stream.write(buffer)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> httpcore.AsyncNetworkStream:
        async with self._deadline.waiting(timeout, httpcore.ConnectTimeout):
            return _Stream(await self._stream.start_tls(ssl_context, server_hostname), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
