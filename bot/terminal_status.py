"""What the bot knows, on a terminal: how its feeds do, where the questions stand, what is still to be sent.

It owns how they look there. Words come from the catalog; nothing is read or decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, assert_never

from rich.console import Group, RenderableType
from rich.text import Text

from bot.core.condition import Sign
from bot.model import DeliveryState, Stop
from bot.terminal import NARROW, draw_board, fitting, new_table, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from bot.core.condition import Condition
    from bot.model import FeedUrl, Standing
    from bot.text.catalog import Catalog

_WIDE = 120
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_GRAVITY = {sign: place for place, sign in enumerate(Sign)}
_STYLES = {
    Sign.STOPPED: "red",
    Sign.FAILING: "red",
    Sign.UNREADABLE: "red",
    Sign.THROTTLED: "yellow",
    Sign.EMPTY: "yellow",
    Sign.QUIET: "yellow",
    Sign.UNREAD: "dim",
    Sign.UNDATED: "green",
    Sign.ANSWERING: "green",
}


@dataclass(frozen=True, slots=True)
class _Wording:
    """How times and texts are told to this reader now."""

    catalog: Catalog
    now: datetime
    zone: tzinfo

    def moment(self, when: datetime | None) -> str:
        return self.catalog.moment(when, self.now, self.zone) if when else "?"

    def ago(self, when: datetime | None) -> Text:
        return Text(self.catalog.age(self.now - when)) if when else Text(self.catalog.text("feeds.never"), style="dim")


def draw_feeds(
    rows: Sequence[Condition],
    *,
    catalog: Catalog,
    now: datetime,
    zone: tzinfo,
    network_down_since: datetime | None = None,
    paces: Mapping[FeedUrl, float] | None = None,
) -> RenderableType:
    """How the feeds do, the gravest first; above them our own network, where that is down.

    With `paces`, entries a day as far as they are known, each is shown with its address, its pace and its next poll.
    """
    if not rows:
        return Text(catalog.text("feeds.empty"), style="dim")
    words = _Wording(catalog, now, zone)
    answering = 0 if network_down_since else sum(row.answers for row in rows)
    title = catalog.text("feeds.title", answering=answering, feeds=len(rows))
    table = new_table(title)
    table.add_column(catalog.text("feeds.outlet"), overflow="fold")
    table.add_column(catalog.text("feeds.health"), overflow="fold")
    names = [catalog.text("feeds.last_read"), catalog.text("feeds.last_entry")]
    names += [catalog.text("feeds.pace"), catalog.text("feeds.next_poll")] if paces is not None else []
    for name in names:
        table.add_column(name, justify="right", no_wrap=True)
    listed: list[Text] = [Text(title, style="bold")]
    for row in sorted(rows, key=_gravest_first):
        outlet = _outlet(row, with_address=paces is not None)
        health = Text(_health(row, words), style=_STYLES[row.sign])
        figures = [words.ago(_answered_at(row)), words.ago(row.state.last_entry_at)]
        figures += _outlook(row, paces, words) if paces is not None else []
        table.add_row(outlet, health, *figures)
        listed += [Text(), outlet, health]
        listed += _in_a_line(names, figures) if paces is not None else []
    drawn = fitting(table, Group(*listed), NARROW if paces is None else _WIDE)
    if network_down_since is None:
        return drawn
    down = catalog.text("status.network_down", since=words.moment(network_down_since))
    return Group(Text(down, style="bold red"), drawn)


def _answered_at(row: Condition) -> datetime | None:
    return row.state.answered_at or row.state.last_read_at


def _gravest_first(row: Condition) -> tuple[int, datetime, str]:
    return _GRAVITY[row.sign], row.since or _LONG_AGO, row.feed.outlet.casefold()


def _outlook(row: Condition, paces: Mapping[FeedUrl, float], words: _Wording) -> list[Text]:
    """How many entries a day, and how long until the next poll, if there is one."""
    rate, wait = paces.get(row.feed.url), max(row.state.next_poll_at - words.now, timedelta(0))
    pace = "" if rate is None else words.catalog.number(rate)
    return [Text(pace), Text("" if row.state.stopped else words.catalog.age(wait))]


def _in_a_line(names: Sequence[str], figures: Sequence[Text]) -> list[Text]:
    told = [Text.assemble(f"{name}: ", figure) for name, figure in zip(names, figures, strict=True) if figure]
    return [Text(" · ").join(told)]


def _outlet(row: Condition, *, with_address: bool) -> Text:
    """With the address at least where there is something to do about it, and the one it has moved to."""
    outlet = Text(visible(row.feed.outlet))
    if with_address or row.sign in {Sign.STOPPED, Sign.FAILING, Sign.UNREADABLE, Sign.THROTTLED, Sign.EMPTY}:
        outlet.append(f"\n{visible(row.feed.url)}", style="dim")
    if row.state.address:
        outlet.append(f"\n→ {visible(row.state.address)}", style="dim")
    return outlet


def _health(row: Condition, words: _Wording) -> str:
    catalog, state, since = words.catalog, row.state, words.moment(row.since)
    match row.sign:
        case Sign.STOPPED:
            return _stopped(row, catalog)
        case Sign.FAILING:
            return catalog.text("feeds.failing", since=since, why=_why(row))
        case Sign.UNREADABLE:
            return catalog.text("feeds.unreadable", since=since, why=_why(row))
        case Sign.THROTTLED:
            return catalog.text("feeds.throttled", since=since, next=words.moment(state.next_poll_at))
        case Sign.EMPTY:
            return catalog.text("feeds.empty_document", since=since)
        case Sign.QUIET:
            return catalog.text("feeds.quiet", since=since)
        case Sign.UNREAD:
            return catalog.text("feeds.unread")
        case Sign.UNDATED:
            return catalog.text("feeds.undated")
        case Sign.ANSWERING:
            return catalog.text("feeds.answering")
        case _:
            assert_never(row.sign)


def _why(row: Condition) -> str:
    """The last failure; how often each reason came, where there were several failures."""
    why = visible(row.state.failure)
    if row.state.failures <= 1 or not row.state.causes:
        return why
    counts = ", ".join(f"{cause.count} × {kind.value}" for kind, cause in row.state.causes.items())
    return f"{why} ({counts})"


def _stopped(row: Condition, catalog: Catalog) -> str:
    match row.state.stopped:
        case Stop.GONE:
            return catalog.text("feeds.gone")
        case Stop.MISSING:
            return catalog.text("feeds.missing")
        case Stop.UNAUTHORIZED:
            return catalog.text("feeds.unauthorized")
        case _:
            return catalog.text("feeds.merged")


def draw_status(  # noqa: PLR0913 - all that is known
    standings: Sequence[Standing],
    feeds: Sequence[Condition],
    outbox: Mapping[DeliveryState, int],
    subscribers: int,
    *,
    catalog: Catalog,
    now: datetime,
    zone: tzinfo,
    network_down_since: datetime | None = None,
) -> RenderableType:
    """All that is known: the feeds, the questions, and in one line the subscribers and the outbox."""
    parts = [Text(catalog.plural("status.subscribers", subscribers))]
    parts += [_deliveries(state, outbox[state], catalog) for state in DeliveryState if outbox.get(state)]
    return Group(
        draw_feeds(feeds, catalog=catalog, now=now, zone=zone, network_down_since=network_down_since),
        Text(),
        draw_board(standings, catalog=catalog, now=now, zone=zone),
        Text(),
        Text(" · ").join(parts),
    )


def _deliveries(state: DeliveryState, n: int, catalog: Catalog) -> Text:
    match state:
        case DeliveryState.PENDING:
            return Text(catalog.plural("status.pending", n))
        case DeliveryState.SENDING:
            return Text(catalog.plural("status.sending", n))
        case DeliveryState.IN_DOUBT:
            return Text(catalog.plural("status.in_doubt", n), style="yellow")
        case DeliveryState.PARKED:
            return Text(catalog.plural("status.parked", n), style="yellow")
        case DeliveryState.SENT:
            return Text(catalog.plural("status.sent", n))
        case DeliveryState.GATHERED:
            return Text(catalog.plural("status.gathered", n))
        case DeliveryState.LATE:
            return Text(catalog.plural("status.late", n))
        case DeliveryState.DEAD:
            return Text(catalog.plural("status.dead", n), style="red")
        case _:
            assert_never(state)
