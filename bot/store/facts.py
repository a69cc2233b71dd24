"""What deciding about an outcome needs to know, and the writing of what it decided."""

from __future__ import annotations

import json
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.model import Arrival, ChangeKind, Facts, FeedState, Fetched
from bot.store import answers, catch_up, edits, feeds, holds, notices, outbox, pulse, questions
from bot.store.columns import ENTRY_COLUMNS, entry_from, entry_values, from_ms, to_ms
from bot.store.rhythms import rhythm, save_rhythm

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import EntryKey, Feed, FeedUrl, FetchOutcome, Plan, QuestionId, Silence

RELEASE_EVERY = timedelta(seconds=10)
"""Between two feeds of a domain whose hold has ended."""

NO_CAPS: Mapping[QuestionId, int] = MappingProxyType({})


def load_facts(  # noqa: PLR0913 - each is a thing of its own that is looked for
    db: Database,
    feed: Feed,
    outcome: FetchOutcome,
    matched: Collection[QuestionId],
    *,
    domain: str = "",
    since: datetime,
    most: int = questions.ALL,
    now: datetime,
) -> Facts:
    """Read all that deciding about an outcome may know: of the questions that `matched`, from `since` on.

    Of each question come the latest developments, with about as many as `most` pieces of evidence. `domain` is the
    registrable domain that answered.
    """
    keys = [entry.key for entry in outcome.entries] if isinstance(outcome, Fetched) else []
    return Facts(
        feed=feed,
        state=feeds.feed_state(db, feed.url) or FeedState(feed.url, next_poll_at=now),
        known=feeds.fingerprints(db, feed.url, keys),
        developments=questions.recent_developments(db, matched, since, most),
        states=answers.question_states(db, matched),
        rhythm=rhythm(db, feed.url),
        hold=holds.hold_on(db, domain) if domain else None,
        offline=pulse.network_down_since(db) is not None,
        heard=catch_up.heard(db, feed.url),
    )


def apply(db: Database, plan: Plan, now: datetime, caps: Mapping[QuestionId, int] = NO_CAPS) -> None:
    """Write a plan whole, in the caller's transaction. Applying it again changes nothing.

    `caps` is how many alerts a day a question may push singly, where that is not the usual number.
    """
    if plan.is_last:
        _save_feed(db, plan, now)
    _save_entries(db, plan.arrivals)
    _mark_present(db, plan.state.url, plan.present, now)
    for development in plan.developments:
        questions.save_development(db, development)
    for state in plan.states:
        answers.save_question_state(db, state)
    questions_of = {}
    for transition in plan.transitions:
        questions.save_transition(db, transition)
        questions_of[transition.id] = transition.question
    for alert in plan.alerts:
        outbox.save_alert(db, alert, now, cap=caps.get(questions_of[alert], outbox.DEFAULT_CAP), late=plan.late)
    outbox.request_edits(db, (development.id for development in plan.developments), now)
    for question in {t.question for t in plan.transitions if t.kind in (ChangeKind.CHANGED, ChangeKind.DISPUTED)}:
        edits.request_on(db, question, now)
    for notice in plan.notices:
        notices.add(db, notice, now)


def _save_feed(db: Database, plan: Plan, now: datetime) -> None:
    """What stands about the feed itself, and about its domain."""
    feeds.save_feed_state(db, plan.state, polled_at=now)
    if plan.rhythm is not None and plan.demand is not None:
        save_rhythm(db, plan.state.url, plan.rhythm, plan.demand)
    if plan.hold:
        holds.save_hold(db, plan.hold, RELEASE_EVERY)
    if plan.heard:
        catch_up.note_heard(db, plan.state.url, now, plan.state.next_poll_at)


def _save_entries(db: Database, arrivals: Sequence[Arrival]) -> None:
    """A changed entry keeps the time at which it was first seen."""
    db.conn.executemany(
        f"INSERT INTO entries ({ENTRY_COLUMNS}, published_at, seen_at, present_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed, key) DO UPDATE SET"
        " fingerprint = excluded.fingerprint, guid = excluded.guid, url = excluded.url, title = excluded.title,"
        " summary = excluded.summary, author = excluded.author, source = excluded.source,"
        " source_url = excluded.source_url, lang = excluded.lang, dated = excluded.dated,"
        " published_at = excluded.published_at, present_at = excluded.present_at",
        [
            (*entry_values(arrival.entry), to_ms(arrival.published), to_ms(arrival.seen_at), to_ms(arrival.seen_at))
            for arrival in arrivals
        ],
    )


def _mark_present(db: Database, feed: FeedUrl, keys: Sequence[EntryKey], now: datetime) -> None:
    if keys:
        db.execute(
            "UPDATE entries SET present_at = ? WHERE feed = ? AND key IN (SELECT value FROM json_each(?))",
            [to_ms(now), feed, json.dumps(keys)],
        )


def archived(db: Database, feed: FeedUrl, since: datetime, silence: Silence) -> tuple[Arrival, ...]:
    """The stored entries of a feed seen at `since` or later, the oldest first, to be read again in silence."""
    rows = db.execute(
        "SELECT * FROM entries WHERE feed = ? AND seen_at >= ? ORDER BY published_at, key", [feed, to_ms(since)]
    )
    return tuple(
        Arrival(entry_from(row), from_ms(row["published_at"]), from_ms(row["seen_at"]), silence) for row in rows
    )
