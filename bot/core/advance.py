"""What a report changes in the life of a development: open → reported → confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.model import ChangeKind, Phase, Transition, TransitionId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.core.cluster import Report
    from bot.model import Confirmation, Development, DevelopmentId, Silence


def advance(
    reports: Iterable[Report], rule: Confirmation, now: datetime
) -> tuple[tuple[Development, ...], tuple[Transition, ...]]:
    """The developments that got evidence, in their new phase, and the steps that led there."""
    after: dict[DevelopmentId, Development] = {}
    transitions: list[Transition] = []
    for report in reports:
        id_ = report.development.id
        phase = after[id_].phase if id_ in after else report.development.phase
        development = replace(report.development, phase=phase)
        while step := _next_step(development, rule):
            kind, reason = step
            development = replace(development, phase=_phase_after(kind))
            transitions.append(_transition(development, kind, reason, report.silence, now))
        after[id_] = development
    return tuple(after.values()), tuple(transitions)


def _next_step(development: Development, rule: Confirmation) -> tuple[ChangeKind, str] | None:
    match development.phase:
        case Phase.OPEN:
            return ChangeKind.REPORTED, f"first report, by {development.lead.outlet}"
        case Phase.REPORTED:
            reason = _confirmed_by(development, rule)
            return (ChangeKind.CONFIRMED, reason) if reason else None
        case Phase.CONFIRMED | Phase.DISPUTED | Phase.CLOSED:
            return None
        case _:
            assert_never(development.phase)


def _confirmed_by(development: Development, rule: Confirmation) -> str:
    """The part of the rule that the evidence meets, or ''."""
    official = next((e.outlet for e in development.evidence if e.official), "")
    if rule.official and official:
        return f"official source: {official}"
    count = len(development.origins)
    return f"{count} independent origins" if count >= rule.origins else ""


def _phase_after(kind: ChangeKind) -> Phase:
    match kind:
        case ChangeKind.REPORTED:
            return Phase.REPORTED
        case ChangeKind.CONFIRMED:
            return Phase.CONFIRMED
        case ChangeKind.CHANGED | ChangeKind.REOPENED:
            return Phase.REPORTED
        case ChangeKind.DISPUTED:
            return Phase.DISPUTED
        case ChangeKind.CLOSED:
            return Phase.CLOSED
        case _:
            assert_never(kind)


def _transition(
    development: Development, kind: ChangeKind, reason: str, silence: Silence | None, now: datetime
) -> Transition:
    return Transition(
        id=TransitionId(f"{development.id}-{kind}"),
        question=development.question,
        development=development.id,
        kind=kind,
        at=now,
        reason=reason,
        silence=silence,
    )
