"""Grammatical number: both numbers of a word meet in one form, and different words do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Language
from bot.text.number import singular

ENGLISH = """
    visa/visas sanction/sanctions city/cities country/countries tie/ties movie/movies class/classes tax/taxes
    speech/speeches crash/crashes buzz/buzzes embargo/embargoes hero/heroes shoe/shoes case/cases house/houses
    response/responses prize/prizes size/sizes cache/caches bus/buses virus/viruses crisis/crises analysis/analyses
    man/men woman/women congressman/congressmen child/children leaf/leaves wave/waves olive/olives knife/knives
    israeli/israelis day/days news/news series/series criterion/criteria status/statuses lens/lenses gas/gases
"""
SPANISH = """
    visa/visas sancion/sanciones reunion/reuniones casa/casas cumbre/cumbres hombre/hombres nombre/nombres
    padre/padres clase/clases frase/frases viaje/viajes mensaje/mensajes detalle/detalles calle/calles torre/torres
    grande/grandes alcalde/alcaldes posible/posibles general/generales actor/actores lider/lideres ciudad/ciudades
    pais/paises mes/meses ley/leyes rey/reyes juez/jueces voz/voces avance/avances balance/balances enlace/enlaces
    dulce/dulces interes/intereses frances/franceses ingles/ingleses sede/sedes fraude/fraudes papel/papeles
    misil/misiles orden/ordenes joven/jovenes visitante/visitantes informe/informes jefe/jefes pie/pies serie/series
    israeli/israelies robot/robots club/clubes reloj/relojes autobus/autobuses lunes/lunes crisis/crisis dolar/dolares
    acuerdo/acuerdos gas/gases
"""


def pairs(text: str) -> list[tuple[str, str]]:
    return [(one, many) for one, _, many in (pair.partition("/") for pair in text.split())]


@pytest.mark.parametrize(("one", "many"), pairs(ENGLISH))
def test_english_numbers_meet(one: str, many: str) -> None:
    assert singular(one, Language.EN) == singular(many, Language.EN)


@pytest.mark.parametrize(("one", "many"), pairs(SPANISH))
def test_spanish_numbers_meet(one: str, many: str) -> None:
    assert singular(one, Language.ES) == singular(many, Language.ES)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("news", "new", Language.EN),
        ("means", "mean", Language.EN),
        ("goods", "good", Language.EN),
        ("status", "statu", Language.EN),
        ("policy", "police", Language.EN),
        ("casa", "caso", Language.ES),
        ("corte", "corto", Language.ES),
        ("antes", "ante", Language.ES),
        ("dios", "dio", Language.ES),
        ("martes", "marte", Language.ES),
        ("petro", "petroleo", Language.ES),
        ("blanca", "blanco", Language.ES),
        ("sancion", "sancionar", Language.ES),
    ],
)
def test_different_words_stay_apart(one: str, other: str, lang: Language) -> None:
    assert singular(one, lang) != singular(other, lang)


@given(st.text(alphabet="abcdeilnorstxyzu", max_size=9), st.sampled_from(Language))
def test_a_singular_is_never_longer_by_more_than_a_letter(word: str, lang: Language) -> None:
    """Any string is taken, and only its ending changes."""
    form = singular(word, lang)
    assert len(form) <= len(word) + 1
    assert form[:1] == word[:1]
