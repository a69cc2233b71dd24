"""What the parser's process answers, in this process; tests/fetch/test_parsing.py runs it for real."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.fetch import parser
from bot.fetch.document import Document, Received
from bot.fetch.protocol import encode_request, frame, outcome_of, read_frame
from bot.fetch.worker import read, serve
from bot.model import FailureKind, Fetched, FetchFailed, FetchJob, Hints, Introduction, Language, Offer, Validators
from tests.builders import FEED_URL
from tests.doubles.origin import rss

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model import EntryKey

VALIDATORS = Validators('"a"')
BODY = rss(("One", "https://a.example/1"), ("Two", "https://a.example/2"), extra="<ttl>60</ttl>")
HOSTILE = b"<rss version='2.0'><channel>" + b"<a " + b" ".join(b"a%d='1'" % n for n in range(60_000)) + b"/>"
"""Keeps feedparser busy for ten seconds and more: it is quadratic in an element's attributes."""


def job(known: Mapping[EntryKey, str] | None = None) -> FetchJob:
    return FetchJob(FEED_URL, Language.EN, Validators(), None, known or {})


def received(body: str | bytes = BODY, not_before: timedelta | None = None) -> Received:
    content = body.encode() if isinstance(body, str) else body
    return Received(Document(content, FEED_URL), VALIDATORS, "b0d1", not_before)


def fetched(outcome: object) -> Fetched:
    assert isinstance(outcome, Fetched)
    return outcome


def test_a_document_becomes_its_entries_and_what_to_remember() -> None:
    outcome = fetched(read(job(), received()))
    assert [entry.title for entry in outcome.entries] == ["One", "Two"]
    assert (outcome.url, outcome.validators, outcome.body_hash, outcome.known) == (FEED_URL, VALIDATORS, "b0d1", ())


def test_known_entries_are_dropped_and_named_edited_ones_are_not() -> None:
    first = fetched(read(job(), received())).entries
    known = {first[0].key: first[0].fingerprint, first[1].key: "before the edit"}
    outcome = fetched(read(job(known), received()))
    assert outcome.entries == first[1:]
    assert outcome.known == (first[0].key,)


def test_what_the_server_asks_and_what_the_document_asks_are_told_apart() -> None:
    outcome = fetched(read(job(), received(rss(extra="<ttl>60</ttl>"), timedelta(minutes=5))))
    assert (outcome.not_before, outcome.hints) == (timedelta(minutes=5), Hints(timedelta(hours=1)))
    outcome = fetched(read(job(), received(rss())))
    assert (outcome.not_before, outcome.hints) == (None, Hints())


def test_rule_23_a_page_at_a_feeds_address_says_what_it_offers() -> None:
    """Rule 23: HTML with 200 is said to be that, with the feeds that it points to."""
    page = """<!doctype html><html><head><title>The Example</title>
        <link rel="alternate" type="application/rss+xml" title="News" href="/rss.xml"></head></html>"""
    outcome = read(job(), received(page))
    assert isinstance(outcome, FetchFailed)
    assert (outcome.kind, outcome.detail) == (
        FailureKind.NOT_A_FEED,
        "web page; it offers https://news.example/rss.xml",
    )
    assert outcome.offers == (Offer("https://news.example/rss.xml", "News", ""),)


@pytest.mark.parametrize(
    ("body", "introduction"),
    [
        (rss(("One", "https://a.example/1"), title="El Ejemplo", extra="<language>es-CO</language>"),
         Introduction("El Ejemplo", "es-CO", FEED_URL)),
        (rss(("One", "https://a.example/1"), title=""), Introduction("", "", FEED_URL)),
        ('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">A &amp;amp; B</title></feed>',
         Introduction("A & B", "en", FEED_URL)),
    ],
)  # fmt: skip
def test_a_feed_introduces_itself_when_asked(body: str, introduction: Introduction) -> None:
    assert fetched(read(job(), received(body))).introduction is None
    asked = fetched(read(replace(job(), introduce=True), received(body)))
    assert asked.introduction == introduction


def test_what_is_no_feed_fails() -> None:
    expected = FetchFailed(FEED_URL, FailureKind.NOT_A_FEED, "HTML page, not a feed")
    assert read(job(), received("<html>")) == expected


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (MemoryError(), "takes too much memory to read"),
        (RecursionError("secret"), "the parser failed on it (RecursionError)"),
    ],
)
def test_a_parser_that_breaks_is_the_feeds_trouble(
    monkeypatch: pytest.MonkeyPatch, error: Exception, detail: str
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(parser, "parse", broken)
    assert read(job(), received()) == FetchFailed(FEED_URL, FailureKind.PARSER, detail)


def test_serves_until_the_requests_end() -> None:
    """First that it is ready, then an answer each; half a request is none."""
    whole = encode_request(job(), received())
    replies = io.BytesIO()
    serve(io.BytesIO(whole + whole + whole[:-1]), replies, seconds=60)
    assert signal.alarm(0) == 0, "what only waits for a document has all the time there is"
    replies.seek(0)
    assert read_frame(replies) == b""
    for _ in range(2):
        reply = read_frame(replies)
        assert reply is not None
        assert outcome_of(json.loads(reply)) == read(job(), received())
    assert read_frame(replies) is None


def test_a_document_that_takes_too_long_ends_a_worker_without_a_parent() -> None:
    """Whoever started it may have been killed, and nobody else would end it."""
    request = encode_request(job(), received(HOSTILE))
    worker = subprocess.run(
        [sys.executable, "-m", "bot.fetch.worker", "1"], input=request, capture_output=True, check=False, timeout=30
    )
    assert worker.returncode == -signal.SIGALRM
    assert worker.stdout == frame(b"")


def test_a_worker_whose_parent_was_killed_goes_without_a_word() -> None:
    """What it writes goes nowhere: that is no fault to be found in the log of the parent's next life."""
    unread, replies = os.pipe()
    os.close(unread)
    with os.fdopen(replies, "wb") as nobody:
        worker = subprocess.run(
            [sys.executable, "-m", "bot.fetch.worker", "1"],
            stdin=subprocess.DEVNULL,
            stdout=nobody,
            stderr=subprocess.PIPE,
            check=False,
            timeout=30,
        )
    assert (worker.returncode, worker.stderr) == (-signal.SIGPIPE, b"")
