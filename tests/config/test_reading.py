"""From the text of feeds.yaml to a Config, or to every problem in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import load_config, read_config
from bot.errors import ConfigError
from bot.model import Config, Confirmation, Feed, FeedKind, FeedUrl, Language, Question, QuestionId

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config.problems import Problem

VALID = """\
freshness: 2d
polling: {every: 20m, floor: 5m, spacing: 1s}
feeds:
  - url: https://a.example/feed
    outlet: The A
    kind: official
    lang: en
    every: 10m
  - url: https://b.example/rss
    outlet: El B
    lang: es
questions:
  visit-date:
    ask:
      en: When does Petro visit?
      es: ¿Cuándo visita Petro?
    match: >-
      Petro
      AND visit*
    confirm: {origins: 3, official: false}
  visa:
    ask: {en: What of the visa?, es: ¿Qué pasa con la visa?}
    match: [Petro visa, visado]
publishers:
  Prisa: [elpais.com, caracol.com.co]
  El Tiempo: [eltiempo.com]
"""


def problems(text: str) -> tuple[Problem, ...]:
    read = read_config(text, "feeds.yaml")
    assert isinstance(read, tuple)
    return read


def test_a_valid_file_becomes_values() -> None:
    """All it says, and the defaults where it says nothing."""
    assert read_config(VALID, "feeds.yaml") == Config(
        feeds=(
            Feed(FeedUrl("https://a.example/feed"), "The A", FeedKind.OFFICIAL, Language.EN, timedelta(minutes=10)),
            Feed(FeedUrl("https://b.example/rss"), "El B", FeedKind.PRESS, Language.ES),
        ),
        questions=(
            Question(
                QuestionId("visit-date"),
                {Language.EN: "When does Petro visit?", Language.ES: "¿Cuándo visita Petro?"},
                ("Petro AND visit*",),
                Confirmation(origins=3, official=False),
            ),
            Question(
                QuestionId("visa"),
                {Language.EN: "What of the visa?", Language.ES: "¿Qué pasa con la visa?"},
                ('"Petro visa"', "visado"),
            ),
        ),
        freshness=timedelta(days=2),
        floor=timedelta(minutes=5),
        spacing=timedelta(seconds=1),
        publishers={"elpais.com": "Prisa", "caracol.com.co": "Prisa", "eltiempo.com": "El Tiempo"},
        every=timedelta(minutes=20),
    )


def test_only_feeds_and_questions_are_needed() -> None:
    """Everything else has a default."""
    short = VALID[VALID.index("feeds:") : VALID.index("publishers:")].replace("    every: 10m\n", "")
    read = read_config("\N{ZERO WIDTH NO-BREAK SPACE}" + short, "feeds.yaml")
    assert isinstance(read, Config)
    assert (read.freshness, read.floor, read.spacing) == (
        timedelta(hours=48),
        timedelta(minutes=5),
        timedelta(seconds=1),
    )
    assert read.every == timedelta(minutes=15)
    assert {feed.every for feed in read.feeds} == {None}, "learned"
    assert read.publishers == {}


def test_servers_of_ones_own_may_be_polled_often() -> None:
    """Down to a second, with no time between requests."""
    quick = "polling: {every: 1s, floor: 1s, spacing: 0s}"
    read = read_config(VALID.replace("polling: {every: 20m, floor: 5m, spacing: 1s}", quick), "feeds.yaml")
    assert isinstance(read, Config)
    assert (read.floor, read.spacing) == (timedelta(seconds=1), timedelta(0))


TWO_ASKED = "{en: What of the visa?, es: ¿Qué pasa con la visa?}"
NO_SECRETS = "a user name or password in an address would be shown in logs and messages"
NOT_A_MATCH = "'match' must be a query or a list of keywords, not keys with values"

NOT_A_FEED = "a feed must be keys with values, not text"

BROKEN = [
    # keys
    ("every: 10m", "evry: 10m", 8, 5, "unknown key 'evry' in a feed"),
    ("freshness: 2d", "fresh: 2d", 1, 1, "unknown key 'fresh' in the file"),
    ("spacing: 1s", "pause: 1s", 2, 34, "unknown key 'pause' in polling"),
    ("origins: 3", "sources: 3", 20, 15, "unknown key 'sources' in confirm"),
    ("match: [Petro", "keywords: [Petro", 23, 5, "unknown key 'keywords' in a question"),
    ("    outlet: El B\n", "", 9, 5, "a feed needs the key 'outlet'"),
    ("    match: [Petro visa, visado]\n", "", 22, 5, "a question needs the key 'match'"),
    ("feeds:", "fedes:", 1, 1, "the file needs the key 'feeds'"),
    ("lang: es", "outlet: C", 11, 5, "the key 'outlet' is given twice; the first is on line 10"),
    ("  visa:", "  visit-date:", 21, 3, "the key 'visit-date' is given twice; the first is on line 13"),
    # types
    ("outlet: The A", "outlet: 24", 5, 13, "'outlet' must be text, not a number"),
    ("outlet: The A", "outlet: true", 5, 13, "'outlet' must be text, not true or false"),
    ("outlet: The A", "outlet: [The A]", 5, 13, "'outlet' must be text, not a list"),
    ("outlet: The A", "outlet: {a: b}", 5, 13, "'outlet' must be text, not keys with values"),
    ("outlet: The A", "outlet:", 5, 5, "'outlet' has no value"),
    ("every: 10m", "every:", 8, 5, "'every' has no value"),
    ("{every: 20m, floor: 5m, spacing: 1s}", "fast", 2, 10, "'polling' must be keys with values, not text"),
    ("feeds:", "feeds: a\nothers:", 3, 8, "'feeds' must be a list, each item after '- ', not text"),
    ("  - url: https://b.example/rss\n    outlet: El B\n    lang: es\n", "  - b\n", 9, 5, NOT_A_FEED),
    (TWO_ASKED, "What of the visa?", 22, 10, "'ask' must be keys with values, not text"),
    ("[Petro visa, visado]", "{Petro: visa}", 23, 12, NOT_A_MATCH),
    ("[Petro visa, visado]", "", 23, 5, "'match' has no value"),
    ("[Petro visa, visado]", "[Petro, 3]", 23, 20, "item 2 of 'match' must be text, not a number"),
    ("origins: 3", "origins: two", 20, 24, "'origins' must be a whole number, not text"),
    ("origins: 3", "origins: 2.5", 20, 24, "'origins' must be a whole number, not a number"),
    ("origins: 3", "origins: true", 20, 24, "'origins' must be a whole number, not true or false"),
    ("official: false", "official: no", 20, 37, "'official' must be true or false, not text"),
    # choices
    ("lang: en", "lang: fr", 7, 11, "unknown language 'fr'"),
    ("lang: en", "lang: EN", 7, 11, "unknown language 'EN'"),
    ("lang: en", "lang: no", 7, 11, "unknown language 'no'"),
    ("lang: en", "lang: true", 7, 11, "'lang' must be text, not true or false"),
    ("lang: en", "lang: ''", 7, 11, "'lang' is empty"),
    ("kind: official", "kind: pres", 6, 11, "unknown kind 'pres'"),
    # numbers and lengths of time
    ("origins: 3", "origins: 0", 20, 24, "'origins' must be at least 1"),
    ("origins: 3", "origins: 99", 20, 24, "'origins' must be at most 20"),
    ("freshness: 2d", "freshness: 48", 1, 12, "'48' has no unit"),
    ("freshness: 2d", "freshness: 2 days", 1, 12, "'2 days' is not a length of time"),
    ("freshness: 2d", "freshness: 30s", 1, 12, "'30s' is too short"),
    ("freshness: 2d", "freshness: 999999d", 1, 12, "'999999d' is too long"),
    ("freshness: 2d", "freshness: [2d]", 1, 12, "a length of time is expected, not a list"),
    ("floor: 5m", "floor: soon", 2, 30, "'soon' is not a length of time"),
    ("floor: 5m", "floor: 0s", 2, 30, "'0s' is too short"),
    ("every: 10m", "every: 4m", 8, 12, "every 4m is more often than the floor of 5m allows"),
    ("every: 20m", "every: 299s", 2, 18, "every 299s is more often than the floor of 5m allows"),
    # addresses
    ("https://a.example/feed", "a.example/feed", 4, 10, "this address has no scheme"),
    ("https://a.example/feed", "//a.example/feed", 4, 10, "this address has no scheme"),
    ("https://a.example/feed", "feed://a.example/", 4, 10, "an address cannot begin with 'feed:'"),
    ("https://a.example/feed", "https:///feed", 4, 10, "this address has no host"),
    ("https://a.example/feed", "https://a.example/my feed", 4, 30, "this character may not stand in an address"),
    ("https://a.example/feed", "https://me:secret@a.example/", 4, 10, NO_SECRETS),
    ("https://a.example/feed", "https://a.example:port/", 4, 10, None),
    ("https://a.example/feed", "https://[a.example/", 4, 10, "this address cannot be read: Invalid IPv6 URL"),
    ("https://a.example/feed", "''", 4, 10, "'url' is empty"),
    ("https://b.example/rss", "http://A.example:80/feed/", 9, 10, "this feed is listed twice; the first is on line 4"),
    # questions
    ("  visa:", "  Visa status:", 21, 3, "a question's id is 1 to 40 lower-case letters, digits and hyphens"),
    ("  visa:", "  " + "v" * 41 + ":", 21, 3, "a question's id is 1 to 40 lower-case letters, digits and hyphens"),
    ("  visa:", "  ¿?:", 21, 3, "a question's id is 1 to 40 lower-case letters, digits and hyphens"),
    ("es: ¿Qué pasa con la visa?", "fr: Quoi ?", 22, 5, "the question is not asked in Spanish"),
    ("es: ¿Qué pasa con la visa?", "es: ''", 22, 38, "'es' is empty"),
    ("What of the visa?", "a" * 201, 22, 15, "'en' is longer than 200 characters"),
    ("What of the visa?", "Visa, or none?", 22, 21, "unknown language 'or none?' in ask"),
    ("[Petro visa, visado]", "[]", 23, 12, "'match' is empty"),
    ("[Petro visa, visado]", "''", 23, 12, "'match' is empty"),
    ("[Petro visa, visado]", "' '", 23, 12, "'match' is empty"),
    ("[Petro visa, visado]", "[Petro, '']", 23, 20, "this keyword is empty"),
    # publishers
    ("publishers:", "families:", 24, 1, "unknown key 'families' in the file"),
    ("[eltiempo.com]", "eltiempo.com", 26, 14, "'El Tiempo' must be a list, each item after '- ', not text"),
    ("[eltiempo.com]", "", 26, 3, "'El Tiempo' has no value"),
    ("[eltiempo.com]", "[]", 26, 14, "'El Tiempo' is empty"),
    ("[eltiempo.com]", "[7]", 26, 15, "item 1 of 'El Tiempo' must be text, not a number"),
    ("[eltiempo.com]", "[eltiempo]", 26, 15, "'eltiempo' is not a domain"),
    ("[eltiempo.com]", "[www.as.com]", 26, 15, "'www.as.com' is a part of 'as.com', by which its entries count"),
    ("[eltiempo.com]", "[a.co, ElPais.com]", 26, 21,
     "the domain 'elpais.com' is listed twice; the first is on line 25"),
    ("[eltiempo.com]", "[a.co, a.co]", 26, 21, "the domain 'a.co' is listed twice; the first is on line 26"),
    # YAML
    ("visado]", "visado", 23, 12, "this '[' is never closed"),
    ("    lang: en", "\tlang: en", 7, 1, "a tab, where YAML wants spaces"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "column", "message"), BROKEN)
def test_a_mistake_is_named_at_its_place(
    old: str, new: str, line: int, column: int | None, message: str | None
) -> None:
    """One change to a valid file; among its problems is the one to expect, where it is expected."""
    assert old in VALID
    found = problems(VALID.replace(old, new, 1))
    places = [(each.line, each.column if column else None, each.message if message else None) for each in found]
    assert (line, column, message) in places


HINTS = [
    ("every: 10m", "evry: 10m", "did you mean 'every'?"),
    ("every: 10m", "interval: 10m", "did you mean 'every'?"),
    ("every: 10m", "zzz: 10m", "the keys here are url, outlet, kind, lang and every"),
    ("    outlet: El B\n", "", "such as outlet: El Tiempo"),
    ("What of the visa?", "Visa, or none?", "inside { } a comma begins a new key: put a text that holds one in quotes"),
    ("outlet: The A", "outlet: 24", "put it in quotes: '24'"),
    ("outlet: The A", "outlet: true", "put it in quotes: 'true' (YAML reads yes, no, on and off as true or false)"),
    ("official: false", "official: no", "write true or false, without quotes"),
    ("kind: official", "kind: pres", "did you mean 'press'?"),
    ("lang: en", "lang: fr", "it is one of en or es"),
    ("  visa:", "  Visa status:", "did you mean 'visa-status'?"),
    ("  visa:", "  ¿?:", "such as visit-date"),
    ("every: 10m", "every: 4m", "write 5m or more, or lower 'floor' under 'polling'"),
    ("https://a.example/feed", "a.example/feed", "did you mean https://a.example/feed?"),
    ("https://b.example/rss", "https://a.example/feed/", "keep one of the two"),
    ("freshness: 2d", "freshness: 48", "write a whole number and a unit: 90s, 10m, 2h or 3d"),
    ("publishers:", "families:", "did you mean 'publishers'?"),
    ("[eltiempo.com]", "[www.eltiempo.com]", "did you mean 'eltiempo.com'?"),
    ("[eltiempo.com]", "[elpais.com]", "keep one of the two"),
    ("origins: 3", "origins: two", "such as origins: 2"),
    ("every: 10m", "every:", "such as every: 10m"),
    ("feeds:", "feeds:\nothers:", "a list, each item after '- ' is expected"),
    ("{every: 20m, floor: 5m, spacing: 1s}", "fast", "the keys here are every, floor and spacing"),
    ("[eltiempo.com]", "eltiempo.com", "such as publishers: {Prisa: [elpais.com, caracol.com.co]}"),
    ("lang: en", "lang: en-GB", "did you mean 'en'?"),
    ("lang: en", "lang: English", "did you mean 'en'?"),
    ("every: 10m", "<<: {every: 10m}", "YAML's merge keys mean nothing here: write the keys out"),
]


@pytest.mark.parametrize(("old", "new", "hint"), HINTS)
def test_a_mistake_comes_with_what_would_be_right(old: str, new: str, hint: str) -> None:
    """So that nobody has to look it up."""
    assert hint in [each.hint for each in problems(VALID.replace(old, new, 1))]


def test_an_interval_of_nothing_is_one_mistake() -> None:
    found = problems(VALID.replace("every: 10m", "every: 0s", 1))
    assert [each.message for each in found] == ["'0s' is too short"]


QUERY = "Petro AND (visa"
"""The parser finds nothing to close the parenthesis: its column is that of the parenthesis."""

STYLES = [
    ("plain", "    match: {}\n", 23, 22),
    ("single quotes", "    match: '{}'\n", 23, 23),
    ("double quotes", '    match: "{}"\n', 23, 23),
    ("plain below its key", "    match:\n      {}\n", 24, 17),
    ("folded", "    match: >-\n      trump OR\n      {}\n", 25, 17),
    ("literal", "    match: |\n\n       {}\n", 25, 18),
    ("keywords", "    match: [visado, '{}']\n", 23, 32),
    ("keywords below each other", "    match:\n      - visado\n      - {}\n", 25, 19),
]


@pytest.mark.parametrize(("style", "written", "line", "column"), STYLES)
def test_the_caret_stands_under_the_fault_of_a_query(style: str, written: str, line: int, column: int) -> None:
    """However YAML lets a query be written."""
    found = problems(VALID.replace("    match: [Petro visa, visado]\n", written.format(QUERY), 1))
    assert [(each.line, each.column) for each in found] == [(line, column)], style
    assert found[0].source[column - 1] == "("


def test_a_comment_that_cuts_a_query_short_is_named() -> None:
    """YAML takes it away without a word."""
    (found,) = problems(VALID.replace("[Petro visa, visado]", "Petro AND #visa"))
    assert found.hint.startswith("YAML reads what follows ' #' as a comment")


def test_the_usual_interval_may_not_be_below_a_floor_that_is_set() -> None:
    """It is the floor that somebody wrote."""
    (found,) = problems(VALID.replace("{every: 20m, floor: 5m, spacing: 1s}", "{floor: 20m}").replace("10m", "30m"))
    assert (found.line, found.column) == (2, 18)
    assert found.message == "the floor is above 'every', which is 15m unless you set it"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file says nothing"),
        ("# nothing\n", "the file says nothing"),
        ("feeds", "the file must be keys with values, not text"),
        ("- a", "the file must be keys with values, not a list"),
        ("3", "the file must be keys with values, not a number"),
    ],
)
def test_a_file_that_is_something_else(text: str, message: str) -> None:
    """One problem says so."""
    assert [each.message for each in problems(text)] == [message]


def test_empty_feeds_and_questions_are_refused() -> None:
    """There would be nothing to do."""
    assert [(each.line, each.message) for each in problems("feeds: []\nquestions: {}\n")] == [
        (1, "'feeds' is empty"),
        (2, "'questions' is empty"),
    ]


def test_all_problems_come_at_once_and_in_order() -> None:
    """Nobody should have to run `check` five times."""
    text = VALID
    for old, new in (
        ("every: 20m", "every: 1m"),
        ("kind: official", "kind: pres"),
        ("every: 10m", "evry: 10m"),
        ("https://b.example/rss", "https://a.example/feed"),
        ("    outlet: El B\n", ""),
        ("  visa:", "  Visa:"),
        ("[Petro visa, visado]", "'" + QUERY + "'"),
    ):
        text = text.replace(old, new, 1)
    assert [each.line for each in problems(text)] == [2, 6, 8, 9, 9, 20, 22]


def test_a_long_list_of_feeds_is_soon_read() -> None:
    """Places are looked up only where something is wrong."""
    feeds = "".join(f"  - {{url: https://{n}.example/, outlet: a, lang: en}}\n" for n in range(300))
    read = read_config(VALID.replace("feeds:\n", f"feeds:\n{feeds}"), "feeds.yaml")
    assert isinstance(read, Config)
    assert len(read.feeds) == 302


_YAML = st.lists(
    st.sampled_from(
        ["feeds:", "questions:", "\n", "\n  ", "\n    ", "- ", "url: ", "https://a.example/", "lang: ", "en",
         "outlet: ", "visa:", "ask: ", "match: ", "Petro", " AND ", " OR ", "(", ")", '"', "'", "{", "}", "[", "]", ",",
         ": ", "*", "&a ", "*a", "!", "|", ">", "#", "%", "@", "\t", "\r", "\\", "\x00", "\x85", "\ud800", "1", "5m",
         "answer:", "type: ", "date", "choice", "about: ", "choices:", "es: ", "known:", "value: ", "since: ", "lift*",
         "expires: true", "publishers:", "a.co",
         "---", "...", "?", "<<: ", "~", "NEAR/3", "-", "every: ", "\\U", "FFFFFFFF"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), _YAML, _YAML.map(lambda text: VALID + text), _YAML.map(lambda text: text + VALID)))
def test_no_text_whatever_makes_it_raise(text: str) -> None:
    """It gives a Config, or problems that lie in the text and can be shown."""
    read = read_config(text, "feeds.yaml")
    if isinstance(read, Config):
        return
    assert read
    for problem in read:
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 1
        assert 1 <= problem.column <= len(problem.source) + 1
        assert problem.render().startswith("feeds.yaml:")


@given(st.integers(0, len(VALID)), st.integers(0, 12), _YAML)
def test_no_edit_of_a_valid_file_makes_it_raise(at: int, length: int, instead: str) -> None:
    """The same, nearer to what people do."""
    read = read_config(VALID[:at] + instead + VALID[at + length :], "feeds.yaml")
    assert isinstance(read, Config) or all(str(problem) for problem in read)


# ------------------------------------------------------------------ files


def refusal(path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return str(caught.value)


def test_a_file_is_loaded(tmp_path: Path) -> None:
    """Also one with a byte order mark, as some editors write it."""
    path = tmp_path / "feeds.yaml"
    path.write_text(VALID, "utf-8-sig")
    assert len(load_config(path).feeds) == 2


def test_a_broken_file_is_refused_with_all_its_problems(tmp_path: Path) -> None:
    """The text names the file, each place, and that nothing was used."""
    path = tmp_path / "feeds.yaml"
    path.write_text(VALID.replace("kind: official", "kind: pres").replace("every: 10m", "evry: 10m"), "utf-8")
    text = refusal(path)
    assert f"{path}:6:11: unknown kind 'pres'" in text
    assert f"{path}:8:5: unknown key 'evry' in a feed\n    evry: 10m\n    ^\n  did you mean 'every'?" in text
    assert text.endswith(f"2 problems in {path}; nothing of it was used")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The sentence says how to name another."""
    path = tmp_path / "feeds.yaml"
    assert refusal(path) == f"{path}: there is no such file. Set BOT_CONFIG to where it is."


