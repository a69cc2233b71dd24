"""What fetching costs: processor time and memory of a round, beside two other feed readers on the same feeds.

Each program runs as it is shipped, once from nothing and once more with nothing new, against a server of ours on
loopback; the bot is its command `once`, the second time some hours later by its clock. Other work on the machine
makes all of them slower alike, and wall time means little: compare the rows of one run by their processor time.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench import peers
from bench.processes import Cost, measure
from bench.table import table
from bench.world import QUESTIONS, origin, write_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.world import Origin


@dataclass(frozen=True, slots=True)
class Scale:
    feeds: int = 500
    entries: int = 30
    latency: float = 0.1
    peers: bool = True


QUICK = Scale(feeds=6, entries=3, latency=0.0, peers=False)


@dataclass(frozen=True, slots=True)
class Program:
    """Commands for the rounds of one program; `environment` goes beside our own.

    `idle` is one with nothing due, or nothing where the program polls whatever it is given.
    """

    name: str
    prepare: Sequence[Sequence[str]]
    cold: Sequence[str]
    warm: Sequence[str]
    idle: Sequence[str]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Round:
    cost: Cost
    answers: Mapping[str, int]


def run(scale: Scale) -> Iterator[str]:
    yield f"Fetching: a round of {scale.feeds} feeds with {scale.entries} entries, {scale.latency:g} s away"
    try:
        others = peers.install() if scale.peers else ()
        missing = "" if scale.peers else "  The peers are left out of a quick run."
    except peers.Unavailable as error:
        others, missing = (), f"  The peers are left out: they cannot be installed here ({error})."
    rounds: dict[str, dict[str, Round]] = {}
    for validators in (True, False):
        with (
            origin(hosts=scale.feeds, entries=scale.entries, latency=scale.latency, validators=validators) as server,
            tempfile.TemporaryDirectory() as folder,
        ):
            for program in _programs(others, server, scale, Path(folder)):
                rounds.setdefault(program.name, {}).update(
                    _rounds(program, server, Path(folder) / program.name, validators=validators)
                )
    rows = [_row(name, found) for name, found in rounds.items()]
    yield table(
        (
            *("program", "cold: CPU, s", "wall", "MiB", "a child's", "warm, 304: CPU, s", "wall", "MiB"),
            *("warm, same 200: CPU, s", "wall", "MiB"),
        ),
        [*rows, _running(rounds["stillopen"]), GOALS],
    )
    start = rounds["stillopen"]["idle"].cost.cpu
    yield f"  stillopen takes {start:.2f} s of each to start, with nothing due; as a service it starts once."
    if missing:
        yield missing
    yield from _surprises(rounds, scale)


GOALS = ("goal", "4.00", "", "110", "60", "2.50", "", "110", "1.50", "", "110")


def _row(name: str, found: Mapping[str, Round]) -> tuple[str, ...]:
    cold, unmodified, same = (found[which].cost for which in ("cold", "304", "200"))
    return (
        *(name, f"{cold.cpu:.2f}", f"{cold.wall:.1f}", f"{cold.memory:.0f}", f"{cold.children:.0f}"),
        *(f"{unmodified.cpu:.2f}", f"{unmodified.wall:.1f}", f"{unmodified.memory:.0f}"),
        *(f"{same.cpu:.2f}", f"{same.wall:.1f}", f"{same.memory:.0f}"),
    )


def _running(found: Mapping[str, Round]) -> tuple[str, ...]:
    """What the rounds take of a service, which has started already."""
    start = found["idle"].cost.cpu
    cold, unmodified, same = (f"{found[which].cost.cpu - start:.2f}" for which in ("cold", "304", "200"))
    return ("stillopen, running", cold, "", "", "", unmodified, "", "", same, "", "")


def _surprises(rounds: Mapping[str, Mapping[str, Round]], scale: Scale) -> Iterator[str]:
    """Rounds that were not what their column says: every feed is to be asked once, and answer as named."""
    for name, found in rounds.items():
        for which, status in (("cold", "200"), ("304", "304"), ("200", "200")):
            if found[which].answers != {status: scale.feeds}:
                yield f"  {name}, {which}: the answers were {dict(found[which].answers)}"
        if "idle" in found and found["idle"].answers:
            yield f"  {name}, nothing due: the answers were {dict(found['idle'].answers)}"


def _programs(others: Sequence[peers.Peer], server: Origin, scale: Scale, folder: Path) -> Iterator[Program]:
    urls = server.urls(scale.feeds)
    home = folder / "stillopen"
    home.mkdir()
    environment = write_feeds(home, urls, QUESTIONS, "{every: 15m}")
    one = [sys.executable, "-m", "bench.round"]
    yield Program("stillopen", (), [*one, "0"], [*one, "6"], [*one, "6.02"], environment)
    for peer in others:
        place = folder / peer.name
        place.mkdir()
        peers.write_addresses(place, urls)
        yield Program(peer.name, peer.prepare, peer.poll, peer.poll, (), {"HOME": str(place)})


def _rounds(program: Program, server: Origin, folder: Path, *, validators: bool) -> dict[str, Round]:
    """By the name of their column; where there are no validators, the cold one has been measured before."""
    for command in program.prepare:
        measure(command, folder, program.environment)
    rounds = {"cold": _round(program.cold, program, server, folder)}
    rounds["304" if validators else "200"] = _round(program.warm, program, server, folder)
    if program.idle:
        rounds["idle"] = _round(program.idle, program, server, folder)
    return rounds if validators else {name: rounds[name] for name in rounds if name != "cold"}


def _round(command: Sequence[str], program: Program, server: Origin, folder: Path) -> Round:
    before = server.answers()
    cost = measure(command, folder, program.environment)
    after = server.answers()
    asked = {status: number - before.get(status, 0) for status, number in after.items()}
    return Round(cost, {status: number for status, number in asked.items() if number})
