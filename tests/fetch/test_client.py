"""One conditional GET over real HTTP: what is asked, what is made of each answer, what is put up with."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from datetime import timedelta
from hashlib import blake2b
from ipaddress import ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from bot.fetch.client import Client, user_agent
from bot.fetch.document import Received
from bot.fetch.guard import Guard, Resolve, Resolver
from bot.fetch.limits import Limits
from bot.fetch.turns import Turns
from bot.model import FailureKind, FeedUrl, FetchFailed, FetchJob, Language, Trail, Unchanged, Validators
from tests.builders import T0
from tests.doubles.origin import LAST_MODIFIED, Answer, Origin, rss
from tests.fakes import FakeSleep

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

LOOPBACK = [ip_network("127.0.0.0/8")]
BODY = rss(("Petro flies to Washington", "https://news.example/1"))
HASH = blake2b(BODY.encode(), digest_size=16).hexdigest()
QUICK = Limits(raw=40_000, body=80_000, connect=0.2, total=0.2)
TLS = ssl.create_default_context()


class Names:
    """A name server on which every name is one of ours."""

    def __init__(self, **hosts: str) -> None:
        self.hosts = {name.replace("_", "."): address for name, address in hosts.items()}

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        return [self.hosts[host]] if host in self.hosts else await Resolver()(host, port)


def clock() -> datetime:
    return T0


def client(*, limits: Limits | None = None) -> Client:
    return Client(Guard(LOOPBACK), clock, TLS, contact="ops@news.example", limits=limits)


def client_behind(resolve: Resolve) -> Client:
    """Names resolve so. It takes no time to wait for a turn at them."""
    guard = Guard(LOOPBACK, resolve)
    return Client(guard, clock, TLS, turns=Turns(guard.is_own, FakeSleep()))


def job(url: str, etag: str | None = None, last_modified: str | None = None, body_hash: str | None = None) -> FetchJob:
    return FetchJob(FeedUrl(url), Language.EN, Validators(etag, last_modified, url), body_hash, {})


def failed(url: str, kind: FailureKind, detail: str) -> FetchFailed:
    """What is expected of an address that is asked itself."""
    return FetchFailed(FeedUrl(url), kind, detail, host=urlsplit(url).hostname or "")


def unchanged(url: str, validators: Validators, not_before: timedelta | None = None, **more: bool) -> Unchanged:
    """What is expected of an address on loopback."""
    return Unchanged(FeedUrl(url), validators, not_before, trail=Trail(url, own_net=True), **more)


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as running:
        yield running


# ------------------------------------------------------------------ what is asked


async def test_rules_2_and_25_asks_for_feeds_packed_and_says_who_asks(origin: Origin) -> None:
    """Rule 2 and rule 25: feed types first, gzip only, a contact; no cookie, no Referer, no validators we never got."""
    await client().get(job(origin.serve("/feed", BODY)))
    (request,) = origin.requests
    assert request.headers["accept"].startswith("application/rss+xml, application/atom+xml")
    assert request.headers["accept-encoding"] == "gzip"
    assert request.headers["user-agent"] == user_agent("ops@news.example")
    assert set(request.headers) == {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_user_agent_names_a_contact_only_if_there_is_one() -> None:
    assert user_agent("").startswith("Stillopen/")
    assert user_agent("a@b.example\r\nX: ñ").endswith(" (+a@b.exampleX: )")


async def test_rules_1_and_26_validators_are_echoed_byte_for_byte(origin: Origin) -> None:
    """Rule 1: quotes, weakness, suffixes and odd bytes included: a server compares them as text."""
    etag = 'W/"é\u00a0x"-gz'
    url = origin.serve("/feed", BODY, headers={"ETag": etag, "Last-Modified": "yesterday, about noon"})
    first = await client().get(job(url))
    assert isinstance(first, Received)
    assert first.validators == Validators(etag, "yesterday, about noon", url)
    second = await client().get(FetchJob(FeedUrl(url), Language.EN, first.validators, None, {}))
    assert second == unchanged(url, first.validators, revalidated=True)
    assert origin.requests[1].headers["if-modified-since"] == "yesterday, about noon"
    assert origin.requests[1].headers["a-im"] == "feed", "rule 26"


async def test_credentials_in_the_address_are_sent_and_not_reported(origin: Origin) -> None:
    url = origin.serve("/feed", BODY).replace("http://", "http://user:secret@")
    received = await client().get(job(url))
    assert isinstance(received, Received)
    assert origin.requests[0].headers["authorization"].startswith("Basic ")
    assert "secret" not in received.document.url


# ------------------------------------------------------------------ documents


async def test_a_document_comes_unpacked_with_what_to_remember(origin: Origin) -> None:
    url = origin.serve(
        "/feed", BODY, headers={"Content-Type": "text/xml; charset=latin-1", "Cache-Control": "max-age=900"}
    )
    received = await client().get(job(url))
    assert isinstance(received, Received)
    assert received.document.body == BODY.encode()
    assert (received.document.url, received.document.charset) == (url, "iso8859-1")
    assert received.validators.last_modified == LAST_MODIFIED
    assert received.body_hash == HASH
    assert received.not_before == timedelta(minutes=15)


async def test_rule_8_the_same_bytes_again_are_unchanged(origin: Origin) -> None:
    """Rule 8: servers without validators send all of it each time; nothing of it need be parsed."""
    url = origin.serve("/feed", BODY, validators="none")
    assert await client().get(job(url, body_hash=HASH)) == unchanged(url, Validators())


@pytest.mark.parametrize("body_hash", [None, HASH])
async def test_rule_3_each_200_replaces_or_clears_both_validators(origin: Origin, body_hash: str | None) -> None:
    """Rule 3: a stale Last-Modified kept beside a new ETag makes a server answer 304 for ever, or never."""
    url = origin.serve("/feed", BODY, validators="modified")
    outcome = await client().get(job(url, '"old"', "Wed, 07 Jan 2026 00:00:00 GMT", body_hash))
    assert isinstance(outcome, Received | Unchanged)
    assert outcome.validators == Validators(None, LAST_MODIFIED, url)


async def test_rule_3_a_304_keeps_the_validators_of_the_document_that_was_read(origin: Origin) -> None:
    """Rule 3: others may be of a document nobody has seen; sent back, they would hide it for good."""
    other = {"ETag": '"b"', "Last-Modified": "now", "Cache-Control": "max-age=60"}
    url = origin.script("/feed", Answer(304), Answer(304, headers=other))
    kept = Validators('"a"', "then", url)
    assert await client().get(job(url, '"a"', "then")) == unchanged(url, kept, revalidated=True)
    again = unchanged(url, kept, timedelta(minutes=1), revalidated=True)
    assert await client().get(job(url, '"a"', "then")) == again


@pytest.mark.parametrize("status", [203, 226])
async def test_rule_26_other_statuses_that_carry_a_document(origin: Origin, status: int) -> None:
    """Rule 26: 226 carries what is new; that the rest is missing deletes nothing."""
    url = origin.always("/feed", Answer(status, BODY.encode()))
    assert isinstance(await client().get(job(url)), Received)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(BODY.encode())),
        ("x-gzip", gzip.compress(BODY.encode()) + b"\0\0\0"),
        ("GZIP", gzip.compress(BODY[:50].encode()) + gzip.compress(BODY[50:].encode())),
        ("deflate", zlib.compress(BODY.encode())),
        ("identity", BODY.encode()),
    ],
)
async def test_packings(origin: Origin, encoding: str, packed: bytes) -> None:
    """One gzip member, padding, two members, zlib, nothing."""
    url = origin.always("/feed", Answer(200, packed, {"Content-Encoding": encoding}))
    received = await client().get(job(url))
    assert isinstance(received, Received)
    assert received.document.body == BODY.encode()


async def test_a_chunked_body_is_read_to_its_end(origin: Origin) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    url = origin.always("/feed", Answer(raw=head + b"5\r\n<rss>\r\n6\r\n</rss>\r\n0\r\n\r\n"))
    received = await client().get(job(url))
    assert isinstance(received, Received)
    assert received.document.body == b"<rss></rss>"


# ------------------------------------------------------------------ refusals


HTTP = FailureKind.HTTP_STATUS
GZIP = gzip.compress(b"x" * 99)
UNASKED = "packed in a way that was not asked for"


@pytest.mark.parametrize(
    ("answer", "kind", "detail"),
    [
        (Answer(404), FailureKind.MISSING, "404 Not Found"),
        (Answer(401), FailureKind.UNAUTHORIZED, "401 Unauthorized"),
        (Answer(403), FailureKind.FORBIDDEN, "403 Forbidden"),
        (Answer(500, b"<h1>Traceback"), HTTP, "500 Internal Server Error"),
        (Answer(520), HTTP, "520"),
        (Answer(206, b"part"), HTTP, "206 Partial Content"),
        (Answer(304), HTTP, "304 Not Modified"),
        (Answer(300, b"choose"), HTTP, "300 Multiple Choices"),
        (Answer(204), FailureKind.EMPTY, "204 No Content"),
        (Answer(410), FailureKind.GONE, "410 Gone"),
        (Answer(200), FailureKind.EMPTY, "empty answer"),
        (Answer(200, b" \r\n"), FailureKind.EMPTY, "empty answer"),
        (Answer(200, headers={"Content-Encoding": "gzip"}), FailureKind.EMPTY, "empty answer"),
        (Answer(302), FailureKind.REDIRECTS, "302 Found without an address"),
        (Answer(302, headers={"Location": "//[::1"}), FailureKind.REDIRECTS, "redirect to what is no address"),
        (Answer(302, headers={"Location": "//xn--/"}), FailureKind.REDIRECTS, "redirect to what is no address"),
        (Answer(200, b"x" * 99, cut=50), FailureKind.TRUNCATED, "answer cut short"),
        (Answer(200, GZIP[:-9], {"Content-Encoding": "gzip"}), FailureKind.TRUNCATED, "answer cut short"),
        (Answer(200, b"plain", {"Content-Encoding": "gzip"}), FailureKind.TRUNCATED, "damaged in packing"),
        (Answer(200, b"x", {"Content-Encoding": "br"}), FailureKind.NOT_A_FEED, UNASKED),
        (Answer(raw=b"SSH-2.0-OpenSSH_9.2\r\n"), FailureKind.UNREACHABLE, "no HTTP answer"),
        (Answer(raw=b""), FailureKind.UNREACHABLE, "no HTTP answer"),
    ],
)  # fmt: skip
async def test_rules_6_and_30_answers_that_are_no_document(
    origin: Origin, answer: Answer, kind: FailureKind, detail: str
) -> None:
    url = origin.always("/feed", answer)
    assert await client().get(job(url)) == failed(url, kind, detail)


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (Answer(429, headers={"Retry-After": "120"}), timedelta(minutes=2)),
        (Answer(429, headers={"Retry-After": "0"}), timedelta(0)),
        (Answer(429), timedelta(hours=4)),
        (Answer(503, headers={"Retry-After": "Thu, 08 Jan 2026 12:05:00 GMT"}), timedelta(minutes=5)),
        (Answer(503), None),
        (Answer(403, headers={"cf-mitigated": "challenge"}), timedelta(hours=4)),
    ],
)
async def test_rules_16_and_18_throttling_says_how_long(origin: Origin, answer: Answer, wait: timedelta | None) -> None:
    """Rule 16; rule 18: a challenge of Cloudflare's is throttling too."""
    outcome = await client().get(job(origin.always("/feed", answer)))
    assert isinstance(outcome, FetchFailed)
    assert (outcome.kind, outcome.retry_after) == (FailureKind.THROTTLED, wait)


