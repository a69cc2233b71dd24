"""What `status` says of feeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from bot.core.condition import Condition, Sign, condition
from bot.core.failing import failed
from bot.locale import read_catalogs
from bot.model import FailureKind, FeedState, FeedUrl, FetchFailed, Language, Stop
from bot.terminal_status import draw_feeds
from tests.builders import FEED_URL, T0, feed
from tests.test_terminal import drawn

CATALOGS = read_catalogs()
NOW = T0 + timedelta(hours=3)
WELL = FeedState(FEED_URL, NOW, first_read_at=T0, last_read_at=T0, answered_at=NOW)


def shown(*rows: Condition, language: Language = Language.EN, down: bool = False) -> str:
    picture = draw_feeds(rows, catalog=CATALOGS[language], now=NOW, zone=UTC, network_down_since=T0 if down else None)
    return " ".join(drawn(picture).split())


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    monkeypatch.setenv("TERM", "dumb")


@pytest.mark.parametrize(
    ("state", "english", "spanish"),
    [
        (replace(WELL, stopped=Stop.GONE), "gone for good. Take it out", "ya no existe. Quítalo"),
        (replace(WELL, stopped=Stop.MISSING), "not found for a week", "desde hace una semana"),
        (replace(WELL, stopped=Stop.UNAUTHORIZED), "wants a sign-in", "exige iniciar sesión"),
        (replace(WELL, stopped=Stop.MERGED), "is followed already", "ya se sigue"),
        (replace(WELL, empty_since=T0), "no entries since 12:00", "desde las 12:00 no trae ninguna entrada"),
        (replace(WELL, undated=True), "bear no dates", "no llevan fecha"),
    ],
)
def test_each_condition_is_told_with_what_to_do(state: FeedState, english: str, spanish: str) -> None:
    row = condition(feed(), state, (), NOW)
    assert english in shown(row)
    assert spanish.replace("desde las", "desde") in shown(row, language=Language.ES).replace("desde las", "desde")


def after(*kinds: FailureKind) -> Condition:
    state = WELL
    for kind in kinds:
        state = failed(state, FetchFailed(FEED_URL, kind, "so it said"), T0)
    return condition(feed(), state, (), NOW)


def test_failures_are_counted_by_cause() -> None:
    told = shown(after(FailureKind.TIMEOUT, FailureKind.TLS, FailureKind.TIMEOUT))
    assert "failing since 12:00: timeout: so it said (1 × tls, 2 × timeout)" in told
    assert "cannot be read: not a feed: so it said" in shown(after(FailureKind.NOT_A_FEED))
    assert "to wait since 12:00; next poll 15:00" in shown(after(FailureKind.THROTTLED))


def test_a_feed_that_has_been_quiet_for_too_long_stands_out() -> None:
    times = [T0 - timedelta(days=3, hours=n) for n in range(20)]
    row = condition(feed(), WELL, times, NOW)
    assert row.sign is Sign.QUIET
    assert "nothing new since 5 Jan, 12:00: unusually long for it" in shown(row)


def test_rule_21_where_a_feed_has_moved_is_told_beneath_it() -> None:
    """Rule 21: feeds.yaml is its admin's, so that somebody has to write it there."""
    assert "→ https://new.example/feed" in shown(
        condition(feed(), replace(WELL, address="https://new.example/feed"), (), NOW)
    )


def test_our_own_network_is_told_above_the_feeds() -> None:
    row = condition(feed(), WELL, (), NOW)
    assert shown(row, down=True).startswith("⚠ No feed answers since 12:00: it seems to be our own network")
    assert "0 of 1 answering" in shown(row, down=True)
    assert "nuestra propia red" in shown(row, language=Language.ES, down=True)
    assert "network" not in shown(row)


@pytest.mark.parametrize("columns", ["80", "140"], ids=["a list", "a table"])
def test_a_list_of_feeds_adds_address_pace_and_next_poll(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    first, second, third = (FeedUrl(f"https://{name}.example/f") for name in "abc")
    rows = [
        condition(feed(first), FeedState(first, NOW + timedelta(minutes=20)), (), NOW),
        condition(feed(second), FeedState(second, NOW - timedelta(minutes=5)), (), NOW),
        condition(feed(third), FeedState(third, NOW + timedelta(hours=7), stopped=Stop.GONE), (), NOW),
    ]
    told = drawn(draw_feeds(rows, catalog=CATALOGS[Language.EN], now=NOW, zone=UTC, paces={first: 4.26}))
    for text in (first, second, "A day", "4.3", "Next in", "20 min", "1 min"):
        assert text in told
    assert "7 hr" not in told  # it is polled no more
