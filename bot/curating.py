"""The `feeds` commands that find feeds and change feeds.yaml: discover, add, remove.

They ask, draw, and write the file as its admin would. What the file says is in `bot.config`, what stands at an address
in `bot.scouting`.
"""

from __future__ import annotations

import asyncio
import re
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clock import system_clock
from bot.config.editing import NewFeed
from bot.config.feeds_file import FeedsFile, open_feeds_file
from bot.config.problems import Complaint
from bot.config.values import canonical, check_address, read_duration, write_duration
from bot.errors import BotError, ConfigError, StateError
from bot.jobs.sweep import ENTRIES_KEPT
from bot.json_lines import print_object
from bot.locale import read_catalogs
from bot.log import redact
from bot.model import FeedKind
from bot.scouting import scouting
from bot.store import feeds, open_read_only
from bot.store.location import DATABASE
from bot.terminal import open_console, visible
from bot.terminal_feeds import draw_added, draw_findings, draw_removed
from bot.text.markup import plain_text
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import timedelta

    from bot.config import Settings
    from bot.model import FeedUrl, Language
    from bot.scouting import Findings, Found
    from bot.store import Database
    from bot.text.catalog import Catalog

    Ask = Callable[[str], str]
    """Puts a question to the person at the terminal and gives the answer."""