# ------------------------------------------------------------------ caps and deadlines


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (Answer(200, b"", {"Content-Length": "50000"}), "over 0.04 MB"),
        (Answer(raw=b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 50_000), "over 0.04 MB"),
        (Answer(200, gzip.compress(b" " * 100_000), {"Content-Encoding": "gzip"}), "over 0.08 MB"),
    ],
)
async def test_bodies_over_a_cap_are_refused(origin: Origin, answer: Answer, detail: str) -> None:
    """Rule 29: declared, sent, or unpacked."""
    url = origin.always("/feed", answer)
    assert await client(limits=QUICK).get(job(url)) == failed(url, FailureKind.TOO_LARGE, detail)


TAGGED = {"ETag": '"a"', "Last-Modified": "then"}


async def test_rule_8_the_validators_of_a_document_that_is_too_large_are_kept(origin: Origin) -> None:
    """Rule 8: so that it is not sent again while it stays the same."""
    url = origin.always("/feed", Answer(200, b"", {"Content-Length": "50000", **TAGGED}))
    outcome = await client(limits=QUICK).get(job(url))
    assert isinstance(outcome, FetchFailed)
    assert (outcome.kind, outcome.validators) == (FailureKind.TOO_LARGE, Validators('"a"', "then", url))


@pytest.mark.parametrize("answer", [Answer(200, b"x" * 99, TAGGED, cut=50), Answer(200, b"", TAGGED)])
async def test_rules_6_and_30_no_validators_are_kept_of_half_a_document_or_none(origin: Origin, answer: Answer) -> None:
    """Rule 30: or the missing half would be lost for good. Rule 6: an empty 200 is an error, whatever it has."""
    outcome = await client().get(job(origin.always("/feed", answer)))
    assert isinstance(outcome, FetchFailed)
    assert outcome.validators == Validators()


