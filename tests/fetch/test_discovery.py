"""The feeds a page points to: found however they are written, ranked, and bounded on hostile pages."""

from __future__ import annotations

import pytest

from bot.fetch.discovery import MOST_OFFERS, is_page, offered, worded
from bot.fetch.document import Document
from bot.model import Offer

PAGE = "https://www.diario.example/mundo/index.html"


def urls(html: str | bytes, *, page: str = PAGE, charset: str | None = None) -> list[str]:
    return [offer.url for offer in found(html, page=page, charset=charset)]


def found(html: str | bytes, *, page: str = PAGE, charset: str | None = None) -> tuple[Offer, ...]:
    return offered(Document(html.encode() if isinstance(html, str) else html, page, charset))


@pytest.mark.parametrize(
    ("body", "page"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf \n<HTML lang=es>", True),
        (b"<?xml version='1.0'?>\n<!-- a\n-> b --><!DOCTYPE html PUBLIC '-//W3C'>", True),
        (b"<!doctype html><p>&lt;rss&gt; <feedback>", True),
        (b"<html><body><rss version='2.0'>", False),
        (b"<html><RDF:rdf >", False),
        (b"<rss><channel><title>&lt;html></title>", False),
        (b"<htmlx>", False),
        (b"", False),
    ],
)
def test_a_page_is_told_before_a_parser_of_feeds_tries(body: bytes, page: bool) -> None:  # noqa: FBT001 - an expectation
    assert is_page(body) is page


@pytest.mark.parametrize(
    "kind",
    ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", "application/rdf+xml"],
)
def test_a_link_of_a_feeds_type_is_an_offer(kind: str) -> None:
    html = f'<head><link rel="alternate" type="{kind}" title="El Diario" href="https://diario.example/f"></head>'
    assert found(html) == (Offer("https://diario.example/f", "El Diario", ""),)


def test_relations_are_tokens_and_nothing_minds_case() -> None:
    html = '<LINK REL="Home ALTERNATE" TYPE="Application/RSS+XML; charset=utf-8" HREF="/f" hreflang="es-CO">'
    assert found(html) == (Offer("https://www.diario.example/f", "", "es-CO"),)


def test_other_links_are_none() -> None:
    html = """<link rel="alternate stylesheet" type="application/rss+xml" href="/a">
        <link rel="icon" type="application/rss+xml" href="/b"><link rel="alternate" hreflang="en" href="/en/">
        <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">
        <link rel="alternate" type="application/json+oembed" href="/x"><link rel="alternate" type="application/rss+xml">
        <!-- <link rel="alternate" type="application/rss+xml" href="/c"> -->
        <script>"<link rel='alternate' type='application/rss+xml' href='/d'>"</script>"""
    assert urls(html) == []


def test_an_entity_a_base_and_a_relative_address_are_read_as_a_browser_does() -> None:
    link = '<link rel=alternate type=application/rss+xml href="rss?a=1&amp;b=2#top" title="Pol&iacute;tica">'
    assert found(link)[0] == Offer("https://www.diario.example/mundo/rss?a=1&b=2", "Política", "")
    assert urls(f'<base href="//cdn.diario.example/x/">{link}') == ["https://cdn.diario.example/x/rss?a=1&b=2"]
    assert urls(f'<base href="javascript:0">{link}') == ["https://www.diario.example/mundo/rss?a=1&b=2"]


@pytest.mark.parametrize(
    "href",
    ["/feed/", "/rss", "/rss/politica.xml", "/news.rss", "?feed=rss2", "/arc/outboundfeeds/rss/?outputType=xml",
     "/feed.xml", "https://feeds.elsewhere.example/diario", "/Atom.xml", "/rss2.php"],
)  # fmt: skip
def test_an_anchor_that_looks_like_a_feed_is_an_offer(href: str) -> None:
    assert len(urls(f"<a href='{href}'>Titulares</a>")) == 1


def test_a_page_on_a_host_of_feeds_is_not_all_feeds() -> None:
    """What stands where a feed was has links to its own host: terms, help, the start page."""
    html = "<a href='/terms'>Terms</a> <a href='/'>Start</a> <a href='/diario/rss.xml'>El Diario</a>"
    assert urls(html, page="https://feeds.elsewhere.example/diario") == [
        "https://feeds.elsewhere.example/diario/rss.xml"
    ]


