"""Which of the reports known an entry is a copy of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.copies import WINDOW, Copies
from bot.core.reading import Reading, read
from bot.model import EntryKey, FeedUrl
from tests.builders import T0, entry, evidence

TEXT = (
    "The president told ministers at a televised session that the two leaders will sit down at the White House, "
    "an encounter agreed upon in last week's telephone call and prepared by both foreign ministries."
)
ELSEWHERE = FeedUrl("https://other.example/feed")


def reading(title: str, summary: str = "", *, days: int = 0, guid: str = "", url: str = "", key: str = "") -> Reading:
    about = entry(title, summary, guid=guid or f"guid {title}", url=url or f"https://a.example/{title}", key=key)
    return read(evidence(about, published=T0 + timedelta(days=days)))


def copied(arriving: Reading, *known: Reading) -> list[tuple[str, int]]:
    copies = Copies()
    for one in known:
        copies.add(one)
    return [(found.reason, found.number) for found in copies.of(arriving)]


def test_the_surest_sign_comes_first_and_then_the_latest() -> None:
    known = (
        reading("Another headline", TEXT),
        reading("A headline", "Other words"),
        reading("A third", "On something else", url="https://a.example/1"),
        reading("A fourth", "On nothing", guid="tag:1"),
        reading("A fifth", "On the weather", key="k"),
        reading("A sixth", TEXT),
    )
    same = reading("A headline", TEXT, url="https://a.example/1", guid="tag:1", key="k")
    assert copied(same, *known) == [
        ("the same entry", 4),
        ("the same guid", 3),
        ("the same address", 2),
        ("the same headline", 1),
        ("nearly the same text", 5),
        ("nearly the same text", 0),
    ]


def test_a_key_is_a_feeds_own_and_a_bare_number_says_nothing_across_sites() -> None:
    mine = reading("A title", "One", key="1", guid="1")
    theirs = reading("Quite another", "Two", key="1", guid="1")
    abroad = replace(theirs, evidence=replace(theirs.evidence, entry=replace(theirs.entry, feed=ELSEWHERE)))
    assert copied(mine, theirs) == [("the same entry", 0)]
    assert copied(mine, abroad) == []


def test_words_are_compared_within_the_window_only_but_not_what_identifies() -> None:
    long_ago = reading("A headline", TEXT, key="k")
    again = reading("A headline", TEXT, key="k", days=WINDOW.days + 1, guid="another", url="https://a.example/2")
    assert copied(again, long_ago) == [("the same entry", 0)]


def test_what_is_empty_is_no_sign() -> None:
    bare = replace(entry("", "", key="a"), guid="", url="")
    other = replace(bare, key=EntryKey("b"))
    assert copied(read(evidence(other)), read(evidence(bare))) == []
