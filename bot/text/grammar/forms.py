"""The form of a word as its ending shows it: tense and mood of verbs, and nouns that name what a verb does.

It knows no single verb but the irregular ones; whether a word is a verb at all is for its reader to know.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from bot.model import Language
from bot.text.fold import fold
from bot.text.grammar import english, spanish
from bot.text.grammar.words import word_set

__all__ = ["Form", "form_of", "is_past"]

_CACHED = 2**15


class Form(Enum):
    FINITE = "finite"
    """Tells that something is so; also all that no ending gives away."""
    PARTICIPLE = "participle"
    """In English the past tense too, where both end alike."""
    GERUND = "gerund"
    INFINITIVE = "infinitive"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    SUBJUNCTIVE = "subjunctive"
    NOUN = "noun"


_ENGLISH_PARTICIPLES = word_set(
    "taken given kept put cut lost withdrawn struck got gotten won held set sent made upheld undone frozen"
)
_ENGLISH_NOUN = re.compile(r"(?:tion|sion|ment|ance|ence|[wn]al|rsal|ssal|toval|moval|proval|sal|relief|loss)s?$")
_SPANISH_PARTICIPLE = re.compile(r"(?:[ai]d[oa]s?|vuelt[oa]s?|puest[oa]s?|suspens[oa]s?|exclu[ií]d[oa]s?)$")
_CLITICS = r"(?:(?:[mts]e|l[aeo]s?|nos)?(?:l[aeo]s?)?)"
_SPANISH_INFINITIVE = re.compile(rf"(?:[aeií]r|ár|ér){_CLITICS}$")
_SPANISH_GERUND = re.compile(rf"(?:[aá]ndo|i[eé]ndo|yendo){_CLITICS}$")
_FUTURE = re.compile(r"(?:[aei]|[dbr])r(?:á|án|é|emos|ás)$")
_CONDITIONAL = re.compile(r"(?:[aeidbr])rían?(?:mos)?$")
_IMPERFECT_SUBJUNCTIVE = re.compile(r"(?:a|ie|je|ye|ue)ran?$|(?:a|ie)sen?$")
_PRETERITE = re.compile(r"(?:[^aeiou\W]|i|y|g|u)ó$|(?:aron|ieron|yeron|jeron|cieron)$")
_SPANISH_NOUN = re.compile(r"(?:miento|ci[oó]n|si[oó]n|ciones|siones|toria|tura|alivio|salida)s?$|^(?:fin|cese)$")

_PRESENT_SUBJUNCTIVES = word_set(
    """
    levante retire saque quite excluya elimine revoque cancele anule otorgue conceda expida entregue apruebe restituya
    devuelva restablezca recupere renueve confirme mantenga permanezca imponga incluya suspenda aplace posponga
    desbloquee reactive salga pierda obtenga reciba ratifique continue deje
    """
)
_NO_CONDITIONAL = word_set(
    """
    maría secretaría notaría comisaría cancillería minería ganadería lotería batería galería ingeniería artillería
    infantería librería panadería tesorería consejería consultaría asesoría auditoría mayoría categoría teoría
    averías tubería refinería maquinaría hotelería caballería tía droguería cervecería ría
    """
)


def form_of(surface: str, lang: Language) -> Form:
    return _english(surface.lower()) if lang is Language.EN else _spanish(surface.lower())


@lru_cache(_CACHED)
def _english(word: str) -> Form:
    if word.endswith("ing"):
        return Form.GERUND
    if word.endswith("ed") or word in _ENGLISH_PARTICIPLES:
        return Form.PARTICIPLE
    return Form.NOUN if _ENGLISH_NOUN.search(word) else Form.FINITE


@lru_cache(_CACHED)
def _spanish(word: str) -> Form:
    shapes = (
        (_SPANISH_NOUN, Form.NOUN),
        (_SPANISH_PARTICIPLE, Form.PARTICIPLE),
        (_FUTURE, Form.FUTURE),
        (_SPANISH_GERUND, Form.GERUND),
        (_SPANISH_INFINITIVE, Form.INFINITIVE),
    )
    if _CONDITIONAL.search(word):
        return Form.FINITE if word in _NO_CONDITIONAL else Form.CONDITIONAL
    for shape, form in shapes:
        if shape.search(word):
            return form
    folded = fold(word)
    if folded in _PRESENT_SUBJUNCTIVES or folded.removesuffix("n") in _PRESENT_SUBJUNCTIVES:
        return Form.SUBJUNCTIVE
    return Form.SUBJUNCTIVE if _IMPERFECT_SUBJUNCTIVE.search(word) else Form.FINITE


@lru_cache(_CACHED)
def is_past(surface: str, lang: Language) -> bool:
    """The word may be a verb in the past, or its participle."""
    word = surface.lower()
    if lang is Language.EN:
        return (word.endswith("ed") and len(word) > len("need")) or word in english.PAST
    folded = fold(word)
    return bool(_PRETERITE.search(word) or folded in spanish.PAST or _SPANISH_PARTICIPLE.search(word))
