"""One item of a well-formed document, as feedparser would read it.

The order of elements matters, for it does to feedparser: a guid stands in for a link that has not come yet, a later
author for an earlier. What is known to be read alike is read; for all else Declined is raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from bot.fetch.formats.elements import (
    Declined,
    attributes_of,
    date_of,
    is_alternate,
    person,
    repaired,
    require_no_text,
    require_text,
    text_in,
)
from bot.fetch.formats.items import Item, language_of
from bot.fetch.formats.names import HANDLED, HARMLESS, ROLES, TEXTS

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.fetch.formats.names import Names
    from bot.model import Language

_SLASHES = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)/+")
_HALF_REFERENCE = re.compile(r"&([A-Za-z0-9_]+);")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of a document matters to its items. `lang` is the language that it states as a whole.

    `bases`: for feedparser an xml:base holds until the next, so no address may change by any of these.
    `other_bodies`: whether descriptions of other vocabularies may be passed over beside an item's own.
    """

    names: Names
    lang: Language | None
    bases: Collection[str]
    other_bodies: bool


def item_of(element: Any, surroundings: Surroundings) -> Item:
    names = surroundings.names
    draft = _Draft(surroundings)
    attributes = attributes_of(element)
    if attributes.keys() & {"about", "href", "lastmod"}:
        raise Declined
    for child in element:
        role = ROLES.get(names.key(child.tag))
        if role is None:
            draft.pass_over(child)
        else:
            draft.take(role, child)
    return draft.item(language_of(attributes["lang"]) if "lang" in attributes else surroundings.lang)


