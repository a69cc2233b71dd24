"""Which choice an entry asserts: tables of invented headlines by question, choice and status, and the rules apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.choice_claim import choice_claim
from bot.model import ChoiceAnswer, Claim, ClaimStatus, Language, Precision
from bot.text.clauses import clauses

EN, ES = Language.EN, Language.ES
ASSERTED, HEDGED, DENIED, PAST = ClaimStatus.ASSERTED, ClaimStatus.HEDGED, ClaimStatus.DENIED, ClaimStatus.PAST

VISA = ChoiceAnswer(
    about=("visa", "visado"),
    choices={
        "granted": {EN: ("grant*", "issue*"), ES: ("otorg*", "conced*")},
        "revoked": {EN: ("revoke*", "cancel*"), ES: ("revoc*", "cancel*", "quit*")},
        "restored": {EN: ("restore*", "reinstat*"), ES: ("restitu*", "devuelv*", "devolv*")},
    },
)
SANCTIONS = ChoiceAnswer(
    about=("sanction*", "sancion*", "sanctions list", "lista de sanciones", "blacklist", "lista negra"),
    choices={
        "lifted": {EN: ("lift*",), ES: ("levant*",)},
        "in-force": {EN: ("remain*", "stay*"), ES: ("sigue*", "continua*", "permanece*")},
    },
)
SUMMIT = ChoiceAnswer(
    about=("summit", "meeting", "talks", "cumbre", "reunion"),
    choices={
        "confirmed": {EN: ("confirm*",), ES: ("confirm*",)},
        "cancelled": {EN: ("cancel*", "call off"), ES: ("cancel*",)},
        "postponed": {EN: ("postpone*", "delay*"), ES: ("aplaz*", "posterg*")},
    },
)
PERMIT = ChoiceAnswer(
    about=("permit", "licence", "permiso", "licencia"),
    choices={
        "granted": {EN: ("grant*",), ES: ("otorg*",)},
        "denied": {EN: ("deny*", "denied", "reject*"), ES: ("nieg*", "rechaz*")},
        "suspended": {EN: ("suspend*",), ES: ("suspend*",)},
    },
)
TARIFF = ChoiceAnswer(
    about=("tariff*", "arancel*"),
    choices={
        "imposed": {EN: ("impose*",), ES: ("impon*",)},
        "lifted": {EN: ("lift*",), ES: ("levant*",)},
        "working-on-it": {EN: ("working on", "negotiat*"), ES: ("trabaj*", "negocia*")},
    },
)
COACH = ChoiceAnswer(
    about=("Brandt", "coach", "entrenador"),
    choices={
        "in-charge": {EN: ("remain*", "stay*"), ES: ("sigue*", "permanec*")},
        "suspended": {EN: ("suspend*",), ES: ("suspend*",)},
        "reinstated": {EN: ("reinstat*",), ES: ("restitu*",)},
        "gone": {EN: ("resign*", "dismiss*"), ES: ("renunci*", "destitu*")},
    },
)
CURFEW = ChoiceAnswer(
    about=("curfew", "toque de queda"),
    choices={
        "in-force": {EN: ("remain*", "in force"), ES: ("sigue*", "vigente*")},
        "lifted": {EN: ("lift*",), ES: ("levant*",)},
    },
)
SUBJECTS = {
    "visa": ("Rivas",),
    "sanctions": ("Rivas", "Ana Soto"),
    "summit": (),
    "permit": ("Norsk",),
    "tariff": (),
    "coach": ("Brandt",),
    "curfew": (),
}
ANSWERS = {
    "visa": VISA,
    "sanctions": SANCTIONS,
    "summit": SUMMIT,
    "permit": PERMIT,
    "tariff": TARIFF,
    "coach": COACH,
    "curfew": CURFEW,
}

Table = dict[tuple[str, str, ClaimStatus] | str, str]

ENGLISH: Table = {
    ("coach", "reinstated", ASSERTED): """
        Tribunal reinstates suspended coach
        Brandt returns to the bench
    """,
    ("coach", "gone", ASSERTED): """
        Brandt quits after cup defeat
        Club dismisses coach Brandt
        Coach Brandt steps down
    """,
    ("coach", "gone", DENIED): """
        Brandt denies he is about to quit
    """,
    ("curfew", "in-force", ASSERTED): """
        Curfew returns to the harbour after riots
        City reimposes curfew
    """,
    ("curfew", "lifted", HEDGED): """
        Curfew lifted in part of the harbour
    """,
    ("visa", "granted", ASSERTED): """
        After U-turn, State Department clears Rivas for visa
        Embassy grants Rivas a visa
        Rivas gets U.S. visa ahead of trip
        State Department issues short-term visa to Rivas
        Visa for Rivas approved, aide says
        Rivas receives visa
        Embassy hands Rivas diplomatic visa
        President Rivas already has a visa, minister says
    """,
    ("visa", "revoked", ASSERTED): """
        The Norwegian president loses visa
        US revokes the president's visa
        State Department Revokes Visa of President Rivas
        US revokes visa of President Rivas
        Washington strips Rivas of visa
        Rivas loses US visa after rally
        US pulls Rivas's visa
        Rivas's visa canceled over speech
        Embassy takes away Rivas' visa
        Rivas says his visa was withdrawn
        Rivas without a visa: what are the options?
        Rivas has no U.S. visa
        US revokes visas of Rivas and his wife
    """,
    ("visa", "restored", ASSERTED): """
        US restores Rivas's visa
        Rivas gets visa back
        Visa of Rivas reinstated
        Washington gives Rivas his visa back
        U.S. restores the visa it revoked in September
        Rivas regains visa, ending a feud
    """,
    ("visa", "restored", HEDGED): """
        Embassy to reissue Rivas's visa
        Washington has not ruled out returning Rivas's visa
        Rivas aide sees visa returned within weeks
        US could restore Rivas's visa
        Rivas asks embassy to reinstate his visa
        Will Rivas get his visa back?
        US to restore Rivas visa next week
        Embassy will reinstate the visa of Rivas on Monday
        Restoring Rivas's visa on the table
        Officials discuss the restoration of Rivas's visa
        Reinstate Rivas's visa, lawyers say
    """,
    ("visa", "revoked", HEDGED): """
        Embassy to yank Rivas's visa
        Revocation of Rivas's visa, step by step
        Rivas says US never told him why it revoked his visa
        US threatens to revoke Rivas's visa
        Why the US revoked Rivas's visa
        Senators urge revocation of Rivas's visa
    """,
    ("visa", "restored", DENIED): """
        US has yet to restore Rivas's visa
        Embassy denies restoring the visa of Rivas
        Rivas fails to have visa restored
        US won't reinstate Rivas visa
    """,
    ("visa", "revoked", DENIED): """
        Embassy: Rivas's visa was not cancelled
        US dismisses reports it revoked Rivas's visa
        US never revoked visa, Rivas claims
    """,
    ("visa", "revoked", PAST): """
        With visa revoked, Rivas to address UN by video
        Rivas, whose visa was revoked in September, lands
        Months after US revoked his visa, Rivas heads to summit
        Rivas, stripped of his visa in 2025, returns
        Trip would need the visa Washington revoked last fall
        The visa that they revoked, and Rivas
        Rivas travels despite his cancelled visa
        Rivas's revoked visa casts shadow
    """,
    ("sanctions", "lifted", ASSERTED): """
        Sanctions Against Rivas Lifted
        TREASURY REMOVES RIVAS FROM SANCTIONS LIST
        US rolls back sanctions on Rivas
        EU follows US in dropping sanctions on Soto
        Rivas hails end of sanctions
        Treasury lifts sanctions on Rivas
        U.S. drops sanctions against Rivas and Soto
        Treasury takes Rivas, wife and son off blacklist
        Rivas removed from sanctions list
        Sanctions on Rivas lifted
        Washington ends sanctions on Rivas
        US announces the lifting of sanctions on Rivas
        Rivas comes off US blacklist
        Rivas no longer under sanctions, Treasury says
        Treasury scraps Rivas sanctions
    """,
    ("sanctions", "in-force", ASSERTED): """
        Sanctions on Rivas remain in force
        Rivas remains on US blacklist
        Treasury keeps sanctions on Rivas in place
        US has not lifted sanctions on Rivas
        White House refuses to lift sanctions on Rivas
        Sanctions on Rivas will stay, Treasury says
        Washington maintains sanctions against Rivas
        Rivas still under sanctions
    """,
    ("sanctions", "lifted", HEDGED): """
        Lifting of Rivas sanctions hinges on vote, official says
        Panel recommends Rivas be taken off blacklist
        US may lift sanctions on Rivas
        Treasury considers taking Rivas off blacklist
        Rivas hopes sanctions are lifted
        If sanctions are lifted, Rivas could travel
        Treasury working on lifting sanctions on Rivas
        Push to lift sanctions on Rivas
    """,
    ("sanctions", "lifted", PAST): """
        Two years after sanctions on Rivas were lifted, little has changed
        When Washington lifted sanctions on Rivas
    """,
    ("summit", "confirmed", ASSERTED): """
        Summit Between the Two Leaders Confirmed for May
        Palace confirms summit
        Summit between the two leaders confirmed for May
    """,
    ("summit", "cancelled", ASSERTED): """
        Palace calls off summit
        King cancels meeting with union
        White House scraps talks over drug feud
        Palace confirms summit is cancelled
        Summit called off
    """,
    ("summit", "postponed", ASSERTED): """
        Summit pushed back to June
        Leaders postpone talks
        Meeting put off until autumn
    """,
    ("summit", "cancelled", HEDGED): """
        King could cancel summit
        Summit to be cancelled, sources say
    """,
    ("summit", "cancelled", DENIED): """
        Palace denies it called off the summit
        Summit not cancelled, palace says
    """,
    ("permit", "granted", ASSERTED): "Council grants Norsk the permit",
    ("permit", "denied", ASSERTED): """
        Council denies Norsk permit
        Norsk permit rejected
    """,
    ("permit", "suspended", ASSERTED): "Court suspends Norsk's permit",
    ("tariff", "imposed", ASSERTED): """
        Lima imposes tariffs on steel
        Lima slaps tariffs on steel
        Lima hits rivals with tariffs
    """,
    ("tariff", "working-on-it", ASSERTED): "Lima and Oslo working on lifting tariffs",
    "visa": """
        US revokes visas: Rivas speaks
        State Department Revokes Visas of Foreign Ministers
        Rivas's lawyer loses visa
        Embassy declines to comment on Rivas visa
        US denies visa to Rivas
        US revokes visa of foreign minister
        US revokes visa of Rivas's foreign minister
        US revokes visas for students
        US suspends visas for 75 countries
        US revoked 100,000 visas in a year
        Visa shares lose 5% as Rivas speaks
        Visa (V) stock loses ground
        Brazilian judge loses US visa
        US grants visa waiver to Rivas
        Rivas cancels trip over visa
        Rivas does not need a visa
        Embassy cancels visa appointments
        Minister: my visa was revoked, Rivas knew
    """,
    "sanctions": """
        Treasury Removes Rosneft From Sanctions List
        US lifts sanctions on Venezuela
        US lifts Russia sanctions
        Rivas backs lifting of Venezuela sanctions
        US lifts sanctions on banks
        Treasury removes Brazilian judge from sanctions list
        Treasury sanctions oil firms
    """,
    "summit": "Minister speaks of the summit",
}

SPANISH: Table = {
    ("coach", "suspended", ASSERTED): """
        Tribunal deja otra vez suspendido a Otto Brandt
    """,
    ("coach", "reinstated", ASSERTED): """
        Brandt reasume y promete cambios
    """,
    ("coach", "gone", ASSERTED): """
        Renuncia Otto Brandt al club
        El club destituye a Otto Brandt
    """,
    ("curfew", "in-force", ASSERTED): """
        Vuelve el toque de queda al puerto
        Se restablece el toque de queda en la ciudad
    """,
    ("curfew", "lifted", HEDGED): """
        Se levanta el toque de queda en el puerto; en el resto continúa
    """,
    ("visa", "granted", ASSERTED): """
        La embajada otorga la visa a Rivas
        EE. UU. le concedió la visa a Rivas
        Embajada entrega visa temporal al presidente Rivas
        Rivas recibe visa para viajar a Washington
        Rivas obtuvo la visa
        Rivas ya tiene visa
    """,
    ("visa", "revoked", ASSERTED): """
        Dejan sin visa a Rivas
        EE. UU. revoca la visa a Rivas
        Le quitan la visa a Rivas
        A Rivas le cancelan la visa tras su discurso
        Rivas pierde la visa
        Rivas dice que Estados Unidos le retiró la visa
        Cancelada la visa de Rivas
        Visa de Rivas fue anulada
        Rivas sin visa: ¿cómo viajará?
        El presidente Rivas no tiene visa
        Despojan a Rivas de su visa
        EE. UU. revoca las visas de Rivas y su esposa
        Rivas: “Me quitaron la visa”
    """,
    ("visa", "restored", ASSERTED): """
        EE. UU. devuelve la visa a Rivas
        A Rivas le devolvieron la visa
        Restituyen la visa de Rivas
        Rivas recupera su visa
        Canciller: a Rivas le restablecieron la visa
        EE. UU. anuncia la restitución de la visa a Rivas
        La visa de Rivas ha sido restituida
    """,
    ("visa", "restored", HEDGED): """
        Que le devuelvan la visa a Rivas
        EE. UU. podría devolverle la visa a Rivas
        Rivas pide que le restituyan la visa
        ¿Le devolverán la visa a Rivas?
        EE. UU. devolverá la visa a Rivas el lunes
        Le devolverían la visa a Rivas
        Van a restituir la visa de Rivas
        Evalúan restituir la visa de Rivas
        Rivas espera recuperar su visa
        Hablan de la restitución de la visa de Rivas
        Devolver la visa a Rivas, clave del encuentro
    """,
    ("visa", "revoked", HEDGED): """
        Amenazan con quitarle la visa a Rivas
        ¿Por qué EE. UU. le revocó la visa a Rivas?
        Supuesta revocatoria de la visa de Rivas
    """,
    ("visa", "restored", DENIED): """
        EE. UU. no le ha devuelto la visa a Rivas
        Embajada niega haber restituido la visa a Rivas
        Todavía no le devuelven la visa a Rivas
        Descartan devolver la visa a Rivas
    """,
    ("visa", "revoked", DENIED): """
        Es falso que le cancelaran la visa a Rivas
        La embajada desmiente que haya revocado la visa de Rivas
        No le revocaron la visa a Rivas, aclara embajada
    """,
    ("visa", "revoked", PAST): """
        Al quitarle la visa a Rivas, la embajada abrió un pleito
        Rivas, a quien le revocaron la visa en septiembre, llegó
        Meses después de que le quitaran la visa, Rivas viaja
        Rivas irá pese a que le quitaron la visa
        Hace cuatro meses EE. UU. le revocó la visa a Rivas
        Rivas recordó el día en que perdió la visa
        La visa que le revocaron a Rivas
        Rivas viaja con la visa cancelada
    """,
    ("sanctions", "lifted", ASSERTED): """
        RIVAS SALE DE LA LISTA NEGRA
        Rivas celebra el fin de las sanciones
        La UE también retira a Soto de su lista negra
        EE. UU. levanta las sanciones contra Rivas
        Tesoro retira sanciones a Rivas y su familia
        Rivas sale de la lista negra
        Excluyen a Rivas de la lista de sanciones
        Sacan a Rivas de la lista negra
        Rivas ya no está en la lista negra
        Levantadas las sanciones a Rivas
        Ordenan el levantamiento de las sanciones a Rivas
        Se levantan las sanciones contra Rivas
        El Tesoro acaba de levantar las sanciones a Rivas
    """,
    ("sanctions", "in-force", ASSERTED): """
        Rivas sigue en la lista negra pese al apretón de manos
        Siguen vigentes las sanciones contra Rivas
        Rivas continúa en la lista negra
        Tesoro mantiene a Rivas en la lista negra
        EE. UU. no ha levantado las sanciones a Rivas
        Rivas todavía no sale de la lista negra
        Tesoro se niega a sacar a Rivas de la lista negra
        Las sanciones contra Rivas seguirán vigentes
        Rivas sigue bajo sanciones
        Rivas está en la lista negra
    """,
    ("sanctions", "lifted", HEDGED): """
        Salida de Rivas de la lista negra dependerá de las elecciones
        Rivas plantea el fin de las sanciones en el palacio
        EE. UU. podría levantar las sanciones a Rivas
        Rivas pide que lo saquen de la lista negra
        El plan para retirar a Rivas de la lista negra
        Levantarían sanciones a Rivas tras la reunión
        Rivas saldría de la lista negra en marzo
        Negocian el levantamiento de las sanciones a Rivas
        Trabajan en levantar las sanciones contra Rivas
    """,
    ("sanctions", "lifted", PAST): """
        Un año después de que levantaran las sanciones a Rivas
        Cuando EE. UU. levantó las sanciones a Rivas
    """,
    ("summit", "confirmed", ASSERTED): """
        Palacio confirma la cumbre
        Confirmada la reunión entre los dos líderes
    """,
    ("summit", "cancelled", ASSERTED): """
        El rey cancela la reunión con el sindicato
        Cancelan la cumbre
        Se cancela la reunión
        Palacio confirma que la cumbre fue cancelada
    """,
    ("summit", "postponed", ASSERTED): """
        Aplazan por tercera vez la cumbre
        Aplazan la cumbre
        La reunión fue postergada
        Palacio pospone la cumbre
    """,
    ("summit", "cancelled", HEDGED): """
        El rey cancelaría la reunión
        Piden cancelar la cumbre
    """,
    ("summit", "cancelled", DENIED): """
        Palacio insiste en que no cancelará la cumbre
        Palacio niega que cancelara la reunión
        La cumbre no fue cancelada
    """,
    ("permit", "granted", ASSERTED): "El concejo otorga el permiso a Norsk",
    ("permit", "denied", ASSERTED): """
        El concejo niega el permiso a Norsk
        Rechazan la licencia de Norsk
    """,
    ("permit", "suspended", ASSERTED): "Juez suspende la licencia de Norsk",
    ("tariff", "imposed", ASSERTED): "Lima impone aranceles al acero",
    ("tariff", "working-on-it", ASSERTED): "Lima y Oslo negocian los aranceles",
    "visa": """
        EE. UU. niega la visa a Rivas
        Revocan la visa al ministro de Minas
        Revocan la visa al canciller de Rivas
        EE. UU. revoca cien mil visas
        EE. UU. revoca visas de estudiantes
        Cancelan la visa del ministro de Energía, Juan Mora
        Al alcalde de Lima le quitan la visa
        Acciones de Visa pierden 5 %
        Rivas no requiere visa
        Suspenden solicitudes de visa
        Rivas cancela viaje por la visa
        Juez brasileño perdió la visa
    """,
    "sanctions": """
        Tesoro Saca a Mora de la Lista Negra
        Rubio prorroga sanciones a Cuba y Rivas protesta
        EE. UU. levanta sanciones a Venezuela
        Rivas pide levantar sanciones a Cuba
        EE. UU. levanta sanciones a empresas rusas
        Tesoro saca a Mora de la lista negra
        Rosneft sale de la lista negra
    """,
    "summit": "El ministro habla de la cumbre",
}


def rows(table: Table, lang: Language) -> list[object]:
    return [
        pytest.param(line.strip(), case, lang, id=f"{lang}: {line.strip()}")
        for case, lines in table.items()
        for line in lines.strip().splitlines()
    ]


@pytest.mark.parametrize(("title", "case", "lang"), [*rows(ENGLISH, EN), *rows(SPANISH, ES)])
def test_claim(title: str, case: tuple[str, str, ClaimStatus] | str, lang: Language) -> None:
    """A case of a question alone says that nothing is claimed on it."""
    question = case if isinstance(case, str) else case[0]
    claim = choice_claim(title, "", lang, ANSWERS[question], SUBJECTS[question])
    if isinstance(case, str):
        assert claim is None
    else:
        assert claim is not None
        assert (claim.value, claim.status) == case[1:], claim.rule


def visa(title: str, summary: str = "", subject: tuple[str, ...] = ("Rivas",)) -> Claim | None:
    return choice_claim(title, summary, EN, VISA, subject)


def answer_and_status(claim: Claim | None) -> tuple[str, ClaimStatus] | None:
    return (claim.value, claim.status) if claim else None


@pytest.mark.parametrize(
    ("title", "summary", "expected"),
    [
        ("Rivas lands", "The US restored his visa.", ("restored", ASSERTED)),
        ("US restores Rivas's visa", "It could revoke it.", ("restored", ASSERTED)),
        ("US could restore Rivas's visa", "Rivas has no visa.", ("revoked", ASSERTED)),
        ("US denies restoring Rivas's visa", "Radio had said the US restored his visa.", ("restored", DENIED)),
        ("US could restore Rivas's visa", "A paper said the US restored his visa.", ("restored", HEDGED)),
        ("Will US restore Rivas's visa?", "The US restored his visa on Monday.", ("restored", ASSERTED)),
        ("Rivas, whose visa was revoked, lands", "He asks US to restore his visa.", ("revoked", PAST)),
        ("Rivas lands", "He spoke of rain.", None),
    ],
)
def test_title_and_summary(title: str, summary: str, expected: tuple[str, ClaimStatus] | None) -> None:
    """What is asserted wins, the title's first, unless the title takes back the very same."""
    assert answer_and_status(visa(title, summary)) == expected


