"""One poll's outcome, from what it means to what is stored: match, load, decide, apply.

The service, the backtest and `explain` all come through here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.cluster import HISTORY
from bot.core.decide import decide
from bot.core.hold import domain_of
from bot.core.match import match
from bot.model import Fetched
from bot.store import facts, transaction

if TYPE_CHECKING:
    from datetime import datetime

    from bot.jobs.watch import Watch
    from bot.model import Facts, Feed, FetchOutcome, Plan
    from bot.store import Database


def commit(
    db: Database,
    watch: Watch,
    feed: Feed,
    outcome: FetchOutcome,
    *,
    jitter: float,
    now: datetime,
    effort: float | None = None,
) -> tuple[Facts, Plan]:
    """What was known and what was decided. `jitter` is a draw from -1 to 1, `effort` what the budget allows."""
    matches = match(watch.index, outcome.entries, feed) if isinstance(outcome, Fetched) else ()
    matched = {found.question for found in matches}
    with transaction(db):
        known = facts.load_facts(db, feed, outcome, matched, domain=domain_of(outcome), since=now - HISTORY, now=now)
        plan = decide(watch.config, known, outcome, matches, jitter=jitter, now=now, effort=effort)
        facts.apply(db, plan, now, {question.id: question.cap for question in watch.config.questions})
    return known, plan
