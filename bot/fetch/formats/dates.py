"""The two ways of writing a date that nearly all feeds use, read strictly; odder ones are feedparser's business.

The names of days and months may be Spanish, which no standard allows, and some publishing systems write.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

YEARS = range(1990, 3000)
"""Not before the Web, nor for ever: a date of another year was never set."""

_MONTHS = {
    name: number
    for names in (
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    )
    for number, name in enumerate(names, 1)
}
_HOURS_EAST = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_RFC_822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|lun|mar|mi[eé]|jue|vie|s[aá]b|dom),\ )?"
    r"(?P<day>[0-9]{1,2})\ (?P<month>[A-Z]{3})\ (?P<year>[0-9]{4})"
    r"\ (?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"\ (?:(?P<sign>[+-])(?P<hours>[0-9]{2})(?P<minutes>[0-9]{2})|(?P<zone>GMT|UTC|UT|Z|[ECMP][SD]T))",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_RFC_3339 = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"(?:(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2})|(?P<zone>Z))?)?",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)


def read_date(text: str) -> datetime | None:
    """A date by RFC 822 (with a year of four digits) or RFC 3339, in UTC; None if written otherwise or not in YEARS.

    RFC 3339 may lack the time or the zone: midnight and UTC are meant. Fractions of a second are dropped.
    """
    found = _RFC_822.fullmatch(text) or _RFC_3339.fullmatch(text)
    if found is None:
        return None
    part = found.groupdict()
    try:
        month = int(part["month"]) if part["month"].isdecimal() else _MONTHS[part["month"].lower()]
        date = int(part["year"]), month, int(part["day"])
        local = datetime(*date, int(part["hour"] or 0), int(part["minute"] or 0), int(part["second"] or 0), tzinfo=UTC)
        instant = local - _east_of_greenwich(part)
    except (KeyError, ValueError, OverflowError):
        return None
    return instant if instant.year in YEARS else None


def _east_of_greenwich(part: dict[str, str | None]) -> timedelta:
    if zone := part["zone"]:
        return timedelta(hours=_HOURS_EAST.get(zone.lower(), 0))
    offset = timedelta(hours=int(part["hours"] or 0), minutes=int(part["minutes"] or 0))
    if offset >= timedelta(days=1):
        raise ValueError("no such zone")
    return -offset if part["sign"] == "-" else offset
