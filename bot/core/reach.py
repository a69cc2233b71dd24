"""Whether it is the feeds that do not answer, or our own network that is down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import UNHEARD, FailureKind, FetchFailed
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.model import FeedState, FeedUrl, FetchOutcome

NEWLY_SILENT = 3
"""So many domains that answered before, silent one after another with no answer between: no coincidence."""

_LEAST_DOMAINS = 2
_OURS = frozenset((FailureKind.FORBIDDEN_ADDRESS, FailureKind.INTERNAL))
"""Failures that tell nothing of the network."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What was heard of the network since the last answer: the feeds that did not give one.

    `newly` are those of them that had answered the time before. `since` is when the first was asked in vain;
    `down_since` is set while our network is down.
    """

    silent: frozenset[FeedUrl] = frozenset()
    newly: frozenset[FeedUrl] = frozenset()
    since: datetime | None = None
    down_since: datetime | None = None


def hear(reach: Reach, outcome: FetchOutcome, before: FeedState, watched: Collection[FeedUrl], now: datetime) -> Reach:
    """What is known after an outcome of a feed whose state was `before`."""
    if not isinstance(outcome, FetchFailed) or outcome.kind not in UNHEARD | _OURS:
        return Reach()
    if outcome.kind in _OURS:
        return reach
    silent = reach.silent | {outcome.url}
    newly = reach.newly if before.failures else reach.newly | {outcome.url}
    since = reach.since or now
    down_since = reach.down_since or (since if _all_silent(silent, newly, watched) else None)
    return Reach(silent, newly, since, down_since)


def _all_silent(silent: Collection[FeedUrl], newly: Collection[FeedUrl], watched: Collection[FeedUrl]) -> bool:
    """One server that hosts all feeds may be down by itself, so that it takes two."""
    if len({publisher(url) for url in newly}) >= NEWLY_SILENT:
        return True
    if len(silent) < len(watched) or not set(watched) <= set(silent):
        return False
    return len({publisher(url) for url in silent}) >= _LEAST_DOMAINS
