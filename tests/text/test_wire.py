"""Which texts are an agency's, and which only look as if they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.agencies import WIRES, shown, wire_at, wire_named
from bot.text.wire import wire_of


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("BOGOTA, Jan 7 (Reuters) - Colombia's president will travel to Washington.", "reuters"),
        ("WASHINGTON (Reuters) – The United States has revoked the visa.", "reuters"),
        ("Reuters - The two leaders spoke by phone on Wednesday.", "reuters"),
        ("Reuters – The two leaders spoke by phone on Wednesday.", "reuters"),
        ("The minister declined to comment. (Reuters)", "reuters"),
        ("Colombia's president to visit White House - Reuters", "reuters"),
        ("Colombia's president to visit White House | REUTERS", "reuters"),
        ("BOGOTA, Colombia (AP) — Colombia's president said on Thursday", "ap"),
        ("WASHINGTON (AP) - The Treasury Department lifted sanctions", "ap"),
        ("AP — The Treasury Department lifted sanctions", "ap"),
        ("Leaders agree on date for White House visit — AP", "ap"),
        ("By The Associated Press", "ap"),
        ("By The Associated Press Jan. 8, 2026 The visit is set for next month.", "ap"),
        ("By REGINA CANO Associated Press BOGOTA — The visit is set", "ap"),
        ("The visit is set for February. The Associated Press contributed to this report.", "ap"),
        (
            "The visit was agreed by phone. With files from The Canadian Press and The Associated Press.",
            "canadianpress",
        ),
        ("The visit was agreed by phone (with information from Reuters).", "reuters"),
        ("With additional reporting by AFP", "afp"),
        ("Source: Xinhua", "xinhua"),
        ("BEIJING, Jan. 8 (Xinhua) -- China's foreign ministry said", "xinhua"),
        ("Berlin (dpa) - Germany welcomed the talks", "dpa"),
        ("(ANSA) - ROME, JAN 8 - Italy welcomed the talks", "ansa"),
        ("BOGOTA, Jan. 8 (UPI) -- The talks were cordial", "upi"),
        ("(Bloomberg) -- Colombia's peso rallied after the call", "bloomberg"),
        ("Bloomberg — The peso rallied after the call", "bloomberg"),
        ("Bogotá, 7 ene (EFE).- El presidente viajará a Washington", "efe"),
        ("Bogotá, 7 ene. (EFE) .- El presidente viajará a Washington", "efe"),
        ("EFE.- El presidente viajará a Washington", "efe"),
        ("BOGOTÁ EFE.- El presidente viajará a Washington", "efe"),
        ("Washington, AFP - El presidente viajará en febrero", "afp"),
        ("WASHINGTON | AFP | El presidente viajará en febrero", "afp"),
        ("Washington, EFE. El presidente viajará en febrero", "efe"),
        ("Washington, 8 de enero, AP — El presidente viajará en febrero", "ap"),
        ("MADRID, 8 Ene. (EUROPA PRESS) - El Gobierno celebra la llamada", "europapress"),
        ("El Gobierno celebra la llamada. (Notimérica)", "europapress"),
        ("El presidente viajará en febrero. EFE", "efe"),
        ("El presidente viajará en febrero. (EFE)", "efe"),
        ("El presidente viajará en febrero (AFP).", "afp"),
        ("El presidente viajará en febrero / EFE", "efe"),
        ("Con información de AFP", "afp"),
        ("El presidente viajará en febrero. *Con información de la agencia EFE", "efe"),
        ("(Con información de El País y Reuters)", "reuters"),
        ("Con datos de Europa Press, redactó la sección internacional", "europapress"),
        ("Fuente: Agencia EFE", "efe"),
        ("Por EFE Bogotá. El presidente viajará en febrero", "efe"),
        ("Por: Agencia AFP", "afp"),
        ("La Habana, 8 ene (Prensa Latina) El canciller condenó", "prensalatina"),
        ("Bogotá (Colprensa). El canciller viajó", "colprensa"),
        ("La cita será en febrero (AFP/EFE).", "afp"),
    ],
)
def test_a_credit_makes_a_text_the_agencys(text: str, agency: str) -> None:
    """In the summary or in the headline: datelines, by-lines, what stands at the end, who helped."""
    assert wire_of("A headline", text, "") == f"wire:{agency}"
    assert wire_of(text, "A summary.", "") == f"wire:{agency}"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("The visa was restored, two officials told Reuters on Friday.", "reuters"),
        ("Colombia leader will go, sources tell Reuters", "reuters"),
        ("He said in an interview with Reuters that the list was unfair.", "reuters"),
        ("Sanctions to be lifted, according to Reuters", "reuters"),
        ("According to the news agency Reuters, the visa was restored.", "reuters"),
        ("Reuters reported that the visa was restored.", "reuters"),
        ("Reuters: U.S. restores visa", "reuters"),
        ("The list is under review, The Associated Press has learned.", "ap"),
        ("The ambassador told the AP that no date was set.", "ap"),
        ("The ambassador told The Associated Press Thursday that no date was set.", "ap"),
        ("No date is set, AP reports.", "ap"),
        ("The document, seen by AFP, gives no date.", "afp"),
        ("Bloomberg News reported that a licence was issued.", "bloomberg"),
        ("He told Bloomberg in an interview that a licence was issued.", "bloomberg"),
        ("A licence was issued, per Bloomberg.", "bloomberg"),
        ("La canciller dijo a EFE que aún no hay fecha.", "efe"),
        ("La canciller aseguró este jueves a la agencia Efe que aún no hay fecha.", "efe"),
        ("Aún no hay fecha, según Reuters", "reuters"),
        ("Según informó AFP, aún no hay fecha.", "afp"),
        ("Aún no hay fecha, informó la agencia de noticias AP.", "ap"),
        ("Aún no hay fecha, reveló Bloomberg.", "bloomberg"),
        ("La canciller, en entrevista con EFE, dijo que aún no hay fecha.", "efe"),
        ("Fuentes consultadas por Europa Press descartan la fecha.", "europapress"),
        ("El documento al que EFE tuvo acceso, citado por AFP, no da fecha.", "afp"),
        ("Reuters informó que la visa fue restituida.", "reuters"),
        ("EFE pudo constatar que no hay fecha.", "efe"),
        ("De acuerdo con la agencia francesa AFP, no hay fecha.", "afp"),
    ],
)
def test_what_is_retold_from_an_agency_is_no_second_source(text: str, agency: str) -> None:
    assert wire_of("A headline", text, "") == f"wire:{agency}"
    assert wire_of(text, "A summary.", "") == f"wire:{agency}"


@pytest.mark.parametrize(
    "text",
    [
        "El jefe de la defensa pidió un informe; EFECTIVO el lunes.",
        "Efectos de la llamada en el peso",
        "AP Moller-Maersk suspends calls at Colombian ports",
        "Fire at the Associated Press Building in New York",
        "According to the Reuters Institute, trust in news fell.",
        "A Thomson Reuters executive joined the board.",
        "A Reuters/Ipsos poll found most voters oppose the visit.",
        "Acción Popular (AP) pide explicaciones por la llamada.",
        "Alianza País (AP) - el partido de gobierno - celebró",
        "Accidente en la AP-7: dos heridos",
        "The Australian Federal Police (AFP) - with partners - seized cocaine",
        "An AFP officer said the cocaine came by sea.",
        "AFP: cómo retirar sus ahorros",
        "Las AFP subirán su comisión, según AFP Habitat",
        "Retiro de la AFP: quiénes pueden pedirlo",
        "La Empresa de los Ferrocarriles del Estado (EFE) - informó - suspende trenes",
        "EFE Trenes de Chile suspende el servicio",
        "Michael Bloomberg met the president in New York.",
        "He told Michael Bloomberg that the list was unfair.",
        "Students sit the AP exam in May.",
        "Petro in Bogotá on Wednesday. (AP Photo/Fernando Vergara)",
        "El presidente en Bogotá. EFE/ Mauricio Dueñas Castañeda",
        "FILE PHOTO: The president in Bogotá. REUTERS/Luisa Gonzalez",
        "El presidente en Bogotá. Foto: EFE",
        "El presidente en Bogotá (Foto: archivo particular / AFP)",
        "The president in Bogotá. Photo by Juan Barreto | AFP",
        "El presidente en Bogotá. Fotografía de archivo. (Imagen: Getty - AFP)",
        "Read more at reuters.com or write to tips@Reuters",
        "The talks were held in the Reuters office.",
        "La prensa latina siguió la llamada",
        "El presidente y la canciller hablaron de la agenda.",
        "",
    ],
)
def test_a_name_alone_is_no_credit(text: str) -> None:
    """Inside other words and names, as a subject of the news, under a photograph."""
    assert wire_of("A headline", text, "") == ""
    assert wire_of(text, "A summary.", "") == ""


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters", "reuters"),
        ("Reuters Staff", "reuters"),
        ("noreply@example.com (Reuters)", "reuters"),
        ("Julia Symmes Cobb and Luis Jaime Acosta, Reuters", "reuters"),
        ("By REGINA GARCIA CANO Associated Press", "ap"),
        ("REGINA GARCIA CANO - Associated Press", "ap"),
        ("Regina Garcia Cano, AP", "ap"),
        ("The Associated Press", "ap"),
        ("Redacción EFE", "efe"),
        ("Agencia EFE", "efe"),
        ("EFE Noticias", "efe"),
        ("AFP", "afp"),
        ("Redacción y AFP", "afp"),
        ("Ana Ruiz con información de AFP", "afp"),
        ("Bloomberg Línea", "bloomberg"),
        ("EUROPA PRESS", "europapress"),
        ("Michael Bloomberg", ""),
        ("Ana Ruiz", ""),
        ("Jefe de Redacción", ""),
        ("AP Moller", ""),
        ("", ""),
    ],
)
def test_a_by_line_may_be_an_agencys(author: str, agency: str) -> None:
    assert wire_of("A headline", "A summary.", author) == (f"wire:{agency}" if agency else "")


def test_a_credit_goes_before_what_is_cited() -> None:
    """AFP's own text tells what another agency was told."""
    assert wire_of("Visa restored, officials tell Reuters", "Bogotá (AFP) - The visa was restored.", "") == "wire:afp"


