"""What could not be delivered, on a terminal: each with its reason, so that nobody need look into the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from bot.model import DeliveryState
from bot.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model import Undelivered
    from bot.text.catalog import Catalog

_STYLES = {DeliveryState.DEAD: "red", DeliveryState.PARKED: "yellow"}


def draw_undelivered(
    listed: Sequence[Undelivered], repeats: int, *, catalog: Catalog, now: datetime
) -> RenderableType | None:
    """How often something was sent again, and what is parked or dead; None if there is neither."""
    lines = [Text(catalog.plural("status.repeats", repeats), style="yellow")] if repeats else []
    if listed:
        lines += [Text(), Text(catalog.text("status.undelivered"), style="bold")]
    lines += [_line(one, catalog, now) for one in listed]
    return Group(*lines) if lines else None


def _line(one: Undelivered, catalog: Catalog, now: datetime) -> Text:
    key = "status.undelivered.dead" if one.state is DeliveryState.DEAD else "status.undelivered.parked"
    told = catalog.text(
        key,
        question=visible(one.question),
        chat=one.chat,
        age=catalog.age(now - one.at),
        why=visible(one.why),
    )
    return Text(told, style=_STYLES[one.state], overflow="fold")
