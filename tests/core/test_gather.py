"""The gathering: what a chat reads of all that came beyond the day's cap."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from bot.core.gather import LISTED, compose_gathering
from bot.core.lines import MESSAGE_UNITS, units
from bot.locale import read_catalogs
from bot.model import Alert, ChangeKind, Language, Message, Transition, TransitionId
from tests.builders import T0, development, entry, evidence, question

CATALOGS = read_catalogs()
NOW = T0 + timedelta(hours=20)


def report(title: str = "News", *, url: str = "", outlets: tuple[str, ...] = ("El Faro",), minute: int = 0) -> Alert:
    published = T0 + minute * timedelta(minutes=1)
    about = entry(title, url=url, published=published)
    told = development(*(evidence(about, outlet=outlet, published=published) for outlet in outlets), id=title)
    step = Transition(TransitionId(title), told.question, told.id, ChangeKind.REPORTED, published, "", silence=None)
    return Alert(step, question().ask, told)


def gathering(*alerts: Alert, language: Language = Language.EN, repeat: bool = False) -> Message:
    return compose_gathering(alerts, catalog=CATALOGS[language], now=NOW, zone=UTC, repeat=repeat)


def test_it_begins_with_how_many_and_on_what() -> None:
    message = gathering(report("One"), report("Two"))
    assert message.plain.split("\n")[0] == "🗞 2 MORE DEVELOPMENTS · When does Petro visit the White House?"
    spanish = gathering(report("One"), report("Two"), language=Language.ES)
    assert spanish.plain.split("\n")[0] == "🗞 2 NOVEDADES MÁS · ¿Cuándo visita Petro la Casa Blanca?"


def test_it_lists_the_newest_first_with_who_said_it_and_when() -> None:
    """The plain text has each address below its headline."""
    lines = gathering(report("One"), report("Two", outlets=("La Hora", "El Faro", "El Faro"), minute=5)).plain.split(
        "\n"
    )
    assert lines[2:] == [
        "",
        "Two",
        "https://news.example/two",
        "🟡 Reported by La Hora, El Faro · 8 Jan, 12:05",
        "",
        "One",
        "https://news.example/one",
        "🟡 Reported by El Faro · 8 Jan, 12:00",
    ]


def test_a_headline_links_to_its_entry_and_names_a_foreign_language() -> None:
    message = gathering(report("A <b> & b", url="https://news.example/?a=1&b=2"), language=Language.ES)
    assert '<a href="https://news.example/?a=1&amp;b=2">A &lt;b&gt; &amp; b</a> · <i>en inglés</i>' in message.html


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://news.example/a b",
        "https://news.example/\u202e",
        "https://news.example/\ud800",
        "https://n.example/" + 500 * "a",
    ],
)
def test_what_is_no_plain_address_is_no_link(url: str) -> None:
    assert "<a " not in gathering(report(url=url)).html


def test_more_than_ten_are_counted() -> None:
    message = gathering(*(report(f"News {n:02}") for n in range(LISTED + 3)))
    assert "News 12" in message.plain
    assert "News 03" in message.plain
    assert "News 02" not in message.plain
    assert message.plain.endswith("… and 3 earlier developments")


def test_a_possible_repeat_says_so() -> None:
    repeat = CATALOGS[Language.EN].text("alert.repeat")
    assert repeat in gathering(report(), repeat=True).html
    assert repeat not in gathering(report()).html


def test_the_button_ends_the_question() -> None:
    assert [button.data for row in gathering(report()).buttons for button in row] == ["u:visit-date"]


def test_the_longest_one_is_taken_by_telegram() -> None:
    """4,096 units of text, and 32 KiB with the markup."""
    long = [
        report("&" * 1000, url="https://n.example/?" + "&" * 280, outlets=tuple(c + "<" * 200 for c in "abcd"))
        for _ in range(30)
    ]
    message = gathering(*long, repeat=True)
    assert units(message.plain) <= MESSAGE_UNITS
    assert len(message.html.encode()) <= 32768


def test_a_headline_that_is_empty_or_hidden_leaves_its_line_whole() -> None:
    alert = report("\u200b", outlets=("\u200b",))
    lines = gathering(alert).plain.split("\n")
    assert all(line.strip() for line in lines[3:])
