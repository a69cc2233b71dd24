"""Feeds found, added and removed, on a terminal.

It owns how they look there. Words come from the catalog; nothing is asked of the network, decided or stored here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from bot.terminal import fitting, new_table, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.scouting import Findings, Found
    from bot.text.catalog import Catalog

_GONE, _COME = "-", "+"


def draw_findings(
    findings: Findings, address: str, listed: Mapping[str, int], *, catalog: Catalog, now: datetime
) -> RenderableType:
    """The feeds by number, then what was offered and is none. `listed` are the lines of those in feeds.yaml already."""
    title = catalog.plural("found.title", len(findings.feeds), address=visible(address))
    table = new_table(title)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(catalog.text("found.feed"), overflow="fold")
    table.add_column(catalog.text("found.lang"), no_wrap=True)
    table.add_column(catalog.text("found.entries"), justify="right", no_wrap=True)
    table.add_column(catalog.text("found.newest"), justify="right", no_wrap=True)
    listing: list[Text] = [Text(title, style="bold")]
    for number, found in enumerate(findings.feeds, 1):
        feed = _feed(found, listed.get(found.url, 0), catalog)
        lang = visible(found.lang.value if found.lang else found.stated or "?")
        age = catalog.age(now - found.newest) if found.newest else ""
        table.add_row(str(number), feed, lang, str(found.entries), age)
        listing += [
            Text(),
            Text.assemble(f"{number}  ", feed),
            Text(" · ".join(filter(None, (lang, age))), style="dim"),
        ]
    for dud in findings.duds:
        why = visible(dud.why) or catalog.text("found.unasked")
        offered = Text.assemble((visible(dud.url), "dim"), "\n", (f"✗ {why}", "red" if dud.why else "dim"))
        table.add_row("", offered, "", "", "")
        listing += [Text(), offered]
    return fitting(table, Group(*listing))


def _feed(found: Found, line: int, catalog: Catalog) -> Text:
    feed = Text(visible(found.title), style="bold")
    feed.append(f"\n{visible(found.url)}" if found.title else visible(found.url), style="not bold dim")
    notes = [catalog.text("found.comments")] if found.comments else []
    notes += [catalog.text("found.moved", address=visible(found.address))] if found.address != found.url else []
    notes += [catalog.text("found.listed", line=line)] if line else []
    for note in notes:
        feed.append(f"\n{note}", style="not bold yellow")
    return feed


def draw_added(lines: Iterable[tuple[int, str]]) -> RenderableType:
    """Lines of a file that came, with their numbers, as a comparison of two files shows them."""
    return _lines(lines, _COME, "green")


def draw_removed(lines: Iterable[tuple[int, str]]) -> RenderableType:
    return _lines(lines, _GONE, "red")


def draw_skipped(rows: Sequence[tuple[int, str, str]], catalog: Catalog) -> RenderableType:
    """What was not taken over: its line in the file it came from, its name, and why."""
    drawn = [Text(catalog.plural("curate.skipped", len(rows)))]
    for line, name, why in rows:
        where = catalog.text("curate.skipped_line", line=line)
        drawn.append(Text.assemble((f"  {where}: ", "dim"), f"{visible(name)}: ", (visible(why), "yellow")))
    return Group(*drawn)


def _lines(lines: Iterable[tuple[int, str]], mark: str, colour: str) -> RenderableType:
    drawn = (Text.assemble((f"{number:>5} ", "dim"), (f"{mark} {visible(line)}", colour)) for number, line in lines)
    return Group(*drawn)
