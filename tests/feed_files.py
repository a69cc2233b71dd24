"""Feed files for tests, written where a test wants them."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def item(
    title: str,
    published: datetime | None,
    summary: str = "",
    *,
    guid: str = "",
    url: str | None = None,
) -> str:
    """An RSS item whose guid and link follow from its title unless given."""
    slug = "-".join(title.lower().split())
    link = f"https://news.example/{slug}" if url is None else url
    date = f"<pubDate>{format_datetime(published)}</pubDate>" if published else ""
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>{date}"
        f'<guid isPermaLink="false">{escape(guid or slug)}</guid><description>{escape(summary)}</description></item>'
    )


def write_feed(
    path: Path,
    *items: str,
    title: str = "The Example",
    lang: str = "en",
    site: str = "https://news.example/",
    address: str = "",
    dated: datetime | None = None,
) -> Path:
    """An RSS file; `address` is what it states as its own."""
    own = f'<atom:link rel="self" href="{escape(address)}"/>' if address else ""
    date = f"<lastBuildDate>{format_datetime(dated)}</lastBuildDate>" if dated else ""
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{escape(title)}</title><link>{escape(site)}</link><language>{lang}</language>{date}{own}"
        f"{''.join(items)}</channel></rss>",
        encoding="utf-8",
    )
    return path
