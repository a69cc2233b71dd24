"""Which transitions are worth telling, and how. A development is pushed once, at its first report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.model import ChangeKind, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import Transition, TransitionId


@dataclass(frozen=True, slots=True)
class Manner:
    """`replies`: to the last message on its question, which it changes; `is_gathered`: beyond the day's cap.

    `urgency`: whose turn it is where not all chats can be written to at once.
    """

    urgency: Urgency
    replies: bool = False
    is_gathered: bool = False
    silent: bool = False


def route(transitions: Iterable[Transition]) -> tuple[TransitionId, ...]:
    return tuple(t.id for t in transitions if t.silence is None and _is_pushed(t.kind))


def manner(kind: ChangeKind) -> Manner:
    """How a transition of this kind is told where it is."""
    match kind:
        case ChangeKind.REPORTED:
            return Manner(Urgency.REPORT, is_gathered=True)
        case ChangeKind.CONFIRMED | ChangeKind.CHANGED | ChangeKind.DISPUTED | ChangeKind.REOPENED:
            return Manner(Urgency.CHANGE, replies=True)
        case ChangeKind.CLOSED:
            return Manner(Urgency.REPORT, replies=True, silent=True)
        case _:
            assert_never(kind)


def _is_pushed(kind: ChangeKind) -> bool:
    match kind:
        case ChangeKind.REPORTED | ChangeKind.CHANGED | ChangeKind.DISPUTED:
            return True
        case ChangeKind.CONFIRMED:  # evidence for what was told already
            return False
        case ChangeKind.CLOSED | ChangeKind.REOPENED:
            return True
        case _:
            assert_never(kind)
