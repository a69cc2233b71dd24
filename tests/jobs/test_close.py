"""The close job: steps are stored and told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.jobs.close import close_due
from bot.jobs.watch import adopt, make_watch
from bot.model import Config, DateAnswer, Phase, QuestionState
from bot.store import Database, answers, open_store, outbox, questions
from tests.builders import T0, development, feed, question
from tests.fakes import FakeClock

DAY = timedelta(days=1)
VISIT = replace(question(), answer=DateAnswer(), expires=True)
CONFIG = Config(
    feeds=(feed(),),
    questions=(VISIT,),
    freshness=2 * DAY,
    floor=timedelta(minutes=5),
    spacing=timedelta(seconds=1),
)


def told(db: Database) -> int:
    return outbox.pending_alerts(db)


def phase(db: Database) -> Phase:
    return questions.standing(db, VISIT, T0).phase


def test_a_question_closes_when_its_date_has_passed_and_says_so_once() -> None:
    db, clock = open_store(None), FakeClock()
    adopt(db, make_watch(CONFIG), T0)
    questions.save_development(db, development())
    answers.save_question_state(db, QuestionState(VISIT.id, Phase.REPORTED, T0.date().isoformat(), T0))
    close_due(db, make_watch(CONFIG), clock)
    assert (phase(db), told(db)) == (Phase.REPORTED, 0)
    clock.advance(DAY)
    for _ in range(2):
        close_due(db, make_watch(CONFIG), clock)
    assert (phase(db), told(db)) == (Phase.CLOSED, 1)


def test_what_an_admin_closes_is_no_longer_matched_and_may_be_opened_again() -> None:
    db, clock = open_store(None), FakeClock()
    closed = replace(CONFIG, questions=(replace(VISIT, closed=True),))
    adopt(db, make_watch(closed), T0)
    close_due(db, make_watch(closed), clock)
    assert (phase(db), told(db)) == (Phase.CLOSED, 0), "nothing was ever told of it"
    close_due(db, make_watch(CONFIG), clock)
    assert phase(db) is Phase.OPEN
