"""A throttled feed holds back its whole domain."""

from __future__ import annotations

from datetime import timedelta

from bot.core.hold import REMEMBERED, domain_of, held, understood
from bot.model import UNSAID_WAIT, FailureKind, FeedUrl, FetchFailed, Hold, Unchanged, Validators
from tests.builders import FEED_URL, T0

MINUTE = timedelta(minutes=1)
URL = FeedUrl("https://feeds.blog.example.co.uk/rss")


def throttled(wait: timedelta | None, host: str = "") -> FetchFailed:
    return FetchFailed(URL, FailureKind.THROTTLED, "429 Too Many Requests", wait, host=host)


def test_rule_17_a_hold_is_of_the_registrable_domain_that_answered() -> None:
    """Rule 17: of the one that a redirect led to, if that is another; an address without a name is its own."""
    assert held(throttled(MINUTE), None, T0) == Hold("example.co.uk", T0 + MINUTE, T0)
    assert domain_of(throttled(MINUTE, "a.tumblr.com")) == "tumblr.com"
    assert domain_of(throttled(MINUTE, "127.0.0.1")) == "127.0.0.1"
    assert domain_of(Unchanged(URL, Validators())) == "example.co.uk"


def test_rule_17_a_hold_is_never_shortened() -> None:
    """Rule 17."""
    long = Hold("example.co.uk", T0 + 9 * MINUTE, T0)
    assert held(throttled(MINUTE), long, T0 + MINUTE) == Hold("example.co.uk", T0 + 9 * MINUTE, T0 + MINUTE)


def test_nothing_is_held_where_no_time_was_asked_for_or_nothing_throttled() -> None:
    assert held(throttled(None), None, T0) is None
    assert held(FetchFailed(URL, FailureKind.HTTP_STATUS, "500"), None, T0) is None
    assert held(Unchanged(URL, Validators()), None, T0) is None


def test_rule_18_forbidden_by_a_domain_that_just_throttled_means_throttled() -> None:
    """Rule 18: from any other, 403 means what it says."""
    forbidden = FetchFailed(FEED_URL, FailureKind.FORBIDDEN, "403 Forbidden")
    hold = Hold("news.example", T0 + MINUTE, T0)
    meant = FetchFailed(FEED_URL, FailureKind.THROTTLED, "403 Forbidden", UNSAID_WAIT)
    assert understood(forbidden, hold, T0 + REMEMBERED) == meant
    assert understood(forbidden, None, T0) == forbidden
    assert understood(forbidden, hold, T0 + REMEMBERED + MINUTE) == forbidden
    other = FetchFailed(FEED_URL, FailureKind.HTTP_STATUS, "500")
    assert understood(other, hold, T0) == other
