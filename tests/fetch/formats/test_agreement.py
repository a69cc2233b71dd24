"""The fast reader declines or gives what feedparser gives, in every field that we take."""

from __future__ import annotations

from pathlib import Path

import pytest
from feedparser.mixin import _FeedParserMixin
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fetch.document import Document
from bot.fetch.formats import fast, names, thorough
from bot.model import Language
from tests.doubles.origin import rss

FEEDS = Path(__file__).parents[2] / "data" / "feeds"
DOCUMENTS = sorted(FEEDS.glob("*.xml"))
URL = "https://feeds.example/rss"

TAKEN = frozenset(
    (
        *("aggregator", "atom-blog", "atom-planet", "atom-relative", "atom-video", "byte-order-mark", "cdata"),
        *(
            "changing-guids-1",
            "changing-guids-2",
            "constant-both",
            "constant-guid",
            "constant-link",
            "empty",
            "mojibake",
            "namespaces",
            "no-guid",
            "rss-0.92",
            "rss-odd-case",
        ),
        *("rss-2.0", "skipping", "titleless", "utf-8-called-latin-1", "wordpress"),
    )
)
"""The documents that the fast reader must not decline: feeds as most are."""


def agrees(body: bytes, charset: str | None = None) -> bool | None:
    """None if the fast reader declines."""
    document = Document(body, URL, charset)
    found = fast.read(document, most=100)
    if found is None:
        return None
    try:
        expected = thorough.read(document, most=100)
    except Exception:  # noqa: BLE001 - feedparser falls over some of what hypothesis makes
        return True
    return expected is not None and (found.hints, list(found.items)) == (expected.hints, list(expected.items))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents_are_read_alike(path: Path) -> None:
    assert agrees(path.read_bytes()) is (True if path.stem in TAKEN else None)


def test_a_hint_with_elements_in_it_is_left_to_feedparser() -> None:
    body = (FEEDS / "wordpress.xml").read_bytes()
    assert agrees(body) is True
    assert agrees(body.replace(b"<sy:updatePeriod>", b"<sy:updatePeriod><title>T</title>")) is None


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
@given(data=st.data())
def test_damaged_documents_are_read_alike(path: Path, data: st.DataObject) -> None:
    """Stretches of a document removed, doubled, moved to another place, or replaced by telling ones."""
    body = path.read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        start, end, place = sorted(data.draw(st.integers(0, len(body))) for _ in range(3))
        piece = data.draw(st.sampled_from([b"", body[start:end], body[end:place], *PIECES]))
        body = body[:start] + piece + body[end:]
    assert agrees(body) is not False


PIECES = (
    *(
        b"&amp;",
        b"&#233;",
        b"&nbsp;",
        b"&",
        b"<",
        b"]]>",
        b"<![CDATA[",
        b"<!-- x -->",
        b"<?x y?>",
        b"\xc3\xa9",
        b"\xe9",
    ),
    *(b"<title>T</title>", b"<link/>", b"<guid>1</guid>", b"<item>", b"</item>", b"<item/>", b"<description/>"),
    *(b" xml:lang='es'", b" xml:base='https://b.example/'", b" isPermaLink='false'", b" type='xhtml'", b" rel='self'"),
    *(b"<media:title xmlns:media='http://search.yahoo.com/mrss/'>M</media:title>", b"<image><title>I</title></image>"),
)

# ------------------------------------------------------------------ documents put together at random

