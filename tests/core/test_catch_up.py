"""The catch-up: what a chat reads of all that it could not be told in time."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from bot.core.catch_up import BUDGET_UNITS, LISTED, compose_catch_up, is_silent
from bot.core.lines import MESSAGE_UNITS, units
from bot.locale import read_catalogs
from bot.model import (
    Alert,
    ChangeKind,
    Language,
    Message,
    Missed,
    Phase,
    QuestionId,
    QuestionState,
    Support,
    Transition,
    TransitionId,
)
from tests.builders import T0, development, entry, evidence

CATALOGS = read_catalogs()
HOUR = timedelta(hours=1)
NOW = T0 + 6 * HOUR
VISIT = "When does Petro visit the White House?"
VISA = "What is the status of Petro's visa?"


def alert(  # noqa: PLR0913 - what an alert is made of
    title: str,
    *,
    ask: str = VISIT,
    kind: ChangeKind = ChangeKind.REPORTED,
    phase: Phase = Phase.REPORTED,
    hour: int = 0,
    before: str = "",
    answer: str = "",
    lang: Language = Language.EN,
    url: str = "",
    outlet: str = "El Faro",
) -> Alert:
    when = T0 + hour * HOUR
    question = "visa" if ask == VISA else "visit-date" if ask == VISIT else ask
    piece = evidence(entry(title, published=when, lang=lang, url=url), outlet=outlet, published=when)
    told = development(piece, id=title, question_id=question, phase=phase)
    step = Transition(TransitionId(title), told.question, told.id, kind, when, "", None, answer, before)
    return Alert(step, {Language.EN: ask}, told)


def stands(answer: str, phase: Phase = Phase.REPORTED, *supports: Support) -> QuestionState:
    return QuestionState(QuestionId("visit-date"), phase, answer, T0, supports)


def caught_up(*missed: Missed, language: Language = Language.EN, repeat: bool = False) -> Message:
    return compose_catch_up(missed, catalog=CATALOGS[language], now=NOW, zone=UTC, repeat=repeat)


MOVED = Missed(
    (
        alert("Visit set for Feb. 3", hour=0, answer="2026-02-03"),
        alert("Visit moved to Feb. 5", kind=ChangeKind.CHANGED, hour=2, before="2026-02-03", answer="2026-02-05"),
        alert("Agenda of the visit is out", hour=3, phase=Phase.CONFIRMED, outlet="La Hora"),
    ),
    stands("2026-02-05"),
    told="2026-02-03",
)
ISSUED = Missed((alert("Petro gets his visa", ask=VISA, hour=4, lang=Language.ES),), None)


def test_one_question_is_told_with_its_state_its_answer_and_its_newest_headlines() -> None:
    """Not the first report, which was overtaken; but that it happened is said."""
    assert caught_up(MOVED).plain == (
        """\
🔄 CHANGED · When does Petro visit the White House?
📬 This could not reach you in time. It is where the question stands now, not every step in between. Times in UTC:

Thu 5 Feb 2026
Was: Tue 3 Feb 2026
Agenda of the visit is out
https://news.example/agenda-of-the-visit-is-out
✅ Confirmed by La Hora · 15:00
Visit moved to Feb. 5
https://news.example/visit-moved-to-feb.-5
🟡 Reported by El Faro · 14:00
… and 1 earlier development"""
    )


def test_several_questions_stand_below_each_other_the_one_whose_answer_changed_first() -> None:
    assert caught_up(ISSUED, MOVED, language=Language.ES).plain == (
        """\
📬 AL DÍA · hay novedades en 2 preguntas
Esto no pudo llegarte a tiempo. Así está ahora cada pregunta, sin todos los pasos intermedios, en hora UTC:

🔄 CAMBIÓ · When does Petro visit the White House?
Jueves 5 de febrero de 2026
Antes: martes 3 de febrero de 2026
Agenda of the visit is out · en inglés
https://news.example/agenda-of-the-visit-is-out
✅ Confirmado por La Hora · 15:00
Visit moved to Feb. 5 · en inglés
https://news.example/visit-moved-to-feb.-5
🟡 Reportado por El Faro · 14:00
… y 1 novedad anterior