def test_an_anchor_that_says_so_is_an_offer_at_home_only() -> None:
    assert urls("<a href='/canal/7'>RSS</a>") == ["https://www.diario.example/canal/7"]
    assert urls("<a href='https://diario.example/7' title='Canal RSS'><img></a>") == ["https://diario.example/7"]
    assert urls("<a href='https://reader.example/add/feed'>RSS</a> <a href='/mundo'>Mundo</a>") == []
    assert urls("<a href='https://reader.example/f' type='application/rss+xml'>x</a>") == ["https://reader.example/f"]
    assert urls("<a href='/sitemap/rss.xml'>x</a>") == []


def test_links_stand_before_anchors_and_comments_last() -> None:
    html = """<a href="/rss/mundo.xml">Mundo</a>
        <link rel=alternate type=application/rss+xml href=/comments/feed/ title="Diario » Comentarios">
        <link rel=alternate type=application/json href=/j><link rel=alternate type=application/rss+xml href=/feed/>
        <a href="/feed/">RSS</a>"""
    assert [(url.removeprefix("https://www.diario.example"), late) for url, late in
            ((offer.url, offer.comments) for offer in found(html))] == [
        ("/feed/", False), ("/j", False), ("/rss/mundo.xml", False), ("/comments/feed/", True)
    ]  # fmt: skip


def test_each_is_offered_once_and_the_page_never_offers_itself() -> None:
    link = "<link rel=alternate type=application/rss+xml href={}>"
    assert urls(link.format("/a") * 3 + link.format("/a#x")) == ["https://www.diario.example/a"]
    assert urls(link.format(PAGE)) == []


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "ftp://a.example/f", "file:///etc/passwd", "http://", "http://[", "/a b", "//", "/\x07"],
)
def test_what_cannot_be_fetched_is_no_offer(href: str) -> None:
    assert urls(f'<link rel=alternate type=application/rss+xml href="{href}">') == []


def test_credentials_are_not_repeated() -> None:
    html = '<link rel=alternate type=application/rss+xml href="https://me:secret@a.example/f">'
    assert urls(html) == ["https://a.example/f"]


def test_a_feed_scheme_is_a_way_to_write_http() -> None:
    assert urls("<a href='feed:https://feeds.diario.example/f'>RSS</a>") == ["https://feeds.diario.example/f"]


def test_titles_are_read_in_the_pages_charset() -> None:
    html = '<link rel=alternate type=application/rss+xml href=/f title="Opinión">'.encode("latin-1")
    assert found(html)[0].title == found(html, charset="iso-8859-15")[0].title == "Opinión"


@pytest.mark.parametrize(
    "page",
    ["<div>" * 1_500_000, "<a href=/rss><div>" * 400_000, "<x" * 4_000_000, "<!--" * 2_000_000, "<title>" * 1_000_000,
     "<link " + " ".join(f"a{n}=1" for n in range(700_000)) + ">", "<a <div '" * 800_000,
     "\0" * 1000, "", "<" * 8_000_000],
    ids=["deep", "anchors", "open", "comments", "titles", "attributes", "quotes", "nul", "empty", "angles"],
)  # fmt: skip
def test_a_hostile_page_costs_no_more_than_its_length(page: str) -> None:
    """Ended by the worker's alarm if not; a parser of HTML takes minutes for the first of these."""
    assert len(found(page)) <= 1


def test_a_page_of_links_gives_the_first_of_them() -> None:
    html = "".join(f"<link rel=alternate type=application/rss+xml href=/{n}>" for n in range(100_000))
    assert urls(html) == [f"https://www.diario.example/{n}" for n in range(MOST_OFFERS)]


def test_offers_are_named_in_short() -> None:
    offers = [Offer(f"https://a.example/{n}", "", "") for n in range(5)]
    assert worded(offers[:1]) == "https://a.example/0"
    assert worded(offers) == "https://a.example/0, https://a.example/1, https://a.example/2 and 2 more"
    assert len(worded([Offer("https://a.example/" + "x" * 900, "", "")])) <= 120
