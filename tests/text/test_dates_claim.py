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
    Ferry to begin operations and visits on May 4 => asserted day 2026-05-04
    Storm delays trip to no earlier than Feb. 8 => asserted day 2026-02-08
    The visit had been set for January before the storm => hedged month 2026-01-01
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
    Molina announced the White House visit on Wednesday =>
    After Tuesday's meeting, calm =>
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
    Aplazan a marzo la visita => asserted month 2026-03-01
    La visita se mueve a abril => asserted month 2026-04-01
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


MARCH = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday."""
MAY = datetime(2026, 5, 20, 12, tzinfo=UTC)
"""A Wednesday."""

A_LAUNCH = """
    NASA delays moon mission to March 19 after fuel leak => asserted day 2026-03-19
    NASA moon launch slips again, now no earlier than April 1 => asserted day 2026-04-01
    Moon launch pushed to April || Crews need time; the agency is now targeting April 3. => asserted day 2026-04-03
    Agency scrubs Friday launch of moon rocket => denied day 2026-03-06
    Moon rocket rolls back to hangar, ruling out March 6 launch => denied day 2026-03-06
    NASA targets March 19 for crewed moon mission => asserted day 2026-03-19
    Next attempt to launch moon rocket could come as early as Thursday => hedged day 2026-03-05
    Four astronauts lift off on moon mission || The launch came on Sunday evening from Florida. => past day 2026-03-01
    Crew enters quarantine ahead of March 6 launch => asserted day 2026-03-06
    Moon mission: NASA has yet to set a new date after February delay =>
    Astronauts practise countdown || It ended on Saturday; liftoff is set for March 6. => asserted day 2026-03-06
    Rocket launch postponed indefinitely =>
"""

A_TRIAL = """
    Judge moves fraud trial from March 9 to April 20 => asserted day 2026-04-20
    Former minister's trial to open on Monday, court confirms => asserted day 2026-03-02
    Trial of former minister adjourned until April 20 => asserted day 2026-04-20
    Defence asks to put off the March 9 trial => hedged day 2026-03-09
    Sentencing will not take place on March 9 as planned, clerk says => denied day 2026-03-09
    Former minister, jailed since October, denies charges =>
    Ex-minister's trial opens || He was arrested on Oct. 4 and faces ten years. =>
"""

UN_LANZAMIENTO = """
    La NASA aplaza al 19 de marzo la misión lunar por una fuga => asserted day 2026-03-19
    El lanzamiento del cohete lunar será ahora el 1 de abril => asserted day 2026-04-01
    La NASA descarta marzo para su misión lunar || El objetivo es despegar el 3 de abril. => asserted day 2026-04-03
    Suspenden el despegue previsto para el viernes => denied day 2026-03-06
    La misión lunar podría despegar el jueves => hedged day 2026-03-05
    El cohete despegó el domingo desde Florida => past day 2026-03-01
    La misión lunar no despegará antes de abril => asserted month 2026-04-01
    Cuenta regresiva: el cohete parte este viernes 6 de marzo => asserted day 2026-03-06
    La NASA aún no fija nueva fecha para la misión tras el aplazamiento de febrero =>
"""

UN_JUICIO = """
    El juicio contra el exministro pasa del 9 de marzo al 20 de abril => asserted day 2026-04-20
    La audiencia quedó para el próximo lunes => asserted day 2026-03-09
    Aplazan para el 20 de abril el juicio del exministro => asserted day 2026-04-20
    La defensa pide aplazar el juicio del 9 de marzo => hedged day 2026-03-09
    El tribunal electoral confirma que las elecciones serán el 31 de mayo => asserted day 2026-05-31
    Exministro detenido desde octubre irá a juicio =>
"""

A_SUMMIT = """
    EU, Mercosur leaders bring forward summit to May 28 => asserted day 2026-05-28
    Summit will be held on June 11-12 in Lisbon, host says => asserted day 2026-06-11
    Peace talks to resume next week in Oslo => asserted week 2026-05-25
    Peace talks off until June at the earliest => asserted month 2026-06-01
    Leaders to hold talks on sidelines of G7 on June 14 => asserted day 2026-06-14
    Summit date still undecided, says envoy || A decision is expected on Friday. =>
    Ministers gather for talks || The meeting was brought forward to Thursday from Saturday. => asserted day 2026-05-21
    Summit delayed again || They had planned to open on May 28; they now speak of mid-June. => asserted month 2026-06-11
    Talks ended on Tuesday without a deal => past day 2026-05-19
    Kremlin says no talks planned for May 25 => denied day 2026-05-25
    Leaders likely to meet on May 25, sources say => hedged day 2026-05-25
    Rail strike on May 28 threatens summit =>
