"""Documents as outlets write them, and as attackers do. tests/data/feeds holds each with the entries it must give."""

from __future__ import annotations

import json
import pyexpat
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetch.document import Document
from bot.fetch.parser import MOST_ENTRIES, Parsed, ParseFailed, parse
from bot.model import Entry, FailureKind, FeedUrl, Hints, Language
from bot.text.identity import entry_key, fingerprint
from tests.doubles.origin import rss

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
DOCUMENTS = sorted((*FEEDS.glob("*.xml"), *FEEDS.glob("*.feed")))
URL = "https://feeds.example/news/rss"
FEED = FeedUrl(URL)


def read(body: str | bytes, *, charset: str | None = None, lang: Language = Language.EN, url: str = URL) -> Parsed:
    content = body.encode() if isinstance(body, str) else body
    parsed = parse(FEED, lang, Document(content, url, charset))
    assert isinstance(parsed, Parsed)
    return parsed


def item(inner: str, *, channel: str = "") -> Entry:
    """The one entry of an RSS document with one item."""
    (entry,) = read(f"<rss version='2.0'><channel>{channel}<item>{inner}</item></channel></rss>").entries
    return entry


def shown(entry: Entry) -> dict[str, str]:
    """What an entry says, without what follows from it and what is empty."""
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    published = entry.published.isoformat() if entry.published else ""
    kept = {**values, "published": published, "lang": entry.lang.value}
    return {name: value for name, value in kept.items() if value and name not in ("feed", "key", "fingerprint")}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents_give_the_entries_they_hold(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert [shown(entry) for entry in read(path.read_bytes()).entries] == expected


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_reading_a_document_twice_gives_the_same(path: Path) -> None:
    """Keys and fingerprints included: else every poll would bring everything again."""
    assert read(path.read_bytes()) == read(path.read_bytes())


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ((FEEDS / "sign-in.html").read_bytes(), "HTML page, not a feed"),
        (b"\xef\xbb\xbf\n <html><body>Not here", "HTML page, not a feed"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>', "HTML page, not a feed"),
        (b'{"version": "1.1", "items": []}', "JSON, not a feed"),
        (b"/etc/passwd", "not a feed"),
        (b"http://127.0.0.1:1/", "not a feed"),
        (b"\x00\x01\x02", "not a feed"),
        (b"<?xml version='1.0'?><opml version='2.0'><body/></opml>", "not a feed"),
        (b"<?xml version='1.0'?><table><row><entry>Year</entry><entry>2026</entry></row></table>", "not a feed"),
        (b"<rss", "not a feed"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes, detail: str) -> None:
    """A body that names a file or an address is not opened: feedparser would, if it were handed text."""
    assert parse(FEED, Language.EN, Document(body, URL)) == ParseFailed(FailureKind.NOT_A_FEED, detail)


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read((FEEDS / "empty.xml").read_bytes()) == Parsed((), Hints())


# ------------------------------------------------------------------ identity


def test_identity_is_by_guid_then_link_then_title_and_date() -> None:
    entries = read((FEEDS / "no-guid.xml").read_bytes()).entries
    assert [entry.key for entry in entries[:3]] == [
        entry_key("", "https://noguid.example/1", "", ""),
        entry_key("", "", "Unlinked", "Wed, 14 Jan 2026 10:00:00 GMT"),
        entry_key("4711", "", "", ""),
    ]
    assert entries[0].fingerprint == fingerprint("Linked", "")


def test_identity_survives_a_feed_that_moves() -> None:
    """Guids that are no addresses, and relative links, must not take on the address of the day."""
    body = rss(("One", "4711"), ("Two", "/2026/two"))
    here, there = read(body), read(body, url="https://elsewhere.example/")
    assert [entry.key for entry in here.entries] == [entry.key for entry in there.entries]


def test_of_two_entries_with_one_identity_the_first_stands() -> None:
    """Feeds list the newest first; an entry must not change to and fro within one document."""
    (entry,) = read(rss(("Corrected", "https://a.example/1"), ("First version", "https://a.example/1"))).entries
    assert entry.title == "Corrected"


# ------------------------------------------------------------------ fields


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<link>/2026/a</link>", "https://feeds.example/2026/a"),
        ("<link>a</link>", "https://feeds.example/news/a"),
        ("<link>//cdn.example/a</link>", "https://cdn.example/a"),
        ("<link>https://a.example/x y</link>", "https://a.example/x%20y"),
        ("<guid>https://a.example/1</guid>", "https://a.example/1"),
        ("<guid>1</guid>", ""),
        ("<guid>1</guid><link>a</link>", "https://feeds.example/news/a"),
        ("<guid isPermaLink='false'>https://a.example/1</guid>", ""),
        ("<link>javascript:alert(1)</link>", ""),
        ("<link>https://a.example/&quot;&gt;&lt;b&gt;</link>", ""),
        ("<link>https://a.example/\u202egpj.exe</link>", ""),
        ("<link>http://[</link>", ""),
        (f"<link>https://a.example/{'a' * 2000}</link>", ""),
        ("", ""),
    ],
)
def test_links_are_web_addresses_or_nothing(inner: str, url: str) -> None:
    assert item(f"<title>T</title>{inner}").url == url


