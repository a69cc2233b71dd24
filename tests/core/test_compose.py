"""What a chat reads."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.compose import MESSAGE_UNITS, compose, compose_standing, units
from bot.locale import read_catalogs
from bot.model import (
    Alert,
    Button,
    ChangeKind,
    Claim,
    ClaimStatus,
    Confirmation,
    Development,
    Evidence,
    Language,
    Message,
    Phase,
    Precision,
    Question,
    QuestionState,
    Standing,
    Support,
    Transition,
    TransitionId,
)
from tests.builders import T0, development, entry, evidence, question

CATALOGS = read_catalogs()
BOGOTA = ZoneInfo("America/Bogota")
NOW = T0 + timedelta(hours=3)
LEAD_URL = entry().url
WEEK = Precision.WEEK


def alert(
    told: Development | None = None,
    *,
    kind: ChangeKind = ChangeKind.REPORTED,
    at: datetime = T0,
    answer: str = "",
    before: str = "",
) -> Alert:
    told = told or development()
    transition = Transition(
        id=TransitionId("t1"),
        question=told.question,
        development=told.id,
        kind=kind,
        at=at,
        reason="first report",
        silence=None,
        answer=answer,
        before=before,
    )
    return Alert(transition, question().ask, told)


def message(about: Alert | None = None, language: Language = Language.EN, *, repeat: bool = False) -> Message:
    return compose(about or alert(), catalog=CATALOGS[language], now=NOW, zone=UTC, repeat=repeat)


def standing(
    *developments: Development,
    total: int = 0,
    watched_since: datetime = T0,
    state: QuestionState | None = None,
    about: Question | None = None,
) -> Standing:
    return Standing(about or question(), watched_since, developments, total or len(developments), state)


class Markup(HTMLParser):
    """Reads Telegram's HTML strictly: only b, i and a, each closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, [name for name, _ in attrs]) in [("b", []), ("i", []), ("a", ["href"])]
        self._open.append(tag)
        self.links += [value or "" for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def without_link_lines(plain: str, links: list[str]) -> str:
    return "\n".join(line for line in plain.split("\n") if line not in links)


# ------------------------------------------------------------------ golden texts

DAY, DENIED = "2026-02-03", ClaimStatus.DENIED


def says(
    value: str, status: ClaimStatus = ClaimStatus.ASSERTED, precision: Precision = Precision.DAY, *, words: str = ""
) -> Claim:
    return Claim(value, status, precision, words or value, "a rule")


def report(
    title: str,
    claim: Claim | None = None,
    *,
    outlet: str = "El Tiempo",
    origin: str = "eltiempo.com",
    official: bool = False,
    lang: Language = Language.ES,
    after: timedelta = timedelta(),
) -> Evidence:
    when = T0 + after
    made = evidence(
        entry(title, lang=lang, published=when),
        outlet=outlet,
        origin=origin,
        official=official,
        published=when,
        seen_at=when + timedelta(minutes=4),
    )
    return replace(made, claim=claim)


def stands(value: str, *origins: str, official: bool = False) -> Support:
    return Support(value, frozenset(origins), official, T0, T0)


def where(answer: str, phase: Phase, *supports: Support) -> QuestionState:
    return QuestionState(question().id, phase, answer, T0, supports)


EFE = report("Petro se reunirá con Trump en la Casa Blanca el 3 de febrero", says(DAY), origin="wire:efe")
POST = report(
    "Petro to meet Trump at White House on Feb. 3",
    says(DAY),
    outlet="The Post",
    origin="post.example",
    lang=Language.EN,
    after=timedelta(minutes=30),
)
COPY = report("Petro visitará a Trump el 3 de febrero", says(DAY), outlet="Infobae", origin="wire:efe")
HOUSE = report(
    "President Trump to Welcome President Petro",
    says(DAY),
    outlet="The White House",
    origin="whitehouse.gov",
    official=True,
    lang=Language.EN,
    after=timedelta(hours=1),
)
MOVED = report("La visita de Petro se aplaza al 5 de febrero", says("2026-02-05"), after=timedelta(hours=2))
DENIAL = report(
    "No date has been set for the visit, says the White House",
    says(DAY, DENIED),
    outlet="The White House",
    origin="whitehouse.gov",
    official=True,
    lang=Language.EN,
    after=timedelta(hours=2),
)


@dataclass(frozen=True)
class Golden:
    """An alert and its text in both languages, links and buttons apart."""

    about: Alert
    english: str
    spanish: str
    confirm: Confirmation | None = field(default_factory=Confirmation)
    state: QuestionState | None = None


GOLDEN = {
    "a first report with an answer": Golden(
        alert(development(EFE), answer=DAY),
        """
🟡 REPORTED · When does Petro visit the White House?
Tue 3 Feb 2026

Petro se reunirá con Trump en la Casa Blanca el 3 de febrero · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo (via EFE)
1 independent origin (1 article); needs 1 more, or an official source, to be confirmed
Published 12:00, seen 12:04 (UTC)
""",
        """
🟡 REPORTADO · ¿Cuándo visita Petro la Casa Blanca?
Martes 3 de febrero de 2026

Petro se reunirá con Trump en la Casa Blanca el 3 de febrero
«The date was settled through diplomatic exchanges.»

Según El Tiempo (vía EFE)
1 fuente independiente (1 artículo); falta 1 más, o una fuente oficial, para confirmarlo
Publicado: 12:00; visto: 12:04 (UTC)
""",
    ),
    "the same, edited once a second origin has confirmed it": Golden(
        alert(development(EFE, COPY, POST, phase=Phase.CONFIRMED), answer=DAY),
        """
✅ CONFIRMED · When does Petro visit the White House?
Tue 3 Feb 2026

Petro se reunirá con Trump en la Casa Blanca el 3 de febrero · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo (via EFE), Infobae (via EFE), The Post
Confirmed by 2 independent origins (3 articles)
Published 12:00, seen 12:04 (UTC)
""",
        """
✅ CONFIRMADO · ¿Cuándo visita Petro la Casa Blanca?
Martes 3 de febrero de 2026

Petro se reunirá con Trump en la Casa Blanca el 3 de febrero
«The date was settled through diplomatic exchanges.»

Según El Tiempo (vía EFE), Infobae (vía EFE), The Post
Confirmado por 2 fuentes independientes (3 artículos)
Publicado: 12:00; visto: 12:04 (UTC)
""",
    ),
    "a confirmation by an official source": Golden(
        alert(
            development(EFE, HOUSE, phase=Phase.CONFIRMED),
            kind=ChangeKind.CONFIRMED,
            at=T0 + timedelta(hours=26),
            answer=DAY,
        ),
        """
✅ CONFIRMED · When does Petro visit the White House?
Tue 3 Feb 2026

Petro se reunirá con Trump en la Casa Blanca el 3 de febrero · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo (via EFE), The White House (official)
Confirmed by The White House (official); 2 independent origins (2 articles)
Published 12:00, seen 12:04 (UTC)
First reported 12:00, confirmed 26 hr later
""",
        """
✅ CONFIRMADO · ¿Cuándo visita Petro la Casa Blanca?
Martes 3 de febrero de 2026

Petro se reunirá con Trump en la Casa Blanca el 3 de febrero
«The date was settled through diplomatic exchanges.»

Según El Tiempo (vía EFE), The White House (oficial)
Confirmado por The White House (oficial); 2 fuentes independientes (2 artículos)
Publicado: 12:00; visto: 12:04 (UTC)
Primer reporte: 12:00; confirmado 26 h después
""",
    ),
    "another answer": Golden(
        alert(development(MOVED), kind=ChangeKind.CHANGED, answer="2026-02-05", before=DAY),
        """
🔄 CHANGED · When does Petro visit the White House?
Thu 5 Feb 2026

La visita de Petro se aplaza al 5 de febrero · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo
1 independent origin (1 article); needs 1 more, or an official source, to be confirmed
Published 14:00, seen 14:04 (UTC)
Was: Tue 3 Feb 2026
""",
        """
🔄 CAMBIÓ · ¿Cuándo visita Petro la Casa Blanca?
Jueves 5 de febrero de 2026

La visita de Petro se aplaza al 5 de febrero
«The date was settled through diplomatic exchanges.»

Según El Tiempo
1 fuente independiente (1 artículo); falta 1 más, o una fuente oficial, para confirmarlo
Publicado: 14:00; visto: 14:04 (UTC)
Antes: martes 3 de febrero de 2026
""",
    ),
    "the answer of a report that had none, from a later one": Golden(
        alert(
            development(report("Petro irá a la Casa Blanca"), POST, phase=Phase.CONFIRMED),
            kind=ChangeKind.CHANGED,
            answer=DAY,
        ),
        """
✅ CONFIRMED · When does Petro visit the White House?
Tue 3 Feb 2026

Petro to meet Trump at White House on Feb. 3
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo, The Post
Confirmed by 2 independent origins (2 articles)
Published 12:30, seen 12:34 (UTC)
Was: no answer yet
""",
        """
✅ CONFIRMADO · ¿Cuándo visita Petro la Casa Blanca?
Martes 3 de febrero de 2026

Petro to meet Trump at White House on Feb. 3 · en inglés
«The date was settled through diplomatic exchanges.»

Según El Tiempo, The Post
Confirmado por 2 fuentes independientes (2 artículos)
Publicado: 12:30; visto: 12:34 (UTC)
Antes: sin respuesta
""",
    ),
    "a denial by the party concerned": Golden(
        alert(development(DENIAL), kind=ChangeKind.DISPUTED, answer=DAY, before=DAY),
        """
⚠️ DISPUTED · When does Petro visit the White House?
Tue 3 Feb 2026: 2 independent origins
Denied: 1 independent origin, with an official source

No date has been set for the visit, says the White House
“The date was settled through diplomatic exchanges.”

Reported by The White House (official)
1 independent origin (1 article)
Published 14:00, seen 14:04 (UTC)
""",
        """
⚠️ EN DISPUTA · ¿Cuándo visita Petro la Casa Blanca?
Martes 3 de febrero de 2026: 2 fuentes independientes
Desmentido: 1 fuente independiente, con una fuente oficial

No date has been set for the visit, says the White House · en inglés
«The date was settled through diplomatic exchanges.»

Según The White House (oficial)
1 fuente independiente (1 artículo)
Publicado: 14:00; visto: 14:04 (UTC)
""",
        confirm=None,
        state=where(
            DAY,
            Phase.DISPUTED,
            stands(f"not {DAY}", "whitehouse.gov", official=True),
            stands("not 2026-01-20", "old.example"),
            stands(DAY, "wire:efe", "post.example"),
        ),
    ),
    "two answers, where only the development is known": Golden(
        alert(development(MOVED), kind=ChangeKind.DISPUTED, answer=DAY, before=DAY),
        """
⚠️ DISPUTED · When does Petro visit the White House?
Tue 3 Feb 2026: known before
Thu 5 Feb 2026: 1 independent origin

La visita de Petro se aplaza al 5 de febrero · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo
1 independent origin (1 article)
Published 14:00, seen 14:04 (UTC)
""",
        """
⚠️ EN DISPUTA · ¿Cuándo visita Petro la Casa Blanca?
Martes 3 de febrero de 2026: lo que se sabía
Jueves 5 de febrero de 2026: 1 fuente independiente

La visita de Petro se aplaza al 5 de febrero
«The date was settled through diplomatic exchanges.»

Según El Tiempo
1 fuente independiente (1 artículo)
Publicado: 14:00; visto: 14:04 (UTC)
""",
        confirm=None,
    ),
    "closed, the date having passed": Golden(
        alert(
            development(EFE, POST, phase=Phase.CONFIRMED),
            kind=ChangeKind.CLOSED,
            at=datetime(2026, 2, 4, 0, 5, tzinfo=UTC),
            answer=DAY,
        ),
        """
🔒 CLOSED · When does Petro visit the White House?
Tue 3 Feb 2026
The date has passed.

Petro se reunirá con Trump en la Casa Blanca el 3 de febrero · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo (via EFE), The Post
Confirmed by 2 independent origins (2 articles)
Published 12:00, seen 12:04 (UTC)
""",
        """
🔒 CERRADA · ¿Cuándo visita Petro la Casa Blanca?
Martes 3 de febrero de 2026
La fecha ya pasó.

Petro se reunirá con Trump en la Casa Blanca el 3 de febrero
«The date was settled through diplomatic exchanges.»

Según El Tiempo (vía EFE), The Post
Confirmado por 2 fuentes independientes (2 artículos)
Publicado: 12:00; visto: 12:04 (UTC)
""",
    ),
    "closed without an answer": Golden(
        alert(development(report("Petro irá a la Casa Blanca"), phase=Phase.CLOSED), kind=ChangeKind.CLOSED),
        """
🔒 CLOSED · When does Petro visit the White House?
Closed without an answer.

Petro irá a la Casa Blanca · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo
1 independent origin (1 article)
Published 12:00, seen 12:04 (UTC)
""",
        """
🔒 CERRADA · ¿Cuándo visita Petro la Casa Blanca?
Se cerró sin respuesta.

Petro irá a la Casa Blanca
«The date was settled through diplomatic exchanges.»

Según El Tiempo
1 fuente independiente (1 artículo)
Publicado: 12:00; visto: 12:04 (UTC)
""",
    ),
    "reopened": Golden(
        alert(development(report("Petro irá otra vez a la Casa Blanca")), kind=ChangeKind.REOPENED, answer=DAY),
        """
🔓 REOPENED · When does Petro visit the White House?
Answer so far: Tue 3 Feb 2026

Petro irá otra vez a la Casa Blanca · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo
1 independent origin (1 article); needs 2 more to be confirmed
Published 12:00, seen 12:04 (UTC)
""",
        """
🔓 REABIERTA · ¿Cuándo visita Petro la Casa Blanca?
Respuesta hasta ahora: martes 3 de febrero de 2026

Petro irá otra vez a la Casa Blanca
«The date was settled through diplomatic exchanges.»

Según El Tiempo
1 fuente independiente (1 artículo); faltan 2 más para confirmarlo
Publicado: 12:00; visto: 12:04 (UTC)
""",
        confirm=Confirmation(origins=3, official=False),
    ),
    "news that leaves the answer as it is": Golden(
        alert(development(report("La lista no se trató en la llamada")), answer="in-force"),
        """
🟡 REPORTED · When does Petro visit the White House?
Answer so far: in force

La lista no se trató en la llamada · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo
1 independent origin (1 article); needs 1 more, or an official source, to be confirmed
Published 12:00, seen 12:04 (UTC)
""",
        """
🟡 REPORTADO · ¿Cuándo visita Petro la Casa Blanca?
Respuesta hasta ahora: in force

La lista no se trató en la llamada
«The date was settled through diplomatic exchanges.»

Según El Tiempo
1 fuente independiente (1 artículo); falta 1 más, o una fuente oficial, para confirmarlo
Publicado: 12:00; visto: 12:04 (UTC)
""",
    ),
    "a week, as long as no day is known": Golden(
        alert(development(report("La visita será la primera semana de febrero", says("2026-02-02", precision=WEEK)))),
        """
🟡 REPORTED · When does Petro visit the White House?
Week of 2 Feb 2026

La visita será la primera semana de febrero · in Spanish
“The date was settled through diplomatic exchanges.”

Reported by El Tiempo
1 independent origin (1 article); needs 1 more, or an official source, to be confirmed
Published 12:00, seen 12:04 (UTC)
""",
        """
🟡 REPORTADO · ¿Cuándo visita Petro la Casa Blanca?
La semana del 2 de febrero de 2026

La visita será la primera semana de febrero
«The date was settled through diplomatic exchanges.»

Según El Tiempo
1 fuente independiente (1 artículo); falta 1 más, o una fuente oficial, para confirmarlo
Publicado: 12:00; visto: 12:04 (UTC)
""",
    ),
}


@pytest.mark.parametrize("golden", GOLDEN.values(), ids=GOLDEN.keys())
@pytest.mark.parametrize("language", list(Language))
def test_each_kind_of_alert_as_a_reader_sees_it(golden: Golden, language: Language) -> None:
    told = compose(
        golden.about,
        catalog=CATALOGS[language],
        now=NOW,
        zone=UTC,
        confirm=golden.confirm,
        state=golden.state,
    )
    expected = golden.english if language is Language.EN else golden.spanish
    assert Markup(told.html).text == expected.strip("\n")


def test_the_answer_stands_out_and_the_head_stands_alone() -> None:
    """Bold, and right below the question: a lock screen shows two lines."""
    told = message(alert(development(EFE), answer=DAY)).html.split("\n")
    assert told[:3] == [
        "<b>🟡 REPORTED</b> · When does Petro visit the White House?",
        "<b>Tue 3 Feb 2026</b>",
        "",
    ]


@pytest.mark.parametrize(
    ("state", "language", "lines"),
    [
        (where("2026-02-05", Phase.REPORTED), Language.EN, ["Tue 3 Feb 2026", "Later: Thu 5 Feb 2026"]),
        (
            where("2026-02-05", Phase.DISPUTED),
            Language.ES,
            ["Martes 3 de febrero de 2026", "Después: jueves 5 de febrero de 2026"],
        ),
        (where(DAY, Phase.DISPUTED), Language.EN, ["Tue 3 Feb 2026", "Later disputed"]),
        (where(DAY, Phase.DISPUTED), Language.ES, ["Martes 3 de febrero de 2026", "Después quedó en disputa"]),
        (where(DAY, Phase.CONFIRMED), Language.EN, ["Tue 3 Feb 2026", ""]),
    ],
)
def test_an_old_message_says_what_became_of_its_answer(
    state: QuestionState, language: Language, lines: list[str]
) -> None:
    """It is edited a last time when another one replies to it."""
    told = compose(alert(development(EFE), answer=DAY), catalog=CATALOGS[language], now=NOW, zone=UTC, state=state)
    assert Markup(told.html).text.split("\n")[1:3] == lines


@pytest.mark.parametrize(
    ("state", "language", "line"),
    [
        (
            where("2026-02-05", Phase.REPORTED),
            Language.EN,
            "↪ Changed since: Thu 5 Feb 2026. A later message goes on from here.",
        ),
        (
            where("2026-02-05", Phase.DISPUTED),
            Language.ES,
            "↪ Ha cambiado: jueves 5 de febrero de 2026. Continúa en un mensaje posterior.",
        ),
        (where(DAY, Phase.DISPUTED), Language.EN, "↪ Disputed since. A later message goes on from here."),
        (where(DAY, Phase.DISPUTED), Language.ES, "↪ Quedó en disputa. Continúa en un mensaje posterior."),
        (
            where(DAY, Phase.CLOSED),
            Language.EN,
            "↪ The question has since closed. A later message goes on from here.",
        ),
        (where(DAY, Phase.CLOSED), Language.ES, "↪ La pregunta se cerró. Continúa en un mensaje posterior."),
        (where(DAY, Phase.CONFIRMED), Language.EN, "↪ A later message goes on from here."),
        (None, Language.ES, "↪ Continúa en un mensaje posterior."),
    ],
)
def test_a_message_that_was_replied_to_says_that_a_later_one_goes_on(
    state: QuestionState | None, language: Language, line: str
) -> None:
    told = development(report("Petro to visit on Feb. 3", says(DAY)))
    text = compose(
        alert(told, answer=DAY), catalog=CATALOGS[language], now=NOW, zone=UTC, state=state, superseded=True
    ).plain
    assert text.split("\n")[2] == line
    assert "Later" not in text


@pytest.mark.parametrize(("kind", "phase"), [(ChangeKind.DISPUTED, Phase.DISPUTED), (ChangeKind.CLOSED, Phase.CLOSED)])
def test_what_the_message_said_itself_did_not_happen_since(kind: ChangeKind, phase: Phase) -> None:
    told = alert(development(report("No visit", says(DAY))), kind=kind, answer=DAY)
    text = compose(
        told, catalog=CATALOGS[Language.EN], now=NOW, zone=UTC, state=where(DAY, phase), superseded=True
    ).plain
    assert "↪ A later message goes on from here." in text.split("\n")


def test_the_headline_is_that_of_the_report_that_made_the_change() -> None:
    """The button opens it too, rather than the report that opened the development."""
    told = development(report("Petro irá a la Casa Blanca"), POST)
    changed = message(alert(told, kind=ChangeKind.CHANGED, answer=DAY))
    assert changed.buttons[0][0].url == POST.entry.url
    assert message(alert(told)).buttons[0][0].url == told.lead.entry.url


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        (says("2026-02-01", precision=Precision.MONTH), "February 2026"),
        (says("2026-02-01", precision=Precision.VAGUE), ""),
        (says(DAY, ClaimStatus.HEDGED), ""),
        (says(DAY, ClaimStatus.PAST), ""),
        (None, ""),
    ],
)
def test_only_what_is_asserted_and_can_be_named_is_shown_as_an_answer(claim: Claim | None, shown: str) -> None:
    lines = message(alert(development(report("Noticia", claim)))).plain.split("\n")
    assert lines[1] == shown


