"""What a program costs: its processor time with that of its children, and the most memory that each process took."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LOOK_EVERY = 0.02
_MIB = 1024
"""kB in one."""


class Failed(Exception):
    """A program did not end well; the text is the end of what it printed."""


@dataclass(slots=True)
class Cost:
    """Seconds; MiB of resident memory: at most of the program's own process, and of any that it started."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0
    children: float = 0.0


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a program to its end. Raises Failed."""
    log = folder / "output.log"
    start = time.perf_counter()
    with log.open("w+b") as output:
        process = subprocess.Popen(  # noqa: S603 - what the benchmark runs
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        )
        with Watched(process.pid) as watched:
            _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(log.read_text(errors="replace")[-2000:].strip())
    watched.cost.wall = time.perf_counter() - start
    watched.cost.cpu = used.ru_utime + used.ru_stime
    return watched.cost


@dataclass(slots=True)
class Watched:
    """The memory of a running process and its children, looked at often. Nothing where the system has no /proc."""

    pid: int
    cost: Cost = field(default_factory=Cost)
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread = field(init=False)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self._look()

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK_EVERY):
            self._look()

    def _look(self) -> None:
        self.cost.memory = max(self.cost.memory, most_memory(self.pid))
        self.cost.children = max(self.cost.children, *map(most_memory, _children(self.pid)), 0.0)


def most_memory(pid: int) -> float:
    return _status(pid, "VmHWM")


def memory(pid: int) -> float:
    """Resident now, in MiB."""
    return _status(pid, "VmRSS")


def own_memory() -> tuple[float, float]:
    """This process's resident memory now and at most, in MiB; where there is no /proc, the second twice."""
    peak = most_memory(os.getpid()) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MIB
    return memory(os.getpid()) or peak, peak


def cpu(pid: int) -> float:
    """Seconds that a running process has used so far, without its children."""
    ticks = os.sysconf("SC_CLK_TCK")
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return sum(map(int, fields[11:13])) / ticks


def _status(pid: int, key: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / _MIB for line in lines if line.startswith(f"{key}:")), 0.0)


def _children(pid: int) -> Iterator[int]:
    """Also those of its children."""
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from _children(child)
    except OSError:
        return
