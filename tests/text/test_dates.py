"""Dates in any text: who said what when, which side of publication a day lies on, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.model import Language, Precision
from bot.text.dates import scan
from bot.text.dates.mention import DATE_OF_SAYING, Tense
from bot.text.dates.reading import find_dates

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
"""A Thursday."""

WORDS = """
    Petro will visit visitará met se reunió said dijo confirmó on the 3rd 10th Feb. March marzo May 4 4-6 6 31 2026
    2027 del al el de en Tuesday martes jueves next próximo próxima last pasado week semana month mes first primera
    primer of in two dos weeks días ago hace early a comienzos today hoy mañana tomorrow soon próximamente between
    entre and y or from to 2026-02-30 31/2/2026 30 , . : ( ) - – “ ” % $ 0 99 year año fin within dentro later this este
"""
texts = st.one_of(st.text(), st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join))
languages = st.sampled_from(Language)


@pytest.mark.parametrize(
    ("phrase", "lang", "day"),
    [
        ("Petro told his Cabinet on Wednesday that he will travel.", Language.EN, "2026-01-14"),
        ("On Tuesday, Trump said he was pleased.", Language.EN, "2026-01-13"),
        ("Trump says Thursday that he is pleased.", Language.EN, "2026-01-15"),
        ("The visit is on, he said today.", Language.EN, "2026-01-15"),
        ("The trip was announced last week.", Language.EN, "2026-01-05"),
        ("He made the announcement at a televised session on Wednesday.", Language.EN, "2026-01-14"),
        ("El mandatario lo anunció este miércoles al abrir un consejo.", Language.ES, "2026-01-14"),
        ("El martes, el ministro dijo que irá.", Language.ES, "2026-01-13"),
        ("La cita sigue en pie, informó la semana pasada el ministro.", Language.ES, "2026-01-05"),
        ("Hizo el anuncio en una sesión televisada este miércoles.", Language.ES, "2026-01-14"),
        ("La visita va, dijo hoy el canciller.", Language.ES, "2026-01-15"),
    ],
)
def test_a_day_on_which_somebody_spoke_is_no_more_than_that(phrase: str, lang: Language, day: str) -> None:
    (found,) = find_dates(phrase, lang, NOON)
    assert (found.first, found.tense, found.rule) == (date.fromisoformat(day), Tense.PAST, DATE_OF_SAYING)


@pytest.mark.parametrize(
    ("phrase", "lang"),
    [
        ("He announced Feb. 3 as the day.", Language.EN),
        ("He said the meeting will be on Tuesday.", Language.EN),
        ("He said Tuesday's meeting will go ahead.", Language.EN),
        ("Trump announces a White House meeting for Friday.", Language.EN),
        ("Anunció para el martes la reunión.", Language.ES),
        ("Confirmó el 3 de febrero como fecha.", Language.ES),
        ("Dijo que la reunión es el viernes.", Language.ES),
    ],
)
def test_a_day_that_somebody_speaks_of_is_not_when_he_spoke(phrase: str, lang: Language) -> None:
    (found,) = find_dates(phrase, lang, NOON)
    assert found.tense is Tense.FUTURE
    assert found.rule != DATE_OF_SAYING


@pytest.mark.parametrize(
    ("phrase", "tense"),
    [
        ("They will meet today.", Tense.FUTURE),
        ("They met today.", Tense.PAST),
        ("Today, in brief", Tense.UNKNOWN),
        ("Meeting of Jan. 14", Tense.PAST),
        ("Meeting of Jan. 16", Tense.FUTURE),
    ],
)
def test_the_day_of_publication_itself_takes_the_tense_of_its_verb(phrase: str, tense: Tense) -> None:
    assert [one.tense for one in find_dates(phrase, Language.EN, NOON)] == [tense]


def test_days_are_those_of_the_readers_zone() -> None:
    """At one in the morning in London it is still the evening before in Bogotá."""
    published = datetime(2026, 1, 15, 1, tzinfo=UTC)
    days = [
        find_dates("Lo dijo hoy.", Language.ES, published, zone)[0].first for zone in (UTC, ZoneInfo("America/Bogota"))
    ]
    assert days == [date(2026, 1, 15), date(2026, 1, 14)]


def test_a_year_begins_within_the_words() -> None:
    """Early in January a weekday may lie in the old year, and late in December a month in the new."""
    newyear = datetime(2026, 1, 1, 9, tzinfo=UTC)
    assert find_dates("They met on Tuesday.", Language.EN, newyear)[0].first == date(2025, 12, 30)
    advent = datetime(2025, 12, 20, 9, tzinfo=UTC)
    assert find_dates("Petro viajará a comienzos de enero.", Language.ES, advent)[0].first == date(2026, 1, 1)
    assert find_dates("Congress votes next month.", Language.EN, advent)[0].first == date(2026, 1, 1)


def test_the_rule_tells_what_a_guess_stands_on() -> None:
    (found,) = find_dates("They met on Dec. 3.", Language.EN, NOON)
    assert (found.words, found.rule) == ("Dec. 3", "day and month; past by “met”")


@given(
    texts,
    languages,
    st.datetimes(timezones=st.just(UTC)),
)
@example("within 999 months, 999 weeks ago, in 999 months", Language.EN, datetime(9990, 1, 1, tzinfo=UTC))
@example("İ Feb. 3 İ", Language.EN, NOON)
def test_any_text_is_read_without_raising_and_quoted_as_it_stands(
    text: str, lang: Language, published: datetime
) -> None:
    found = find_dates(text, lang, published)
    assert all(text[one.start : one.end] == one.words != "" for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(one.first <= one.last for one in found)
    assert all((one.first == one.last) <= (one.precision is not Precision.VAGUE) for one in found)
    assert found == find_dates(text, lang, published)


@given(texts, languages)
def test_nothing_is_lost_by_looking_only_where_a_date_may_begin(text: str, lang: Language) -> None:
    looked = [(one.start, one.end) for one in scan.expressions(text, lang)]
    every = replace(scan.LEXICONS[lang], opening=r"\w")
    assert [(one.start, one.end) for one in scan.scan(text, scan.scanner_of(every))] == looked
