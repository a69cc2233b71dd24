"""Which date an entry gives for the thing asked about, published on Thursday, 15 January 2026, at noon."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Claim, ClaimStatus, Language, Precision
from bot.text.dates.claim import date_claim
from tests.text.test_dates import languages, texts

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
ABOUT = (
    "visit*",
    "meet*",
    "trip",
    "travel*",
    "White House",
    "visita*",
    "reuni*",
    "reún*",
    "cita",
    "viaj*",
    "Casa Blanca",
)

ENGLISH = """
    Molina to visit White House on Feb. 3 => asserted day 2026-02-03
    Molina to visit White House in first week of February => asserted week 2026-02-01
    Molina to visit White House next month => asserted month 2026-02-01
    Molina to visit White House soon => asserted vague
    Leaders meet today => asserted day 2026-01-15
    Leaders to meet on Tuesday => asserted day 2026-01-20
    Molina could visit White House on Feb. 3 => hedged day 2026-02-03
    Will Molina visit the White House on Feb. 3? => hedged day 2026-02-03
    Palace denies meeting on Feb. 3 => denied day 2026-02-03
    Molina will not travel on Feb. 3, minister says => denied day 2026-02-03
    The Feb. 3 visit was cancelled => denied day 2026-02-03
    Palace postpones the Feb. 3 visit => denied day 2026-02-03
    Visit postponed until Feb. 10 => asserted day 2026-02-10
    Molina says the visit is planned for Feb. 3 => asserted day 2026-02-03
    Although the 4th was mooted, the visit will be on Feb. 3 => asserted day 2026-02-03
    Although the 4th was mooted for the visit => hedged day 2026-02-04
    The visit was moved from Feb. 3 to Feb. 10 => asserted day 2026-02-10
    Visit moved from the 3rd to the 10th => asserted day 2026-02-10
    The meeting will be not on Feb. 3 but on Feb. 5 => asserted day 2026-02-05
    The visit, originally scheduled for Feb. 3, will now be on Feb. 10 => asserted day 2026-02-10
    The postponed visit will take place on Feb. 10 => asserted day 2026-02-10
    The Feb. 3 visit was postponed || It will now take place on Feb. 10. => asserted day 2026-02-10
    Visit set for Feb. 3 || The date is now Feb. 10. The visit is now Feb. 11. => asserted day 2026-02-03
    Leaders agree on date || It was to be Feb. 3. It is now Feb. 10. The trip is now Feb. 11. => asserted day 2026-02-11
    Molina to visit White House in February || The meeting is set for Feb. 3. => asserted day 2026-02-03
    Date for White House meeting || The date, Feb. 3, was settled. => asserted day 2026-02-03
    White House meeting has date || At a session, he said they will sit down on Feb. 3. => asserted day 2026-02-03
    Molina to visit White House || An aide spoke. It will be on Feb. 3. => asserted day 2026-02-03
    The leaders met on Tuesday at the White House => past day 2026-01-13
    The leaders met today => past day 2026-01-15
    Molina, 65, last visited the White House on April 20, 2023 => past day 2023-04-20
    Molina announced on Wednesday that he will visit =>
    No date yet for the visit, minister says Thursday =>
    The White House visit was announced on Tuesday =>
    Molina to visit White House after the election on May 31 =>
    Molina to visit White House; the country holds its election on May 31 =>
    Molina to visit White House || His term ends on Aug. 7. =>
    Molina to visit White House || An aide spoke. The minister flies to Lima on Jan. 28. =>
    BOGOTA, Jan. 15 (Reuters) - Molina will visit White House =>
    The peso fell on Tuesday =>
    Molina to visit White House =>
