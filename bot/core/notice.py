"""What of the feeds and the network somebody should know: where the log warns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import FeedFailing, FeedMoved, FeedStopped, NetworkBack, NetworkDown

if TYPE_CHECKING:
    from bot.core.reach import Reach
    from bot.model import Feed, FeedState, Notice


def noticed(feed: Feed, before: FeedState, after: FeedState, *, offline: bool) -> tuple[Notice, ...]:
    """What is new of a feed's health that somebody should know. `offline`: our own network is down."""
    found: list[Notice] = []
    if not offline and after.told and after.told != before.told:
        kind = next(reversed(tuple(after.causes)))
        found.append(FeedFailing(feed.url, feed.outlet, kind, after.told))
    if after.address and after.address != before.address:
        found.append(FeedMoved(feed.url, feed.outlet, after.address))
    if after.stopped and after.stopped is not before.stopped:
        found.append(FeedStopped(feed.url, feed.outlet, after.stopped, after.address))
    return tuple(found)


def noticed_of_network(before: Reach, after: Reach) -> NetworkDown | NetworkBack | None:
    """Whether our own network went down, or came back."""
    if before.down_since == after.down_since:
        return None
    if after.down_since is not None:
        return NetworkDown(after.down_since)
    return NetworkBack(before.down_since) if before.down_since else None
