"""How Spanish news writes dates. Data only; accents are gone from the text that is scanned."""

from __future__ import annotations

import re

from bot.model import Precision
from bot.text.dates.expression import Kind, Lexicon, Part, Unit, numbered, written

_COUNTS = numbered(
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve treinta treintaiuno",
    1,
)
_ROUND = {"un": 1, "una": 1, "primero": 1, "treinta y uno": 31, "sesenta": 60, "noventa": 90, "un par de": 2}
_NUMBERS = _COUNTS | _ROUND

_MONTHS = (
    r"(?:ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|sept?(?:iembre)?"
    r"|set(?:iembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)\b\.?"
)
_FULL_MONTHS = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|setiembre|octubre|noviembre|diciembre)\b"
)
_WEEKDAYS = r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b"
_FIGURE = r"(?:0?[1-9]|[12][0-9]|3[01])(?:ro|\.?[º°])?(?![0-9a-z%]|[.,:][0-9])"
_DAY = rf"{_FIGURE}|(?:{'|'.join(sorted((*_COUNTS, 'primero', 'treinta y uno'), key=len, reverse=True))})\b"
_YEAR = (
    r"(?:,? ?(?:del? (?:ano )?)?(?P<y>(?:19|20)[0-9]{2})(?![0-9a-z%-]|[.,][0-9])"
    r"|,? del? (?P<wy>presente ano|este ano|ano en curso|proximo ano|ano entrante|ano que viene|ano pasado)\b)?"
)
_M, _M2 = rf"(?P<m>{_MONTHS})", rf"(?P<m2>{_MONTHS})"
_D, _D2 = rf"(?P<d>{_DAY})", rf"(?P<d2>{_DAY})"
_WHICH = r"proxim[oa]|pasad[oa]|ultim[oa]|est[ea]|presente|anterior|entrante|venider[oa]|siguiente"
_AFTER = r"proxim[oa]|pasad[oa]|anterior|entrante|venider[oa]|que viene|siguiente"
_AFTER_IN = "|".join(
    (
        *(rf"(?<=\b{w} )" for w in ("en", "desde", "hasta", "para", "durante", "hacia", "mes de", "(?<![0-9] )de")),
        r"(?<=\ba )(?<!(?:ero|rzo|ril|ayo|nio|lio|sto|bre) a )",  # moved "a marzo", but not "de enero a marzo"
    )
)
_W = rf"(?:(?P<w>{_WEEKDAYS})(?: (?P<h2>proximo|pasado|entrante))?,? (?:el |dia |el dia )?)?"
_TO = r"(?: (?:al?|hasta(?: el)?) | ?[-–—] ?)"
_AND = r" [yeou] (?:el )?"
_MES = r"(?:el )?(?:mes de )?"
_WHOSE_MONTH = (
    rf"(?:del?|en) (?:{_MES}{_M}{_YEAR}"
    rf"|(?:la |el )?(?:(?P<h>{_WHICH}) )?(?P<u>semana|mes|ano)\b(?: (?P<h2>{_AFTER})\b)?)"
)
_PART = (
    r"comienzos|principios|inicios|comienzo|principio|inicio|mediados|finales|fines|final|fin"
    r"|primeros dias|ultimos dias|primera quincena|segunda quincena|primera mitad|segunda mitad"
)
_COUNT = rf"(?P<n>[0-9]{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<u>dia|semana|mes)(?:es|s)?\b"
_NOT_MANY = r"(?! ?(?:%|mil\b|millones|por ciento)| (?!(?:tras|despues|antes|las|los|sus|es|mas|entonces)\b)[a-z]+s\b)"
_MORNING = r"(?<!la )(?<!las )(?<!una )(?<!el )(?<!cada )(?<!buena )(?<!de )manana(?! siguiente)"