async def test_a_gzip_bomb_stays_small(origin: Origin) -> None:
    """Rule 29: ninety kilobytes that unpack to ninety megabytes cost the cap in memory, not the megabytes."""
    import tracemalloc

    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * 1_000_000
    bomb = b"".join(packer.compress(block) for _ in range(90)) + packer.flush()
    url = origin.always("/feed", Answer(200, bomb, {"Content-Encoding": "gzip"}))
    tracemalloc.start()
    outcome = await client().get(job(url))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcome == failed(url, FailureKind.TOO_LARGE, "over 8 MB")
    assert peak < 40_000_000


async def test_rule_29_headers_without_end_are_left(origin: Origin) -> None:
    """Rule 29: and cost no memory."""
    url = origin.always("/feed", Answer(raw=b"HTTP/1.1 200 OK\r\n" + b"X-Pad: y\r\n" * 200_000))
    assert await client().get(job(url)) == failed(url, FailureKind.UNREACHABLE, "no HTTP answer")


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (Answer(200, BODY.encode(), pause=9), "no answer within 0.2 s"),
        (Answer(200, BODY.encode(), drip=0.05), "answer not finished within 0.2 s"),
    ],
)
async def test_slow_answers_are_left(origin: Origin, answer: Answer, detail: str) -> None:
    """Rule 29: also one that sends a byte now and then, so that no single read is slow."""
    url = origin.always("/feed", answer)
    assert await client(limits=QUICK).get(job(url)) == failed(url, FailureKind.TIMEOUT, detail)


