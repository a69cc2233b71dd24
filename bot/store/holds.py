"""Domains that asked to be left alone, and the poll times of their feeds while they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Hold
from bot.store.columns import from_ms, to_ms
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlite_utils import Database


def hold_on(db: Database, domain: str) -> Hold | None:
    """The last hold on a registrable domain, also one that has ended."""
    row = db.execute("SELECT domain, until, at FROM holds WHERE domain = ?", [domain]).fetchone()
    return row and Hold(row["domain"], from_ms(row["until"]), from_ms(row["at"]))


def held_domains(db: Database, now: datetime) -> dict[str, datetime]:
    """The domains not to be asked now, and until when."""
    rows = db.execute("SELECT domain, until FROM holds WHERE until > ?", [to_ms(now)])
    return {row["domain"]: from_ms(row["until"]) for row in rows}


def save_hold(db: Database, hold: Hold, release_every: timedelta) -> None:
    """Put off every feed of the domain. Afterwards they are due one at a time, those that waited longest first."""
    db.execute(
        "INSERT OR REPLACE INTO holds (domain, until, at) VALUES (?, ?, ?)",
        [hold.domain, to_ms(hold.until), to_ms(hold.at)],
    )
    rows = db.execute(
        "SELECT url, address, next_poll_at FROM feeds WHERE active = 1 AND (url LIKE ?1 OR address LIKE ?1)"
        " ORDER BY next_poll_at, url",
        [f"%{hold.domain}%"],  # most feeds need no look at what their domain is
    )
    held = [row for row in rows if hold.domain in {publisher(row["url"]), publisher(row["address"])}]
    for place, row in enumerate(held):
        soonest = to_ms(hold.until + place * release_every)
        db.execute("UPDATE feeds SET next_poll_at = ? WHERE url = ?", [max(row["next_poll_at"], soonest), row["url"]])


def forget_holds(db: Database, before: datetime) -> None:
    """Forget the holds that ended, and began, before a time."""
    db.execute("DELETE FROM holds WHERE until < ? AND at < ?", [to_ms(before), to_ms(before)])
