"""The parser's process, for real: it is started when needed, and neither hangs, lingers nor takes anything along."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from bot.fetch import parsing
from bot.fetch.parsing import ParserProcess
from bot.fetch.worker import read
from bot.model import FailureKind, FetchFailed
from tests.builders import FEED_URL
from tests.doubles.hostile import DOCUMENTS
from tests.fetch.test_worker import HOSTILE, job, received

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def parser() -> AsyncIterator[ParserProcess]:
    running = ParserProcess()
    yield running
    await running.close()


def process_of(parser: ParserProcess) -> asyncio.subprocess.Process:
    assert parser._process is not None
    return parser._process


async def test_gives_what_the_worker_gives_from_one_process(parser: ParserProcess) -> None:
    assert parser._process is None, "nothing is started before there is work"
    assert await parser.read(job(), received()) == read(job(), received())
    first = process_of(parser).pid
    assert await parser.read(job(), received("<html>")) == read(job(), received("<html>"))
    assert process_of(parser).pid == first


async def test_readings_take_turns(parser: ParserProcess) -> None:
    """Replies must not be taken for one another's."""
    bodies = ["<html>", "{}", "<html>", "{}"]
    outcomes = await asyncio.gather(*(parser.read(job(), received(body)) for body in bodies))
    assert outcomes == [read(job(), received(body)) for body in bodies]


async def test_parsers_stay_out_of_this_process() -> None:
    """Its memory is the worker's, which gives it back."""
    code = (
        "import sys, bot.fetch.local; "
        "print([name for name in sys.modules if name.split('.')[0] in ('feedparser', 'lxml', 'selectolax')])"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    assert (await process.communicate())[0] == b"[]\n"


async def test_a_worker_killed_from_outside_is_replaced(parser: ParserProcess) -> None:
    """By the kernel short of memory, or by a person: the document at hand is read all the same."""
    expected = await parser.read(job(), received())
    process_of(parser).kill()
    assert await parser.read(job(), received()) == expected


async def test_ctrl_c_does_not_end_the_worker(parser: ParserProcess) -> None:
    """In a terminal it goes to everything in the foreground; stopping in order is the parent's business."""
    await parser.read(job(), received())
    process = process_of(parser)
    assert os.getpgid(process.pid) != os.getpgid(0)
    process.send_signal(signal.SIGINT)
    assert await parser.read(job(), received()) == read(job(), received())
    assert process_of(parser) is process


async def test_a_document_that_takes_too_long_is_given_up() -> None:
    """And the next one is read."""
    parser = ParserProcess(seconds=0.5)
    try:
        outcome = await parser.read(job(), received(HOSTILE))
        assert outcome == FetchFailed(FEED_URL, FailureKind.PARSER, "takes more than 0.5 s to read")
        assert await parser.read(job(), received()) == read(job(), received())
    finally:
        await parser.close()


async def test_a_document_that_kills_the_worker_twice_is_given_up(
    parser: ParserProcess, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crashing = tmp_path / "python"
    crashing.write_text(f"#!{sys.executable}\nimport sys; sys.stdout.buffer.write(bytes(4))\n")
    crashing.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(crashing))
    outcome = await parser.read(job(), received())
    assert outcome == FetchFailed(FEED_URL, FailureKind.PARSER, "the parser crashes on it")


async def test_an_abandoned_reading_does_not_answer_the_next(parser: ParserProcess) -> None:
    await parser.read(job(), received())
    reading = asyncio.ensure_future(parser.read(job(), received(HOSTILE)))
    await asyncio.sleep(0.05)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert await parser.read(job(), received()) == read(job(), received())


async def test_an_idle_worker_gives_its_memory_back() -> None:
    parser = ParserProcess(idle_seconds=0.01)
    await parser.read(job(), received())
    process = process_of(parser)
    await process.wait()
    assert parser._process is None
    assert await parser.read(job(), received()) == read(job(), received())
    await parser.close()
    await parser.close()


async def test_a_worker_that_reads_for_long_is_not_idle() -> None:
    parser = ParserProcess(idle_seconds=0.05)
    await parser.read(job(), received())
    process = process_of(parser)
    await parser.read(job(), received(DOCUMENTS["one long text malformed"](1)))
    assert process_of(parser) is process
    await parser.close()


async def test_an_idle_moment_after_a_crash_ends_nothing(parser: ParserProcess) -> None:
    parser._retire()
    assert parser._retiring is None


async def test_the_worker_dies_with_its_parent() -> None:
    """Also when the parent is killed: its input ends."""
    code = """
import asyncio
from bot.fetch.parsing import ParserProcess
from tests.fetch.test_worker import job, received
async def main():
    parser = ParserProcess()
    await parser.read(job(), received())
    print(parser._process.returncode is None, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    assert parent.stderr is not None
    assert await parent.stdout.readline() == b"True\n"
    parent.kill()
    async with asyncio.timeout(10):
        assert await parent.stderr.read() == b"", "it ends once all who hold it have ended, the worker too"
    await parent.wait()


def test_the_worker_gets_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "123:secret")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    environment = parsing._environment()
    assert "123:secret" not in environment.values()
    assert environment["PYTHONPATH"].endswith(":/somewhere")
