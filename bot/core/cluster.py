"""Which development an entry reports: one already known, or a new one. Nothing is dropped.

Reports are compared within one question only, and only with developments of the last `WINDOW`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.model import Development, DevelopmentId, Phase
from bot.text.identity import canonical_url
from bot.text.likeness import Gist, are_copies, differ_in_fact, differ_in_headline, gist

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import Entry, Evidence, QuestionId, Silence

WINDOW = timedelta(days=3)
"""How long after its last report a development still takes in another."""


@dataclass(frozen=True, slots=True)
class Report:
    """One piece of evidence and the development it went to, as that stands with it.

    `joined` says what made it a report of that development, or is empty if it opened one.
    """

    development: Development
    joined: str
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class _Known:
    development: DevelopmentId
    entry: Entry
    address: str
    gist: Gist


def cluster(
    question: QuestionId,
    arriving: Iterable[tuple[Evidence, Silence | None]],
    recent: Iterable[Development],
) -> tuple[Report, ...]:
    """Sort evidence, in the order given, into the recent developments of one question and new ones."""
    developments = {development.id: development for development in recent}
    known = [_known(d.id, piece.entry) for d in developments.values() for piece in d.evidence]
    reports = []
    for evidence, silence in arriving:
        candidate = _known(_development_id(question, evidence.entry), evidence.entry)
        found, joined = _find(candidate, known)
        if found in developments:
            before = developments[found]
            after = replace(before, evidence=(*before.evidence, evidence))
        else:
            after = Development(found, question, Phase.OPEN, evidence.seen_at, (evidence,))
        developments[found] = after
        known.append(replace(candidate, development=found))
        reports.append(Report(after, joined, silence))
    return tuple(reports)


def _known(development: DevelopmentId, entry: Entry) -> _Known:
    return _Known(development, entry, canonical_url(entry.url), gist(entry))


def _find(candidate: _Known, known: list[_Known]) -> tuple[DevelopmentId, str]:
    """The development of the nearest report that states no other fact; else the candidate's own."""
    for reason, is_same, differ in _LIKENESSES:
        for other in reversed(known):
            if is_same(candidate, other) and not differ(candidate.gist, other.gist):
                return other.development, reason
    return candidate.development, ""


def _same_entry(one: _Known, other: _Known) -> bool:
    return one.entry.feed == other.entry.feed and one.entry.key == other.entry.key


def _same_guid(one: _Known, other: _Known) -> bool:
    """Feeds of one site share guids; a bare number says nothing across sites."""
    return bool(one.entry.guid) and one.entry.guid == other.entry.guid and not one.entry.guid.isdigit()


def _same_address(one: _Known, other: _Known) -> bool:
    return bool(one.address) and one.address == other.address


def _same_title(one: _Known, other: _Known) -> bool:
    return bool(one.gist.title) and one.gist.title == other.gist.title


def _same_text(one: _Known, other: _Known) -> bool:
    return are_copies(one.gist, other.gist)


_LIKENESSES = (
    ("the same entry", _same_entry, differ_in_headline),
    ("the same guid", _same_guid, differ_in_headline),
    ("the same address", _same_address, differ_in_headline),
    ("the same headline", _same_title, differ_in_fact),
    ("nearly the same text", _same_text, differ_in_fact),
)


def _development_id(question: QuestionId, entry: Entry) -> DevelopmentId:
    """Follows from the entry that opens it, so that deciding again opens the same one."""
    opened_by = f"{question}\0{entry.feed}\0{entry.key}\0{entry.fingerprint}"
    return DevelopmentId(blake2b(opened_by.encode(), digest_size=10).hexdigest())
