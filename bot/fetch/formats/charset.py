"""In which charset a document is written, whatever is said of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.fetch.document import Document


def in_truth(document: Document) -> str | None:
    """UTF-8 if the bytes can be nothing else, whatever is stated; else what HTTP states, or None.

    Servers state ISO-8859-1 for every text they send, and the accents of half of Latin America's outlets break.
    """
    return "utf-8" if not document.body.isascii() and is_utf_8(document.body) else document.charset


def is_utf_8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
