"""`refresh`: somebody wants feeds polled now, or one that was given up started anew. A running bot does the rest."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, assert_never

from bot.clock import local_zone, system_clock
from bot.config import load_config
from bot.config.values import canonical
from bot.jobs.refresh import Granted, refresh
from bot.json_lines import print_object
from bot.locale import read_catalogs
from bot.store import is_there, open_store
from bot.store.location import DATABASE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.config import Settings
    from bot.jobs.refresh import Refresh
    from bot.model import Language
    from bot.text.catalog import Catalog


def refresh_feeds(settings: Settings, language: Language, urls: Sequence[str], *, as_json: bool) -> int:
    """0 if all of them are due now, else 1. Raises BotError."""
    catalog, now = read_catalogs()[language], system_clock()
    followed = {canonical(feed.url): feed.url for feed in load_config(settings.config).feeds}
    if not is_there(settings.state / DATABASE):
        sys.stderr.write(f"{catalog.text('refresh.no_state', folder=settings.state)}\n")
        return 1
    db = open_store(settings.state / DATABASE)
    try:
        meant = [(url, followed.get(canonical(url))) for url in urls]
        answers = [(known or url, refresh(db, known, now) if known else None) for url, known in meant]
    finally:
        db.close()
    for url, answer in answers:
        if as_json:
            print_object(_facts(url, answer))
        else:
            sys.stdout.write(f"{_words(url, answer, catalog, now)}\n")
    return int(any(answer is None or answer.granted is not Granted.DUE for _, answer in answers))


def _words(url: str, answer: Refresh | None, catalog: Catalog, now: datetime) -> str:
    if answer is None:
        return catalog.text("refresh.unknown", feed=url)
    when = catalog.moment(answer.at, now, local_zone())
    match answer.granted:
        case Granted.DUE:
            return catalog.text("refresh.due", feed=url)
        case Granted.TOO_SOON:
            return catalog.text("refresh.too_soon", feed=url, when=when)
        case Granted.HELD:
            return catalog.text("refresh.held", feed=url, when=when)
        case _:
            assert_never(answer.granted)


def _facts(url: str, answer: Refresh | None) -> dict[str, object]:
    if answer is None:
        return {"feed": url, "refresh": "not in feeds.yaml", "at": None}
    return {"feed": url, "refresh": answer.granted.value, "at": answer.at.isoformat()}
