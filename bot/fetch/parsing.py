"""The parent's side of the parser's process: starts it when needed, feeds it, kills it when it hangs.

Parsing holds the interpreter and can be made to hang; in a process of its own it costs the event loop nothing, and a
limit on it holds. After a while without work the process is ended, to give its memory back.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bot.fetch.protocol import LENGTH_BYTES, encode_request, length_of, outcome_of
from bot.model import FailureKind, FetchFailed

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from asyncio.subprocess import Process

    from bot.fetch.document import Received
    from bot.model import FetchJob, FetchOutcome

_SECONDS_TO_START = 60.0  # a small machine may be busy
_PIPE_BYTES = 1 << 20
_KEPT_VARIABLES = ("PATH", "PYTHON", "LANG", "LC_", "LD_LIBRARY_PATH", "COVERAGE_PROCESS_")


class _Died(Exception):
    """The process ended instead of answering."""


class ParserProcess:
    """One at a time: parsing is CPU, and most polls need none. `seconds` is the limit on one document."""

    def __init__(self, *, seconds: float = 10.0, idle_seconds: float = 30.0) -> None:
        self._seconds = seconds
        self._idle_seconds = idle_seconds
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._retirement: asyncio.TimerHandle | None = None
        self._retiring: asyncio.Task[None] | None = None

    async def read(self, job: FetchJob, received: Received) -> FetchOutcome:
        """The outcome of a document. A process that was killed from outside is replaced, and asked again."""
        async with self._turn:
            self._keep()
            try:
                return await self._ask_twice(job, received)
            finally:
                self._retirement = asyncio.get_running_loop().call_later(self._idle_seconds, self._retire)

    async def close(self) -> None:
        self._keep()
        if self._retiring is not None:
            await self._retiring
        await self._end()

    async def _ask_twice(self, job: FetchJob, received: Received) -> FetchOutcome:
        request = encode_request(job, received)
        for _ in range(2):
            try:
                return outcome_of(json.loads(await self._ask(request)))
            except _Died:
                await self._end()
            except TimeoutError:
                await self._end()
                return FetchFailed(job.url, FailureKind.PARSER, f"takes more than {self._seconds:g} s to read")
            except BaseException:  # cancelled: what it is about to answer must not answer the next request
                await self._end()
                raise
        return FetchFailed(job.url, FailureKind.PARSER, "the parser crashes on it")

    async def _ask(self, request: bytes) -> bytes:
        process = self._process or await self._start()
        async with asyncio.timeout(self._seconds):
            return await _exchange(process, request)

    async def _start(self) -> Process:
        # In a process group of its own, Ctrl-C in the terminal does not reach it.
        self._process = process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.fetch.worker", str(math.ceil(self._seconds) + 5)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=_environment(),
            limit=_PIPE_BYTES,
            process_group=0,
        )
        async with asyncio.timeout(_SECONDS_TO_START):
            await _exchange(process, b"")
        return process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            await _kill(process)

    def _keep(self) -> None:
        if self._retirement is not None:
            self._retirement.cancel()

    def _retire(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            self._retiring = asyncio.get_running_loop().create_task(_kill(process))


async def _exchange(process: Process, request: bytes) -> bytes:
    """Send a request and wait for the reply. Raises _Died if there is none."""
    requests, replies = cast("StreamWriter", process.stdin), cast("StreamReader", process.stdout)
    try:
        requests.write(request)
        await requests.drain()
        return await replies.readexactly(length_of(await replies.readexactly(LENGTH_BYTES)))
    except (ConnectionError, asyncio.IncompleteReadError) as error:
        raise _Died from error


async def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()


def _environment() -> dict[str, str]:
    """What an interpreter needs to start and to find this package, and none of our secrets."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(_KEPT_VARIABLES)}
    home = str(Path(__file__).parents[2])
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, (home, kept.get("PYTHONPATH"))))}
