"""What a feeds.yaml would have sent, and what an edit of it would add and lose.

It only reads the plans of a replay: what is pushed and why was decided in the core.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.route import manner
from bot.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.jobs.replay import Step
    from bot.model import Config, Development, DevelopmentId, Evidence, Plan, QuestionId, Transition

EVIDENCE = "evidence"
"""The change of a message that only more entries stand behind."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a subscriber would have been told: a message with sound (`push`); or in silence, mostly an edit of one.

    `answer` is the question's after it, or ''. `evidence` is all that the message then stands on.
    """

    at: datetime
    question: QuestionId
    development: DevelopmentId
    change: str
    push: bool
    answer: str
    origins: int
    evidence: tuple[Evidence, ...]
    reason: str

    @property
    def news(self) -> Evidence:
        """The entry that the message is about: the newest for a change, else the first."""
        return self.evidence[0 if self.change == ChangeKind.REPORTED else -1]


def tell(config: Config, steps: Iterable[Step]) -> Iterator[Told]:
    """In order of time; within one poll in the order of its plan, messages before edits."""
    answers = {question.id: question.known for question in config.questions}
    pushed: set[DevelopmentId] = set()
    for step in steps:
        plan, at = step.plan, step.incoming.at
        answers |= {state.question: state.answer for state in plan.states}
        developments = {development.id: development for development in plan.developments}
        alerts = [t for t in plan.transitions if t.id in plan.alerts and t.development in developments]
        for alert in alerts:
            yield _pushed(at, alert, developments[alert.development], alert.answer or answers[alert.question])
        told_now = {alert.development for alert in alerts}
        for development in plan.developments:
            if development.id in pushed - told_now:
                yield _edited(at, plan, development, answers[development.question])
        pushed |= told_now


def _pushed(at: datetime, alert: Transition, development: Development, answer: str) -> Told:
    return Told(
        at=at,
        question=alert.question,
        development=development.id,
        change=alert.kind.value,
        push=not manner(alert.kind).silent,
        answer=answer,
        origins=len(development.origins),
        evidence=development.evidence,
        reason=alert.reason,
    )


def _edited(at: datetime, plan: Plan, development: Development, answer: str) -> Told:
    """The last step that the development took with it, if any, says more than that it was reported again."""
    step = next((t for t in reversed(plan.transitions) if t.development == development.id), None)
    return Told(
        at=at,
        question=development.question,
        development=development.id,
        change=step.kind.value if step else EVIDENCE,
        push=False,
        answer=answer,
        origins=len(development.origins),
        evidence=development.evidence,
        reason=step.reason if step else f"also reported by {development.evidence[-1].outlet}",
    )


# ------------------------------------------------------------------ one feeds.yaml against another


@dataclass(frozen=True, slots=True)
class Difference:
    """Pushes of the other file that ours would not have told of (`added`), and of ours that it would not (`lost`).

    `moved` counts the other file's pushes of news that both tell, there first by another entry.
    """

    added: tuple[Told, ...]
    lost: tuple[Told, ...]
    moved: int


def differ(ours: Sequence[Told], theirs: Sequence[Told]) -> Difference:
    """What going from our file to theirs would add and lose."""
    added, lost = _untold(theirs, ours), _untold(ours, theirs)
    same = {_identity(told, told.news) for told in ours if told.push}
    moved = sum(told.push and _identity(told, told.news) not in same for told in theirs if told not in added)
    return Difference(added, lost, moved)


def _untold(pushes: Sequence[Told], other: Iterable[Told]) -> tuple[Told, ...]:
    """A first report counts as told where any report of the same is; a change only where it was pushed too."""
    reports = {told.development: told.evidence for told in pushes}
    told_of = {_identity(told, piece) for told in other for piece in told.evidence}
    pushed = {(told.change, *_identity(told, told.news)) for told in other if told.push}

    def is_told(push: Told) -> bool:
        if push.change == ChangeKind.REPORTED:
            return any(_identity(push, piece) in told_of for piece in reports[push.development])
        return (push.change, *_identity(push, push.news)) in pushed

    return tuple(told for told in pushes if told.push and not is_told(told))


def _identity(told: Told, piece: Evidence) -> tuple[str, ...]:
    return told.question, piece.entry.feed, piece.entry.key, piece.entry.fingerprint
