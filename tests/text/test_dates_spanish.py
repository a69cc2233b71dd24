"""What dates Spanish news means: phrase by phrase, published on Thursday, 15 January 2026, at noon."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Language
from bot.text.dates.reading import find_dates

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
TUESDAY_IN_JUNE = datetime(2026, 6, 9, 10, tzinfo=UTC)

ABSOLUTE = """
    Petro visitará la Casa Blanca el 3 de febrero => 2026-02-03 day
    La reunión será el 3 de febrero de 2026. => 2026-02-03 day
    La reunión será el 3 de febrero del 2026 a las 11 a. m. => 2026-02-03 day
    Se verán el martes 3 de febrero. => 2026-02-03 day
    Se verán el martes, 3 de febrero, en Washington. => 2026-02-03 day
    Fijó la cita para el martes 3. => 2026-02-03 day
    Será el próximo 3 de febrero. => 2026-02-03 day
    La cita es el 1.º de marzo y no antes => 2026-03-01 day
    La cita es el 1º de marzo => 2026-03-01 day
    La cita será el primero de marzo. => 2026-03-01 day
    La cita será el tres de febrero. => 2026-02-03 day
    Plazo: 2026-02-03 => 2026-02-03 day
    El formulario dice 3/2/2026 => 2026-02-03 day
    El formulario dice 03-02-2026 => 2026-02-03 day
    Agenda: 3 feb, Washington => 2026-02-03 day
    Febrero 3 de 2026: la fecha de la cita => 2026-02-03 day
    LA CITA SERÁ EL 3 DE FEBRERO => 2026-02-03 day
    Elecciones el 31 de mayo de 2026 => 2026-05-31 day
    La decisión se conocerá antes del 31 de enero. => 2026-01-31 day
    La audiencia será el 3 de diciembre del presente año. => 2026-12-03 day
"""

RANGES = """
    La cumbre será del 4 al 6 de febrero. => 2026-02-04/2026-02-06 day
    Estará en Washington entre el 4 y el 6 de febrero. => 2026-02-04/2026-02-06 week
    El viaje irá del 27 de febrero al 2 de marzo. => 2026-02-27/2026-03-02 day
    La feria, del 29 de diciembre de 2025 al 4 de enero de 2026 => 2025-12-29/2026-01-04 week
    Se reunirán el 3 y 4 de febrero. => 2026-02-03/2026-02-04 day
    Se reunirán el 3 o 4 de febrero. => 2026-02-03/2026-02-04 week
    Habrá sesiones los días 3, 4 y 5 de febrero. => 2026-02-03/2026-02-05 day
    La visita pasó del 3 al 10 de febrero. => 2026-02-03 day; 2026-02-10 day
    La visita se aplazó del martes 3 al jueves 12 de febrero. => 2026-02-03 day; 2026-02-12 day
    No será el 3 sino el 5 de febrero. => 2026-02-03 day; 2026-02-05 day
    Aunque se hablaba del 4, será el 3 de febrero. => 2026-02-04 day; 2026-02-03 day
    Aunque se hablaba del 4 al 6 de febrero, fijó el martes 3. => 2026-02-04/2026-02-06 day; 2026-02-03 day
"""

RELATIVE = """
    El Tesoro levantó hoy las sanciones. => 2026-01-15 day
    Mañana se reanudan los diálogos. => 2026-01-16 day
    El presidente viaja mañana por la tarde. => 2026-01-16 day
    El presidente viajará pasado mañana. => 2026-01-17 day
    El gabinete habló anoche. => 2026-01-14 day
    Llegó ayer a Bogotá. => 2026-01-14 day
    Llegó antier a Bogotá. => 2026-01-13 day
    Esta mañana se reunió con su gabinete. => 2026-01-15 day
    Se reunirán el martes. => 2026-01-20 day
    Se reunieron el martes. => 2026-01-13 day
    La reunión será el próximo martes. => 2026-01-20 day
    La reunión será el próximo viernes. => 2026-01-16 day
    La reunión será este viernes. => 2026-01-16 day
    Se reunieron este lunes. => 2026-01-12 day
    Llegó el viernes pasado. => 2026-01-09 day
    Llegó el pasado viernes. => 2026-01-09 day
    La audiencia fue aplazada para el lunes. => 2026-01-19 day
    Será el martes de la próxima semana. => 2026-01-20 day
    La audiencia será celebrada el lunes. => 2026-01-19 day
    La audiencia, aplazada hasta el lunes, sigue en firme. => 2026-01-19 day
    Se mantendría la Secretaría, dice la alcaldesa, hasta el lunes. => 2026-01-19 day
    Será el martes que viene. => 2026-01-20 day
    Petro viajará en dos semanas. => 2026-01-26/2026-02-01 week
    Petro viajará dentro de diez días. => 2026-01-25 day
    La medida se revisará en 90 días. => 2026-04-15 day
    El viaje podría darse en un plazo de dos semanas. => 2026-01-15/2026-01-29 month
    Será en los próximos diez días. => 2026-01-15/2026-01-25 week
    Hace dos días el mandatario publicó un video. => 2026-01-13 day
    Se vieron hace tres semanas. => 2025-12-22/2025-12-28 week
    La cita será este fin de semana. => 2026-01-17/2026-01-18 week
