"""What an admin reads."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.compose_notices import compose_notices
from bot.locale import read_catalogs
from bot.model import (
    ConfigMended,
    ConfigRefused,
    FailureKind,
    FeedFailing,
    FeedMoved,
    FeedStopped,
    FeedUrl,
    Language,
    Message,
    NetworkBack,
    NetworkDown,
    Notice,
    Noticed,
    Stop,
)
from tests.builders import T0
from tests.doubles.botapi.markup import parse_html, utf16_length

CATALOGS = read_catalogs()
HOUR = timedelta(hours=1)
ONE, TWO = FeedUrl("https://one.example/feed"), FeedUrl("https://two.example/feed")
PROBLEMS = """\
feeds.yaml:14:5: unknown key 'evry' in a feed
        evry: <10m>
        ^
  did you mean 'every'?
1 problem in feeds.yaml; nothing of it was used"""


def composed(*notices: Notice, language: Language = Language.EN) -> Message:
    stored = [Noticed(n, T0, notice) for n, notice in enumerate(notices, start=1)]
    return compose_notices(stored, catalog=CATALOGS[language], now=T0 + HOUR, zone=UTC)


def text_of(message: Message) -> str:
    """As Telegram shows it, which is the same without markup."""
    text, _ = parse_html(message.html)
    assert text == message.plain
    return text


def test_a_feed_that_is_gone_in_both_languages() -> None:
    gone = FeedStopped(ONE, "The One", Stop.GONE)
    assert text_of(composed(gone)) == (
        "🔧 For the admins of this bot\n\n"
        "■ 1 feed is given up: its server says it is gone for good. Take it out of feeds.yaml, or start it anew with "
        "“refresh”:\n"
        "• The One · https://one.example/feed"
    )
    assert text_of(composed(gone, language=Language.ES)) == (
        "🔧 Para quien administra este bot\n\n"
        "■ 1 canal de noticias abandonado: su servidor dice que ya no existe. Quítalo de feeds.yaml, o empieza de "
        "nuevo con «refresh»:\n"
        "• The One · https://one.example/feed"
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("stop", Stop)
def test_every_reason_to_give_up_a_feed_says_what_to_do(stop: Stop, language: Language) -> None:
    said = text_of(composed(FeedStopped(ONE, "The One", stop, TWO), language=language))
    assert "refresh" in said or "feeds.yaml" in said
    assert (f"→ {TWO}" in said) == (stop is Stop.MERGED)


def test_what_is_to_be_done_comes_first_and_what_is_well_again_last() -> None:
    said = text_of(
        composed(
            ConfigMended(T0 - HOUR),
            NetworkBack(T0 - HOUR),
            FeedMoved(ONE, "The One", TWO),
            FeedFailing(TWO, "The Two", FailureKind.TIMEOUT, "timeout: no answer within 30 s"),
            FeedStopped(ONE, "The One", Stop.MISSING),
            NetworkDown(T0),
            ConfigRefused(PROBLEMS),
        )
    )
    marks = [line[0] for line in said.splitlines() if line[:1] in "⚠✗■→✓" and line]
    assert marks == ["⚠", "✗", "■", "✗", "→", "→", "✓", "✓"]
    assert "timeout: no answer within 30 s" in said


def test_a_refused_file_is_told_with_place_sentence_and_caret() -> None:
    message = composed(ConfigRefused(PROBLEMS))
    assert PROBLEMS in text_of(message)
    assert "the previous one stays in force" in text_of(message)
    assert (
        "<pre>feeds.yaml:14:5: unknown key &#x27;evry&#x27; in a feed\n        evry: &lt;10m&gt;\n        ^"
        in message.html
    )


def test_an_outage_is_told_from_when_to_when() -> None:
    assert "down from 11:00 to 12:00 (UTC) and is back" in text_of(composed(NetworkBack(T0 - HOUR)))
    many = text_of(composed(*(NetworkBack(T0 - n * HOUR) for n in range(9, 0, -1))))
    assert many.count("Our own network was down") == 3
    assert many.endswith("… and 6 more times before")


def test_a_thousand_failing_feeds_are_one_message() -> None:
    failing = [
        FeedFailing(FeedUrl(f"https://n{n}.example/feed"), f"Outlet {n}", FailureKind.TIMEOUT, "timeout: so")
        for n in range(1000)
    ]
    said = text_of(composed(*failing))
    assert "✗ 1,000 feeds fail" in said
    assert said.count("• ") == 5
    assert said.endswith("… and 995 more: see “status”")
    spanish = text_of(composed(*failing, language=Language.ES))
    assert spanish.endswith("… y 995 más: mira «status»")


@pytest.mark.parametrize("language", Language)
def test_where_there_is_much_of_everything_all_of_it_is_counted(language: Language) -> None:
    """Of each kind fewer are named, or none."""
    long = FeedUrl(f"https://long.example/{'a' * 300}")
    every_stop = [FeedStopped(long, "O" * 60, stop, long) for stop in Stop]
    others: list[Notice] = [FeedFailing(long, "O" * 60, FailureKind.TLS, "t" * 300), FeedMoved(long, "O" * 60, long)]
    network: list[Notice] = [*(NetworkBack(T0 - n * HOUR) for n in range(9)), NetworkDown(T0)]
    refused = ConfigRefused("\n".join(["p" * 190] * 9))
    said = text_of(composed(*every_stop * 9, *others * 9, *network, refused, language=language))
    assert utf16_length(said) <= 4096
    assert len(re.findall(r"^[■✗→] 9 ", said, re.MULTILINE)) == 6
    assert "• " not in said


def test_no_credential_of_an_address_is_shown() -> None:
    secret = FeedUrl("https://me:secret@one.example/feed")
    message = composed(
        FeedMoved(secret, "The One", secret),
        FeedFailing(secret, "The One", FailureKind.REDIRECTS, f"redirects: to {secret}"),
        ConfigRefused(f"feeds.yaml:1:1: no password\n    url: {secret}"),
    )
    assert "secret" not in message.html + message.plain
    assert message.plain.count("https://…@one.example/feed") == 5


def test_an_address_is_no_link() -> None:
    message = composed(FeedMoved(ONE, "The One", TWO), FeedFailing(ONE, "One", FailureKind.TLS, "tls: evil.example"))
    text, entities = parse_html(message.html)
    shown = text.encode("utf-16-le")
    code = [shown[2 * e["offset"] :][: 2 * e["length"]].decode("utf-16-le") for e in entities if e["type"] == "code"]
    assert code == [ONE, "tls: evil.example", ONE, TWO]
    assert "<a" not in message.html


HOSTILE = st.sampled_from(
    [
        "<b>",
        "</code>",
        "&lt;",
        "\x00",
        "\ud800",
        "\u202e",
        "\n\n",
        "👩‍👩‍👧‍👦" * 90,
        "a" * 500,
        '"><a href="https://evil.example">',
        " ",
    ]
)
TEXTS = st.lists(HOSTILE, max_size=12).map("".join)
NOTICES = st.one_of(
    st.builds(FeedStopped, TEXTS.map(FeedUrl), TEXTS, st.sampled_from(Stop), TEXTS),
    st.builds(FeedMoved, TEXTS.map(FeedUrl), TEXTS, TEXTS),
    st.builds(FeedFailing, TEXTS.map(FeedUrl), TEXTS, st.sampled_from(FailureKind), TEXTS),
    st.builds(ConfigRefused, TEXTS),
    st.sampled_from([NetworkDown(T0), NetworkBack(T0 - HOUR), ConfigMended(T0)]),
)


@settings(max_examples=60)
@given(st.lists(NOTICES, max_size=60), st.sampled_from(Language))
def test_it_can_always_be_sent_whatever_servers_and_admins_wrote(notices: list[Notice], language: Language) -> None:
    refused = [one for one in notices if isinstance(one, ConfigRefused)][:1]
    down = [one for one in notices if isinstance(one, NetworkDown)][:1]
    rest = [one for one in notices if not isinstance(one, ConfigRefused | NetworkDown)]
    message = composed(*refused, *down, *rest, language=language)
    text, entities = parse_html(message.html)
    assert 0 < utf16_length(text) <= 4096
    assert utf16_length(message.plain) <= 4096
    assert len(message.html.encode()) <= 32 * 1024
    assert len(entities) <= 100
    assert not [e for e in entities if e["type"] == "text_link"]
