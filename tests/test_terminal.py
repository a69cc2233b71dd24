"""What a person at a terminal sees."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from bot.core.compose import compose
from bot.core.condition import Condition, condition
from bot.locale import read_catalogs
from bot.model import (
    TERMINAL,
    Alert,
    ChangeKind,
    DeliveryState,
    Development,
    Feed,
    FeedState,
    Language,
    Message,
    Phase,
    QuestionState,
    Sent,
    Standing,
    Transition,
    TransitionId,
)
from bot.terminal import TerminalMessenger, draw_board, open_console, visible
from bot.terminal_status import draw_feeds, draw_status
from tests.builders import FEED_URL, T0, development, entry, evidence, feed, question

if TYPE_CHECKING:
    from rich.console import RenderableType

CATALOGS = read_catalogs()
ENGLISH = CATALOGS[Language.EN]
NOW = T0 + timedelta(hours=3)
LONG_URL = "https://news.example/politics/2026/01/08/" + "petro-to-visit-the-white-house-" * 4
STEERING = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
COLOUR = re.compile(r"\x1b\[(?:\d;)?3[0-7]m")


class Tty(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")


def told(title: str = "Petro to visit on Feb. 3", phase: Phase = Phase.REPORTED, *, url: str = LONG_URL) -> Development:
    return development(evidence(entry(title, url=url)), phase=phase)


def alert_message(about: Development | None = None, language: Language = Language.EN) -> Message:
    about = about or told()
    transition = Transition(TransitionId("t"), about.question, about.id, ChangeKind.REPORTED, T0, "", None)
    alert = Alert(transition, question().ask, about)
    return compose(alert, catalog=CATALOGS[language], now=NOW, zone=UTC)


async def sent(message: Message, out: StringIO, *, plain: bool = False) -> str:
    await TerminalMessenger(open_console(out)).send(TERMINAL, message, plain=plain)
    return out.getvalue()


def drawn(picture: RenderableType, out: StringIO | None = None) -> str:
    out = out or StringIO()
    open_console(out).print(picture)
    return out.getvalue()


def stands(*developments: Development, ask: str = "Who goes?") -> Standing:
    return Standing(question(ask=ask), T0, developments, len(developments))


def answered(answer: str, phase: Phase = Phase.REPORTED) -> Standing:
    known = replace(stands(*([told()] if answer else [])), total=1)
    state = QuestionState(known.question.id, phase if answer else Phase.OPEN, answer, T0)
    return replace(known, state=state)


def row(
    of: Feed,
    *,
    read: datetime | None = T0,
    failing: datetime | None = None,
    failure: str = "",
    entry_at: datetime | None = None,
) -> Condition:
    state = FeedState(
        FEED_URL,
        T0,
        first_read_at=read,
        last_read_at=read,
        last_entry_at=entry_at,
        failures=int(failing is not None),
        failing_since=failing,
        failure=failure,
    )
    return condition(of, state, (), NOW)


def everything(language: Language = Language.EN) -> RenderableType:
    feeds = [
        row(feed(outlet="El Faro"), entry_at=T0),
        row(feed(outlet="La Hora"), read=None),
        row(feed("https://gov.example/" + "feed/" * 20, outlet="The Ministry"), failing=T0, failure="timeout"),
    ]
    return draw_status(
        [stands(told("word " * 40)), answered("working-on-it"), stands(told(phase=Phase.CONFIRMED))],
        feeds,
        dict.fromkeys(DeliveryState, 1234),
        1,
        catalog=CATALOGS[language],
        now=NOW,
        zone=UTC,
    )


# ------------------------------------------------------------------ alerts


async def test_an_alert_is_framed_with_its_state_in_the_frame() -> None:
    shown = STEERING.sub("", await sent(alert_message(), Tty())).split("\n")
    assert shown[0].startswith("╭─ 🟡 REPORTED ──")
    assert shown[1].startswith("│ When does Petro visit the White House? ")
    assert shown[3].startswith("│ Petro to visit on Feb. 3 ")
    assert {cell_len(line) for line in shown[:-2]} == {80}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("phase", "colour"), [(Phase.REPORTED, 33), (Phase.CONFIRMED, 32), (Phase.DISPUTED, 31), (Phase.CLOSED, 34)]
)
async def test_each_state_has_its_colour(phase: Phase, colour: int, language: Language) -> None:
    shown = await sent(alert_message(told(phase=phase), language), Tty())
    assert f"\x1b[{colour}m╭" in shown


async def test_headline_and_address_can_be_clicked() -> None:
    """The address is shown too, since not every terminal knows links."""
    shown = await sent(alert_message(), Tty())
    assert len(re.findall(rf"\x1b\]8;id=\d+;{re.escape(LONG_URL)}\x1b", shown)) >= 2
    assert "https://news.example/politics" in STEERING.sub("", shown)


async def test_other_messages_are_framed_without_a_state() -> None:
    """A middle dot alone makes no head."""
    shown = STEERING.sub("", await sent(Message("Following <b>3</b> · fine", "Following 3 · fine"), Tty()))
    assert "│ Following 3 · fine " in shown


async def test_a_log_gets_plain_lines_and_unbroken_addresses() -> None:
    """Where the output is no terminal: no frame, no escape sequences, nothing wrapped."""
    message = alert_message()
    assert await sent(message, StringIO()) == message.plain + "\n\n"


async def test_plain_is_plain_on_a_terminal_too() -> None:
    assert await sent(Message("<b>broken", "Hello"), Tty(), plain=True) == "Hello\n\n"


async def test_a_narrow_terminal_has_no_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = await sent(alert_message(), Tty())
    assert "\x1b[1;33m🟡 REPORTED" in shown
    assert "│" not in shown
    assert all(cell_len(line) <= 40 for line in STEERING.sub("", shown).split("\n"))


async def test_a_narrow_terminal_shows_other_messages_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert STEERING.sub("", await sent(Message("<u>Hello</u></i>", "Hello"), Tty())) == "Hello\n\n"


async def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    """https://no-color.org: bold may stay, colour may not."""
    monkeypatch.setenv("NO_COLOR", "1")
    out = Tty()
    shown = await sent(alert_message(), out) + drawn(everything(), out)
    assert not COLOUR.search(shown)
    assert "🟡 REPORTED" in shown


