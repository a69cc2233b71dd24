"""What feedparser makes of an element's name, so that the fast reader knows what it may take or pass over.

feedparser reads a document whatever its format and names: it has a handler for some, keeps the rest as they are. A
name with a handler that we do not follow could change an item in ways we would miss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ATOM = "http://www.w3.org/2005/Atom"

PREFIXES = {
    "": "",
    ATOM.lower(): "",
    "http://creativecommons.org/ns#license": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://podlove.org/simple-chapters": "psc",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
"""Of the namespaces that feedparser knows, in lower case, those in which it has handlers, or we."""

_KNOWN = frozenset(PREFIXES.values())

_ALIASES = frozenset(
    (
        *(
            "http://blogs.law.harvard.edu/tech/rss",
            "http://purl.org/rss/1.0/",
            "http://my.netscape.com/rdf/simple/0.9/",
        ),
        *("http://example.com/newformat#", "http://example.com/necho", "http://purl.org/echo/", "http://purl.org/pie/"),
        *("http://purl.org/atom/ns#", "http://purl.org/rss/1.0/modules/rss091#", "uri/of/echo/namespace#"),
    )
)
_USERLAND = "backend.userland.com/rss"
"""Namespaces of other formats, which feedparser takes for none at all."""

ROLES = {
    **dict.fromkeys(("title",), "title"),
    **dict.fromkeys(("link",), "link"),
    **dict.fromkeys(("guid", "id"), "guid"),
    **dict.fromkeys(("description", "summary"), "body"),
    **dict.fromkeys(("content", "content_encoded"), "content"),
    **dict.fromkeys(("author", "managingeditor", "dc_author", "dc_creator", "itunes_author"), "author"),
    **dict.fromkeys(("pubdate", "published", "issued", "dcterms_issued"), "published"),
    **dict.fromkeys(("updated", "modified", "lastbuilddate", "dc_date", "dcterms_modified"), "updated"),
    **dict.fromkeys(("source",), "source"),
    **dict.fromkeys(("language", "dc_language"), "language"),
    **dict.fromkeys(("media_title",), "other title"),
    **dict.fromkeys(("dc_description", "itunes_summary", "media_description"), "other body"),
}
"""What an item takes from a child of such a name."""

_TEXTS = frozenset(
    ("copyright", "dc_rights", "feedburner_browserfriendly", "info", "itunes_subtitle", "rights", "subtitle", "tagline")
)

HARMLESS = frozenset(
    (
        *("category", "created", "enclosure", "expirationdate", "generator", "keywords", "webmaster", *_TEXTS),
        *("cc_license", "creativecommons_license", "dc_contributor", "dc_publisher", "dc_subject", "dcterms_created"),
        *("dcterms_valid", "georss_box", "georss_line", "georss_point", "georss_polygon", "georss_where"),
        *("gml_exterior", "gml_linearring", "gml_linestring", "gml_point", "gml_polygon", "gml_pos", "gml_poslist"),
        *("itunes_block", "itunes_category", "itunes_explicit", "itunes_image", "itunes_keywords", "itunes_link"),
        *("media_category", "media_content", "media_credit", "media_group", "media_keywords", "media_license"),
        *(
            "media_player",
            "media_rating",
            "media_restriction",
            "media_thumbnail",
            "psc_chapter",
            "psc_chapters",
            "where",
        ),
    )
)
"""Names with a handler that leaves alone what we take."""

TEXTS = _TEXTS | {name for name, role in ROLES.items() if role in ("title", "body", "content", "other body")}
"""Names whose handler reads markup: within them every element is text."""

STRUCTURE = frozenset(("body", "channel", "content", "content_encoded", "entry", "feed", "fullitem", "item", "rss"))
STRUCTURE |= {"source", "xhtml_body"}

OTHERS = frozenset(
    (
        *(
            "abstract",
            "cloud",
            "contributor",
            "email",
            "geom",
            "georssgeom",
            "height",
            "homepage",
            "image",
            "name",
            "newlocation",
        ),
        *("dc_title", "itunes_email", "itunes_name", "itunes_owner", "tags", "textinput", "uri", "url", "width"),
    )
)
"""Further names with a handler."""

KEPT = frozenset(
    (
        *("author_detail", "authors", "content_detail", "contributors", "created_parsed", "date", "date_parsed"),
        *("description_detail", "enclosures", "entries", "generator_detail", "guidislink", "issued_parsed", "items"),
        *("license", "links", "media_content_detail", "modified_parsed", "published_parsed", "publisher_detail"),
        *("source_detail", "summary_detail", "tags", "title_detail", "updated_parsed"),
    )
)
"""Names under which feedparser keeps what it has read: an element of such a name would overwrite it."""

HANDLED = frozenset(ROLES) | HARMLESS | STRUCTURE | OTHERS | KEPT


class UnknownNames(Exception):
    """The namespaces of a document are mixed up."""


class Names:
    """Feedparser's keys for the elements of one document: a namespace's own prefix, an underscore, the local name."""

    def __init__(self, bound: Iterable[tuple[str | None, str]]) -> None:
        """`bound` has every (prefix, namespace) of the document. Raises UnknownNames if feedparser may mix them up."""
        self._keys: dict[str, str] = {}
        self._prefixes = dict(PREFIXES)
        namespaces: dict[str, str] = {}
        for prefix, namespace in bound:
            name, key = (prefix or "").lower(), PREFIXES.get(namespace.lower())
            if namespace.lower() in _ALIASES or _USERLAND in namespace.lower() or (key is None and not name):
                raise UnknownNames
            own = name if key is None else key
            if name and ((name in _KNOWN and name != key) or namespaces.setdefault(name, namespace) != namespace):
                raise UnknownNames
            if self._prefixes.setdefault(namespace.lower(), own) != own:
                raise UnknownNames

    def key(self, tag: str) -> str:
        """Of an element's name in Clark's notation. Raises UnknownNames for names that parsers read differently."""
        key = self._keys.get(tag)
        if key is None:
            namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
            if ":" in local or not local.isascii():
                raise UnknownNames
            prefix = self._prefixes.get(namespace.lower())
            if prefix is None:
                raise UnknownNames
            self._keys[tag] = key = f"{prefix}_{local.lower()}" if prefix else local.lower()
        return key
