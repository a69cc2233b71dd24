"""The news agencies whose reports many outlets print: their names and the domains they publish at.

How a text shows that it comes from one is for `bot.text.wire`.
"""

from __future__ import annotations

from typing import Final

from bot.text.fold import labels

_NAMES: Final = {
    "reuters": ("Reuters",),
    "ap": ("Associated Press", "AP News", "AP"),
    "afp": ("Agence France-Presse", "Agence France Presse", "France Presse", "AFP"),
    "efe": ("EFE", "Efe"),
    "europapress": ("Europa Press", "Notimérica", "Notimerica"),
    "bloomberg": ("Bloomberg News", "Bloomberg Television", "Bloomberg TV", "Bloomberg Línea", "Bloomberg"),
    "xinhua": ("Xinhua",),
    "ansa": ("ANSA", "Ansa"),
    "dpa": ("Deutsche Presse-Agentur", "dpa", "DPA"),
    "upi": ("United Press International", "UPI"),
    "tass": ("TASS",),
    "anadolu": ("Anadolu",),
    "kyodo": ("Kyodo",),
    "yonhap": ("Yonhap",),
    "interfax": ("Interfax",),
    "canadianpress": ("Canadian Press",),
    "pressassociation": ("PA Media", "Press Association"),
    "pti": ("Press Trust of India",),
    "prensalatina": ("Prensa Latina",),
    "colprensa": ("Colprensa",),
    "notimex": ("Notimex",),
    "telam": ("Télam",),
}
"""By agency, how texts write it."""

_DOMAINS: Final = {
    "reuters": ("reuters.com",),
    "ap": ("apnews.com", "ap.org"),
    "afp": ("afp.com",),
    "efe": ("efe.com", "agenciaefe.com", "efeservicios.com"),
    "europapress": ("europapress.es", "notimerica.com"),
    "bloomberg": ("bloomberg.com", "bloomberglinea.com"),
    "xinhua": ("xinhuanet.com", "news.cn"),
    "ansa": ("ansa.it", "ansalatina.com"),
    "dpa": ("dpa.com", "dpa-international.com"),
    "upi": ("upi.com",),
    "tass": ("tass.com", "tass.ru"),
    "anadolu": ("aa.com.tr",),
    "kyodo": ("kyodonews.net",),
    "yonhap": ("yna.co.kr",),
    "interfax": ("interfax.com", "interfax.ru"),
    "canadianpress": ("thecanadianpress.com",),
    "pressassociation": ("pa.media",),
    "pti": ("ptinews.com",),
    "prensalatina": ("prensa-latina.cu", "plenglish.com"),
    "colprensa": ("colprensa.com",),
    "notimex": ("notimex.com.mx",),
    "telam": ("telam.com.ar",),
}

SHARED: Final = frozenset({"AP", "AFP", "EFE", "DPA", "Bloomberg"})
"""Names of others too: a party and a motorway; pension funds and a police; railways; a statute; a surname."""

_IN_FULL = 4
"""A name of so many letters is also written in capitals; shorter ones would become other words."""

_FILLERS: Final = frozenset(
    {"the", "of", "and", "by", "y", "de", "la", "por", "agencia", "agency", "redaccion", "staff", "writer", "writers"}
    | {"news", "newswire", "noticias", "service", "servicio", "servicios", "world", "latam", "america", "espanol"}
    | {"internacional", "international"}
)
"""Words that an agency's name stands with in a by-line, or as the name of an outlet."""


def wire(agency: str) -> str:
    """The origin that an agency is: "wire:reuters"."""
    return f"wire:{agency}"


WIRES: Final = {
    form: wire(agency)
    for agency, names in _NAMES.items()
    for name in names
    for form in (name, name.upper() if len(name) >= _IN_FULL else name)
}
"""The origin by every name that a text may use for it, in its case."""

_BY_LABELS: Final = {labels(name): origin for name, origin in WIRES.items()}
_BY_DOMAIN: Final = {domain: wire(agency) for agency, domains in _DOMAINS.items() for domain in domains}


def wire_at(domain: str) -> str:
    """The agency that publishes at a registrable domain, or ''."""
    return _BY_DOMAIN.get(domain, "")


def wire_named(name: str) -> str:
    """The agency that the name of an outlet or an author says ("Agencia EFE", "AP News", "Reuters Staff"), or ''."""
    found = labels(name)
    bare = tuple(label for label in found if label not in _FILLERS)
    return _BY_LABELS.get(found) or _BY_LABELS.get(bare, "")


def shown(origin: str) -> str:
    """How people know an agency, or '' for an origin that is none: "wire:efe" gives EFE."""
    agency = origin.removeprefix("wire:")
    if agency == origin or agency not in _NAMES:
        return ""
    return _NAMES[agency][0]
