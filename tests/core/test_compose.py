"""What a chat reads."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.compose import MESSAGE_UNITS, clean, clip, compose, compose_standing, units
from bot.locale import read_catalogs
from bot.model import (
    Alert,
    Button,
    ChangeKind,
    Development,
    Language,
    Message,
    Phase,
    Standing,
    Transition,
    TransitionId,
)
from tests.builders import T0, development, entry, evidence, question

CATALOGS = read_catalogs()
BOGOTA = ZoneInfo("America/Bogota")
NOW = T0 + timedelta(hours=3)
LEAD_URL = entry().url


def alert(told: Development | None = None, *, kind: ChangeKind = ChangeKind.REPORTED, at: datetime = T0) -> Alert:
    told = told or development()
    transition = Transition(
        id=TransitionId("t1"),
        question=told.question,
        development=told.id,
        kind=kind,
        at=at,
        reason="first report",
        silence=None,
    )
    return Alert(transition, question().ask, told)


def message(about: Alert | None = None, language: Language = Language.EN, *, repeat: bool = False) -> Message:
    return compose(about or alert(), catalog=CATALOGS[language], now=NOW, zone=UTC, repeat=repeat)


def standing(*developments: Development, total: int = 0, watched_since: datetime = T0) -> Standing:
    return Standing(question(), watched_since, developments, total or len(developments))


class Markup(HTMLParser):
    """Reads Telegram's HTML strictly: only b, i and a, each closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, [name for name, _ in attrs]) in [("b", []), ("i", []), ("a", ["href"])]
        self._open.append(tag)
        self.links += [value or "" for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def without_link_lines(plain: str, links: list[str]) -> str:
    return "\n".join(line for line in plain.split("\n") if line not in links)


# ------------------------------------------------------------------ the alert


def test_a_first_report_as_a_reader_sees_it() -> None:
    """The first line stands alone; then the headline, who reports it and how widely, and when."""
    assert message().html.split("\n") == [
        "<b>🟡 REPORTED</b> · When does Petro visit the White House?",
        "",
        f'<b><a href="{LEAD_URL}">Petro to visit the White House on Feb. 3</a></b>',
        "",
        "Reported by The Example",
        "1 independent origin (1 article)",
        "Published 12:00, seen 12:00 (UTC)",
    ]


def test_without_markup_the_link_has_a_line_of_its_own() -> None:
    assert message().plain.split("\n")[2:4] == [
        "Petro to visit the White House on Feb. 3",
        LEAD_URL,
    ]


def test_it_is_told_in_spanish_with_the_headlines_language() -> None:
    """The words and the question are Spanish; an English headline says that it is."""
    text = Markup(message(language=Language.ES).html).text
    assert text.split("\n") == [
        "🟡 REPORTADO · ¿Cuándo visita Petro la Casa Blanca?",
        "",
        "Petro to visit the White House on Feb. 3 · en inglés",
        "",
        "Según The Example",
        "1 fuente independiente (1 artículo)",
        "Publicado: 12:00; visto: 12:00 (UTC)",
    ]


def test_a_headline_in_the_readers_language_needs_no_mark() -> None:
    told = alert(development(evidence(entry("Petro va a Washington", lang=Language.ES))))
    assert "\nPetro va a Washington\n" in Markup(message(told, Language.ES).html).text
    assert "\nPetro va a Washington · in Spanish\n" in Markup(message(told).html).text


def test_times_are_in_the_readers_zone() -> None:
    told = development(evidence(published=datetime(2026, 1, 8, 2, 0, tzinfo=UTC)))
    text = compose(alert(told), catalog=CATALOGS[Language.EN], now=NOW, zone=BOGOTA).plain
    assert text.endswith("Published 7 Jan, 21:00, seen 07:00 (UTC-5)")


def test_an_entry_without_a_date_says_only_when_it_was_seen() -> None:
    told = development(evidence(entry(published=None)))
    assert message(alert(told)).plain.endswith("Seen 12:00 (UTC); the article gives no date")


def test_origins_and_articles_are_counted_apart() -> None:
    """Five entries of four outlets and two publishers; three outlets are named, the official one marked."""
    told = development(
        evidence(outlet="El Faro", origin="wire.example"),
        evidence(outlet="La Hora", origin="wire.example"),
        evidence(outlet="El Faro", origin="wire.example"),
        evidence(outlet="The Ministry", origin="gov.example", official=True),
        evidence(outlet="Search", origin=""),
    )
    text = message(alert(told)).plain
    assert "Reported by El Faro, La Hora, The Ministry (official) +1\n2 independent origins (5 articles)\n" in text


def test_a_nameless_outlet_is_called_by_its_publisher_or_its_feed() -> None:
    told = development(evidence(outlet=" "), evidence(outlet="\u200b", origin=""))
    assert "Reported by news.example, https://news.example/feed\n" in message(alert(told)).plain


def test_a_confirmation_says_when_it_was_first_reported() -> None:
    told = development(phase=Phase.CONFIRMED)
    text = message(alert(told, kind=ChangeKind.CONFIRMED, at=T0 + timedelta(hours=2))).plain
    assert text.startswith("✅ CONFIRMED · ")
    assert text.endswith("First reported 12:00, confirmed 2 hr later")


def test_the_head_tells_the_state_at_the_time_of_sending() -> None:
    """A report that was confirmed while it waited in the outbox does not say less than is known."""
    assert message(alert(development(phase=Phase.CONFIRMED))).plain.startswith("✅ CONFIRMED · ")


def test_a_possible_repeat_says_so() -> None:
    note = "You may have had this alert before: Telegram did not answer when it was first sent."
    assert message(repeat=True).plain.endswith(note)
    assert note not in message().plain


def test_buttons_open_the_lead_entry_and_end_the_following() -> None:
    assert message().buttons == ((Button("Read ↗", url=LEAD_URL), Button("Unfollow", data="u:visit-date")),)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://news.example/a",
        "//news.example/a",
        "http://localhost/a",
        "http://[news.example/a",
        "http://news.example:port/a",
        "https://news.example/a b",
        "https://news.example/a\u202eb",
        "https://news.example/" + "a" * 2048,
        "https://news.example/\ud800",
        "tg://resolve?domain=x",
    ],
)
def test_an_address_that_telegram_would_refuse_is_no_link(url: str) -> None:
    """One bad button address would lose the whole message."""
    told = message(alert(development(evidence(entry(url=url)))))
    assert not Markup(told.html).links
    assert [button.text for button in told.buttons[0]] == ["Unfollow"]


