"""A throttled feed holds back all of its registrable domain: servers count who asks, not what is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import UNSAID_WAIT, FailureKind, FetchFailed, Hold
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import FetchOutcome

REMEMBERED = timedelta(hours=24)
"""For so long after it throttled us a server that forbids is taken to throttle."""


def domain_of(outcome: FetchOutcome) -> str:
    """The registrable domain of whoever answered, or the host where it has none."""
    answered = outcome.host if isinstance(outcome, FetchFailed) else ""
    return publisher(f"//{answered}") if answered else publisher(outcome.url)


def understood(outcome: FetchOutcome, hold: Hold | None, now: datetime) -> FetchOutcome:
    """The outcome, but 403 from a domain that has just throttled us as what it means there."""
    if not isinstance(outcome, FetchFailed) or outcome.kind is not FailureKind.FORBIDDEN:
        return outcome
    if hold is None or now - hold.at > REMEMBERED:
        return outcome
    return replace(outcome, kind=FailureKind.THROTTLED, retry_after=UNSAID_WAIT)


def held(outcome: FetchOutcome, hold: Hold | None, now: datetime) -> Hold | None:
    """The hold that an outcome asks for, if it does. It never shortens one."""
    if not isinstance(outcome, FetchFailed) or outcome.kind is not FailureKind.THROTTLED:
        return None
    if outcome.retry_after is None:
        return None
    until = now + outcome.retry_after
    return Hold(domain_of(outcome), max(until, hold.until) if hold else until, now)
