"""When news counts as late: we were away, or could reach nobody, for hours.

A step that is told an hour late is still news. After two hours there are often several, each true only in its time,
and a reader is served better by where things stand; no restart, deployment or flood wait of minutes takes as long.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model import Heard

LATE_AFTER = timedelta(hours=2)

PATIENCE = timedelta(minutes=5)
"""What is told late waits at most so long for the rest, while feeds that are due have not been asked yet."""


def unheard_since(heard: Heard | None, now: datetime) -> datetime | None:
    """When a feed was last heard, if it has been overdue for hours; None if it was heard in time, or never before."""
    return heard.at if heard and now - heard.until >= LATE_AFTER else None