def test_the_first_agency_of_a_text_counts() -> None:
    assert wire_of("", "No date yet, AP reported. Reuters said the same.", "") == "wire:ap"


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("Reuters", "wire:reuters"),
        ("Reuters World News", "wire:reuters"),
        ("AP News", "wire:ap"),
        ("The Associated Press", "wire:ap"),
        ("Agencia EFE", "wire:efe"),
        ("Europa Press América", "wire:europapress"),
        ("Agence France-Presse", "wire:afp"),
        ("Thomson Reuters Foundation", ""),
        ("AFP Habitat", ""),
        ("El País", ""),
        ("", ""),
    ],
)
def test_an_outlet_may_be_called_by_the_agencys_name(name: str, origin: str) -> None:
    assert wire_named(name) == origin


def test_an_agency_is_known_by_its_domains() -> None:
    assert (wire_at("apnews.com"), wire_at("ap.org"), wire_at("elpais.com")) == ("wire:ap", "wire:ap", "")


@pytest.mark.parametrize(
    ("origin", "name"), [("wire:ap", "Associated Press"), ("wire:efe", "EFE"), ("wire:else", ""), ("efe", "")]
)
def test_people_read_an_agencys_name(origin: str, name: str) -> None:
    assert shown(origin) == name


@given(st.text(st.sampled_from("Reuters AP (EFE) -–—.:,/|\ue000\ue001\ue002by Photo dijo a según told "), max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Characters that stand for names inside the reader are none of a feed's."""
    assert wire_of(text, text, text) in {"", *WIRES.values()}


@pytest.mark.parametrize("piece", ["A.", "A, ", "a de ", "la ", "de EFE y ", "(EFE ", "dijo a ", "By A and "])
def test_a_hostile_text_is_read_in_no_time(piece: str) -> None:
    """Reading must not take longer than the text: patterns that can cut it in many ways would hang here."""
    text = "EFE " + piece * (4000 // len(piece)) + " EFE"
    assert wire_of(text, text, "") in {"", "wire:efe"}