def test_a_claim_explains_itself() -> None:
    claim = visa("After the call, US could restore the visa of Rivas")
    assert claim == Claim(
        value="restored",
        status=HEDGED,
        precision=Precision.DAY,
        words="US could restore the visa of Rivas",
        rule="'restore' near 'visa' of 'Rivas'; hedged by 'could' (only possible)",
    )


def test_what_is_not_lifted_remains() -> None:
    claim = choice_claim("US has not lifted sanctions on Rivas", "", EN, SANCTIONS, ("Rivas",))
    assert claim is not None
    assert claim.rule == "'lifted' near 'sanctions' of 'Rivas'; denied by 'not' (denied), so in-force"


def test_without_a_choice_for_what_remains_a_denial_is_a_denial() -> None:
    assert answer_and_status(choice_claim("Tariffs not lifted", "", EN, TARIFF)) == ("lifted", DENIED)


@pytest.mark.parametrize(
    ("title", "summary", "turn"),
    [
        ("City reimposes curfew", "", True),
        ("Curfew lifted", "", True),
        ("Curfew remains in force", "", False),
        ("City may lift curfew", "", False),
        ("Harbour quiet", "The curfew was lifted.", False),
    ],
)
def test_a_headline_tells_of_a_turn_or_of_how_things_are(title: str, summary: str, *, turn: bool) -> None:
    claim = choice_claim(title, summary, EN, CURFEW)
    assert claim is not None
    assert claim.turn is turn


