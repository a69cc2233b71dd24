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
from bot.model import UNSAID_WAIT, FailureKind
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


SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
WORDS: dict[object, str] = {
    1: "a",
    3: "three",
    8: "eighth",
    0.1: "a tenth",
    HOUR / 2: "half an hour",
    timedelta(days=1): "a day",
    timedelta(days=7): "a week",
}
LIMITS = Limits()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (7, f"after {schedule.VALIDATORS_TRUSTED.days} days of nothing but 304s"),
        (8, f"for each {WORDS[schedule._READ_AGAIN]} try"),
        (9, f"after {WORDS[schedule.REPEATS_TOLD]} unchanged documents"),
        (9, f"asks {WORDS[schedule.UNVALIDATED_FLOOR]} apart at least"),
        (10, f"up to {LONGEST_WAIT // HOUR} hours, or {schedule.URGENT_REQUEST // HOUR} for a feed"),
        (11, f"for {WORDS[schedule._DAY_HOURS * HOUR]} at most"),
        (13, f"by up to {WORDS[schedule.JITTER]}"),
        (14, f"not under {WORDS[schedule.LEAST_FLOOR // MINUTE]} minute"),
        (15, f"twice in {WORDS[ASKED_FOR_EVERY]}"),
        (16, f"up to {schedule.LONGEST_REQUEST // HOUR} hours; {UNSAID_WAIT // HOUR} hours after a 429"),
        (17, f"lets them go {RELEASE_EVERY // SECOND} seconds apart"),
        (18, f"sent a 429 within {WORDS[hold.REMEMBERED]}"),
        (18, f"tells you after {WORDS[failing._TOLD_AFTER[FailureKind.THROTTLED]]}"),
        (19, f"up to {schedule.LONGEST_BACK_OFF // HOUR} hours"),
        (20, f"stops after {WORDS[failing.MISSING_FOR]}"),
        (21, f"asking the old address again every {moves.ASKED_AGAIN // HOUR} hours"),
        (21, f"after {WORDS[moves.PROOFS]} times over {WORDS[moves.PROVED_OVER]} or more"),
        (22, f"{LIMITS.hops} hops at most"),
        (23, f"after {WORDS[failing._TOLD_AFTER[FailureKind.NOT_A_FEED].days]} days"),
        (24, f"{WORDS[int(LEAST_SPACING)]} second at least between two of them"),
        (24, f"{KNOWN_LIMITS['reddit.com']:g} seconds for Reddit"),
        (29, f"{LIMITS.raw / 1e6:g} MB as sent, {LIMITS.body / 1e6:g} MB unpacked, {LIMITS.total:g} seconds in all"),
    ],
)
def test_a_rule_tells_the_numbers_of_the_code(rule: int, said: str) -> None:
    assert said in ROWS[rule]


def test_the_page_tells_how_many_requests_there_are_at_once() -> None:
    assert f"at most {MOST_REQUESTS} requests at once" in PAGE
