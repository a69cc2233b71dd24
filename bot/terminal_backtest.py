"""A backtest on a terminal: alerts per question and week, quiet weeks, headlines, one feeds.yaml against another.

It owns how they look there. Words come from the catalog; nothing is read or decided here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from babel.dates import format_date
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.model import ChangeKind
from bot.terminal import visible
from bot.text.catalog import zone_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from rich.console import Console, ConsoleOptions, RenderResult

    from bot.jobs.backtest import Difference, Told
    from bot.jobs.replay import Incoming
    from bot.model import Question
    from bot.text.catalog import Catalog

_WEEK = timedelta(days=7)
_LONG = timedelta(days=300)
_MOST_SPANS = 6
_NONE = "·"
_EDGES = 4
"""What the table takes beside its columns."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a report is about and drawn with. `questions` are in their order."""

    incoming: Sequence[Incoming]
    questions: Sequence[Question]
    catalog: Catalog
    zone: tzinfo

    def moment(self, when: datetime) -> str:
        """Always with its day; with its year if the report ends in another."""
        return self.catalog.moment(when, self.incoming[-1].at + timedelta(days=1), self.zone)

    def week(self, when: datetime) -> date:
        """Its Monday."""
        day = when.astimezone(self.zone).date()
        return day - timedelta(days=day.weekday())

    def day(self, day: date, separator: str = " ") -> str:
        """With its year where a day alone would not tell."""
        is_long = self.incoming[-1].at - self.incoming[0].at > _LONG
        return format_date(day, f"d MMM{separator}y" if is_long else "d MMM", locale=self.catalog.language)

    def scope(self) -> Text:
        """How much was read, from when to when."""
        if not self.incoming:
            return Text(self.catalog.text("backtest.no_entries"))
        first, last = self.incoming[0].at, self.incoming[-1].at
        scope = self.catalog.text(
            "backtest.scope",
            entries=self.catalog.plural("backtest.entries", sum(len(one.entries) for one in self.incoming)),
            feeds=self.catalog.plural("backtest.feeds", len({one.feed.url for one in self.incoming})),
            start=self.moment(first),
            end=self.moment(last),
            zone=zone_name(last, self.zone),
        )
        return Text(scope, style="dim")


def draw_backtest(file: str, told: Sequence[Told], frame: Frame) -> RenderableType:
    """What a feeds.yaml would have sent."""
    catalog = frame.catalog
    title = Text(catalog.text("backtest.title", file=visible(file)), style="bold")
    if not any(one.push for one in told):
        nothing = [Text(catalog.text("backtest.nothing"))] if frame.incoming else []
        return Group(title, frame.scope(), *nothing)
    weeks = _Weeks(told, frame)
    return Group(title, frame.scope(), Text(), weeks, *weeks.silences(), *_sections(told, frame))


def draw_difference(
    files: tuple[str, str], counts: tuple[int, int], difference: Difference, frame: Frame
) -> RenderableType:
    """What going from the first file to the second would add and lose. `counts` are the alerts of each."""
    catalog = frame.catalog
    ours, theirs = map(visible, files)
    before, after = (catalog.plural("backtest.alerts", count) for count in counts)
    parts: list[RenderableType] = [
        Text(catalog.text("backtest.against", ours=ours, theirs=theirs), style="bold"),
        frame.scope(),
        Text(f"{before} → {after}"),
    ]
    for key, style, found in (
        ("backtest.added", "bold green", difference.added),
        ("backtest.lost", "bold red", difference.lost),
    ):
        parts += [Text(), Text(catalog.plural(key, len(found)), style=style if found else "dim")]
        for question in frame.questions:
            if rows := [one for one in found if one.question == question.id]:
                parts += [Text(question.id, style="bold"), _headlines(rows, frame)]
    if difference.moved:
        parts += [Text(), Text(catalog.plural("backtest.moved", difference.moved))]
    return Group(*parts)


# ------------------------------------------------------------------ weeks


@dataclass(frozen=True, slots=True)
class _Column:
    """A number for each question, for all of them, and of the entries read."""

    heading: str
    questions: tuple[int, ...]
    all: int
    entries: int

    @property
    def width(self) -> int:
        """With the space before it."""
        return 2 + max(map(len, (*self.heading.split("\n"), _shown(self.all), _shown(self.entries))))


