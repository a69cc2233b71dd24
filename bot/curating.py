"""The `feeds` commands that change feeds.yaml: add and remove.

They ask, draw, and write the file as its admin would. What the file says is in `bot.config`, what stands at an address
in `bot.discovering`.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config.editing import NewFeed
from bot.config.problems import Complaint
from bot.config.values import canonical, read_duration, write_duration
from bot.discovering import checked_address, lines_of, look, nothing_at, opened_file, remembered, show
from bot.errors import BotError, ConfigError
from bot.jobs.sweep import ENTRIES_KEPT
from bot.locale import read_catalogs
from bot.model import FeedKind
from bot.store import feeds
from bot.terminal import open_console, visible
from bot.terminal_feeds import draw_added, draw_removed
from bot.text.markup import plain_text
from bot.text.publisher import publisher
from bot.text.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from bot.config import Settings
    from bot.config.feeds_file import FeedsFile
    from bot.model import FeedUrl, Language
    from bot.scouting import Findings, Found
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


# ------------------------------------------------------------------ add


def add(settings: Settings, language: Language, address: str, wish: Wish, ask: Ask | None) -> int:
    """Add the feed at or behind an address; 2 if there are several and nobody said which. Raises BotError.

    `ask` is None where nobody is there to be asked.
    """
    address = checked_address(address)
    file = opened_file(settings)
    _refuse_listed(file, address)
    every = _every(wish, file)
    catalog = read_catalogs()[language]
    findings = asyncio.run(look(settings, address, catalog))
    if not findings.feeds:
        raise BotError(nothing_at(address, findings))
    lines = lines_of(findings, file)
    show(findings, address, lines, catalog)
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


def _refuse_listed(file: FeedsFile, *addresses: str) -> None:
    if line := file.line_of(*addresses):
        raise BotError(f"{addresses[0]} is in {file.path} already, on line {line}; nothing was written")


# ------------------------------------------------------------------ remove


def remove(settings: Settings, language: Language, address: str) -> int:
    """Take a feed out of feeds.yaml. Raises BotError."""
    file = opened_file(settings)
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
    with remembered(settings) as db:
        return feeds.count_entries(db, url) if db else 0