def test_whom_the_subject_of_a_clause_dismisses_is_somebody_else() -> None:
    assert choice_claim("Coach Brandt fires his assistant", "", EN, COACH, ("Brandt",)) is None
    assert choice_claim("El entrenador destituyó al preparador", "", ES, COACH, ("Brandt",)) is None


def test_an_insertion_does_not_part_thing_and_cue() -> None:
    claim = choice_claim("Sanctions on Rivas, imposed in May, remain in force", "", EN, SANCTIONS, ("Rivas",))
    assert answer_and_status(claim) == ("in-force", ASSERTED)


def test_without_a_subject_everybody_is_meant() -> None:
    assert answer_and_status(visa("US revokes visa of foreign minister", subject=())) == ("revoked", ASSERTED)


def test_a_minister_asked_about_is_found_by_office() -> None:
    """The text itself says whose office it is."""
    title, summary = "Minister loses visa", "The embassy told minister Rivas that the minister's visa was revoked."
    assert answer_and_status(visa(title, summary)) == ("revoked", ASSERTED)


def test_the_admins_own_words_are_enough() -> None:
    """A cue that no built-in list knows, of two words and with a beginning."""
    answer = ChoiceAnswer(about=("bridge",), choices={"shut": {EN: ("boarded up", "barricad*")}})
    assert answer_and_status(choice_claim("Bridge boarded up", "", EN, answer)) == ("shut", ASSERTED)
    assert answer_and_status(choice_claim("Police barricaded the bridge", "", EN, answer)) == ("shut", ASSERTED)
    assert choice_claim("Puente tapiado", "", ES, answer) is None


