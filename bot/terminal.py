"""Alerts and tables on a terminal, for a bot without a token and for the people who run one.

It owns how values look there. Words come from the catalog; nothing is read, decided or stored here. It imports rich,
so the command line imports it only where something is drawn.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import count
from typing import TYPE_CHECKING, TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.model import Sent
from bot.text.answers import in_short
from bot.text.catalog import zone_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from rich.console import ConsoleOptions, RenderResult

    from bot.model import ChatId, Message, SendOutcome, Standing
    from bot.text.catalog import Catalog

_WIDEST = 100
NARROW = 60
"""Below so many columns lists take the place of tables, and nothing is framed."""
_PHASE_WIDTH = 17
_COLOURS = {"⏳": "cyan", "🟡": "yellow", "✅": "green", "🔄": "yellow", "⚠": "red", "🔒": "blue", "🔓": "cyan"}
"""By the mark that the head of a message, and the name of a phase, begins with."""
_HEAD = re.compile(r"([^\n·]+) · ")


def open_console(file: TextIO | None = None) -> Console:
    """A console that minds NO_COLOR, TERM, COLUMNS, and an output that cannot write every character."""
    file = file or sys.stdout
    if reconfigure := getattr(file, "reconfigure", None):
        reconfigure(errors="replace")
    return Console(file=file, highlight=False, emoji=False, markup=False)


class TerminalMessenger:
    """Delivers to whoever watches the terminal, framed where there is one; in a log, as plain lines."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._ids = count(1)
        self._heads: dict[int, str] = {}

    async def send(
        self,
        chat: ChatId,  # noqa: ARG002 - a port's signature
        message: Message,
        *,
        plain: bool = False,
        reply_to: int | None = None,  # noqa: ARG002 - what it replies to stands above
        silent: bool = False,  # noqa: ARG002 - nothing sounds here
        topic: int | None = None,  # noqa: ARG002 - a terminal has no topics
    ) -> SendOutcome:
        if plain or not self._console.is_terminal:
            self._console.print(Text(visible(message.plain)), soft_wrap=True)
        else:
            self._console.print(_drawn(message, framed=self._console.width >= NARROW))
        self._console.print()
        number = next(self._ids)
        self._heads[number] = _head_of(message)
        return Sent(number)

    async def edit(self, chat: ChatId, message_id: int, message: Message, *, plain: bool = False) -> SendOutcome:  # noqa: ARG002 - a port's signature
        """What is printed stays; one line says how the message begins now, if that is something else."""
        head = _head_of(message)
        if self._heads.get(message_id) != head:
            self._console.print(Text(f"↻ {head}", style="dim"), soft_wrap=True)
            self._heads[message_id] = head
        return Sent(message_id)


def _head_of(message: Message) -> str:
    return visible(message.plain.partition("\n")[0])


def visible(text: str) -> str:
    r"""`text` with what would steer the terminal or reverse the line written out, as in \x1b."""
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c != "\n" else c
        for c in text
    )


# ------------------------------------------------------------------ alerts


class _Markup(HTMLParser):
    """Telegram's HTML as styled text, and the addresses it links to."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text(overflow="fold")
        self.links: list[str] = []
        self._open: list[Style] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = visible(dict(attrs).get("href") or "")
        if address:
            self.links.append(address)
        self._open.append(Style(bold=tag == "b" or None, italic=tag == "i" or None, link=address or None))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - what is open last closes first
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        start = len(self.text)
        self.text.append(visible(data))
        for style in self._open:
            self.text.stylize(style, start)


def _drawn(message: Message, *, framed: bool) -> RenderableType:
    """The state in its colour, in the frame if there is one; then the message; its addresses dimmed."""
    markup = _Markup(message.html)
    text, title = markup.text, None
    colour = _COLOURS.get(text.plain[:1], "")
    head = _HEAD.match(text.plain)
    if colour and head:
        title = Text(head[1], style=f"bold {colour}")
        text = text[head.end() :]
    links = [Text(link, style=Style(dim=True, link=link), overflow="fold") for link in markup.links]
    if not framed:
        return Group(*([title] if title else []), text, *links)
    return Panel(
        Group(text, *links),
        title=title,
        title_align="left",
        border_style=colour or "dim",
        box=box.ROUNDED,
        width=_WIDEST,
    )


# ------------------------------------------------------------------ tables


@dataclass(frozen=True, slots=True)
class _Fitting:
    """A table, or a list in its place where the terminal is narrow."""

    table: Table
    rows: Group
    least: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.table if options.max_width >= self.least else self.rows


def fitting(table: Table, rows: Group, least: int = NARROW) -> RenderableType:
    """The table where the terminal has room for it, `least` columns; else the rows."""
    return _Fitting(table, rows, least)


def draw_board(standings: Sequence[Standing], *, catalog: Catalog, now: datetime, zone: tzinfo) -> RenderableType:
    """The questions, in the order given, and where each stands."""
    if not standings:
        return Text(catalog.text("board.empty"), style="dim")
    title = catalog.text("board.title", moment=catalog.moment(now, now, zone), zone=zone_name(now, zone))
    table = new_table(title)
    table.add_column(catalog.text("board.phase"), overflow="fold", max_width=_PHASE_WIDTH)
    table.add_column(catalog.text("board.question"), overflow="fold")
    table.add_column(catalog.text("board.origins"), justify="right", no_wrap=True)
    table.add_column(catalog.text("board.age"), justify="right", no_wrap=True)
    listed: list[RenderableType] = [Text(title, style="bold")]
    for standing in standings:
        phase, question, latest, origins, age = _stand(standing, catalog, now)
        called = catalog.calling(standing.question.shown)
        answer = Text(visible(in_short(standing.state.answer, called)) if standing.state else "", style="bold")
        table.add_row(Group(phase, answer), Group(question, latest), origins, age)
        listed += [Text(), question, Text(" · ").join(part for part in (phase, answer, age) if part), latest]
    return fitting(table, Group(*listed))


def _stand(standing: Standing, catalog: Catalog, now: datetime) -> tuple[Text, Text, Text, Text, Text]:
    """Phase, question, headline, origins and age of one question."""
    name = catalog.phase(standing.phase)
    phase = Text(name, style=_COLOURS.get(name[:1], ""))
    question = Text(visible(catalog.choose(standing.question.ask)), style="bold")
    if not standing.developments:
        return phase, question, Text(catalog.text("board.nothing"), style="dim"), Text(), Text()
    newest = standing.developments[0]
    lead = newest.lead
    headline = Text(visible(lead.entry.title or lead.entry.summary), overflow="fold")
    headline.append(f" · {visible(lead.outlet)}", style="dim")
    return phase, question, headline, Text(str(len(newest.origins))), Text(catalog.age(now - lead.published))


def new_table(title: str) -> Table:
    return Table(
        title=Text(title, style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        header_style="dim",
        pad_edge=False,
    )