"""

AN_ALBUM = """
    Singer announces new album for June 19 => asserted day 2026-06-19
    Album pushed back a week to June 26, label says => asserted day 2026-06-26
    Third album out today => asserted day 2026-05-20
    Singer, 36, to release album "in the fall" =>
    Album's release moved up from June 26 to June 19 => asserted day 2026-06-19
"""

UNA_CUMBRE = """
    Adelantan al 28 de mayo la cumbre UE-Mercosur => asserted day 2026-05-28
    La cumbre será el 11 y 12 de junio en Lisboa => asserted day 2026-06-11
    La cumbre, prevista inicialmente para el 28 de mayo, se hará a mediados de junio => asserted month 2026-06-11
    Los cancilleres se reunirían el lunes => hedged day 2026-05-25
    Posponen el encuentro hasta nuevo aviso || Estaba fijado para este viernes. => denied day 2026-05-22
    Kremlin: no hay reunión prevista para el 25 de mayo => denied day 2026-05-25
    El encuentro entre ambos líderes tendrá lugar el jueves => asserted day 2026-05-21
    Terminó el martes la cumbre sin acuerdo => past day 2026-05-19
    Paro de trenes el 28 de mayo amenaza la cumbre =>
    La cumbre se corre una semana: del 11 al 18 de junio => asserted day 2026-06-18
    El encuentro se realizaría entre el 8 y el 12 de junio => hedged week 2026-06-08
    No será en mayo: la reunión queda para el 3 de junio => asserted day 2026-06-03
    Confirmado: la reunión es mañana => asserted day 2026-05-21
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


Case = tuple[str, str, Language, datetime, tuple[str, ...]]


def cases(table: str, lang: Language, published: datetime, about: tuple[str, ...]) -> list[Case]:
    return [(entry, claim, lang, published, about) for entry, claim in lines(table)]


@pytest.mark.parametrize(
    ("entry", "expected", "lang", "published", "about"),
    [
        *cases(A_LAUNCH, Language.EN, MARCH, ("launch*", "liftoff", "mission", "moon")),
        *cases(A_TRIAL, Language.EN, MARCH, ("trial", "hearing", "sentenc*")),
        *cases(UN_LANZAMIENTO, Language.ES, MARCH, ("lanza*", "despeg*", "misión", "cohete")),
        *cases(UN_JUICIO, Language.ES, MARCH, ("juicio", "audiencia", "elecci*")),
        *cases(A_SUMMIT, Language.EN, MAY, ("summit", "talks", "meet*")),
        *cases(AN_ALBUM, Language.EN, MAY, ("album", "release*", "drop*")),
        *cases(UNA_CUMBRE, Language.ES, MAY, ("cumbre", "reuni*", "reún*", "encuentro")),
    ],
)
def test_dates_of_other_things_that_slip_are_followed(
    entry: str, expected: str, lang: Language, published: datetime, about: tuple[str, ...]
) -> None:
    assert told(claim_of(entry, lang, published, about)) == expected


def claim_of(entry: str, lang: Language, published: datetime = NOON, about: tuple[str, ...] = ABOUT) -> Claim | None:
    title, _, summary = entry.partition(" || ")
    return date_claim(title, summary, lang, published, about)


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


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("The visit was postponed from Feb. 3 to Feb. 10", "asserted day 2026-02-10"),
        ("The visit on Feb. 3, then on Feb. 5, was called off", "denied day 2026-02-03"),
        ("The visit is set for Feb. 3, not before Feb. 2", "asserted day 2026-02-03"),
        ("The visit will not be before Feb. 3", "asserted day 2026-02-03"),
        ("The visit will not be on Feb. 3", "denied day 2026-02-03"),
    ],
)
def test_a_clause_with_many_dates_is_read_for_each_as_for_one(summary: str, expected: str) -> None:
    """What it tells of all of them is looked for once."""
    claim = date_claim("", summary, Language.EN, NOON, ABOUT)
    assert told(claim) == expected
    again = date_claim("", " and ".join([summary] * 20), Language.EN, NOON, ABOUT)
    assert again is not None
