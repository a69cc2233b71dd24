"""The way of an entry on a terminal: each step with a mark and its reason.

It owns how that looks. Words come from the catalog; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.model import ClaimStatus, DeliveryState, DevelopmentId, Place, Silence
from bot.terminal import visible
from bot.text.catalog import zone_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from bot.core.shortfall import Part
    from bot.jobs.explain import Bearing, Miss, Trace
    from bot.model import Claim, Entry, Hit, Question
    from bot.text.catalog import Catalog

_YES, _NO, _SO = "✓", "✗", "·"
_STYLES = {_YES: "green", _NO: "red", _SO: "dim"}
_AROUND = 40
"""Characters of the summary shown before and after what hit."""
_LONGEST_PART = 160

Row = tuple[str, Text]
"""A mark and what it is about."""

Deliveries = Mapping[DevelopmentId, Mapping[DeliveryState, int]]
"""What became of the messages about each development."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a trace is drawn with."""

    catalog: Catalog
    zone: tzinfo
    deliveries: Deliveries

    def moment(self, when: datetime) -> str:
        return self.catalog.moment(when, when + timedelta(days=400), self.zone)


def draw_trace(trace: Trace, setting: Setting) -> RenderableType:
    text = setting.catalog.text
    parts: list[RenderableType] = [*_head(trace, setting), Text()]
    if trace.feed is None:
        return Group(*parts, _rows([(_NO, Text(text("explain.no_feed")))]))
    if trace.arrival is None:
        return Group(*parts, _rows([(_NO, Text(text("explain.known")))]))
    silence = trace.arrival.silence
    admitted = (
        text("explain.admitted_silently", why=_silence(silence, setting)) if silence else text("explain.admitted")
    )
    parts.append(_rows([(_YES, Text(admitted))]))
    if not trace.bearings:
        parts.append(_rows([(_NO, Text(text("explain.no_match")))]))
    for bearing in trace.bearings:
        parts += [Text(), _question(bearing.question, setting.catalog), _rows(_way(bearing, setting))]
    for miss in _nearest_first(trace.misses):
        parts += [
            Text(),
            _question(miss.question, setting.catalog, style="dim"),
            _rows(_lacks(miss, trace.entry, setting)),
        ]
    return Group(*parts)


def _head(trace: Trace, setting: Setting) -> Iterator[Text]:
    entry, catalog = trace.entry, setting.catalog
    yield Text(visible(entry.title), style="bold")
    if entry.url:
        yield Text(visible(entry.url), style="dim", overflow="fold")
    feed = f"{visible(trace.feed.outlet)} ({trace.feed.kind})" if trace.feed else visible(entry.feed)
    seen = {"seen": setting.moment(trace.seen_at), "zone": zone_name(trace.seen_at, setting.zone)}
    if entry.published:
        when = catalog.text("explain.dated", published=setting.moment(entry.published), **seen)
    else:
        when = catalog.text("explain.undated", **seen)
    yield Text(f"{feed} · {catalog.written_in(entry.lang)} · {when}")
    names = catalog.text("explain.names", feed=visible(entry.feed), key=visible(entry.key))
    yield Text(names, style="dim", overflow="fold")


def _question(question: Question, catalog: Catalog, style: str = "") -> Text:
    heading = Text(question.id, style=f"bold {style}")
    heading.append(f" · {visible(catalog.choose(question.ask))}", style="not bold")
    return heading


