"""How what is remembered of a feed becomes a row and comes back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model import Cause, FailureKind, FeedState, FeedUrl, Hints, Move, Stop, Validators
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping


def columns_of(state: FeedState) -> dict[str, str | int | None]:
    return {
        "url": state.url,
        "next_poll_at": to_ms(state.next_poll_at),
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "validators_url": state.validators.url,
        "body_hash": state.body_hash,
        "first_read_at": to_ms(state.first_read_at),
        "last_read_at": to_ms(state.last_read_at),
        "last_entry_at": to_ms(state.last_entry_at),
        "failures": state.failures,
        "failing_since": to_ms(state.failing_since),
        "failure": state.failure,
        "causes": _causes_as_text(state.causes),
        "told": state.told,
        "stopped": state.stopped.value if state.stopped else None,
        "address": state.address,
        "move": _move_as_text(state.move) if state.move else None,
        "hints": _hints_as_text(state.hints),
        "answered_at": to_ms(state.answered_at),
        "document_at": to_ms(state.document_at),
        "asked_until": to_ms(state.asked_until),
        "empty_since": to_ms(state.empty_since),
        "undated": int(state.undated),
        "repeats": state.repeats,
    }


def state_from(row: sqlite3.Row) -> FeedState:
    return FeedState(
        url=FeedUrl(row["url"]),
        next_poll_at=from_ms(row["next_poll_at"]),
        validators=Validators(row["etag"], row["last_modified"], row["validators_url"]),
        body_hash=row["body_hash"],
        first_read_at=from_ms(row["first_read_at"]),
        last_read_at=from_ms(row["last_read_at"]),
        last_entry_at=from_ms(row["last_entry_at"]),
        failures=row["failures"],
        failing_since=from_ms(row["failing_since"]),
        failure=row["failure"],
        causes=_causes_from(row["causes"]),
        told=row["told"],
        stopped=Stop(row["stopped"]) if row["stopped"] else None,
        address=row["address"],
        move=_move_from(row["move"]) if row["move"] else None,
        hints=_hints_from(row["hints"]),
        answered_at=from_ms(row["answered_at"]),
        document_at=from_ms(row["document_at"]),
        asked_until=from_ms(row["asked_until"]),
        empty_since=from_ms(row["empty_since"]),
        undated=bool(row["undated"]),
        repeats=row["repeats"],
    )


def _causes_as_text(causes: Mapping[FailureKind, Cause]) -> str:
    return json.dumps({kind.value: [cause.count, to_ms(cause.since)] for kind, cause in causes.items()})


def _causes_from(text: str) -> dict[FailureKind, Cause]:
    return {FailureKind(kind): Cause(count, from_ms(since)) for kind, (count, since) in json.loads(text).items()}


def _move_as_text(move: Move) -> str:
    return json.dumps([move.to, to_ms(move.since), move.seen, to_ms(move.seen_at)])


def _move_from(text: str) -> Move:
    to, since, seen, seen_at = json.loads(text)
    return Move(to, from_ms(since), seen, from_ms(seen_at))


def _hints_as_text(hints: Hints) -> str:
    wait = hints.wait and hints.wait.total_seconds()
    said = {"wait": wait, "skip_hours": sorted(hints.skip_hours), "skip_days": sorted(hints.skip_days)}
    return json.dumps({name: value for name, value in said.items() if value})


def _hints_from(text: str) -> Hints:
    said = json.loads(text)
    wait = timedelta(seconds=said["wait"]) if "wait" in said else None
    return Hints(wait, frozenset(said.get("skip_hours", ())), frozenset(said.get("skip_days", ())))