def test_a_day_that_is_known_stands_before_a_week() -> None:
    told = alert(development(report("La otra semana", says("2026-02-02", precision=WEEK))), answer=DAY)
    assert message(told).plain.split("\n")[1] == "Answer so far: Tue 3 Feb 2026"


@pytest.mark.parametrize(
    ("kind", "phase", "head"),
    [
        (ChangeKind.REPORTED, Phase.DISPUTED, "⚠️ DISPUTED"),
        (ChangeKind.CHANGED, Phase.CLOSED, "🔒 CLOSED"),
        (ChangeKind.CHANGED, Phase.CONFIRMED, "✅ CONFIRMED"),
        (ChangeKind.DISPUTED, Phase.CONFIRMED, "⚠️ DISPUTED"),
    ],
)
def test_the_head_tells_where_it_has_come_since(kind: ChangeKind, phase: Phase, head: str) -> None:
    assert message(alert(development(phase=phase), kind=kind)).plain.startswith(f"{head} · ")


# ------------------------------------------------------------------ the alert


def test_a_first_report_as_a_reader_sees_it() -> None:
    """The first line stands alone; then the headline, who reports it and how widely, and when."""
    assert message().html.split("\n") == [
        "<b>🟡 REPORTED</b> · When does Petro visit the White House?",
        "",
        f'<b><a href="{LEAD_URL}">Petro to visit the White House on Feb. 3</a></b>',
        "“The date was settled through diplomatic exchanges.”",
        "",
        "Reported by The Example",
        "1 independent origin (1 article)",
        "Published 12:00, seen 12:00 (UTC)",
    ]


