"""A lean server of feeds in a process of its own: `python -m bench.origin`, on as many loopback addresses as one likes.

Every feed lists entries of its own in one of three forms: RSS with whole articles, Atom, RSS as aggregators write it.
It answers 304 to its validators, where it gives any, and gzips. It prints its port when it is ready.

`GET /stats` counts the answers so far by status, as JSON. `GET /publish/FEED/TITLE` puts an entry on top of a feed.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.sax.saxutils import escape

from bench import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model import Entry

ARTICLES, ATOM, AGGREGATED = range(3)
FORMS = 3
PARAGRAPHS = 6
"""Of an article."""
TEXTS = 30
"""Documents of different words; more feeds than that differ by their links, ids and titles."""
WRITTEN = datetime(2026, 1, 8, tzinfo=UTC)
_NUMBER = "@number@"
_MARK = "<!-- entries -->"
_OPAQUE = "CBMiabcdefghij" * 18
"""Links of aggregators are long."""


def address(feed: int, hosts: int, port: int) -> str:
    """A feed's URL: feeds go around the hosts."""
    return f"http://{_host(feed % hosts)}:{port}/feed/{feed}"


def _host(number: int) -> str:
    return f"127.1.{number // 250}.{number % 250 + 1}"


# ------------------------------------------------------------------ documents


@dataclass(slots=True)
class Documents:
    """The feeds' documents, made when first asked for."""

    entries: int
    _texts: list[str] = field(default_factory=list)
    _made: dict[int, bytes] = field(default_factory=dict)
    _published: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number in range(TEXTS):
            some = corpus.entries(self.entries * (1 + PARAGRAPHS), seed=number)
            self._texts.append(_document(number % FORMS, some[: self.entries], [one.summary for one in some]))

    def packed(self, feed: int) -> bytes:
        if feed not in self._made:
            text = self._texts[feed % TEXTS].replace(_NUMBER, str(feed))
            before, mark, after = text.partition(_MARK)
            news = "".join(_item(feed % FORMS, title, f"{number}-new", "") for number, title in self._news(feed))
            self._made[feed] = gzip.compress((before + mark + news.replace(_NUMBER, str(feed)) + after).encode(), 6)
        return self._made[feed]

    def publish(self, feed: int, title: str) -> None:
        self._published[feed].append(title)
        self._made.pop(feed, None)

    def _news(self, feed: int) -> Sequence[tuple[int, str]]:
        return list(enumerate(self._published[feed]))[::-1]


def _document(form: int, entries: Sequence[Entry], paragraphs: Sequence[str]) -> str:
    """The newest entry first, half a day from one to the next; about 3 kB for each, as in real feeds."""
    items = "".join(
        _item(form, entry.title, entry.guid, entry.summary, paragraphs[age :: len(entries)], age)
        for age, entry in enumerate(entries)
    )
    if form == ATOM:
        return (
            '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Feed '
            f"{_NUMBER}</title><id>urn:feed:{_NUMBER}</id><updated>{WRITTEN.isoformat()}</updated>"
            f"{_MARK}{items}</feed>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Feed {_NUMBER}</title><link>https://news.example/{_NUMBER}</link>"
        f"<description>News</description>{_MARK}{items}</channel></rss>"
    )


