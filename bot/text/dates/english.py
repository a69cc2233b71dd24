"""How English news writes dates. Data only."""

from __future__ import annotations

import re

from bot.model import Precision
from bot.text.dates.expression import Kind, Lexicon, Part, Unit, numbered, written

_ORDINALS = numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
    1,
)
_COUNTS = numbered("one two three four five six seven eight nine ten eleven twelve", 1)
_ROUND = {"fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "a couple of": 2, "an": 1, "a": 1}

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAYS = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
_ANY_WEEKDAY = rf"(?:{_WEEKDAYS}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)"
_FIGURE = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9a-z]|[.:][0-9]|,[0-9]{3}(?![0-9])|-[a-z])"
_YEAR = r"(?:(?:,|,? of)? ?(?P<y>(?:19|20)[0-9]{2})(?![0-9a-z%-]|[.,][0-9]))?"
_M, _M2 = rf"(?P<m>{_MONTHS})", rf"(?P<m2>{_MONTHS})"
_D, _D2 = rf"(?P<d>{_FIGURE})", rf"(?P<d2>{_FIGURE})"
_W = rf"(?:(?:this |next |last )?(?P<w>{_ANY_WEEKDAY}),? (?:the )?)?"
_TO = r" ?(?:-|–|—|to|through|until|till) ?(?:the )?"
_AND = r" (?:and|or|&) (?:on )?(?:the )?"
_ENDS = r"(?=[.,;:!?)–—-]|$| (?:in|at|for|to|with|on|by|when|as|after|before|during|this|next)\b)"
_NO_VERB = rf"(?!(?:may|march)\b(?!,? ?20[0-9]{{2}}|{_ENDS}))"
_WHOSE_MONTH = rf"(?:{_M}{_YEAR}|(?P<h>this|the|next|last) (?:coming )?(?P<u>month|year|week)\b)"
_BEFORE_MONTHS = (
    "in",
    "by",
    "since",
    "until",
    "till",
    "before",
    "after",
    "from",
    "for",
    "during",
    "through",
    "of",
    "to",
)
_AFTER = "|".join(rf"(?<=\b{word} )" for word in _BEFORE_MONTHS)
_NTH = r"(?P<o>first|second|third|fourth|final|last)"
_COUNT = rf"(?P<n>[0-9]{{1,3}}|{'|'.join((*_COUNTS, *_ROUND))})"
_UNIT = r"(?P<u>day|week|month)s?\b"