LEXICON = Lexicon(
    opening=(
        r"[0-9]|ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|lun|mie|jue|vie|sab|dom|hoy|man|ayer|ano|ant"
        r"|est[ea] |prox|pasad|ultim|presente|siguiente|entrante|venider|semana|entre |hace |en |dentro |durante "
        r"|pronto|prim|segund|tercer|cuart|comienzo|principio|inicio|media|fin|hasta |para |futuro|hora|dia|mes"
        rf"|(?:{'|'.join(_NUMBERS)}) "
    ),
    expressions=(
        written(Kind.FIGURES, r"(?P<y>20[0-9]{2})-(?P<mm>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9-])"),
        written(
            Kind.FIGURES, r"(?P<d>[0-9]{1,2})(?P<b>[/.-])(?P<mm>[0-9]{1,2})(?P=b)(?P<y>20[0-9]{2})(?![0-9/]|\.[0-9])"
        ),
        # del 4 al 6 de febrero, entre el 28 de febrero y el 2 de marzo, 3, 4 y 5 de febrero
        written(
            Kind.DAYS,
            rf"(?P<b>entre) (?:el )?{_W}{_D}(?: de {_M}(?: de 20[0-9]{{2}})?)?{_AND}"
            rf"(?:{_WEEKDAYS},? )?{_D2} de {_M2}{_YEAR}",
        ),
        written(
            Kind.DAYS, rf"{_W}{_D}(?: de {_M}(?:,? de 20[0-9]{{2}},?)?)?{_TO}(?:{_WEEKDAYS},? )?{_D2} de {_M2}{_YEAR}"
        ),
        written(Kind.DAYS, rf"{_W}{_D}(?:, [0-9]{{1,2}})*(?P<b>{_AND})(?:{_WEEKDAYS},? )?{_D2} de {_M2}{_YEAR}"),
        written(Kind.WEEK_OF, rf"semana del {_W}{_D}(?:(?: de {_M2})?(?: al|-| a) (?P<d2>{_FIGURE}))? de {_M}{_YEAR}"),
        written(
            Kind.DAY, rf"(?:(?P<h>{_WHICH}),? (?:dia )?)?{_W}{_D}(?: de |/|-| ){_M}(?: (?P<h3>{_AFTER})\b)?{_YEAR}"
        ),
        written(Kind.DAY, rf"(?P<m>{_FULL_MONTHS}) {_D}{_NOT_MANY}(?! de [a-z]){_YEAR}"),
        written(
            Kind.NUMBERED_WEEKDAY,
            rf"(?:(?P<h>{_WHICH}) )?(?P<w>{_WEEKDAYS}),? (?:el |dia )?(?P<d>{_FIGURE}){_NOT_MANY}"
            r"(?! (?:de [a-z]|a [0-9]))",
        ),
        written(Kind.NTH_WEEK, rf"(?P<o>primera|segunda|tercera|cuarta|ultima) semana {_WHOSE_MONTH}"),
        written(Kind.NTH_WEEKDAY, rf"(?P<o>primer|segundo|tercer|cuarto|ultimo) (?P<w>{_WEEKDAYS}) {_WHOSE_MONTH}"),
        written(Kind.PART, rf"(?!fin de semana)(?P<p>{_PART}) {_WHOSE_MONTH}"),
        written(
            Kind.MONTH,
            rf"(?:(?P<h>{_WHICH}) (?:mes de )?|{_AFTER_IN})(?P<m>{_FULL_MONTHS})(?: (?P<h2>{_AFTER})\b)?{_YEAR}",
        ),
        written(Kind.MONTH, rf"(?P<m>{_FULL_MONTHS}),? del? (?:ano )?(?P<y>20[0-9]{{2}})(?![0-9%])"),
        written(Kind.WEEKDAY, rf"(?P<w>{_WEEKDAYS}) de (?:la )?(?:(?P<ww>{_WHICH}) )?semana(?: (?P<ww2>{_AFTER}))?\b"),
        written(Kind.WEEKDAY, rf"(?<!\blos )(?:(?P<h>{_WHICH}) )?(?P<w>{_WEEKDAYS})(?: (?P<h2>{_AFTER})\b)?"),
        written(
            Kind.WORD,
            r"(?P<x>pasado manana|antes de ayer|anteayer|antier|ayer|anoche|hoy(?! en dia| por hoy)"
            rf"|esta (?:noche|tarde|manana|madrugada)|(?:hasta|para) manana|{_MORNING})\b",
        ),
        written(Kind.AGO, rf"hace (?:unos |unas |casi |ya |apenas |solo |mas de )?{_COUNT} {_UNIT}"),
        written(Kind.AGO, rf"{_COUNT} {_UNIT} atras\b"),
        written(Kind.WITHIN, rf"(?:en|dentro de|durante) (?:los|las) (?:proxim[oa]s|siguientes) {_COUNT} {_UNIT}"),
        written(Kind.WITHIN, rf"(?:en|dentro de) (?:los|las) {_COUNT} (?:proxim[oa]s|siguientes) {_UNIT}"),
        written(Kind.WITHIN, rf"(?:en|dentro de) (?:un|el) (?:plazo|termino)(?: maximo)? de {_COUNT} {_UNIT}"),
        written(Kind.WITHIN, rf"en menos de {_COUNT} {_UNIT}"),
        written(Kind.AHEAD, rf"(?:en|dentro de) (?:unos |unas )?{_COUNT} {_UNIT}"),
        written(Kind.UNIT, rf"(?P<h>{_WHICH}) (?P<u>fin de semana|semana|mes)\b"),
        written(
            Kind.UNIT,
            r"(?P<u>fin de semana|semana|mes) (?P<h2>pasad[oa]|anterior|proxim[oa]|entrante|venider[oa]|que viene)\b",
        ),
        written(Kind.UNIT, r"(?P<h>proximo) (?P<u>ano)\b|(?P<u2>ano) (?P<h2>entrante|que viene)\b"),
        written(Kind.VAGUE, r"(?:proxim|venider)[oa]s (?P<u>hora|dia|semana|mes)(?:es|s)\b"),
        written(Kind.VAGUE, r"(?P<u>hora|dia|semana|mes)(?:es|s) (?:proxim|venider)[oa]s\b"),
        written(
            Kind.VAGUE, r"futuro (?:muy )?(?:cercano|proximo|inmediato)\b|proximo futuro\b|proximamente\b|en breve\b"
        ),
        written(Kind.VAGUE, r"(?<!tan )(?<!mas )(?<!de )(?<!por lo )(?<!muy )pronto\b(?! como)"),
        written(
            Kind.BARE,
            rf"(?:(?<=\bel )|(?<=\bdel )|(?<=\bal ))(?P<d>{_FIGURE})"
            r"(?=[.,;:!?)–—]|$| (?:sino|ni|y|o|pero|al|hasta|para|fue|sera|seria|es)\b)",
        ),
    ),
    months=numbered("ene feb mar abr may jun jul ago sep oct nov dic", 1) | {"set": 9},
    weekdays=numbered("lun mar mie jue vie sab dom", 0),
    words={
        **dict.fromkeys(("hoy", "esta noche", "esta tarde", "esta manana", "esta madrugada"), 0),
        **dict.fromkeys(("manana", "hasta manana", "para manana"), 1),
        **dict.fromkeys(("ayer", "anoche"), -1),
        **dict.fromkeys(("anteayer", "antier", "antes de ayer"), -2),
        "pasado manana": 2,
    },
    numbers=_NUMBERS,
    ordinals={
        f"{stem}{ending}": number
        for stem, number in {"prim": 1, "segund": 2, "terc": 3, "cuart": 4, "ultim": -1}.items()
        for ending in ("er", "era", "o", "a")
    },
    which={
        **dict.fromkeys(("este", "esta", "presente", "presente ano", "este ano", "ano en curso"), 0),
        **dict.fromkeys(("proximo", "proxima", "venidero", "venidera", "entrante", "que viene", "siguiente"), 1),
        **dict.fromkeys(("proximo ano", "ano entrante", "ano que viene"), 1),
        "subsiguiente": 2,
        **dict.fromkeys(("pasado", "pasada", "ultimo", "ultima", "anterior", "ano pasado"), -1),
    },
    parts={
        **dict.fromkeys(
            ("comienzos", "principios", "inicios", "comienzo", "principio", "inicio"), Part(1, 10, Precision.MONTH)
        ),
        "mediados": Part(11, 20, Precision.MONTH),
        **dict.fromkeys(("finales", "fines", "final", "fin"), Part(21, 0, Precision.MONTH)),
        **dict.fromkeys(("primera quincena", "primera mitad"), Part(1, 15, Precision.MONTH)),
        **dict.fromkeys(("segunda quincena", "segunda mitad"), Part(16, 0, Precision.MONTH)),
        "primeros dias": Part(1, 7, Precision.WEEK),
        "ultimos dias": Part(-6, 0, Precision.WEEK),
    },
    units=dict(zip(("hora", "dia", "semana", "fin de semana", "mes", "ano"), Unit, strict=True)),
    joined=frozenset({"y", "e"}),
    not_after=re.compile(
        r"(?:\b(?:avenida|av\.?|calle|carrera|cra\.?|diagonal|transversal|autopista|pasaje|paseo|puente|barrio|plaza"
        r"|plazoleta|parque|colegio|escuela|instituto|universidad|hospital|clinica|teatro|estadio|coliseo|aeropuerto"
        r"|movimiento|frente|columna|batallon|brigada|comando|comuna|localidad|sector|urbanizacion|cooperativa|club"
        r"|sentencia|articulo|ley|decreto|los atentados) (?:del? |el )?"
        r"|\b(?:cada|santo|placido) |[$€£#]|[0-9][.,/:])$",
        re.IGNORECASE,
    ),
    not_before=re.compile(
        r" ?(?:%|por ciento\b|millones\b|mil\b|personas\b|puntos\b|kilometros\b|km\b)|, \d+ por ciento"
        r"| (?:santo|santa|negro|de ceniza|de ramos|de pascua|de resurreccion)\b",
        re.IGNORECASE,
    ),
    counting=re.compile(
        rf"\b(?:[0-9]+|{'|'.join(_COUNTS)}|varios|varias|muchos|muchas) \w+s(?: \w+)? $"
        r"|\b(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim|ultim|unic)(?:o|a)? [^.;:]{0,30}$"
        r"|\b(?:vez|veces|mayor|menor|mejor|peor) [^.;:]{0,30}$",
        re.IGNORECASE,
    ),
    moves=re.compile(
        r"\b(?:pas|muev|mov|aplaz|pospu|pospon|posterg|traslad|cambi|corr|reprogram|adelant|modific)\w*[^.;]{0,40}"
        r"\bdel? (?:el )?$",
        re.IGNORECASE,
    ),
    capital_months=False,
    capital_names=True,
    ordinal_days=False,
)
