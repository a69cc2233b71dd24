"""Mends, in the bytes of a document, what would make feedparser fail on it or misread it. Pure, and linear in time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CDATA, _CDATA_ENDS = b"<![CDATA[", b"]]>"
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,40};)")
_REFERENCES = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);?)+")
_REFERENCE = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+))")
_MOST_DIGITS, _LAST_CODE, _REPLACEMENT = 7, 0x10FFFF, 0xFFFD


def mended(body: bytes) -> bytes:
    """With every ampersand escaped that begins no reference, and without references to what is no character.

    At the first of these feedparser would fail on the whole document. Emoji written as the two halves of UTF-16
    (&#55357;&#56846;), as some outlets' systems do, become what is meant.
    """
    body = _REFERENCES.sub(_mend, body)
    return body if b"\0" in body else b"".join(_without_bare_ampersands(body))  # UTF-16 has other bytes for them


def _without_bare_ampersands(body: bytes) -> Iterator[bytes]:
    """In CDATA sections an ampersand is just that."""
    place = 0
    while place < len(body):
        start = body.find(_CDATA, place)
        end = body.find(_CDATA_ENDS, start) if start >= 0 else -1
        if end < 0:
            start = end = len(body)
        yield _BARE_AMPERSAND.sub(b"&amp;", body[place:start])
        yield body[start:end]
        place = end


def _mend(run: re.Match[bytes]) -> bytes:
    codes = [_code(found) for found in _REFERENCE.finditer(run[0])]
    meant = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    same = [ord(character) for character in meant] == codes and _REPLACEMENT not in codes
    return run[0] if same else "".join(f"&#{ord(character)};" for character in meant).encode()


def _code(reference: re.Match[bytes]) -> int:
    hexadecimal, decimal = reference.groups()
    digits = hexadecimal or decimal
    code = int(digits, 16 if hexadecimal else 10) if len(digits) <= _MOST_DIGITS else _REPLACEMENT
    return code if code <= _LAST_CODE else _REPLACEMENT
