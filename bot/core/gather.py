"""The gathering: one message for all that a question had to tell beyond its day's cap."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.core.compose import clean, clip, units
from bot.model import Button, Message
from bot.text.catalog import zone_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from bot.model import Alert, Development
    from bot.text.catalog import Catalog

LISTED = 10

_ASK_UNITS = 160
_HEADLINE_UNITS = 140
_OUTLET_UNITS = 40
_LINK_UNITS = 400
"""Ten of them, and ten headlines, are less than a message may hold with its markup (32 KiB)."""


def compose_gathering(
    alerts: Sequence[Alert], *, catalog: Catalog, now: datetime, zone: tzinfo, repeat: bool = False
) -> Message:
    """The message of alerts of one question, in the order in which they came. `repeat`: as for a single alert."""
    state = catalog.plural("gather.head", len(alerts)).upper()
    ask = clip(clean(catalog.choose(alerts[0].ask)), _ASK_UNITS)
    why = catalog.text("gather.why", zone=zone_name(now, zone))
    html = [f"<b>{escape(state)}</b> · {escape(ask)}", escape(why)]
    plain = [f"{state} · {ask}", why]
    for alert in reversed(alerts[-LISTED:]):
        headline, reported = _headline(alert.development, catalog), _reported(alert.development, catalog, now, zone)
        link = _link(alert.development.lead.entry.url)
        html += ["", f'<a href="{escape(link)}">{escape(headline)}</a>' if link else escape(headline), escape(reported)]
        plain += ["", headline, reported]
    after = [catalog.plural("standing.earlier", len(alerts) - LISTED)] if len(alerts) > LISTED else []
    after += [catalog.text("alert.repeat")] if repeat else []
    for line in after:
        html += ["", escape(line)]
        plain += ["", line]
    unfollow = Button(catalog.text("alert.unfollow"), data=f"u:{alerts[0].transition.question}")
    return Message("\n".join(html), "\n".join(plain), ((unfollow,),))


def _headline(development: Development, catalog: Catalog) -> str:
    entry = development.lead.entry
    title = clip(clean(entry.title) or clean(entry.summary) or "…", _HEADLINE_UNITS)
    return title if entry.lang is catalog.language else f"{title} · {catalog.written_in(entry.lang)}"


def _reported(development: Development, catalog: Catalog, now: datetime, zone: tzinfo) -> str:
    """By whom first, and by how many others."""
    lead = development.lead
    others = len({piece.outlet for piece in development.evidence} - {lead.outlet})
    outlet = clip(clean(lead.outlet) or clean(lead.entry.feed), _OUTLET_UNITS)
    return catalog.text(
        "gather.development",
        phase=catalog.phase(development.phase),
        outlets=f"{outlet} +{others}" if others else outlet,
        when=catalog.moment(lead.published, now, zone),
    )


def _link(url: str) -> str:
    """The address, if it looks like one; Telegram shows a text without its link where it does not take that."""
    is_one = url.startswith(("https://", "http://")) and units(url) <= _LINK_UNITS and clean(url) == url
    return url if is_one and " " not in url else ""
