"""All that one fetch outcome changes, as one pure function: admit, cluster, advance and route in a row."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.core.admit import admit
from bot.core.advance import advance
from bot.core.cluster import cluster
from bot.core.origin import as_evidence
from bot.core.route import route
from bot.core.schedule import reschedule
from bot.model import Fetched, Plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.model import (
        Arrival,
        Config,
        Development,
        Evidence,
        Facts,
        FetchOutcome,
        Match,
        QuestionId,
        Silence,
        Transition,
    )


def decide(
    config: Config, facts: Facts, outcome: FetchOutcome, matches: Sequence[Match], *, jitter: float, now: datetime
) -> Plan:
    """What to write for an outcome. `matches` are those of the outcome's entries, `jitter` a draw from -1 to 1.

    Deciding again on the same outcome, after the plan was applied, gives a plan without arrivals or alerts.
    """
    state = reschedule(facts.feed, facts.state, outcome, floor=config.floor, jitter=jitter, now=now)
    if not isinstance(outcome, Fetched):
        return Plan(state=state)
    arrivals = admit(outcome.entries, facts.known, facts.state, config.freshness, now)
    admitted = {arrival.entry.key: arrival for arrival in arrivals}
    kept = tuple(m for m in matches if admitted.get(m.entry.key) is not None)
    developments, transitions = _advance_all(config, facts, arrivals, kept, now)
    return Plan(
        state=state,
        arrivals=arrivals,
        present=(*outcome.known, *(e.key for e in outcome.entries if e.key not in admitted)),
        matches=kept,
        developments=developments,
        transitions=transitions,
        alerts=route(transitions),
    )


def _advance_all(
    config: Config, facts: Facts, arrivals: Iterable[Arrival], matches: Iterable[Match], now: datetime
) -> tuple[tuple[Development, ...], tuple[Transition, ...]]:
    rules = {question.id: question.confirm for question in config.questions}
    developments: list[Development] = []
    transitions: list[Transition] = []
    for question, arriving in _by_question(facts, arrivals, matches).items():
        reports = cluster(question, arriving, facts.developments.get(question, ()))
        after, steps = advance(reports, rules[question], now)
        developments += after
        transitions += steps
    return tuple(developments), tuple(transitions)


def _by_question(
    facts: Facts, arrivals: Iterable[Arrival], matches: Iterable[Match]
) -> Mapping[QuestionId, list[tuple[Evidence, Silence | None]]]:
    """The evidence for each question, in the order in which it is to be read."""
    questions = defaultdict(list)
    for found in matches:
        questions[found.entry.key].append(found.question)
    sorted_in = defaultdict(list)
    for arrival in arrivals:
        for question in questions[arrival.entry.key]:
            sorted_in[question].append((as_evidence(arrival, facts.feed), arrival.silence))
    return sorted_in
