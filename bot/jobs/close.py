"""The close job: closes questions that an admin closed or whose date has passed, and opens them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.core.close import turn
from bot.core.life import begin
from bot.core.route import route
from bot.store import answers, outbox, questions, transaction

if TYPE_CHECKING:
    from bot.jobs.watch import Watch
    from bot.ports import Clock
    from bot.store import Database

_log = structlog.get_logger()


def close_due(db: Database, watch: Watch, clock: Clock) -> None:
    """Take each step that is due and tell those who follow; a question without a development closes unheard."""
    now = clock()
    states = answers.question_states(db, {question.id for question in watch.config.questions})
    for question in watch.config.questions:
        before = states.get(question.id) or begin(question, now)
        latest = questions.latest_development(db, question.id)
        turned = turn(question, before, latest, now)
        if turned is None:
            continue
        state, step = turned
        with transaction(db):
            answers.save_question_state(db, state)
            if latest:
                questions.save_transition(db, step)
                for alert in route([step]):
                    outbox.save_alert(db, alert, now)
        _log.info("question.turned", question=question.id, to=step.kind, why=step.reason)
