"""What a feeds.yaml would have sent, and what an edit of it would add and lose.

It only reads the plans of a replay: what is pushed and why was decided in the core.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.core.route import manner
from bot.model import ChangeKind
from bot.store.fan_out import CAP_WINDOW

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

    `answer` is the question's after it, or ''. `evidence` is all that the message then stands on. `gathered`: it came
    beyond the day's cap, and one message tells all that did; the first of these is the push.
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
    gathered: bool = False

    @property
    def news(self) -> Evidence:
        """The entry that the message is about: the newest for a change, else the first."""
        return self.evidence[0 if self.change == ChangeKind.REPORTED else -1]

    @property
    def is_alert(self) -> bool:
        """Told with sound, alone or with others."""
        return self.push or self.gathered


def tell(config: Config, steps: Iterable[Step]) -> Iterator[Told]:
    """In order of time; within one poll in the order of its plan, messages before edits."""
    chat = _Chat(config)
    for step in steps:
        yield from chat.released(step.incoming.at)
        yield from chat.told(step)
    yield from chat.released(None)


class _Chat:
    """One that follows every question: what it is told, and what waits there for room under a question's cap."""

    def __init__(self, config: Config) -> None:
        self.answers = {question.id: question.known for question in config.questions}
        self.days = {question.id: _Day(question.cap) for question in config.questions}
        self.edited: set[DevelopmentId] = set()

    def told(self, step: Step) -> Iterator[Told]:
        """What one poll tells, but for what has to wait."""
        plan, at = step.plan, step.incoming.at
        self.answers |= {state.question: state.answer for state in plan.states}
        developments = {development.id: development for development in plan.developments}
        alerts = [t for t in plan.transitions if t.id in plan.alerts and t.development in developments]
        edited = self.edited - {alert.development for alert in alerts}
        for alert in alerts:
            told = _pushed(at, alert, developments[alert.development], alert.answer or self.answers[alert.question])
            if not self.days[alert.question].keeps(told, can_wait=manner(alert.kind).is_gathered):
                self.edited.add(alert.development)
                yield told
        for development in plan.developments:
            self.days[development.question].renew(development)
            if development.id in edited:
                yield _edited(at, plan, development, self.answers[development.question])

    def released(self, now: datetime | None) -> Iterator[Told]:
        """What has waited and is due by now (None: in the end), of all questions in order of time."""
        due = [told for day in self.days.values() for told in day.released(now)]
        for told in sorted(due, key=lambda one: one.at):
            if not told.gathered:  # a gathering is never edited
                self.edited.add(told.development)
            yield replace(told, answer=self.answers[told.question])


@dataclass(slots=True)
class _Day:
    """When a question pushed alerts within a day, and what waits until it may again, as `bot.store.fan_out` has it."""

    cap: int
    pushed: list[datetime] = field(default_factory=list)
    waiting: dict[DevelopmentId, Told] = field(default_factory=dict)
    full_until: datetime | None = None

    def keeps(self, told: Told, *, can_wait: bool) -> bool:
        """Whether an alert has to wait; if not, it counts as pushed."""
        self.pushed = [at for at in self.pushed if told.at - at < CAP_WINDOW]
        if not can_wait or len(self.pushed) < self.cap:
            self.pushed.append(told.at)
            return False
        self.full_until = self.full_until or self.pushed[-self.cap] + CAP_WINDOW
        self.waiting[told.development] = told
        return True

    def renew(self, development: Development) -> None:
        """What waits is told as it then stands."""
        if waiting := self.waiting.get(development.id):
            after = replace(waiting, evidence=development.evidence, origins=len(development.origins))
            self.waiting[development.id] = after

    def released(self, now: datetime | None) -> Sequence[Told]:
        if self.full_until is None or (now is not None and now < self.full_until):
            return ()
        at, waiting = self.full_until, tuple(self.waiting.values())
        self.pushed.append(at)
        self.full_until = None
        self.waiting.clear()
        return [replace(told, at=at, push=told is waiting[0], gathered=len(waiting) > 1) for told in waiting]


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
    """Alerts of the other file that ours would not have told of (`added`), and of ours that it would not (`lost`).

    `moved` counts the other file's alerts of news that both tell, there first by another entry.
    """

    added: tuple[Told, ...]
    lost: tuple[Told, ...]
    moved: int


def differ(ours: Sequence[Told], theirs: Sequence[Told]) -> Difference:
    """What going from our file to theirs would add and lose."""
    added, lost = _untold(theirs, ours), _untold(ours, theirs)
    same = {_identity(told, told.news) for told in ours if told.is_alert}
    moved = sum(told.is_alert and _identity(told, told.news) not in same for told in theirs if told not in added)
    return Difference(added, lost, moved)


def _untold(story: Sequence[Told], other: Iterable[Told]) -> tuple[Told, ...]:
    """A first report counts as told where any report of the same is; a change only where it was pushed too."""
    reports = {told.development: told.evidence for told in story}
    told_of = {_identity(told, piece) for told in other for piece in told.evidence}
    pushed = {(told.change, *_identity(told, told.news)) for told in other if told.push}

    def is_told(alert: Told) -> bool:
        if alert.change == ChangeKind.REPORTED:
            return any(_identity(alert, piece) in told_of for piece in reports[alert.development])
        return (alert.change, *_identity(alert, alert.news)) in pushed

    return tuple(told for told in story if told.is_alert and not is_told(told))


def _identity(told: Told, piece: Evidence) -> tuple[str, ...]:
    return told.question, piece.entry.feed, piece.entry.key, piece.entry.fingerprint