🟡 REPORTADO · What is the status of Petro's visa?
Petro gets his visa
https://news.example/petro-gets-his-visa
🟡 Reportado por El Faro · 16:00"""
    )


def test_a_dispute_shows_both_sides() -> None:
    sides = (
        Support("2026-02-05", frozenset({"a", "b"}), official=False, first_at=T0, last_at=T0),
        Support("not 2026-02-05", frozenset({"c"}), official=True, first_at=T0, last_at=T0),
    )
    disputed = Missed(
        (alert("No visit, says minister", kind=ChangeKind.DISPUTED),), stands("2026-02-05", Phase.DISPUTED, *sides)
    )
    lines = caught_up(disputed).plain.split("\n")
    assert lines[0].startswith("⚠️ DISPUTED")
    assert lines[3:5] == [
        "Thu 5 Feb 2026: 2 independent origins",
        "Denied: 1 independent origin, with an official source",
    ]


def test_an_answer_that_changed_and_changed_back_was_nothing_else_before() -> None:
    there = alert("To Feb. 5", kind=ChangeKind.CHANGED, before="2026-02-03", answer="2026-02-05")
    back = alert("Back to Feb. 3", kind=ChangeKind.CHANGED, hour=1, before="2026-02-05", answer="2026-02-03")
    text = caught_up(Missed((there, back), stands("2026-02-03"))).plain
    assert text.startswith("🟡 REPORTED")
    assert "Was:" not in text


def test_a_choice_is_called_as_its_admin_calls_it() -> None:
    changed = alert("Visa revoked", kind=ChangeKind.CHANGED, before="granted", answer="revoked")
    shown = {"revoked": {Language.EN: "taken away"}}
    lines = caught_up(Missed((changed,), stands("revoked"), "granted", shown)).plain.split("\n")
    assert lines[3:5] == ["Taken away", "Was: granted"]


@pytest.mark.parametrize(
    ("told", "state", "was"),
    [
        ("2026-02-03", "🔄 CHANGED", "Was: Tue 3 Feb 2026"),
        ("", "🟡 REPORTED", "Was: no answer yet"),
        ("2026-02-05", "🟡 REPORTED", ""),
        (None, "🔄 CHANGED", "Was: Wed 4 Feb 2026"),
    ],
)
def test_what_it_was_before_is_what_the_chat_was_told_last(told: str | None, state: str, was: str) -> None:
    """Whatever it was in between; without a message, what it was before the first step."""
    first = alert("Feb. 5", kind=ChangeKind.CHANGED, before="2026-02-04", answer="2026-02-05")
    text = caught_up(Missed((first,), stands("2026-02-05"), told)).plain
    assert text.startswith(state)
    assert was in text
    assert ("Was:" in text) is bool(was)


def test_the_headline_of_a_change_is_that_of_the_report_that_made_it() -> None:
    assert "Visit moved to Feb. 5" in caught_up(MOVED).plain
    assert "Visit set for Feb. 3" not in caught_up(MOVED).plain


def test_of_a_question_without_an_answer_the_newest_step_says_where_it_stands() -> None:
    closed = alert("Last news", kind=ChangeKind.CLOSED)
    assert caught_up(Missed((closed,), None)).plain.startswith("🔒 CLOSED")
    assert caught_up(Missed((closed,), stands("", Phase.OPEN))).plain.startswith("🔒 CLOSED")


def test_it_can_be_unfollowed_where_it_is_one_question() -> None:
    assert [b.data for row in caught_up(MOVED).buttons for b in row] == ["u:visit-date"]
    assert caught_up(MOVED, ISSUED).buttons == ()


def test_what_has_no_room_is_counted_and_the_command_that_shows_it_named() -> None:
    many = [Missed((alert(f"News {n}", ask=f"Question {n}?", hour=n % 5),), None) for n in range(LISTED + 3)]
    text = caught_up(*many).plain
    assert text.split("\n")[0] == "📬 CATCH-UP · there is news on 13 questions"
    assert text.count("Question ") == LISTED
    assert text.endswith("… and 3 more questions: /questions")


def test_long_blocks_leave_room_below_what_telegram_takes() -> None:
    def wide(n: int) -> Missed:
        titles = (f"{n}{k} " + "<&" * 300 for k in range(3))
        link = "https://n.example/?" + "&" * 280
        told = (alert(title, ask=f"{n}" + "😀" * 300, url=link, outlet="<" * 99) for title in titles)
        return Missed(tuple(told), None)

    message = caught_up(*(wide(n) for n in range(30)), repeat=True)
    assert units(message.plain) <= MESSAGE_UNITS
    assert units(message.plain) > BUDGET_UNITS // 2
    assert len(message.html.encode()) <= 32 * 1024
    assert "more questions: /questions" in message.plain


@pytest.mark.parametrize("language", Language)
def test_a_possible_repeat_says_so(language: Language) -> None:
    told = CATALOGS[language].text("alert.repeat")
    for missed in ((MOVED,), (MOVED, ISSUED)):
        assert told in caught_up(*missed, language=language, repeat=True).plain
        assert told not in caught_up(*missed, language=language).plain


def test_it_sounds_once_if_any_of_it_would_have() -> None:
    closed = Missed((alert("Closed", kind=ChangeKind.CLOSED),), None)
    assert is_silent([closed])
    assert not is_silent([closed, ISSUED])
