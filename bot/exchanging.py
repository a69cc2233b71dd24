"""The `feeds` commands that exchange lists of feeds with other programs: import and export, as OPML.

They read and write files that the person names. Feeds are asked for nothing but their language, where no one says it.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clock import system_clock
from bot.config import load_config
from bot.config.editing import NewFeed
from bot.config.feeds_file import open_feeds_file
from bot.config.opml import MOST_BYTES, NotOpml, read_opml, write_opml
from bot.config.problems import Complaint
from bot.config.replacing import replace_text
from bot.config.values import canonical, check_address
from bot.errors import ConfigError
from bot.json_lines import print_object
from bot.locale import read_catalogs
from bot.model import Language
from bot.scouting import languages
from bot.terminal import open_console
from bot.terminal_feeds import draw_added, draw_skipped
from bot.text.publisher import publisher
from bot.text.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.config import Settings
    from bot.config.editing import Edit
    from bot.config.feeds_file import FeedsFile
    from bot.config.opml import Outline
    from bot.text.catalog import Catalog

_TITLE = "Feeds of Stillopen"
_SAY_LANGUAGE = "say --lang en or --lang es"


@dataclass(frozen=True, slots=True)
class Skipped:
    """An outline that is not taken over. `is_there`: nothing is lost, since its feed is in feeds.yaml."""

    line: int
    name: str
    why: str
    is_there: bool = False


def import_opml(
    settings: Settings, language: Language, source: Path, lang: Language | None, *, dry_run: bool, as_json: bool
) -> int:
    """Add the feeds of an OPML file that are not there yet; 1 if one could not be. Raises BotError.

    `lang` is the language of those that do not state theirs; without it they are asked.
    """
    outlines = _outlines(source)
    file = open_feeds_file(settings.config)
    catalog = read_catalogs()[language]
    told = _asked(settings, [] if lang else _silent(outlines, file), catalog)
    taken, skipped = _sorted(outlines, file, lang, told)
    edit = (file.would_add(taken) if dry_run else file.add(taken)) if taken else None
    if as_json:
        _say(taken, skipped, dry_run=dry_run)
    else:
        _draw(file, len(taken), skipped, edit, catalog, dry_run=dry_run)
    return int(any(not each.is_there for each in skipped))


def export_opml(settings: Settings, target: Path | None) -> int:
    """Write the feeds of feeds.yaml as OPML 2.0, into a file or to the output. Raises BotError."""
    text = write_opml(load_config(settings.config).feeds, _TITLE, system_clock())
    if target is None:
        sys.stdout.buffer.write(text.encode())
        return 0
    if target.exists() and not _is_opml(target):
        raise ConfigError(f"{target} is there, and is no OPML file; name another file, or take that one away")
    replace_text(target, text, instead_of=None)
    return 0


def _is_opml(path: Path) -> bool:
    return path.is_file() and not isinstance(read_opml(_bytes(path)), NotOpml)


def _outlines(path: Path) -> tuple[Outline, ...]:
    found = read_opml(_bytes(path))
    if isinstance(found, NotOpml):
        where = f"{path}:{found.line}" if found.line else str(path)
        raise ConfigError(f"{where}: {found.why}; nothing was written")
    if not found:
        raise ConfigError(f"{path}: there is no feed in it: no outline has an xmlUrl; nothing was written")
    return found


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from None


def _silent(outlines: Sequence[Outline], file: FeedsFile) -> list[str]:
    """The addresses of those that could be added if their language were known."""
    silent = (each.url for each in outlines if not (each.lang or _fault(each.url) or file.line_of(each.url)))
    return list(dict.fromkeys(silent))


def _asked(settings: Settings, urls: Sequence[str], catalog: Catalog) -> dict[str, Language | str]:
    """The language of each, or why it is not known; at a terminal, with how many have answered."""
    if not urls:
        return {}
    shown = sys.stderr.isatty()

    def on_outcome(done: int) -> None:
        if shown:
            sys.stderr.write(f"\r{catalog.text('curate.asking', done=done, feeds=len(urls))}\x1b[K")

    try:
        return asyncio.run(languages(settings, urls, on_outcome))
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")


def _sorted(
    outlines: Sequence[Outline], file: FeedsFile, lang: Language | None, told: Mapping[str, Language | str]
) -> tuple[list[NewFeed], list[Skipped]]:
    """Those to be added, and those not, each with its reason. `told` is what those said that were asked."""
    taken: list[NewFeed] = []
    skipped: list[Skipped] = []
    first: dict[str, int] = {}
    for outline in outlines:
        name = outline.title or redact(outline.url)
        if why := _fault(outline.url):
            skipped.append(Skipped(outline.line, name, why))
        elif line := file.line_of(outline.url):
            skipped.append(Skipped(outline.line, name, f"is in {file.path} already, on line {line}", is_there=True))
        elif (line := first.setdefault(canonical(outline.url), outline.line)) != outline.line:
            skipped.append(Skipped(outline.line, name, f"is the same feed as on line {line}", is_there=True))
        elif isinstance(spoken := outline.lang or lang or told[outline.url], Language):
            taken.append(NewFeed(outline.url, outline.title or publisher(outline.url), spoken, outline.kind))
        else:
            skipped.append(Skipped(outline.line, name, f"{spoken}; {_SAY_LANGUAGE}"))
    return taken, skipped


def _fault(url: str) -> str:
    try:
        check_address(url)
    except Complaint as complaint:
        return complaint.message
    return ""


def _draw(
    file: FeedsFile, taken: int, skipped: Sequence[Skipped], edit: Edit | None, catalog: Catalog, *, dry_run: bool
) -> None:
    console = open_console()
    if edit:
        key = "curate.would_import" if dry_run else "curate.imported"
        console.print(catalog.plural(key, taken, file=file.path), soft_wrap=True)
        console.print(draw_added(edit.lines), soft_wrap=True)
    else:
        console.print(catalog.text("curate.import_none", file=file.path), soft_wrap=True)
    if skipped:
        console.print(draw_skipped([(each.line, each.name, each.why) for each in skipped], catalog), soft_wrap=True)
    if edit and not dry_run:
        console.print(catalog.text("curate.taken"), soft_wrap=True)


def _say(taken: Sequence[NewFeed], skipped: Sequence[Skipped], *, dry_run: bool) -> None:
    objects: list[dict[str, object]] = [
        {"url": feed.url, "outlet": feed.outlet, "kind": feed.kind, "lang": feed.lang, "added": not dry_run}
        for feed in taken
    ]
    objects += [{"line": each.line, "name": each.name, "added": False, "why": each.why} for each in skipped]
    for each in objects:
        print_object(each)
