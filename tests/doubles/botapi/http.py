"""As much of an HTTP/1.1 server as the double needs: forms and JSON in, one connection at a time or many."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Answer = tuple[int, str, bytes]
"""Status, content type and body."""

_STRUCTURED = ("reply_markup", "link_preview_options", "reply_parameters", "allowed_updates", "commands", "scope")
"""Parameters that a form carries as JSON."""


class HttpServer:
    """Hands path and parameters to `answer`; where that gives None, the connection is closed without an answer."""

    def __init__(self, answer: Callable[[str, dict[str, Any]], Awaitable[Answer | None]], host: str, port: int) -> None:
        self.port = port
        self._host = host
        self._answer = answer
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Listen; a port of 0 becomes the one the system gave, which later openings keep."""
        self._server = await asyncio.start_server(self._converse, self._host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening and cut every connection."""
        if not self._server:
            return
        self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()
        self._server = None

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client is gone, or the server closes
        finally:
            self._connections.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; False where the connection is to be closed."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        headers = {name.lower(): value.strip() for name, _, value in (x.partition(":") for x in head.splitlines()[1:])}
        body = (await reader.readexactly(int(headers.get("content-length", 0)))).decode()
        target = urlsplit(head.split(" ", 2)[1])
        params = _from_form(target.query)
        if headers.get("content-type", "").startswith("application/json"):
            params |= json.loads(body)
        else:
            params |= _from_form(body)
        answer = await self._answer(target.path, params)
        if answer is None:
            return False
        status, kind, content = answer
        about = f"HTTP/1.1 {status} .\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
        writer.write(about.encode() + content)
        await writer.drain()
        return True


def _from_form(text: str) -> dict[str, Any]:
    fields = parse_qsl(text, keep_blank_values=True)
    return {name: json.loads(value) if name in _STRUCTURED else value for name, value in fields}