@pytest.mark.parametrize(
    ("title", "summary", "focus", "said"),
    [
        ("Senator arranged the call", "He persuaded the president.", "", "“He persuaded the president.”"),
        ("Senator arranged the call", "He spoke. The list stays.", "The list stays", "“… The list stays”"),
        ("Senator arranged the call", "The list stays. He spoke.", "The list stays", "“The list stays”"),
        ("Senator arranged the call", "Senator arranged the call - The Example", "", None),
        ("Senator arranged the call", "", "", None),
        ("The list", "Colombia " * 60, "", "“" + ("Colombia " * 31).strip() + "…”"),
    ],
)
def test_below_the_headline_stands_what_the_entry_says_of_it(
    title: str, summary: str, focus: str, said: str | None
) -> None:
    told = development(replace(evidence(entry(title, summary)), focus=focus))
    assert message(alert(told)).plain.split("\n")[4:5] == [said or ""]


def test_without_markup_the_link_has_a_line_of_its_own() -> None:
    assert message().plain.split("\n")[2:4] == [
        "Petro to visit the White House on Feb. 3",
        LEAD_URL,
    ]


def test_it_is_told_in_spanish_with_the_headlines_language() -> None:
    """The words and the question are Spanish; an English headline says that it is."""
    text = Markup(message(language=Language.ES).html).text
    assert text.split("\n") == [
        "🟡 REPORTADO · ¿Cuándo visita Petro la Casa Blanca?",
        "",
        "Petro to visit the White House on Feb. 3 · en inglés",
        "«The date was settled through diplomatic exchanges.»",
        "",
        "Según The Example",
        "1 fuente independiente (1 artículo)",
        "Publicado: 12:00; visto: 12:00 (UTC)",
    ]


