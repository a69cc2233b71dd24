"""A feed more or less in feeds.yaml: what is not about that feed stays, character by character."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.editing import Edit, NewFeed, snippet, with_feeds, without_feed
from bot.config.layout import Unusual, lay_out
from bot.config.reading import config_of
from bot.errors import ConfigError
from bot.model import FeedKind, Language

QUESTIONS = """
questions:
  visit: {ask: {en: "When?", es: "¿Cuándo?"}, match: Petro}
"""
FEEDS = """\
# What we watch.
freshness: 48h     # two days

feeds:
  # ---- governments
  - url: https://gov.example/feed
    outlet: The Government
    kind: official
    lang: en

  # ---- press in Spanish
  - url: https://diario.example/rss/a.xml
    outlet: 'Diario'   # the big one
    lang: es
    # every: 5m
  # only politics
  - url: https://hora.example/feed
    outlet: La Hora
    lang: es

  # whoever is left
  - {url: "https://faro.example/feed", outlet: El Faro, lang: en, every: 30m}
"""
TEXT = FEEDS + QUESTIONS
NEW = NewFeed("https://nuevo.example/feed", "Nuevo", Language.ES)


def edited(edit: Edit | Unusual) -> Edit:
    assert isinstance(edit, Edit), edit
    return edit


def added(text: str, *new: NewFeed) -> str:
    return edited(with_feeds(text, "feeds.yaml", new or (NEW,))).text


def removed(text: str, index: int) -> Edit:
    return edited(without_feed(text, "feeds.yaml", index))


BLOCK = """\
  - url: https://nuevo.example/feed
    outlet: Nuevo
    lang: es