def test_a_links_quotes_cannot_leave_the_attribute() -> None:
    url = "https://news.example/\"><b>'&amp;"
    assert Markup(message(alert(development(evidence(entry(url=url))))).html).links == [url]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("5 < 6 & <b>bold</b>", "5 < 6 & <b>bold</b>"),
        ("two\nlines\u2028and\ttabs", "two lines and tabs"),
        ("re\u202eversed\u200b \x1b[31mred\x00", "reversed [31mred"),
        ("\ud800 lone", "lone"),
        (" \u200b ", "The date was settled through diplomatic exchanges."),
    ],
)
def test_a_headline_is_shown_as_text(title: str, shown: str) -> None:
    told = alert(development(evidence(entry(title))))
    assert Markup(message(told).html).text.split("\n")[2] == shown


def test_an_entry_without_any_text_still_has_a_headline() -> None:
    told = alert(development(evidence(entry("", "", key="k", url="https://news.example/x"))))
    assert '<b><a href="https://news.example/x">…</a></b>' in message(told).html


def test_a_question_in_one_language_is_shown_in_that() -> None:
    told = replace(alert(), ask={Language.EN: "Who goes?"})
    assert message(told, Language.ES).plain.startswith("🟡 REPORTADO · Who goes?\n")


WORDS = st.text(max_size=1500)


