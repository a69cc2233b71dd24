"""What the log says of polls: one line each, and louder only where somebody should know."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, assert_never

import structlog

from bot.model import Fetched, FetchFailed, Stop, Unchanged

if TYPE_CHECKING:
    from bot.core.reach import Reach
    from bot.model import Facts, Feed, FeedState, FetchOutcome, Plan

_log = structlog.get_logger()


def report(known: Facts, outcome: FetchOutcome, plan: Plan) -> None:
    """One line a poll; at the level of a warning only when there is something new to tell of a feed's health."""
    feed, before = known.feed, known.state
    match outcome:
        case Fetched():
            _log.log(
                logging.INFO if plan.arrivals else logging.DEBUG,
                "poll.read",
                feed=feed.url,
                entries=len(plan.arrivals),
                matches=len(plan.matches),
                alerts=len(plan.alerts),
                first_sight=before.first_read_at is None,
            )
        case Unchanged():
            _log.debug("poll.unchanged", feed=feed.url)
        case FetchFailed():
            _report_failure(feed, before, plan.state, offline=known.offline)
        case _:
            assert_never(outcome)
    if plan.hold:
        _log.info("domain.held", domain=plan.hold.domain, until=plan.hold.until, feed=feed.url)
    if before.told and not plan.state.failures:
        _log.info("poll.recovered", feed=feed.url, after=before.failures, since=before.failing_since)
    if plan.state.address != before.address:
        _log.warning("feed.moved", feed=feed.url, to=plan.state.address or feed.url, do=_SETTLED)
    if plan.state.stopped and plan.state.stopped is not before.stopped:
        _log.warning("feed.stopped", feed=feed.url, why=plan.state.stopped.value, do=_ADVICE[plan.state.stopped])


def report_network(before: Reach, after: Reach) -> None:
    """Our own network went down, or came back."""
    if after.down_since:
        _log.warning("network.down", since=after.down_since, feeds=len(after.silent))
    else:
        _log.info("network.back", since=before.down_since, feeds=len(before.silent))


_SETTLED = "it is polled there from now on; write the new address into feeds.yaml"
_ADVICE = {
    Stop.GONE: "its server says it is gone for good: take it out of feeds.yaml, or start it anew with `refresh`",
    Stop.MISSING: "not found for a week: find its new address, or start it anew with `refresh`",
    Stop.UNAUTHORIZED: "its server wants a sign-in: find an open address, or start it anew with `refresh`",
    Stop.MERGED: "it has moved to another feed of feeds.yaml: take one of the two out",
}


def _report_failure(feed: Feed, before: FeedState, after: FeedState, *, offline: bool) -> None:
    is_told = not offline and after.told != before.told
    level = logging.WARNING if is_told else logging.DEBUG
    _log.log(level, "poll.failed", feed=feed.url, why=after.failure, failures=after.failures)
