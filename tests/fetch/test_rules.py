"""Each of the 33 rules of docs/fetching.md has a test that names it, and the page says what the code does."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core import failing, hold, moves, schedule
from bot.fetch.headers import LONGEST_WAIT
from bot.fetch.limits import Limits
from bot.fetch.turns import KNOWN_LIMITS, LEAST_SPACING, MOST_REQUESTS
from bot.jobs.refresh import ASKED_FOR_EVERY
from bot.store.facts import RELEASE_EVERY

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/fetching.md").read_text("utf-8")
RULES = range(1, 34)
ROWS = {int(number): row for number, row in re.findall(r"^\| (\d+) \| (.*) \|$", PAGE, re.MULTILINE)}
NAMED = re.compile(r"\brules? (\d+)(?:,? and (?:rule )?(\d+)|, rule (\d+))?\b")


def names() -> Iterator[str]:
    """The name and the docstring of every test."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield f"{node.name.replace('_', ' ')}. {ast.get_docstring(node) or ''}".lower()


TESTED = {int(number) for text in names() for found in NAMED.findall(text) for number in found if number}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_told_and_tested(rule: int) -> None:
    assert rule in ROWS, "docs/fetching.md does not tell it"
    assert rule in TESTED, "no test names it"


def test_there_are_no_other_rules() -> None:
    assert set(ROWS) | TESTED == set(RULES)


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_the_page_tells_the_numbers_of_the_code() -> None:
    """Whoever changes one of these changes the page."""
    limits = Limits()
    assert (limits.raw, limits.body, limits.total, limits.hops) == (4_000_000, 8_000_000, 30, 5)
    assert schedule.URGENT_REQUEST == 4 * HOUR
    assert (LONGEST_WAIT, schedule.LONGEST_REQUEST, schedule.LONGEST_BACK_OFF) == (DAY, DAY, DAY)
    assert (schedule.VALIDATORS_TRUSTED, schedule.UNVALIDATED_FLOOR, schedule.REPEATS_TOLD) == (8 * DAY, HOUR / 2, 3)
    assert (schedule.LEAST_FLOOR, ASKED_FOR_EVERY) == (HOUR / 60, HOUR / 2)
    assert (4 * HOUR, DAY, timedelta(seconds=10)) == (hold.UNSAID_WAIT, hold.REMEMBERED, RELEASE_EVERY)
    assert (failing.MISSING_FOR, moves.PROOFS, moves.PROVED_OVER, moves.ASKED_AGAIN) == (7 * DAY, 3, DAY, 8 * HOUR)
    assert (KNOWN_LIMITS, LEAST_SPACING, MOST_REQUESTS) == ({"reddit.com": 61.0}, 1.0, 32)
