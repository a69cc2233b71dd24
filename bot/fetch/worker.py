"""The process that parses: `python -m bot.fetch.worker SECONDS`, started and ended by `bot.fetch.parsing`.

It reads requests from standard input and writes outcomes to standard output, one after another, and ends when its
input does: with its parent, however that dies. It has no network, no token and no database to lose. A document that
keeps it busy for SECONDS kills it, should its parent be gone or stuck; the parent has a shorter limit of its own.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from typing import TYPE_CHECKING

from bot.fetch.protocol import decode_request, frame, plain_outcome, read_frame
from bot.model import FailureKind, Fetched, FetchFailed

if TYPE_CHECKING:
    from typing import BinaryIO

    from bot.fetch.document import Received
    from bot.model import FetchJob

MOST_DATA = 80_000_000
"""Bytes of data: what a document may take, with the interpreter's own 16 MB. Programs' code and tables come on top."""


def read(job: FetchJob, received: Received) -> Fetched | FetchFailed:
    """The outcome of a document: its entries but for those known, or why it gives none."""
    try:
        return _read(job, received)
    except MemoryError:
        return FetchFailed(job.url, FailureKind.PARSER, "takes too much memory to read")
    except Exception as error:  # noqa: BLE001 - a parser's bugs are a feed's trouble, not ours
        return FetchFailed(job.url, FailureKind.PARSER, f"the parser failed on it ({type(error).__name__})")


def _read(job: FetchJob, received: Received) -> Fetched | FetchFailed:
    from bot.fetch.discovery import is_page
    from bot.fetch.head import introduce
    from bot.fetch.parser import Parsed, parse

    if is_page(received.document.body):
        return _instead(job, received, "HTML page, not a feed")
    parsed = parse(job.url, job.lang, received.document)
    if not isinstance(parsed, Parsed):
        if parsed.kind is FailureKind.NOT_A_FEED:
            return _instead(job, received, parsed.detail)
        return FetchFailed(job.url, parsed.kind, parsed.detail)
    return Fetched(
        url=job.url,
        validators=received.validators,
        body_hash=received.body_hash,
        entries=tuple(entry for entry in parsed.entries if job.known.get(entry.key) != entry.fingerprint),
        known=tuple(entry.key for entry in parsed.entries if job.known.get(entry.key) == entry.fingerprint),
        not_before=received.not_before,
        hints=parsed.hints,
        introduction=introduce(received.document) if job.introduce else None,
        undated=sum(entry.published is None for entry in parsed.entries),
        trail=received.trail,
    )


def _instead(job: FetchJob, received: Received, detail: str) -> FetchFailed:
    """What is no feed may say where the feeds are."""
    from bot.fetch.discovery import offered, worded

    offers = offered(received.document)
    told = f"web page; it offers {worded(offers)}" if offers else detail
    return FetchFailed(job.url, FailureKind.NOT_A_FEED, told, offers=offers)


def serve(requests: BinaryIO, replies: BinaryIO, seconds: int) -> None:
    """Answer until the requests end. An empty frame goes first: ready."""
    _reply(replies, b"")
    while (head := read_frame(requests)) is not None and (body := read_frame(requests)) is not None:
        signal.alarm(seconds)
        outcome = read(*decode_request(head, body))
        signal.alarm(0)
        _reply(replies, json.dumps(plain_outcome(outcome)).encode())


def _reply(replies: BinaryIO, payload: bytes) -> None:
    replies.write(frame(payload))
    replies.flush()


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to act upon
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a parent that was killed wants neither a reply nor a traceback
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_DATA, MOST_DATA))  # Linux counts it; elsewhere time is the limit
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no reply
    import bot.fetch.parser  # noqa: F401 - ready means that the heavy imports are done

    serve(sys.stdin.buffer, replies, int(sys.argv[1]))


if __name__ == "__main__":
    main()
