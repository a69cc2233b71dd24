"""A Bot API double that costs next to nothing, in a process of its own: what is measured is the bot, not the double.

It accepts every message, or only those within strict limits, and tells what it saw. The double of the tests
(`tests/doubles/botapi`) is as strict as the server about everything; this one only counts.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bench.apart import running_apart
from tests.doubles.botapi.limits import Limits, strict

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "4242424242:AAF-a_token_made_up_for_the_bench_00"  # noqa: S105 - opens nothing

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CHAT = re.compile(rb"chat_id=(-?\d+)")
_BOT = {"id": 4242424242, "is_bot": True, "first_name": "Stillopen", "username": "stillopen_bot"}


@dataclass(frozen=True, slots=True)
class Seen:
    """Messages accepted and refused, and the seconds that the double worked."""

    accepted: int
    refused: int
    busy: float


class _Counter:
    """What the double knows of all its connections."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.forget()

    def forget(self) -> None:
        self.accepted = 0
        self.refused = 0
        self.worked = time.process_time()

    def answer(self, path: bytes, body: bytes) -> bytes:
        if path.endswith(b"/_seen"):
            seen = (self.accepted, self.refused, time.process_time() - self.worked)
            self.forget()
            return _reply(200, json.dumps(seen))
        if path.endswith(b"/getMe"):
            return _reply(200, json.dumps({"ok": True, "result": _BOT}))
        found = _CHAT.search(body)
        chat = int(found[1]) if found else 0
        if wait := self.limits.wait(chat, time.monotonic()):
            self.refused += 1
            about = f'"error_code":429,"description":"Too Many Requests","parameters":{{"retry_after":{wait}}}'
            return _reply(429, f'{{"ok":false,{about}}}')
        self.accepted += 1
        about = f'"message_id":{self.accepted},"date":1767830400,"chat":{{"id":{chat},"type":"private"}},"text":"x"'
        return _reply(200, f'{{"ok":true,"result":{{{about}}}}}')


class _Connection(asyncio.Protocol):
    """One request after the other, each answered as soon as it is whole."""

    def __init__(self, counter: _Counter) -> None:
        self._counter = counter
        self._read = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._read[:end])
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._read) < whole:
                return
            body = bytes(self._read[end + 4 : whole])
            del self._read[:whole]
            self._transport.write(self._counter.answer(head.split(b" ", 2)[1], body))


def _reply(status: int, body: str) -> bytes:
    head = f"HTTP/1.1 {status} .\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head + body).encode()


class Telegram:
    """The running double, as the bench sees it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def seen(self) -> Seen:
        """What it saw since it was asked last."""
        with urllib.request.urlopen(f"{self.url}/_seen") as answer:  # noqa: S310 - our own, on loopback
            return Seen(*json.load(answer))


@contextmanager
def telegram(*, limited: bool) -> Iterator[Telegram]:
    """Start it, and end it."""
    with running_apart(__name__, "limited" if limited else "unlimited") as url:
        yield Telegram(url)


async def _serve(limits: Limits) -> None:
    counter = _Counter(limits)
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(counter), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(strict() if sys.argv[1] == "limited" else Limits()))
