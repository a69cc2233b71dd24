"""The outlets of the replay as one web server on loopback: RSS and Atom, with validators and 304.

It shows what was listed up to the replay's time, which the driver sets, and knows nothing of the bot.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.demo.material import Outlet, Replay, ReplayEntry

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class _Document:
    body: bytes
    content_type: str
    etag: str
    last_modified: datetime


class ReplayOrigin:
    """Serves `/<slug>.xml` for each outlet of the replay. At first it shows what was listed by its start."""

    def __init__(self, replay: Replay) -> None:
        self._replay = replay
        self._until = replay.start
        self._outlets = {f"/{outlet.slug}.xml": outlet for outlet in replay.outlets}
        self._server: _Server | None = None

    def start(self) -> int:
        """Listen on a free port of loopback, in a thread; the port."""
        self._server = _Server(self)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self._server.server_port

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def show_until(self, when: datetime) -> None:
        self._until = when

    def document(self, path: str) -> _Document | None:
        """The feed at that path as it stands, or None."""
        outlet = self._outlets.get(path)
        if outlet is None:
            return None
        entries = self._listed(outlet)
        changed = max((entry.listed for entry in entries), default=self._replay.start)
        root = _atom(outlet, entries, changed) if outlet.format == "atom" else _rss(outlet, entries)
        body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return _Document(
            body, f"application/{outlet.format}+xml; charset=utf-8", f'"{sha256(body).hexdigest()[:16]}"', changed
        )

    def _listed(self, outlet: Outlet) -> list[ReplayEntry]:
        """The newest first, each in its latest version."""
        until = self._until
        latest = {e.guid: e for e in self._replay.entries if e.outlet == outlet.slug and e.listed <= until}
        return sorted(latest.values(), key=lambda e: e.published, reverse=True)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, origin: ReplayOrigin) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.origin = origin


class _Answer(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        document = self.server.origin.document(self.path)
        if document is None:
            self._send(HTTPStatus.NOT_FOUND, b"", {})
            return
        headers = {"ETag": document.etag, "Last-Modified": format_datetime(document.last_modified, usegmt=True)}
        if self._is_current(document):
            self._send(HTTPStatus.NOT_MODIFIED, b"", headers)
        else:
            self._send(HTTPStatus.OK, document.body, {**headers, "Content-Type": document.content_type})

    def log_message(self, *_: object) -> None:
        """Requests are the bot's to log."""

    def _is_current(self, document: _Document) -> bool:
        """If-None-Match wins over If-Modified-Since (RFC 9110 §13.2.2)."""
        if (etags := self.headers.get("If-None-Match")) is not None:
            return document.etag in (etag.strip() for etag in etags.split(","))
        try:
            return parsedate_to_datetime(self.headers.get("If-Modified-Since", "")) >= document.last_modified
        except (TypeError, ValueError):
            return False

    def _send(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


# ------------------------------------------------------------------ documents


def _rss(outlet: Outlet, entries: Iterable[ReplayEntry]) -> ET.Element:
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    _add(channel, "title", outlet.name)
    _add(channel, "link", outlet.home)
    _add(channel, "description", f"{outlet.name}: {outlet.slug}")
    _add(channel, "language", outlet.lang)
    for entry in entries:
        item = ET.SubElement(channel, "item")
        _add(item, "title", entry.title)
        _add(item, "link", entry.link)
        _add(item, "guid", entry.guid, isPermaLink="false")
        _add(item, "pubDate", format_datetime(entry.published, usegmt=True))
        _add(item, "description", f"<p>{entry.text}</p>")
    return rss


def _atom(outlet: Outlet, entries: Iterable[ReplayEntry], changed: datetime) -> ET.Element:
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": outlet.lang})
    _add(feed, "title", outlet.name)
    _add(feed, "id", outlet.home)
    _add(feed, "updated", changed.isoformat())
    _add(feed, "link", "", href=outlet.home)
    _add(ET.SubElement(feed, "author"), "name", outlet.name)
    for entry in entries:
        item = ET.SubElement(feed, "entry")
        _add(item, "title", entry.title)
        _add(item, "id", entry.guid)
        _add(item, "link", "", href=entry.link)
        _add(item, "published", entry.published.isoformat())
        _add(item, "updated", entry.listed.isoformat())
        _add(item, "summary", entry.text)
    return feed


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
