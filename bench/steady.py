"""The service as it runs on: how long after publication an alert comes, and what ten thousand feeds take.

Both run the command `run` as it is shipped, in real time, without a token: alerts go to its standard output.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bench.processes import Watched, cpu, memory
from bench.table import table
from bench.world import QUESTIONS, origin, write_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bench.world import Origin

_LONGEST_START = 900.0
"""Seconds for the first round of all feeds."""


@dataclass(frozen=True, slots=True)
class Delay:
    """So many feeds, polled every so many seconds; entries published at random moments, as seconds between two."""

    feeds: int = 20
    every: int = 20
    entries: int = 60
    gap: float = 2.0


@dataclass(frozen=True, slots=True)
class Many:
    """`seconds` is how long the service is looked at after its first round."""

    feeds: int = 10_000
    hosts: int = 500
    entries: int = 30
    seconds: float = 300.0


QUICK_DELAY = Delay(feeds=2, every=2, entries=2, gap=0.5)
QUICK_MANY = Many(feeds=6, hosts=3, entries=2, seconds=1.0)


# ------------------------------------------------------------------ delay


def delay(scale: Delay) -> Iterator[str]:
    yield "Delay: from publication to the alert, in poll intervals"
    questions = {f"q-{number}": f"Alert{number}" for number in range(scale.entries)}
    polling = f"{{every: {scale.every}s, floor: {scale.every}s, spacing: 0s}}"
    with (
        origin(hosts=scale.feeds, entries=5, latency=0.1) as server,
        tempfile.TemporaryDirectory() as folder,
        _service(write_feeds(Path(folder), server.urls(scale.feeds), questions, polling)) as service,
        _Alerts(service) as heard,
    ):
        _await_first_round(server, scale.feeds)
        published = _publish(server, scale)
        heard.wait_for(published.keys(), until=time.monotonic() + 3 * scale.every)
        waits = sorted((heard.at[name] - at) / scale.every for name, at in published.items() if name in heard.at)
    yield table(
        ("", "mean", "median", "p95", "longest", "alerts of entries"),
        [
            (
                f"every {scale.every} s",
                *(f"{value:.2f}" for value in (statistics.mean(waits), statistics.median(waits))),
                *(f"{waits[place]:.2f}" for place in (int(len(waits) * 0.95), -1)),
                f"{len(waits)} of {len(published)}",
            ),
            ("a poll that costs nothing", "0.50", "0.50", "0.95", "1.00", ""),
        ],
    )


def _publish(server: Origin, scale: Delay) -> Mapping[str, float]:
    """Name and moment of each entry."""
    draw = random.Random(0)
    published = {}
    for number in range(scale.entries):
        time.sleep(draw.expovariate(1 / scale.gap))  # noqa: TID251 - in real time
        published[f"Alert{number}"] = time.monotonic()
        server.publish(draw.randrange(scale.feeds), f"Alert{number} of case {number + 1000} reaches the court today")
    return published


class _Alerts:
    """Reads what the service prints, and notes when each name came first."""

    def __init__(self, service: subprocess.Popen[str]) -> None:
        self.at: dict[str, float] = {}
        self._service = service
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """What the service prints ends with it."""
        self._service.terminate()
        self._thread.join()

    def wait_for(self, names: object, until: float) -> None:
        while time.monotonic() < until and self.at.keys() != names:
            time.sleep(0.05)  # noqa: TID251 - in real time

    def _read(self) -> None:
        assert self._service.stdout  # noqa: S101 - it was asked for
        for line in self._service.stdout:
            for name in re.findall(r"Alert\d+", line):
                self.at.setdefault(name, time.monotonic())


# ------------------------------------------------------------------ ten thousand


def many(scale: Many) -> Iterator[str]:
    yield f"Steady state: the service with {scale.feeds:,} feeds on {scale.hosts} hosts, every 5 minutes, nothing new"
    with (
        origin(hosts=scale.hosts, entries=scale.entries, latency=0.1) as server,
        tempfile.TemporaryDirectory() as folder,
        _service(write_feeds(Path(folder), server.urls(scale.feeds), QUESTIONS, "{every: 5m, floor: 1m}")) as service,
        Watched(service.pid) as watched,
    ):
        start = time.monotonic()
        _await_first_round(server, scale.feeds)
        first_round = time.monotonic() - start
        used, answers = cpu(service.pid), sum(server.answers().values())
        time.sleep(scale.seconds)  # noqa: TID251 - in real time
        held, share = memory(service.pid), (cpu(service.pid) - used) / scale.seconds
        polls = (sum(server.answers().values()) - answers) / scale.seconds
    yield table(
        ("", "first round, s", "memory held, MiB", "at most", "a child's", "CPU, %", "polls a second"),
        [
            (
                *(f"{scale.feeds:,} feeds", f"{first_round:.0f}", f"{held:.0f}", f"{watched.cost.memory:.0f}"),
                *(f"{watched.cost.children:.0f}", f"{share:.1%}".rstrip("%"), f"{polls:.1f}"),
            ),
            ("goal", "", "200", "", "60", "", ""),
        ],
    )


# ------------------------------------------------------------------ the service


@contextmanager
def _service(environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def _await_first_round(server: Origin, feeds: int) -> None:
    until = time.monotonic() + _LONGEST_START
    while server.answers().get("200", 0) < feeds and time.monotonic() < until:
        time.sleep(0.2)  # noqa: TID251 - in real time
