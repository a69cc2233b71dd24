"""The gathering: one message for all that a question had to tell beyond its day's cap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core import wording
from bot.core.lines import BLANK, as_message, clean, clip, head_line, link_line, text_line, units
from bot.model import Button
from bot.text.catalog import zone_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from bot.core.lines import Line
    from bot.model import Alert, Development, Evidence, Message
    from bot.text.catalog import Catalog

LISTED = 10

_ASK_UNITS = 160
_HEADLINE_UNITS = 140
_LINK_UNITS = 300
"""Ten of them with their headlines are less than a message may hold with its markup (32 KiB)."""


def compose_gathering(
    alerts: Sequence[Alert], *, catalog: Catalog, now: datetime, zone: tzinfo, repeat: bool = False
) -> Message:
    """The message of alerts of one question, in the order in which they came. `repeat`: as for a single alert."""
    state = catalog.plural("gather.head", len(alerts)).upper()
    ask = clip(clean(catalog.choose(alerts[0].ask)), _ASK_UNITS)
    lines = [head_line(state, ask), text_line(catalog.text("gather.why", zone=zone_name(now, zone)))]
    for alert in reversed(alerts[-LISTED:]):
        lines += [BLANK, *listed(alert.development, alert.development.lead, catalog, now, zone)]
    if len(alerts) > LISTED:
        lines += [BLANK, text_line(catalog.plural("standing.earlier", len(alerts) - LISTED))]
    if repeat:
        lines += [BLANK, text_line(catalog.text("alert.repeat"))]
    unfollow = Button(catalog.text("alert.unfollow"), data=f"u:{alerts[0].transition.question}")
    return as_message(lines, buttons=((unfollow,),))


def listed(
    development: Development, piece: Evidence, catalog: Catalog, now: datetime, zone: tzinfo
) -> tuple[Line, Line]:
    """A development in two lines: the headline of one piece of its evidence, and who reported it and when."""
    entry = piece.entry
    title = clip(clean(entry.title) or clean(entry.summary) or "…", _HEADLINE_UNITS)
    language = "" if entry.lang is catalog.language else catalog.written_in(entry.lang)
    reported = catalog.text(
        "gather.development",
        phase=catalog.phase(development.phase),
        outlets=wording.outlets(development.evidence, catalog),
        when=catalog.moment(piece.published, now, zone),
    )
    url = entry.url if units(entry.url) <= _LINK_UNITS else ""
    return link_line(title, url, note=language), text_line(reported)