LEXICON = Lexicon(
    opening=(
        r"[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|tod|tom|ton|yes|day"
        r"|first|second|third|last|this|next|week|early|earl|mid|late|soon|shortly|between|the |in |a |an |near|end"
        r"|beginning|start|com|past|previous|upcoming|following|final|fourth|over |during|within|not|month"
        rf"|(?:{'|'.join((*_COUNTS, *_ORDINALS, *_ROUND))})[ -]"
    ),
    expressions=(
        written(Kind.FIGURES, r"(?P<y>20[0-9]{2})-(?P<mm>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9-])"),
        written(Kind.FIGURES, r"(?P<mm>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>20[0-9]{2})(?![0-9/])"),
        # Feb. 28 to March 2
        written(
            Kind.DAYS,
            rf"{_W}{_M} {_D}(?:, 20[0-9]{{2}},?)?(?:{_TO}|(?P<b>{_AND}))(?:{_ANY_WEEKDAY},? )?{_M2} {_D2}{_YEAR}",
        ),
        # between Feb. 4 and 6, between 4 and 6 February
        written(Kind.DAYS, rf"(?P<b>between) (?:the )?{_W}{_M} {_D}{_AND}{_D2}{_YEAR}"),
        written(Kind.DAYS, rf"(?P<b>between) (?:the )?{_D}(?: (?:of )?{_M})?{_AND}{_D2} (?:of )?{_M2}{_YEAR}"),
        # Feb. 4-6, Feb. 3 or 4, 4 to 6 February
        written(Kind.DAYS, rf"{_W}{_M} {_D}{_TO}{_D2}{_YEAR}"),
        written(Kind.DAYS, rf"{_W}{_M} {_D}(?:, [0-9]{{1,2}})*,?(?P<b>{_AND}){_D2}{_YEAR}{_ENDS}"),
        written(Kind.DAYS, rf"{_D}(?: (?:of )?{_M})?{_TO}{_D2} (?:of )?{_M2}{_YEAR}"),
        written(Kind.DAYS, rf"{_D}(?P<b>{_AND}){_D2} (?:of )?{_M2}{_YEAR}"),
        written(
            Kind.WEEK_OF,
            rf"week (?:of|beginning|starting|commencing) (?:on )?(?:the )?{_W}"
            rf"(?:{_M} {_D}|(?P<d2>{_FIGURE}) (?:of )?{_M2}){_YEAR}",
        ),
        written(Kind.DAY, rf"{_W}{_M} (?:the )?{_D}{_YEAR}"),
        written(Kind.DAY, rf"{_W}{_D} (?:day of |of )?{_NO_VERB}{_M}{_YEAR}"),
        written(Kind.DAY, rf"{_W}(?P<d>{'|'.join(reversed(_ORDINALS))}) (?:day )?of {_M}{_YEAR}"),
        written(Kind.NTH_WEEK, rf"{_NTH} (?:full )?week (?:of|in) {_WHOSE_MONTH}"),
        written(Kind.NTH_WEEKDAY, rf"{_NTH} (?P<w>{_WEEKDAYS}) (?:of|in) {_WHOSE_MONTH}"),
        written(
            Kind.PART,
            rf"(?P<p>early|mid|middle|late)[- ](?:in )?(?:{_M}{_YEAR}(?!\.? ?[0-9])"
            r"|(?P<h>this|next|last) (?P<u>week|month|year)\b)",
        ),
        written(
            Kind.PART,
            r"(?P<p>beginning|start|middle|end|first half|second half|first days|last days) (?:of|in) "
            rf"{_WHOSE_MONTH}",
        ),
        written(Kind.MONTH, rf"(?:(?P<h>this coming|this past|this|next|last) |{_AFTER}){_M}{_YEAR}(?!\.? ?[0-9])"),
        written(Kind.MONTH, rf"{_M},? (?:of )?(?P<y>20[0-9]{{2}})(?![0-9%])"),
        written(Kind.WEEKDAY, rf"(?P<w>{_WEEKDAYS}),? (?:of )?(?P<h2>this|next|last) week\b"),
        written(
            Kind.WEEKDAY,
            r"(?:(?:(?P<h>this coming|this past|this|last|past|coming|previous|upcoming)|(?P<ww>next)) )?"
            rf"(?P<w>{_WEEKDAYS})",
        ),
        written(
            Kind.WORD,
            r"(?P<x>(?:the )?day (?:after tomorrow|before yesterday)|(?<!usa )(?<!russia )(?<!india )today"
            r"|tonight|tomorrow|yesterday|last night|this (?:morning|afternoon|evening))\b",
        ),
        written(Kind.AGO, rf"{_COUNT} {_UNIT} (?:ago|earlier)\b"),
        written(Kind.WITHIN, rf"(?:within|in|over|during) (?:the )?(?:next|coming|following) {_COUNT} {_UNIT}"),
        written(Kind.WITHIN, rf"(?:within|in less than|in under) {_COUNT} (?P<u>day|week|month)s?\b"),
        written(Kind.AHEAD, rf"in (?:about |around |just )?{_COUNT} {_UNIT}(?:['’]s?)?(?: time)?"),
        written(Kind.UNIT, r"(?P<p>later|earlier|early|late) (?:on )?(?P<h>this) (?P<u>week|month|year)\b"),
        written(
            Kind.UNIT, r"(?P<h>this coming|the coming|this past|the past|this|next|last) (?P<u>weekend|week|month)\b"
        ),
        written(Kind.UNIT, r"(?P<h>next) (?P<u>year)\b"),
        written(Kind.UNIT, r"(?P<u>week) (?P<p>after next)\b"),
        written(Kind.VAGUE, r"(?:coming|next few|following) (?P<u>hour|day|week|month)s\b"),
        written(Kind.VAGUE, r"(?P<u>day|week|month)s ahead\b"),
        written(Kind.VAGUE, r"(?:near|not[- ]too[- ]distant)[- ]future\b|shortly\b(?! after| before)"),
        written(Kind.VAGUE, r"(?<!as )(?<!too )(?<!how )(?<!so )(?<!very )soon\b(?! as\b| after| enough|-)"),
        written(
            Kind.BARE,
            r"(?<=\bthe )(?P<d>(?:[23]?1st|2?2nd|2?3rd|(?:[4-9]|1[0-9]|2[04-9]|30)th))\b"
            r"(?=[.,;:!?)–—]|$| (?:and|or|but|to|until|instead|rather|is|was|were|had|has|will|would|at|in|as)\b)",
        ),
    ),
    months=numbered("jan feb mar apr may jun jul aug sep oct nov dec", 1),
    weekdays=numbered("mon tue wed thu fri sat sun", 0),
    words={
        **dict.fromkeys(("today", "tonight", "this morning", "this afternoon", "this evening"), 0),
        **dict.fromkeys(("day after tomorrow", "the day after tomorrow"), 2),
        **dict.fromkeys(("day before yesterday", "the day before yesterday"), -2),
        "tomorrow": 1,
        "yesterday": -1,
        "last night": -1,
    },
    numbers=_COUNTS | _ORDINALS | _ROUND,
    ordinals={"first": 1, "second": 2, "third": 3, "fourth": 4, "final": -1, "last": -1},
    which={
        **dict.fromkeys(("this", "the"), 0),
        **dict.fromkeys(("next", "coming", "the coming", "this coming", "upcoming", "following"), 1),
        "after next": 2,
        **dict.fromkeys(("last", "past", "the past", "this past", "previous"), -1),
    },
    parts={
        **dict.fromkeys(("early", "beginning", "start"), Part(1, 10, Precision.MONTH)),
        **dict.fromkeys(("mid", "middle"), Part(11, 20, Precision.MONTH)),
        **dict.fromkeys(("late", "end"), Part(21, 0, Precision.MONTH)),
        "first half": Part(1, 15, Precision.MONTH),
        "second half": Part(16, 0, Precision.MONTH),
        "first days": Part(1, 7, Precision.WEEK),
        "last days": Part(-6, 0, Precision.WEEK),
    },
    units={unit.value: unit for unit in Unit},
    joined=frozenset({"and", "&"}),
    not_after=re.compile(
        r"(?:\b(?:good|black|super|ash|easter|palm|bloody|cyber|fat|giving|sheffield|every|most) (?:the )?"
        r"|\b(?:street|avenue|avenida|calle|plaza|estadio|section|article|movement|brigade|law|decree) (?:the )?"
        r"|[$€£#]|[0-9][.,/:])$",
        re.IGNORECASE,
    ),
    not_before=re.compile(
        r" ?(?:%|percent\b|per cent\b|people\b|million\b|billion\b|thousand\b|miles?\b|km\b|kilomet|points?\b|times\b)"
        r"| (?:attacks?|terror\w*|hijack\w*|riots?|insurrection|uprising|movement|brigade|street|avenue|stadium)\b",
        re.IGNORECASE,
    ),
    counting=re.compile(
        rf"\b(?:[0-9]+|{'|'.join(_COUNTS)}|several|many) \w+s(?: \w+)? $"
        rf"|\b(?:{'|'.join(_ORDINALS)}|last|only|most|least|best|worst|times?) [^.;:]{{0,30}}$",
        re.IGNORECASE,
    ),
    moves=re.compile(
        r"\b(?:mov|postpon|push|delay|reschedul|shift|chang|brought forward|put off|put back)\w*[^.;]{0,40}"
        r"\bfrom (?:the )?$",
        re.IGNORECASE,
    ),
    capital_months=True,
    capital_names=False,
    ordinal_days=True,
)
