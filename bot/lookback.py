"""What the commands that look back share: where the past is, how far a replay is, how programs read a time.

It reads; it changes nothing.
"""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from bot.errors import StateError
from bot.store import open_read_only
from bot.store.location import DATABASE
from bot.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.config import Settings
    from bot.jobs.material import Material
    from bot.jobs.replay import Incoming, Step
    from bot.store import Database
    from bot.text.catalog import Catalog

_QUIET_SECONDS = 1.0
"""How long a replay may take before it shows how far it is."""
_SHOWN_EVERY = 0.1


@contextmanager
def opened_archive(settings: Settings) -> Iterator[Database]:
    """Raises StateError if there is none."""
    db = open_read_only(settings.state / DATABASE)
    if db is None:
        raise StateError(
            f"no bot has run with the state folder {settings.state} yet:"
            " start it with `run` or `once`, or name saved feed files"
        )
    with closing(db):
        yield db


def report_unreadable(material: Material) -> None:
    for bad in material.unreadable:
        sys.stderr.write(f"{visible(str(bad.path))}: {visible(bad.why)}\n")


def with_progress(steps: Iterable[Step], incoming: Sequence[Incoming], catalog: Catalog) -> Iterator[Step]:
    """The steps, telling a person at the terminal how far they are once that takes a while."""
    if not sys.stderr.isatty():
        yield from steps
        return
    total = sum(len(one.entries) for one in incoming)
    due, done = monotonic() + _QUIET_SECONDS, 0
    for step in steps:
        yield step
        done += len(step.incoming.entries)
        if monotonic() >= due:
            due = monotonic() + _SHOWN_EVERY
            sys.stderr.write(f"\r{catalog.text('backtest.progress', done=done, total=total)}\x1b[K")
    sys.stderr.write("\r\x1b[K")


def iso(when: datetime) -> str:
    """In UTC, ended by Z."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")