def test_a_headline_in_the_readers_language_needs_no_mark() -> None:
    told = alert(development(evidence(entry("Petro va a Washington", lang=Language.ES))))
    assert "\nPetro va a Washington\n" in Markup(message(told, Language.ES).html).text
    assert "\nPetro va a Washington · in Spanish\n" in Markup(message(told).html).text


def test_times_are_in_the_readers_zone() -> None:
    told = development(evidence(published=datetime(2026, 1, 8, 2, 0, tzinfo=UTC)))
    text = compose(alert(told), catalog=CATALOGS[Language.EN], now=NOW, zone=BOGOTA).plain
    assert text.endswith("Published 7 Jan, 21:00, seen 07:00 (UTC-5)")


def test_an_entry_without_a_date_says_only_when_it_was_seen() -> None:
    told = development(evidence(entry(published=None)))
    assert message(alert(told)).plain.endswith("Seen 12:00 (UTC); the article gives no date")


def test_origins_and_articles_are_counted_apart() -> None:
    """Five entries of four outlets and two publishers; three outlets are named, the official one marked."""
    told = development(
        evidence(outlet="El Faro", origin="wire.example"),
        evidence(outlet="La Hora", origin="wire.example"),
        evidence(outlet="El Faro", origin="wire.example"),
        evidence(outlet="The Ministry", origin="gov.example", official=True),
        evidence(outlet="Search", origin=""),
    )
    text = message(alert(told)).plain
    assert "Reported by El Faro, La Hora, The Ministry (official) +1\n2 independent origins (5 articles)\n" in text


