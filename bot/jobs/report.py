"""What the log says of polls: one line each, and louder only where somebody should know.

What that is, `bot.core.notice` decides: each notice of a feed or the network is a warning here.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, assert_never

import structlog

from bot.model import FeedFailing, FeedMoved, FeedStopped, Fetched, NetworkBack, NetworkDown, Stop, Unchanged

if TYPE_CHECKING:
    from bot.core.reach import Reach
    from bot.model import Facts, FeedState, FetchOutcome, Notice, Plan

_log = structlog.get_logger()


def report(known: Facts, outcome: FetchOutcome, plan: Plan) -> None:
    """One line a poll; at the level of a warning only when there is something new to tell of a feed's health."""
    feed, before, after = known.feed, known.state, plan.state
    if isinstance(outcome, Fetched):
        _log.log(
            logging.INFO if plan.arrivals else logging.DEBUG,
            "poll.read",
            feed=feed.url,
            entries=len(plan.arrivals),
            matches=len(plan.matches),
            alerts=len(plan.alerts),
            first_sight=before.first_read_at is None,
        )
    elif isinstance(outcome, Unchanged) and not after.failures:
        _log.debug("poll.unchanged", feed=feed.url)
    elif not any(isinstance(notice, FeedFailing) for notice in plan.notices):
        _log.debug("poll.failed", feed=feed.url, why=after.failure, failures=after.failures)
    if plan.hold:
        _log.info("domain.held", domain=plan.hold.domain, until=plan.hold.until, feed=feed.url)
    if before.told and not after.failures:
        _log.info("poll.recovered", feed=feed.url, after=before.failures, since=before.failing_since)
    if before.address and not after.address:
        _log.info("feed.moved", feed=feed.url, to=feed.url)
    for notice in plan.notices:
        _warn(notice, after)


def report_network(notice: NetworkDown | NetworkBack, before: Reach, after: Reach) -> None:
    """Our own network went down, or came back."""
    match notice:
        case NetworkDown():
            _log.warning("network.down", since=notice.since, feeds=len(after.silent))
        case NetworkBack():
            _log.info("network.back", since=notice.since, feeds=len(before.silent))
        case _:
            assert_never(notice)


_SETTLED = "it is polled there from now on; write the new address into feeds.yaml"
_ADVICE = {
    Stop.GONE: "its server says it is gone for good: take it out of feeds.yaml, or start it anew with `refresh`",
    Stop.MISSING: "not found for a week: find its new address, or start it anew with `refresh`",
    Stop.UNAUTHORIZED: "its server wants a sign-in: find an open address, or start it anew with `refresh`",
    Stop.MERGED: "it has moved to another feed of feeds.yaml: take one of the two out",
}


def _warn(notice: Notice, after: FeedState) -> None:
    match notice:
        case FeedFailing():
            _log.warning("poll.failed", feed=notice.feed, why=notice.why, failures=after.failures)
        case FeedMoved():
            _log.warning("feed.moved", feed=notice.feed, to=notice.to, do=_SETTLED)
        case FeedStopped():
            _log.warning("feed.stopped", feed=notice.feed, why=notice.why.value, do=_ADVICE[notice.why])
