"""Every kind of message can be sent, whatever feeds and admins wrote into it.

Telegram's limits and its markup are checked as its server checks them (`tests/doubles/botapi`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.catch_up import compose_catch_up
from bot.core.compose import compose, compose_standing
from bot.core.gather import compose_gathering
from bot.locale import read_catalogs
from bot.model import (
    Alert,
    ChangeKind,
    Development,
    Evidence,
    Language,
    Message,
    Missed,
    Phase,
    QuestionId,
    QuestionState,
    Standing,
    Support,
    Transition,
    TransitionId,
)
from tests.builders import T0, development, entry, evidence, question
from tests.doubles.botapi.markup import parse_html, utf16_length

CATALOGS = read_catalogs()
NOW = T0 + timedelta(hours=30)
MOST_UNITS, MOST_BYTES, MOST_ENTITIES, MOST_DATA = 4096, 32 * 1024, 100, 64

HOSTILE = st.sampled_from(
    [
        "<b>",
        "</a>",
        "&lt;",
        "&#0;",
        "\x00",
        "\ud800",
        "\udfff",
        "\u202e",
        "\u2066",
        "\u200d",
        "\ufeff",
        "e\u0301" * 40,
        "👩‍👩‍👧‍👦" * 90,
        "🇨🇴",
        "\n\n",
        "\u2028",
        '"><a href="https://evil.example">',
        "&" * 900,
        "سلام",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=700), st.lists(HOSTILE | st.text(max_size=9), max_size=9).map("".join)
)
URLS = st.one_of(
    TEXTS, TEXTS.map("https://news.example/{}".format), st.just("javascript:alert(1)"), st.just("https://[::1")
)
VALUES = st.sampled_from(["", "2026-02-03", "2026-02-30", "in-force", "<i>", "not 2026-02-03"])
PHASES, KINDS, LANGUAGES = st.sampled_from(Phase), st.sampled_from(ChangeKind), st.sampled_from(Language)


def piece(title: str, summary: str, outlet: str, url: str, *, official: bool) -> Evidence:
    return evidence(entry(title, summary, key="k", url=url), outlet=outlet, official=official)


def told(number: int, pieces: list[Evidence], phase: Phase, kind: ChangeKind, answers: tuple[str, str]) -> Alert:
    reported = development(*pieces, id=f"d{number}", phase=phase)
    step = Transition(TransitionId(f"t{number}"), reported.question, reported.id, kind, T0, "", None, *answers)
    return Alert(step, question().ask, reported)


PIECES = st.builds(piece, TEXTS, TEXTS, TEXTS, URLS, official=st.booleans())
ALERTS = st.builds(
    told,
    st.integers(0, 99),
    st.lists(PIECES, min_size=1, max_size=4),
    PHASES,
    KINDS,
    st.tuples(VALUES, VALUES),
)
SUPPORTS = st.builds(
    Support,
    VALUES,
    st.frozensets(st.sampled_from("abc")),
    st.booleans(),
    first_at=st.just(T0),
    last_at=st.just(T0),
)
STATES = st.builds(
    QuestionState,
    st.just(QuestionId("visit-date")),
    PHASES,
    VALUES,
    st.just(T0),
    st.lists(SUPPORTS, max_size=9).map(tuple),
)
ASKS = st.fixed_dictionaries({Language.EN: TEXTS.filter(str.strip), Language.ES: TEXTS})
MISSED = st.builds(
    lambda alerts, ask, state, known: Missed(tuple(replace(a, ask=ask) for a in alerts), state, known),
    st.lists(ALERTS, min_size=1, max_size=4),
    ASKS,
    st.none() | STATES,
    st.none() | VALUES,
)


def check(message: Message) -> None:
    """It is markup that the server reads; within every limit; the same words with and without; nothing unseen."""
    text, entities = parse_html(message.html)
    assert text.strip()
    assert utf16_length(text) <= MOST_UNITS
    assert utf16_length(message.plain) <= MOST_UNITS
    assert len(message.html.encode()) <= MOST_BYTES
    assert len(entities) <= MOST_ENTITIES
    links = {entity["url"] for entity in entities if entity["type"] == "text_link"}
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert [line for line in message.plain.split("\n") if line not in links] == text.split("\n")
    shown = text.replace("\n", "").replace("\u200d", "")
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs"}
    for button in (button for row in message.buttons for button in row):
        assert button.text
        assert bool(button.url) != bool(button.data)
        assert len(button.data.encode() or button.url.encode()) >= 1
        assert len(button.data.encode()) <= MOST_DATA


@settings(max_examples=80, deadline=None)
@given(ALERTS, ASKS, st.none() | STATES, LANGUAGES, st.booleans(), st.booleans())
def test_an_alert(
    about: Alert,
    ask: dict[Language, str],
    state: QuestionState | None,
    language: Language,
    repeat: bool,  # noqa: FBT001 - drawn
    superseded: bool,  # noqa: FBT001 - drawn
) -> None:
    check(
        compose(
            replace(about, ask=ask),
            catalog=CATALOGS[language],
            now=NOW,
            zone=UTC,
            repeat=repeat,
            superseded=superseded,
            state=state,
        )
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(ALERTS, min_size=1, max_size=12), ASKS, LANGUAGES, st.booleans())
def test_a_gathering(
    alerts: list[Alert],
    ask: dict[Language, str],
    language: Language,
    repeat: bool,  # noqa: FBT001 - drawn
) -> None:
    alerts = [replace(alert, ask=ask) for alert in alerts]
    check(compose_gathering(alerts, catalog=CATALOGS[language], now=NOW, zone=UTC, repeat=repeat))


@settings(max_examples=40, deadline=None)
@given(st.lists(MISSED, min_size=1, max_size=14), LANGUAGES, st.booleans())
def test_a_catch_up(
    missed: list[Missed],
    language: Language,
    repeat: bool,  # noqa: FBT001 - drawn
) -> None:
    check(compose_catch_up(missed, catalog=CATALOGS[language], now=NOW, zone=UTC, repeat=repeat))


@settings(max_examples=40, deadline=None)
@given(st.lists(ALERTS, max_size=8), ASKS, st.none() | STATES, LANGUAGES)
def test_where_a_question_stands(
    alerts: list[Alert], ask: dict[Language, str], state: QuestionState | None, language: Language
) -> None:
    developments: tuple[Development, ...] = tuple(alert.development for alert in alerts)
    standing = Standing(replace(question(), ask=ask), T0, developments, len(developments), state)
    check(compose_standing(standing, catalog=CATALOGS[language], now=NOW, zone=UTC))
