"""The feeds that a web page points to, best first. Pure; hostile pages belong in the worker process.

It looks for the links that pages give for this purpose (HTML Living Standard, §4.6.7.1: `alternate` with a feed's
type), then for those a reader would try. It fetches nothing: whether a feed stands there is somebody else's question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit, urlunsplit

from bot.model import Offer
from bot.text.markup import clip, plain_text
from bot.text.publisher import publisher

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.fetch.document import Document

MOST_OFFERS = 50
WELL_KNOWN = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml")
"""Where feeds stand on sites that do not say so, most common first."""

_FEED_TYPES = frozenset(
    f"application/{subtype}" for subtype in ("rss+xml", "atom+xml", "feed+json", "rdf+xml", "x.atom+xml", "x-atom+xml")
)
_LOOSE_TYPES = frozenset(("application/json", "application/xml", "text/xml"))  # also of what is no feed
_NOT_FEEDS = re.compile(r"/wp-json/|oembed|sitemap|opensearch|manifest|/rsd\b|xmlrpc", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:\b|_)(?:comments?|comentarios?)(?:\b|_)", re.IGNORECASE)

_LONGEST_TITLE, _LONGEST_URL, _LONGEST_TAG = 100, 1000, 4000
_MOST_MARKUP = 1_000_000
_SHOWN, _SHOWN_URL = 3, 120
_KEPT = frozenset(("a", "base", "link", "script", "style", "textarea", "title"))
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)[^>]*>")

_HEAD = 4000
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_FEED_ELEMENT = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf|channel|item|entry)[\s>]", re.IGNORECASE)

_FEED_NAME = re.compile(r"(?:feed|rss|atom)s?[0-9.]*(?:\.(?:xml|json|php|aspx?))?", re.IGNORECASE)
_FEED_SUFFIX = re.compile(r"\.(?:rss|atom|rdf)", re.IGNORECASE)
_FEED_FOLDERS = frozenset(("rss", "rss2", "atom", "outboundfeeds"))
_FEED_QUERY = {
    "feed": {"rss", "rss2", "atom", "rdf"},
    "format": {"feed", "rss", "atom"},
    "outputtype": {"xml", "rss", "atom"},
    "output": {"rss", "atom"},
    "alt": {"rss", "atom"},
}
_FEED_WORDS = re.compile(r"(?:canal |fuente )?(?:rss|atom|feed)(?: feeds?| rss| 2\.0)?", re.IGNORECASE)


def is_page(body: bytes) -> bool:
    """Whether a document says that it is HTML, and holds nothing of a feed: parsers of feeds take long to find none."""
    return bool(_PAGE.match(body[:_HEAD])) and not _FEED_ELEMENT.search(body)


def offered(document: Document) -> tuple[Offer, ...]:
    """What the page offers: links in its head before links in its text, feeds of comments last, each once.

    Addresses are absolute, http or https, and carry no credentials; the page's own is not among them.
    """
    found: dict[str, tuple[int, Offer]] = {}
    own = urldefrag(document.url).url
    for rank, offer in _pointers(document):
        if offer.url != own and (offer.url not in found or rank < found[offer.url][0]):
            found[offer.url] = rank, offer
    ranked = sorted(found.values(), key=lambda pair: (pair[1].comments, pair[0]))
    return tuple(offer for _, offer in ranked[:MOST_OFFERS])


def worded(offers: Sequence[Offer]) -> str:
    """The first few addresses, for one line of a log or a table."""
    shown = ", ".join(clip(offer.url, _SHOWN_URL) for offer in offers[:_SHOWN])
    return f"{shown} and {len(offers) - _SHOWN} more" if len(offers) > _SHOWN else shown


def _pointers(document: Document) -> Iterator[tuple[int, Offer]]:
    """Every pointer to what may be a feed, with its rank."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_only_pointers(_decoded(document)))
    base = tree.css_first("base[href]")
    address = _absolute(document.url, base.attributes["href"] or "") if base else document.url
    for node in tree.css("link[href], a[href]"):
        attributes = {name: value or "" for name, value in node.attributes.items()}
        url = _absolute(address or document.url, attributes["href"])
        if not url:
            continue
        label = plain_text(attributes.get("title") or node.text(), _LONGEST_TITLE)
        rank = (
            _rank_of_link(attributes, url)
            if node.tag == "link"
            else _rank_of_anchor(attributes, url, label, document.url)
        )
        if rank is not None:
            lang = attributes.get("hreflang") or attributes.get("lang") or ""
            yield rank, Offer(url, label, plain_text(lang, 20), comments=bool(_COMMENTS.search(f"{label} {url}")))


def _only_pointers(html: str) -> str:
    """The text with the tags that matter here only, and those of a sane length.

    Parsers of HTML are quadratic in the depth of nested elements, and in the attributes of one.
    """
    return _TAG.sub(_kept, html[: html.rfind(">") + 1])[:_MOST_MARKUP]


def _kept(tag: re.Match[str]) -> str:
    return tag[0] if tag[1].lower() in _KEPT and len(tag[0]) <= _LONGEST_TAG else ""


def _decoded(document: Document) -> str:
    """Pages are ASCII where it matters; of the rest, titles are worth a try."""
    try:
        return document.body.decode()
    except UnicodeDecodeError:
        return document.body.decode(document.charset or "windows-1252", errors="replace")


def _rank_of_link(attributes: Mapping[str, str], url: str) -> int | None:
    relations = attributes.get("rel", "").lower().split()
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    if "stylesheet" in relations or _NOT_FEEDS.search(url):
        return None
    if ("alternate" in relations and kind in _FEED_TYPES) or "feed" in relations:
        return 0
    return 1 if "alternate" in relations and kind in _LOOSE_TYPES else None


def _rank_of_anchor(attributes: Mapping[str, str], url: str, label: str, page: str) -> int | None:
    """Buttons of feed readers look like feeds too: those lead to other sites than the page's."""
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    if kind in _FEED_TYPES:
        return 2
    if _NOT_FEEDS.search(url):
        return None
    host = urlsplit(url).hostname or ""
    if host.startswith(("feeds.", "rss.")) and host != urlsplit(page).hostname:
        return 3
    looks = _looks_like_feed(url) or _FEED_WORDS.fullmatch(label)
    return 3 if looks and publisher(url) == publisher(page) else None


def _looks_like_feed(url: str) -> bool:
    parts = urlsplit(url)
    steps = [step for step in parts.path.lower().split("/") if step]
    if steps and (_FEED_NAME.fullmatch(steps[-1]) or _FEED_SUFFIX.search(steps[-1], max(len(steps[-1]) - 5, 0))):
        return True
    if not _FEED_FOLDERS.isdisjoint(steps[:-1]):
        return True
    return any(value.lower() in _FEED_QUERY.get(name.lower(), ()) for name, value in parse_qsl(parts.query))


def _absolute(base: str, href: str) -> str:
    """An address that can be fetched, without fragment and credentials, or nothing."""
    href = re.sub(r"^feed:(?=https?:)", "", href.strip(), flags=re.IGNORECASE)
    try:
        parts = urlsplit(urldefrag(urljoin(base, href)).url)
        url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        usable = parts.scheme in ("http", "https") and parts.hostname and len(url) <= _LONGEST_URL
    except ValueError:
        return ""
    return url if usable and re.fullmatch(r"[^\s\x00-\x1f\\<>\"]+", url) and url.isprintable() else ""
