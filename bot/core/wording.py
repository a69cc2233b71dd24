"""What messages say of an alert: its state, the answer, who reports it, how widely, when, and what was before.

Each piece is one text or a few; where it stands in a message is for `compose`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from bot.core.life import DENIAL
from bot.core.lines import clean, clip
from bot.model import ChangeKind, ClaimStatus, Phase, Precision
from bot.text.agencies import shown, wire_named
from bot.text.answers import in_words, is_past
from bot.text.catalog import zone_name
from bot.text.fold import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from bot.model import Alert, Claim, Confirmation, Development, Evidence, QuestionState, Standing
    from bot.text.catalog import Catalog

OUTLET_UNITS = 40
OUTLETS_NAMED = 3
_EXCERPT_UNITS = 280
_LEAST_NEW = 0.4
"""The share of an excerpt's words that the headline must lack, or it says nothing new."""
_SIDES = 4


@dataclass(frozen=True, slots=True)
class Side:
    """How many origins stand behind a claim, and whether one of them is official."""

    origins: int
    official: bool


_NOBODY: Final = Side(0, official=False)


def state_of(alert: Alert, catalog: Catalog) -> str:
    """A mark and a word: what the alert tells, or where its development has come since."""
    kind, phase = alert.transition.kind, alert.development.phase
    match kind:
        case ChangeKind.DISPUTED:
            return catalog.phase(Phase.DISPUTED)
        case ChangeKind.CLOSED:
            return catalog.phase(Phase.CLOSED)
        case ChangeKind.REOPENED:
            return catalog.text("phase.reopened")
        case ChangeKind.REPORTED | ChangeKind.CONFIRMED | ChangeKind.CHANGED:
            is_change = kind is ChangeKind.CHANGED and phase is Phase.REPORTED
            return catalog.text("phase.changed") if is_change else catalog.phase(phase)
        case _:
            assert_never(kind)


def teller(alert: Alert) -> Evidence:
    """Whose evidence made the alert: the first to give the new answer, or to contradict the old one; else the lead."""
    kind, answer = alert.transition.kind, alert.transition.answer
    if kind not in (ChangeKind.CHANGED, ChangeKind.DISPUTED):
        return alert.development.lead
    gives = kind is ChangeKind.CHANGED
    told = (piece for piece in alert.development.evidence if piece.claim and _gives(piece.claim, answer) is gives)
    return next(told, alert.development.lead)


# ------------------------------------------------------------------ the answer


def reported_answer(alert: Alert, catalog: Catalog) -> str:
    """The answer that the development itself gives, or ''. A week or a month is one as long as no day is known."""
    answer, claims = alert.transition.answer, tuple(_asserted(alert.development))
    precision = next((claim.precision for claim in claims if claim.value == answer), None)
    if answer and (precision or alert.transition.kind is ChangeKind.CHANGED):
        return sentence(in_words(answer, catalog, precision or Precision.DAY))
    if answer:
        return ""
    spans = (in_words(c.value, catalog, c.precision) for c in claims if c.precision is not Precision.DAY)
    return sentence(next(filter(None, spans), ""))


def standing_answer(alert: Alert, catalog: Catalog) -> str:
    """The answer as it stands where the development says nothing of it, or ''."""
    answer = in_words(alert.transition.answer, catalog)
    return catalog.text("alert.sofar", answer=answer) if answer else ""


def later(alert: Alert, state: QuestionState, catalog: Catalog) -> str:
    """What became of the alert's answer since, for a message that is edited or sent late; '' if it stands."""
    if state.answer and state.answer != alert.transition.answer:
        return catalog.text("alert.later", answer=in_words(state.answer, catalog))
    if state.phase is Phase.DISPUTED and alert.transition.kind is not ChangeKind.DISPUTED:
        return catalog.text("alert.later.disputed")
    return ""