def test_a_nameless_outlet_is_called_by_its_publisher_or_its_feed() -> None:
    told = development(evidence(outlet=" "), evidence(outlet="\u200b", origin=""))
    assert "Reported by news.example, https://news.example/feed\n" in message(alert(told)).plain


def test_a_confirmation_says_when_it_was_first_reported() -> None:
    told = development(phase=Phase.CONFIRMED)
    text = message(alert(told, kind=ChangeKind.CONFIRMED, at=T0 + timedelta(hours=2))).plain
    assert text.startswith("✅ CONFIRMED · ")
    assert text.endswith("First reported 12:00, confirmed 2 hr later")


def test_the_head_tells_the_state_at_the_time_of_sending() -> None:
    """A report that was confirmed while it waited in the outbox does not say less than is known."""
    assert message(alert(development(phase=Phase.CONFIRMED))).plain.startswith("✅ CONFIRMED · ")


def test_a_possible_repeat_says_so() -> None:
    note = "You may have had this alert before: Telegram did not answer when it was first sent."
    assert message(repeat=True).plain.endswith(note)
    assert note not in message().plain


def test_buttons_open_the_lead_entry_and_end_the_following() -> None:
    assert message().buttons == ((Button("Read ↗", url=LEAD_URL), Button("Unfollow", data="u:visit-date")),)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://news.example/a",
        "//news.example/a",
        "http://localhost/a",
        "http://[news.example/a",
        "http://news.example:port/a",
        "https://news.example/a b",
        "https://news.example/a\u202eb",
        "https://news.example/" + "a" * 2048,
        "https://news.example/\ud800",
        "tg://resolve?domain=x",
    ],
)
def test_an_address_that_telegram_would_refuse_is_no_link(url: str) -> None:
    """One bad button address would lose the whole message."""
    told = message(alert(development(evidence(entry(url=url)))))
    assert not Markup(told.html).links
    assert [button.text for button in told.buttons[0]] == ["Unfollow"]


