"""What a feeds.yaml would have sent."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.route import manner
from bot.jobs.backtest import EVIDENCE, Difference, Told, differ, tell
from bot.jobs.replay import Incoming, Step, replay
from bot.model import (
    ChangeKind,
    ChatId,
    Config,
    Entry,
    Facts,
    Feed,
    FeedKind,
    FeedState,
    Language,
    Phase,
    Plan,
    Question,
    QuestionId,
    QuestionState,
    Transition,
    TransitionId,
)
from bot.store import fan_out, gathering, open_store, outbox, questions, subscribers
from bot.store.columns import from_ms
from tests.builders import T0, development, entry, evidence, feed, question

if TYPE_CHECKING:
    from bot.store import Database

HOUR = timedelta(hours=1)
ANA = ChatId(1)
FARO = feed("https://faro.example/feed", outlet="El Faro")
HORA = feed("https://hora.example/feed", outlet="La Hora")
MINISTRY = feed("https://ministry.example/feed", outlet="The Ministry", kind=FeedKind.OFFICIAL)
VISIT = "Petro to visit the White House on Feb. 3"
QUESTIONS = (question(), question("visa", "Petro NEAR/12 (visa OR visado)"))


def config(*questions: Question) -> Config:
    return Config(
        feeds=(FARO, HORA, MINISTRY),
        questions=questions or QUESTIONS,
        freshness=48 * HOUR,
        floor=timedelta(minutes=5),
        spacing=timedelta(seconds=1),
    )


def comes(hour: int, source: Feed, *entries: Entry | str) -> Incoming:
    """Entries of a feed, each with an address of its own."""
    made = [entry(e, url=f"{source.url}/{hour}/{n}") if isinstance(e, str) else e for n, e in enumerate(entries)]
    return Incoming(T0 + hour * HOUR, source, tuple(replace(e, feed=source.url) for e in made))


def told(*incoming: Incoming, under: Config | None = None) -> list[Told]:
    under = under or config()
    return list(tell(under, replay(under, incoming)))


def changes(story: list[Told]) -> list[tuple[datetime, str, bool]]:
    return [(one.at, one.change, one.push) for one in story]


def test_a_first_report_is_a_push() -> None:
    (push,) = told(comes(1, FARO, "Rain", VISIT))
    assert (push.at, push.question, push.change, push.push) == (T0 + HOUR, "visit-date", "reported", True)
    assert (push.answer, push.origins, push.reason) == ("", 1, "first report, by El Faro")
    assert [e.entry.title for e in push.evidence] == [VISIT]


def test_another_report_is_a_silent_edit_of_it() -> None:
    strict = replace(question(), confirm=replace(question().confirm, origins=3))
    _, edit = told(comes(1, FARO, VISIT), comes(2, HORA, VISIT), under=config(strict))
    assert (edit.at, edit.change, edit.push, edit.origins) == (T0 + 2 * HOUR, EVIDENCE, False, 2)
    assert edit.reason == "also reported by La Hora"
    assert [e.outlet for e in edit.evidence] == ["El Faro", "La Hora"]


def test_a_confirmation_is_an_edit_that_says_by_which_rule() -> None:
    _, edit = told(comes(1, FARO, VISIT), comes(2, HORA, VISIT))
    assert (edit.change, edit.push, edit.reason) == ("confirmed", False, "2 independent origins")


def test_news_that_comes_confirmed_is_one_push() -> None:
    (push,) = told(comes(1, MINISTRY, VISIT))
    assert (push.change, push.push) == ("reported", True)


def test_an_entry_that_bears_on_two_questions_is_told_for_each() -> None:
    story = told(comes(1, FARO, "Petro's visa settled before the White House visit"))
    assert [one.question for one in story] == ["visit-date", "visa"]


def test_the_known_answer_stands_until_another_does() -> None:
    known = replace(question(), known="2026-02-01")
    assert [one.answer for one in told(comes(1, FARO, VISIT), under=config(known))] == ["2026-02-01"]


def test_the_answer_is_the_one_that_stands_after_the_step() -> None:
    """As the states of a plan say it."""
    under = config(question())
    (step,) = replay(under, [comes(1, FARO, VISIT)])
    state = QuestionState(QuestionId("visit-date"), Phase.REPORTED, "2026-02-03", T0)
    stated = replace(step, plan=replace(step.plan, states=(state,)))
    assert [one.answer for one in tell(under, [stated])] == ["2026-02-03"]


def test_what_was_never_pushed_is_not_edited() -> None:
    under = config(question())
    first, second = replay(under, [comes(1, FARO, VISIT), comes(2, HORA, VISIT)])
    held_back = replace(first, plan=replace(first.plan, alerts=()))
    assert list(tell(under, [held_back, second])) == []


def test_a_message_without_sound_is_no_push() -> None:
    """That a question was closed is told in silence."""
    under = config(question())
    (step,) = replay(under, [comes(1, FARO, VISIT)])
    (reported,) = step.plan.transitions
    closed = replace(reported, kind=ChangeKind.CLOSED)
    quiet = replace(step, plan=replace(step.plan, transitions=(closed,)))
    assert [(one.change, one.push) for one in tell(under, [quiet])] == [("closed", False)]


def test_a_first_report_is_about_its_first_entry_and_a_change_about_its_last() -> None:
    _, edit = told(comes(1, FARO, VISIT), comes(2, HORA, VISIT))
    changed = replace(edit, change=ChangeKind.CHANGED.value)
    assert changed.news.outlet == "La Hora"
    assert replace(edit, change=ChangeKind.REPORTED.value).news.outlet == "El Faro"


# ------------------------------------------------------------------ beyond the day's cap


def alerts(cap: int, *come: tuple[float, ChangeKind]) -> tuple[Config, list[Step]]:
    """An alert of a development of its own for each kind, so many hours after the start."""
    under = config(replace(question(), cap=cap))
    steps = []
    for number, (hour, kind) in enumerate(come):
        told = development(evidence(entry(f"News {number}")), id=f"d{number}")
        step = Transition(TransitionId(f"t{number}"), told.question, told.id, kind, T0 + hour * HOUR, "", silence=None)
        plan = Plan(FeedState(FARO.url, T0), developments=(told,), transitions=(step,), alerts=(step.id,))
        facts = Facts(FARO, plan.state, known={}, developments={})
        steps.append(Step(Incoming(step.at, FARO, ()), facts, plan))
    return under, steps


REPORTED, CHANGED = ChangeKind.REPORTED, ChangeKind.CHANGED


def test_what_comes_beyond_the_cap_is_one_push_when_the_question_may_push_again() -> None:
    story = list(tell(*alerts(2, (0, REPORTED), (1, REPORTED), (2, REPORTED), (3, CHANGED), (4, REPORTED))))
    assert [(one.development, (one.at - T0) / HOUR, one.push, one.gathered) for one in story] == [
        ("d0", 0, True, False),
        ("d1", 1, True, False),
        ("d3", 3, True, False),
        ("d2", 24, True, True),
        ("d4", 24, False, True),
    ]


def test_what_waited_is_told_as_it_then_stands_and_a_gathering_is_not_edited() -> None:
    under, steps = alerts(1, (0, REPORTED), (1, REPORTED), (2, REPORTED))
    (late,) = alerts(1, (3, REPORTED))[1]
    for hour in (3, 30):
        more = replace(steps[1].plan.developments[0], evidence=(*steps[1].plan.developments[0].evidence,) * hour)
        plan = replace(late.plan, developments=(more,), transitions=(), alerts=())
        steps.append(Step(replace(late.incoming, at=T0 + hour * HOUR), late.facts, plan))
    story = list(tell(under, steps))
    assert [(one.development, len(one.evidence), one.gathered) for one in story] == [
        ("d0", 1, False),
        ("d1", 3, True),
        ("d2", 1, True),
    ]


def test_one_that_waited_alone_is_a_push_as_any_other() -> None:
    under, steps = alerts(1, (0, REPORTED), (1, REPORTED), (30, CHANGED))
    again = replace(steps[1], incoming=replace(steps[1].incoming, at=T0 + 31 * HOUR))
    edit = replace(again, plan=replace(again.plan, transitions=(), alerts=()))
    story = list(tell(under, [*steps, edit]))
    assert [(one.development, (one.at - T0) / HOUR, one.push, one.gathered) for one in story] == [
        ("d0", 0, True, False),
        ("d1", 24, True, False),
        ("d2", 30, True, False),
        ("d1", 31, False, False),
    ]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 3), st.lists(st.tuples(st.integers(1, 20), st.sampled_from([REPORTED, CHANGED])), max_size=12))
def test_the_cap_is_the_one_that_deliveries_keep_to(cap: int, gaps: list[tuple[int, ChangeKind]]) -> None:
    under, steps = alerts(cap, *zip(accumulate(gap for gap, _ in gaps), (kind for _, kind in gaps), strict=True))
    told = {one.development: (one.at, one.push, one.gathered) for one in tell(under, steps)}
    with closing(open_store(None)) as db:
        questions.register(db, under.questions, T0)
        subscribers.subscribe(db, ANA, Language.EN, T0)
        subscribers.follow(db, ANA, under.questions[0].id, T0)
        for step in steps:
            release_all(db, step.incoming.at)
            deliver(db, step, cap)
        release_all(db, T0 + 1000 * HOUR)
        rows = db.execute(
            "SELECT t.development, g.queued_at, d.id = g.id AS is_push, d.gathered_by IS NOT NULL AS is_gathered"
            " FROM deliveries d JOIN transitions t ON t.id = d.transition"
            " JOIN deliveries g ON g.id = coalesce(d.gathered_by, d.id)"
        )
        kept = {row[0]: (from_ms(row[1]), bool(row[2]), bool(row[3])) for row in rows}
    assert told == kept


def deliver(db: Database, step: Step, cap: int) -> None:
    (told,), (change,) = step.plan.developments, step.plan.transitions
    questions.save_development(db, told)
    questions.save_transition(db, change)
    outbox.save_alert(db, change.id, change.at, cap=cap)
    how = manner(change.kind)
    fan_out.fan_out(db, change.id, 10, change.at, urgency=how.urgency, can_wait=how.is_gathered)


def release_all(db: Database, until: datetime) -> None:
    """At the moments at which it is due."""
    waiting = "SELECT min(due_at) FROM deliveries WHERE state = 'gathered' AND gathered_by IS NULL"
    while due := db.execute(waiting).fetchone()[0]:
        if from_ms(due) > until:
            return
        gathering.release(db, 10, from_ms(due))


# ------------------------------------------------------------------ one feeds.yaml against another


STORY = (
    comes(1, FARO, "Petro's visa is restored"),
    comes(2, FARO, VISIT),
    comes(3, HORA, entry("La Casa Blanca espera a Petro", "Lo dijo su vocera.")),
    comes(4, HORA, VISIT),
)


def headlines(pushes: tuple[Told, ...]) -> list[str]:
    return [push.news.entry.title for push in pushes]


def test_a_file_against_itself_differs_in_nothing() -> None:
    difference = differ(told(*STORY), told(*STORY))
    assert (difference.added, difference.lost, difference.moved) == ((), (), 0)


def test_an_edit_shows_what_it_would_add_and_lose() -> None:
    other = config(question(match='Petro AND "Casa Blanca"'), question("visa", "nothing"), question("rest", "visa"))
    difference = differ(told(*STORY), told(*STORY, under=other))
    assert headlines(difference.lost) == ["Petro's visa is restored", VISIT]
    assert [push.question for push in difference.added] == ["rest"]
    assert difference.moved == 0


def test_news_that_both_tell_by_different_entries_is_neither_added_nor_lost() -> None:
    """The other file hears of it later, from the outlet whose report was evidence."""
    later = config(question(match='source:"La Hora" AND Petro'), QUESTIONS[1])
    difference = differ(told(*STORY), told(*STORY, under=later))
    assert (difference.added, difference.lost, difference.moved) == ((), (), 1)


def test_what_is_gathered_is_neither_added_nor_lost() -> None:
    """The other file pushes the same one by one."""
    come = [(float(hour), REPORTED) for hour in range(4)]
    gathered, apart = list(tell(*alerts(1, *come))), list(tell(*alerts(10, *come)))
    assert differ(gathered, apart) == differ(apart, gathered) == Difference((), (), 0)
    assert [told.development for told in differ(gathered, apart[:2]).lost] == ["d2", "d3"]


def test_a_change_is_lost_where_only_the_report_is_told() -> None:
    first, edit = told(comes(1, FARO, VISIT), comes(2, HORA, VISIT))
    changed = replace(edit, change=ChangeKind.CHANGED.value, push=True)
    assert differ([first, changed], [first, edit]).lost == (changed,)
    assert differ([first, changed], [first, changed]).lost == ()