def _item(form: int, title: str, key: str, summary: str, paragraphs: Sequence[str] = (), age: int | None = None) -> str:
    """`age` counts entries from the newest; None is now."""
    at = datetime.now(UTC) if age is None else WRITTEN - timedelta(hours=12 * age)  # noqa: TID251 - a server's time
    link = f"https://news.example/{_NUMBER}/{key}"
    if form == ATOM:
        article = "".join(f'<p class="text">{text} <a href="{link}#more">more</a></p>' for text in paragraphs)
        return (
            f'<entry><title>{escape(title)}</title><link rel="alternate" href="{link}"/>'
            f"<id>urn:entry:{_NUMBER}:{key}</id><updated>{at.isoformat()}</updated>"
            f"<published>{at.isoformat()}</published><summary>{escape(summary)}</summary>"
            f'<content type="html">{escape(article)}</content></entry>'
        )
    if form == ARTICLES:
        article = "".join(f'<p><img src="{link}.jpg" alt=""/>{text}</p>' for text in paragraphs)
        body = f"<description>{escape(summary)}</description><content:encoded><![CDATA[{article}]]></content:encoded>"
    else:
        link = f"https://news.example/rss/articles/{key}{_OPAQUE}{_NUMBER}?oc=5"
        others = "".join(f'<li><a href="{link}">{text[:60]}</a>&nbsp;<font>Outlet</font></li>' for text in paragraphs)
        body = f"<description>{escape(f'<ol>{others}</ol>')}</description>"
    return (
        f'<item><title>{escape(title)}</title><link>{link}</link><guid isPermaLink="false">{key}-{_NUMBER}</guid>'
        f"<pubDate>{format_datetime(at)}</pubDate>{body}</item>"
    )


# ------------------------------------------------------------------ HTTP


@dataclass(slots=True)
class Server:
    documents: Documents
    latency: float
    validators: bool
    answers: Counter[int] = field(default_factory=Counter)

    def answer(self, path: str, asked: Mapping[str, str]) -> tuple[bytes, bool]:
        """The bytes to send, and whether the latency of a far host goes before them."""
        match path.split("/")[1:]:
            case ["feed", number]:
                return self._feed(int(number), asked), True
            case ["stats"]:
                return _response(200, json.dumps(self.answers).encode(), {}), False
            case ["publish", number, title]:
                self.documents.publish(int(number), unquote(title))
                return _response(200, b"published", {}), False
        return _response(404, b"", {}), False

    def _feed(self, number: int, asked: Mapping[str, str]) -> bytes:
        body = self.documents.packed(number)
        headers = {"Content-Type": "application/xml; charset=utf-8", "Content-Encoding": "gzip"}
        tag = f'"{zlib.crc32(body):08x}"'
        if self.validators:
            headers |= {"ETag": tag, "Last-Modified": format_datetime(WRITTEN, usegmt=True)}
            if asked.get("if-none-match") == tag:
                self.answers[304] += 1
                return _response(304, b"", headers)
        self.answers[200] += 1
        return _response(200, body, headers)


def _response(status: int, body: bytes, headers: Mapping[str, str]) -> bytes:
    length = {} if status == 304 else {"Content-Length": str(len(body))}
    lines = [f"HTTP/1.1 {status} -", *(f"{name}: {value}" for name, value in {**headers, **length}.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Connection(asyncio.Protocol):
    """One client. Requests have no body, and the next comes after the answer."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what create_server gives
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, rest = self._received.partition(b"\r\n\r\n")
        if not end:
            return
        self._received = rest
        first, *lines = head.decode("latin-1").split("\r\n")
        asked = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        answer, far = self._server.answer(first.split(" ")[1], asked)
        close = asked.get("connection", "").lower() == "close"
        asyncio.get_running_loop().call_later(self._server.latency if far else 0, self._send, answer, close)

    def _send(self, answer: bytes, close: bool) -> None:  # noqa: FBT001 - of call_later
        self._transport.write(answer)
        if close:
            self._transport.close()


async def serve(server: Server, hosts: int) -> None:
    loop = asyncio.get_running_loop()
    first = await loop.create_server(lambda: Connection(server), _host(0), 0)
    port = first.sockets[0].getsockname()[1]
    if hosts > 1:
        await loop.create_server(lambda: Connection(server), [_host(number) for number in range(1, hosts)], port)
    print(port, flush=True)
    await first.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.origin", description=__doc__)
    parser.add_argument("--hosts", type=int, default=500)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--latency", type=float, default=0.1, help="seconds")
    parser.add_argument("--no-validators", action="store_true")
    given = parser.parse_args()
    server = Server(Documents(given.entries), given.latency, not given.no_validators)
    asyncio.run(serve(server, given.hosts))


if __name__ == "__main__":
    main()