def test_a_name_no_file_can_have(tmp_path: Path) -> None:
    """A NUL in a path is a mistake of the person, not a bug."""
    assert "no file can have such a name" in refusal(tmp_path / "a\0b")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """The system's own words are plain enough."""
    assert refusal(tmp_path) == f"{tmp_path}: cannot be read: Is a directory."


def test_bytes_that_are_no_utf_8_are_shown(tmp_path: Path) -> None:
    """As an editor with another encoding leaves them."""
    path = tmp_path / "feeds.yaml"
    path.write_bytes("feeds:\n  - outlet: Peña\n".encode("latin-1"))
    text = refusal(path)
    assert text.startswith(f"{path}:2:15: this is not UTF-8\n    - outlet: Pe\N{REPLACEMENT CHARACTER}a\n")
    assert text.endswith("nothing of it was used")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """It cannot be the right one."""
    path = tmp_path / "feeds.yaml"
    path.write_bytes(b"#" * 1_000_001)
    assert refusal(path) == f"{path}: the file is larger than 1 MB. Is it the right one?"


def test_a_huge_text_is_refused() -> None:
    """The same limit for text that comes from elsewhere."""
    for text in ("#" * 1_000_001, "#" + "ñ" * 500_000):
        assert [each.message for each in problems(text)] == ["the file is larger than 1 MB"]
