"""What people ask from the command line: is feeds.yaml right, do the feeds answer, what does the bot know.

It reads and draws; it changes nothing.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.clock import local_zone, system_clock
from bot.config import load_config
from bot.core.condition import TIMES, condition
from bot.core.rhythm import pace
from bot.core.schedule import Terms, reschedule
from bot.jobs.budget import typical_intervals
from bot.json_lines import print_object
from bot.locale import read_catalogs
from bot.model import FeedState, Fetched, FetchJob, Validators
from bot.scouting import ask_each
from bot.store import feeds, open_read_only, outbox, questions, subscribers, updates
from bot.store.location import DATABASE
from bot.store.pulse import network_down_since, pulse
from bot.store.rhythms import rhythms
from bot.terminal import open_console
from bot.terminal_outbox import draw_undelivered
from bot.terminal_status import draw_feeds, draw_status

if TYPE_CHECKING:
    from datetime import datetime

    from bot.config import Settings
    from bot.core.condition import Condition
    from bot.model import Config, Feed, FeedUrl, FetchOutcome, Language
    from bot.store import Database
    from bot.text.catalog import Catalog


LISTED, LISTED_AS_JSON = 5, 100
"""Deliveries that are parked or dead."""


def check(settings: Settings, language: Language, *, live: bool, as_json: bool) -> int:
    """Raises ConfigError with every problem; gives 1 if a feed does not answer, else 0."""
    config = load_config(settings.config)
    if not live:
        feeds_and_questions = f"{_count(len(config.feeds), 'feed')}, {_count(len(config.questions), 'question')}"
        if as_json:
            print_object({"valid": True, "feeds": len(config.feeds), "questions": len(config.questions)})
        else:
            sys.stdout.write(f"{settings.config} is valid: {feeds_and_questions}\n")
        return 0
    rows = asyncio.run(_poll_each_once(config, settings))
    if as_json:
        for row in rows:
            print_object(_feed_facts(row))
    else:
        catalog = read_catalogs()[language]
        open_console().print(draw_feeds(rows, catalog=catalog, now=system_clock(), zone=local_zone()))
    return int(any(row.state.failures for row in rows))


def status(settings: Settings, language: Language, *, as_json: bool) -> int:
    """What the bot knows; 1 if it has not run yet."""
    config = load_config(settings.config)
    db = open_read_only(settings.state / DATABASE)
    if db is None:
        sys.stderr.write(f"no bot has run with the state folder {settings.state} yet: start it with `run` or `once`\n")
        return 1
    try:
        if as_json:
            _say_status(db, config, system_clock())
        else:
            _draw_status(db, config, language)
    finally:
        db.close()
    return 0


def list_feeds(settings: Settings, language: Language, *, as_json: bool) -> int:
    """The feeds of feeds.yaml and how they do, with their addresses and pace; before the first poll too."""
    config, now = load_config(settings.config), system_clock()
    db = open_read_only(settings.state / DATABASE)
    rows = [condition(feed, FeedState(feed.url, now), (), now) for feed in config.feeds]
    paces: dict[FeedUrl, float] = {}
    if db is not None:
        with closing(db):
            rows = _conditions(db, config, now)
            paces = {url: pace(rhythm) for url, rhythm in rhythms(db).items()}
    if as_json:
        for row in rows:
            own = {"kind": row.feed.kind, "lang": row.feed.lang, "entries_per_day": paces.get(row.feed.url)}
            print_object({**_feed_facts(row), **own})
    else:
        catalog = read_catalogs()[language]
        open_console().print(draw_feeds(rows, catalog=catalog, now=now, zone=local_zone(), paces=paces))
    return 0


@dataclass(frozen=True, slots=True)
class Hearing:
    """When Telegram last answered a poll, how many updates are not done with, and how many were set aside."""

    heard_at: datetime | None
    waiting: int
    set_aside: int


def hearing(db: Database, now: datetime) -> Hearing | None:
    """None where the bot does not listen to Telegram."""
    found = pulse(db, now)
    return Hearing(found.heard_at, *updates.counts(db)) if found.listens_until else None


async def _poll_each_once(config: Config, settings: Settings) -> list[Condition]:
    """How each feed would do after one poll; those whose server throttled another one were not asked."""
    shown = sys.stderr.isatty()

    def on_outcome(polled: int) -> None:
        if shown:
            sys.stderr.write(f"\r{polled} of {len(config.feeds)} feeds polled ")

    jobs = [FetchJob(feed.url, feed.lang, Validators(), None, {}) for feed in config.feeds]
    try:
        outcomes = await ask_each(settings, jobs, config.spacing, on_outcome)
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
    return [_condition_after(config, feed, outcomes.get(feed.url)) for feed in config.feeds]


def _condition_after(config: Config, feed: Feed, outcome: FetchOutcome | None) -> Condition:
    now = system_clock()
    if outcome is None:
        return condition(feed, FeedState(feed.url, now), (), now)
    own = feed.every or config.every
    state = reschedule(FeedState(feed.url, now), outcome, Terms(own, config.floor), now)
    dates = [entry.published for entry in outcome.entries if entry.published] if isinstance(outcome, Fetched) else []
    state = replace(state, last_entry_at=max(dates, default=None))
    return condition(feed, state, sorted(dates, reverse=True), now)


def _draw_status(db: Database, config: Config, language: Language) -> None:
    now = system_clock()
    standings = [questions.standing(db, question, now) for question in config.questions]
    catalog = read_catalogs()[language]
    console = open_console()
    console.print(
        draw_status(
            standings,
            _conditions(db, config, now),
            outbox.counts(db),
            subscribers.active_subscribers(db),
            catalog=catalog,
            now=now,
            zone=local_zone(),
            network_down_since=network_down_since(db),
        )
    )
    undelivered = outbox.undelivered(db, LISTED)
    if shown := draw_undelivered(undelivered, outbox.repeats(db), catalog=catalog, now=now):
        console.print(shown)
    if heard := _in_words(hearing(db, now), catalog, now):
        console.print(heard)


def _in_words(found: Hearing | None, catalog: Catalog, now: datetime) -> str:
    """What the bot hears from Telegram, and what it has yet to do about it; empty where it does not listen."""
    if found is None:
        return ""
    age = found.heard_at and catalog.age(now - found.heard_at)
    parts = [catalog.text("status.heard", age=age) if age else catalog.text("status.unheard")]
    if found.waiting:
        parts.append(catalog.plural("status.updates", found.waiting))
    if found.set_aside:
        parts.append(catalog.plural("status.set_aside", found.set_aside))
    return " · ".join(parts)


def _conditions(db: Database, config: Config, now: datetime) -> list[Condition]:
    states = feeds.feed_states(db, {feed.url for feed in config.feeds})
    return [
        condition(feed, states.get(feed.url) or FeedState(feed.url, now), feeds.recent_times(db, feed.url, TIMES), now)
        for feed in config.feeds
    ]


def _say_status(db: Database, config: Config, now: datetime) -> None:
    intervals = typical_intervals(db, config)
    for row in _conditions(db, config, now):
        print_object({**_feed_facts(row), "polled_every_s": round(intervals[row.feed.url].total_seconds())})
    for question in config.questions:
        standing = questions.standing(db, question, now)
        newest = standing.developments[0] if standing.developments else None
        print_object(
            {
                "question": question.id,
                "phase": standing.phase,
                "watched_since": standing.watched_since.isoformat(),
                "developments": standing.total,
                "latest": newest.lead.entry.title if newest else None,
                "latest_url": newest.lead.entry.url if newest else None,
                "origins": len(newest.origins) if newest else 0,
            }
        )
    print_object({"network_down_since": _iso(network_down_since(db))})
    counts, repeats = outbox.counts(db), outbox.repeats(db)
    print_object({"subscribers": subscribers.active_subscribers(db), "deliveries": counts, "repeats": repeats})
    for one in outbox.undelivered(db, LISTED_AS_JSON):
        print_object(
            {
                "undelivered": one.state,
                "question": one.question,
                "chat": one.chat,
                "why": one.why,
                "attempts": one.attempts,
                "at": one.at.isoformat(),
            }
        )
    if found := hearing(db, now):
        heard_at = found.heard_at.isoformat() if found.heard_at else None
        print_object({"telegram_answered_at": heard_at, "updates": found.waiting, "set_aside": found.set_aside})


def _feed_facts(row: Condition) -> dict[str, object]:
    state = row.state
    return {
        "feed": state.url,
        "outlet": row.feed.outlet,
        "answers": row.answers,
        "health": row.sign.value,
        "since": _iso(row.since),
        "failures": state.failures,
        "causes": {kind.value: {"count": c.count, "since": _iso(c.since)} for kind, c in state.causes.items()},
        "why": state.failure or None,
        "failing_since": _iso(state.failing_since),
        "stopped": state.stopped.value if state.stopped else None,
        "moved_to": state.address or None,
        "last_success_at": _iso(state.answered_at),
        "last_read_at": _iso(state.last_read_at),
        "last_entry_at": _iso(state.last_entry_at),
        "next_poll_at": None if state.stopped else _iso(state.next_poll_at),
    }


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
