"""Clauses and their status. In a row the clause meant is the one that holds the word between asterisks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import ClaimStatus, Language
from bot.text.clauses import clauses, outermost

ASSERTED, HEDGED, DENIED, PAST = ClaimStatus.ASSERTED, ClaimStatus.HEDGED, ClaimStatus.DENIED, ClaimStatus.PAST

ENGLISH = {
    ASSERTED: """
        Washington *lifts* sanctions on Rivas
        Rivas has *won* the vote, officials say
        The court *denies* Rivas bail
        Embassy *denies* visa to opposition leader
        The minister said the ban *remains* in force
        Treasury: the firm *is* off the list
        Rivas, who could not attend, *sent* a letter
        After months of talks, the ceasefire *holds*
        Although allies asked for delay, parliament *votes* today
        The airline *resumes* flights, but routes to the coast could stay shut
        Rivas, who *won* on Sunday, thanks his team
        Not only Rivas but his whole cabinet *resigned*
        The port *reopened*. Could the railway be next?
        The summit *is* in Oslo, according to two people who asked not to be named
        “We *signed* it this morning”, the mayor said
        Sanctions imposed in October *remain* in force
        The firm fined in 2019 *is* back in court
        Rivas *thanks* the senate for backing him
        The road was *closed* on Friday
        U.S. officials *confirm* the transfer
        The union *managed* to reach a deal
        A strike *begins* at noon; no trains run
        The bridge, closed last year, *opens* to traffic
        Ms. Rivas *signs* the accord
        The company *pulls* out as rivals wait
        No doubt the rule *stands*
    """,
    HEDGED: """
        Washington could *lift* sanctions on Rivas
        The two leaders may *meet* next week
        Parliament considers *revoking* his licence
        Judge weighs *release* of the documents
        Rivas asks court to *annul* the vote
        Miners want the ban *lifted*
        Would the army *step* in?
        If talks fail, the deal *ends*
        The port *reopens* unless workers walk out
        Ending the embargo is *on* the table
        A pardon is under *review*, says aide
        Government is working on *releasing* the prisoners
        Mayor hopes to *reopen* the bridge by spring
        City plans to *ban* cars
        Why the court *freed* Rivas
        How Rivas *lost* the vote
        Rivas reportedly *left* the country
        The alleged *deal* with the rebels
        Senators urge president to *sign*
        Workers threaten to *strike*
        The merger is expected to *close* in June
        A truce is *possible*, mediator says
        It remains to be seen whether the truce *holds*
        Before *opening* the border, both sides must agree
        The ministry will consider *lifting* the curfew
        Prisoners freed in exchange for *lifting* the blockade
        Regulator seeks to *block* the merger
        Rivas is likely to *win*
        Critics ask judge not to *free* him
        He suggested *delaying* the vote
        Does the ceasefire *hold*?
        Rumours that the king *abdicated* spread
        Treasury has not *decided* whether to ease rules
        Lawyers call for *lifting* of the ban
    """,
    DENIED: """
        Washington has not *lifted* the sanctions
        The army never *crossed* the border
        Rivas denies *meeting* the rebels
        Rivas denies he *met* the rebels
        The club denies reports of a *sale*
        The minister has yet to *sign*
        The bank rules out *raising* rates
        The mayor dismisses reports of a *resignation*
        The court refused to *hear* the case
        Officials say no decree *exists*
        The treaty is no longer *valid*
        There are no plans to *reopen* the mine
        The firm hasn't *paid*
        The deal won't be *signed* this year
        He could not *enter* the building
        A return to talks is *off* the table
        Neither side *moved*
        The palace rejects claims it *paid* the ransom
        Parliament opposes *lifting* immunity
        Rivas fails to *win* a majority
        The plan was ruled *out*
        The pilot left without *permission*
        The vote does not *change* the law
    """,
    PAST: """
        Rivas, whose passport was *seized* in March, lands in Oslo
        Last year the court *freed* Rivas
        The ban was *imposed* in September
        The firm was *fined* last fall
        Months after the vote was *annulled*, Rivas returns
        Following the *closure* of the port, prices rise
        The judge who *freed* Rivas retires
        He had *resigned* before
        The airline *sank* two years ago
        In 2019 the senate *rejected* the treaty
        Rivas recalls the night he *fled*
        Timeline of the *crisis*
        The rule, *adopted* under another mayor, still applies
        The visa was previously *revoked*
        Rivas heads to Oslo despite the *ban*
        When the wall *fell* he was a student
        The Soviet-era *rule* was cut in 1991
        Since the army *took* power in 2021, exports have halved
        In the wake of the *coup* the embassy closed
        The senate had already *voted*
    """,
}

SPANISH = {
    ASSERTED: """
        Washington *levanta* las sanciones contra Rivas
        El tribunal *niega* la libertad a Rivas
        La embajada *niega* la visa al opositor
        Rivas *ganó* la elección, dicen las autoridades
        El ministro dijo que la medida *sigue* vigente
        Tesoro: la empresa *está* fuera de la lista
        Rivas, que no pudo asistir, *envió* una carta
        Tras meses de diálogo, la tregua se *mantiene*
        Aunque sus aliados pidieron un aplazamiento, el congreso *vota* hoy
        La aerolínea *retoma* vuelos, pero las rutas a la costa podrían seguir cerradas
        No solo Rivas: todo el gabinete *renunció*
        El puerto *reabrió*. ¿Podría seguir el tren?
        “Lo *firmamos* esta mañana”, dijo el alcalde
        EE. UU. *confirma* el traslado
        El sindicato *logró* llegar a un acuerdo
        La huelga *empieza* a mediodía; no circulan trenes
        El puente *abre* al tráfico
        La cancillería *anuncia* el acuerdo
        Rivas *agradece* al senado
        La vía se *cerró* el viernes
        Sí, el acuerdo *rige* desde hoy
        María *firma* el decreto
        El juez *ordena* liberar a Rivas
        El gobierno *mantiene* la prohibición según su portavoz
        La secretaría *publica* la lista
    """,
    HEDGED: """
        Washington podría *levantar* las sanciones
        Los dos líderes se *reunirían* la próxima semana
        El congreso estudia *revocar* su licencia
        El juez evalúa la *entrega* de los documentos
        Rivas pide al tribunal *anular* la votación
        Los mineros quieren que se *levante* la veda
        ¿*Intervendrá* el ejército?
        Si fracasa el diálogo, el acuerdo *termina*
        El indulto está en *estudio*, dice un asesor
        El gobierno trabaja en *liberar* a los presos
        El alcalde espera *reabrir* el puente
        Por qué el tribunal *liberó* a Rivas
        Cómo *perdió* Rivas la votación
        Rivas habría *salido* del país
        El presunto *pacto* con los rebeldes
        Senadores instan al presidente a *firmar*
        Los obreros amenazan con *parar*
        La fusión está sobre la *mesa*
        Es posible que la tregua se *rompa*
        Antes de *abrir* la frontera, ambas partes deben ceder
        Liberan presos a cambio de *levantar* el bloqueo
        El regulador busca *frenar* la fusión
        Quizá *gane* Rivas
        Críticos piden no *liberarlo*
        Propuso *aplazar* la votación
        Rumores de que el rey *abdicó*
        El Tesoro no ha decidido si *alivia* las reglas
        Abogados solicitan *levantar* la medida
        Rivas confía en *volver*
        Para *lograr* el alivio, firmó una carta
        No descarta *cerrar* la frontera
        El plan para *reabrir* el puerto
        Está por verse la *fecha*
        El acuerdo depende de que *voten*
    """,
    DENIED: """
        Washington no ha *levantado* las sanciones
        El ejército nunca *cruzó* la frontera
        Rivas niega haber *visto* a los rebeldes
        Rivas niega que se *reunieran*
        El club desmiente la *venta*
        La ministra aún no *firma*
        Todavía no se *abre* la vía
        El banco descarta *subir* la tasa
        El alcalde rechaza versiones de su *renuncia*
        El tribunal se negó a *oír* el caso
        Es falso que *exista* un decreto
        El tratado ya no *rige*
        No hay planes de *reabrir* la mina
        La firma no *pagó*
        El acuerdo no se *firmará* este año
        No podrá *entrar* al edificio
        Tampoco *votó* el senado
        Niegan la *revocatoria* del permiso
        Se opone a *levantar* la inmunidad
        Ni Rivas ni su equipo *hablaron*
        El presidente no *requiere* permiso
        Salió sin *autorización*
        La cancelación quedó *descartada*
        Lejos de *ceder*, la junta avanza
    """,
    PAST: """
        Rivas, a quien le *quitaron* el pasaporte en marzo, llega a Oslo
        El año pasado el tribunal *liberó* a Rivas
        La veda fue *impuesta* en septiembre
        La empresa fue *multada* hace dos años
        Meses después de que *anularan* la votación, Rivas vuelve
        Tras el *cierre* del puerto, suben los precios
        El juez, quien *liberó* a Rivas, se retira
        Había *renunciado* antes
        En 2019 el senado *rechazó* el tratado
        Rivas recordó la noche en que *huyó*
        Cronología de la *crisis*
        Luego de *perder* la elección, viaja a Oslo
        Rivas va a Oslo pese a la *prohibición*
        Cuando *cayó* el muro era estudiante
        La norma, *adoptada* por otro alcalde, se aplica
        El permiso fue anteriormente *revocado*
        Desde que el ejército *tomó* el poder, caen las ventas
        El día que Rivas *perdió* el permiso
        La regla se *aprobó* el pasado noviembre
        A un año de la *caída*, hablan los testigos
    """,
}


def rows(table: dict[ClaimStatus, str], lang: Language) -> list[object]:
    return [
        pytest.param(line.strip(), status, lang, id=f"{lang}: {line.strip()}")
        for status, lines in table.items()
        for line in lines.strip().splitlines()
    ]


@pytest.mark.parametrize(("row", "status", "lang"), [*rows(ENGLISH, Language.EN), *rows(SPANISH, Language.ES)])
def test_status(row: str, status: ClaimStatus, lang: Language) -> None:
    before, word, after = row.split("*")
    found = clauses(before + word + after, lang)
    meant = next(clause for clause in found if clause.start <= len(before) < clause.end)
    assert meant.status is status, meant


@pytest.mark.parametrize(
    ("text", "lang", "parts"),
    [
        ("Rivas, whose visa was lost, lands", Language.EN, ["Rivas", "whose visa was lost", "lands"]),
        ("Court: the ban stays", Language.EN, ["Court", "the ban stays"]),
        ("Sen. Rivas meets Gen. Soto", Language.EN, ["Sen. Rivas meets Gen. Soto"]),
        ("The U.S. Treasury acts. Banks wait", Language.EN, ["The U.S. Treasury acts", "Banks wait"]),
        ("It opens at 10:30 and closes at 3.5", Language.EN, ["It opens at 10:30 and closes at 3.5"]),
        ("Lima, Quito and Oslo were named", Language.EN, ["Lima, Quito and Oslo were named"]),
        ("Talks end – strike begins", Language.EN, ["Talks end", "strike begins"]),
        ("EE. UU. cede tras la llamada", Language.ES, ["EE. UU. cede", "tras la llamada"]),
        ("¿Vuelve Rivas? No, dice su hijo", Language.ES, ["Vuelve Rivas", "No, dice su hijo"]),
        ("Pide paz y el senado vota", Language.ES, ["Pide paz y el senado vota"]),
        ("", Language.EN, []),
        ("…", Language.ES, []),
    ],
)
def test_split(text: str, lang: Language, parts: list[str]) -> None:
    assert [clause.text for clause in clauses(text, lang)] == parts


def test_the_reason_names_the_cue() -> None:
    (clause,) = clauses("Washington could lift sanctions", Language.EN)
    assert clause.reason == "only possible: 'could'"


def test_a_plain_future_is_asserted_and_says_so() -> None:
    """What is announced is the answer to "when", so a date may rest on it; the reason tells it from what is done."""
    (clause,) = clauses("El Tesoro levantará las sanciones el lunes", Language.ES)
    assert (clause.status, clause.reason) == (ASSERTED, "announced, not yet done: 'levantará'")


def test_a_cue_holds_from_where_it_stands() -> None:
    """Each word can be asked about: what stands before "asks" is not asked for."""
    (clause,) = clauses("Rivas wins vote and asks for calm", Language.EN)
    at = clause.text.index
    assert outermost(mark for mark in clause.marks if mark.since <= at("wins") < mark.until) is None
    asked = outermost(mark for mark in clause.marks if mark.since <= at("calm") < mark.until)
    assert asked is not None
    assert asked.words == "asks"


def test_a_clause_resumes_after_an_insertion() -> None:
    found = clauses("The ban, imposed in May, stays", Language.EN)
    assert [clause.resumes for clause in found] == [-1, -1, 0]


@given(st.text(), st.sampled_from(Language))
def test_any_text_is_split_in_order(text: str, lang: Language) -> None:
    check_order(text, lang)


def check_order(text: str, lang: Language) -> None:
    """Never raises, quotes exactly, overlaps nowhere, and says the same twice."""
    found = clauses(text, lang)
    end = 0
    for clause in found:
        assert end <= clause.start < clause.end <= len(text)
        assert clause.text == text[clause.start : clause.end]
        assert all(clause.start <= mark.since <= mark.until <= clause.end for mark in clause.marks)
        end = clause.end
    assert found == clauses(text, lang)


HEAP = """
    Rivas no if may lift , . : ? ¿ who tras que y and could asks niega not in 2019 May lifted será “ ” — si
"""


@given(st.lists(st.sampled_from(HEAP.split()), max_size=25), st.sampled_from(Language))
def test_any_heap_of_cues_is_split_in_order(parts: list[str], lang: Language) -> None:
    check_order(" ".join(parts), lang)
