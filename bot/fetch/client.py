"""One conditional GET, with manners: what a feed's address has to say, or why it says nothing.

It follows redirects and keeps to caps and a deadline. It does not look into documents, and remembers nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

import httpcore
import httpx

from bot import __version__
from bot.fetch.body import read_body
from bot.fetch.document import Document, Received
from bot.fetch.failures import Refused, may_pass, refusal_of, status_line
from bot.fetch.headers import charset, fresh_for, retry_after
from bot.fetch.limits import Limits
from bot.fetch.transport import Deadline, GuardedTransport
from bot.fetch.turns import Turns
from bot.model import UNSAID_WAIT, FailureKind, FetchFailed, Trail, Unchanged, Validators

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

    from bot.fetch.guard import Guard
    from bot.model import FetchJob
    from bot.ports import Clock

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_DOCUMENTS = frozenset((200, 203, 226))  # 226: only what is new (RFC 3229); an entry missing was never a deletion
_LASTING = frozenset((301, 308))
_NO_CONTENT, _NOT_MODIFIED, _FORBIDDEN, _TOO_MANY_REQUESTS, _UNAVAILABLE = 204, 304, 403, 429, 503
_KINDS = {
    _NO_CONTENT: FailureKind.EMPTY,
    401: FailureKind.UNAUTHORIZED,
    _FORBIDDEN: FailureKind.FORBIDDEN,
    404: FailureKind.MISSING,
    410: FailureKind.GONE,
}
_LAST_PORT = 65535


@dataclass(slots=True)
class _Visit:
    """One way from an address through its redirects: where it is now, and what it has learned."""

    job: FetchJob
    url: httpx.URL
    own_net: bool = True
    moved_to: str = ""
    given: Validators = field(default_factory=Validators)
    _lasting: bool = True
    _seen: set[httpx.URL] = field(default_factory=set)

    @property
    def sent(self) -> Validators:
        """The validators that go to this address: those that it gave."""
        return self.job.validators if self.job.validators.url == _public(self.url) else Validators()

    @property
    def trail(self) -> Trail:
        return Trail(self.job.address or self.job.url, self.moved_to, self.own_net)

    def go(self, status: int, target: httpx.URL) -> None:
        """Follow a redirect. Raises Refused where it leads back."""
        self._seen.add(self.url)
        if target in self._seen:
            raise Refused(FailureKind.REDIRECTS, "redirects in a circle")
        self._lasting = self._lasting and status in _LASTING and not self.url.userinfo
        if self._lasting:
            self.moved_to = _public(target)
        self.url = target


class Client:
    """Makes a short-lived httpx client per fetch over one TLS context.

    That costs no more than a shared client, whose pool loses slots for good when requests are cancelled.
    """

    def __init__(
        self,
        guard: Guard,
        clock: Clock,
        tls: ssl.SSLContext,
        *,
        contact: str = "",
        limits: Limits | None = None,
        turns: Turns | None = None,
    ) -> None:
        self._guard = guard
        self._clock = clock
        self._tls = tls
        self._limits = limits or Limits()
        self._turns = turns or Turns(guard.is_own)
        self._user_agent = user_agent(contact)
        self._deadlines: set[Deadline] = set()

    async def get(self, job: FetchJob, spacing: float = 0.0) -> Received | Unchanged | FetchFailed:
        """What the feed answers now, `spacing` seconds or more after any other request to the same host.

        Raises only where there is a bug of ours.
        """
        deadline = Deadline(self._limits.total)
        visit = None
        self._deadlines.add(deadline)
        try:
            visit = _Visit(job, _sound(httpx.URL(job.address or job.url)))
            transport = GuardedTransport(self._guard, deadline, self._tls)
            async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
                return await self._follow(client, visit, spacing, deadline)
        except Exception as error:
            refused = refusal_of(error, self._limits)
            if refused is None:
                raise
            host = visit.url.host if visit else ""
            given = visit.given if visit and refused.kind is FailureKind.TOO_LARGE else Validators()
            return FetchFailed(job.url, refused.kind, refused.detail, refused.retry_after, host=host, validators=given)
        finally:
            self._deadlines.discard(deadline)

    def close(self) -> None:
        """End every fetch under way, from within: each fails as if its time were over."""
        for deadline in self._deadlines:
            deadline.end()

    async def _follow(
        self, client: httpx.AsyncClient, visit: _Visit, spacing: float, deadline: Deadline
    ) -> Received | Unchanged:
        tries_again = True
        hops = 0
        while hops <= self._limits.hops:
            try:
                async with self._turn(visit.url.host, spacing, deadline):
                    found = await self._ask(client, visit)
            except httpcore.ConnectError as error:
                if not tries_again or not may_pass(error):
                    raise
                tries_again = False
                continue
            if found is not None:
                return found
            hops += 1
        raise Refused(FailureKind.REDIRECTS, f"more than {self._limits.hops} redirects")

    @asynccontextmanager
    async def _turn(self, host: str, spacing: float, deadline: Deadline) -> AsyncIterator[None]:
        """A turn at the host. Waiting for it counts against nobody's time."""
        time = asyncio.get_running_loop().time
        began = time()
        async with self._turns.turn(host, spacing):
            deadline.put_off(time() - began)
            yield

    async def _ask(self, client: httpx.AsyncClient, visit: _Visit) -> Received | Unchanged | None:
        """What comes from where the visit is, or None where it is sent on."""
        response = await self._send(client, visit.url, visit.sent)
        try:
            visit.own_net = visit.own_net and self._guard.is_own(visit.url.host)
            if response.status_code not in _REDIRECTS:
                return await self._outcome(visit, response)
            visit.go(response.status_code, _redirected(visit.url, response))
        finally:
            await response.aclose()
        return None

    async def _send(self, client: httpx.AsyncClient, url: httpx.URL, validators: Validators) -> httpx.Response:
        if url.scheme not in ("http", "https") or not url.host:
            raise Refused(FailureKind.FORBIDDEN_ADDRESS, "only http and https addresses are fetched")
        if (url.port or 0) > _LAST_PORT:
            raise Refused(FailureKind.FORBIDDEN_ADDRESS, "not a web address")
        headers = [
            (b"Accept", _ACCEPT.encode()),
            (b"Accept-Encoding", b"gzip"),
            (b"Connection", b"close"),
            (b"User-Agent", self._user_agent.encode()),
        ]
        if validators.etag is not None:
            headers += [(b"If-None-Match", validators.etag.encode("latin-1")), (b"A-IM", b"feed")]
        if validators.last_modified is not None:
            headers.append((b"If-Modified-Since", validators.last_modified.encode("latin-1")))
        timeout = httpx.Timeout(self._limits.total, connect=self._limits.connect)
        # Not client.build_request: that would add cookies set on the way, and httpx's own headers.
        request = httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout.as_dict()})
        try:  # httpx reads the Location even of redirects that it is not to follow
            return await client.send(request, stream=True)
        except (httpx.RemoteProtocolError, UnicodeError) as error:
            raise Refused(FailureKind.REDIRECTS, "redirect to what is no address") from error

    async def _outcome(self, visit: _Visit, response: httpx.Response) -> Received | Unchanged:
        status, sent, url = response.status_code, visit.sent, visit.job.url
        not_before = fresh_for(response.headers, self._clock())
        if status == _NOT_MODIFIED and (sent.etag or sent.last_modified):
            # Those of the 304 may be of a document that we never saw: some servers answer 304 whatever is new.
            return Unchanged(url, sent, not_before, revalidated=True, trail=visit.trail)
        if status not in _DOCUMENTS:
            raise self._refusal(response)
        visit.given = validators = _validators(response)
        body = await read_body(response, self._limits)
        body_hash = blake2b(body, digest_size=16).hexdigest()
        if body_hash == visit.job.body_hash:
            return Unchanged(url, validators, not_before, trail=visit.trail)
        document = Document(body, _public(response.url), charset(response.headers))
        return Received(document, validators, body_hash, not_before, visit.trail)

    def _refusal(self, response: httpx.Response) -> Refused:
        status = response.status_code
        detail = status_line(status)
        challenged = status == _FORBIDDEN and response.headers.get("cf-mitigated") == "challenge"
        if challenged or status in (_TOO_MANY_REQUESTS, _UNAVAILABLE):
            unsaid = None if status == _UNAVAILABLE else UNSAID_WAIT
            wait = retry_after(response.headers, self._clock())
            return Refused(FailureKind.THROTTLED, detail, unsaid if wait is None else wait)
        return Refused(_KINDS.get(status, FailureKind.HTTP_STATUS), detail)


