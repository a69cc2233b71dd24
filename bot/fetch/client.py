"""One conditional GET, with manners: what a feed's address has to say, or why it says nothing.

It follows redirects and keeps to caps and a deadline. It does not look into documents, and remembers nothing.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

import httpx

from bot import __version__
from bot.fetch.body import read_body
from bot.fetch.document import Document, Received
from bot.fetch.failures import Refused, refusal_of, status_line
from bot.fetch.headers import charset, fresh_for, retry_after
from bot.fetch.limits import Limits
from bot.fetch.transport import Deadline, GuardedTransport
from bot.model import FailureKind, FetchFailed, Unchanged, Validators

if TYPE_CHECKING:
    import ssl

    from bot.fetch.guard import Guard
    from bot.model import FetchJob
    from bot.ports import Clock

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_DOCUMENTS = frozenset((200, 203, 226))  # 226: only what is new (RFC 3229); an entry missing was never a deletion
_NO_CONTENT, _NOT_MODIFIED, _FORBIDDEN, _GONE, _TOO_MANY_REQUESTS, _UNAVAILABLE = 204, 304, 403, 410, 429, 503
_LAST_PORT = 65535
_UNSAID_WAIT = timedelta(hours=4)
"""After a 429 that names no time."""


class Client:
    """Makes a short-lived httpx client per fetch over one TLS context.

    That costs no more than a shared client, whose pool loses slots for good when requests are cancelled.
    """

    def __init__(
        self, guard: Guard, clock: Clock, tls: ssl.SSLContext, *, contact: str = "", limits: Limits | None = None
    ) -> None:
        self._guard = guard
        self._clock = clock
        self._tls = tls
        self._limits = limits or Limits()
        self._user_agent = user_agent(contact)

    async def get(self, job: FetchJob) -> Received | Unchanged | FetchFailed:
        """What the feed answers now. Raises only where there is a bug of ours."""
        transport = GuardedTransport(self._guard, Deadline(self._limits.total), self._tls)
        try:
            async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
                return await self._get(client, job)
        except Exception as error:
            refused = refusal_of(error, self._limits)
            if refused is None:
                raise
            return FetchFailed(job.url, refused.kind, refused.detail, refused.retry_after)

    async def _get(self, client: httpx.AsyncClient, job: FetchJob) -> Received | Unchanged:
        url = httpx.URL(job.url)
        validators = job.validators
        seen = {url}
        for _ in range(self._limits.hops + 1):
            response = await self._send(client, url, validators)
            try:
                if response.status_code not in _REDIRECTS:
                    return await self._outcome(job, response, validators, moved=len(seen) > 1)
                url = _redirected(url, response)
            finally:
                await response.aclose()
            if url in seen:
                raise Refused(FailureKind.REDIRECTS, "redirects in a circle")
            seen.add(url)
            validators = Validators()  # they belong to the address that gave them
        raise Refused(FailureKind.REDIRECTS, f"more than {self._limits.hops} redirects")

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
        try:
            return await client.send(request, stream=True)
        except httpx.RemoteProtocolError as error:  # httpx reads the Location even of redirects it is not to follow
            raise Refused(FailureKind.REDIRECTS, "redirect to what is no address") from error

    async def _outcome(
        self, job: FetchJob, response: httpx.Response, sent: Validators, *, moved: bool
    ) -> Received | Unchanged:
        status = response.status_code
        not_before = fresh_for(response.headers, self._clock())
        if status == _NOT_MODIFIED and sent != Validators():
            given = _validators(response)
            kept = Validators(given.etag or sent.etag, given.last_modified or sent.last_modified)
            return Unchanged(job.url, kept, not_before)
        if status not in _DOCUMENTS:
            raise self._refusal(response)
        body = await read_body(response, self._limits)
        validators = Validators() if moved else _validators(response)
        body_hash = blake2b(body, digest_size=16).hexdigest()
        if body_hash == job.body_hash:
            return Unchanged(job.url, validators, not_before)
        document = Document(body, str(response.url.copy_with(userinfo=b"")), charset(response.headers))
        return Received(document, validators, body_hash, not_before)

    def _refusal(self, response: httpx.Response) -> Refused:
        status = response.status_code
        detail = status_line(status)
        challenged = status == _FORBIDDEN and response.headers.get("cf-mitigated") == "challenge"
        if challenged or status in (_TOO_MANY_REQUESTS, _UNAVAILABLE):
            unsaid = None if status == _UNAVAILABLE else _UNSAID_WAIT
            wait = retry_after(response.headers, self._clock())
            return Refused(FailureKind.THROTTLED, detail, unsaid if wait is None else wait)
        kinds = {_GONE: FailureKind.GONE, _NO_CONTENT: FailureKind.EMPTY}
        return Refused(kinds.get(status, FailureKind.HTTP_STATUS), detail)


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


def _validators(response: httpx.Response) -> Validators:
    """As the server wrote them, byte for byte: quotes, weakness, odd bytes and all."""
    found = {name.lower(): value.decode("latin-1") for name, value in reversed(response.headers.raw)}
    return Validators(found.get(b"etag") or None, found.get(b"last-modified") or None)
