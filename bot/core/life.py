"""The life of an answer: which claimed value leads a question, how far it is confirmed, when it is in dispute.

A value never claimed before takes the lead at its first report. One that led before, or was known, has to be asserted
by more than one origin to come back, since old answers are often retold: a return is no news until it is widely told.
Against a leading value that is well supported, and was lately, that is a dispute.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import ChangeKind, ClaimStatus, Phase, Precision, QuestionState, Support

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import Claim, Confirmation, Evidence, Question

DENIAL = "not "
"""Before a value: the support of those who deny it."""

LEAST_TO_RETURN = 2

RECENT = timedelta(days=3)
"""For so long after a value lost the lead a headline that tells of its return may as well be an old one."""

STANDS_FOR = timedelta(days=3)
"""How long a leading value stands against another without being asserted again: later, things have moved on."""


@dataclass(frozen=True, slots=True)
class Step:
    """What hearing a claim did to the answer."""

    kind: ChangeKind
    before: str
    reason: str


def begin(question: Question, now: datetime) -> QuestionState:
    """A question as the watch begins: open, or with the answer that was known."""
    if not question.known:
        return QuestionState(question.id, Phase.OPEN, "", now)
    known = Support(question.known, frozenset(), official=False, first_at=now, last_at=now)
    return QuestionState(question.id, Phase.CONFIRMED, question.known, now, (known,))


def hear(state: QuestionState, evidence: Evidence, rule: Confirmation) -> tuple[QuestionState, Step | None]:
    """The state after one piece of evidence, and the step it took, if any.

    Only a claim that names a value, to the day, can change anything.
    """
    claim = evidence.claim
    if claim is None or not claim.value or claim.precision is not Precision.DAY:
        return state, None
    if claim.status is ClaimStatus.DENIED:
        return _deny(state, claim, evidence, rule)
    if claim.status is not ClaimStatus.ASSERTED:
        return state, None
    is_new = all(support.value != claim.value for support in state.supports)
    state = _support(state, claim.value, evidence)
    if claim.value == state.answer:
        return _confirm(state, rule)
    if is_new or not state.answer:
        return _lead(state, claim.value, evidence, rule, f"{evidence.outlet} says so")
    return _return(state, claim.value, evidence, rule)


def support_of(state: QuestionState, value: str) -> Support | None:
    return next((support for support in state.supports if support.value == value), None)


def meets(support: Support | None, rule: Confirmation) -> str:
    """The part of the rule that a value's support meets, or ''."""
    if support is None:
        return ""
    if rule.official and support.official:
        return "an official source"
    count = len(support.origins)
    return f"{count} independent origins" if count >= rule.origins else ""


def _support(state: QuestionState, value: str, evidence: Evidence) -> QuestionState:
    before = support_of(state, value) or Support(
        value, frozenset(), official=False, first_at=evidence.seen_at, last_at=evidence.seen_at
    )
    after = replace(
        before,
        origins=before.origins | ({evidence.origin} if evidence.origin else frozenset()),
        official=before.official or evidence.official,
        last_at=max(before.last_at, evidence.seen_at),
    )
    return replace(state, supports=(*(s for s in state.supports if s.value != value), after))


def _confirm(state: QuestionState, rule: Confirmation) -> tuple[QuestionState, Step | None]:
    met = meets(support_of(state, state.answer), rule)
    if state.phase is not Phase.REPORTED or not met:
        return state, None
    return replace(state, phase=Phase.CONFIRMED), Step(ChangeKind.CONFIRMED, state.answer, met)


def _lead(
    state: QuestionState, value: str, evidence: Evidence, rule: Confirmation, reason: str
) -> tuple[QuestionState, Step]:
    """Make a value the answer. The others keep their place in memory and lose their origins."""
    kind = ChangeKind.CHANGED if state.answer else ChangeKind.REPORTED
    phase = Phase.CONFIRMED if meets(support_of(state, value), rule) else Phase.REPORTED
    supports = tuple(s if s.value == value else replace(s, origins=frozenset(), official=False) for s in state.supports)
    after = replace(state, phase=phase, answer=value, since=evidence.seen_at, supports=supports)
    return after, Step(kind, state.answer, reason)


def _return(
    state: QuestionState, value: str, evidence: Evidence, rule: Confirmation
) -> tuple[QuestionState, Step | None]:
    """A value that led before is asserted again: nothing, a dispute, or a return to the lead."""
    returning, leading = support_of(state, value), support_of(state, state.answer)
    count = len(returning.origins) if returning else 0
    is_turn = evidence.claim is not None and evidence.claim.turn and evidence.seen_at - state.since > RECENT
    if is_turn:
        return _lead(state, value, evidence, rule, f"{evidence.outlet} says that it is so again")
    if not (evidence.official or count >= max(LEAST_TO_RETURN, rule.origins)):
        return state, None
    if leading and _stands(leading, rule, evidence) and not evidence.official:
        if state.phase is Phase.DISPUTED:
            return state, None
        reason = f"{count} origins say otherwise"
        return replace(state, phase=Phase.DISPUTED), Step(ChangeKind.DISPUTED, state.answer, reason)
    return _lead(state, value, evidence, rule, f"{evidence.outlet} and others say so again")


def _stands(leading: Support, rule: Confirmation, evidence: Evidence) -> bool:
    return len(leading.origins) >= rule.origins and evidence.seen_at - leading.last_at <= STANDS_FOR


def _deny(
    state: QuestionState, claim: Claim, evidence: Evidence, rule: Confirmation
) -> tuple[QuestionState, Step | None]:
    """A denial counts against the answer as it stands, once enough deny it."""
    if claim.value != state.answer:
        return state, None
    state = _support(state, DENIAL + claim.value, evidence)
    met = meets(support_of(state, DENIAL + claim.value), rule)
    if not met or state.phase is Phase.DISPUTED:
        return state, None
    return replace(state, phase=Phase.DISPUTED), Step(ChangeKind.DISPUTED, state.answer, f"denied by {met}")
