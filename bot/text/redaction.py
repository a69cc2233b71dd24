"""What must never be shown: tokens, and the user part of addresses. Logs and messages both pass here."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
"""A Bot API token wherever it stands, the path of a URL included; no word boundary holds after "/bot"."""

_USER_INFO = re.compile(r"(?<=://)[^/\s@]+@")


def redact(text: str) -> str:
    """The text without tokens and without the user part of addresses."""
    return _USER_INFO.sub("…@", _TOKEN.sub("…", text))