def test_a_links_quotes_cannot_leave_the_attribute() -> None:
    url = "https://news.example/\"><b>'&amp;"
    assert Markup(message(alert(development(evidence(entry(url=url))))).html).links == [url]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("5 < 6 & <b>bold</b>", "5 < 6 & <b>bold</b>"),
        ("two\nlines\u2028and\ttabs", "two lines and tabs"),
        ("re\u202eversed\u200b \x1b[31mred\x00", "reversed [31mred"),
        ("\ud800 lone", "lone"),
        (" \u200b ", "The date was settled through diplomatic exchanges."),
    ],
)
def test_a_headline_is_shown_as_text(title: str, shown: str) -> None:
    told = alert(development(evidence(entry(title))))
    assert Markup(message(told).html).text.split("\n")[2] == shown


def test_an_entry_without_any_text_still_has_a_headline() -> None:
    told = alert(development(evidence(entry("", "", key="k", url="https://news.example/x"))))
    assert '<b><a href="https://news.example/x">…</a></b>' in message(told).html


def test_a_question_in_one_language_is_shown_in_that() -> None:
    told = replace(alert(), ask={Language.EN: "Who goes?"})
    assert message(told, Language.ES).plain.startswith("🟡 REPORTADO · Who goes?\n")


WORDS = st.text(max_size=1500)
VALUES = st.sampled_from(["", DAY, "2026-02-05", "in-force", "not lifted", "<b>", "9999-12-31", "0001-01-01"])
CLAIMS = st.builds(
    Claim,
    value=VALUES,
    status=st.sampled_from(ClaimStatus),
    precision=st.sampled_from(Precision),
    words=WORDS,
    rule=st.just("a rule"),
)
PIECES = st.builds(
    lambda title, outlet, claim, origin, official, url: replace(
        evidence(entry(title, title, url=url), outlet=outlet, origin=origin, official=official), claim=claim
    ),
    title=WORDS,
    outlet=WORDS,
    claim=st.none() | CLAIMS,
    origin=st.sampled_from(["", "news.example", "wire:efe"]),
    official=st.booleans(),
    url=st.one_of(WORDS, WORDS.map("https://news.example/{}".format)),
)
STATES = st.builds(
    lambda answer, phase, values: where(answer, phase, *(stands(value, "a.example") for value in values)),
    answer=VALUES,
    phase=st.sampled_from(Phase),
    values=st.lists(VALUES, max_size=9),
)


