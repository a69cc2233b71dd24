"""A question with followers, and alerts on it as a poll writes them down, for tests of what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import ChangeKind, ChatId, Language, QuestionId, Transition, TransitionId
from bot.store import outbox, questions, subscribers
from tests.builders import T0, development, question

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store import Database

VISIT = QuestionId("visit-date")
ANA, LUIS, MAYA = ChatId(1), ChatId(2), ChatId(3)


def follow(db: Database, *chats: ChatId) -> None:
    """Have these chats follow the question since T0."""
    questions.register(db, [question()], T0)
    for chat in chats:
        subscribers.subscribe(db, chat, Language.EN, T0)
        subscribers.follow(db, chat, VISIT, T0)


def announce(
    db: Database,
    name: str = "t1",
    when: datetime = T0,
    *,
    kind: ChangeKind = ChangeKind.REPORTED,
    cap: int = outbox.DEFAULT_CAP,
) -> TransitionId:
    """An alert of that name, still to be fanned out, on the development d-NAME."""
    reported = development(id=f"d-{name}")
    questions.save_development(db, reported)
    step = Transition(TransitionId(name), VISIT, reported.id, kind, when, "first report", silence=None)
    questions.save_transition(db, step)
    outbox.save_alert(db, step.id, when, cap=cap)
    return step.id