NAMESPACES = {
    "a": names.ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "georss": "http://www.georss.org/georss",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "x": "urn:x",
}
HANDLED = sorted(
    name.replace("_", ":", 1) if name.partition("_")[0] in NAMESPACES else name
    for name in names.HANDLED | {"x_y", "own"}
)
USUAL = {
    "rss": "title link guid pubDate description content:encoded dc:creator author source category media:content"
    " media:thumbnail media:title media:description dc:date enclosure itunes:summary x:y",
    "atom": "title link id published updated summary content author source category rights media:group x:y",
    "around": "title link description ttl image sy:updatePeriod language author itunes:summary own",
}
TEXTS = st.sampled_from(
    (
        *("", " ", "One", "Dos &amp; tres", "&lt;b&gt;bold&lt;/b&gt;", "<![CDATA[<p>&amp; <i>x</i></p>]]>", "café"),
        *("cafÃ©", "\u0093quoted\u0094", "https://a.example/1", "http:///a.example/?a=1&amp;b=2", "/r?x=1&amp;amp;y=2"),
        *("4711", "Wed, 14 Jan 2026 10:00:00 GMT", "2026-01-14T10:00:00Z", "2026-01-14T10:00:00+0530", "soon", "es"),
        *("ana@a.example (Ana)", "a <!-- c --> b", "&#169; &#x2019;", "https://a.example/b#", "60", "hourly"),
    )
)
ATTRIBUTES = st.one_of(
    *(st.just("") for _ in range(60)),
    st.sampled_from(
        (
            *("type='html'", "type='xhtml'", "type='base64'", "isPermaLink='false'", "isPermaLink='TRUE'", "lang='en'"),
            *(
                "rel='alternate' href='https://b.example/'",
                "rel='self' href='https://b.example/self'",
                "href='relative'",
            ),
            *(
                "url='https://c.example/'",
                "xml:lang='es'",
                "xml:base='https://d.example/'",
                "base='q'",
                "mode='escaped'",
            ),
            *("x:href='https://e.example/'", "HREF='https://f.example/'", "src='https://g.example/'", "own='1'"),
        )
    ),
)


@st.composite
def elements(draw: st.DrawFn, kind: str, depth: int = 0) -> str:
    usual = USUAL[kind].split()
    name = draw(st.sampled_from(usual if draw(st.integers(0, 60)) else HANDLED))
    inner = draw(TEXTS)
    if depth < 2 and not draw(st.integers(0, 25)):
        inner = "".join(draw(st.lists(elements(kind, depth + 1), max_size=3)))
    if name == "author" and kind == "atom":
        parts = draw(st.lists(st.sampled_from(("name", "email", "uri", "x:z")), max_size=3, unique=True))
        inner = "".join(f"<{part}>{draw(TEXTS)}</{part}>" for part in parts)
    return f"<{name} {draw(ATTRIBUTES)}>{inner}</{name}>"


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    kind = draw(st.sampled_from(("rss", "atom")))
    bound = " ".join(f"xmlns:{prefix}='{namespace}'" for prefix, namespace in NAMESPACES.items())
    root = f"rss version='2.0' {bound}" if kind == "rss" else f"feed xmlns='{names.ATOM}' {bound}"
    item = "item" if kind == "rss" else "entry"
    parts = draw(st.lists(elements("around"), max_size=3))
    for _ in range(draw(st.integers(1, 3))):
        inner = "".join(draw(st.lists(elements(kind), max_size=6)))
        parts.append(f"<{item} {draw(ATTRIBUTES)}>{inner}</{item}>")
    channel = "".join(draw(st.permutations(parts)) if draw(st.booleans()) else parts)
    inner = f"<channel>{channel}</channel>" if kind == "rss" else channel
    return f"<{root} {draw(ATTRIBUTES)}>{inner}</{root.partition(' ')[0]}>".encode()


@settings(max_examples=300)
@given(documents())
def test_made_up_documents_are_read_alike(body: bytes) -> None:
    assert agrees(body) is not False


# ------------------------------------------------------------------ what it must know, and what it must leave alone


def test_every_name_that_feedparser_handles_is_known() -> None:
    """A release that handles another must not be read past."""
    handlers = (name.split("_", 2) for name in dir(_FeedParserMixin) if name.startswith(("_start_", "_end_")))
    known = names.HANDLED | {"contributor"}
    assert {parts[2].lower() for parts in handlers} - known - {"channel", "feed", "rss"} == set()
    prefixes = {key.lower(): prefix.lower() for key, prefix in _FeedParserMixin.namespaces.items()}
    handled = {name.partition("_")[0] for name in known if "_" in name} & set(prefixes.values())
    assert {key: prefix for key, prefix in prefixes.items() if prefix in handled} == {
        key: prefix for key, prefix in names.PREFIXES.items() if prefix in handled
    }


@pytest.mark.parametrize(
    ("declared", "charset", "taken"),
    [
        ("utf-8", None, True),
        ("UTF-8", "iso8859-1", True),
        ("iso-8859-1", None, True),
        ("utf-16", None, False),
        ("utf-8", "utf-16", False),
        ("ebcdic-cp-us", None, False),
        ("utf-7", None, False),
    ],
)
def test_ascii_in_disguise_is_left_alone(declared: str, charset: str | None, taken: bool) -> None:  # noqa: FBT001
    body = rss(("T", "https://a.example/1")).replace('version="1.0"', f'version="1.0" encoding="{declared}"', 1)
    assert agrees(body.encode(), charset) is (True if taken else None)