def test_the_admins_words_may_have_dots_and_hyphens() -> None:
    answer = ChoiceAnswer(about=("U.S. base", ".", "*"), choices={"open": {EN: ("re-open*", "…")}})
    assert answer_and_status(choice_claim("Army re-opens US bases", "", EN, answer)) == ("open", ASSERTED)


def test_words_shared_by_two_choices_speak_for_neither() -> None:
    """In Spanish "retirar" lifts sanctions and revokes visas; where both are asked for it tells nothing."""
    answer = ChoiceAnswer(
        about=("permiso",),
        choices={"lifted": {ES: ("levant*",)}, "revoked": {ES: ("revoc*",)}},
    )
    assert choice_claim("Retiran el permiso", "", ES, answer) is None
    assert answer_and_status(choice_claim("Revocan el permiso", "", ES, answer)) == ("revoked", ASSERTED)


def test_an_accent_on_no_letter_is_no_word() -> None:
    assert answer_and_status(visa("Embassy revokes his \u0301 visa", "")) == ("revoked", ASSERTED)


@pytest.mark.parametrize("lang", Language)
@given(title=st.text(max_size=80), summary=st.text(max_size=80))
def test_any_entry_is_read(lang: Language, title: str, summary: str) -> None:
    choice_claim(title, summary, lang, VISA, ("Rivas",))


HEAP = """
    Rivas visa Visa visas sanctions the his 's of on US embassy revokes revoked restore without no could , : . ? who
    minister students lista negra la que le quitan devolvería al sin a de levantamiento 100
    mil y and President my mi Cuba to \u0301 \u00ad _
"""


@given(st.lists(st.sampled_from(HEAP.split()), max_size=20), st.sampled_from(Language))
def test_a_claim_quotes_a_clause_and_is_the_same_twice(parts: list[str], lang: Language) -> None:
    text = " ".join(parts)
    for answer in (VISA, SANCTIONS):
        claim = choice_claim(text, "", lang, answer, ("Rivas",))
        assert claim == choice_claim(text, "", lang, answer, ("Rivas",))
        if claim:
            assert claim.value in answer.choices
            assert claim.words in {clause.text for clause in clauses(text, lang)}