@settings(max_examples=120, deadline=None)
@given(
    pieces=st.lists(PIECES, min_size=1, max_size=5),
    kind=st.sampled_from(ChangeKind),
    phase=st.sampled_from(Phase),
    answers=st.tuples(VALUES, VALUES),
    confirm=st.none() | st.builds(Confirmation, origins=st.integers(1, 20), official=st.booleans()),
    state=st.none() | STATES,
    language=st.sampled_from(Language),
    repeat=st.booleans(),
)
def test_whatever_feeds_say_a_message_can_be_sent(  # noqa: PLR0913 - all that a message is made of
    *,
    pieces: list[Evidence],
    kind: ChangeKind,
    phase: Phase,
    answers: tuple[str, str],
    confirm: Confirmation | None,
    state: QuestionState | None,
    language: Language,
    repeat: bool,
) -> None:
    """Balanced, only allowed tags, the same text with and without markup, nothing invisible, within the limits."""
    about = alert(development(*pieces, phase=phase), kind=kind, answer=answers[0], before=answers[1])
    told = compose(about, catalog=CATALOGS[language], now=NOW, zone=UTC, repeat=repeat, confirm=confirm, state=state)
    markup = Markup(told.html)
    assert without_link_lines(told.plain, markup.links) == markup.text
    assert len(markup.text) <= 1200
    assert units(told.plain) < MESSAGE_UNITS
    assert not {unicodedata.category(c) for c in markup.text.replace("\n", "")} & {"Cc", "Cf", "Cs"}


# ------------------------------------------------------------------ where a question stands


def test_an_open_question_says_for_how_long_it_was_watched() -> None:
    told = compose_standing(standing(), catalog=CATALOGS[Language.EN], now=T0 + timedelta(days=3), zone=UTC)
    assert told.plain.split("\n") == [
        "⏳ STILL OPEN · When does Petro visit the White House?",
        "Nothing new reported yet; watching for 3 days.",
    ]


