"""The `explain` command: the way of one entry, from saved feed files or the stored archive.

It reads and draws; it changes nothing.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.clock import local_zone
from bot.config import load_config
from bot.jobs.explain import Trace, find, traces, up_to
from bot.jobs.material import from_archive, from_files
from bot.jobs.replay import replay
from bot.json_lines import print_object
from bot.locale import read_catalogs
from bot.lookback import iso, opened_archive, report_unreadable, with_progress
from bot.store import questions
from bot.store.archive import deliveries_of, first_reads, late_times, stored_entries
from bot.terminal import open_console, visible
from bot.terminal_explain import Setting, draw_trace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.config import Settings
    from bot.jobs.explain import Bearing, Found, Miss
    from bot.jobs.replay import Incoming
    from bot.model import Arrival, Config, Entry, FeedUrl, Language, QuestionId
    from bot.store import Database
    from bot.terminal_explain import Deliveries
    from bot.text.catalog import Catalog

_MOST_TRACED = 3
"""Entries that one piece of a title may mean; where it fits more, it asks which."""
_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class _Past:
    """What came in, and what the archive knows beside: `retired` are entries of feeds no longer in feeds.yaml."""

    incoming: Sequence[Incoming]
    entries: Sequence[Entry]
    unread: frozenset[FeedUrl] = frozenset()
    watched_since: Mapping[QuestionId, datetime] = field(default_factory=dict)
    retired: tuple[Arrival, ...] = ()
    late: frozenset[datetime] = frozenset()


def explain(settings: Settings, language: Language, wanted: str, files: Sequence[Path], *, as_json: bool) -> int:
    """1 if no entry is meant, or a file could not be read. Raises BotError."""
    config, catalog = load_config(settings.config), read_catalogs()[language]
    failed = False
    with ExitStack() as stack:
        db = None if files else stack.enter_context(opened_archive(settings))
        if db is None:
            material = from_files(files, config)
            report_unreadable(material)
            failed = bool(material.unreadable)
            past = _Past(material.incoming, [entry for one in material.incoming for entry in one.entries])
        else:
            past = _stored(db, config)
        found = find(past.entries, wanted)
        if not _is_clear(found, wanted):
            return 1
        shown = _traced(config, past, found, catalog)
        told = {bearing.development.id for trace in shown for bearing in trace.bearings}
        _print(shown, {id_: deliveries_of(db, id_) for id_ in told} if db else {}, catalog, as_json=as_json)
    return int(failed)


def _stored(db: Database, config: Config) -> _Past:
    """As it came: each entry when it was seen, and a feed's first document as one that is told in silence."""
    arrivals, first = stored_entries(db), first_reads(db)
    incoming = from_archive(arrivals, config, as_seen=True).incoming
    listed = {feed.url for feed in config.feeds}
    since = {question.id: questions.watched_since(db, question.id) for question in config.questions}
    return _Past(
        incoming,
        [arrival.entry for arrival in arrivals],
        frozenset(one.feed.url for one in incoming if one.at == first.get(one.feed.url)),
        {id_: when for id_, when in since.items() if when},
        tuple(arrival for arrival in arrivals if arrival.entry.feed not in listed),
        late_times(db),
    )


def _is_clear(found: Found, wanted: str) -> bool:
    """Whether it is clear which entries are meant; if not, says what to do."""
    if found.is_exact or 0 < len(found.entries) <= _MOST_TRACED:
        return True
    if found.entries:
        sys.stderr.write(f"{len(found.entries)} entries have {wanted!r} in their titles; name one by its address:\n")
    else:
        hint = "; the nearest titles:" if found.nearest else ""
        sys.stderr.write(f"no entry has {wanted!r} as its address, guid or key, or in its title{hint}\n")
    for entry in (*found.entries[:_MOST_LISTED], *found.nearest):
        sys.stderr.write(f"  {visible(entry.title)}\n    {visible(entry.url or entry.key)}\n")
    return False


def _traced(config: Config, past: _Past, found: Found, catalog: Catalog) -> list[Trace]:
    wanted = {(entry.feed, entry.key) for entry in found.entries}
    incoming = up_to(past.incoming, wanted)
    steps = with_progress(replay(config, incoming, unread=past.unread, late=past.late), incoming, catalog)
    retired = [a for a in past.retired if (a.entry.feed, a.entry.key) in wanted]
    return [
        *traces(config, steps, wanted, past.watched_since),
        *(Trace(arrival.entry, feed=None, seen_at=arrival.seen_at, arrival=None) for arrival in retired),
    ]


def _print(shown: Sequence[Trace], deliveries: Deliveries, catalog: Catalog, *, as_json: bool) -> None:
    if as_json:
        for trace in shown:
            print_object(_facts(trace, deliveries))
        return
    console = open_console()
    for number, trace in enumerate(shown):
        if number:
            console.print()
        console.print(draw_trace(trace, Setting(catalog, local_zone(), deliveries)))


# ------------------------------------------------------------------ for programs


def _facts(trace: Trace, deliveries: Deliveries) -> dict[str, object]:
    entry = trace.entry
    return {
        "url": entry.url,
        "title": entry.title,
        "feed": entry.feed,
        "key": entry.key,
        "outlet": trace.feed.outlet if trace.feed else None,
        "kind": trace.feed.kind if trace.feed else None,
        "published": iso(entry.published) if entry.published else None,
        "seen": iso(trace.seen_at),
        "in_feeds_yaml": trace.feed is not None,
        "admitted": trace.arrival is not None,
        "silence": trace.arrival.silence if trace.arrival else None,
        "questions": [
            *(_bearing_facts(bearing, deliveries) for bearing in trace.bearings),
            *(_miss_facts(miss) for miss in trace.misses),
        ],
    }


def _bearing_facts(bearing: Bearing, deliveries: Deliveries) -> dict[str, object]:
    claim = bearing.evidence.claim
    answer = claim and {"value": claim.value or None, "status": claim.status, "words": claim.words, "rule": claim.rule}
    return {
        "question": bearing.question.id,
        "matches": True,
        "bears": True,
        "terms": list(dict.fromkeys(hit.term for hit in bearing.match.hits)),
        "focus": bearing.evidence.focus or None,
        "claim": answer,
        "development": bearing.development.id,
        "opened": bearing.opened,
        "joined": bearing.joined or None,
        "steps": [{"change": step.kind, "reason": step.reason} for step in bearing.steps],
        "alert": bool(bearing.alerts),
        "silence": bearing.silence,
        "deliveries": deliveries.get(bearing.development.id, {}),
    }


def _miss_facts(miss: Miss) -> dict[str, object]:
    parts = [{"part": p.text, "excludes": p.excludes, "met": p.is_met, "hits": len(p.hits)} for p in miss.parts]
    return {"question": miss.question.id, "matches": miss.passed_over, "bears": False, "parts": parts}