"""

SPANISH = """
    Molina visitará la Casa Blanca el 3 de febrero => asserted day 2026-02-03
    Molina visitará la Casa Blanca la primera semana de febrero => asserted week 2026-02-01
    Molina viajará a comienzos de febrero => asserted month 2026-02-01
    Los mandatarios se reunirán próximamente => asserted vague
    Molina se reúne hoy con Trump => asserted day 2026-01-15
    El próximo martes será la cita => asserted day 2026-01-20
    Molina viajaría el 3 de febrero => hedged day 2026-02-03
    ¿Será el 3 de febrero la reunión? => hedged day 2026-02-03
    La Cancillería niega que la visita sea el 3 de febrero => denied day 2026-02-03
    Molina no viajará el 3 de febrero => denied day 2026-02-03
    Aplazan la visita del 3 de febrero => denied day 2026-02-03
    Aplazada para el 10 de febrero la visita => asserted day 2026-02-10
    La visita pasó del 3 al 10 de febrero => asserted day 2026-02-10
    La reunión no será el 3 sino el 5 de febrero => asserted day 2026-02-05
    La reunión estaba prevista para el 3 de febrero; será el 10 de febrero => asserted day 2026-02-10
    Aunque se hablaba del 4 al 6 de febrero para la reunión, fijó el martes 3 => asserted day 2026-02-03
    La reunión ya tiene fecha || Aunque se hablaba del 4, fijó el martes 3. => asserted day 2026-02-03
    Esta es la fecha de la reunión || Será el 3 de febrero, dijo el jefe de Estado. => asserted day 2026-02-03
    La visita, pactada la semana pasada, será el 3 de febrero => asserted day 2026-02-03
    Molina viajará a Washington || La fecha: 3 de febrero. => asserted day 2026-02-03
    Los mandatarios se reunieron el martes => past day 2026-01-13
    Molina dijo el miércoles que viajará =>
    La visita se anunció el martes =>
    Molina viajará a Washington || El mandato termina el 7 de agosto. =>
    La elección será el 31 de mayo; Molina visitará antes la Casa Blanca =>
    Molina, sin visa desde septiembre, visitará la Casa Blanca =>
    Molina visitará la Casa Blanca =>
"""


def lines(table: str) -> list[tuple[str, str]]:
    pairs = (line.strip().partition("=>") for line in table.strip().splitlines())
    return [(entry.strip(), claim.strip()) for entry, _, claim in pairs]


@pytest.mark.parametrize(("entry", "expected"), lines(ENGLISH))
def test_an_english_entry_gives_this_date(entry: str, expected: str) -> None:
    assert told(claim_of(entry, Language.EN)) == expected


@pytest.mark.parametrize(("entry", "expected"), lines(SPANISH))
def test_a_spanish_entry_gives_this_date(entry: str, expected: str) -> None:
    assert told(claim_of(entry, Language.ES)) == expected


def claim_of(entry: str, lang: Language) -> Claim | None:
    title, _, summary = entry.partition(" || ")
    return date_claim(title, summary, lang, NOON, ABOUT)


def told(claim: Claim | None) -> str:
    return f"{claim.status} {claim.precision} {claim.value}".strip() if claim else ""


def test_a_claim_quotes_the_entry_and_tells_why() -> None:
    assert date_claim("Molina to visit Lima on Feb. 3", "", Language.EN, NOON, ABOUT) == Claim(
        value="2026-02-03",
        status=ClaimStatus.ASSERTED,
        precision=Precision.DAY,
        words="Feb. 3",
        rule="day and month; future by “to visit”; announced, not yet done: “to visit”",
    )


def test_a_question_about_nothing_in_particular_takes_any_coming_date() -> None:
    assert told(date_claim("The bill passes on Feb. 3", "", Language.EN, NOON, ())) == "asserted day 2026-02-03"


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (("White House",), "asserted day 2026-02-03"),
        (("white hous*",), "asserted day 2026-02-03"),
        (("White Horse",), ""),
        (("the president goes to the White House on Feb. 3 and then",), ""),
        (("hous",), ""),
        (("go",), ""),
        (("president goes",), "asserted day 2026-02-03"),
    ],
)
def test_what_is_asked_about_may_be_a_phrase_or_the_beginning_of_a_word(about: tuple[str, ...], expected: str) -> None:
    claim = date_claim("The president goes to the White House on Feb. 3", "", Language.EN, NOON, about)
    assert told(claim) == expected


def test_today_is_the_readers() -> None:
    """What was held yesterday evening in Bogotá was held today in London."""
    published = datetime(2026, 1, 15, 1, tzinfo=UTC)
    zone = ZoneInfo("America/Bogota")
    claim = date_claim("Los mandatarios se reunieron hoy", "", Language.ES, published, ABOUT, zone)
    assert told(claim) == "past day 2026-01-14"


@given(texts, texts, languages, st.sampled_from([(), ABOUT, ("semana", "*", "")]))
def test_any_entry_is_read_without_raising(title: str, summary: str, lang: Language, about: tuple[str, ...]) -> None:
    claim = date_claim(title, summary, lang, NOON, about)
    assert claim is None or claim.words in title or claim.words in summary
    assert claim is None or (claim.value == "") == (claim.precision is Precision.VAGUE)
    assert claim == date_claim(title, summary, lang, NOON, about)
