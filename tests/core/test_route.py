"""Which transitions are told, and how."""

from __future__ import annotations

import pytest

from bot.core.route import manner, route
from bot.model import ChangeKind, DevelopmentId, QuestionId, Silence, Transition, TransitionId
from tests.builders import T0


def transition(kind: ChangeKind, silence: Silence | None = None) -> Transition:
    return Transition(TransitionId(kind), QuestionId("q"), DevelopmentId("d"), kind, T0, "", silence)


def test_all_but_a_confirmation_is_pushed() -> None:
    """A confirmation turns the head of the message that was pushed already."""
    told = route(transition(kind) for kind in ChangeKind)
    assert set(told) == {TransitionId(kind) for kind in ChangeKind} - {TransitionId("confirmed")}


def test_what_is_silent_is_not_pushed() -> None:
    assert route(transition(ChangeKind.REPORTED, silence) for silence in Silence) == ()


@pytest.mark.parametrize("kind", ChangeKind)
def test_only_a_first_report_stands_for_itself(kind: ChangeKind) -> None:
    """Everything else answers what was told, and does not wait."""
    how = manner(kind)
    assert (how.replies, how.is_gathered) == ((False, True) if kind is ChangeKind.REPORTED else (True, False))
    assert how.silent == (kind is ChangeKind.CLOSED)
