"""The way of an entry on a terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from bot import terminal_explain
from bot.core.match import build_index, match
from bot.core.shortfall import shortfall
from bot.jobs.explain import Bearing, Miss, Trace
from bot.locale import read_catalogs
from bot.model import (
    Arrival,
    ChangeKind,
    Claim,
    ClaimStatus,
    DateAnswer,
    DeliveryState,
    Entry,
    Language,
    Precision,
    Question,
    Silence,
    Transition,
    TransitionId,
)
from bot.terminal import open_console
from bot.terminal_explain import Setting, draw_trace
from tests.builders import T0, development, entry, evidence, feed, question

if TYPE_CHECKING:
    from rich.console import RenderableType

CATALOGS = read_catalogs()
VISIT = entry(
    "Petro to visit the White House", "He goes on Tuesday. " * 6 + "The White House said so. " + "It rains. " * 9
)
LONG = "snow OR " + " OR ".join(f"flake{n}" for n in range(60))


class Tty(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")


def bearing(
    about: Entry = VISIT,
    asked: Question | None = None,
    *,
    joined: str = "",
    told: bool = True,
    silence: Silence | None = None,
    claim: Claim | None = None,
) -> Bearing:
    asked = asked or question()
    (found,) = match(build_index([asked]), [about], feed())
    first = evidence(about) if not joined else evidence(entry("Casa Blanca invita a Petro"), outlet="El Faro")
    step = Transition(TransitionId("t"), asked.id, development().id, ChangeKind.REPORTED, T0, "first report", silence)
    return Bearing(
        question=asked,
        match=found,
        evidence=replace(evidence(about), claim=claim),
        development=development(first, evidence(about)) if joined else development(first),
        joined=joined,
        steps=(step,),
        alerts=(step,) if told else (),
        silence=silence,
    )


def miss(query: str, about: Entry = VISIT) -> Miss:
    asked = question("other", query, ask="What else?")
    return Miss(asked, shortfall(asked, about, feed()))


def trace(
    *bearings: Bearing, misses: tuple[Miss, ...] = (), about: Entry = VISIT, silence: Silence | None = None
) -> Trace:
    return Trace(about, feed(), T0, Arrival(about, T0, T0, silence), bearings, misses)


def drawn(picture: Trace, *, language: Language = Language.EN, out: StringIO | None = None, sent: int = 0) -> str:
    out = out or StringIO()
    deliveries = {development().id: {DeliveryState.SENT: sent}} if sent else {}
    rendered: RenderableType = draw_trace(picture, Setting(CATALOGS[language], UTC, deliveries))
    open_console(out).print(rendered)
    return out.getvalue()


def lines(shown: str) -> list[str]:
    return [" ".join(line.split()) for line in shown.split("\n") if line.strip()]


def test_the_head_says_which_entry_and_when() -> None:
    assert lines(drawn(trace()))[:4] == [
        "Petro to visit the White House",
        "https://news.example/petro-to-visit-the-white-house",
        "The Example (press) · in English · published 8 Jan 2026, 12:00, seen 8 Jan 2026, 12:00 (UTC)",
        "feed https://news.example/feed · key petro-to-visit-the-white-house",
    ]
    undated = replace(VISIT, published=None, url="")
    assert "without a date, seen 8 Jan 2026, 12:00 (UTC)" in drawn(trace(about=undated))


def test_news_is_told_with_its_quotes_and_steps() -> None:
    assert lines(drawn(trace(bearing()), sent=3))[4:] == [
        "✓ Admitted: new to its feed, or changed.",
        "visit-date · When does Petro visit the White House?",
        '✓ Matches: Petro, "White House"',
        "· “Petro to visit the White House”",
        "· “…on Tuesday. He goes on Tuesday. The White House said so. It rains. It rains. It rains. …”",
        "✓ Opens a development: nothing like it was reported lately.",
        "✓ Step: reported (first report)",
        "✓ Told: an alert with sound.",
        "· Messages about this development: 3 sent",
    ]


def test_what_hit_is_set_off() -> None:
    shown = drawn(trace(bearing()), out=Tty())
    assert re.search(r"\x1b\[1;4mPetro\x1b\[0m", shown)
    assert re.search(r"\x1b\[1;4mWhite House\x1b\[0m", shown)


def test_terms_that_overlap_are_quoted_once() -> None:
    overlapping = question(match='"the White" OR "White House" OR Petro')
    assert "“Petro to visit the White House”" in drawn(trace(bearing(asked=overlapping)))


def test_a_field_is_named_without_a_quote() -> None:
    shown = lines(drawn(trace(bearing(asked=question(match="source:Example AND Tuesday")))))
    assert "✓ Matches: Tuesday, source:Example" in shown


def test_another_report_says_what_it_joined() -> None:
    shown = drawn(trace(bearing(joined="the same guid", told=False)))
    assert "✓ Reports the same as “Casa Blanca invita a Petro” (El Faro, 8 Jan 2026, 12:00): the same guid." in shown
    assert "✗ Not told again: it is evidence" in shown


@pytest.mark.parametrize(
    ("silence", "why"),
    [
        (Silence.FIRST_SIGHT_OF_FEED, "it was in the first document that the feed gave"),
        (Silence.FIRST_SIGHT_OF_QUESTION, "the question was not watched yet when it came"),
        (Silence.STALE, "it was older than “freshness” allows when it came"),
    ],
)
def test_silence_has_a_reason(silence: Silence, why: str) -> None:
    shown = drawn(trace(bearing(told=False, silence=silence), silence=silence))
    assert f"✓ Admitted in silence: {why}." in shown
    assert f"✗ Not told: {why}." in shown


@pytest.mark.parametrize(
    ("claim", "line"),
    [
        (
            Claim("2026-02-03", ClaimStatus.ASSERTED, Precision.DAY, "on Feb. 3", "a day"),
            "✓ Answer read: 2026-02-03, asserted: “on Feb. 3” (a day)",
        ),
        (
            Claim("", ClaimStatus.HEDGED, Precision.VAGUE, "may go soon", "hedged by may"),
            "· Answer read: none that can be named, hedged: “may go soon” (hedged by may)",
        ),
        (None, "✗ No answer was read in it."),
    ],
)
def test_an_answer_is_told_with_its_words_where_one_is_looked_for(claim: Claim | None, line: str) -> None:
    asked = replace(question(), answer=DateAnswer())
    assert line in lines(drawn(trace(bearing(asked=asked, claim=claim))))


def test_an_entry_that_bears_on_nothing_shows_the_nearest_questions_first(monkeypatch: pytest.MonkeyPatch) -> None:
    far, near = f"Petro AND Trump AND Rubio AND ({LONG})", "Petro AND (visit NEAR/1 House) -Tuesday -snow"
    misses = (miss("snow"), miss(far), miss(near))
    monkeypatch.setattr(terminal_explain, "_LONGEST_PART", 63)
    shown = lines(drawn(trace(misses=misses)))[4:]
    assert shown == [
        "✓ Admitted: new to its feed, or changed.",
        "✗ It bears on no question. What it lacks for each:",
        "other · What else?",
        "✓ has Petro",
        "✗ lacks visit NEAR/1 House (of it there is only visit, House)",
        "✗ has Tuesday, which the query excludes",
        "✓ does not have snow, which the query excludes",
        "other · What else?",
        "✓ has Petro",
        "✗ lacks Trump",
        "✗ lacks Rubio",
        "✗ lacks snow OR flake0 OR flake1 OR flake2 OR flake3 OR flake4 …",
        "other · What else?",
        "✗ Nothing of its query is there.",
    ]


def test_where_it_stopped_before_the_questions() -> None:
    known = replace(trace(), arrival=None)
    assert "✗ Known already, and unchanged" in drawn(known)
    assert "✗ Its feed is no longer in feeds.yaml" in drawn(replace(known, feed=None))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_it_fits_the_terminal(columns: int, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = drawn(trace(bearing(), bearing(joined="x" * 90), misses=(miss(LONG),)), language=language)
    assert max(cell_len(line) for line in shown.split("\n")) <= columns


def test_what_a_feed_says_cannot_steer_the_terminal() -> None:
    hostile = entry("\x1b[2J Petro in the White House", "\x1b]0;owned\x07 Petro", url="https://x.example/\x1b[2J")
    shown = drawn(trace(bearing(hostile), misses=(miss("Petro AND snow", hostile),), about=hostile))
    assert "\x1b" not in shown
    assert r"“\x1b[2J Petro in the White House”" in shown
