"""What can go wrong with one request to the Bot API: whether it still takes effect, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Refusal(Exception):
    """An answer with ok=false."""

    code: int
    description: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.description


@dataclass(frozen=True, slots=True)
class Fault:
    """`takes_effect`: the request is carried out before things go wrong.

    `refusal` or `raw` (status, content type, body) is what is answered; with neither, the connection is closed
    without an answer, or left open for ever if `hangs`. `delay` holds the answer back for so many seconds.
    """

    takes_effect: bool = False
    refusal: Refusal | None = None
    raw: tuple[int, str, bytes] | None = None
    hangs: bool = False
    delay: float = 0.0


def refused(code: int, description: str, **parameters: Any) -> Fault:
    return Fault(refusal=Refusal(code, description, parameters))


def flood(seconds: int) -> Fault:
    return refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def blocked() -> Fault:
    return refused(403, "Forbidden: bot was blocked by the user")


def chat_not_found() -> Fault:
    return refused(400, "Bad Request: chat not found")


def migrated(to: int) -> Fault:
    return refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=to)


def server_error(code: int = 502) -> Fault:
    """What a proxy before the API answers: HTML, not JSON."""
    return Fault(raw=(code, "text/html", f"<html><h1>{code}</h1><hr>nginx</html>".encode()))


def garbled() -> Fault:
    """Delivered, and answered with JSON that breaks off."""
    return Fault(takes_effect=True, raw=(200, "application/json", b'{"ok":true,"result":{"mess'))


def unanswered() -> Fault:
    """Delivered, and never answered."""
    return Fault(takes_effect=True, hangs=True)


def cut_off() -> Fault:
    """Delivered, and the connection closed instead of an answer."""
    return Fault(takes_effect=True)


def dropped() -> Fault:
    """The connection is closed and nothing was delivered."""
    return Fault()


def slow(seconds: float) -> Fault:
    """Carried out, and answered late."""
    return Fault(takes_effect=True, delay=seconds)
