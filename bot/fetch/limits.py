"""How much of a server is put up with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes as sent and as unpacked; seconds to connect and in all; redirects."""

    raw: int = 4_000_000
    body: int = 8_000_000
    connect: float = 10.0
    total: float = 30.0
    hops: int = 5
