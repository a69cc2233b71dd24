"""What a feeds.yaml would have sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.jobs.backtest import EVIDENCE, Told, differ, tell
from bot.jobs.replay import Incoming, replay
from bot.model import ChangeKind, Config, Entry, Feed, FeedKind, Phase, Question, QuestionId, QuestionState
from tests.builders import T0, entry, feed, question

HOUR = timedelta(hours=1)
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


def test_a_change_is_lost_where_only_the_report_is_told() -> None:
    first, edit = told(comes(1, FARO, VISIT), comes(2, HORA, VISIT))
    changed = replace(edit, change=ChangeKind.CHANGED.value, push=True)
    assert differ([first, changed], [first, edit]).lost == (changed,)
    assert differ([first, changed], [first, changed]).lost == ()
