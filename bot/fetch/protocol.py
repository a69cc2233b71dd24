"""The Fetcher seam as JSON, and the frames in which it goes to the parser's process and back.

What a fetcher takes and gives is plain data, so that fetching can move to other processes and machines.
Times are ISO 8601, durations seconds, languages and kinds of failure their words.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, assert_never

from bot.fetch.document import Document, Received
from bot.model import (
    Entry,
    FailureKind,
    Fetched,
    FetchFailed,
    FetchJob,
    Hints,
    Introduction,
    Language,
    Offer,
    Trail,
    Unchanged,
    Validators,
)

if TYPE_CHECKING:
    from typing import BinaryIO

    from bot.model import FetchOutcome

_LENGTH = struct.Struct(">I")
LENGTH_BYTES = _LENGTH.size
_ENTRY_FIELDS = tuple(field.name for field in fields(Entry))


def frame(payload: bytes) -> bytes:
    return _LENGTH.pack(len(payload)) + payload


def length_of(head: bytes) -> int:
    (length,) = _LENGTH.unpack(head)
    return int(length)


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame; None where the stream ends."""
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    payload = stream.read(length_of(head))
    return payload if len(payload) == length_of(head) else None


# ------------------------------------------------------------------ a document to be read


def encode_request(job: FetchJob, received: Received) -> bytes:
    """Two frames: what is to be known of the document, and its bytes."""
    about = {
        "url": received.document.url,
        "charset": received.document.charset,
        "validators": asdict(received.validators),
        "body_hash": received.body_hash,
        "not_before": _seconds(received.not_before),
        "trail": asdict(received.trail),
    }
    head = json.dumps({"job": plain_job(job), "received": about}).encode()
    return frame(head) + frame(received.document.body)


def decode_request(head: bytes, body: bytes) -> tuple[FetchJob, Received]:
    data = json.loads(head)
    about = data["received"]
    received = Received(
        document=Document(body, about["url"], about["charset"]),
        validators=Validators(**about["validators"]),
        body_hash=about["body_hash"],
        trail=Trail(**about["trail"]),
        not_before=_duration(about["not_before"]),
    )
    return job_of(data["job"]), received


# ------------------------------------------------------------------ jobs and outcomes


def plain_job(job: FetchJob) -> dict[str, Any]:
    return {
        "url": job.url,
        "lang": job.lang.value,
        "validators": asdict(job.validators),
        "body_hash": job.body_hash,
        "known": dict(job.known),
        "introduce": job.introduce,
        "address": job.address,
    }


def job_of(data: dict[str, Any]) -> FetchJob:
    return FetchJob(**{**data, "lang": Language(data["lang"]), "validators": Validators(**data["validators"])})


def plain_outcome(outcome: FetchOutcome) -> dict[str, Any]:
    """The outcome's fields, and under "outcome" which of the three it is."""
    match outcome:
        case Fetched():
            data = {name: getattr(outcome, name) for name in ("url", "body_hash", "known", "undated")}
            entries = [_plain_entry(entry) for entry in outcome.entries]
            introduction = asdict(outcome.introduction) if outcome.introduction else None
            told = {"entries": entries, "hints": _plain_hints(outcome.hints), "introduction": introduction}
            return {"outcome": "fetched", **data, **told, **_plain_memory(outcome)}
        case Unchanged():
            revalidated = outcome.revalidated
            return {"outcome": "unchanged", "url": outcome.url, "revalidated": revalidated, **_plain_memory(outcome)}
        case FetchFailed():
            wait = _seconds(outcome.retry_after)
            return {"outcome": "failed", **asdict(outcome), "kind": outcome.kind.value, "retry_after": wait}
    assert_never(outcome)


def outcome_of(data: dict[str, Any]) -> FetchOutcome:
    """Raises ValueError for an outcome of no kind we know."""
    kind, url = data["outcome"], data["url"]
    if kind == "failed":
        offers = tuple(Offer(**offer) for offer in data["offers"])
        wait = _duration(data["retry_after"])
        validators, body_hash = Validators(**data["validators"]), data["body_hash"]
        return FetchFailed(
            url, FailureKind(data["kind"]), data["detail"], wait, offers, data["host"], validators, body_hash
        )
    validators, not_before = Validators(**data["validators"]), _duration(data["not_before"])
    trail = Trail(**data["trail"])
    if kind == "unchanged":
        return Unchanged(url, validators, not_before, data["revalidated"], trail)
    if kind == "fetched":
        entries = tuple(_entry_of(entry) for entry in data["entries"])
        introduction = Introduction(**data["introduction"]) if data["introduction"] else None
        return Fetched(
            url=url,
            validators=validators,
            body_hash=data["body_hash"],
            entries=entries,
            known=tuple(data["known"]),
            not_before=not_before,
            hints=_hints_of(data["hints"]),
            introduction=introduction,
            undated=data["undated"],
            trail=trail,
        )
    raise ValueError(f"no such outcome: {kind}")


def _plain_memory(outcome: Fetched | Unchanged) -> dict[str, Any]:
    wait = _seconds(outcome.not_before)
    return {"validators": asdict(outcome.validators), "not_before": wait, "trail": asdict(outcome.trail)}


def _plain_hints(hints: Hints) -> dict[str, Any]:
    hours, days = sorted(hints.skip_hours), sorted(hints.skip_days)
    return {"wait": _seconds(hints.wait), "skip_hours": hours, "skip_days": days}


def _hints_of(data: dict[str, Any]) -> Hints:
    return Hints(_duration(data["wait"]), frozenset(data["skip_hours"]), frozenset(data["skip_days"]))


def _plain_entry(entry: Entry) -> dict[str, Any]:
    published = entry.published.isoformat() if entry.published else None
    texts = {name: getattr(entry, name) for name in _ENTRY_FIELDS}  # asdict copies each, which takes a while
    return {**texts, "lang": entry.lang.value, "published": published}


def _entry_of(data: dict[str, Any]) -> Entry:
    published = datetime.fromisoformat(data["published"]) if data["published"] else None
    return Entry(**{**data, "lang": Language(data["lang"]), "published": published})


def _seconds(duration: timedelta | None) -> float | None:
    return None if duration is None else duration.total_seconds()


def _duration(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
