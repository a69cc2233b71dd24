"""Items → entries: plain text, web addresses, identity. Pure, and the same for every format."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bot.model import Entry
from bot.text.identity import entry_key, fingerprint
from bot.text.markup import clip, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.fetch.formats.items import Item
    from bot.model import EntryKey, FeedUrl, Language

_LONGEST_TITLE, _LONGEST_SUMMARY, _LONGEST_NAME, _LONGEST_URL = 300, 2000, 1000, 2000
_TITLE_FROM_SUMMARY = 120
_NOTHING = "…"
"""The title of an item without text, address or guid: an entry all the same, which matches no question."""
_MOST_VERSIONS = 2  # of one item in a document: before and after an edit
_WHOLE_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?/")
_WEB_ADDRESS = re.compile(r"(?i:https?)://[^<>\"]+")


def entries_of(items: Iterable[Item], feed: FeedUrl, lang: Language, base: str) -> tuple[Entry, ...]:
    """Each identity once.

    `lang` is the language of items that do not state their own, `base` what relative links relate to.
    """
    items = list(items)
    vague_guids, vague_links = _vague(items)
    entries: dict[EntryKey, Entry] = {}
    for item in items:
        guid = "" if item.guid in vague_guids else item.guid
        link = "" if item.link in vague_links else item.link
        entry = _entry(item, feed, lang, base, (guid, link))
        entries.setdefault(entry.key, entry)  # of two with one identity the first stands: feeds put new before old
    return tuple(entries.values())


def _vague(items: Iterable[Item]) -> tuple[frozenset[str], frozenset[str]]:
    """The guids and the links that identify no item, since items that differ share them.

    Some systems give every item the site's address for a guid, or for a link.
    """
    of_guid, of_link = defaultdict(list), defaultdict(list)
    for item in items:
        of_guid[item.guid].append(item)
        of_link[item.link].append(item)
    vague_guids = (guid for guid, those in of_guid.items() if _differ(those))
    vague_links = (link for link, those in of_link.items() if _differ(those))
    return frozenset(vague_guids), frozenset(vague_links)


def _differ(items: Sequence[Item]) -> bool:
    """Whether they are several items, and not the versions of one: those have one link and no two dates.

    Items without titles are told apart by what they say.
    """
    if len(items) == 1:
        return False
    names = len({item.title or item.body for item in items})
    dates = {item.published for item in items} - {None}
    return names > _MOST_VERSIONS or (names > 1 and (len(dates) > 1 or len({item.link for item in items}) > 1))


def _entry(item: Item, feed: FeedUrl, lang: Language, base: str, identity: tuple[str, str]) -> Entry:
    summary = plain_text(item.body, _LONGEST_SUMMARY)
    url = _web_address(item.link if item.link_is_guid else _absolute(base, item.link))
    title = plain_text(item.title, _LONGEST_TITLE) or clip(summary or url, _TITLE_FROM_SUMMARY)
    title = title or plain_text(item.guid, _TITLE_FROM_SUMMARY) or _NOTHING
    return Entry(
        feed=feed,
        key=entry_key(*identity, title, item.written),
        fingerprint=fingerprint(title, summary),
        guid=item.guid[:_LONGEST_NAME],
        url=url,
        title=title,
        summary=summary,
        author=plain_text(item.author, _LONGEST_NAME),
        source=plain_text(item.source, _LONGEST_TITLE),
        source_url=_web_address(item.source_link),
        lang=item.lang or lang,
        published=item.published,
    )


def _absolute(base: str, link: str) -> str:
    if _WHOLE_ADDRESS.match(link):
        return link
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def _web_address(text: str) -> str:
    """An http or https address that can be put into a link as it is, or nothing."""
    text = text.replace(" ", "%20")
    return text if len(text) <= _LONGEST_URL and text.isprintable() and _WEB_ADDRESS.fullmatch(text) else ""
