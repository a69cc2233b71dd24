"""One poll's outcome, from what it means to what is stored: match, load, decide, apply.

The service, the backtest and `explain` all come through here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.core.cluster import HISTORY, MOST_KNOWN
from bot.core.decide import decide
from bot.core.hold import domain_of
from bot.core.match import match
from bot.core.slices import Slice, slices
from bot.model import Fetched
from bot.store import facts, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.jobs.watch import Watch
    from bot.model import Entry, Facts, Feed, FetchOutcome, Plan
    from bot.store import Database


class Committed(NamedTuple):
    """A slice of a document, what was known and what was decided on it. What is no document has no entries."""

    entries: tuple[Entry, ...]
    known: Facts
    plan: Plan


def commit(
    db: Database,
    watch: Watch,
    feed: Feed,
    outcome: FetchOutcome,
    *,
    jitter: float,
    now: datetime,
    effort: float | None = None,
) -> Iterator[Committed]:
    """Commit an outcome, slice by slice as it is iterated; what is not reached is as if it had not come.

    Each slice is a transaction of its own. Only with the last is the document read: what stands about the feed itself
    changes then, so that after a crash between two it is fetched again, and the rest is new.
    `jitter` is a draw from -1 to 1, `effort` what the budget allows.
    """
    before: Facts | None = None
    for part in slices(outcome.entries, now) if isinstance(outcome, Fetched) else (Slice(),):
        matches = match(watch.index, part.entries, feed) if part.entries else ()
        matched = {found.question for found in matches}
        with transaction(db):
            known = facts.load_facts(
                db, feed, outcome, matched, domain=domain_of(outcome), since=now - HISTORY, most=MOST_KNOWN, now=now
            )
            before = before or known
            known = replace(known, known=before.known)
            plan = decide(watch.config, known, outcome, matches, jitter=jitter, now=now, effort=effort, part=part)
            facts.apply(db, plan, now, {question.id: question.cap for question in watch.config.questions})
        yield Committed(part.entries, known, plan)
