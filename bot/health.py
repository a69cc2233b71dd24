"""Whether a running bot still polls and listens, for a container's health check: quick, and importing little.

A feed or Telegram that does not answer makes it no less healthy, since a restart heals neither; a loop that does not
move on does.
"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StateError
from bot.json_lines import print_object
from bot.store import explained, open_read_only
from bot.store.location import DATABASE
from bot.store.pulse import Pulse, pulse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LONGEST_BEAT = timedelta(seconds=90)
"""The service looks at what is due every second and says so every 15."""

LONGEST_HUSH = timedelta(minutes=2)
"""Telegram answers every 30 s, if only that there is nothing. What is beyond is told, as no fault of the bot's."""

LONGEST_WAIT = timedelta(minutes=15)
"""A feed may wait for others on its host, but not that long."""


@dataclass(frozen=True, slots=True)
class Health:
    healthy: bool
    reason: str


def report(environ: Mapping[str, str], now: datetime, *, as_json: bool) -> int:
    """Print one line, and give the exit code."""
    found = look(Path(environ.get("BOT_STATE") or "state"), now)
    if as_json:
        print_object({"healthy": found.healthy, "reason": found.reason})
    else:
        sys.stdout.write(f"{found.reason}\n")
    return 0 if found.healthy else 1


def look(state: Path, now: datetime) -> Health:
    path = state / DATABASE
    try:
        db = open_read_only(path)
        if db is None:
            return Health(healthy=False, reason=f"no bot has run with the state folder {state} yet")
        with closing(db), explained(path):
            return judge(pulse(db, now), now)
    except StateError as error:
        return Health(healthy=False, reason=str(error))


def judge(found: Pulse, now: datetime) -> Health:
    if found.beat_at is None:
        return Health(healthy=False, reason="the bot has not begun to poll")
    silent = now - found.beat_at
    if silent > LONGEST_BEAT:
        return Health(healthy=False, reason=f"the bot stopped polling {_minutes(silent)} ago")
    if found.overdue_since and now - found.overdue_since > LONGEST_WAIT:
        return Health(healthy=False, reason=f"a feed has been due for {_minutes(now - found.overdue_since)}")
    if found.listens_until and now - found.listens_until > LONGEST_BEAT:
        return Health(healthy=False, reason=f"the bot stopped listening {_minutes(now - found.listens_until)} ago")
    return Health(healthy=True, reason=f"polling{_hush(found, now)}")


def _hush(found: Pulse, now: datetime) -> str:
    """What there is to tell of Telegram, where the bot listens to it."""
    if found.listens_until is None:
        return ""
    if found.heard_at is None:
        return "; Telegram has not answered yet"
    hush = now - found.heard_at
    return f"; Telegram last answered {_minutes(hush)} ago" if hush > LONGEST_HUSH else ""


def _minutes(span: timedelta) -> str:
    return f"{max(1, span // timedelta(minutes=1))} min"