@settings(max_examples=60, deadline=None)
@given(
    title=WORDS,
    outlets=st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=5),
    url=st.one_of(WORDS, WORDS.map("https://news.example/{}".format)),
    language=st.sampled_from(Language),
    repeat=st.booleans(),
)
def test_whatever_feeds_say_a_message_can_be_sent(
    title: str, outlets: list[tuple[str, bool]], url: str, language: Language, *, repeat: bool
) -> None:
    """Balanced, only allowed tags, the same text with and without markup, nothing invisible, within the limits."""
    pieces = [evidence(entry(title, title, url=url), outlet=name, official=official) for name, official in outlets]
    told = message(alert(development(*pieces)), language, repeat=repeat)
    markup = Markup(told.html)
    assert without_link_lines(told.plain, markup.links) == markup.text
    assert len(markup.text) <= 1200
    assert units(told.plain) < MESSAGE_UNITS
    assert not {unicodedata.category(c) for c in markup.text.replace("\n", "")} & {"Cc", "Cf", "Cs"}


# ------------------------------------------------------------------ where a question stands


def test_an_open_question_says_for_how_long_it_was_watched() -> None:
    told = compose_standing(standing(), catalog=CATALOGS[Language.EN], now=T0 + timedelta(days=3), zone=UTC)
    assert told.plain.split("\n") == [
        "⏳ STILL OPEN · When does Petro visit the White House?",
        "Nothing reported yet; watching for 3 days.",
    ]


def test_a_standing_lists_the_latest_developments() -> None:
    """Each with its state, outlets and age; the phase at the top is the newest one's."""
    newest = development(evidence(outlet="A"), evidence(outlet="B"), phase=Phase.CONFIRMED)
    told = compose_standing(
        standing(newest, development(evidence(published=T0 - timedelta(hours=6)))),
        catalog=CATALOGS[Language.EN],
        now=NOW,
        zone=UTC,
    )
    assert Markup(told.html).text.split("\n") == [
        "✅ CONFIRMED · When does Petro visit the White House?",
        "Watched since 12:00 (UTC) · 2 developments",
        "",
        "Petro to visit the White House on Feb. 3",
        "✅ Confirmed by A, B · 3 hr ago",
        "",
        "Petro to visit the White House on Feb. 3",
        "🟡 Reported by The Example · 9 hr ago",
    ]


def test_a_long_story_is_cut_to_its_latest_five_developments() -> None:
    told = compose_standing(standing(*[development()] * 7, total=41), catalog=CATALOGS[Language.ES], now=NOW, zone=UTC)
    assert len(Markup(told.html).links) == 5
    assert "41 novedades" in told.plain
    assert told.plain.endswith("… y 36 novedades anteriores")


def test_long_addresses_never_make_a_standing_too_long() -> None:
    """Links are left out of the plain text when there is no more room; the markup keeps them all."""
    url = "https://news.example/" + "a" * 2000
    told = compose_standing(
        standing(*[development(evidence(entry("x" * 900, url=url)))] * 5),
        catalog=CATALOGS[Language.EN],
        now=NOW,
        zone=UTC,
    )
    assert units(told.plain) < MESSAGE_UNITS
    assert told.plain.count(url) == 1
    assert Markup(told.html).links == [url] * 5


# ------------------------------------------------------------------ text


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("short", 5, "short"),
        ("one two three", 10, "one two…"),
        ("three, two ones", 10, "three…"),
        ("unbreakable", 5, "unbr…"),
        ("👍👍👍", 4, "👍…"),
    ],
)
def test_clipping_cuts_between_words_and_never_inside_a_character(text: str, limit: int, clipped: str) -> None:
    assert clip(text, limit) == clipped


@given(WORDS, st.integers(min_value=1, max_value=50))
def test_clipping_keeps_to_its_limit(text: str, limit: int) -> None:
    assert units(clip(clean(text), limit)) <= limit


@given(WORDS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not re.search(r"\s\s|\n", clean(text))