"""

WEEKS_AND_MONTHS = """
    Trump recibirá a Petro la primera semana de febrero. => 2026-02-01/2026-02-07 week
    Será la última semana de enero. => 2026-01-25/2026-01-31 week
    El juicio abre la semana del 2 de marzo. => 2026-03-02/2026-03-08 week
    El Congreso vuelve la próxima semana. => 2026-01-19/2026-01-25 week
    El Congreso vuelve la semana que viene. => 2026-01-19/2026-01-25 week
    La visita se anunció la semana pasada. => 2026-01-05/2026-01-11 week
    Petro viajaría a comienzos de febrero. => 2026-02-01/2026-02-10 month
    La revisión termina a mediados de marzo. => 2026-03-11/2026-03-20 month
    La misión sale a finales de febrero. => 2026-02-21/2026-02-28 month
    El plazo vence a fin de mes. => 2026-01-21/2026-01-31 month
    Será a principios del próximo mes. => 2026-02-01/2026-02-10 month
    Será en la segunda quincena de febrero. => 2026-02-16/2026-02-28 month
    El Congreso retomará sesiones el próximo mes. => 2026-02-01/2026-02-28 month
    Petro viajará en marzo. => 2026-03-01/2026-03-31 month
    Será en marzo de 2027. => 2027-03-01/2027-03-31 month
    En septiembre le revocaron la visa. => 2025-09-01/2025-09-30 month
    Sin visa desde setiembre => 2025-09-01/2025-09-30 month
    La votación será el primer domingo de marzo. => 2026-03-01 day
    Las cifras de octubre pasado => 2025-10-01/2025-10-31 month
"""

VAGUE = """
    Se verán próximamente. => 2026-01-15/2026-02-15 vague
    Lo recibirá en un futuro cercano. => 2026-01-15/2026-02-15 vague
    Habrá noticias en los próximos días. => 2026-01-15/2026-01-22 vague
    Se sabrá en las próximas semanas. => 2026-01-15/2026-02-12 vague
    Se verán pronto. => 2026-01-15/2026-02-15 vague
"""

YEARS = """
    Se reunieron el 3 de diciembre en Washington. => 2025-12-03 day
    Se reunirán el 3 de enero, según fuentes. => 2027-01-03 day
    Se reunirá el 3 de diciembre con Xi. => 2026-12-03 day
    El ataque del 2 de septiembre dejó 11 muertos. => 2025-09-02 day
    El pasado 7 de enero hablaron por teléfono. => 2026-01-07 day
    Este 7 de enero hablaron por teléfono. => 2026-01-07 day
    Fue incluido en la lista el pasado 24 de octubre. => 2025-10-24 day
    El fallo, del 12 de diciembre, rige desde el 1 de marzo. => 2025-12-12 day; 2026-03-01 day
    Hablaron el 7 de enero y acordaron verse el 3 de febrero. => 2026-01-07 day; 2026-02-03 day
    La fecha, el 3 de febrero, fue acordada por ambos. => 2026-02-03 day
    El mandato termina el 7 de agosto. => 2026-08-07 day
"""

TRAPS = """
    Petro, de 65 años, fue sancionado. =>
    Retiró 500 millones de dólares tras la descertificación de 2025. =>
    Se vieron en 2019 y no podrá aspirar hasta 2030. =>
    Hablaron durante 45 minutos sobre 11 pedidos. =>
    El dólar subió 3,5 por ciento y cerró en 4.015 pesos. =>
    El vuelo 203 sale a las 21:30 de la puerta 12. =>
    Millonarios ganó 3-2 de visita. =>
    La Corte citó el artículo 7 y la sección 3. =>
    La marcha reunió a 20.000 personas. =>
    Por la mañana, el gabinete escuchó al ministro. =>
    A las seis de la mañana sonó el teléfono; en la mañana llovió. =>
    El estadio 20 de Enero y la avenida 9 de Julio estarán cerrados. =>
    La Ley 5 de mayo y el Decreto 3 de enero siguen vigentes =>
    Las Madres de Plaza de Mayo marcharán. =>
    Los martes hay mercado; todos los viernes, feria. =>
    Viajó a Santo Domingo con Plácido Domingo. =>
    El exguerrillero del M-19 atiende 24/7 por la U.S. 50. =>
    El 9/11 y los años 90 =>
    El 3 fue expulsado del partido por el 10. =>
    En dos semanas murieron 20 personas. =>
    Hoy en día nadie lo discute. =>
    Tan pronto como pueda, lo más pronto posible. =>
    El mañana es incierto. =>
    Cada lunes y cada viernes entrenan. =>
    El 30 de febrero no existe. =>
    La segunda vuelta, la segunda vez, un segundo =>
    El 23 % y el 3 a 1 =>
    El Miércoles de Ceniza y el Viernes Santo =>
