"""Words for the ways in which a state of affairs changes or stays, so that an admin need name only one of them.

Two words of one kind say the same of the thing that a question is about. A cue that an admin wrote belongs to every
kind in which it, or a word that begins with it, is listed.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.model import Language
from bot.text.fold import fold
from bot.text.grammar.words import alternatives, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ANNOUNCING",
    "CLOSE",
    "ENDING",
    "IN_PART",
    "LIST_STATES",
    "REALISING",
    "STATES",
    "STRONG",
    "SUBJECT_ACTS",
    "SUBJECT_LOSES",
    "Kind",
    "kinds_of",
    "listed",
]


class Kind(StrEnum):
    LIFT = "lift"
    REVOKE = "revoke"
    GRANT = "grant"
    RESTORE = "restore"
    CANCEL = "cancel"
    POSTPONE = "postpone"
    CONFIRM = "confirm"
    KEEP = "keep"
    IMPOSE = "impose"
    REIMPOSE = "reimpose"
    SUSPEND = "suspend"
    DENY = "deny"
    OUST = "oust"


ENDING = frozenset({Kind.LIFT, Kind.SUSPEND, Kind.CANCEL, Kind.REVOKE})
"""What is not lifted, suspended, cancelled or revoked stays as it was."""

_TAKE = "take|takes|took|taken|taking"
_GET = "get|gets|got|gotten"
_GIVE = "give|gives|gave|given|giving|hand|hands|handed"
_PUT = "put|puts|putting"
_PULL = "pull|pulls|pulled|pulling"

STRONG: Mapping[Kind, Mapping[Language, str]] = {
    Kind.LIFT: {
        Language.EN: f"""
            lift* remov* delist* repeal* wipe|wipes|wiped overturn* rescind* unfreez* unblock* ease|eases|eased|easing
            {_TAKE}_.._off roll|rolls|rolled|rolling_.._back
            strike|strikes|struck|striking_.._off|from
            come|comes|came|coming_off
            drop|drops|dropped_.._from
            exclud*
        """,
        Language.ES: """
            levant* retir* elimin* exclu* alivi* exoner* derog* desbloque* remov* remuev* desincluid* borr*
            saca|sacan|saco|sacaron|sacar*|sacad*|saque|saquen|sacaria*
            sale|salen|salio|salieron|salir*|saldra*|saldria*|salga|salgan|salida
            quita|quitan|quito|quitaron|quitar*|quitad*|quite|quiten
            deja|dejan|dejo|dejaron|dejar_sin_efecto
            pone|ponen|puso|pusieron|poner_fin
        """,
    },
    Kind.REVOKE: {
        Language.EN: f"""
            revok* revoc* cancel* rescind* withdr* annul* strip* terminat* nullif* invalidat*
            lose|loses|lost|losing|loss
            {_TAKE}_.._away
        """,
        Language.ES: """
            revoc* cancel* anul* retir* despoj* invalid* arrebat*
            quita|quitan|quito|quitaron|quitar*|quitad*|quite|quiten
            pierde|pierden|perdio|perdieron|perder*|perdid*|pierda|perdida
        """,
    },
    Kind.GRANT: {
        Language.EN: """
            grant* issue|issues|issued|issuing|issuance award* approv* receiv* obtain* greenl* green_light|lights
            clear|clears|cleared_.._for sign|signs|signed_off_on
        """,
        Language.ES: """
            otorg* conced* expid* expedi* entreg* aprob* aprueb* emit* emis* autoriz* aval|avala|avalan|avalo luz_verde
            obtien* obten* obtuv* recib*
            consig* consegui*
        """,
    },
    Kind.RESTORE: {
        Language.EN: f"""
            restor* reinstat* resum* regain* recover* renew* reissu* reactivat* return|returns|returned|returning
            {_GIVE}|{_GET}|win|wins|won_.._back
        """,
        Language.ES: """
            restitu* reexpid* reexpedi* devuelv* devolv* devolu* devuelt* restablec* restablez* recuper*
            renov* renuev* reactiv* reintegr*
            rehabilit* reasum* reincorpor*
        """,
    },
    Kind.CANCEL: {
        Language.EN: "cancel* scrap|scraps|scrapped axe|axes|axed nix* abandon* call|calls|called|calling_.._off",
        Language.ES: "cancel* anul* suspend* suspens* desconvoc* descarta*",
    },
    Kind.POSTPONE: {
        Language.EN: f"""
            postpon* delay* defer|defers|deferred|deferral reschedul*
            push|pushes|pushed_.._back {_PUT}_.._off {_PUT}_.._on_hold
        """,
        Language.ES: "aplaz* posterg* pospon* pospus* pospuest* posposicion retras* difier* diferid* reprogram*",
    },
    Kind.CONFIRM: {
        Language.EN: "confirm* finaliz* ratif* schedul* lock|locks|locked_.._in",
        Language.ES: "confirm* ratific* fija|fijan|fijo|fijaron|fijad* agendan|agendo|agendad* oficializ* concret*",
    },
    Kind.KEEP: {
        Language.EN: """
            remain* stay|stays|stayed|staying keep|keeps|kept|keeping maintain* retain* uphold* upheld still continu*
            in_force|place|effect
        """,
        Language.ES: """
            sigue|siguen|seguia|seguira|seguiran|siguio mantien* manten* mantuv* continua* permanec* persist* vigente*
            vigencia aun todavia prorrog* en_firme|pie|vigor
        """,
    },
    Kind.IMPOSE: {
        Language.EN: f"""
            impos* designat* blacklist* reimpos*
            slap|slaps|slapped hit|hits_.._with
            add|adds|added|adding|{_PUT}|place|places|placed_.._to|on
        """,
        Language.ES: "impon* impus* impuest* inclu* design* agreg* anad* aplic* reimp*",
    },
    Kind.REIMPOSE: {
        Language.EN: """
            reimpos* impos* reinstat* reintroduc* restor* return|returns|returned bring|brings|brought_.._back
        """,
        Language.ES: """
            reimp* impon* impus* impuest* restablec* restablez* reinstaur* retorn*
            vuelve|vuelven|volvio|volvieron|regresa|regresan|regreso
        """,
    },
    Kind.SUSPEND: {
        Language.EN: f"suspend* suspens* freez* froze* paus* halt* {_PUT}_.._on_hold",
        Language.ES: "suspend* suspens* congel* paus* deten* detien*",
    },
    Kind.DENY: {
        Language.EN: "deny|denies|denied|denying|denial refus* reject* declin* turn|turns|turned_.._down",
        Language.ES: "niega|niegan|nego|negaron|negar*|negad*|negativa rechaz* deneg* denieg*",
    },
    Kind.OUST: {
        Language.EN: """
            dismiss* resign* oust* depos* fire|fires|fired|firing sack|sacks|sacked|sacking quit|quits|quitting
            step|steps|stepped|stepping_.._down|aside leave|leaves|left|leaving_.._post|office|job
        """,
        Language.ES: """
            destitu* renunci* dimit* dimision despid* desped* cesa|cesan|ceso|cesaron|cesad* remov* remuev*
            deja|dejan|dejo|dejara|dejar_.._cargo|puesto
        """,
    },
}
"""Words that may stand some way from the thing. `_` joins the words of a phrase."""

CLOSE: Mapping[Kind, Mapping[Language, str]] = {
    Kind.LIFT: {
        Language.EN: """
            drop|drops|dropped|dropping end|ends|ended|ending scrap|scraps|scrapped revers* revok* withdr* undo|undoes
            annul* cancel* free|frees|freed waiv* relief
        """,
        Language.ES: "termina|terminan|termino|acaba|acaban|acabo revoc* anul* cese fin",
    },
    Kind.REVOKE: {Language.EN: f"{_PULL} yank* void* {_TAKE} end|ends|ended", Language.ES: ""},
    Kind.GRANT: {
        Language.EN: f"{_GIVE} {_GET} secur* clear|clears|cleared",
        Language.ES: "da|dan|dio|dieron|dar|darle|dado|dada",
    },
    Kind.CANCEL: {Language.EN: f"drop|drops|dropped {_PULL}", Language.ES: ""},
    Kind.CONFIRM: {Language.EN: "set|sets|settl*", Language.ES: "defin*"},
    Kind.KEEP: {Language.EN: "extend* renew*", Language.ES: ""},
    Kind.DENY: {
        Language.EN: "halt* bar|bars|barred block*",
        Language.ES: "frena|frenan|freno tumba|tumban|tumbo bloque*",
    },
}
"""Words of many meanings: they count only right beside the thing."""

STATES: Mapping[Kind, Mapping[Language, str]] = {
    Kind.LIFT: {Language.EN: "free_of|from", Language.ES: "libre_de"},
    Kind.REVOKE: {
        Language.EN: "without has|had|have|with_no lacks|lacking",
        Language.ES: "sin no_tiene|tenia|tenga|posee no_cuenta_con carece_de",
    },
    Kind.GRANT: {Language.EN: "has|holds", Language.ES: "tiene|posee cuenta_con"},
    Kind.KEEP: {Language.EN: "under", Language.ES: "bajo"},
}
"""A few words right before the thing that tell of a state, such as "without a visa"."""

LIST_STATES: Mapping[Kind, Mapping[Language, str]] = {
    Kind.LIFT: {Language.EN: "off", Language.ES: "fuera_de"},
    Kind.KEEP: {Language.EN: "on", Language.ES: "en"},
}
"""The same where the thing is a list."""

IN_PART = re.compile(
    r"\b(?:in part|part(?:ly|ially)|(?:in|for) the rest|elsewhere"
    r"|en parte|parcial(?:mente)?|en (?:el resto|los demás|las demás))\b",
    re.IGNORECASE,
)
"""What is lifted in part is in force elsewhere."""

SUBJECT_LOSES = word_set(
    """
    lose loses lost losing get gets got receive receives received obtain obtains obtained regain regains regained
    recover recovers recovered win wins won secures secured delisted removed stripped dropped taken blacklisted added
    pierde pierden perdio perdieron recibe reciben recibio obtiene obtienen obtuvo recupera recuperan recupero
    consigue consiguio sale salen salio salieron saldra saldria salir sigue siguen continua permanece retirado
    retirada retirados excluido excluida incluido incluida sacado sacada remains remain stays stay still
    without sin under bajo on en off
    """
)
"""Words whose subject, not object, is the one concerned: "Smith loses visa"."""


SUBJECT_ACTS = word_set(
    """
    return returns returned resign resigns resigned quit quits step steps stepped leave leaves left
    resume resumes resumed regresa regreso vuelve volvio reasume reasumio reincorpora
    renuncia renuncio dimite dimitio deja dejo
    """
)
"""Words that say of their subject that it changes: "the director resigns", "the ban returns"."""


_HEAD = 0.5
"""What it adds that a cue is the word by which a kind is mostly named, so that "cancel" alone means no revoking."""


ANNOUNCING = alternatives(
    "announc*|confirm*|order*|approv*|authori*|welcom*|celebrat*|notif*|declar*|complet*|effect|official|"
    "anunci*|orden*|aprueb*|aprob*|autoriz*|celebr*|agradec*|oficial*|formaliz*|public*|notific*|decret*|firm*|"
    "logr*|consig*"
)[1]
"""Beginnings of verbs that make a noun an event: "orders the lifting", but not "discusses the lifting"."""

REALISING = word_set(
    """
    ordena ordeno ordenan decide decidio logra logro logran consigue consiguio acaba acaban acabo vuelve volvio hace
    hizo anuncia anuncio autoriza autorizo aprueba aprobo
    """
)
"""Spanish verbs whose infinitive is told as done."""


def listed(table: Mapping[Kind, Mapping[Language, str]], kind: Kind, lang: Language) -> list[str]:
    """The phrases of a kind, in the notation of `words.Phrases`."""
    return [phrase.replace("_", " ") for phrase in table.get(kind, {}).get(lang, "").split()]


def kinds_of(cues: Mapping[Language, tuple[str, ...]]) -> frozenset[Kind]:
    """The kinds of change that a choice's cues speak of: those that most of them are listed in."""
    named = [kind for kind in Kind if kind is not Kind.REIMPOSE]
    points = {kind: sum(_points(kind, lang, cue) for lang in Language for cue in cues.get(lang, ())) for kind in named}
    most = max(points.values())
    return frozenset(kind for kind, number in points.items() if number == most > 0)


def _points(kind: Kind, lang: Language, cue: str) -> float:
    stem, open_end = fold(cue).removesuffix("*"), cue.endswith("*")
    for place, phrase in enumerate(listed(STRONG, kind, lang)):
        if " " in phrase and " " not in stem:  # "signs" is not yet "signs off on"
            continue
        exact, beginnings = alternatives(phrase)
        if (
            stem in exact
            or (open_end and any(word.startswith(stem) for word in exact))
            or stem.startswith(beginnings)
            or (open_end and any(beginning.startswith(stem) for beginning in beginnings))
        ):
            return 1 + _HEAD * (place == 0)
    return 0
