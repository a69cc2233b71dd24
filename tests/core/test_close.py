"""When a question is closed, and opened again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.close import turn
from bot.core.life import begin
from bot.model import ChangeKind, DateAnswer, DevelopmentId, Phase, QuestionState, Support
from tests.builders import T0, question

DAY = timedelta(days=1)
LATEST = DevelopmentId("d")
VISIT = replace(question(), answer=DateAnswer(), expires=True)
TODAY = T0.date().isoformat()


def answered(value: str, phase: Phase = Phase.REPORTED) -> QuestionState:
    support = Support(value, frozenset({"a.example"}), official=False, first_at=T0, last_at=T0)
    return QuestionState(VISIT.id, phase, value, T0, (support,))


@pytest.mark.parametrize("state", [begin(VISIT, T0), answered(TODAY), answered("")])
def test_nothing_closes_before_its_time(state: QuestionState) -> None:
    assert turn(VISIT, state, LATEST, T0) is None


def test_a_date_that_has_passed_closes_its_question_once() -> None:
    turned = turn(VISIT, answered(TODAY), LATEST, T0 + DAY)
    assert turned is not None
    state, step = turned
    assert (state.phase, state.answer) == (Phase.CLOSED, TODAY)
    assert (step.kind, step.reason, step.development) == (ChangeKind.CLOSED, "its date has passed", LATEST)
    assert turn(VISIT, state, LATEST, T0 + 2 * DAY) is None


def test_a_passed_date_closes_nothing_where_the_question_does_not_expire() -> None:
    assert turn(replace(VISIT, expires=False), answered(TODAY), LATEST, T0 + DAY) is None


def test_a_choice_never_expires() -> None:
    assert turn(VISIT, answered("revoked"), LATEST, T0 + DAY) is None


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (begin(VISIT, T0), Phase.OPEN),
        (answered("2026-02-03"), Phase.REPORTED),
        (begin(replace(VISIT, known="2026-02-03"), T0), Phase.CONFIRMED),
    ],
)
def test_an_admin_closes_a_question_and_opens_it_again_as_it_was(state: QuestionState, after: Phase) -> None:
    asked = replace(VISIT, known="2026-02-03" if state.phase is Phase.CONFIRMED else "")
    turned = turn(replace(asked, closed=True), state, LATEST, T0)
    assert turned is not None
    closed, step = turned
    assert (closed.phase, step.reason) == (Phase.CLOSED, "closed by an admin")
    again = turn(asked, closed, LATEST, T0)
    assert again is not None
    assert (again[0].phase, again[1].kind) == (after, ChangeKind.REOPENED)
