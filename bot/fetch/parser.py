"""A feed document → entries, by feedparser. Pure, and slow: it belongs in the worker process.

feedparser is quadratic on some hostile documents, so whoever calls this must be able to stop it.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import feedparser

from bot.fetch.hints import hints_of
from bot.model import Entry, EntryKey, FailureKind, FeedUrl, Hints, Language
from bot.text.identity import entry_key, fingerprint
from bot.text.markup import clip, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.fetch.document import Document

MOST_ENTRIES = 2000
_LONGEST_TITLE, _LONGEST_SUMMARY, _LONGEST_NAME, _LONGEST_URL = 300, 2000, 1000, 2000
_TITLE_FROM_SUMMARY = 120
_FIRST_YEAR = 1990  # before feeds, before the Web: a date that was never set


@dataclass(frozen=True, slots=True)
class Parsed:
    """The entries of a document, in its order, each identity once, and what it says of when to come back."""

    entries: tuple[Entry, ...]
    hints: Hints


@dataclass(frozen=True, slots=True)
class ParseFailed:
    kind: FailureKind
    detail: str


def parse(feed: FeedUrl, lang: Language, document: Document, *, most: int = MOST_ENTRIES) -> Parsed | ParseFailed:
    """Read a document as well as can be: what is not well-formed gives the entries that it has.

    `lang` is the language of entries that do not state their own. Only the first `most` entries are read.
    """
    result = _read(document)
    if not result.entries and not result.get("version"):
        return ParseFailed(FailureKind.NOT_A_FEED, _what_it_is(document.body))
    reader = _Reader(feed, document.url, lang, _language_of(result.feed.get("title_detail")))
    entries: dict[EntryKey, Entry] = {}
    for raw in result.entries[:most]:
        entry = reader.entry(raw)
        if entry.title:
            entries.setdefault(entry.key, entry)  # of two with one identity the first stands: feeds put new before old
    return Parsed(tuple(entries.values()), _hints(result.feed, document.body))


def _read(document: Document) -> Any:
    stated = _charset(document)
    headers = {"content-type": f"application/xml; charset={stated}"} if stated else {}
    # Not told where it is from, feedparser leaves links and guids as they are: a guid that is no address, made one
    # with the feed's, would change when the feed moves. A stream, since bytes or text it would try to open as a file.
    return feedparser.parse(
        io.BytesIO(_mended(document.body)), sanitize_html=False, resolve_relative_uris=False, response_headers=headers
    )


_REFERENCES = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);?)+")
_REFERENCE = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+))")
_MOST_DIGITS, _LAST_CODE, _REPLACEMENT = 7, 0x10FFFF, 0xFFFD


def _mended(body: bytes) -> bytes:
    """Without references to what is no character: at the first of them feedparser fails on the whole document.

    Emoji written as the two halves of UTF-16 (&#55357;&#56846;), as some outlets' systems do, become what is meant.
    """
    return _REFERENCES.sub(_mend, body)


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


def _charset(document: Document) -> str | None:
    """UTF-8 if the bytes can be nothing else, whatever is stated; else what HTTP states.

    Servers state ISO-8859-1 for every text they send, and the accents of half of Latin America's outlets break.
    """
    if document.body.isascii():
        return document.charset
    try:
        document.body.decode()
    except UnicodeDecodeError:
        return document.charset
    return "utf-8"


def _what_it_is(body: bytes) -> str:
    start = body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<html" in start or start.startswith(b"<!doctype html"):
        return "HTML page, not a feed"
    if start.startswith((b"{", b"[")):
        return "JSON, not RSS or Atom"
    return "not a feed"


_SKIP = re.compile(rb"<skip(Hours|Days)>(.{,2000}?)</skip", re.IGNORECASE | re.DOTALL)
_SKIPPED = re.compile(rb"<(?:hour|day)>([^<]{,20})</", re.IGNORECASE)


def _hints(channel: Any, body: bytes) -> Hints:
    """Of skipHours and skipDays feedparser keeps the last one only, so they are read here."""
    skipped: dict[bytes, list[str]] = {b"hours": [], b"days": []}
    for found in _SKIP.finditer(body):
        skipped[found[1].lower()] += (text.decode(errors="replace") for text in _SKIPPED.findall(found[2]))
    ttl, period, frequency = (_text(channel.get(name)) for name in ("ttl", "sy_updateperiod", "sy_updatefrequency"))
    return hints_of(ttl, period, frequency, skipped[b"hours"], skipped[b"days"])


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes entries of what feedparser found. `base` is what relative links relate to.

    `stated` is the language that the document states as a whole. It counts for nothing: it is what a blog engine was
    installed with, while `lang` is an admin's word.
    """

    feed: FeedUrl
    base: str
    lang: Language
    stated: Language | None

    def entry(self, raw: Any) -> Entry:
        guid, link = _text(raw.get("id")), _text(raw.get("link"))
        summary = plain_text(next(_bodies(raw), ""), _LONGEST_SUMMARY)
        title = plain_text(_text(raw.get("title")), _LONGEST_TITLE) or clip(summary, _TITLE_FROM_SUMMARY)
        source = raw.get("source") or {}
        return Entry(
            feed=self.feed,
            key=entry_key(guid, link, title, _text(dict.get(raw, "published") or dict.get(raw, "updated"))),
            fingerprint=fingerprint(title, summary),
            guid=guid[:_LONGEST_NAME],
            url=_web_address(link if raw.get("guidislink") else _absolute(self.base, link)),
            title=title,
            summary=summary,
            author=plain_text(_text(raw.get("author")), _LONGEST_NAME),
            source=plain_text(_text(source.get("title")), _LONGEST_TITLE),
            source_url=_web_address(_text(source.get("href") or source.get("link"))),
            lang=self._lang(raw),
            published=_published(raw),
        )

    def _lang(self, raw: Any) -> Language:
        if own := _language(raw.get("language")):
            return own
        inherited = _language_of(raw.get("title_detail"))
        return inherited if inherited and inherited is not self.stated else self.lang


def _bodies(raw: Any) -> Iterator[str]:
    """The description, else the content."""
    texts = [raw.get("summary"), *(content.get("value") for content in raw.get("content") or ())]
    return (text for text in map(_text, texts) if text)


def _published(raw: Any) -> datetime | None:
    """The date of publication, else of the last change; None where neither can be read: it is never made up."""
    for name in ("published_parsed", "updated_parsed"):
        fields = dict.get(raw, name)  # feedparser's own `get` gives one for the other, with a warning
        if fields is None:
            continue
        try:
            year, month, day, hour, minute, second = fields[:6]
            date = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:
            continue
        if date.year >= _FIRST_YEAR:
            return date
    return None


def _language_of(detail: Any) -> Language | None:
    return _language((detail or {}).get("language"))


def _language(tag: Any) -> Language | None:
    """Of a tag such as es-CO (RFC 5646) the language, if it is one of ours."""
    primary = _text(tag).lower().replace("_", "-").partition("-")[0]
    return next((language for language in Language if language.value == primary), None)


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def _web_address(text: str) -> str:
    """An http or https address that can be put into a link as it is, or nothing."""
    text = text.replace(" ", "%20")
    usable = len(text) <= _LONGEST_URL and text.isprintable() and re.fullmatch(r"(?i:https?)://[^<>\"]+", text)
    return text if usable else ""


def _text(value: Any) -> str:
    """A string that can be written: halves of surrogate pairs, which cannot, are replaced."""
    return value.strip().encode("utf-8", "replace").decode() if isinstance(value, str) else ""