"""

DATELINES = """
    Bogotá, 15 ene (EFE).- El presidente viajará el 3 de febrero. => 2026-02-03 day
    Madrid, 14 de enero de 2026 (Europa Press) – La visita sigue en pie. =>
    Bogotá, 15 de enero de 2026. La visita sigue en pie. =>
    Actualizado el 15 de enero de 2026: la visita sigue en pie. =>
    Publicado: 14 de enero de 2026 | La visita será el 3 de febrero. => 2026-02-03 day
    La visita sigue en pie | 15 de enero de 2026 =>
"""

IN_JUNE = """
    La votación quedó agendada para el 22 de junio, informó la presidencia del Senado. => 2026-06-22 day
    El Gobierno convocó a los gremios para este jueves a las 9:00. => 2026-06-11 day
    La segunda vuelta será el domingo 21 de junio. => 2026-06-21 day
    El papa viajará al Perú del 11 al 17 de noviembre. => 2026-11-11/2026-11-17 week
    Las conversaciones se rompieron el lunes por la noche. => 2026-06-08 day
    El fallo se conocerá a más tardar el 30 de junio. => 2026-06-30 day
    El cese al fuego, vigente desde el 31 de mayo, vence el sábado. => 2026-05-31 day; 2026-06-13 day
    El Congreso retomará el debate dentro de quince días. => 2026-06-24 day
    La ministra renunció ayer, un día después del paro. => 2026-06-08 day
    El juicio, que iba a empezar mañana, se reprogramó para el 3 de septiembre. => 2026-06-10 day; 2026-09-03 day
    Los 300 detenidos del primer día de protesta salieron libres. =>
    La inflación de mayo fue de 0,4 %. => 2026-05-01/2026-05-31 month
    El equipo viaja el jueves y juega el domingo ante Perú. => 2026-06-11 day; 2026-06-14 day
    La ley entrará en vigor el próximo 1 de julio. => 2026-07-01 day
    Asumió el 7 de agosto de 2022 y entrega el cargo este 7 de agosto. => 2022-08-07 day; 2026-08-07 day
    El plazo se extendió hasta mediados de julio. => 2026-07-11/2026-07-20 month
    La Fiscalía citó al exministro a interrogatorio el 18 de junio. => 2026-06-18 day
    En lo que va del año van tres aplazamientos en dos meses. =>
    La nave despegará no antes del 24 de junio. => 2026-06-24 day
    La reunión prevista para hoy fue cancelada a última hora. => 2026-06-09 day
    El alcalde ganó en octubre y se posesionó en enero. => 2025-10-01/2025-10-31 month; 2026-01-01/2026-01-31 month
    Cierre total de la séptima el fin de semana del 13 y 14 de junio. => 2026-06-13/2026-06-14 day
    La Selección ganó 2-1 el viernes. => 2026-06-05 day
    La próxima semana habrá acuerdo, anunció el martes el canciller. => 2026-06-15/2026-06-21 week; 2026-06-09 day
    La encuesta, hecha entre el 1 y el 5 de junio, sube cinco puntos. => 2026-06-01/2026-06-05 week
"""
"""Written after the rules, for a Tuesday in June; the rules as they were then read 22 of these 25 right."""


def lines(*tables: str) -> list[tuple[str, str]]:
    pairs = (line.strip().partition("=>") for table in tables for line in table.strip().splitlines())
    return [(phrase.strip(), days.strip()) for phrase, _, days in pairs]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    lines(ABSOLUTE, RANGES, RELATIVE, WEEKS_AND_MONTHS, VAGUE, YEARS, TRAPS, DATELINES),
)
def test_a_phrase_means_these_days(phrase: str, expected: str) -> None:
    assert read(phrase) == expected


@pytest.mark.parametrize(("phrase", "expected"), lines(IN_JUNE))
def test_a_phrase_of_another_season_means_these_days(phrase: str, expected: str) -> None:
    assert read(phrase, TUESDAY_IN_JUNE) == expected


def read(phrase: str, published: datetime = NOON) -> str:
    found = find_dates(phrase, Language.ES, published)
    return "; ".join(f"{one.first}{'' if one.first == one.last else f'/{one.last}'} {one.precision}" for one in found)