def _rows(rows: Iterable[Row]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for mark, line in rows:
        table.add_row(Text(mark, style=_STYLES[mark]), line)
    return table


# ------------------------------------------------------------------ a question that it bears on


def _way(bearing: Bearing, setting: Setting) -> Iterator[Row]:
    text = setting.catalog.text
    terms = ", ".join(dict.fromkeys(hit.term for hit in bearing.match.hits))
    yield _YES, Text(text("explain.matches", terms=terms))
    for quote in _quotes(bearing.match.entry, bearing.match.hits):
        yield _SO, quote
    if bearing.evidence.focus:
        yield _SO, Text(text("explain.focus", focus=visible(bearing.evidence.focus)))
    if bearing.question.answer is not None:
        yield _claimed(bearing.evidence.claim, setting)
    lead = bearing.development.lead
    if bearing.opened:
        yield _YES, Text(text("explain.opened"))
    else:
        cited = f"“{visible(lead.entry.title)}” ({visible(lead.outlet)}, {setting.moment(lead.published)})"
        yield _YES, Text(text("explain.joined", development=cited, reason=visible(bearing.joined)))
    for step in bearing.steps:
        yield _YES, Text(text("explain.step", kind=step.kind.value, reason=visible(step.reason)))
    yield _told(bearing, setting)
    if counts := setting.deliveries.get(bearing.development.id):
        listed = ", ".join(f"{count} {state.value}" for state, count in counts.items())
        yield _SO, Text(text("explain.deliveries", counts=listed))


def _told(bearing: Bearing, setting: Setting) -> Row:
    text = setting.catalog.text
    if bearing.alerts:
        return _YES, Text(text("explain.late" if bearing.late else "explain.alert"), style="bold")
    if bearing.silence:
        return _NO, Text(text("explain.silent", why=_silence(bearing.silence, setting)))
    return _NO, Text(text("explain.edit"))


def _silence(silence: Silence, setting: Setting) -> str:
    text = setting.catalog.text
    match silence:
        case Silence.FIRST_SIGHT_OF_FEED:
            return text("explain.first_sight_of_feed")
        case Silence.FIRST_SIGHT_OF_QUESTION:
            return text("explain.first_sight_of_question")
        case Silence.STALE:
            return text("explain.stale")
        case _:
            assert_never(silence)


def _claimed(claim: Claim | None, setting: Setting) -> Row:
    text = setting.catalog.text
    if claim is None:
        return _NO, Text(text("explain.no_claim"))
    value = claim.value or text("explain.no_value")
    line = text("explain.claim", value=value, status=claim.status.value, words=visible(claim.words), rule=claim.rule)
    return _YES if claim.value and claim.status is ClaimStatus.ASSERTED else _SO, Text(line)


# ------------------------------------------------------------------ a question that it does not


def _nearest_first(misses: Sequence[Miss]) -> list[Miss]:
    return sorted(misses, key=lambda miss: (not any(part.hits for part in miss.parts), _unmet(miss)))


def _unmet(miss: Miss) -> int:
    return sum(not part.is_met for part in miss.parts)


def _lacks(miss: Miss, entry: Entry, setting: Setting) -> Iterator[Row]:
    """Its parts if some of it was there; else only that none was, or that what was there tells of something else."""
    text = setting.catalog.text
    if miss.passed_over:
        yield _NO, Text(text("explain.passed_over"))
        return
    if not any(part.hits for part in miss.parts):
        yield _NO, Text(text("explain.nothing_of_it"), style="dim")
        return
    for part in miss.parts:
        yield (_YES if part.is_met else _NO), _part(part, entry, setting)


def _part(part: Part, entry: Entry, setting: Setting) -> Text:
    text, written = setting.catalog.text, _clipped(part.text)
    if part.excludes:
        return Text(text("explain.excluded" if part.is_there else "explain.not_excluded", part=written))
    if part.is_there:
        return Text(text("explain.has", found=_found(part.hits, entry)))
    line = Text(text("explain.lacks", part=written))
    if part.hits:
        line.append(f" {text('explain.has_only', found=_found(part.hits, entry))}", style="dim")
    return line


def _found(hits: Iterable[Hit], entry: Entry) -> str:
    """What stands in the entry where a query hit, each once; for a field its term."""
    texts = {Place.TITLE: entry.title, Place.SUMMARY: entry.summary, Place.FIELD: ""}
    return ", ".join(dict.fromkeys(visible(texts[hit.place][hit.start : hit.end] or hit.term) for hit in hits))


def _clipped(query: str) -> str:
    return query if len(query) <= _LONGEST_PART else f"{query[:_LONGEST_PART].rsplit(' ', 1)[0].removesuffix(' OR')} …"


# ------------------------------------------------------------------ quotes


def _quotes(entry: Entry, hits: Sequence[Hit]) -> Iterator[Text]:
    """The texts in which something hit, with what hit set off; of a summary only what is around it."""
    for place, whole, margin in ((Place.TITLE, entry.title, len(entry.title)), (Place.SUMMARY, entry.summary, _AROUND)):
        if spans := sorted((hit.start, hit.end) for hit in hits if hit.place is place):
            yield _quote(whole, spans, margin)


def _quote(whole: str, spans: Sequence[tuple[int, int]], margin: int) -> Text:
    at = max(spans[0][0] - margin, 0)
    at = whole.find(" ", at, spans[0][0]) + 1 or spans[0][0] if at else 0
    end = min(max(end for _, end in spans) + margin, len(whole))
    quote = Text("“" + "…" * (at > 0))
    for first, last in spans:
        quote.append(visible(whole[at:first]))
        quote.append(visible(whole[max(at, first) : last]), style="bold underline")
        at = max(at, last)
    return quote.append(visible(whole[at:end]) + "…" * (end < len(whole)) + "”")
