"""A server of feeds on loopback, for every test that fetches: real HTTP, scripted answers, a memory.

    with Origin() as origin:
        url = origin.serve("/feed", rss(("Petro flies to Washington", "https://a.example/1")))
        origin.script("/feed", Answer(503, headers={"Retry-After": "120"}))  # once, before what is served
        ...
        assert [request.headers.get("if-none-match") for request in origin.requests] == [None, '"0123abcd"']

What is served has an ETag and a Last-Modified of its own and answers 304 to either; it is gzipped for those who ask.
It runs in threads, so a test may block, or drive a bot in another process. `async with` works too. Give another
loopback address (`Origin("127.0.0.2")`) for another host.
"""

from __future__ import annotations

import gzip
import threading
from collections import defaultdict, deque
from dataclasses import dataclass, field
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Literal, Self
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

Kept = Literal["both", "etag", "modified", "none"]
LAST_MODIFIED = "Thu, 08 Jan 2026 12:00:00 GMT"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `body` is sent as it is; Content-Length is added unless `headers` has it, or is chunked.

    `cut`: only so many bytes of the body are sent before the connection closes. `pause`: seconds before the head.
    `drip`: seconds before each further byte of the body. `raw`: sent instead of everything else.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    pause: float = 0
    drip: float = 0
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came in; `headers` by lower-case name."""

    method: str
    path: str
    headers: Mapping[str, str]
    version: str = ""


@dataclass(frozen=True, slots=True)
class _Resource:
    body: bytes
    headers: Mapping[str, str]
    validators: Kept

    def answer(self, asked: Mapping[str, str]) -> Answer:
        etag = f'"{blake2b(self.body, digest_size=8).hexdigest()}"'
        head = dict(self.headers)
        if self.validators in ("both", "etag"):
            head.setdefault("ETag", etag)
        if self.validators in ("both", "modified"):
            head.setdefault("Last-Modified", LAST_MODIFIED)
        same_tag = "ETag" in head and asked.get("if-none-match") == head["ETag"]
        same_date = "Last-Modified" in head and asked.get("if-modified-since") == head["Last-Modified"]
        if same_tag or (same_date and "if-none-match" not in asked):
            return Answer(304, headers=head)
        if "gzip" in asked.get("accept-encoding", "") and "Content-Encoding" not in head:
            return Answer(200, gzip.compress(self.body, 1), {**head, "Content-Encoding": "gzip"})
        return Answer(200, self.body, head)


class Origin:
    """See the module. `requests` is what was asked so far, in order of arrival."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.requests: list[Request] = []
        self._served: dict[str, _Resource | Answer] = {}
        self._script: defaultdict[str, deque[Answer]] = defaultdict(deque)
        self._stopped = threading.Event()
        self._server = _Server((host, 0), _Handler)
        self._server.origin = self
        self.base = f"http://{host}:{self._server.server_port}"

    def serve(
        self, path: str, body: str | bytes, *, headers: Mapping[str, str] | None = None, validators: Kept = "both"
    ) -> str:
        """Serve this document from now on, instead of what was there; returns its address."""
        content = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": "application/rss+xml", **(headers or {})}
        self._served[path] = _Resource(content, headers, validators)
        return self.base + path

    def always(self, path: str, answer: Answer) -> str:
        """Give this answer from now on; returns the address."""
        self._served[path] = answer
        return self.base + path

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        return self.always(path, Answer(status, headers={"Location": target}))

    def script(self, path: str, *answers: Answer) -> str:
        """Give these answers first, one a request; returns the address."""
        self._script[path].extend(answers)
        return self.base + path

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        if self._script[request.path]:
            return self._script[request.path].popleft()
        match self._served.get(request.path):
            case _Resource() as resource:
                return resource.answer(request.headers)
            case Answer() as answer:
                return answer
        return Answer(404, b"not here")

    def wait(self, seconds: float) -> None:
        """Let time pass, but not beyond the end of the test."""
        self._stopped.wait(seconds)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()

    async def __aenter__(self) -> Self:
        return self.__enter__()

    async def __aexit__(self, *_: object) -> None:
        self.__exit__()


def rss(*entries: tuple[str, str] | tuple[str, str, str], title: str = "The Example", extra: str = "") -> str:
    """An RSS 2.0 document of (title, link) or (title, link, pubDate); links are the guids."""
    items = "".join(
        f"<item><title>{escape(entry[0])}</title><link>{escape(entry[1])}</link><guid>{escape(entry[1])}</guid>"
        + (f"<pubDate>{entry[2]}</pubDate>" if len(entry) > 2 else "")
        + "</item>"
        for entry in entries
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{escape(title)}</title>{extra}{items}</channel></rss>'
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    origin: Origin

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the test."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        origin = self.server.origin
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = origin.answer(Request(self.command, self.path, headers, self.request_version))
        if answer.pause:
            origin.wait(answer.pause)
        self.close_connection = True
        self.wfile.write(answer.raw if answer.raw is not None else _head(answer))
        body = b"" if answer.raw is not None else answer.body[: answer.cut]
        for piece in [body] if not answer.drip else [body[at : at + 1] for at in range(len(body))]:
            if answer.drip:
                origin.wait(answer.drip)
            self.wfile.write(piece)

    def log_message(self, *_: object) -> None:
        """`Origin.requests` is the log."""


def _head(answer: Answer) -> bytes:
    headers = dict(answer.headers)
    if answer.status not in (204, 304) and not {"Content-Length", "Transfer-Encoding"} & set(headers):
        headers["Content-Length"] = str(len(answer.body))
    known = answer.status in HTTPStatus.__members__.values()
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase if known else ''}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
