"""Words that fix a date, move it, call it off or tell of one that no longer holds. Data only, of both languages."""

from __future__ import annotations

import re


def _any(*phrases: str, after: str = "") -> re.Pattern[str]:
    """Any of some phrases, each a regular expression, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b{after}", re.IGNORECASE)


_ARTICLES = r"\s+(?:(?:the|el|la|now|early|late|no (?:earlier|sooner) than|at least|al menos)\s+)*\Z"
_MOVED = (
    *(r"(?:postpon|delay|push|reschedul|shift)\w*", r"mov(?:ed|es|ing)", "put off", "brought forward", "slip(?:s|ped)"),
    *(r"(?:aplaz|pospu|pospon|posterg|traslad|reprogram|adelant)\w*", "mov(?:ió|ida|ido|erá)", "pas(?:ó|a)"),
    *("corr(?:e|en|ió|erá)", "cambi(?:ó|a|ada|ado|ará)"),
)
_CALLED_OFF = (
    *(
        r"(?:cancel|suspend|scrap|scrub|abort|halt|ditch)\w*",
        "call(?:ed|s)? off",
        "drop(?:s|ped)",
        "rul(?:es|ed|ing) out",
    ),
    *("stands? down", r"(?:suspendi|descart|anul)\w+"),
)

OFF = _any(rf"(?P<moved>{'|'.join(_MOVED)})", *_CALLED_OFF)
"""Verbs that take a thing away from its date; group `moved` of those that may give it another."""
TARGET = _any("to", "until", "till", "for", "para", "hasta", "al?", after=_ARTICLES)
"""What stands before the day that something is moved to, at the end of the text before it."""
SOURCE = _any("from", "desde", "del?", after=_ARTICLES)
"""What stands before the day that something is moved from."""
PLANNED = re.compile(r"\b(?:planned|scheduled|slated|set|due|previst|programad|fijad|agendad|convocad)", re.IGNORECASE)

SETTING = _any(
    *("will (?:be|take place|happen)", "would be", "(?:is|was|been) (?:set|scheduled|slated|fixed|planned|due)"),
    *("(?:set|scheduled|slated) for", "tak(?:es|ing) place", "expected (?:on|in|for)", r"target\w*", "eye(?:s|ing)"),
    *(
        "aim(?:s|ing) for",
        "now",
        "ahora",
        r"apunta\w*",
        "objetivo",
        "ser[áa]",
        "ser[íi]a",
        "es el",
        r"fij\w+",
        r"qued\w+",
    ),
    *(
        r"agend\w+",
        r"program\w+",
        r"previst\w+",
        "tendr[áa] lugar",
        "llevar[áa] a cabo",
        "realizar[áa]",
        "celebrar[áa]",
    ),
    *("prev[ée]n?", r"convocad\w+"),
)
"""Words that give a date to a thing which the sentence before has named."""

EARLIER_PLAN = _any(
    *("although", "though", "even if", "initially", "originally", "previously", "instead of", "rather than"),
    *("no longer", "had (?:been|planned|hoped|intended)", "(?:was|were) (?:to|due|expected|supposed|mooted|rumou?red)"),
    *(
        "aunque",
        "si bien",
        "pese a que",
        "inicialmente",
        "en principio",
        "originalmente",
        "en lugar",
        "en vez",
        "ya no",
    ),
    *("se hablaba", "se hab[íi]a", r"estaban? (?:previst|programad|fijad|agendad)\w+", "iban? a"),
)
"""Words before a day that was spoken of once."""

ANEW = _any(
    *("now", "new", "instead", "finally", "ahora", "nuev[oa]", "finalmente", "al final", "en cambio", r"definitiv\w+"),
    *("sino", "but", *_MOVED),
)
"""Words that make the last of two days the one that holds."""

_LIMITS = "(?:earlier than|sooner than|later than|before|until|antes del?|hasta|despu[ée]s del?)"
LIMIT = _any(_LIMITS, after=_ARTICLES)
"""Words before a day that limit a time: what `NOT_BEFORE` ends with, found at once where that would look far back."""
NOT_BEFORE = _any(rf"(?:no|not|\w+n['’]t)\b[^.;:,]*\b{_LIMITS}", after=_ARTICLES)
"""Words before a day that deny those before or after it, and not the day: "no earlier than"."""

NO_HEDGE = re.compile(
    r"(?:until|hasta|before|antes|plan|expect|schedul|intend|aim|mov|work|prepar|prev|program|agenda|pendi|tentativ)",
    re.IGNORECASE,
)
"""How cues begin that hedge an act but not a date: what is planned for Tuesday is on Tuesday."""