"""


def test_a_feed_stands_after_the_last_of_its_kind_and_language() -> None:
    before = "    outlet: La Hora\n    lang: es\n"
    assert added(TEXT) == TEXT.replace(before, before + BLOCK)


def test_a_feed_stands_after_others_of_its_publisher() -> None:
    new = NewFeed("https://www.diario.example/rss/b.xml", "Diario", Language.EN, every=timedelta(minutes=10))
    before = "    # every: 5m\n"
    block = "  - url: https://www.diario.example/rss/b.xml\n    outlet: Diario\n    lang: en\n    every: 10m\n"
    assert added(TEXT, new) == TEXT.replace(before, before + block)


def test_a_feed_like_no_other_stands_last() -> None:
    new = NewFeed("https://wire.example/feed", "Wire", Language.ES, FeedKind.WIRE)
    assert "every: 30m}\n  - {url: https://wire.example/feed, outlet: Wire, kind: wire, lang: es}\n" in added(TEXT, new)


def test_several_are_added_in_their_order() -> None:
    more = [NewFeed(f"https://n{n}.example/f", f"N{n}", Language.ES) for n in range(3)]
    edit = edited(with_feeds(TEXT, "feeds.yaml", more))
    assert [line for line in edit.text.splitlines() if "https://n" in line] == [
        f"  - url: https://n{n}.example/f" for n in range(3)
    ]
    for number, line in edit.lines:
        assert edit.text.splitlines()[number - 1] == line


@pytest.mark.parametrize(
    "outlet",
    ["Yes", "true", "12", "2026-01-01", "null", "~", "a: b", "a #b", "#a", "- a", "'a'", '"a"', "it's", "A, B", "{a}",
     "[a]", "*a", "&a", "!a", "a\\b", "%a", "@a", "|", ">", "?", "El País – América", "🗞", "a:", "0x1F", "1e3"],
)  # fmt: skip
def test_whatever_an_outlet_is_called_is_read_as_that(outlet: str) -> None:
    for kind in (FeedKind.PRESS, FeedKind.WIRE):  # in lines, and in braces
        text = added(TEXT, NewFeed("https://n.example/f?a=1&b=[x]#y,z", outlet, Language.ES, kind))
        assert outlet in [feed.outlet for feed in config_of(text, "").feeds]


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_any_outlet_is_read_as_that(outlet: str) -> None:
    assert outlet in [feed.outlet for feed in config_of(added(TEXT, NewFeed(NEW.url, outlet, NEW.lang)), "").feeds]


def test_what_was_added_and_is_removed_was_never_there() -> None:
    text = added(TEXT)
    place = [feed.url for feed in config_of(text, "").feeds].index(NEW.url)  # type: ignore[arg-type]
    assert removed(text, place).text == TEXT


@pytest.mark.parametrize(
    "text",
    [TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, FEEDS.replace("\n  ", "\n") + QUESTIONS,
     TEXT.replace("  - url", "  -\n    url"),
     TEXT.replace("  - url", "  -   url").replace("\n    ", "\n      "), QUESTIONS + FEEDS.removesuffix("\n"),
     TEXT.replace("outlet: El Faro, lang: en, every: 30m}", "outlet: El Faro,\n     lang: en, every: 30m\n    }"),
     TEXT.replace("outlet: La Hora", "outlet: >-\n      La\n      Hora\n"), TEXT.replace("- {url", "- &faro {url")],
    ids=["crlf", "mark", "no indent", "dash alone", "wide", "unfinished", "braces", "folded", "anchor"],
)  # fmt: skip
def test_the_manner_of_a_file_is_kept(text: str) -> None:
    for kind in (FeedKind.PRESS, FeedKind.WIRE):
        edit = edited(with_feeds(text, "", [NewFeed(NEW.url, NEW.outlet, NEW.lang, kind)]))
        lines = edit.text.splitlines(keepends=True)
        come = [number - 1 for number, _ in edit.lines]
        assert "".join(line for number, line in enumerate(lines) if number not in come).rstrip("\r\n") == text.rstrip(
            "\r\n"
        )
        assert {line[len(line.rstrip("\r\n")) :] for line in lines} == {"\r\n" if "\r" in text else "\n"}


def test_feeds_parted_by_blank_lines_stay_so() -> None:
    text = "feeds:\n- url: https://a.example/f\n  outlet: A\n  lang: es\n\n- url: https://b.example/f\n  outlet: B\n"
    text += "  lang: es\n" + QUESTIONS
    block = "\n- url: https://nuevo.example/feed\n  outlet: Nuevo\n  lang: es\n"
    assert added(text) == text.replace("outlet: B\n  lang: es\n", "outlet: B\n  lang: es\n" + block)


def test_a_feed_goes_with_the_comments_that_are_its_own() -> None:
    edit = removed(TEXT, 2)
    gone = "  # only politics\n  - url: https://hora.example/feed\n    outlet: La Hora\n    lang: es\n"
    assert (edit.text, edit.left) == (TEXT.replace(gone, ""), 0)
    assert [line for _, line in edit.lines] == gone.splitlines()
    alone = removed(TEXT, 3)
    assert "whoever is left" not in alone.text


def test_a_heading_of_several_feeds_stays_and_is_told() -> None:
    edit = removed(TEXT, 1)
    assert edit.text == TEXT.replace(
        "  - url: https://diario.example/rss/a.xml\n    outlet: 'Diario'   # the big one\n    lang: es\n"
        "    # every: 5m\n",
        "",
    )
    assert TEXT.splitlines()[edit.left - 1] == "  # ---- press in Spanish"


def test_no_two_blank_lines_are_left_where_a_feed_was() -> None:
    text = TEXT.replace("  # ---- governments\n", "")
    assert removed(text, 0).text == text.replace(
        "  - url: https://gov.example/feed\n    outlet: The Government\n    kind: official\n    lang: en\n\n", ""
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('feeds: [{url: "https://a.example/f", outlet: A, lang: es}]\n', 1),
        ("feeds:\n  - # the first\n    url: https://a.example/f\n    outlet: A\n    lang: es\n", 3),
    ],
)
def test_what_is_written_too_unusually_is_left_alone(text: str, line: int) -> None:
    unusual = with_feeds(text + QUESTIONS, "feeds.yaml", [NEW])
    assert isinstance(unusual, Unusual)
    assert unusual.line == line


def test_a_feed_that_others_refer_to_is_left_alone() -> None:
    text = TEXT.replace("outlet: La Hora", "outlet: &hora La Hora").replace("El Faro", "*hora")
    assert isinstance(without_feed(text, "feeds.yaml", 2), Unusual)


def test_a_broken_file_is_not_edited() -> None:
    with pytest.raises(ConfigError):
        with_feeds("feeds: [", "feeds.yaml", [NEW])
    assert lay_out("feeds: [", "feeds.yaml") == Unusual(1, "the file ends in the middle of a value")


def test_what_cannot_be_written_can_be_pasted() -> None:
    assert snippet([NEW]) == BLOCK
    assert added(TEXT) == TEXT.replace(
        "    outlet: La Hora\n    lang: es\n", "    outlet: La Hora\n    lang: es\n" + snippet([NEW])
    )


def test_our_own_file_can_be_edited_at_every_feed() -> None:
    text = (Path(__file__).parents[2] / "feeds.yaml").read_text("utf-8")
    feeds = config_of(text, "").feeds
    for index, feed in enumerate(feeds):
        left = config_of(removed(text, index).text, "").feeds
        assert [each.url for each in left] == [each.url for each in feeds if each is not feed]
