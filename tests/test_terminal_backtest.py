"""A backtest on a terminal."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from bot.jobs.backtest import Difference, Told
from bot.jobs.replay import Incoming
from bot.locale import read_catalogs
from bot.model import DevelopmentId, Language, QuestionId
from bot.terminal import open_console
from bot.terminal_backtest import Frame, draw_backtest, draw_difference
from tests.builders import T0, entry, evidence, feed, question

if TYPE_CHECKING:
    from rich.console import RenderableType

CATALOGS = read_catalogs()
WEEK = timedelta(days=7)
QUESTIONS = (question(), question("visa", ask="What of the visa?"))


def told(
    title: str = "Petro to visit on Feb. 3",
    after: timedelta = timedelta(),
    *,
    about: str = "visit-date",
    push: bool = True,
    change: str = "reported",
    answer: str = "",
    gathered: bool = False,
) -> Told:
    return Told(
        at=T0 + after,
        question=QuestionId(about),
        development=DevelopmentId(title),
        change=change,
        push=push,
        answer=answer,
        origins=1,
        evidence=(evidence(entry(title)),),
        reason="",
        gathered=gathered,
    )


def comes(*after: timedelta) -> list[Incoming]:
    return [Incoming(T0 + one, feed(), (entry(),)) for one in after]


def frame(*after: timedelta, language: Language = Language.EN, zone: timezone = UTC) -> Frame:
    return Frame(comes(*after), QUESTIONS, CATALOGS[language], zone)


def drawn(picture: RenderableType) -> str:
    out = StringIO()
    open_console(out).print(picture)
    return out.getvalue()


def cells(shown: str) -> list[list[str]]:
    return [re.split(r"\s{2,}", line.strip()) for line in shown.split("\n") if line.strip()]


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_it_counts_alerts_and_edits_by_question_and_week_and_lists_the_headlines() -> None:
    story = [
        told(),
        told(push=False, change="evidence"),
        told("Petro leaves", WEEK),
        told("Visa back", WEEK, about="visa"),
    ]
    shown = drawn(draw_backtest("feeds.yaml", story, frame(timedelta(), WEEK)))
    lines = cells(shown)
    assert [line for line in lines if "─" not in line[0]] == [
        ["What feeds.yaml would have sent"],
        ["2 entries of 1 feed, 8 Jan, 12:00 – 15 Jan, 12:00 (UTC)"],
        ["Week of", "5 Jan", "12 Jan", "all", "edits"],
        ["visit-date", "1", "1", "2", "1"],
        ["visa", "·", "1", "1", "·"],
        ["All questions", "1", "2", "3", "1"],
        ["Entries read", "1", "1", "2", "·"],
        ["visit-date · When does Petro visit the White House?"],
        ["8 Jan, 12:00", "Petro to visit on Feb. 3 · The Example"],
        ["15 Jan, 12:00", "Petro leaves · The Example"],
        ["visa · What of the visa?"],
        ["15 Jan, 12:00", "Visa back · The Example"],
    ]


def test_a_gathering_is_one_alert_that_lists_all_it_tells() -> None:
    story = [told(), told("Petro leaves", gathered=True), told("Petro lands", gathered=True, push=False)]
    lines = cells(drawn(draw_backtest("f", story, frame(timedelta()))))
    assert ["visit-date", "2", "2", "·"] in lines
    assert ["8 Jan, 12:00", "gathered Petro leaves · The Example"] in lines
    assert ["8 Jan, 12:00", "gathered Petro lands · The Example"] in lines


def test_weeks_that_told_nothing_are_named_apart_from_those_that_could_not() -> None:
    heard = [n * WEEK for n in (0, 1, 2, 4, 7, 8)]
    shown = drawn(draw_backtest("f", [told(), told("Visa", 8 * WEEK)], frame(*heard)))
    assert "4 quiet weeks: 12 Jan – 19 Jan, 2 Feb, 23 Feb" in shown
    assert "3 weeks without any entry: 26 Jan, 9 Feb – 16 Feb" in shown


def test_of_many_silences_the_latest_are_named() -> None:
    heard = [2 * n * WEEK for n in range(12)]
    shown = drawn(draw_backtest("f", [told()], frame(*heard)))
    assert "11 quiet weeks: …, 30 Mar, 13 Apr, 27 Apr" in shown.replace("\n", " ")
    assert "16 Mar" not in shown


def test_a_question_without_an_alert_says_so() -> None:
    assert "visa · What of the visa?\nno alert" in drawn(draw_backtest("f", [told()], frame(timedelta())))


def test_without_any_alert_only_that_is_said() -> None:
    shown = drawn(draw_backtest("f", [], frame(timedelta())))
    assert cells(shown)[-1] == ["No alert: nothing that was read is news on an open question."]
    assert drawn(draw_backtest("f", [], frame())).splitlines()[-1] == "There are no entries to replay."


def test_a_long_report_names_the_years() -> None:
    shown = drawn(draw_backtest("f", [told("Long ago", -60 * WEEK), told()], frame(-60 * WEEK, timedelta())))
    assert "2024" in cells(shown)[3]
    assert "14 Nov 2024, 12:00  Long ago" in shown
    assert "18 Nov 2024 – 29 Dec 2025" in shown


def test_weeks_and_times_are_of_the_zone() -> None:
    """In Honolulu it is still Sunday."""
    late = datetime(2026, 1, 12, 3, tzinfo=UTC) - T0
    shown = drawn(draw_backtest("f", [told(after=late)], frame(late, zone=timezone(timedelta(hours=-10)))))
    assert ["Week of", "5 Jan", "all", "edits"] in cells(shown)
    assert "11 Jan, 17:00  Petro" in shown
    assert "(UTC-10)" in shown


def test_a_change_and_an_answer_are_shown_before_the_headline() -> None:
    shown = drawn(draw_backtest("f", [told(change="disputed", answer="2026-02-03")], frame(timedelta())))
    assert "disputed → 2026-02-03 Petro to visit" in shown


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_it_fits_the_terminal_whole(columns: int, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    weeks = [n * WEEK for n in range(20)]
    story = [told("word " * 40, week) for week in weeks]
    shown = drawn(draw_backtest("feeds.yaml", story, frame(*weeks, language=language)))
    assert max(cell_len(line) for line in shown.split("\n")) <= columns
    assert "…" not in shown
    counted = re.findall(r"^ ?visit-date +([\d· ]+)$", shown, re.MULTILINE)
    assert " ".join(counted).split() == ["1"] * 20 + ["20", "·"]


def test_what_a_feed_or_a_file_name_says_cannot_steer_the_terminal() -> None:
    shown = drawn(draw_backtest("\x1b[2J", [told("\x1b[2Jgone")], frame(timedelta())))
    assert "\x1b" not in shown


def test_a_difference_lists_what_is_added_and_lost_by_question() -> None:
    difference = Difference(added=(told("Visa back", about="visa"), told()), lost=(), moved=2)
    shown = drawn(draw_difference(("feeds.yaml", "other.yaml"), (3, 5), difference, frame(timedelta())))
    assert cells(shown) == [
        ["other.yaml instead of feeds.yaml"],
        ["1 entry of 1 feed, 8 Jan, 12:00 – 8 Jan, 12:00 (UTC)"],
        ["3 alerts → 5 alerts"],
        ["It would add 2 alerts"],
        ["visit-date"],
        ["8 Jan, 12:00", "Petro to visit on Feb. 3 · The Example"],
        ["visa"],
        ["8 Jan, 12:00", "Visa back · The Example"],
        ["It would lose 0 alerts"],
        ["2 alerts more are of news that both tell, first by another entry"],
    ]


def test_a_difference_of_nothing_is_short() -> None:
    shown = drawn(draw_difference(("a", "b"), (1, 1), Difference((), (), 0), frame(timedelta())))
    assert cells(shown)[2:] == [["1 alert → 1 alert"], ["It would add 0 alerts"], ["It would lose 0 alerts"]]