def test_xml_base_is_heeded() -> None:
    head = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/'>"
    assert read(f"{head}<entry><title>T</title><link href='x'/></entry></feed>").entries[0].url == "https://b.example/x"


@pytest.mark.parametrize(
    ("inner", "lang"),
    [
        ("<dc:language>es-CO</dc:language>", Language.ES),
        ("<dc:language>en_US</dc:language>", Language.EN),
        ("<dc:language>pt</dc:language>", Language.EN),
        ("<dc:language></dc:language>", Language.EN),
        ("", Language.EN),
    ],
)
def test_an_entry_may_state_its_own_language(inner: str, lang: Language) -> None:
    assert item(f"<title>T</title>{inner}").lang is lang


def test_the_language_of_the_whole_document_does_not_outweigh_the_admins_word() -> None:
    """Spanish outlets' blog engines say en-US as they were installed; only what an entry says otherwise counts."""
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>F</title>"
        "<entry><title>Uno</title></entry><entry xml:lang='en'><title>Dos</title></entry>"
        "<entry xml:lang='es'><title>Tres</title></entry></feed>"
    )
    assert [entry.lang for entry in read(atom, lang=Language.ES).entries] == [Language.ES] * 3
    assert [entry.lang for entry in read(atom, lang=Language.EN).entries] == [Language.EN, Language.EN, Language.ES]


UPDATED = "<updated xmlns='http://www.w3.org/2005/Atom'>2026-01-14T10:00:00Z</updated>"


@pytest.mark.parametrize(
    ("inner", "published"),
    [
        ("<pubDate>Wed, 14 Jan 2026 10:00:00 -0500</pubDate>", datetime(2026, 1, 14, 15, tzinfo=UTC)),
        (f"<pubDate>soon</pubDate>{UPDATED}", datetime(2026, 1, 14, 10, tzinfo=UTC)),
        (UPDATED, datetime(2026, 1, 14, 10, tzinfo=UTC)),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
        ("<pubDate>soon</pubDate>", None),
        ("", None),
    ],
)
def test_dates_are_read_or_left_out(inner: str, published: datetime | None) -> None:
    """Never made up: a date of our own would make old news new."""
    assert item(f"<title>T</title>{inner}").published == published


def test_an_impossible_date_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should feedparser ever give fields that are no date."""
    import feedparser

    parsed = feedparser.parse(rss(("T", "https://a.example/1")).encode())
    parsed.entries[0]["published_parsed"] = (2026, 2, 30, 0, 0, 0, 0, 0, 0)
    monkeypatch.setattr(feedparser, "parse", lambda *_, **__: parsed)
    assert read(b"").entries[0].published is None


def test_items_that_share_a_guid_or_a_link_are_told_apart() -> None:
    """Some systems give each item the site's address; one of them alone would stand for all."""
    for name in ("constant-guid", "constant-link", "constant-both", "titleless"):
        entries = read((FEEDS / f"{name}.xml").read_bytes()).entries
        assert len({entry.key for entry in entries}) == len(entries) >= 3


