"""What an operator reads of what could not be delivered."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

from bot.locale import read_catalogs
from bot.model import ChatId, DeliveryState, Language, QuestionId, Undelivered
from bot.terminal import open_console
from bot.terminal_outbox import draw_undelivered
from tests.builders import T0

CATALOGS = read_catalogs()
HOUR = timedelta(hours=1)


def listed(state: DeliveryState, why: str) -> Undelivered:
    return Undelivered(QuestionId("visa"), ChatId(42), state, why, attempts=2, at=T0)


def drawn(*undelivered: Undelivered, repeats: int = 0, language: Language = Language.EN) -> str:
    out = StringIO()
    shown = draw_undelivered(undelivered, repeats, catalog=CATALOGS[language], now=T0 + 3 * HOUR)
    assert shown is not None
    console = open_console(out)
    console.width = 200
    console.print(shown)
    return out.getvalue()


def test_each_is_listed_with_its_chat_its_age_and_its_reason() -> None:
    dead = listed(DeliveryState.DEAD, "Message is too long")
    parked = listed(DeliveryState.PARKED, "Chat not found")
    assert drawn(dead, parked, repeats=2).split("\n")[:-1] == [
        "2 possible repeats after a lost answer",
        "",
        "Not delivered, the newest first",
        "✗ visa to chat 42, decided 3 hr ago: Message is too long",
        "⏸ visa to chat 42, decided 3 hr ago, waits for it to come back: Chat not found",
    ]
    assert "✗ visa al chat 42, decidida hace 3" in drawn(dead, language=Language.ES)


def test_a_reason_cannot_steer_the_terminal() -> None:
    """It is what a server said."""
    assert r"\x1b[2J" in drawn(listed(DeliveryState.DEAD, "\x1b[2J"))


def test_where_all_was_delivered_nothing_is_said() -> None:
    assert draw_undelivered((), 0, catalog=CATALOGS[Language.EN], now=T0) is None