_LONGEST_NAME = 100
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person says of a feed to be added; what is empty is left to the feed. `pick` is a number of the list."""

    outlet: str = ""
    lang: Language | None = None
    kind: FeedKind = FeedKind.PRESS
    every: str = ""
    pick: int = 0


# ------------------------------------------------------------------ discover


def discover(settings: Settings, language: Language, address: str, *, as_json: bool) -> int:
    """Show the feeds at or behind an address; 1 if there is none. Raises BotError."""
    address = checked_address(address)
    listed = _file_if_valid(settings)
    catalog = read_catalogs()[language]
    findings = asyncio.run(_scout(settings, address, catalog))
    lines = _lines(findings, listed) if listed else {}
    if as_json:
        for facts in _facts(findings, lines):
            print_object(facts)
    elif findings.feeds or findings.duds:
        _draw(findings, address, lines, catalog)
    if not findings.feeds:
        sys.stderr.write(f"{_nothing(address, findings)}\n")
    return int(not findings.feeds)


async def _scout(settings: Settings, address: str, catalog: Catalog) -> Findings:
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


def _draw(findings: Findings, address: str, lines: Mapping[str, int], catalog: Catalog) -> None:
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


def _nothing(address: str, findings: Findings) -> str:
    why = findings.why or "what it offers does not answer, or is no feed"
    return f"no feed found at {address}: {visible(why)}"


# ------------------------------------------------------------------ add


def add(settings: Settings, language: Language, address: str, wish: Wish, ask: Ask | None) -> int:
    """Add the feed at or behind an address; 2 if there are several and nobody said which. Raises BotError.

    `ask` is None where nobody is there to be asked.
    """
    address = checked_address(address)
    file = _opened(settings)
    _refuse_listed(file, address)
    every = _every(wish, file)
    catalog = read_catalogs()[language]
    findings = asyncio.run(_scout(settings, address, catalog))
    if not findings.feeds:
        raise BotError(_nothing(address, findings))
    lines = _lines(findings, file)
    _draw(findings, address, lines, catalog)
    found = _chosen(findings, lines, wish, ask, catalog)
    if found is None:
        sys.stderr.write("several feeds: run it again with --pick and a number, or with the address of one\n")
        return 2
    _refuse_listed(file, found.url, found.address)
    lang = wish.lang or found.lang or _asked_language(found, ask, catalog)
    edit = file.add([NewFeed(_written(found), _outlet(found, wish), lang, wish.kind, every)])
    console = open_console()
    console.print(catalog.text("curate.added", file=file.path), soft_wrap=True)
    console.print(draw_added(edit.lines), soft_wrap=True)
    console.print(catalog.text("curate.taken"), soft_wrap=True)
    return 0


def _chosen(
    findings: Findings, lines: Mapping[str, int], wish: Wish, ask: Ask | None, catalog: Catalog
) -> Found | None:
    """The one that was picked, or the only one that is new and not of comments; None where there are several."""
    feeds = findings.feeds
    if wish.pick:
        if wish.pick > len(feeds):
            raise ConfigError(f"--pick {wish.pick}: there is no such number above; the last is {len(feeds)}")
        return feeds[wish.pick - 1]
    news = [found for found in feeds if not found.comments] or list(feeds)
    new = [found for found in news if not lines.get(found.url)]
    if len(new) > 1:
        return _asked_choice(findings, ask, catalog) if ask else None
    return (new or news)[0]  # one that is listed is refused, with its line


def _asked_choice(findings: Findings, ask: Ask, catalog: Catalog) -> Found:
    last = len(findings.feeds)
    while True:
        answer = ask(catalog.text("found.which", last=last)).strip()
        if answer.isdecimal() and 1 <= int(answer) <= last:
            return findings.feeds[int(answer) - 1]


def _asked_language(found: Found, ask: Ask | None, catalog: Catalog) -> Language:
    languages = {language.value: language for language in read_catalogs()}
    while ask:
        answer = ask(catalog.text("found.which_lang", languages=", ".join(languages))).strip().lower()
        if answer in languages:
            return languages[answer]
    says = f"says it is in '{found.stated}'" if found.stated else "does not say which language it is in"
    choices = " or ".join(f"--lang {value}" for value in languages)
    raise ConfigError(f"{found.url} {visible(says)}; nothing was written. Say {choices}.")


def _outlet(found: Found, wish: Wish) -> str:
    name = plain_text(wish.outlet or found.title, _LONGEST_NAME)
    return name or publisher(found.url)


def _written(found: Found) -> str:
    """Where to poll it: where it answered, if that is the same address by another spelling, as https for http."""
    secure = found.address.startswith("https:") or not found.url.startswith("https:")
    return found.address if secure and canonical(found.address) == canonical(found.url) else found.url


def _every(wish: Wish, file: FeedsFile) -> timedelta | None:
    if not wish.every:
        return None
    try:
        every = read_duration(wish.every)
    except Complaint as complaint:
        raise ConfigError(f"--every: {complaint.message}; {complaint.hint}") from None
    if every < file.config.floor:
        raise ConfigError(f"--every: {file.path} allows no less than {write_duration(file.config.floor)} ('floor')")
    return every


def _lines(findings: Findings, file: FeedsFile) -> dict[str, int]:
    return {found.url: file.line_of(found.url, found.address) for found in findings.feeds}


def _refuse_listed(file: FeedsFile, *addresses: str) -> None:
    if line := file.line_of(*addresses):
        raise BotError(f"{addresses[0]} is in {file.path} already, on line {line}; nothing was written")


# ------------------------------------------------------------------ remove


def remove(settings: Settings, language: Language, address: str) -> int:
    """Take a feed out of feeds.yaml. Raises BotError."""
    file = _opened(settings)
    index = file.index_of(address.strip())
    if index is None:
        raise BotError(_unknown(file, address.strip()))
    feed = file.config.feeds[index]
    edit = file.remove(index)
    catalog, console = read_catalogs()[language], open_console()
    console.print(catalog.text("curate.removed", outlet=visible(feed.outlet), file=file.path), soft_wrap=True)
    console.print(draw_removed(edit.lines), soft_wrap=True)
    if edit.left:
        console.print(catalog.text("curate.comment_stays", line=edit.left), soft_wrap=True)
    console.print(catalog.text("curate.given_up"), soft_wrap=True)
    stored = _stored_entries(settings, feed.url)
    if stored:
        console.print(catalog.plural("curate.stays", stored, days=ENTRIES_KEPT.days), soft_wrap=True)
    return 0


def _unknown(file: FeedsFile, address: str) -> str:
    owner = publisher(address if "://" in address else f"https://{address}")
    akin = [n for n, feed in enumerate(file.config.feeds) if publisher(feed.url) == owner]
    named = [f"  line {file.lines[n]}: {file.config.feeds[n].url}" for n in akin[:_MOST_NAMED]]
    hint = ["it has of the same publisher:", *named] if named else ["`feeds list` shows those it has"]
    return "\n".join([f"{redact(address)} is not in {file.path}; {hint[0]}", *hint[1:]])


def _stored_entries(settings: Settings, url: FeedUrl) -> int:
    with _remembered(settings) as db:
        return feeds.count_entries(db, url) if db else 0


# ------------------------------------------------------------------ what all of them need


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


def _opened(settings: Settings) -> FeedsFile:
    """feeds.yaml, whose feeds are known at the addresses too to which they have moved. Raises ConfigError."""
    file = open_feeds_file(settings.config)
    with _remembered(settings) as db:
        states = feeds.feed_states(db, {feed.url for feed in file.config.feeds}) if db else {}
    return file.known_at({url: state.address for url, state in states.items() if state.address})


@contextmanager
def _remembered(settings: Settings) -> Iterator[Database | None]:
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
        return _opened(settings)
    except ConfigError:
        return None
