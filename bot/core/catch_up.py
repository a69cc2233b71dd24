"""The catch-up: where the questions stand of which there was news while a chat could not be told, in one message.

It tells no step that has been overtaken since. What counts as late is `absence`'s to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core import wording
from bot.core.gather import listed
from bot.core.lines import BLANK, as_message, bold_line, clean, clip, head_line, text_line, units
from bot.core.route import manner
from bot.model import Button, ChangeKind, Phase
from bot.text.answers import in_words
from bot.text.catalog import zone_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from bot.core.lines import Line
    from bot.model import Message, Missed
    from bot.text.catalog import Catalog

LISTED = 10
HEADLINES = 2
"""For each question."""

BUDGET_UNITS = 3500
BUDGET_BYTES = 24 * 1024
"""Below the 4,096 units of text, and the 32 KiB with its markup, that Telegram takes."""

_ASK_UNITS = 160
_URGENT = frozenset({ChangeKind.CHANGED, ChangeKind.DISPUTED})


def compose_catch_up(
    missed: Sequence[Missed], *, catalog: Catalog, now: datetime, zone: tzinfo, repeat: bool = False
) -> Message:
    """One question is told as an alert is; several below each other, those whose answer changed first.

    `repeat`: an earlier sending got no answer.
    """
    ordered = sorted(sorted(missed, key=_newest, reverse=True), key=_is_calm)
    blocks = [_block(one, catalog.calling(one.shown), now, zone) for one in ordered]
    foot = [BLANK, text_line(catalog.text("alert.repeat"))] if repeat else []
    if len(blocks) == 1:
        (block,) = blocks
        why = text_line(catalog.text("catch_up.why.one", zone=zone_name(now, zone)))
        unfollow = Button(catalog.text("alert.unfollow"), data=f"u:{ordered[0].alerts[0].transition.question}")
        return as_message([block[0], why, BLANK, *block[1:], *foot], buttons=((unfollow,),))
    head = head_line(catalog.text("catch_up.head").upper(), catalog.plural("catch_up.questions", len(blocks)))
    lines = [head, text_line(catalog.text("catch_up.why", zone=zone_name(now, zone)))]
    shown = 0
    for block in blocks[:LISTED]:
        if not _has_room([*lines, BLANK, *block]):
            break
        lines += [BLANK, *block]
        shown += 1
    if more := len(blocks) - shown:
        lines += [BLANK, text_line(catalog.plural("catch_up.more", more))]
    return as_message([*lines, *foot])


def is_silent(missed: Iterable[Missed]) -> bool:
    """A catch-up makes one sound if any of its alerts would have made one."""
    return all(manner(alert.transition.kind).silent for one in missed for alert in one.alerts)


def _is_calm(missed: Missed) -> bool:
    return all(alert.transition.kind not in _URGENT for alert in missed.alerts)


def _newest(missed: Missed) -> datetime:
    return max(alert.development.lead.published for alert in missed.alerts)


def _block(missed: Missed, catalog: Catalog, now: datetime, zone: tzinfo) -> list[Line]:
    ask = clip(clean(catalog.choose(missed.alerts[0].ask)), _ASK_UNITS)
    lines = [head_line(_stands(missed, catalog).upper(), ask), *_answer(missed, catalog)]
    last = {alert.development.id: alert for alert in missed.alerts}
    told = [(alert.development, wording.teller(alert)) for alert in last.values()]
    told.sort(key=lambda pair: (pair[1].published, pair[0].id), reverse=True)
    for development, piece in told[:HEADLINES]:
        lines += listed(development, piece, catalog, now, zone)
    if len(told) > HEADLINES:
        lines.append(text_line(catalog.plural("standing.earlier", len(told) - HEADLINES)))
    return lines


def _stands(missed: Missed, catalog: Catalog) -> str:
    """A mark and a word, as it is now: of the answer if there is one, else of the newest development."""
    if missed.state is None or missed.state.phase is Phase.OPEN:
        return wording.state_of(missed.alerts[-1], catalog)
    if missed.state.phase is Phase.REPORTED and _was(missed):
        return catalog.text("phase.changed")
    return catalog.phase(missed.state.phase)


def _answer(missed: Missed, catalog: Catalog) -> list[Line]:
    state, was = missed.state, _was(missed)
    if state is None or not state.answer:
        return []
    if state.phase is Phase.DISPUTED:
        lines = [text_line(side) for side in wording.sides(state.answer, wording.supported(state), catalog)]
    else:
        lines = [bold_line(wording.sentence(in_words(state.answer, catalog)))]
    if was is not None:
        before = in_words(was, catalog) or catalog.text("alert.was.open")
        lines.append(text_line(catalog.text("alert.was", answer=before)))
    return lines


def _was(missed: Missed) -> str | None:
    """The answer that the chat knew, if it is another now; without a message, what stood before the first step."""
    first, before = missed.alerts[0].transition, missed.told
    if before is None and first.kind is ChangeKind.CHANGED:
        before = first.before
    return before if missed.state and before != missed.state.answer else None


def _has_room(lines: Sequence[Line]) -> bool:
    return (
        units("\n".join(line.plain for line in lines)) <= BUDGET_UNITS
        and len("\n".join(line.html for line in lines).encode()) <= BUDGET_BYTES
    )