def user_agent(contact: str) -> str:
    """Who we are, and how to reach the people who run this bot, if they say."""
    contact = "".join(character for character in contact if character.isascii() and character.isprintable())
    return f"Stillopen/{__version__} (+{contact})" if contact else f"Stillopen/{__version__}"


def _redirected(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where an answer sends us. Credentials go along only within one origin, and none are taken from it."""
    location = response.headers.get("location")
    if not location:
        raise Refused(FailureKind.REDIRECTS, f"{status_line(response.status_code)} without an address")
    target = url.join(location).copy_with(fragment=None)
    if (url.scheme, target.scheme) == ("https", "http"):
        raise Refused(FailureKind.REDIRECTS, "redirect from https to http")
    same_origin = (url.scheme, url.host, url.port) == (target.scheme, target.host, target.port)
    return target.copy_with(userinfo=url.userinfo if same_origin else b"")


def _sound(url: httpx.URL) -> httpx.URL:
    """The address, if it has a host that can be a name: httpx only finds out when it is asked for it."""
    try:
        url.host  # noqa: B018 - a property that raises
    except UnicodeError as error:
        raise Refused(FailureKind.FORBIDDEN_ADDRESS, "not a web address") from error
    return url


def _public(url: httpx.URL) -> str:
    """An address without its credentials."""
    return str(url.copy_with(userinfo=b"") if url.userinfo else url)


def _validators(response: httpx.Response) -> Validators:
    """As the server wrote them, byte for byte: quotes, weakness, odd bytes and all.

    None where it says `Expires: 0`: it wants nothing kept (as Miniflux reads it).
    """
    found = {name.lower(): value.decode("latin-1") for name, value in reversed(response.headers.raw)}
    etag, last_modified = found.get(b"etag") or None, found.get(b"last-modified") or None
    if found.get(b"expires", "").strip() == "0" or (etag is None and last_modified is None):
        return Validators()
    return Validators(etag, last_modified, _public(response.url))