# ------------------------------------------------------------------ redirects


async def test_rule_5_validators_go_to_the_address_that_gave_them(origin: Origin) -> None:
    """Rule 5: also where a redirect leads there, and to no other: neither before it nor after."""
    target = origin.serve("/new", BODY)
    url = origin.redirect("/old", "/new#top")
    first = await client().get(job(url, '"a"'))
    assert isinstance(first, Received)
    assert (first.document.url, first.validators.url) == (target, target)
    second = await client().get(FetchJob(FeedUrl(url), Language.EN, first.validators, None, {}))
    assert isinstance(second, Unchanged)
    assert second.revalidated
    assert second.validators == first.validators
    sent = [(r.path, r.headers.get("if-none-match")) for r in origin.requests]
    assert sent == [("/old", '"a"'), ("/new", None), ("/old", None), ("/new", first.validators.etag)]


@pytest.mark.parametrize(
    ("hops", "moved_to"),
    [
        ([301, 308], "/2"),
        ([301, 302, 301], "/1"),
        ([302, 301], ""),
        ([303], ""),
        ([307], ""),
    ],
)
async def test_rules_21_and_22_a_chain_is_permanent_up_to_its_first_temporary_hop(
    origin: Origin, hops: list[int], moved_to: str
) -> None:
    """Rule 21: only that much of it may be believed. Rule 22: what is temporary is followed, and leaves nothing."""
    for hop, status in enumerate(hops):
        origin.redirect(f"/{hop}", f"/{hop + 1}", status)
    origin.serve(f"/{len(hops)}", BODY)
    received = await client().get(job(origin.base + "/0"))
    assert isinstance(received, Received)
    expected = origin.base + moved_to if moved_to else ""
    assert received.trail == Trail(origin.base + "/0", expected, own_net=True)