def test_a_standing_lists_the_latest_developments() -> None:
    """Each with its state, outlets and age; the phase at the top is the newest one's."""
    newest = development(evidence(outlet="A"), evidence(outlet="B"), phase=Phase.CONFIRMED)
    told = compose_standing(
        standing(newest, development(evidence(published=T0 - timedelta(hours=6)))),
        catalog=CATALOGS[Language.EN],
        now=NOW,
        zone=UTC,
    )
    assert Markup(told.html).text.split("\n") == [
        "✅ CONFIRMED · When does Petro visit the White House?",
        "Watched since 12:00 (UTC) · 2 developments",
        "",
        "Petro to visit the White House on Feb. 3",
        "✅ Confirmed by A, B · 3 hr ago",
        "",
        "Petro to visit the White House on Feb. 3",
        "🟡 Reported by The Example · 9 hr ago",
    ]


@pytest.mark.parametrize(
    ("state", "language", "shown"),
    [
        (
            where(DAY, Phase.REPORTED, stands(DAY, "wire:efe")),
            Language.EN,
            [
                "🟡 REPORTED · When does Petro visit the White House?",
                "Tue 3 Feb 2026",
                "1 independent origin · since 12:00",
            ],
        ),
        (
            where(DAY, Phase.CONFIRMED, stands(DAY, "wire:efe", "whitehouse.gov", official=True)),
            Language.ES,
            [
                "✅ CONFIRMADO · ¿Cuándo visita Petro la Casa Blanca?",
                "Martes 3 de febrero de 2026",
                "2 fuentes independientes, con una fuente oficial · desde: 12:00",
            ],
        ),
        (
            where(DAY, Phase.DISPUTED, stands("2026-02-05", "a", "b"), stands(DAY, "c")),
            Language.EN,
            [
                "⚠️ DISPUTED · When does Petro visit the White House?",
                "Tue 3 Feb 2026: 1 independent origin",
                "Thu 5 Feb 2026: 2 independent origins",
            ],
        ),
    ],
)
def test_a_standing_names_the_answer_and_who_stands_behind_it(
    state: QuestionState, language: Language, shown: list[str]
) -> None:
    told = compose_standing(standing(development(), state=state), catalog=CATALOGS[language], now=NOW, zone=UTC)
    lines = Markup(told.html).text.split("\n")
    assert lines[:3] == shown
    assert CATALOGS[language].plural("developments", 1) in lines[3]


@pytest.mark.parametrize(
    ("known_since", "language", "shown"),
    [
        (None, Language.EN, "Known when the watch began"),
        (None, Language.ES, "Se sabía al empezar el seguimiento"),
        (date(2025, 9, 26), Language.EN, "Known since Fri 26 Sep 2025"),
        (date(2025, 9, 26), Language.ES, "Se sabe desde el viernes 26 de septiembre de 2025"),
    ],
)
def test_a_known_answer_says_that_nobody_had_to_report_it(
    known_since: date | None, language: Language, shown: str
) -> None:
    about = replace(question(), known="revoked", known_since=known_since)
    state = where("revoked", Phase.CONFIRMED, stands("revoked"))
    told = compose_standing(standing(state=state, about=about), catalog=CATALOGS[language], now=NOW, zone=UTC)
    assert told.plain.split("\n")[1:3] == ["Revoked", shown]


def test_a_state_without_an_answer_says_nothing() -> None:
    told = compose_standing(
        standing(development(), state=where("", Phase.OPEN)), catalog=CATALOGS[Language.EN], now=NOW, zone=UTC
    )
    assert told.plain.split("\n")[1] == "Watched since 12:00 (UTC) · 1 development"


def test_a_long_story_is_cut_to_its_latest_five_developments() -> None:
    told = compose_standing(standing(*[development()] * 7, total=41), catalog=CATALOGS[Language.ES], now=NOW, zone=UTC)
    assert len(Markup(told.html).links) == 5
    assert "41 novedades" in told.plain
    assert told.plain.endswith("… y 36 novedades anteriores")


def test_long_addresses_never_make_a_standing_too_long() -> None:
    """Links are left out of the plain text when there is no more room; the markup keeps them all."""
    url = "https://news.example/" + "a" * 2000
    told = compose_standing(
        standing(*[development(evidence(entry("x" * 900, url=url)))] * 5),
        catalog=CATALOGS[Language.EN],
        now=NOW,
        zone=UTC,
    )
    assert units(told.plain) < MESSAGE_UNITS
    assert told.plain.count(url) == 1
    assert Markup(told.html).links == [url] * 5