class _Weeks:
    """Messages with sound by question and week, in as many tables as the width asks for; weeks without any left out."""

    def __init__(self, told: Sequence[Told], frame: Frame) -> None:
        self.frame = frame
        self.alerts = Counter((one.question, frame.week(one.at)) for one in told if one.push)
        self.edits = Counter(one.question for one in told if not one.is_alert)
        self.entries = Counter[date]()
        for one in frame.incoming:
            self.entries[frame.week(one.at)] += len(one.entries)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        chunk: list[_Column] = []
        left = room = options.max_width - max(map(len, self._labels())) - _EDGES
        for column in self._columns():
            if column.width > left and chunk:
                yield self._table(chunk)
                chunk, left = [], room
            chunk.append(column)
            left -= column.width
        yield self._table(chunk)

    def _labels(self) -> list[str]:
        text = self.frame.catalog.text
        return [
            *(question.id for question in self.frame.questions),
            text("backtest.all_questions"),
            text("backtest.entries_read"),
        ]

    def _columns(self) -> Iterator[_Column]:
        text, ids = self.frame.catalog.text, [question.id for question in self.frame.questions]
        for week in sorted({week for _, week in self.alerts}):
            numbers = tuple(self.alerts[id_, week] for id_ in ids)
            yield _Column(self.frame.day(week, "\n"), numbers, sum(numbers), self.entries[week])
        sums = Counter(question for question, _ in self.alerts.elements())
        yield _Column(text("backtest.all"), tuple(sums[id_] for id_ in ids), sums.total(), self.entries.total())
        yield _Column(text("backtest.edits"), tuple(self.edits[id_] for id_ in ids), self.edits.total(), 0)

    def _table(self, columns: Sequence[_Column]) -> Table:
        table = Table(box=box.SIMPLE_HEAD, header_style="dim", pad_edge=False, padding=(0, 1, 0, 0))
        table.add_column(self.frame.catalog.text("backtest.week_of"), no_wrap=True)
        for column in columns:
            table.add_column(column.heading, justify="right", no_wrap=True)
        rows = zip(*((*column.questions, column.all, column.entries) for column in columns), strict=True)
        *questions, every, read = zip(self._labels(), rows, strict=True)
        for (label, numbers), style in [*((row, "") for row in questions), (every, "bold"), (read, "dim")]:
            table.add_row(label, *map(_shown, numbers), style=style)
        return table

    def silences(self) -> Iterator[Text]:
        """Weeks that told nothing, and those that could not: nothing was read in them."""
        told = {week for _, week in self.alerts}
        quiet = [week for week in self.entries if week not in told]
        first, last = min(self.entries), max(self.entries)
        every = [first + n * _WEEK for n in range((last - first) // _WEEK + 1)]
        deaf = [week for week in every if week not in self.entries]
        for key, weeks in (("backtest.quiet", quiet), ("backtest.deaf", deaf)):
            if weeks:
                spans = list(self._spans(weeks))
                named = ", ".join(["…"] * (len(spans) > _MOST_SPANS) + spans[-_MOST_SPANS:])
                yield Text(self.frame.catalog.plural(key, len(weeks), weeks=named), style="dim")

    def _spans(self, weeks: Sequence[date]) -> Iterator[str]:
        """Weeks in a row as one span: "6 Oct – 20 Oct"."""
        first = weeks[0]
        for week, following in pairwise([*weeks, date.max]):
            if following - week > _WEEK:
                yield self.frame.day(week) if week == first else f"{self.frame.day(first)} – {self.frame.day(week)}"
                first = following


def _shown(number: int) -> str:
    return str(number) if number else _NONE


# ------------------------------------------------------------------ headlines


def _sections(told: Sequence[Told], frame: Frame) -> Iterator[RenderableType]:
    """Each question with its alerts, the oldest first."""
    for question in frame.questions:
        alerts = [one for one in told if one.is_alert and one.question == question.id]
        heading = Text(question.id, style="bold")
        heading.append(f" · {visible(frame.catalog.choose(question.ask))}", style="not bold")
        yield Text()
        yield heading
        yield _headlines(alerts, frame) if alerts else Text(frame.catalog.text("backtest.no_alert"), style="dim")


def _headlines(alerts: Sequence[Told], frame: Frame) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right", style="dim")
    table.add_column(overflow="fold")
    for alert in alerts:
        table.add_row(frame.moment(alert.at), _headline(alert, frame.catalog))
    return table


def _headline(alert: Told, catalog: Catalog) -> Text:
    """What changed and the answer, where there is more to say than that it was reported; the headline; who says it."""
    line = Text()
    if alert.gathered:
        line.append(f"{catalog.text('backtest.gathered')} ", style="yellow")
    if alert.change != ChangeKind.REPORTED:
        line.append(f"{alert.change} ", style="yellow")
    if alert.answer:
        line.append(f"→ {alert.answer} ", style="cyan")
    line.append(visible(alert.news.entry.title))
    line.append(f" · {visible(alert.news.outlet)}", style="dim")
    return line