def test_an_item_that_was_edited_is_one_although_both_versions_stand_in_the_document() -> None:
    twice = "<item><title>{}</title><link>https://a.example/1</link><guid>1</guid></item>"
    body = f"<rss version='2.0'><channel>{twice.format('After')}{twice.format('Before')}</channel></rss>"
    assert [entry.title for entry in read(body).entries] == ["After"]


def test_an_item_that_is_listed_under_two_addresses_is_one() -> None:
    twice = "<item><title>Once</title><link>https://a.example/1{}</link><guid>1</guid></item>"
    body = f"<rss version='2.0'><channel>{twice.format('?from=home')}{twice.format('')}</channel></rss>"
    assert [entry.url for entry in read(body).entries] == ["https://a.example/1?from=home"]


def test_two_titles_with_dates_of_their_own_are_two_items_although_they_share_an_address() -> None:
    """Pages that grow give their own address to each story on them."""
    item = "<item><title>{}</title><link>https://a.example/</link><guid>https://a.example/</guid>{}</item>"
    dates = ("<pubDate>Wed, 14 Jan 2026 10:00:00 GMT</pubDate>", "<pubDate>Tue, 13 Jan 2026 10:00:00 GMT</pubDate>")
    new, old = item.format("New story", dates[0]), item.format("Old story", dates[1])
    entries = read(f"<rss version='2.0'><channel>{new}{old}</channel></rss>").entries
    assert [entry.title for entry in entries] == ["New story", "Old story"]
    (entry,) = read(f"<rss version='2.0'><channel>{new}{old.replace(dates[1], '')}</channel></rss>").entries
    assert entry.title == "New story"


def test_an_item_without_text_is_called_by_its_address() -> None:
    """Else by its guid, else by a sign that there is nothing to say: it is an entry all the same."""
    assert item("<link>https://a.example/1</link>").title == "https://a.example/1"
    assert item("<guid isPermaLink='false'>4711</guid>").title == "4711"
    assert item("<guid isPermaLink='false'>&lt;b&gt;x&lt;/b&gt;</guid>").title == "x"
    assert item("<author>Ana</author>").title == "…"


def test_the_path_through_which_a_document_is_read_makes_no_difference() -> None:
    """A stray character sends a feed to feedparser; its entries stay who they are."""
    body = (FEEDS / "wordpress.xml").read_text("utf-8")
    assert read(body) == read(body.replace("</channel>", "<x>&</x></channel>"))


def test_texts_are_plain_and_short() -> None:
    entry = item(
        f"<title>{'long title ' * 90}</title><author>{'Ana ' * 900}</author>"
        f"<description>&lt;p&gt;{'long text ' * 900}&lt;/p&gt;</description><guid>{'g' * 5000}</guid>"
    )
    assert (len(entry.title) <= 300, len(entry.summary) <= 2000, len(entry.author) <= 1000) == (True, True, True)
    assert (entry.title[-1], entry.summary[-1], len(entry.guid)) == ("…", "…", 1000)


def test_a_document_says_when_to_come_back() -> None:
    """Every hour and day to skip counts, although feedparser keeps only the last."""
    said = (
        "<ttl> 90 </ttl><skipHours><hour>0</hour>\n<hour> 13 </hour></skipHours><skipDays><day>Sunday</day></skipDays>"
    )
    assert read(rss(extra=said)).hints == Hints(timedelta(minutes=90), frozenset({0, 13}), frozenset({6}))


def test_the_syndication_module_says_it_too() -> None:
    said = (
        "<sy:updatePeriod xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>daily</sy:updatePeriod>"
        "<sy:updateFrequency xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>4</sy:updateFrequency>"
    )
    assert read(rss(extra=said)).hints == Hints(timedelta(hours=6))


