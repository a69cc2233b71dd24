"""Claims and answers are read back as they were written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import (
    ChangeKind,
    Claim,
    ClaimStatus,
    Phase,
    Precision,
    QuestionId,
    QuestionState,
    Support,
    Transition,
    TransitionId,
)
from bot.store import answers, questions
from tests.builders import T0, development, evidence

if TYPE_CHECKING:
    from bot.store import Database

VISIT = QuestionId("visit-date")
CLAIM = Claim("2026-02-03", ClaimStatus.ASSERTED, Precision.DAY, "será el 3 de febrero", "day and month, year by tense")


def test_evidence_keeps_the_claim_it_was_read_with(db: Database) -> None:
    reported = development(replace(evidence(), claim=CLAIM), evidence(origin="other.example"))
    questions.save_development(db, reported)
    assert questions.development(db, reported.id) == reported


def test_a_questions_state_is_read_back_with_its_supports(db: Database) -> None:
    later = T0 + timedelta(hours=3)
    supports = (
        Support("2026-02-03", frozenset({"a.example", "b.example"}), official=True, first_at=T0, last_at=later),
        Support("2026-02-04", frozenset(), official=False, first_at=T0, last_at=T0),
    )
    state = QuestionState(VISIT, Phase.DISPUTED, "2026-02-03", later, supports)
    answers.save_question_state(db, replace(state, phase=Phase.REPORTED))
    answers.save_question_state(db, state)
    assert answers.question_states(db, {VISIT}) == {VISIT: state}
    assert answers.question_states(db, {QuestionId("visa")}) == {}


def test_a_step_keeps_the_answer_after_it_and_before_it(db: Database) -> None:
    step = Transition(
        id=TransitionId("t"),
        question=VISIT,
        development=development().id,
        kind=ChangeKind.CHANGED,
        at=T0,
        reason="The Example says so",
        silence=None,
        answer="2026-02-04",
        before="2026-02-03",
    )
    questions.save_transition(db, step)
    assert questions.transition(db, step.id) == step
