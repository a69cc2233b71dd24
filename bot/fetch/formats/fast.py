"""A well-formed RSS 0.91 to 2.0 or Atom 1.0 document without peculiarities, by lxml, in a tenth of feedparser's time.

It gives what feedparser would, or declines: whatever it does not know to be read alike is left to feedparser. So a
feed that passes from the one to the other brings no duplicates and no edits. What one item takes from its elements
is in `fast_items` and `elements`; what feedparser does with a name, in `names`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from bot.fetch.formats.charset import is_utf_8
from bot.fetch.formats.elements import Declined, attributes_of
from bot.fetch.formats.fast_items import Surroundings, item_of
from bot.fetch.formats.hints import hints_of, skipped
from bot.fetch.formats.items import Contents, language_of
from bot.fetch.formats.names import ATOM, HANDLED, ROLES, STRUCTURE, TEXTS, Names, UnknownNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.fetch.document import Document

_ASCII_COMPATIBLE = frozenset(
    ("ascii", "us-ascii", "utf-8", "utf8", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252")
)
_DECLARATION = re.compile(rb"<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"encoding=['\"]([^'\"]*)['\"]")
_ROOT_STARTS = re.compile(rb"<\w")
_NAMES_BASE = etree.XPath("boolean(//@*[translate(local-name(), 'ABES', 'abes') = 'base'])")
_ADDRESS = re.compile(r"(https?)://[A-Za-z0-9][^\s<>]*\Z")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_HINTS = ("ttl", "sy_updateperiod", "sy_updatefrequency")
_CONTAINERS = frozenset(("author", "contributor", "image", "itunes_category", "itunes_owner", "textinput"))


def read(document: Document, *, most: int) -> Contents | None:
    """The first `most` items; None if the document is not as plain as that."""
    body = document.body.removeprefix(_BYTE_ORDER_MARK)
    if not _is_plain(body, document.charset):
        return None
    try:
        return _contents(etree.fromstring(body, _parser()), body, most)
    except (Declined, UnknownNames):
        return None
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error  # feedparser takes more
        return None


@cache
def _parser() -> Any:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )


def _is_plain(body: bytes, stated: str | None) -> bool:
    """UTF-8, for feedparser too, and without a document type, in which entities may be declared."""
    root = _ROOT_STARTS.search(body)
    head = body[: root.start()] if root else body
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        return False
    if not body.isascii():
        return is_utf_8(body)
    declaration = _DECLARATION.match(head)
    declared = _ENCODING.search(declaration[0]) if declaration else None
    charset = stated or (declared[1].decode(errors="replace") if declared else "utf-8")
    return charset.lower() in _ASCII_COMPATIBLE


def _contents(root: Any, body: bytes, most: int) -> Contents:
    names = Names(_namespaces(root, body))
    if root.getroottree().docinfo.doctype:
        raise Declined
    channel = _channel(root, names)
    around, items = _apart(channel, names)
    # The language of the whole document counts for nothing where its title has it too.
    if attributes_of(root).get("lang") and not any(names.key(child.tag) == "title" for child in around):
        raise Declined
    for child in around:
        _check_around(child, names)
    surroundings = Surroundings(
        names=names,
        lang=language_of(attributes_of(root).get("lang")),
        bases=_bases(root) if _NAMES_BASE(root) else frozenset(),
        other_bodies=all(ROLES.get(names.key(child.tag)) != "other body" for child in around),
    )
    if any(len(child) and names.key(child.tag) in _HINTS for child in around):
        raise Declined
    said = {names.key(child.tag): "" if child.attrib else (child.text or "").strip() for child in around}
    ttl, period, frequency = (said.get(name, "") for name in _HINTS)
    return Contents(
        [item_of(item, surroundings) for item in items[:most]],
        hints_of(ttl, period, frequency, *skipped(body)),
    )


def _namespaces(root: Any, body: bytes) -> Iterable[tuple[str | None, str]]:
    """Every prefix with its namespace, wherever it is bound. The text may speak of namespaces too."""
    bound = set(root.nsmap.items())
    if body.count(b"xmlns") > len(bound):
        bound |= {(prefix or None, namespace) for _, (prefix, namespace) in etree.iterwalk(root, events=("start-ns",))}
    return bound


def _bases(root: Any) -> frozenset[str]:
    """An address for each scheme of those that relative links are said to relate to."""
    said = [
        value
        for element in root.iter()
        if element.attrib
        for name, value in element.attrib.items()
        if name.rpartition("}")[2].lower() == "base"
    ]
    found = [_ADDRESS.match(value) for value in said]
    if not all(found):
        raise Declined
    return frozenset(f"{one[1].lower()}://base.example/" for one in found if one)


def _channel(root: Any, names: Names) -> Any:
    """The element whose children are the items."""
    if root.tag == f"{{{ATOM}}}feed":
        return root
    if root.tag != "rss" or len(root) != 1 or names.key(root[0].tag) != "channel":
        raise Declined
    if attributes_of(root[0]).keys() & {"lang", "href", "lastmod"}:
        raise Declined
    return root[0]


def _apart(channel: Any, names: Names) -> tuple[Sequence[Any], Sequence[Any]]:
    """What is said around the items, and the items."""
    parts: tuple[list[Any], list[Any]] = [], []
    for child in channel:
        parts[names.key(child.tag) in ("item", "entry")].append(child)
    return parts


def _check_around(element: Any, names: Names) -> None:
    """What stands outside the items must leave feedparser as it was. Raises Declined unless that is known."""
    key = names.key(element.tag)
    if key in STRUCTURE and key != "source":
        raise Declined
    if key in TEXTS and "lang" in attributes_of(element):
        raise Declined
    if len(element) and key in HANDLED - _CONTAINERS:
        raise Declined
    for child in element:
        if names.key(child.tag) in _HINTS:
            raise Declined
        _check_around(child, names)
