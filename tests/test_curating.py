"""`feeds add`, `remove`: what they ask, print and write, over real HTTP."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.curating import Wish, add, remove
from bot.errors import BotError, ConfigError, FileUnwritable
from bot.model import Arrival, FeedKind, FeedState, FeedUrl, Language, Plan
from bot.store import facts, open_store, transaction
from bot.store import feeds as store_feeds
from bot.store.location import DATABASE
from tests.builders import T0, entry
from tests.desk import ENGLISH, TEXT, Desk, at_desk, page

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from at_desk(tmp_path, monkeypatch)


def test_the_feed_behind_a_page_is_added(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.site.serve("/", page("/comments/feed", "/es"))
    assert desk.add("/") == 0
    block = f"  - url: {desk.url('/es')}\n    outlet: Faro\n    lang: es\n"
    assert desk.path.read_text() == TEXT.replace("    lang: en\n", "    lang: en\n" + block)
    told = capsys.readouterr().out
    assert "  7 +   - url:" in told
    assert "running bot takes it within seconds" in told


def test_what_the_person_says_of_a_feed_counts(desk: Desk) -> None:
    wish = Wish("  El\nFaro ", Language.EN, FeedKind.OFFICIAL, "10m")
    assert desk.add("/es", wish) == 0
    feed = desk.feeds()[-1]
    assert (feed.outlet, feed.lang, feed.kind, feed.every) == (
        "El Faro", Language.EN, FeedKind.OFFICIAL, timedelta(minutes=10)
    )  # fmt: skip


def test_of_several_feeds_none_is_chosen_where_nobody_can_be_asked(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.site.serve("/", page("/es", "/en"))
    assert desk.add("/") == 2
    told = capsys.readouterr()
    assert "--pick" in told.err
    assert "The Herald" in told.out
    assert desk.path.read_text() == TEXT
    assert desk.add("/", Wish(pick=2)) == 0
    assert desk.feeds()[-1].outlet == "The Herald"


def test_a_person_chooses_by_number_and_is_asked_until_it_is_one(desk: Desk) -> None:
    desk.site.serve("/", page("/es", "/en"))
    assert desk.add("/", None, "", "3", "0", "x", " 2 ") == 0
    assert desk.feeds()[-1].outlet == "The Herald"
    assert len(desk.questions) == 5


def test_a_number_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(ConfigError, match="the last is 1"):
        desk.add("/es", Wish(pick=2))


def test_a_language_that_cannot_be_told_is_asked_for(desk: Desk) -> None:
    with pytest.raises(ConfigError, match=r"does not say which language it is in.*--lang en or --lang es"):
        desk.add("/comments/feed")
    with pytest.raises(ConfigError, match="says it is in 'fr'"):
        desk.add("/fr")
    assert desk.path.read_text() == TEXT
    assert desk.add("/fr", None, "fr", "ES") == 0
    assert desk.feeds()[-1].lang is Language.ES


@pytest.mark.parametrize("twin", ["https://a.example/feed", "http://a.example/feed/", "https://A.example:443/feed"])
def test_a_feed_that_is_listed_is_not_asked_again(desk: Desk, twin: str) -> None:
    with pytest.raises(BotError, match=r"is in .*feeds\.yaml already, on line 4"):
        add(desk.settings, Language.EN, twin, Wish(), None)
    assert desk.site.requests == []


def test_a_feed_that_is_listed_is_known_behind_a_redirect_and_on_a_page(desk: Desk) -> None:
    desk.add("/es")
    desk.site.redirect("/old", "/es")
    desk.site.serve("/", page("/es", "/comments/feed"))
    for path in ("/old", "/"):
        with pytest.raises(BotError, match="already, on line 7"):
            desk.add(path)


def test_a_feed_that_has_moved_is_known_where_it_is_now(desk: Desk) -> None:
    desk.state.mkdir()
    db = open_store(desk.state / DATABASE)
    url = FeedUrl("https://a.example/feed")
    store_feeds.save_feed_state(db, FeedState(url, T0, address="https://new.example/f"), polled_at=None)
    db.close()
    with pytest.raises(BotError, match="already, on line 4"):
        add(desk.settings, Language.EN, "https://new.example/f", Wish(), None)
    with pytest.raises(BotError, match=r"feeds\.yaml:4: this is the only feed"):
        remove(desk.settings, Language.EN, "https://new.example/f")


def test_what_a_feed_redirects_to_by_spelling_alone_is_what_is_written(desk: Desk) -> None:
    desk.site.serve("/feed/", ENGLISH)
    desk.site.redirect("/feed", "/feed/")
    desk.site.redirect("/moved", "/en")
    desk.add("/feed")
    desk.add("/moved")
    assert [feed.url for feed in desk.feeds()[1:]] == [desk.url("/feed/"), desk.url("/moved")]


def test_a_feed_without_a_title_is_named_by_its_host(desk: Desk) -> None:
    desk.site.serve("/en", ENGLISH.replace("The Herald", ""))
    desk.add("/en")
    assert desk.feeds()[-1].outlet == "127.0.0.1"


def test_where_there_is_no_feed_that_is_said(desk: Desk) -> None:
    desk.site.serve("/", page("/missing"))
    for path, why in ("/", "none stands where sites usually"), ("/nowhere", "404 Not Found"):
        with pytest.raises(BotError, match=why) as refused:
            desk.add(path)
        assert refused.value.exit_code == 1


@pytest.mark.parametrize(
    ("every", "why"), [("10", "not a length of time"), ("1m", "no less than 5m"), ("x", "90s, 10m")]
)
def test_an_interval_that_cannot_be_is_refused_before_anything_is_asked(desk: Desk, every: str, why: str) -> None:
    with pytest.raises(ConfigError, match=f"--every: .*{why}"):
        desk.add("/es", Wish(every=every))
    assert desk.site.requests == []


def test_a_broken_file_is_told_before_anything_is_asked(desk: Desk) -> None:
    desk.path.write_text(TEXT + "queries: {}\n")
    with pytest.raises(ConfigError, match="unknown key 'queries'"):
        desk.add("/es")
    assert desk.site.requests == []


def test_what_cannot_be_written_can_be_pasted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    snippet = f"  - url: {desk.url('/es')}\n    outlet: Faro\n    lang: es\n"
    questions = TEXT[TEXT.index("questions") :]
    desk.path.write_text("feeds: [{url: 'https://a.example/f', outlet: A, lang: en}]\n" + questions)
    with pytest.raises(ConfigError, match="written in \\[ \\]; nothing was written") as refused:
        desk.add("/es")
    assert str(refused.value).endswith("To paste under 'feeds:':\n" + snippet)
    desk.path.write_text(TEXT)
    monkeypatch.setattr(Path, "replace", _no_rename)
    with pytest.raises(FileUnwritable, match="Read-only") as unwritable:
        desk.add("/es")
    assert str(unwritable.value).endswith(snippet)
    assert [each.name for each in desk.path.parent.iterdir()] == ["feeds.yaml"]


def _no_rename(*_: object) -> None:
    raise OSError(30, "Read-only file system")


def test_a_database_that_cannot_be_read_is_no_reason_not_to_edit(desk: Desk) -> None:
    desk.state.mkdir()
    (desk.state / DATABASE).write_bytes(b"no database")
    assert desk.add("/es") == 0
    assert remove(desk.settings, Language.EN, desk.url("/es")) == 0
    assert desk.path.read_text() == TEXT


def test_a_removed_feed_leaves_the_file_as_it_was(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.add("/es")
    capsys.readouterr()
    assert remove(desk.settings, Language.EN, desk.url("/es/")) == 0
    assert desk.path.read_text() == TEXT
    told = capsys.readouterr().out
    assert "Removed Faro" in told
    assert "  7 -   - url:" in told
    assert "reported" not in told


def test_removing_says_what_stays(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.add("/es")
    _store_entry(desk, FeedUrl("https://a.example/feed"))
    assert remove(desk.settings, Language.EN, "http://a.example/feed") == 0
    assert desk.path.read_text().startswith("# ours\nfeeds:\n  # the first\n  - url: http://127")
    told = " ".join(capsys.readouterr().out.split())
    assert "The comment on line 3 stays" in told
    assert "1 entry, for 90 days" in told


def _store_entry(desk: Desk, url: FeedUrl) -> None:
    desk.state.mkdir()
    db = open_store(desk.state / DATABASE)
    arrival = Arrival(entry(feed_url=url), T0, T0, None)
    with transaction(db):
        facts.apply(db, Plan(state=FeedState(url, T0), arrivals=(arrival,)), T0)
    db.close()


def test_what_cannot_be_taken_out_is_left_with_its_line(desk: Desk) -> None:
    one, two = (f"{{url: 'https://{name}.example/f', outlet: A, lang: en}}" for name in "ab")
    text = f"feeds: [{one},\n  {two}]\n" + TEXT[TEXT.index("questions") :]
    desk.path.write_text(text)
    with pytest.raises(ConfigError, match=r"in \[ \]; nothing was written(?s:.*)begins on line 2"):
        remove(desk.settings, Language.EN, "https://b.example/f")
    assert desk.path.read_text() == text


def test_the_last_feed_and_an_unknown_one_are_not_removed(desk: Desk) -> None:
    with pytest.raises(BotError, match=r"feeds\.yaml:4: this is the only feed"):
        remove(desk.settings, Language.EN, "https://a.example/feed")
    with pytest.raises(BotError, match=r"(?s)of the same publisher:.*line 4: https://a\.example/feed"):
        remove(desk.settings, Language.EN, "www.a.example/other")
    with pytest.raises(BotError, match="`feeds list`"):
        remove(desk.settings, Language.EN, "https://b.example/feed")
