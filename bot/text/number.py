"""Grammatical number only: visas = visa, sanciones = sanción, cities = city. Never gender, tense or meaning.

What comes out is for comparing, not for showing: it need not be a word, only the same for both numbers.
"""

from __future__ import annotations

from bot.model import Language

_SHORTEST = 4
"""Letters of the shortest word that an ending makes a plural: gas, bus, las and mes stay as they are."""


def _pairs(text: str) -> dict[str, str]:
    return {plural: single for plural, _, single in (pair.partition("/") for pair in text.split())}


_ENGLISH = _pairs("""
    men/man women/woman children/child feet/foot teeth/tooth mice/mouse criteria/criterion
    congressmen/congressman congresswomen/congresswoman policemen/policeman spokesmen/spokesman gunmen/gunman
    fishermen/fisherman businessmen/businessman chairmen/chairman servicemen/serviceman airmen/airman lawmen/lawman
    strongmen/strongman
    halves/half leaves/leaf loaves/loaf shelves/shelf thieves/thief wolves/wolf calves/calf selves/self
    knives/knife lives/life wives/wife
    calories/calorie cookies/cookie movies/movie rookies/rookie selfies/selfie zombies/zombie
    analyses/analysis crises/crisis diagnoses/diagnosis emphases/emphasis hypotheses/hypothesis oases/oasis
    syntheses/synthesis theses/thesis quizzes/quiz
    biases/bias bonuses/bonus buses/bus campuses/campus censuses/census focuses/focus gases/gas lenses/lens
    statuses/status surpluses/surplus viruses/virus
    caches/cache avalanches/avalanche headaches/headache niches/niche canoes/canoe shoes/shoe
    emiratis/emirati houthis/houthi iraqis/iraqi israelis/israeli pakistanis/pakistani qataris/qatari saudis/saudi
    taxis/taxi yemenis/yemeni
    always/always arms/arms atlas/atlas bias/bias canvas/canvas customs/customs does/does goods/goods lens/lens
    means/means news/news perhaps/perhaps series/series species/species whereas/whereas
""")
"""Plurals that the rules would miss, and singulars or adverbs that they would take for plurals."""

_SPANISH = _pairs("""
    aires/aire bases/base chiles/chile cines/cine cauces/cauce enlaces/enlace fraudes/fraude genes/gene
    piramides/piramide sedes/sede vales/vale
    clubes/club compases/compas gases/gas relojes/reloj
    emiraties/emirati iranies/irani iraquies/iraqui israelies/israeli marroquies/marroqui paquistanies/paquistani
    rubies/rubi saudies/saudi yemenies/yemeni taxis/taxi yanquis/yanqui
    ademas/ademas antes/antes atras/atras despues/despues detras/detras dios/dios entonces/entonces jamas/jamas
    menos/menos tras/tras jueves/jueves lunes/lunes martes/martes miercoles/miercoles viernes/viernes
    atlas/atlas autobus/autobus compas/compas estatus/estatus virus/virus
    congoles/congoles danes/danes escoces/escoces estres/estres finlandes/finlandes frances/frances
    holandes/holandes ingles/ingles interes/interes irlandes/irlandes japones/japones libanes/libanes
    marques/marques portugues/portugues reves/reves sudanes/sudanes
    carlos/carlos jesus/jesus marcos/marcos
""")
"""The same for Spanish. Folding has taken the accent that tells interés from líderes, so such words are listed."""


def singular(word: str, lang: Language) -> str:
    """What a folded word has in common with its other number, in one language."""
    english = lang is Language.EN
    if known := (_ENGLISH if english else _SPANISH).get(word):
        return known
    if len(word) < _SHORTEST or not word.endswith("s"):
        return word
    return _english(word) if english else _spanish(word)


def _english(word: str) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")) and len(word) > _SHORTEST:
        return word[:-2]
    return word[:-1]


def _spanish(word: str) -> str:
    if word.endswith("es") and len(word) > _SHORTEST:
        return _spanish_es(word)
    if word[-2] in "aeou" or (word[-2] in "bdgkmpt" and len(word) > _SHORTEST):
        return word[:-1]
    return word


def _spanish_es(word: str) -> str:
    """A word that ends in a consonant takes -es, one that ends in -e takes -s.

    Spanish words end in at most one consonant, so cumbr-es cannot be; after a vowel, l, n, r, d end a word,
    and s does in meses, países, but hardly in -ases (clases, frases).
    """
    before, earlier = word[-3], word[-4]
    if before == "c" and earlier in "aeiou":
        return word[:-3] + "z"
    ends_a_word = before == "y" or (earlier in "aeiou" and before in "lnrd") or (earlier in "eiou" and before == "s")
    return word[:-2] if ends_a_word else word[:-1]
