"""What stands at an address, for a person: asked, drawn, and compared with feeds.yaml.

`feeds discover` shows it; `feeds add` and `remove` go on from there (`bot.curating`). It writes nothing.
"""

from __future__ import annotations

import asyncio
import re
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from bot.clock import system_clock
from bot.config.feeds_file import FeedsFile, open_feeds_file
from bot.config.problems import Complaint
from bot.config.values import check_address
from bot.errors import ConfigError, StateError
from bot.json_lines import print_object
from bot.locale import read_catalogs
from bot.scouting import scouting
from bot.store import feeds, open_read_only
from bot.store.location import DATABASE
from bot.terminal import open_console, visible
from bot.terminal_feeds import draw_findings
from bot.text.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.config import Settings
    from bot.model import Language
    from bot.scouting import Findings
    from bot.store import Database
    from bot.text.catalog import Catalog


def discover(settings: Settings, language: Language, address: str, *, as_json: bool) -> int:
    """Show the feeds at or behind an address; 1 if there is none. Raises BotError."""
    address = checked_address(address)
    listed = _file_if_valid(settings)
    catalog = read_catalogs()[language]
    findings = asyncio.run(look(settings, address, catalog))
    lines = lines_of(findings, listed) if listed else {}
    if as_json:
        for facts in _facts(findings, lines):
            print_object(facts)
    elif findings.feeds or findings.duds:
        show(findings, address, lines, catalog)
    if not findings.feeds:
        sys.stderr.write(f"{nothing_at(address, findings)}\n")
    return int(not findings.feeds)


def checked_address(text: str) -> str:
    """An address that can be fetched; a bare host is one. Raises ConfigError."""
    address = text.strip()
    is_bare = "://" not in address and "." in re.split(r"[/?#]", address)[0]
    address = f"https://{address}" if is_bare else address
    try:
        return check_address(address)
    except Complaint as complaint:
        hint = f"; {complaint.hint}" if complaint.hint else ""
        raise ConfigError(f"{redact(visible(address))}: {complaint.message}{hint}") from None


async def look(settings: Settings, address: str, catalog: Catalog) -> Findings:
    """Ask what stands there, and at a terminal show what is being asked."""
    shown = sys.stderr.isatty()

    def on_look(url: str) -> None:
        if shown:
            sys.stderr.write(f"\r\x1b[K{visible(catalog.text('found.asking', address=url))[:79]}")

    async with scouting(settings, on_look) as scout:
        try:
            return await scout.scout(address)
        finally:
            if shown:
                sys.stderr.write("\r\x1b[K")


def show(findings: Findings, address: str, lines: Mapping[str, int], catalog: Catalog) -> None:
    """Draw what was found; `lines` are those of `lines_of`."""
    open_console().print(draw_findings(findings, address, lines, catalog=catalog, now=system_clock()))


def _facts(findings: Findings, lines: Mapping[str, int]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        {
            "url": feed.url,
            "title": feed.title,
            "lang": feed.lang,
            "stated_lang": feed.stated or None,
            "entries": feed.entries,
            "newest": feed.newest.isoformat() if feed.newest else None,
            "comments": feed.comments,
            "address": feed.address,
            "line": lines.get(feed.url) or None,
        }
        for feed in findings.feeds
    ]
    return found + [{"url": dud.url, "title": dud.title, "why": dud.why or "not looked at"} for dud in findings.duds]


def nothing_at(address: str, findings: Findings) -> str:
    """Why there is no feed, in a sentence."""
    why = findings.why or "what it offers does not answer, or is no feed"
    return f"no feed found at {address}: {visible(why)}"


def lines_of(findings: Findings, file: FeedsFile) -> dict[str, int]:
    """The line of each feed found, by its URL; 0 where the file does not list it."""
    return {found.url: file.line_of(found.url, found.address) for found in findings.feeds}


def opened_file(settings: Settings) -> FeedsFile:
    """feeds.yaml, whose feeds are known at the addresses too to which they have moved. Raises ConfigError."""
    file = open_feeds_file(settings.config)
    with remembered(settings) as db:
        states = feeds.feed_states(db, {feed.url for feed in file.config.feeds}) if db else {}
    return file.known_at({url: state.address for url, state in states.items() if state.address})


@contextmanager
def remembered(settings: Settings) -> Iterator[Database | None]:
    """The database, to be read; None where there is none that we can read: feeds.yaml is edited all the same."""
    try:
        db = open_read_only(settings.state / DATABASE)
    except StateError:
        db = None
    if db is None:
        yield None
    else:
        with closing(db):
            yield db


def _file_if_valid(settings: Settings) -> FeedsFile | None:
    """Looking at a page needs no feeds.yaml."""
    try:
        return opened_file(settings)
    except ConfigError:
        return None
