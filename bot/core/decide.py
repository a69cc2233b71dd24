"""All that one fetch outcome changes, as one pure function: admit, bear, claim, cluster, advance and route in a row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.core.absence import unheard_since
from bot.core.admit import admit
from bot.core.advance import advance
from bot.core.asked import asked_topics
from bot.core.bear import bearing
from bot.core.claim import read_claim
from bot.core.cluster import cluster
from bot.core.hold import held, understood
from bot.core.interval import demand, own_interval
from bot.core.life import begin
from bot.core.moves import is_merged
from bot.core.notice import noticed
from bot.core.origin import as_evidence
from bot.core.rhythm import learn
from bot.core.route import route
from bot.core.schedule import Terms, reschedule
from bot.model import Fetched, FetchFailed, Plan, Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.core.slices import Slice
    from bot.model import (
        Arrival,
        Config,
        Development,
        Evidence,
        Facts,
        FeedState,
        FetchOutcome,
        Match,
        QuestionId,
        QuestionState,
        Report,
        Silence,
        Transition,
    )


def decide(  # noqa: PLR0913 - each is a thing of its own that the plan depends on
    config: Config,
    facts: Facts,
    outcome: FetchOutcome,
    matches: Sequence[Match],
    *,
    jitter: float,
    now: datetime,
    effort: float | None = None,
    part: Slice | None = None,
) -> Plan:
    """What to write for an outcome. `matches` are those of the outcome's entries, `jitter` a draw from -1 to 1.

    `effort` is how much the budget allows (`bot.core.interval`), or None while nothing was learned. Deciding again on
    the same outcome, after the plan was applied, gives a plan without arrivals or alerts.
    `part` is that of a document which is to be decided on now, if it is not the whole; `facts.known` is then what was
    known before the first part, and nothing changes about the feed itself before the last.
    """
    outcome = understood(outcome, facts.hold, now)
    arrivals: tuple[Arrival, ...] = ()
    if isinstance(outcome, Fetched):
        arrivals = admit(outcome.entries, facts, config.freshness, now)
    told = arrivals if part is None else _of(part, arrivals)
    if isinstance(outcome, Fetched) and part and not part.is_last:
        return _with_news(Plan(facts.state, is_last=False), config, facts, outcome, told, matches, now)
    rhythm = learn(facts.rhythm, outcome, arrivals, facts.known, now)
    own = own_interval(facts.feed, config, rhythm, effort, now)
    terms = Terms(own, config.floor, jitter, facts.offline, urgent=facts.feed.every is not None)
    state = _state_after(config, facts, outcome, terms, now)
    plan = Plan(
        state=state,
        rhythm=rhythm,
        demand=demand(rhythm) if rhythm else None,
        hold=held(outcome, facts.hold, now),
        heard=not isinstance(outcome, FetchFailed),
        notices=noticed(facts.feed, facts.state, state, offline=facts.offline),
    )
    return _with_news(plan, config, facts, outcome, told, matches, now) if isinstance(outcome, Fetched) else plan


def _of(part: Slice, arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
    keys = {entry.key for entry in part.entries}
    return tuple(arrival for arrival in arrivals if arrival.entry.key in keys)


def _state_after(config: Config, facts: Facts, outcome: FetchOutcome, terms: Terms, now: datetime) -> FeedState:
    """The feed's state, with what its domain and the other feeds mean for it."""
    state = reschedule(facts.state, outcome, terms, now)
    if facts.hold is not None:
        state = replace(state, next_poll_at=max(state.next_poll_at, facts.hold.until))
    if state.address and is_merged(state, {feed.url for feed in config.feeds} - {state.url}):
        state = replace(state, stopped=Stop.MERGED)
    return state


def _with_news(
    plan: Plan,
    config: Config,
    facts: Facts,
    outcome: Fetched,
    arrivals: tuple[Arrival, ...],
    matches: Sequence[Match],
    now: datetime,
) -> Plan:
    """The plan with what the arrivals mean for the questions."""
    admitted = {arrival.entry.key: arrival for arrival in arrivals}
    matched = tuple(m for m in matches if m.entry.key in admitted)
    kept = bearing(matched, {q.id: q.answer.about for q in config.questions if q.answer})
    bears = {(match.question, match.entry.key) for match in kept}
    advanced = _advance_all(config, facts, arrivals, kept, now)
    return replace(
        plan,
        arrivals=arrivals,
        present=(*outcome.known, *(e.key for e in outcome.entries if e.key not in admitted)) if plan.is_last else (),
        matches=kept,
        passed_over=tuple(m for m in matched if (m.question, m.entry.key) not in bears),
        reports=tuple(advanced.reports),
        developments=tuple(advanced.developments),
        states=tuple(advanced.states),
        transitions=tuple(advanced.transitions),
        alerts=route(advanced.transitions),
        late=unheard_since(facts.heard, now) is not None,
    )


def _advance_all(
    config: Config, facts: Facts, arrivals: Iterable[Arrival], matches: Iterable[Match], now: datetime
) -> _Advanced:
    questions = {question.id: question for question in config.questions}
    asked = asked_topics(config.questions)
    advanced = _Advanced()
    for id_, arriving in _by_question(config, facts, arrivals, matches).items():
        question = questions[id_]
        reports = cluster(id_, arriving, facts.developments.get(id_, ()), asked=asked, known=question.known)
        before = facts.states.get(id_) or begin(question, now)
        developments, state, steps = advance(reports, before, question.confirm, now)
        advanced.reports += reports
        advanced.developments += developments
        advanced.transitions += steps
        if question.answer is not None:
            advanced.states.append(state)
    return advanced


@dataclass(slots=True)
class _Advanced:
    reports: list[Report] = field(default_factory=list)
    developments: list[Development] = field(default_factory=list)
    states: list[QuestionState] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)


def _by_question(
    config: Config, facts: Facts, arrivals: Iterable[Arrival], matches: Iterable[Match]
) -> Mapping[QuestionId, list[tuple[Evidence, Silence | None]]]:
    """The evidence for each question, with the answer it gives, in the order in which it is to be read."""
    questions = {question.id: question for question in config.questions}
    matched = defaultdict(list)
    for found in matches:
        matched[found.entry.key].append(found)
    sorted_in = defaultdict(list)
    for arrival in arrivals:
        for match in matched[arrival.entry.key]:
            claim = read_claim(questions[match.question], arrival)
            evidence = as_evidence(arrival, facts.feed, config.publishers, claim, match.focus)
            sorted_in[match.question].append((evidence, arrival.silence))
    return sorted_in