async def test_rule_21_a_feed_is_asked_where_it_has_moved(origin: Origin) -> None:
    """Rule 21: its identity and what it sends stay its own."""
    target = origin.serve("/new", BODY)
    moved = FetchJob(FeedUrl(origin.base + "/old"), Language.EN, Validators(), None, {}, address=target)
    received = await client().get(moved)
    assert isinstance(received, Received)
    assert received.trail.asked == target
    assert [request.path for request in origin.requests] == ["/new"]


async def test_an_address_with_credentials_never_moves(origin: Origin) -> None:
    """They would be stored with it, or missing when it is asked."""
    origin.serve("/new", BODY)
    url = origin.redirect("/old", "/new", 301).replace("//", "//user:secret@")
    received = await client().get(job(url))
    assert isinstance(received, Received)
    assert received.trail.moved_to == ""


# ------------------------------------------------------------------ another try, and Expires: 0


async def test_rule_19_a_connection_that_fails_is_tried_once_more_and_no_oftener(origin: Origin) -> None:
    """Rule 19: since what fails for a moment is common; an answer, whatever it says, is never asked for again."""
    url = origin.serve("/feed", BODY).replace("127.0.0.1", "news.example")
    asked = []

    async def flaky(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.9"] if len(asked) < 2 else ["127.0.0.1"]

    assert isinstance(await client_behind(flaky).get(job(url)), Received)
    assert len(asked) == 2

    async def dead(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.9"]

    asked.clear()
    assert isinstance(await client_behind(dead).get(job(url)), FetchFailed)
    assert len(asked) == 2
    await client().get(job(origin.always("/broken", Answer(500))))
    assert len(origin.requests) == 2


async def test_rule_19_a_name_that_does_not_exist_is_not_looked_up_again(origin: Origin) -> None:
    """Rule 19: the second answer would be the same."""
    asked = []

    async def unknown(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert isinstance(await client_behind(unknown).get(job("http://news.example/")), FetchFailed)
    assert len(asked) == 1


@pytest.mark.parametrize(("expires", "kept"), [("0", None), ("Thu, 01 Jan 1970 00:00:00 GMT", LAST_MODIFIED)])
async def test_rule_6_a_server_that_wants_nothing_kept_gets_no_validators_back(
    origin: Origin, expires: str, kept: str | None
) -> None:
    """Rule 6: `Expires: 0` voids them, whatever it says beside."""
    received = await client().get(job(origin.serve("/feed", BODY, headers={"Expires": expires})))
    assert isinstance(received, Received)
    assert received.validators.last_modified == kept


async def test_cookies_set_on_the_way_are_not_sent(origin: Origin) -> None:
    origin.serve("/new", BODY)
    url = origin.always("/old", Answer(302, headers={"Location": "/new", "Set-Cookie": "id=1"}))
    assert isinstance(await client().get(job(url)), Received)
    assert "cookie" not in origin.requests[1].headers


@pytest.mark.parametrize("elsewhere", ["127.0.0.2", "127.0.0.1"])
async def test_credentials_stay_within_their_origin(origin: Origin, elsewhere: str) -> None:
    """Rule 31: they go along to another path, never to another host or port, and none are taken from a redirect."""
    with Origin(elsewhere) as other:
        other.serve("/feed", BODY)
        origin.redirect("/here", other.base.replace("//", "//thief:trap@") + "/feed")
        url = origin.redirect("/feed", "/here").replace("//", "//user:secret@")
        assert isinstance(await client().get(job(url)), Received)
        assert ["authorization" in r.headers for r in (*origin.requests, *other.requests)] == [True, True, False]


@pytest.mark.parametrize(
    ("target", "kind", "detail"),
    [
        ("/feed", FailureKind.REDIRECTS, "redirects in a circle"),
        ("file:///etc/passwd", FailureKind.FORBIDDEN_ADDRESS, "only http and https addresses are fetched"),
    ],
)
async def test_rule_22_redirects_that_are_refused(origin: Origin, target: str, kind: FailureKind, detail: str) -> None:
    url = origin.redirect("/feed", target)
    outcome = await client().get(job(url))
    assert isinstance(outcome, FetchFailed)
    assert (outcome.kind, outcome.detail) == (kind, detail)


async def test_rule_22_six_redirects_are_one_too_many(origin: Origin) -> None:
    """Rule 22."""
    for hop in range(6):
        origin.redirect(f"/{hop}", f"/{hop + 1}")
    origin.serve("/6", BODY)
    assert isinstance(await client().get(job(f"{origin.base}/1")), Received)
    outcome = await client().get(job(f"{origin.base}/0"))
    assert outcome == failed(f"{origin.base}/0", FailureKind.REDIRECTS, "more than 5 redirects")


@pytest.mark.parametrize(
    "target",
    ["http://127.1:{port}/", "http://0x7f000001:{port}/", "http://2130706433:{port}/", "http://[::1]:{port}/",
     "http://[::ffff:127.0.0.1]:{port}/", "http://169.254.169.254/", "http://localhost:{port}/"],
)  # fmt: skip
async def test_redirects_into_private_networks_are_refused(origin: Origin, target: str) -> None:
    """Rule 31: only the address that is allowed here is; the guard looks again at every hop."""
    guard = Guard([ip_network("127.0.0.9/32")], Names(news_example="127.0.0.9"))
    with Origin("127.0.0.9") as allowed:
        port = allowed.base.rpartition(":")[2]
        url = allowed.redirect("/feed", target.format(port=origin.base.rpartition(":")[2]))
        url = url.replace("127.0.0.9", "news.example")
        outcome = await Client(guard, clock, TLS).get(job(url))
    assert port in url
    assert isinstance(outcome, FetchFailed)
    assert outcome.kind is FailureKind.FORBIDDEN_ADDRESS
    assert origin.requests == []


async def test_a_name_that_changes_its_mind_is_checked_again(origin: Origin) -> None:
    """Rule 31: public when it was looked at, private when connected to: the check and the connection are one."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    async def rebinding(host: str, port: int) -> Sequence[str]:
        return answers.pop(0)

    url = origin.redirect("/feed", "/feed?again").replace("127.0.0.1", "news.example")
    outcome = await client_behind(rebinding).get(job(url))
    assert isinstance(outcome, FetchFailed)
    hint = "if it is yours, add 10.0.0.1 to BOT_ALLOW_NETS"
    assert outcome.detail == f"news.example (10.0.0.1) is not on the public internet; {hint}"
    assert len(origin.requests) == 1


# ------------------------------------------------------------------ no connection


@pytest.mark.parametrize(
    ("url", "kind", "detail"),
    [
        ("http://127.0.0.1:1/feed", FailureKind.UNREACHABLE, "connection refused"),
        ("ftp://news.example/feed", FailureKind.FORBIDDEN_ADDRESS, "only http and https addresses are fetched"),
        ("http://news.example:99999/feed", FailureKind.FORBIDDEN_ADDRESS, "not a web address"),
        ("http://news.example:http/feed", FailureKind.FORBIDDEN_ADDRESS, "not a web address"),
        ("http://xn--/feed", FailureKind.FORBIDDEN_ADDRESS, "not a web address"),
        ("http:///feed", FailureKind.FORBIDDEN_ADDRESS, "only http and https addresses are fetched"),
        ("http://a..b/feed", FailureKind.UNREACHABLE, "name does not resolve"),
    ],
)
async def test_addresses_that_lead_nowhere(url: str, kind: FailureKind, detail: str) -> None:
    outcome = await client().get(job(url))
    assert isinstance(outcome, FetchFailed)
    assert (outcome.kind, outcome.detail) == (kind, detail)


async def test_a_bug_is_not_taken_for_a_failure() -> None:
    """It is the caller's to report as one of ours."""

    async def broken(host: str, port: int) -> Sequence[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Client(Guard((), broken), clock, TLS).get(job("http://news.example/"))
