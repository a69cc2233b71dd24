"""Plain text from HTML: nothing of the markup left, nothing invisible, nothing lost that a reader would see."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.markup import clip, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Petro</p><p>viaja</p>a Washington<br>hoy", "Petro viaja a Washington hoy"),
        ("<b>Pe</b>tro’s <a href='x'>vi</a>sit", "Petro’s visit"),
        ("<ul><li>uno</li><li>dos</li></ul><table><tr><td>tres</td><td>4</td></tr></table>", "uno dos tres 4"),
        ("AT&amp;T &hellip; Caf&eacute;&nbsp;Bogot&#225;", "AT&T … Café Bogotá"),
        ("R&amp;amp;D &amp;#8220;now&amp;#8221;", "R&D “now”"),
        ("&lt;p&gt;escaped &lt;b&gt;twice&lt;/b&gt;&lt;/p&gt;", "escaped twice"),
        ("R&amp;amp;amp;D", "R&D"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;x", "x"),
        ("a<script>alert('x')</script>b<style>p {}</style>c<!-- d -->e", "a b ce"),
        ('<img src="x" alt="alt"/>Text', "Text"),
        ("5 < 7 & 8 > 6", "5 < 7 & 8 > 6"),
        ("no <b>closing", "no closing"),
        ("cut off <a href='https://", "cut off"),
        ("\x00one\x07 two\x1b[31m\x85three\u2028four", "one two[31m three four"),
        ("\u202egro\u202c \u2066x\u2069 soft\u00adhyphen zero\u200bwidth \ufeffbom", "gro x softhyphen zerowidth bom"),
        ("run\u200d\u200c\u200dning \u200dedge\u200c", "running edge"),
        ("family 👩\u200d👩\u200d👧 and می\u200cخواهم", "family 👩\u200d👩\u200d👧 and می\u200cخواهم"),
        ("half \ud83d pair", "half pair"),
        ("half &amp; \ud83d pair", "half & pair"),
        ("Me\u0301xico", "México"),
        (" \n\t ", ""),
        ("", ""),
    ],
)
def test_plain_text(html: str, text: str) -> None:
    assert plain_text(html, 300) == text


@pytest.mark.parametrize(
    "tail",
    [
        '<p>The post <a href="x">Petro to visit</a> appeared first on <a href="y">The City Paper</a>.</p>',
        "<p>The post Consul leaves the post first appeared on The City Paper.</p>",
        "<p>La entrada <a>Petro viaja</a> apareció primero en <a>Ifm Noticias</a>.</p>",
        "<p>La entrada Petro viaja se publicó primero en Ifm Noticias.</p>",
        '<a href="x">Read more&hellip;</a>',
        "Read More",
        "Leer más »",
        "[Leer más...]",
        "Ver más",
        "Continue reading...",
        "Continue reading “Petro to visit” →",
        "Seguir leyendo",
        "Sigue leyendo.",
        "Read more The post X appeared first on Y.",
    ],
)
def test_boilerplate_at_the_end_is_dropped(tail: str) -> None:
    """What the blog engine adds is not news, and would bear on every question about reading posts."""
    assert plain_text(f"The date is set. {tail}", 300) == "The date is set."


def test_boilerplate_takes_no_sentence_with_it() -> None:
    """A text that speaks of a post of its own keeps it."""
    text = "The post of ambassador is vacant."
    assert plain_text(f"{text} The post Vacant post appeared first on The City Paper.", 300) == text


def test_boilerplate_alone_leaves_nothing() -> None:
    assert plain_text("<a>Read more</a>", 300) == ""


@pytest.mark.parametrize(
    "text", ["He should read more", "The post of ambassador is vacant", "Quiere seguir leyendo el fallo"]
)
def test_sentences_that_resemble_boilerplate_stay(text: str) -> None:
    assert plain_text(text, 300) == text


@pytest.mark.parametrize("sign", [" [&#8230;]", " [...]", "...", " (…)", "…"])
def test_an_elided_end_shows_one_ellipsis(sign: str) -> None:
    assert plain_text(f"<p>The date{sign}</p>", 300) == "The date…"


def test_an_elision_after_a_whole_sentence_shows_nothing() -> None:
    assert plain_text("<p>The date is set. [&#8230;]</p>", 300) == "The date is set."


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("one, two", 6, "one…"),
        ("unbroken", 5, "unbr…"),
    ],
)
def test_clip_cuts_at_a_word(text: str, limit: int, clipped: str) -> None:
    assert clip(text, limit) == clipped


@given(st.text(st.sampled_from("ab <>&;p/\u202e\u200d\x00\ud800é\u0301. "), max_size=60), st.integers(2, 30))
def test_plain_text_is_one_short_visible_line(html: str, limit: int) -> None:
    """Whatever comes in: at most `limit` characters, one line, encodable, composed, no controls."""
    text = plain_text(html, limit)
    assert len(text) <= limit
    assert text == " ".join(text.split()) == unicodedata.normalize("NFC", text)
    text.encode()
    assert not {"\u202e", "\x00"} & set(text)


@pytest.mark.parametrize("piece", ["<div>", "<b><p>", "<a href=", "The post ", "&lt;"])
def test_deep_or_endless_markup_is_bounded(piece: str) -> None:
    """A megabyte of hostile markup costs no more than its beginning."""
    assert len(plain_text(piece * 200_000, 300)) <= 300


@pytest.mark.parametrize(
    "words",
    [
        "The post Visit appeared first on News.",
        "La entrada Visita apareció primero en Noticias.",
        "El artículo Visita se publicó primero en Noticias.",
        "La noticia Visita aparece primero en Noticias.",
        *("Read more", "READ MORE", "Read the full story", "Leer más", "LEER MÁS", "Ver más", "VER MÁS", "Lea más"),
        *("LEA MÁS", "Continue reading", "CONTINUE READING", "Keep reading", "Seguir leyendo", "Sigue leyendo"),
        *("Siga leyendo", "Continuar leyendo", "Continúe leyendo"),
    ],
)
def test_no_tail_is_let_go_at_the_first_look(words: str) -> None:
    """What a tail may begin with is written down twice, for the sake of speed."""
    assert plain_text(f"The visit is on. {words}", 300) == "The visit is on."
