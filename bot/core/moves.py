"""Where a feed is asked when its address redirects for good, and when such a move is proved.

feeds.yaml is its admin's: it is never written. A move is followed at once, since a permanent redirect may be kept
(RFC 9110 §15.4.2), but believed only when the old address has said the same several times over a day or more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import Move
from bot.text.identity import canonical_url

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.model import FeedState, FeedUrl, Trail

PROOFS = 3
PROVED_OVER = timedelta(days=1)
ASKED_AGAIN = timedelta(hours=8)
"""How long a move that is not proved is followed without asking the old address."""


def address_of(state: FeedState, now: datetime) -> str:
    """Where to ask now. While asking elsewhere fails, each second try goes to the address in feeds.yaml."""
    if state.failures % 2:
        return state.url
    if state.move is not None and now - state.move.seen_at < ASKED_AGAIN:
        return state.move.to
    return state.address or state.url


def moved(state: FeedState, trail: Trail, now: datetime) -> FeedState:
    """The state after an answer that could be read."""
    known, move, asked = state.address or state.url, state.move, trail.asked
    if trail.moved_to == known:
        return state
    if asked not in {known, state.url}:  # it is where the move leads
        return replace(state, move=Move(trail.moved_to, now, 1, now)) if trail.moved_to else state
    if asked != known:  # the address in feeds.yaml speaks for itself again
        state = replace(state, address="")
    if not trail.moved_to:
        return replace(state, move=None)
    if move is None or move.to != trail.moved_to:
        return replace(state, move=Move(trail.moved_to, now, 1, now))
    move = replace(move, seen=move.seen + 1, seen_at=now)
    if move.seen >= PROOFS and now - move.since >= PROVED_OVER:
        return replace(state, address=move.to, move=None)
    return replace(state, move=move)


def is_merged(state: FeedState, followed: Collection[FeedUrl]) -> bool:
    """Whether the feed has moved to the address of another one that is followed."""
    address = canonical_url(state.address)
    return bool(address) and any(canonical_url(url) == address for url in followed)
