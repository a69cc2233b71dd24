"""The command line of the drill: progress while it goes on, then a table, and what went wrong."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from tests.crash import __doc__ as about
from tests.crash.drill import Drill, Plan, Progress
from tests.crash.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.crash.record import Record
    from tests.crash.verdict import Verdict

MOST_COMPLAINTS = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 1 if anything was lost, repeated without a reason, or otherwise wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=about)
    parser.add_argument("--kills", type=int, default=200, help="how often the bot is killed (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=None, help="to do again what a seed did, as far as timing allows")
    parser.add_argument("--keep", type=Path, help="a new folder to leave feeds.yaml, the database and the log in")
    options = parser.parse_args(arguments)
    plan = Plan(options.kills, secrets.randbelow(10**6) if options.seed is None else options.seed)
    console = Console()
    console.print(f"Killing the bot {plan.kills} times (seed {plan.seed})")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        record = asyncio.run(_played(plan, folder, console))
        return report(console, plan, record, time.monotonic() - began)


def report(console: Console, plan: Plan, record: Record, seconds: float) -> int:
    """Say how it went; the exit code."""
    verdict = judge(record)
    _show(console, verdict, record, seconds)
    if not verdict.complaints:
        return 0
    _complain(console, verdict, plan)
    return 1


async def _played(plan: Plan, folder: Path, console: Console) -> Record:
    with console.status("starting") as status:

        def tell(progress: Progress) -> None:
            text = f"{progress.kills} of {plan.kills} kills, {progress.news} news, {progress.messages} messages"
            status.update(text)
            if not console.is_terminal and progress.kills % 20 == 0:
                console.print(text)

        return await Drill(plan, folder, {}, tell).run()


def _show(console: Console, verdict: Verdict, record: Record, seconds: float) -> None:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in (
        ("killed with SIGKILL", len(record.deaths)),
        ("people, of whom stayed", f"{len(record.people)}, {sum(one.stays for one in record.people)}"),
        ("published", len(record.published)),
        ("alerts owed to those who stayed", verdict.owed),
        ("alerts lost", verdict.lost),
        ("alerts that arrived", len(record.copies)),
        ("of these repeats", verdict.repeats),
        ("answers that the bot counts as lost", verdict.doubts),
        ("other complaints", len(verdict.complaints) - verdict.lost),
        ("seconds", f"{seconds:.0f}"),
    ):
        table.add_row(name, str(value))
    console.print(table)


def _complain(console: Console, verdict: Verdict, plan: Plan) -> None:
    for complaint in verdict.complaints[:MOST_COMPLAINTS]:
        console.print(f"- {complaint}", markup=False, highlight=False)
    if len(verdict.complaints) > MOST_COMPLAINTS:
        console.print(f"and {len(verdict.complaints) - MOST_COMPLAINTS} more")
    console.print(f"Again: make crash KILLS={plan.kills} SEED={plan.seed}")


if __name__ == "__main__":
    sys.exit(main())