@pytest.mark.parametrize("second", ["Second", "Bed & breakfast"])
@pytest.mark.parametrize(
    ("declared", "sent", "stated", "title"),
    [
        ("utf-8", "utf-8", "iso8859-1", "Reunión"),
        ("utf-8", "utf-8", "windows-1252", "Reunión — hoy"),
        ("iso-8859-1", "utf-8", None, "Reunión"),
        ("utf-8", "windows-1252", None, "Reunión"),
        ("utf-8", "iso8859-2", "iso8859-2", "Łódź"),
        ("iso-8859-2", "iso8859-2", None, "Łódź"),
        ("iso-8859-1", "iso8859-2", "iso8859-2", "Łódź"),
        ("utf-8", "shift_jis", "shift_jis", "日本"),
        ("utf-8", "iso2022_jp", "iso2022_jp", "日本"),
        ("utf-8", "utf-8-sig", "iso8859-1", "Reunión"),
        ("utf-8", "utf-16", None, "Reunión"),
    ],
)
def test_rule_32_charsets(declared: str, sent: str, stated: str | None, title: str, second: str) -> None:
    """Rule 32: what HTTP states, then a byte order mark, then what the document declares; but UTF-8 is UTF-8.

    So too where the document is not well-formed.
    """
    items = "".join(f"<item><title>{text}</title></item>" for text in (title, second))
    body = f"<?xml version='1.0' encoding='{declared}'?><rss version='2.0'><channel>{items}</channel></rss>"
    assert [entry.title for entry in read(body.encode(sent), charset=stated).entries] == [title, second]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("&#55357;&#56846; smile", "😎 smile"),
        ("&#xD83D;&#xDE0E; smile", "😎 smile"),
        ("&#55357; half", "\ufffd half"),
        ("&#xDE0E;&#xD83D; wrong way round", "\ufffd\ufffd wrong way round"),
        ("&#1114112; &#x110000; &#99999999999999999999;", "\ufffd \ufffd \ufffd"),
        (f"&#{'9' * 5000}; endless", "\ufffd endless"),
        ("&#8217;&#128526;&#x1F60E; fine", "’😎😎 fine"),
        ("&#0;&#7;bell", "bell"),
    ],
)
@pytest.mark.parametrize("end", ["", "&"], ids=["well-formed", "malformed"])
def test_references_to_half_a_character_do_no_harm(written: str, title: str, end: str) -> None:
    """Neither to this text, which must be fit to store and to send, nor to the rest of the document."""
    entry = item(f"<title>{written}</title>{end}")
    assert entry.title == title
    assert repr(entry).encode()


# ------------------------------------------------------------------ hostile


def test_expat_limits_amplification() -> None:
    """2.4.1 and later stop entity bombs; an older one would need a guard of ours."""
    assert tuple(map(int, pyexpat.EXPAT_VERSION.removeprefix("expat_").split("."))) >= (2, 4, 1)


def test_billion_laughs_stay_one() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE r [<!ENTITY l0 "lol">{levels}]>' + rss(("&l9;", "https://a.example/1")).partition("?>")[2]
    result = parse(FEED, Language.EN, Document(body.replace("&amp;l9;", "&l9;").encode(), URL))
    assert all(len(entry.title) <= 300 for entry in getattr(result, "entries", ()))


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    body = (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + rss(("X", "https://a.example/1")).partition("?>")[2]
    )
    assert "the secret" not in repr(read(body.replace("<title>X<", "<title>a &x; b<")))


def test_a_document_gives_so_many_entries_and_no_more() -> None:
    body = rss(*((f"Title {n}", f"https://a.example/{n}") for n in range(MOST_ENTRIES + 1)))
    assert len(read(body).entries) == MOST_ENTRIES


@given(st.lists(st.sampled_from([*b"<>/&;'\"= \n\xff", *b"rssfeeditemlnk#xd8019"]), max_size=80))
def test_any_bytes_are_read_or_refused(body: list[int]) -> None:
    """Nothing a server sends makes the parser raise."""
    head = b"<rss version='2.0'><channel><item><title>t</title>"
    assert isinstance(parse(FEED, Language.EN, Document(head + bytes(body), URL)), Parsed | ParseFailed)
