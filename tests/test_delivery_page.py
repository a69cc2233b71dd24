"""Every claim that docs/delivery.md makes is shown by a test: `tests/data/delivery-claims.txt` says by which.

There, a claim stands as it begins on the page, under the page's own headings; below it, further in, the tests that
show it. A claim is a sentence, or a row of a table. What the page says is not promised needs no test.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest

from bot import inspection, service
from bot.core import absence, pace, settle
from bot.jobs import deliver, fan_out, pacing, sweep
from bot.model import ChatId, DeliveryState, TransitionId
from bot.store import edits, open_store, outbox, parking
from tests.builders import T0
from tests.rows import add_delivery

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "delivery.md"
CLAIMS = ROOT / "tests" / "data" / "delivery-claims.txt"

_SENTENCE_END = re.compile(r"(?<=[.!?])(?:\*\*)?\s+(?=[*`\"]*[A-Z])")
_ITEM = re.compile(r"(?:-|\d+\.) ")
_ROW_OF_DASHES = re.compile(r"[|\-: ]+")

Claims = dict[str, list[str]]
"""What is claimed under each heading."""


def claims_of(page: str) -> Claims:
    """Its sentences and rows, by heading, without examples to type."""
    found: Claims = defaultdict(list)
    heading = ""
    for block in re.sub(r"```.*?```", "", page, flags=re.DOTALL).split("\n\n"):
        text = block.strip()
        if text.startswith("#"):
            heading = text.lstrip("# ")
        elif text.startswith("|"):
            rows = [" ".join(line.strip("| ").split()) for line in text.splitlines()]
            found[heading] += [row for row in rows[1:] if not _ROW_OF_DASHES.fullmatch(row)]
        else:
            for passage in _passages(text):
                found[heading] += [sentence.replace("**", "") for sentence in _SENTENCE_END.split(passage) if sentence]
    return found


def _passages(text: str) -> list[str]:
    """The items of a list, or the paragraph, each on one line."""
    passages: list[str] = []
    for line in text.splitlines():
        if _ITEM.match(line) or not passages:
            passages.append(_ITEM.sub("", line, count=1) if _ITEM.match(line) else line)
        else:
            passages[-1] += " " + line.strip()
    return [" ".join(passage.split()) for passage in passages]


def shown() -> dict[str, dict[str, list[str]]]:
    """The tests of each claim, by heading."""
    found: dict[str, dict[str, list[str]]] = {}
    heading = claim = ""
    for line in CLAIMS.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            heading = line[2:]
            found[heading] = {}
        elif line.startswith("    "):
            found[heading][claim].append(line.strip())
        elif line:
            claim = line
            found[heading][claim] = []
    return found


def test_every_claim_names_its_tests_and_nothing_else_is_claimed_to_be_shown() -> None:
    by_heading = shown()
    unshown, claimed_no_more = [], []
    for heading, claims in claims_of(PAGE.read_text(encoding="utf-8")).items():
        beginnings = by_heading.pop(heading, {})
        promised = [claim for claim in claims if not claim.startswith("Not promised:")]
        unshown += [claim for claim in promised if not any(claim.startswith(one) for one in beginnings)]
        claimed_no_more += [one for one in beginnings if sum(claim.startswith(one) for claim in claims) != 1]
    assert not unshown, "say in tests/data/delivery-claims.txt which tests show them"
    assert not claimed_no_more, "no claim, or more than one, begins so"
    assert not by_heading, "there is no such heading"


def test_every_test_that_is_named_exists() -> None:
    existing: dict[str, set[str]] = {}
    for claims in shown().values():
        for claim, tests in claims.items():
            assert tests, f"nothing shows: {claim}"
            for test in tests:
                path, _, name = test.partition("::")
                if path not in existing:
                    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
                    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
                    existing[path] = {node.name for node in ast.walk(tree) if isinstance(node, functions)}
                assert name in existing[path], f"there is no {test}"


def test_every_state_of_a_delivery_is_told() -> None:
    told = claims_of(PAGE.read_text(encoding="utf-8"))["What a delivery can be"]
    assert {state.value for state in DeliveryState} <= {claim.partition(" | ")[0] for claim in told}


SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
WORDS = {2: "two", 3: "three", 5: "five", 6: "six"}


def _limits() -> str:
    everyone, (chat,), (group,) = pace.TELEGRAM.everyone, pace.TELEGRAM.chat, pace.TELEGRAM.group
    assert everyone
    assert (everyone.within // SECOND, group.within // MINUTE) == (1, 1)
    return (
        f"{everyone.most} a second; for one chat {chat.most} in {chat.within // SECOND} s; "
        f"for a group or channel also {group.most} in a minute"
    )


@pytest.mark.parametrize(
    "said",
    [
        _limits(),
        f"in chunks of {fan_out.CHUNK:,}",
        f"dead after {parking.PARKED_FOR // HOUR} h",
        f"At most {deliver.IN_FLIGHT} are under way",
        f"again after {settle.FIRST_BACK_OFF // SECOND} s, 10 s, … {settle.LONGEST_BACK_OFF // MINUTE} min, for ever",
        f"again after {settle.DOUBT_PAUSE // SECOND} s or more",
        f"When {WORDS[pace.WIDESPREAD]} chats in a row",
        f"nothing is sent for {pace.FIRST_SILENCE // SECOND} s, 10 s, … {pace.LONGEST_SILENCE // MINUTE} min",
        f"at most once in {WORDS[edits.EDIT_SPACING // MINUTE]} minutes",
        f"older than {WORDS[edits.EDITED_FOR.days]} days",
        f"`cap` alerts ({outbox.DEFAULT_CAP}) in 24 hours",
        f"the others wait for its answer, at most {deliver.ALONE_FOR // SECOND} s",
        f"{WORDS[settle.MOST_DEATHS]} times while sending",
        f"{WORDS[edits.MOST_DEATHS]} times while editing",
        f"could not be told for {WORDS[absence.LATE_AFTER // HOUR]} hours",
        f"SIGTERM waits up to {service.LONGEST_STOP // SECOND} s",
        f"only its number is kept, for {WORDS[sweep.UPDATES_KEPT.days]} days",
        f"`status --json` lists up to {inspection.LISTED_AS_JSON}",
        f"All rows, for {sweep.DELIVERIES_KEPT.days} days",
        f"in the last {WORDS[pacing.REMEMBERED // MINUTE]} minutes",
    ],
)
def test_its_figures_are_those_of_the_code(said: str) -> None:
    assert said in " ".join(PAGE.read_text(encoding="utf-8").split())


def test_its_query_finds_what_is_parked_or_dead() -> None:
    found = re.search(r"```sh\n.*?\"(.*?)\"\n```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert found
    db = open_store(None)
    for number, state in enumerate((DeliveryState.DEAD, DeliveryState.SENT, DeliveryState.PARKED)):
        add_delivery(db, TransitionId(state), ChatId(number), state, settled_at=T0)
    rows = db.execute(found[1]).fetchall()
    assert [row["transition"] for row in rows] == ["parked", "dead"]
    assert rows[1]["at"] == "2026-01-08 12:00:00"


def test_a_page_is_taken_apart_into_sentences_and_rows() -> None:
    page = """# Page

**One holds.** Another (v. 2) does
too.

1. First. "Second" is said.
2. Third

| if | then |
|---|---|
| a | b |

```sh
ignored. Altogether.
```
## Next

More.
"""
    assert claims_of(page) == {
        "Page": ["One holds.", "Another (v. 2) does too.", "First.", '"Second" is said.', "Third", "a | b"],
        "Next": ["More."],
    }