async def test_a_dumb_terminal_gets_no_escape_sequences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    out = Tty()
    assert "\x1b" not in await sent(alert_message(), out) + drawn(everything(), out)


@pytest.mark.parametrize("out", [Tty(), StringIO()])
async def test_what_a_feed_says_cannot_steer_the_terminal(out: StringIO) -> None:
    message = Message("<b>\x1b]0;owned\x07\u202e</b>", "\x1b]0;owned\x07\u202e")
    shown = STEERING.sub("", await sent(message, out))
    assert r"\x1b]0;owned\x07\u202e" in shown
    assert "\x1b" not in shown


async def test_every_message_gets_an_id_of_its_own() -> None:
    messenger = TerminalMessenger(open_console(StringIO()))
    assert [await messenger.send(TERMINAL, Message("a", "a")) for _ in range(2)] == [Sent(1), Sent(2)]


async def test_an_edit_is_one_line_that_steers_nothing() -> None:
    """What was printed stands; the line says how the message begins now."""
    out = StringIO()
    edited = Message("<b>CONFIRMED</b> · Who goes?\nNews", "CONFIRMED · Who \x1b[2Jgoes?\nNews")
    messenger = TerminalMessenger(open_console(out))
    for _ in range(2):
        assert await messenger.edit(TERMINAL, 5, edited) == Sent(5)
    assert out.getvalue() == "↻ CONFIRMED · Who \\x1b[2Jgoes?\n"


async def test_more_evidence_of_the_same_prints_nothing() -> None:
    out = StringIO()
    messenger = TerminalMessenger(open_console(out))
    await messenger.send(TERMINAL, Message("REPORTED\n1 article", "REPORTED\n1 article"))
    printed = out.getvalue()
    await messenger.edit(TERMINAL, 1, Message("REPORTED\n2 articles", "REPORTED\n2 articles"))
    assert out.getvalue() == printed


def test_an_output_that_cannot_write_emoji_gets_question_marks() -> None:
    raw = BytesIO()
    out = TextIOWrapper(raw, encoding="ascii")
    open_console(out).print("🟡 ok")
    out.flush()
    assert raw.getvalue() == b"? ok\n"


def test_without_a_file_the_console_writes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    open_console().print("[b]not markup[/b] :smile:")
    assert capsys.readouterr().out == "[b]not markup[/b] :smile:\n"


def test_visible_text_keeps_lines_and_letters() -> None:
    assert visible("año\n\tü\u200b\ud800") == "año\n\\tü\\u200b\\ud800"


# ------------------------------------------------------------------ tables


