"""Spanish verbs by what they say of time; the accents tell "visitará" from "visitara". Senses as in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.dates.expression import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_AHEAD = """
    va van vamos puede pueden debe deben planea planean prevé prevén espera esperan previsto prevista previstos
    previstas programado programada programados programadas agendado agendada pendiente venidero próximamente
    pretende pretenden alista alistan prepara preparan
"""
_BACK = """
    fue fueron dijo hizo hicieron tuvo tuvieron vino vinieron puso pusieron pudo pudieron quiso dio dieron vio estuvo
    hubo trajo supo condujo produjo redujo era eran había habían tenía tenían decía quería iba iban ha han vi fui
    tras murió cayó
    impuesta impuestas impuesto impuestos firmado firmada celebrado celebrada aprobado aprobada ocurrido ocurrida
    publicado publicada emitido emitida expedido expedida radicado radicada realizado realizada revocado revocada
    registrado registrada capturado capturada detenido detenida divulgado divulgada incluido incluida iniciado iniciada
"""
_NOW = """
    es son está están hay reúne reúnen viaja viajan visita recibe reciben llega llegan inicia inician comienza comienzan
    empieza empiezan arranca arrancan termina terminan vence vencen rige rigen entra entran sale salen regresa regresan
    vuelve vuelven reanuda reanudan juega enfrenta abre cierra celebra celebran realiza realizan habla hablan quiere
    busca sigue tiene tienen vota votan decide
"""
_SAID = """
    dijo dijeron anunció anunciaron confirmó confirmaron informó informaron aseguró aseguraron afirmó afirmaron señaló
    señalaron indicó indicaron explicó explicaron reveló revelaron declaró declararon manifestó expresó comentó contó
    agregó añadió precisó sostuvo escribió publicó posteó trinó reiteró advirtió reconoció negó admitió denunció
    comunicó notificó respondió insistió adelantó aclaró subrayó destacó recordó prometió pidió relató lamentó celebró
    difundió divulgó
"""
_SAYS = """
    dice dicen anuncia anuncian confirma confirman informa informan asegura afirma señala indica explica revela declara
    sostiene advierte reconoce niega admite denuncia responde insiste adelanta aclara según
"""
_SETS = """
    fijó fijaron definió definieron agendó agendaron programó programaron acordó acordaron pactó pactaron convocó
    convocaron aplazó aplazaron pospuso pospusieron postergó canceló cancelaron suspendió suspendieron movió trasladó
    reprogramó confirmó confirmaron anunció anunciaron quedó quedaron cerró decidió decidieron
    citó citaron llamó emplazó extendió prorrogó escogió eligió invitó corrió
    fijado fijada pactado pactada acordado acordada aplazado aplazada pospuesto pospuesta convocado convocada citado
    citada anunciado anunciada cancelado cancelada suspendido suspendida confirmado confirmada
"""
_SENSES: dict[str, str] = {
    **dict.fromkeys(_NOW.split(), "="),
    **dict.fromkeys(_BACK.split(), "-"),
    **dict.fromkeys(_SAID.split(), "-s"),
    **dict.fromkeys(_SAYS.split(), "=s"),
    **dict.fromkeys(_AHEAD.split(), "+"),
}
_SENSES |= {word: ("-sd" if "s" in _SENSES.get(word, "") else "-d") for word in _SETS.split()}
_SETTING = listed(_SETS)
_PASSIVE = frozenset(("fue", "fueron", "ha", "han", "había"))
_BEFORE_A_FUTURE = frozenset(("para", "hasta", "al"))
_NO_VERB = listed("irán teherán corán alcorán alacrán catamarán quizás jericó paletó desde aún guayaba sílaba")
_BEFORE_A_NOUN = listed("la las una unas su sus de del cada esta esa nueva toda otra misma primera")
_FUTURE = ("rá", "rán", "remos", "ré")
_CONDITIONAL = tuple(
    f"{stem}{ending}" for stem in ("ar", "er", "ir", "dr", "br", "har", "dir") for ending in ("ía", "ían")
)
_PAST = ("aron", "ieron", "eron", "aba", "aban", "ó")
_SHORTEST = 4


def sense(words: Sequence[str], index: int) -> str:
    """What a word of a text is as a verb."""
    surface = words[index]
    word = surface.lower()
    previous = words[index - 1].lower() if index else ""
    found = _SENSES.get(word)
    if found is None:
        is_name = surface[0].isupper() and index > 0
        found = "" if is_name and not surface.isupper() else _regular(word, previous)
    if found[:1] == "-" and previous in ("ser", "será", "serán", "sería", "serían"):
        return "+" + found[1:]
    following = words[index + 1].lower() if index + 1 < len(words) else ""
    if "d" in found and following in _BEFORE_A_FUTURE:
        return "+d"
    return "-d" if word in _PASSIVE and following in _SETTING else found


def _regular(word: str, previous: str) -> str:
    if len(word) < _SHORTEST or word in _NO_VERB:
        return ""
    if word.endswith(_FUTURE):
        return "+"
    if word.endswith(_CONDITIONAL):
        return "" if previous in _BEFORE_A_NOUN else "+"
    return "-" if word.endswith(_PAST) else ""
