"""When a question is closed, and opened again: by an admin, or by its own rule once its date has passed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.life import meets, support_of
from bot.model import ChangeKind, DevelopmentId, Phase, Transition, TransitionId
from bot.text.answers import is_past

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import Question, QuestionState


def turn(
    question: Question, state: QuestionState, latest: DevelopmentId | None, now: datetime
) -> tuple[QuestionState, Transition] | None:
    """The state after closing or reopening and the step, or None where nothing is to change.

    `latest` is the development that the step is told with, if there ever was one. A date counts as passed on the day
    after it, in UTC. A question that its date closed opens by itself when another answer is claimed.
    """
    is_closed = state.phase is Phase.CLOSED
    reason = _reason_to_close(question, state, now)
    if reason and not is_closed:
        return _step(ChangeKind.CLOSED, replace(state, phase=Phase.CLOSED), latest, reason, now)
    if is_closed and not reason:
        return _step(ChangeKind.REOPENED, _open_again(question, state), latest, "opened again by an admin", now)
    return None


def _reason_to_close(question: Question, state: QuestionState, now: datetime) -> str:
    if question.closed:
        return "closed by an admin"
    if question.expires and is_past(state.answer, now.date()):
        return "its date has passed"
    return ""


def _open_again(question: Question, state: QuestionState) -> QuestionState:
    if not state.answer:
        return replace(state, phase=Phase.OPEN)
    confirmed = state.answer == question.known or meets(support_of(state, state.answer), question.confirm)
    return replace(state, phase=Phase.CONFIRMED if confirmed else Phase.REPORTED)


def _step(
    kind: ChangeKind, state: QuestionState, latest: DevelopmentId | None, reason: str, now: datetime
) -> tuple[QuestionState, Transition]:
    step = Transition(
        id=TransitionId(f"{state.question}-{kind}-{now:%Y%m%dT%H%M%S}"),
        question=state.question,
        development=latest or DevelopmentId(""),
        kind=kind,
        at=now,
        reason=reason,
        silence=None,
        answer=state.answer,
        before=state.answer,
    )
    return state, step
