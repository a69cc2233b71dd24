"""Messages: what a chat reads of an alert, and of where a question stands.

It owns the layout. Words come from the catalog, their pieces from `wording`; sending is not its business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core import wording
from bot.core.lines import (
    BLANK,
    MESSAGE_UNITS,
    Line,
    as_message,
    bold_line,
    clean,
    clip,
    head_line,
    link_line,
    link_to,
    text_line,
    units,
)
from bot.model import Button, ChangeKind, Phase
from bot.text.answers import in_words
from bot.text.catalog import zone_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from bot.model import (
        Alert,
        Confirmation,
        Development,
        Entry,
        Language,
        Message,
        QuestionState,
        Standing,
    )
    from bot.text.catalog import Catalog

__all__ = ["MESSAGE_UNITS", "clean", "clip", "compose", "compose_standing", "units"]

_ASK_UNITS = 160
_HEADLINE_UNITS = 400
_LISTED_HEADLINE_UNITS = 140
_DEVELOPMENTS_LISTED = 5


def compose(  # noqa: PLR0913 - all that a message depends on
    alert: Alert,
    *,
    catalog: Catalog,
    now: datetime,
    zone: tzinfo,
    repeat: bool = False,
    superseded: bool = False,
    confirm: Confirmation | None = None,
    state: QuestionState | None = None,
) -> Message:
    """The message of an alert, as its development stands now. `repeat`: an earlier sending of it got no answer.

    `superseded`: a later message replied to it, and goes on from there.
    `confirm` is the question's rule: with it a report says what it needs to be confirmed. `state` is where the
    question's answer stands: with it a dispute says how many stand behind each side.
    """
    teller = wording.teller(alert)
    lines = [
        _head(wording.state_of(alert, catalog), alert.ask, catalog),
        *_answer(alert, state, catalog, superseded=superseded),
        BLANK,
        _headline(teller.entry, catalog, _HEADLINE_UNITS, bold=True),
        *([text_line(said)] if (said := wording.excerpt(teller, catalog)) else []),
        BLANK,
        text_line(catalog.text("alert.by", outlets=wording.outlets(alert.development.evidence, catalog))),
        text_line(wording.corroboration(alert.development, confirm, catalog)),
        text_line(wording.times(teller, catalog, now, zone)),
    ]
    if before := wording.before(alert, catalog, now, zone):
        lines.append(text_line(before))
    if repeat:
        lines += [BLANK, text_line(catalog.text("alert.repeat"))]
    unfollow = Button(catalog.text("alert.unfollow"), data=f"u:{alert.transition.question}")
    read = [Button(catalog.text("alert.read"), url=url) for url in (link_to(teller.entry.url),) if url]
    return as_message(lines, buttons=((*read, unfollow),))


def compose_standing(standing: Standing, *, catalog: Catalog, now: datetime, zone: tzinfo) -> Message:
    """Where a question stands: its phase and answer, and the latest of what is known, the newest first."""
    catalog = catalog.calling(standing.question.shown)
    lines = [_head(catalog.phase(standing.phase), standing.question.ask, catalog)]
    lines += _standing_answer(standing, catalog, now, zone)
    if not standing.developments:
        watched = catalog.age(now - standing.watched_since)
        return as_message([*lines, text_line(catalog.text("standing.nothing", age=watched))])
    since = catalog.text(
        "standing.since",
        since=catalog.moment(standing.watched_since, now, zone),
        zone=zone_name(standing.watched_since, zone),
        developments=catalog.plural("developments", standing.total),
    )
    lines.append(text_line(since))
    listed = standing.developments[:_DEVELOPMENTS_LISTED]
    for development in listed:
        lines += [BLANK, *_listed(development, catalog, now)]
    if earlier := standing.total - len(listed):
        lines += [BLANK, text_line(catalog.plural("standing.earlier", earlier))]
    return as_message(lines)


def _head(state: str, ask: Mapping[Language, str], catalog: Catalog) -> Line:
    return head_line(state.upper(), clip(clean(catalog.choose(ask)), _ASK_UNITS))


def _answer(alert: Alert, state: QuestionState | None, catalog: Catalog, *, superseded: bool) -> list[Line]:
    """What a lock screen shows next: the answer, right below the question; and what became of it."""
    lines = _own_answer(alert, state, catalog)
    if superseded:
        lines.append(text_line(wording.superseded(alert, state, catalog)))
    elif later := wording.later(alert, state, catalog) if state else "":
        lines.append(text_line(later))
    return lines


def _own_answer(alert: Alert, state: QuestionState | None, catalog: Catalog) -> list[Line]:
    match alert.transition.kind:
        case ChangeKind.DISPUTED:
            stands = wording.supported(state) if state else wording.claimed(alert.development.evidence)
            return [text_line(side) for side in wording.sides(alert.transition.answer, stands, catalog)]
        case ChangeKind.CLOSED:
            answer, why = wording.closing(alert, catalog)
            return [bold_line(answer), *([text_line(why)] if why else [])]
        case _:
            if answer := wording.reported_answer(alert, catalog):
                return [bold_line(answer)]
            standing = wording.standing_answer(alert, catalog)
            return [text_line(standing)] if standing else []


def _standing_answer(standing: Standing, catalog: Catalog, now: datetime, zone: tzinfo) -> list[Line]:
    state = standing.state
    if state is None or not state.answer:
        return []
    if state.phase is Phase.DISPUTED:
        return [text_line(side) for side in wording.sides(state.answer, wording.supported(state), catalog)]
    answer = wording.sentence(in_words(state.answer, catalog))
    return [bold_line(answer), text_line(wording.support(standing, state, catalog, now, zone))]


def _headline(entry: Entry, catalog: Catalog, limit: int, *, bold: bool = False) -> Line:
    title = clip(clean(entry.title) or clean(entry.summary) or "…", limit)
    language = "" if entry.lang is catalog.language else catalog.written_in(entry.lang)
    return link_line(title, entry.url, note=language, bold=bold)


def _listed(development: Development, catalog: Catalog, now: datetime) -> tuple[Line, Line]:
    reported = catalog.text(
        "standing.development",
        phase=catalog.phase(development.phase),
        outlets=wording.outlets(development.evidence, catalog),
        age=catalog.age(now - development.lead.published),
    )
    return _headline(development.lead.entry, catalog, _LISTED_HEADLINE_UNITS), text_line(reported)
