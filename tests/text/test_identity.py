"""Entry keys, fingerprints, canonical addresses and cleaned titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.identity import canonical_url, clean_title, entry_key, fingerprint

TITLE = "Petro to visit the White House on Feb. 3"


def test_a_guid_alone_makes_the_key() -> None:
    """An entry whose link, title and date are edited stays the same entry."""
    assert entry_key("g1", "https://a.example/1", TITLE, "Thu") == entry_key(" g1 ", "https://b.example", "x", "Fri")


def test_without_a_guid_the_link_makes_the_key() -> None:
    assert entry_key("", "https://a.example/1", TITLE, "Thu") == entry_key("", "https://a.example/1", "x", "Fri")


def test_a_link_that_was_the_guid_keeps_its_entry() -> None:
    """A feed that stops repeating its links as guids must not bring every entry again."""
    assert entry_key("https://a.example/1", "https://a.example/1", "", "") == entry_key(
        "", "https://a.example/1", "", ""
    )


def test_without_guid_and_link_title_and_date_make_the_key() -> None:
    """The weekly column with one title is a new entry each week."""
    first = entry_key("", "", "Weekly briefing", "Thu, 08 Jan 2026")
    assert first == entry_key("", "", "Weekly briefing", "Thu, 08 Jan 2026")
    assert first != entry_key("", "", "Weekly briefing", "Thu, 15 Jan 2026")


def test_keys_are_short_and_survive_any_text() -> None:
    """A guid of a thousand characters, or one that holds half a surrogate pair, makes a key of 32 characters."""
    assert [len(entry_key(guid, "", "", "")) for guid in ("g" * 1000, "\ud800", "ñ")] == [32, 32, 32]


@pytest.mark.parametrize("other", [("Another title", "Summary"), (TITLE, "Another summary"), (f"{TITLE}Sum", "mary")])
def test_fingerprint_changes_with_title_and_summary(other: tuple[str, str]) -> None:
    assert fingerprint(TITLE, "Summary") == fingerprint(TITLE, "Summary")
    assert fingerprint(TITLE, "Summary") != fingerprint(*other)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.eltiempo.com/politica/petro-123", "https://eltiempo.com/politica/petro-123"),
        ("HTTP://M.ElTiempo.com:80/politica/petro-123/", "https://eltiempo.com/politica/petro-123"),
        (
            "https://amp.infobae.com/colombia/2026/01/08/petro/?outputType=amp",
            "https://infobae.com/colombia/2026/01/08/petro",
        ),
        ("https://a.example/story/amp/", "https://a.example/story"),
        ("https://a.example/story.amp?amp=1", "https://a.example/story"),
        ("https://a.example/s?utm_source=rss&b=2&a=1&fbclid=x&gclid=y#top", "https://a.example/s?a=1&b=2"),
        ("https://www.bbc.com/news/1?at_medium=RSS&at_campaign=KARANGA", "https://bbc.com/news/1"),
        ("https://www.aljazeera.com/news/1?traffic_source=rss", "https://aljazeera.com/news/1"),
        ("https://p.dw.com/p/abc?maca=es-rss-sp-top-1016-xml-mrss", "https://p.dw.com/p/abc"),
        ("https://a.example/s?id=", "https://a.example/s?id="),
        ("https://a.example:8443/s", "https://a.example:8443/s"),
        ("https://user:secret@a.example/s", "https://a.example/s"),
        ("https://a.example./política", "https://a.example/pol%C3%ADtica"),
        ("https://www.m.example.com/", "https://example.com"),
        ("https://m.com/", "https://m.com"),
        ("https://[2606:4700::1]/x", "https://[2606:4700::1]/x"),
        (" https://a.example/s\n", "https://a.example/s"),
    ],
)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "story",
        "/story",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "https://",
        "http://[",
        "http://a:x/",
        "http://a b/",
        "https://a.example/\ud800",
        "https://a.example/?b=\udcff",
    ],
)
def test_what_is_no_web_address_has_no_canonical_url(url: str) -> None:
    assert canonical_url(url) == ""


@given(
    st.builds(
        "https://{}a.example/{}?{}".format,
        st.sampled_from(["", "www.", "m.", "www.amp."]),
        st.text(st.sampled_from("añ/%2Famp.é-"), max_size=12),
        st.text(st.sampled_from("ab=&utm_%20+ñ"), max_size=12),
    )
    | st.text(st.characters(codec=None))
)
def test_a_canonical_url_is_its_own(url: str) -> None:
    """Canonical addresses may be stored and compared with fresh ones."""
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@pytest.mark.parametrize(
    ("title", "source", "clean"),
    [
        (f"{TITLE} - The Guardian", "", TITLE),
        (f"{TITLE} | Reuters", "", TITLE),
        (f"{TITLE} – CNN en Español", "", TITLE),
        (f"{TITLE} - elpais.com", "", TITLE),
        (f"{TITLE} - La Silla Vacía", "La Silla Vacía", TITLE),
        (f"{TITLE} - Wola", "WOLA", TITLE),
        (f"{TITLE} | Politics | The Guardian", "The Guardian", TITLE),
        (f"BREAKING: {TITLE}", "", TITLE),
        (f"BREAKING NEWS | {TITLE}", "", TITLE),
        (f"LIVE: {TITLE}", "", TITLE),
        (f"Live updates: {TITLE}", "", TITLE),
        ("UPDATE 1-US says Afghanistan, Colombia failed", "", "US says Afghanistan, Colombia failed"),
        ("EXCLUSIVE-US lifts sanctions", "", "US lifts sanctions"),
        ("EN VIVO | Petro llega a Washington", "", "Petro llega a Washington"),
        ("🔴 EN VIVO: Petro llega a Washington", "", "Petro llega a Washington"),
        ("Última hora: Petro llega a Washington", "", "Petro llega a Washington"),
        ("¡URGENTE! Petro llega a Washington", "", "Petro llega a Washington"),
        ("URGENTE Petro llega a Washington", "", "Petro llega a Washington"),
        ("Última hora: EN VIVO | Petro llega a Washington", "", "Petro llega a Washington"),
    ],
)
def test_clean_title_drops_outlets_and_labels(title: str, source: str, clean: str) -> None:
    assert clean_title(title, source) == clean


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "Opinion: What Petro wants from Trump",
        "Opinión | Lo que Petro quiere de Trump",
        "Petro y Trump: la llamada que cambió todo",
        "Trump-Petro call: five takeaways",
        "Petro says visit is on - and Trump agrees",
        "Petro irá a Washington - ¿y la visa?",
        "Petro meets Trump - White House",
        "Updates on the visit are expected",
        "Live animals seized at the border",
        "Petro | Reuters",
        "BREAKING:",
        "",
    ],
)
def test_clean_title_leaves_headlines_alone(title: str) -> None:
    assert clean_title(title) == title


@given(st.text(st.sampled_from("aB :|-–.1é "), max_size=30), st.sampled_from(["", "B"]))
def test_a_clean_title_is_clean(title: str, source: str) -> None:
    """Cleaning twice changes nothing, and never takes all."""
    clean = clean_title(title, source)
    assert clean_title(clean, source) == clean
    assert bool(clean) == bool(title.strip())