def superseded(alert: Alert, state: QuestionState | None, catalog: Catalog) -> str:
    """That a later message goes on from this one, and what became of its answer."""
    if state and state.answer and state.answer != alert.transition.answer:
        return catalog.text("alert.superseded.changed", answer=in_words(state.answer, catalog))
    kind, phase = alert.transition.kind, state.phase if state else None
    if phase is Phase.DISPUTED and kind is not ChangeKind.DISPUTED:
        return catalog.text("alert.superseded.disputed")
    if phase is Phase.CLOSED and kind is not ChangeKind.CLOSED:
        return catalog.text("alert.superseded.closed")
    return catalog.text("alert.superseded")


def closing(alert: Alert, catalog: Catalog) -> tuple[str, str]:
    """The answer that a question closed with, and why no more is looked for, where that follows from it."""
    answer = alert.transition.answer
    passed = catalog.text("alert.closed.passed") if is_past(answer, alert.transition.at.date()) else ""
    return sentence(in_words(answer, catalog)) or catalog.text("alert.closed.unanswered"), passed


def sides(answer: str, stands: Mapping[str, Side], catalog: Catalog) -> tuple[str, ...]:
    """The claims that are at odds, the leading answer first, each with how many stand behind it."""
    lead = [_side(answer, stands.get(answer, _NOBODY), catalog)] if answer else []
    others = (v for v in stands if v != answer and (not v.startswith(DENIAL) or v == DENIAL + answer))
    return (*lead, *(_side(value, stands[value], catalog) for value in others))[:_SIDES]


def supported(state: QuestionState) -> Mapping[str, Side]:
    """Who stands behind the values that a question's answer may have, and behind their denials."""
    return {s.value: Side(len(s.origins), s.official) for s in state.supports if s.origins}


def claimed(evidence: Iterable[Evidence]) -> Mapping[str, Side]:
    """As `supported`, by what one development says."""
    behind: dict[str, list[Evidence]] = {}
    for piece in evidence:
        claim = piece.claim
        if claim and claim.value and claim.status in (ClaimStatus.ASSERTED, ClaimStatus.DENIED):
            denial = DENIAL if claim.status is ClaimStatus.DENIED else ""
            behind.setdefault(denial + claim.value, []).append(piece)
    return {
        value: Side(len({piece.origin for piece in pieces} - {""}), any(piece.official for piece in pieces))
        for value, pieces in behind.items()
    }


def _side(value: str, side: Side, catalog: Catalog) -> str:
    denied = value.startswith(DENIAL)
    answer = catalog.text("alert.denied") if denied else sentence(in_words(value, catalog))
    return catalog.text("alert.side", answer=answer, support=_support(side, catalog))


def _support(side: Side, catalog: Catalog) -> str:
    if not side.origins:
        return catalog.text("alert.side.known")
    origins = catalog.plural("origins", side.origins)
    return catalog.text("alert.side.official", origins=origins) if side.official else origins


def support(standing: Standing, state: QuestionState, catalog: Catalog, now: datetime, zone: tzinfo) -> str:
    """How many stand behind the answer of a question, and since when it is the answer."""
    side, known = supported(state).get(state.answer, _NOBODY), standing.question.known_since
    if side.origins:
        since = catalog.moment(state.since, now, zone)
        return catalog.text("standing.support", support=_support(side, catalog), since=since)
    if known and state.answer == standing.question.known:
        return catalog.text("standing.known.since", day=in_words(known.isoformat(), catalog))
    return catalog.text("standing.known")


def _gives(claim: Claim, answer: str) -> bool:
    return claim.status is ClaimStatus.ASSERTED and claim.value == answer


def _asserted(development: Development) -> Iterator[Claim]:
    claims = (piece.claim for piece in development.evidence)
    return (claim for claim in claims if claim and claim.value and claim.status is ClaimStatus.ASSERTED)


