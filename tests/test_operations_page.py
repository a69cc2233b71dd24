"""docs/operations.md: what it says of the log, of exit codes and of health is what the code does."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import errors, health
from bot.chat import longpoll
from bot.jobs import poll, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    """Those of the table under a heading, without its head."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [line.split("|")[1] for line in section.splitlines() if line.startswith("|")][2:]


def logged() -> Iterator[str]:
    """Every event that the bot logs: the first texts in a call of the log's."""
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[0] == "_log":
                texts = (n.value for argument in node.args for n in ast.walk(argument) if isinstance(n, ast.Constant))
                yield from (text for text in texts if isinstance(text, str))


def test_every_event_of_the_log_is_told_and_no_other() -> None:
    told = {event for cell in first_cells("The log") for event in re.findall(r"`([^`]+)`", cell)}
    assert told == {*logged(), "delivery"}  # whose level is chosen before


def test_every_exit_code_is_told() -> None:
    ends = [end for end in vars(errors).values() if isinstance(end, type) and issubclass(end, errors.BotError)]
    assert {int(cell) for cell in first_cells("Exit codes")} >= {0, *(end.exit_code for end in ends)}


SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    "said",
    [
        f"it notes so every {poll.BEAT_EVERY // SECOND} s; more than {health.LONGEST_BEAT // SECOND} s is a stall",
        f"no feed has been due for over {health.LONGEST_WAIT // MINUTE} minutes",
        f"held open for {longpoll.HELD // SECOND} s",
        f"answered within {(longpoll.HELD + longpoll.MARGIN) // SECOND}",
        f"kept for {sweep.ENTRIES_KEPT.days} days after their feed last listed them",
        f"deliveries for {sweep.DELIVERIES_KEPT.days} days",
        f"the numbers of updates for {sweep.UPDATES_KEPT.days} days",
    ],
)
def test_its_figures_are_those_of_the_code(said: str) -> None:
    assert said in " ".join(PAGE.split())
