"""What reports change: the phase of a development, and the answer of a question that has one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.life import Step, hear
from bot.model import ChangeKind, Phase, Transition, TransitionId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model import Confirmation, Development, DevelopmentId, QuestionState, Report, Silence

Advanced = tuple[tuple["Development", ...], "QuestionState", tuple[Transition, ...]]


def advance(reports: Iterable[Report], state: QuestionState, rule: Confirmation, now: datetime) -> Advanced:
    """The developments of one question that got evidence, its state, and the steps that led there.

    A question without an answer type hears no claims, and its state stays as it is.
    """
    after: dict[DevelopmentId, Development] = {}
    transitions: list[Transition] = []
    for report in reports:
        id_ = report.development.id
        before = after[id_].phase if id_ in after else report.development.phase
        state, step = hear(state, report.evidence, rule)
        development, steps = _advance_one(replace(report.development, phase=before), step, rule)
        after[id_] = development
        transitions += [_transition(development, state, taken, report.silence, now) for taken in steps]
    return tuple(after.values()), state, tuple(transitions)


def _advance_one(
    development: Development, answered: Step | None, rule: Confirmation
) -> tuple[Development, tuple[Step, ...]]:
    """A first report opens; a step of the answer takes its place or follows it; origins confirm."""
    steps: list[Step] = []
    if development.phase is Phase.OPEN:
        development = replace(development, phase=Phase.REPORTED)
        first = Step(ChangeKind.REPORTED, "", f"first report, by {development.lead.outlet}")
        steps.append(answered if answered and answered.kind in _TOLD else first)
    elif answered and answered.kind in _TOLD:
        # The answer came to be known by a later report: who was told of the development is told of it.
        steps.append(replace(answered, kind=ChangeKind.CHANGED) if answered.kind is ChangeKind.REPORTED else answered)
    reason = _confirmed_by(development, rule)
    if development.phase is Phase.REPORTED and reason:
        development = replace(development, phase=Phase.CONFIRMED)
        steps.append(Step(ChangeKind.CONFIRMED, "", reason))
    return development, tuple(steps)


_TOLD = frozenset({ChangeKind.REPORTED, ChangeKind.CHANGED, ChangeKind.DISPUTED})


def _confirmed_by(development: Development, rule: Confirmation) -> str:
    """The part of the rule that the evidence meets, or ''."""
    official = next((e.outlet for e in development.evidence if e.official), "")
    if rule.official and official:
        return f"official source: {official}"
    count = len(development.origins)
    return f"{count} independent origins" if count >= rule.origins else ""


def _transition(
    development: Development, state: QuestionState, step: Step, silence: Silence | None, now: datetime
) -> Transition:
    """Named after the report it came with: deciding again gives the same, and no two steps share a name."""
    return Transition(
        id=TransitionId(f"{development.id}-{step.kind}-{len(development.evidence)}"),
        question=development.question,
        development=development.id,
        kind=step.kind,
        at=now,
        reason=step.reason,
        silence=silence,
        answer=state.answer,
        before=step.before,
    )