def sentence(text: str) -> str:
    """As it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]


# ------------------------------------------------------------------ what the entry says


def excerpt(piece: Evidence, catalog: Catalog) -> str:
    """The clauses that bear on the question, or else how the summary begins; '' where that repeats the headline."""
    entry, focus = piece.entry, clean(piece.focus)
    summary = clean(entry.summary)
    text = f"… {focus}" if focus and not summary.startswith(focus) else focus or summary
    told, headline = set(words(text, entry.lang)), set(words(entry.title, entry.lang))
    if not told or len(told - headline) < _LEAST_NEW * len(told):
        return ""
    return catalog.text("alert.excerpt", text=clip(text, _EXCERPT_UNITS))


# ------------------------------------------------------------------ who, how widely, when


def outlets(evidence: Sequence[Evidence], catalog: Catalog) -> str:
    """Up to three names in order of arrival, and how many more."""
    named: dict[str, Evidence] = {}
    for piece in evidence:
        name = clip(clean(piece.outlet) or clean(piece.origin) or clean(piece.entry.feed), OUTLET_UNITS)
        if name not in named or (piece.official and not named[name].official):
            named[name] = piece
    names = [_named(name, piece, catalog) for name, piece in named.items()]
    more = len(names) - OUTLETS_NAMED
    return ", ".join(names[:OUTLETS_NAMED]) + (f" +{more}" if more > 0 else "")


def _named(name: str, piece: Evidence, catalog: Catalog) -> str:
    if piece.official:
        return catalog.text("alert.official", outlet=name)
    agency = shown(piece.origin)
    if agency and wire_named(name) != piece.origin:
        return catalog.text("alert.via", outlet=name, agency=agency)
    return name


def corroboration(development: Development, confirm: Confirmation | None, catalog: Catalog) -> str:
    """Origins and articles as two numbers, since ten copies are one origin; the rule that is met, or what it misses.

    `confirm` is the question's rule, or None where that is not known.
    """
    origins = len(development.origins)
    articles = catalog.plural("articles", len(development.evidence))
    counted = f"{catalog.plural('origins', origins)} ({articles})"
    if development.phase is Phase.CONFIRMED:
        official = next((piece for piece in development.evidence if piece.official), None)
        if official and (confirm is None or confirm.official):
            return catalog.text("alert.confirmed.official", outlet=outlets([official], catalog), counted=counted)
        return catalog.text("alert.confirmed.origins", counted=counted)
    missing = confirm.origins - origins if confirm and development.phase in (Phase.OPEN, Phase.REPORTED) else 0
    if confirm is None or missing <= 0:
        return counted
    key = "alert.needs.official" if confirm.official else "alert.needs"
    return catalog.plural(key, missing, counted=counted)


def times(lead: Evidence, catalog: Catalog, now: datetime, zone: tzinfo) -> str:
    seen = catalog.moment(lead.seen_at, now, zone)
    name = zone_name(lead.seen_at, zone)
    if lead.entry.published is None:
        return catalog.text("alert.seen", seen=seen, zone=name)
    published = catalog.moment(lead.published, now, zone)
    return catalog.text("alert.published", published=published, seen=seen, zone=name)


def before(alert: Alert, catalog: Catalog, now: datetime, zone: tzinfo) -> str:
    """What was known before the alert, or ''."""
    transition, opened_at = alert.transition, alert.development.opened_at
    match transition.kind:
        case ChangeKind.CHANGED:
            was = in_words(transition.before, catalog) or catalog.text("alert.was.open")
            return catalog.text("alert.was", answer=was)
        case ChangeKind.CONFIRMED:
            first = catalog.moment(opened_at, now, zone)
            return catalog.text("alert.confirmed", first=first, age=catalog.age(transition.at - opened_at))
        case ChangeKind.REPORTED | ChangeKind.DISPUTED | ChangeKind.CLOSED | ChangeKind.REOPENED:
            return ""
        case _:
            assert_never(transition.kind)
