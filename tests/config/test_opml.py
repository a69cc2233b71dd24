"""OPML as other programs write it, as we write it, and as attackers do."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from bot.config.opml import MOST_BYTES, MOST_OUTLINES, NotOpml, Outline, read_opml, write_opml
from bot.model import FeedKind, Language
from tests.builders import T0, feed

PRESS = FeedKind.PRESS


def opml(body: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>\n{head}<opml version="1.0"><body>\n{body}</body></opml>'.encode()


def outlines(content: bytes) -> tuple[Outline, ...]:
    found = read_opml(content)
    assert isinstance(found, tuple), found
    return found


def refused(content: bytes) -> NotOpml:
    found = read_opml(content)
    assert isinstance(found, NotOpml)
    return found


def test_feeds_are_found_in_folders_of_folders() -> None:
    body = """<outline text="News"><outline text="Colombia">
        <outline text="El Tiempo" title="x" type="rss" xmlUrl="https://a.example/f" language="es-CO"/>
        </outline></outline>
        <outline title="The Herald" xmlUrl=" https://b.example/f " category="/News,official"/>
        <outline text="A page" type="link" url="https://c.example/"/>"""
    assert outlines(opml(body)) == (
        Outline(4, "https://a.example/f", "El Tiempo", Language.ES, PRESS),
        Outline(6, "https://b.example/f", "The Herald", None, FeedKind.OFFICIAL),
    )


def test_names_of_any_case_are_read() -> None:
    assert outlines(b"<OPML><Outline TEXT='A' xmlurl='https://a.example/f'/></OPML>")[0].url == "https://a.example/f"


def test_bare_ampersands_are_forgiven() -> None:
    body = '<outline text="A & B &amp; C" xmlUrl="https://a.example/f?a=1&b=2&amp;c=3"/>'
    assert outlines(opml(body)) == (Outline(3, "https://a.example/f?a=1&b=2&c=3", "A & B & C", None, PRESS),)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_are_read(encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><opml><outline text="Ñ" xmlUrl="u"/></opml>'
    )
    assert outlines(text.encode(encoding))[0].title == "Ñ"


def test_what_is_written_is_read_again() -> None:
    feeds = [
        feed("https://a.example/f?a=1&b=<'\">", outlet='A "B" & C\'s', lang=Language.ES, kind=FeedKind.WIRE),
        feed("https://b.example/f", outlet="Ñandú"),
    ]
    text = write_opml(feeds, "Stillopen: feeds & more", T0)
    assert [(o.url, o.title, o.lang, o.kind) for o in outlines(text.encode())] == [
        (f.url, f.outlet, f.lang, f.kind) for f in feeds
    ]


def test_what_is_written_is_opml_2() -> None:
    """By its page: a version, a head with a date of RFC 822, a body; feeds have `type`, `text` and `xmlUrl`."""
    root = ET.fromstring(write_opml([feed()], "Feeds", T0))  # noqa: S314 - our own
    assert (root.tag, root.attrib, [each.tag for each in root]) == ("opml", {"version": "2.0"}, ["head", "body"])
    assert root.findtext("head/dateCreated") == "Thu, 08 Jan 2026 12:00:00 +0000"
    attributes = {"type": "rss", "text": "The Example", "language": "en", "category": "press"}
    assert root.find("body/outline").attrib == attributes | {"xmlUrl": "https://news.example/feed"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not well-formed"),
        (b"<opml>", "not well-formed"),
        (opml("<outline text='&nbsp;' xmlUrl='u'/>"), "not well-formed"),
        (b"<rss version='2.0'/>", "XML, but not OPML"),
        (b"not xml", "not well-formed"),
        (b"<?xml version='1.0' encoding='klingon'?><opml/>", "encoding"),
        (opml("", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "entities"),
        (opml("<outline text='&x;'/>", "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"), "entities"),
        (opml("", "<!DOCTYPE x [<!ENTITY % x SYSTEM 'http://127.0.0.1/'> %x;]>"), "entities"),
        (opml("<outline>" * 200), "nested too deeply"),
        (opml("<outline/>" * (MOST_OUTLINES + 1)), "more than"),
        (b" " * (MOST_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_what_is_no_opml_or_meant_to_harm_is_refused(content: bytes, why: str) -> None:
    assert why in refused(content).why


def test_a_refusal_says_where() -> None:
    assert refused(opml("<outline>\n<oops>\n</outline>")).line == 5
