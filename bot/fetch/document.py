"""What travels between fetching and parsing. Nothing here imports an HTTP or a feed library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model import Trail

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.model import Validators


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a feed, unpacked. `url` is where they came from, which relative links need.

    `charset` is what HTTP states, or None.
    """

    body: bytes
    url: str
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A document, and what to remember of it once its entries are stored."""

    document: Document
    validators: Validators
    body_hash: str
    not_before: timedelta | None = None
    trail: Trail = field(default_factory=Trail)
