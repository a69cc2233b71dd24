"""What is known of each question: since when it is watched, its developments with their evidence, its transitions."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from bot.model import (
    ChangeKind,
    Development,
    DevelopmentId,
    Evidence,
    Language,
    Phase,
    QuestionId,
    Silence,
    Standing,
    Transition,
    TransitionId,
)
from bot.store.answers import claim_from, claim_to, question_states
from bot.store.columns import ENTRY_COLUMNS, entry_from, entry_values, from_ms, to_ms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlite_utils import Database

    from bot.model import Question

SHOWN_DEVELOPMENTS = 5

ALL = 2**31
"""More than there ever is."""


def register(db: Database, questions: Iterable[Question], now: datetime) -> frozenset[QuestionId]:
    """Note how questions are asked and since when they are watched; gives those not watched before."""
    known = {row["id"] for row in db.execute("SELECT id FROM questions")}
    new = set()
    for question in questions:
        if question.id not in known:
            new.add(question.id)
        db.execute(
            "INSERT INTO questions (id, ask, watched_since) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET ask = excluded.ask",
            [question.id, json.dumps(dict(question.ask), ensure_ascii=False), to_ms(now)],
        )
    return frozenset(new)


def ask(db: Database, question: QuestionId) -> dict[Language, str]:
    """How a question was asked last, even if it has left feeds.yaml since."""
    row = db.execute("SELECT ask FROM questions WHERE id = ?", [question]).fetchone()
    return {Language(lang): text for lang, text in json.loads(row["ask"]).items()} if row else {}


def watched_since(db: Database, question: QuestionId) -> datetime | None:
    row = db.execute("SELECT watched_since FROM questions WHERE id = ?", [question]).fetchone()
    return from_ms(row["watched_since"]) if row else None


def recent_developments(
    db: Database, questions: Collection[QuestionId], since: datetime, most: int = ALL
) -> dict[QuestionId, tuple[Development, ...]]:
    """Developments whose last evidence came at `since` or later, the oldest first.

    Of a question they are those that got evidence last, up to the one with which they have `most` pieces of it.
    """
    return {
        question: _developments(
            db,
            "SELECT id FROM (SELECT id, opened_at, sum(pieces) OVER"
            " (ORDER BY updated_at DESC, id ROWS UNBOUNDED PRECEDING) - pieces AS newer FROM"
            " (SELECT id, opened_at, updated_at,"
            " (SELECT max(position) + 1 FROM evidence WHERE development = id) AS pieces"
            " FROM developments WHERE question = ? AND updated_at >= ? ORDER BY updated_at DESC, id LIMIT ?))"
            " WHERE newer < ? ORDER BY opened_at, id",
            [question, to_ms(since), most, most],
        )
        for question in questions
    }


def development(db: Database, id_: DevelopmentId) -> Development | None:
    found = _developments(db, "SELECT id FROM developments WHERE id = ?", [id_])
    return found[0] if found else None


def latest_development(db: Database, question: QuestionId) -> DevelopmentId | None:
    """The development that got evidence last."""
    row = db.execute(
        "SELECT id FROM developments WHERE question = ? ORDER BY updated_at DESC, id LIMIT 1", [question]
    ).fetchone()
    return DevelopmentId(row["id"]) if row else None


def standing(db: Database, question: Question, now: datetime) -> Standing:
    """Where a question stands; one that was never watched counts as watched from now."""
    total = db.execute("SELECT count(*) FROM developments WHERE question = ?", [question.id]).fetchone()[0]
    shown = _developments(
        db,
        "SELECT d.id FROM developments d JOIN evidence e ON e.development = d.id AND e.position = 0"
        " WHERE d.question = ? ORDER BY e.published_at DESC, d.id LIMIT ?",
        [question.id, SHOWN_DEVELOPMENTS],
    )
    state = question_states(db, {question.id}).get(question.id)
    return Standing(question, watched_since(db, question.id) or now, shown, total, state)


def _developments(db: Database, ids_query: str, parameters: list[object]) -> tuple[Development, ...]:
    ids = [row[0] for row in db.execute(ids_query, parameters)]
    rows = db.execute(
        "SELECT e.*, d.question, d.phase, d.opened_at FROM evidence e JOIN developments d ON d.id = e.development"
        f" WHERE d.id IN ({ids_query}) ORDER BY e.development, e.position",
        parameters,
    )
    found = {id_: _development_from(list(own)) for id_, own in groupby(rows, key=lambda row: row["development"])}
    return tuple(found[id_] for id_ in ids)


def _development_from(rows: list[sqlite3.Row]) -> Development:
    first = rows[0]
    return Development(
        id=DevelopmentId(first["development"]),
        question=QuestionId(first["question"]),
        phase=Phase(first["phase"]),
        opened_at=from_ms(first["opened_at"]),
        evidence=tuple(
            Evidence(
                entry=entry_from(row),
                outlet=row["outlet"],
                origin=row["origin"],
                official=bool(row["official"]),
                published=from_ms(row["published_at"]),
                seen_at=from_ms(row["seen_at"]),
                claim=claim_from(row["claim"]),
                focus=row["focus"],
            )
            for row in rows
        ),
    )


def save_development(db: Database, value: Development) -> None:
    """Write a development whole; evidence already stored stays as it is."""
    db.execute(
        "INSERT INTO developments (id, question, phase, opened_at, updated_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, updated_at = excluded.updated_at",
        [value.id, value.question, value.phase, to_ms(value.opened_at), to_ms(max(e.seen_at for e in value.evidence))],
    )
    stored = db.execute("SELECT coalesce(max(position) + 1, 0) FROM evidence WHERE development = ?", [value.id])
    first = stored.fetchone()[0]
    for position, piece in enumerate(value.evidence[first:], first):
        db.execute(
            "INSERT OR IGNORE INTO evidence (development, position, outlet, origin, official, claim, focus,"
            f" {ENTRY_COLUMNS}, published_at, seen_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                value.id,
                position,
                piece.outlet,
                piece.origin,
                int(piece.official),
                claim_to(piece.claim),
                piece.focus,
                *entry_values(piece.entry),
                to_ms(piece.published),
                to_ms(piece.seen_at),
            ],
        )


def save_transition(db: Database, value: Transition) -> None:
    db.execute(
        "INSERT OR IGNORE INTO transitions (id, question, development, kind, at, reason, silence, answer, before)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            value.id,
            value.question,
            value.development,
            value.kind,
            to_ms(value.at),
            value.reason,
            value.silence,
            value.answer,
            value.before,
        ],
    )


def transition(db: Database, id_: TransitionId) -> Transition | None:
    row = db.execute("SELECT * FROM transitions WHERE id = ?", [id_]).fetchone()
    return row and Transition(
        id=TransitionId(row["id"]),
        question=QuestionId(row["question"]),
        development=DevelopmentId(row["development"]),
        kind=ChangeKind(row["kind"]),
        at=from_ms(row["at"]),
        reason=row["reason"],
        silence=Silence(row["silence"]) if row["silence"] else None,
        answer=row["answer"],
        before=row["before"],
    )