class _Draft:
    """What is known of an item while its elements are read one after the other."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._names = surroundings.names
        self._other_bodies = surroundings.other_bodies
        self._has_content = False
        self._content: Any = None
        self._texts: dict[str, str] = {}
        self._authors: list[str] = []
        self._people = 0
        self._only_names = True
        self._link: str | None = None
        self._link_is_guid = False
        self._source_link = ""
        self._needs_title = False

    def item(self, lang: Language | None = None) -> Item:
        """`lang` is the language of the title. That of the whole document counts for nothing: see `thorough`."""
        texts = self._texts
        other = texts.get("other body")
        if self._needs_title and "title" not in texts:
            raise Declined
        if other is not None and self._has_body():
            raise Declined
        if self._people and len(self._authors) > 1 and not (self._only_names and self._people == len(self._authors)):
            raise Declined  # feedparser mixes up their names and addresses
        guid, link = texts.get("guid", "").strip(), (self._link or "").strip()
        published, updated = texts.get("published", ""), texts.get("updated", "")
        return Item(
            guid=guid,
            link=link,
            link_is_guid=self._link_is_guid and link == guid,
            title=texts.get("title", "").strip(),
            body=(texts.get("body", "").strip() or self._article().strip() or (other or "").strip()),
            author=(self._authors[-1] if self._authors else "").strip(),
            source=texts.get("source", "").strip(),
            source_link=self._source_link.strip(),
            lang=language_of(texts.get("language"))
            or (lang if "title" in texts and lang is not self._surroundings.lang else None),
            written=published.strip() or updated.strip(),
            published=date_of(published) or date_of(updated),
        )

    def take(self, role: str, element: Any) -> None:
        match role:
            case "link":
                self._take_link(element)
            case "author":
                self._take_author(element)
            case "source":
                self._take_source(element)
            case "guid":
                self._take_guid(element)
            case "content":
                self._take_content(element)
            case "other title":
                self._pass_title(element, nested=False)
            case "other body":
                self._take_other_body(element, nested=False)
            case _:
                self._keep(role, text_in(element))

    def pass_over(self, element: Any) -> None:
        """Elements that feedparser reads without a change to what we take, with all that is within them."""
        self._check(element)
        if not len(element):
            return
        for inner in element.iterdescendants():
            match ROLES.get(self._names.key(inner.tag)):
                case "other title":
                    self._pass_title(inner, nested=True)
                case "other body":
                    self._take_other_body(inner, nested=True)
                case _:
                    self._check(inner)

    def _check(self, element: Any) -> None:
        key = self._names.key(element.tag)
        if key in HANDLED and (key not in HARMLESS or (key in TEXTS and len(element))):
            raise Declined

    def _keep(self, role: str, text: str) -> None:
        if role in self._texts:
            raise Declined
        self._texts[role] = text

    def _take_link(self, element: Any) -> None:
        attributes = attributes_of(element)
        if len(element) or attributes.keys() & {"url", "uri"}:
            raise Declined
        if "href" not in attributes:
            address = text_in(element, repair=lambda text: repaired(self._resolved(text)))
            self._link = _HALF_REFERENCE.sub(r"&\1", address.replace("&amp;", "&")) if "&" in address else address
        elif is_alternate(attributes):
            self._link = self._resolved(attributes["href"])

    def _take_guid(self, element: Any) -> None:
        """As feedparser does it: the guid is the link too, unless it says it is none, or there is one already."""
        permanent = attributes_of(element).get("ispermalink", "true") == "true"
        guid = text_in(element, repair=lambda text: repaired(self._resolved(text) if permanent else text))
        self._keep("guid", guid)
        self._link_is_guid = permanent and self._link is None
        if self._link_is_guid:
            self._link = guid

    def _resolved(self, address: str) -> str:
        """As feedparser does it: http:///a.example is http://a.example."""
        if found := _SLASHES.match(address):
            address = found[1] + address[found.end() :]
        try:
            changed = any(urljoin(base, address) != address for base in self._surroundings.bases)
        except ValueError as error:
            raise Declined from error
        if changed:
            raise Declined
        return address

    def _take_author(self, element: Any) -> None:
        """RSS has one line, Atom a name and an address, which goes into brackets behind it."""
        if not len(element):
            self._authors.append(text_in(element))
            return
        name, email = person(element, self._names)
        self._people += 1
        self._only_names &= bool(name) and not email and "@" not in name
        self._authors.append(f"{name} ({email})" if name and email else name or email)

    def _take_content(self, element: Any) -> None:
        """It may be a whole article, and is read only where nothing shorter stands beside it."""
        require_text(element)
        if self._content is not None:
            raise Declined
        self._content = element
        self._has_content = True

    def _article(self) -> str:
        return "" if self._content is None else text_in(self._content)

    def _has_body(self) -> bool:
        return "body" in self._texts or self._content is not None

    def _take_source(self, element: Any) -> None:
        """RSS names the source in the element's text, Atom in elements within it."""
        if not len(element):
            self._keep("source", text_in(element))
            self._source_link = attributes_of(element).get("url", "")
            return
        require_no_text(element, self._names)
        if element.attrib:
            raise Declined
        inner = _Draft(self._surroundings)
        for child in element:
            key = self._names.key(child.tag)
            if key == "link" and "href" not in attributes_of(child):
                raise Declined
            if key in ("title", "link", "id", "updated", "published"):
                inner.take(ROLES[key], child)
            elif len(child) or (key in HANDLED and key not in ("category", "generator", "rights", "subtitle")):
                raise Declined
        self._keep("source", inner.item().title)
        self._source_link = inner.item().link

    def _pass_title(self, element: Any, *, nested: bool) -> None:
        """The title of a picture, say. It must not take the item's place, as one that comes first would."""
        if len(element):
            raise Declined
        if nested:
            self._needs_title = True
        elif not self._texts.get("title") or "source" in self._texts:
            raise Declined

    def _take_other_body(self, element: Any, *, nested: bool) -> None:
        """It stands in for a description that is missing, and is passed over after one.

        The first of them feedparser takes for the content; what comes after a content, for a better description.
        """
        text = text_in(element)
        if not self._has_body():
            self._keep("other body", text)
            return
        if not self._other_bodies or not self._texts.get("body") or (self._has_content and not nested):
            raise Declined
        self._has_content = True
