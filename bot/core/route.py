"""Which transitions are worth telling. A development is pushed once, at its first report."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import Transition, TransitionId


def route(transitions: Iterable[Transition]) -> tuple[TransitionId, ...]:
    return tuple(t.id for t in transitions if t.silence is None and _is_pushed(t.kind))


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
