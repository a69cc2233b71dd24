"""What is being watched: a valid feeds.yaml, made ready for matching, and how it takes effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.advance import advance
from bot.core.asked import asked_topics
from bot.core.claim import read_claim
from bot.core.cluster import cluster
from bot.core.failing import start_anew
from bot.core.interval import longest
from bot.core.life import begin
from bot.core.match import build_index, match
from bot.core.moves import is_merged
from bot.core.origin import as_evidence
from bot.model import ConfigMended, ConfigRefused, FeedState, Silence, Stop
from bot.store import answers, facts, feeds, holds, notices, pulse, questions, transaction
from bot.text.identity import place_of
from bot.text.publisher import publisher
from bot.text.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.core.match import QuestionIndex
    from bot.model import Config, Evidence, Feed, FeedUrl, Question
    from bot.store import Database

ARCHIVE_WINDOW = timedelta(days=14)
"""How far back a new question reads the stored entries to know where it stands."""

PROBLEMS_KEPT = 4_000
"""Characters of them: more than a message holds; the log has them all."""

LONGEST_SPREAD = timedelta(minutes=1)
"""However many feeds are new, the first poll of none is later."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A configuration with what follows from it."""

    config: Config
    index: QuestionIndex
    feeds: Mapping[FeedUrl, Feed]


def make_watch(config: Config) -> Watch:
    return Watch(
        config, build_index([q for q in config.questions if not q.closed]), {feed.url: feed for feed in config.feeds}
    )


def adopt(db: Database, watch: Watch, now: datetime, *, spread: timedelta = timedelta(0)) -> None:
    """Let a configuration take effect, losing no state.

    New feeds are due at once or, with `spread` for each, one after another within a minute. Removed ones are left
    alone and start anew when they return, and a new question reads the stored entries in silence.
    """
    with transaction(db):
        returning = feeds.retired(db)
        feeds.retire_others(db, watch.feeds.keys())
        held = holds.held_domains(db, now)
        known = feeds.feed_states(db, watch.feeds.keys())
        within = min((len(watch.feeds) - len(known)) * spread, LONGEST_SPREAD)
        for feed in watch.config.feeds:
            usual = feed.every or longest(watch.config.every)
            first = now + within * place_of(feed.url)
            state = known.get(feed.url) or FeedState(feed.url, next_poll_at=first)
            if feed.url in returning or _was_merged(state, watch):
                state = start_anew(state, now)
            _schedule(db, state, usual, held.get(publisher(feed.url)), now)
        new = questions.register(db, watch.config.questions, now)
        for question in watch.config.questions:
            if question.id in new:
                _read_archive(db, watch, question, now)
        if refused_since := pulse.note_taken(db):
            notices.add(db, ConfigMended(refused_since), now)


def refuse(db: Database, problems: str, now: datetime) -> None:
    """Note that feeds.yaml was saved with problems, so that the last good one stays in force."""
    with transaction(db):
        pulse.note_refused(db, now)
        notices.add(db, ConfigRefused(redact(problems)[:PROBLEMS_KEPT]), now)


def _was_merged(state: FeedState, watch: Watch) -> bool:
    """Whether the feed that it had moved to is no longer followed."""
    return state.stopped is Stop.MERGED and not is_merged(state, watch.feeds.keys() - {state.url})


def _schedule(db: Database, state: FeedState, usual: timedelta, held_until: datetime | None, now: datetime) -> None:
    """A shorter interval counts at once, but never cuts a wait that a failing feed or its server asked for."""
    if held_until is not None:
        state = replace(state, next_poll_at=max(state.next_poll_at, held_until))
    elif not state.failures:
        soonest = min(state.next_poll_at, now + usual)
        state = replace(state, next_poll_at=max(soonest, state.asked_until or soonest))
    feeds.save_feed_state(db, state, polled_at=None)


def _read_archive(db: Database, watch: Watch, question: Question, now: datetime) -> None:
    index = build_index((question,))
    found: list[Evidence] = []
    for feed in watch.config.feeds:
        arrivals = facts.archived(db, feed.url, now - ARCHIVE_WINDOW, Silence.FIRST_SIGHT_OF_QUESTION)
        matched = {m.entry.key for m in match(index, [a.entry for a in arrivals], feed)}
        found += [
            as_evidence(arrival, feed, watch.config.publishers, read_claim(question, arrival))
            for arrival in arrivals
            if arrival.entry.key in matched
        ]
    found.sort(key=lambda piece: (piece.published, piece.entry.feed, piece.entry.key))
    silent = [(piece, Silence.FIRST_SIGHT_OF_QUESTION) for piece in found]
    developments, state, transitions = advance(
        cluster(question.id, silent, (), asked=asked_topics(watch.config.questions), known=question.known),
        begin(question, now),
        question.confirm,
        now,
    )
    for development in developments:
        questions.save_development(db, development)
    for transition in transitions:
        questions.save_transition(db, transition)
    if question.answer is not None:
        answers.save_question_state(db, state)
