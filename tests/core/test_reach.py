"""Whether it is the feeds that do not answer, or our own network that is down."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.reach import Reach, hear
from bot.model import FailureKind, FeedState, FeedUrl, FetchFailed, FetchOutcome, Unchanged, Validators
from tests.builders import T0

URLS = [FeedUrl(f"https://{name}.example/feed") for name in "abcdef"]
MINUTE = timedelta(minutes=1)


def silence(url: FeedUrl, kind: FailureKind = FailureKind.UNREACHABLE) -> FetchFailed:
    return FetchFailed(url, kind, "")


def told(
    *outcomes: FetchOutcome,
    failing: tuple[FeedUrl, ...] = (),
    watched: list[FeedUrl] = URLS,
    reach: Reach | None = None,
) -> Reach:
    """What is known after outcomes a minute apart."""
    reach = reach or Reach()
    now: datetime = T0
    for outcome in outcomes:
        before = FeedState(outcome.url, next_poll_at=T0, failures=int(outcome.url in failing))
        reach = hear(reach, outcome, before, watched, now)
        now += MINUTE
    return reach


def test_three_domains_that_answered_before_and_now_none_mean_our_network() -> None:
    """Since the first of them was asked in vain."""
    assert told(*map(silence, URLS[:2])).down_since is None
    assert told(*map(silence, URLS[:3])).down_since == T0
    assert told(silence(URLS[0]), silence(URLS[1], FailureKind.TLS), silence(URLS[2], FailureKind.TIMEOUT)).down_since


def test_any_answer_says_that_the_network_is_there() -> None:
    """Also an error: somebody was reached who said so."""
    refusal = FetchFailed(URLS[2], FailureKind.HTTP_STATUS, "500")
    for answer in (Unchanged(URLS[2], Validators()), refusal, silence(URLS[2], FailureKind.NOT_A_FEED)):
        reach = told(silence(URLS[0]), silence(URLS[1]), answer, silence(URLS[3]))
        assert reach.down_since is None
        assert reach.silent == {URLS[3]}
    assert told(*map(silence, URLS), Unchanged(URLS[0], Validators())) == Reach()


def test_feeds_that_were_dead_before_are_no_sign() -> None:
    assert told(*map(silence, URLS[:5]), failing=tuple(URLS)).down_since is None


def test_but_all_of_them_dead_at_once_are() -> None:
    """However few they are, on more than one domain."""
    assert told(*map(silence, URLS), failing=tuple(URLS)).down_since == T0
    assert told(*map(silence, URLS[:2]), watched=URLS[:2]).down_since == T0


def test_one_server_that_hosts_all_of_them_may_be_down_by_itself() -> None:
    urls = [FeedUrl(f"https://feeds.a.example/{n}") for n in range(9)]
    assert told(*map(silence, urls), watched=urls).down_since is None


def test_what_tells_nothing_of_the_network_changes_nothing() -> None:
    reach = told(*map(silence, URLS[:3]))
    assert told(silence(URLS[4], FailureKind.FORBIDDEN_ADDRESS), reach=reach) == reach
