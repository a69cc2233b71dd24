"""The life of an answer: who leads, who confirms, when it is in dispute."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.life import begin, hear, meets, support_of
from bot.model import (
    ChangeKind,
    Claim,
    ClaimStatus,
    Confirmation,
    DateAnswer,
    Evidence,
    Phase,
    Precision,
    QuestionState,
)
from tests.builders import T0, evidence, question

RULE = Confirmation(origins=2, official=True)
QUESTION = replace(question(), answer=DateAnswer())
THIRD, FOURTH = "2026-02-03", "2026-02-04"


def says(
    value: str,
    by: str = "a.example",
    *,
    status: ClaimStatus = ClaimStatus.ASSERTED,
    precision: Precision = Precision.DAY,
    official: bool = False,
) -> Evidence:
    claim = Claim(value, status, precision, words=value, rule="named outright")
    return replace(evidence(origin=by, outlet=by, official=official), claim=claim)


def life(*heard: Evidence, known: str = "") -> tuple[QuestionState, list[ChangeKind]]:
    state, kinds = begin(replace(QUESTION, known=known), T0), []
    for piece in heard:
        state, step = hear(state, piece, RULE)
        kinds += [step.kind] if step else []
    return state, kinds


def test_a_question_begins_open_or_with_the_answer_that_was_known() -> None:
    assert (begin(QUESTION, T0).phase, begin(QUESTION, T0).answer) == (Phase.OPEN, "")
    known = begin(replace(QUESTION, known=THIRD), T0)
    assert (known.phase, known.answer) == (Phase.CONFIRMED, THIRD)


def test_a_first_claim_is_reported_and_a_second_origin_confirms_it() -> None:
    state, kinds = life(says(THIRD), says(THIRD, "b.example"))
    assert (state.answer, state.phase) == (THIRD, Phase.CONFIRMED)
    assert kinds == [ChangeKind.REPORTED, ChangeKind.CONFIRMED]


def test_one_publisher_never_confirms_what_it_said_itself() -> None:
    state, kinds = life(*[says(THIRD)] * 5)
    assert (state.phase, kinds) == (Phase.REPORTED, [ChangeKind.REPORTED])


def test_an_official_source_confirms_at_once() -> None:
    state, _ = life(says(THIRD, official=True))
    assert state.phase is Phase.CONFIRMED


def test_a_value_never_heard_before_takes_the_lead() -> None:
    state, kinds = life(says(THIRD), says(THIRD, "b.example"), says(FOURTH))
    assert (state.answer, state.phase) == (FOURTH, Phase.REPORTED)
    assert kinds[-1] is ChangeKind.CHANGED


def test_retelling_an_old_answer_is_no_news() -> None:
    state, kinds = life(says(THIRD), says(FOURTH), says(THIRD, "b.example"))
    assert state.answer == FOURTH
    assert kinds == [ChangeKind.REPORTED, ChangeKind.CHANGED]


def test_an_old_answer_comes_back_when_several_say_so_again() -> None:
    state, kinds = life(says(THIRD), says(FOURTH), says(THIRD, "b.example"), says(THIRD, "c.example"))
    assert (state.answer, kinds[-1]) == (THIRD, ChangeKind.CHANGED)


def turns(value: str, by: str, *, after: timedelta) -> Evidence:
    told = replace(says(value, by), seen_at=T0 + after)
    assert told.claim is not None
    return replace(told, claim=replace(told.claim, turn=True))


def test_a_headline_that_tells_of_a_turn_is_enough_for_an_old_answer_to_come_back() -> None:
    state, kinds = life(says(THIRD), says(FOURTH), turns(THIRD, "c.example", after=timedelta(days=4)))
    assert (state.answer, kinds[-1]) == (THIRD, ChangeKind.CHANGED)


def test_but_not_within_days_when_it_may_be_an_old_one() -> None:
    state, kinds = life(says(THIRD), says(FOURTH), turns(THIRD, "c.example", after=timedelta(days=2)))
    assert (state.answer, len(kinds)) == (FOURTH, 2)


def test_two_values_that_are_both_well_supported_are_in_dispute() -> None:
    state, kinds = life(
        says(THIRD),
        says(FOURTH),
        says(FOURTH, "b.example"),
        says(THIRD, "c.example"),
        says(THIRD, "d.example"),
    )
    assert (state.answer, state.phase, kinds[-1]) == (FOURTH, Phase.DISPUTED, ChangeKind.DISPUTED)


def test_a_value_that_nobody_asserts_any_more_gives_way_without_a_dispute() -> None:
    before = (says(THIRD), says(FOURTH), says(FOURTH, "b.example"))
    later = [replace(says(THIRD, by), seen_at=T0 + timedelta(days=9)) for by in ("a.example", "c.example")]
    state, kinds = life(*before, *later)
    assert (state.answer, state.phase) == (THIRD, Phase.CONFIRMED)
    assert kinds[-1] is ChangeKind.CHANGED


def test_a_denial_counts_once_enough_deny_and_an_official_one_at_once() -> None:
    denial = says(THIRD, "b.example", status=ClaimStatus.DENIED)
    assert life(says(THIRD), denial)[0].phase is Phase.REPORTED
    assert life(says(THIRD), denial, replace(denial, origin="c.example"))[0].phase is Phase.DISPUTED
    assert life(says(THIRD), replace(denial, official=True))[0].phase is Phase.DISPUTED


def test_denying_what_is_not_the_answer_changes_nothing() -> None:
    state, kinds = life(says(THIRD), says(FOURTH, status=ClaimStatus.DENIED, official=True))
    assert (state.answer, state.phase, kinds) == (THIRD, Phase.REPORTED, [ChangeKind.REPORTED])


def test_what_is_hedged_past_or_not_to_the_day_names_no_answer() -> None:
    unsure = [
        says(THIRD, status=ClaimStatus.HEDGED),
        says(THIRD, status=ClaimStatus.PAST),
        says(THIRD, precision=Precision.WEEK),
        says(""),
        evidence(),
    ]
    assert life(*unsure) == (begin(QUESTION, T0), [])


def test_restating_what_was_known_before_the_watch_is_no_news() -> None:
    state, kinds = life(says(THIRD), says(THIRD, "b.example"), known=THIRD)
    assert (state.answer, state.phase, kinds) == (THIRD, Phase.CONFIRMED, [])


HEARD = st.lists(
    st.builds(
        says,
        st.sampled_from([THIRD, FOURTH, "2026-02-10", ""]),
        st.sampled_from(["a.example", "b.example", "c.example", ""]),
        status=st.sampled_from(ClaimStatus),
        precision=st.sampled_from([Precision.DAY, Precision.WEEK]),
        official=st.booleans(),
    ),
    max_size=25,
)


@given(HEARD)
def test_no_answer_is_ever_confirmed_without_the_evidence_of_the_rule(heard: list[Evidence]) -> None:
    state, _ = life(*heard)
    if state.phase is Phase.CONFIRMED:
        assert meets(support_of(state, state.answer), RULE)


@given(HEARD)
def test_hearing_the_last_piece_again_takes_no_step_but_toward_what_it_said(heard: list[Evidence]) -> None:
    """Restating the leading answer never pushes."""
    state, _ = life(*heard)
    if state.answer:
        again, step = hear(state, says(state.answer), RULE)
        assert again.answer == state.answer
        assert step is None or step.kind is ChangeKind.CONFIRMED


@given(HEARD)
def test_an_answer_was_asserted_by_somebody(heard: list[Evidence]) -> None:
    state, _ = life(*heard)
    asserted = {p.claim.value for p in heard if p.claim and p.claim.status is ClaimStatus.ASSERTED}
    assert not state.answer or state.answer in asserted
