"""Dates of a text rather than in it: datelines, bylines, "updated". They say when it was written, no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.text.dates.mention import DateMention

_HEAD = 60
"""Characters at the beginning of a text among which a dateline ends."""
_PLACE = re.compile(r"\A(?:[^\W\d_a-z][\w .’'/-]{1,40}(?:, ?[^\W\d_a-z][\w .]{1,20})?,\s*|\(?)?\Z")
_AGENCY = re.compile(r"[,.]?\s*(?:\([^()]{2,30}\)\s*\.?\s*[-–—:.]|\.\s?[-–—]|\s[-–—|]\s|[-–—]\s)")
_FULL_STOP = re.compile(r"\.\s+[^\W\d_a-z]")
_STAMP = re.compile(
    r"(?:\A|[|(\[–—.·•-])\s*(?:last\s+)?(?:updated|published|posted|modified|first published|by [^.|]{2,40}[|,·•–-]"
    r"|actualizad[oa]|publicad[oa]|modificad[oa]|por [^.|]{2,40}[|,·•–-]|redacci[oó]n)[:,|]?\s*(?:on|at|el)?\s*\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s[|–—·-]\s\Z")


def is_dateline(text: str, mention: DateMention, today: date) -> bool:
    before, after = text[: mention.start], text[mention.end :]
    near = abs((mention.first - today).days) <= 1
    if near and len(before) <= _HEAD and _PLACE.match(before):
        return bool(_AGENCY.match(after) or (before.endswith(", ") and _FULL_STOP.match(after)))
    if _STAMP.search(before[-_HEAD:]):
        return True
    return near and bool(_TAIL.search(before)) and not after.strip(" )")