def test_the_board_says_where_each_question_stands() -> None:
    open_question, reported = stands(ask="Who pays?"), stands(told())
    shown = drawn(draw_board([reported, open_question], catalog=ENGLISH, now=NOW, zone=UTC))
    lines = [re.split(r"\s{2,}", line.strip()) for line in shown.split("\n") if line.strip()]
    assert lines == [
        ["Where each question stands · 15:00 (UTC)"],
        ["State", "Question and its latest development", "Origins", "Age"],
        ["─" * cell_len(lines[2][0])],
        ["🟡 Reported", "Who goes?", "1", "3 hr"],
        ["Petro to visit on Feb. 3 · The Example"],
        ["⏳ Still open", "Who pays?"],
        ["nothing new yet"],
    ]


@pytest.mark.parametrize(("language", "date"), [(Language.EN, "3 Feb 2026"), (Language.ES, "3 feb 2026")])
def test_the_board_names_each_answer_under_its_state(language: Language, date: str) -> None:
    """A date, a choice, and nothing for a question that has no answer."""
    standings = [answered("2026-02-03"), answered("working-on-it", Phase.DISPUTED), answered(""), stands()]
    shown = drawn(draw_board(standings, catalog=CATALOGS[language], now=NOW, zone=UTC))
    lines = [re.split(r"\s{2,}", line.strip())[0] for line in shown.split("\n")]
    reported, disputed, *open_ = [i for i, line in enumerate(lines) if line[:1] in "🟡⚠⏳" and line]
    assert lines[reported + 1] == date
    assert lines[disputed + 1] == "working on it"
    assert [lines[i + 1] for i in open_] == [CATALOGS[language].text("board.nothing")] * 2


def test_a_narrow_board_names_the_answer_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = drawn(draw_board([answered("2026-02-03"), stands()], catalog=ENGLISH, now=NOW, zone=UTC))
    assert "🟡 Reported · 3 Feb 2026 · 3 hr\n" in shown
    assert "⏳ Still open\n" in shown


def test_a_headline_on_the_board_is_shown_escaped() -> None:
    shown = drawn(draw_board([stands(told("\x1b[2Jgone"))], catalog=ENGLISH, now=NOW, zone=UTC))
    assert r"\x1b[2Jgone" in shown


def test_failing_feeds_come_first_with_since_when_and_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest failing first; then those never polled; the rest by name."""
    monkeypatch.setenv("COLUMNS", "120")
    rows = [
        row(feed(outlet="b fine"), entry_at=T0 - timedelta(days=3)),
        row(feed(outlet="A fine")),
        row(feed(outlet="unread"), read=None),
        row(feed("https://late.example/", outlet="late"), failing=NOW, failure="timeout: 30 s"),
        row(feed(outlet="early"), failing=T0 - timedelta(days=1), failure="http status: 503", read=None),
    ]
    shown = drawn(draw_feeds(rows, catalog=ENGLISH, now=NOW, zone=UTC))
    assert "Feeds: 2 of 5 answering" in shown
    places = [shown.index(outlet) for outlet in ("early", "late ", "unread", "A fine", "b fine")]
    assert places == sorted(places)
    assert re.search(r"early +✗ failing since 7 Jan, 12:00: http status: 503 +never +never", shown)
    assert re.search(r"late +✗ failing since 15:00: timeout: 30 s", shown)
    assert "https://late.example/" in shown
    assert re.search(r"b fine +✓ answering +3 hr +3 days", shown)


def test_empty_tables_say_so() -> None:
    assert drawn(draw_board([], catalog=ENGLISH, now=NOW, zone=UTC)) == "No question is being watched.\n"
    assert drawn(draw_feeds([], catalog=ENGLISH, now=NOW, zone=UTC)) == "No feed is being polled.\n"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_status_fits_the_terminal(columns: int, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = drawn(everything(language))
    assert max(cell_len(line) for line in shown.split("\n")) <= columns
    assert "word word word" in shown


def test_the_status_ends_with_subscribers_and_deliveries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    assert drawn(everything()).rstrip().split("\n")[-1] == (
        "1 subscriber · 1,234 deliveries pending · 1,234 being sent · 1,234 in doubt (may have arrived)"
        " · 1,234 parked until their chats come back · 1,234 sent · 1,234 gathered · 1,234 to be caught up"
        " · 1,234 could not be delivered"
    )


def test_states_without_a_delivery_are_left_out() -> None:
    shown = drawn(draw_status([], [], {DeliveryState.SENT: 0}, 0, catalog=ENGLISH, now=NOW, zone=UTC))
    assert shown.rstrip().split("\n")[-1] == "0 subscribers"