@pytest.mark.parametrize(
    "root",
    [
        "<rss version='2.0' xmlns:dc='urn:not-dublin-core'>",
        "<rss version='2.0' xmlns:x='http://purl.org/dc/elements/1.1/' xmlns:dc='http://search.yahoo.com/mrss/'>",
        "<rss version='2.0' xmlns='http://backend.userland.com/rss2'>",
        "<rss version='2.0' xmlns:r='http://purl.org/rss/1.0/'>",
        "<rss version='2.0' xmlns='urn:own'>",
        "<rss version='2.0' xmlns:x='urn:one' xmlns:y='urn:one'>",
        "<rss version='2.0' xml:base='relative/'>",
        "<rss version='2.0' xml:lang='es'>",
        "<rss version='2.0'><x/>",
        "<!DOCTYPE rss><rss version='2.0'>",
        "<!-- <a> --><!DOCTYPE rss><rss version='2.0'>",
    ],
)
def test_unusual_documents_are_left_to_feedparser(root: str) -> None:
    item = "<item><title>T</title></item>"
    assert fast.read(Document(f"{root}<channel>{item}</channel></rss>".encode(), URL), most=9) is None


def test_an_items_own_language_is_read_as_feedparser_reads_it() -> None:
    entries = "".join(f"<entry{lang}><title>T</title></entry>" for lang in ("", " xml:lang='es'", " xml:lang=''"))
    body = f"<feed xmlns='{names.ATOM}' xml:lang='en'><title>F</title>{entries}</feed>".encode()
    assert agrees(body)
    found = fast.read(Document(body, URL), most=9)
    assert found is not None
    assert [item.lang for item in found.items] == [None, Language.ES, None]


@pytest.mark.parametrize(
    "inner",
    [
        "<link>https://a.example/1</link><x xml:base='https://b.example/'/><guid>https://[</guid>",
        "<guid>4711</guid><x xml:base='https://b.example/'/>",
        "<author><name>A</name></author><author><email>a@a.example</email></author>",
        "<source><link>https://a.example/?a&amp;amp;b</link></source>",
        "<source>S<title>T</title></source>",
        "<source x='1'><title>T</title></source>",
        "<source><image/></source>",
        "<author><name>A</name><name>B</name></author>",
        "<author><title>A</title></author>",
        "<title>T</title><x lang='en' xml:lang='es'/><link lang='en' xml:lang='es'/>",
        "<title>T</title><x><description xmlns='http://search.yahoo.com/mrss/'/></x><x:y:z xmlns:x='urn:x'/>",
        "<média>x</média><title>T</title>",
        "<xml:note>x</xml:note>",
        "<x><media:title xmlns:media='http://search.yahoo.com/mrss/'>M</media:title></x>",
        "<itunes:summary xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>S</itunes:summary><description/>",
        "<link " + " ".join(f"a{n}='1'" for n in range(101)) + "/>",
        "<media:title xmlns:media='http://search.yahoo.com/mrss/'>First</media:title>",
        "<title lang='es'>T</title>",
        "<title>T</title><title>T</title>",
    ],
)
def test_what_feedparser_reads_in_ways_of_its_own_is_left_to_it(inner: str) -> None:
    body = f"<rss version='2.0'><channel><item>{inner}</item></channel></rss>"
    assert fast.read(Document(body.encode(), URL), most=9) is None


@pytest.mark.parametrize(
    "around",
    [
        "<feed/>",
        "<title lang='es'>F</title>",
        "<title>F<b>x</b></title>",
        "<image><ttl>60</ttl></image>",
        "<image><item/></image>",
    ],
)
def test_what_stands_around_the_items_may_be_unusual_too(around: str) -> None:
    body = f"<rss version='2.0'><channel>{around}<item><title>T</title></item></channel></rss>"
    assert fast.read(Document(body.encode(), URL), most=9) is None
    body = "<rss version='2.0'><channel href='https://a.example/'><item><title>T</title></item></channel></rss>"
    assert fast.read(Document(body.encode(), URL), most=9) is None


def test_items_beyond_the_limit_are_not_read() -> None:
    document = Document(rss(*((f"T{n}", f"https://a.example/{n}") for n in range(5))).encode(), URL)
    found = fast.read(document, most=3)
    assert found is not None
    assert [item.title for item in found.items] == ["T0", "T1", "T2"]
