"""The seam is plain data: whatever goes through it comes out the same after a trip as JSON."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.fetch.document import Document, Received
from bot.fetch.protocol import (
    decode_request,
    encode_request,
    frame,
    job_of,
    outcome_of,
    plain_job,
    plain_outcome,
    read_frame,
)
from bot.model import (
    EntryKey,
    FailureKind,
    Fetched,
    FetchFailed,
    FetchJob,
    FetchOutcome,
    Hints,
    Introduction,
    Language,
    Offer,
    Trail,
    Unchanged,
    Validators,
)
from tests.builders import FEED_URL, entry

VALIDATORS = Validators('W/"é"', None, "https://a.example/old")
MINUTE = timedelta(minutes=1, milliseconds=1)
TRAIL = Trail("https://a.example/old", "https://a.example/", own_net=True)
JOB = FetchJob(FEED_URL, Language.ES, VALIDATORS, "b0d1", {EntryKey("k"): "f"}, address="https://a.example/")
HINTS = Hints(MINUTE, frozenset({0, 23}), frozenset({5, 6}))
ENTRIES = (entry("Ñandú ☎ \u2028", lang=Language.ES, source="Outlet"), entry(published=None))


def test_jobs_are_plain_data() -> None:
    for job in (JOB, replace(JOB, introduce=True)):
        assert job_of(json.loads(json.dumps(plain_job(job)))) == job


@pytest.mark.parametrize(
    "outcome",
    [
        Fetched(FEED_URL, VALIDATORS, "b0d1", ENTRIES, (EntryKey("k"),), MINUTE, HINTS),
        Fetched(FEED_URL, Validators(), "b0d1", (), (), introduction=Introduction("Ñ", "es-CO", FEED_URL)),
        Fetched(FEED_URL, VALIDATORS, "b0d1", ENTRIES, (), undated=1, trail=TRAIL),
        Unchanged(FEED_URL, VALIDATORS, MINUTE, revalidated=True, trail=TRAIL),
        Unchanged(FEED_URL, VALIDATORS),
        FetchFailed(FEED_URL, FailureKind.THROTTLED, "429 Too Many Requests", MINUTE, host="news.example"),
        FetchFailed(FEED_URL, FailureKind.EMPTY, "empty answer"),
        FetchFailed(FEED_URL, FailureKind.TOO_LARGE, "over 8 MB", validators=VALIDATORS, body_hash="b0d1"),
        FetchFailed(FEED_URL, FailureKind.NOT_A_FEED, "web page", offers=(Offer(FEED_URL, "Ñ", "es", comments=True),)),
    ],
)
def test_outcomes_are_plain_data(outcome: FetchOutcome) -> None:
    assert outcome_of(json.loads(json.dumps(plain_outcome(outcome)))) == outcome


def test_an_outcome_of_another_kind_is_refused_by_name() -> None:
    """As a newer worker might send it."""
    with pytest.raises(ValueError, match="no such outcome: moved"):
        outcome_of({**plain_outcome(Unchanged(FEED_URL, VALIDATORS)), "outcome": "moved"})


def test_requests_carry_job_and_document() -> None:
    received = Received(Document(b"<rss>\x00\xff", "https://a.example/", "utf-8"), VALIDATORS, "b0d1", MINUTE, TRAIL)
    stream = io.BytesIO(encode_request(JOB, received))
    head, body = read_frame(stream), read_frame(stream)
    assert head is not None
    assert body is not None
    assert decode_request(head, body) == (JOB, received)
    assert read_frame(stream) is None


@pytest.mark.parametrize("cut", [1, 4, 6])
def test_half_a_frame_is_the_end(cut: int) -> None:
    """A parent that died in the middle of a sentence has nothing more to say."""
    assert read_frame(io.BytesIO(frame(b"abc")[:cut])) is None
    assert read_frame(io.BytesIO(frame(b"abc"))) == b"abc"
