"""Reading an answer's body under caps: on the bytes that come in, and on what they unpack to.

httpx unpacks a whole network chunk before a cap can look (67 MB out of 64 kB), so it gets to unpack nothing.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import httpcore

from bot.fetch.failures import Refused
from bot.model import FailureKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from bot.fetch.limits import Limits

_PACKED = frozenset(("gzip", "x-gzip", "deflate"))
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_GZIP_MAGIC = b"\x1f\x8b"
_MEGABYTE = 1_000_000


async def read_body(response: httpx.Response, limits: Limits) -> bytes:
    """The body, unpacked. Raises Refused if it is too large, cut short, damaged or empty."""
    encoding = response.headers.get("content-encoding", "").strip().lower() or "identity"
    if encoding not in _PACKED | {"identity"}:
        raise Refused(FailureKind.NOT_A_FEED, "packed in a way that was not asked for")
    unpack = _Unpacking() if encoding in _PACKED else None
    body = bytearray()
    async for chunk in _chunks(response, limits):
        body += unpack.feed(chunk, limits.body - len(body)) if unpack else chunk
        if len(body) > limits.body:
            raise _too_large(limits.body)
    if unpack and not unpack.complete:
        raise Refused(FailureKind.TRUNCATED, "answer cut short")
    if not body or body.isspace():
        raise Refused(FailureKind.EMPTY, "empty answer")
    return bytes(body)


async def _chunks(response: httpx.Response, limits: Limits) -> AsyncIterator[bytes]:
    """The body as it comes in."""
    if int(response.headers.get("content-length", 0)) > limits.raw:  # h11 has checked that it is a number
        raise _too_large(limits.raw)
    received = 0
    try:
        async for chunk in response.aiter_raw():
            received += len(chunk)
            if received > limits.raw:
                raise _too_large(limits.raw)
            yield chunk
    except httpcore.TimeoutException as error:
        raise Refused(FailureKind.TIMEOUT, f"answer not finished within {limits.total:g} s") from error
    except (httpcore.NetworkError, httpcore.RemoteProtocolError, OSError) as error:
        raise Refused(FailureKind.TRUNCATED, "answer cut short") from error


def _too_large(limit: int) -> Refused:
    return Refused(FailureKind.TOO_LARGE, f"over {limit / _MEGABYTE:g} MB")


class _Unpacking:
    """gzip (RFC 1952, several members too) or zlib, a bounded piece at a time."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._started = False

    @property
    def complete(self) -> bool:
        return self._stream.eof or not self._started

    def feed(self, chunk: bytes, room: int) -> bytes:
        """What the chunk unpacks to, at most one byte more than there is room for."""
        self._started = True
        out = b""
        while chunk and len(out) <= room:
            if self._stream.eof:
                if not chunk.startswith(_GZIP_MAGIC):  # padding after the last member
                    break
                self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
            try:
                out += self._stream.decompress(chunk, room + 1 - len(out))
            except zlib.error as error:
                raise Refused(FailureKind.TRUNCATED, "damaged in packing") from error
            chunk = self._stream.unused_data
        return out
