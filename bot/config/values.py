"""The kinds of value feeds.yaml holds: durations, days, addresses, domains, queries, each refusing with a Complaint.

It owns one value at a time; what values mean together is in `bot.config.across`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, StringConstraints, WithJsonSchema

from bot.config.problems import Complaint
from bot.text.publisher import publisher
from bot.text.query import QueryError, as_query, parse_query

DURATION_HINT = "write a whole number and a unit: 90s, 10m, 2h or 3d"
LONGEST = timedelta(days=365)

_DURATION = re.compile(r"([0-9]+)(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*")
_BARE_HOST = re.compile(r"[\w.-]+(?::[0-9]+)?(?:/|$)")


def kind_of(value: object) -> str:
    """What a value is, in the words of somebody who does not program."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "keys with values"


# ------------------------------------------------------------------ durations


def read_duration(value: object) -> timedelta:
    """`90s`, `10m`, `2h`, `3d`. Raises Complaint."""
    if isinstance(value, (list, dict)):
        raise Complaint(f"a length of time is expected, not {kind_of(value)}", DURATION_HINT)
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        unitless = isinstance(value, int) and not isinstance(value, bool)
        wrong = f"'{value}' has no unit" if unitless else f"'{value}' is not a length of time"
        raise Complaint(wrong, DURATION_HINT)
    number, unit = found.groups()
    if len(number) > 9 or (length := timedelta(**{_UNITS[unit]: int(number)})) > LONGEST:  # noqa: PLR2004 - digits
        raise Complaint(f"'{value}' is too long", "at most 365d")
    return length


def write_duration(length: timedelta) -> str:
    """In the largest unit that leaves no rest."""
    seconds = int(length.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def at_least(least: timedelta) -> AfterValidator:
    def bounded(length: timedelta) -> timedelta:
        if length < least:
            raise Complaint(f"'{write_duration(length)}' is too short", f"at least {write_duration(least)}")
        return length

    return AfterValidator(bounded)


Duration = Annotated[
    timedelta,
    BeforeValidator(read_duration),
    PlainSerializer(write_duration, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,9}[smhd]$"}),
]


# ------------------------------------------------------------------ days


def check_day(text: str) -> str:
    """A day such as 2025-09-26. Raises Complaint."""
    hint = "write year, month and day, as in 2025-09-26"
    if _DAY.fullmatch(text) is None:
        raise Complaint(f"'{text}' is not a date", hint)
    try:
        date.fromisoformat(text)
    except ValueError:
        raise Complaint(f"there is no day {text}", hint) from None
    return text


Day = Annotated[str, AfterValidator(check_day), WithJsonSchema({"type": "string", "format": "date"})]


# ------------------------------------------------------------------ texts and addresses


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


ONE_LINE = BeforeValidator(_one_line)
"""Runs of blanks and line breaks count as one space."""


def check_address(text: str) -> str:
    """An http or https address a feed can be fetched from. Raises Complaint."""
    if blank := re.search(r"[\s\x00-\x1f\\<>\"]", text):
        raise Complaint("this character may not stand in an address", "write it as %20 or the like", blank.start())
    scheme = _SCHEME.match(text)
    if _BARE_HOST.match(text) or scheme is None:
        raise Complaint("this address has no scheme", f"did you mean https://{text.lstrip('/')}?")
    if scheme.group(1).lower() not in {"http", "https"}:
        raise Complaint(f"an address cannot begin with '{scheme.group()}'", "it begins with https:// or http://")
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise Complaint(f"this address cannot be read: {error}") from None
    if not host:
        raise Complaint("this address has no host", "such as https://www.example.org/feed.xml")
    if "@" in parts.netloc:
        raise Complaint(
            "a user name or password in an address would be shown in logs and messages",
            "take out what stands before the @",
        )
    return text


Address = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(check_address)]


def canonical(address: str) -> str:
    """What two ways to write one address have in common. Any text will do."""
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:
        return address
    if parts.scheme not in {"http", "https"}:
        return address
    usual = port is None or (parts.scheme, port) in {("http", 80), ("https", 443)}
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{'' if usual else f':{port}'}{parts.path.rstrip('/')}{query}"


# ------------------------------------------------------------------ domains


def read_domain(text: str) -> str:
    """The domain that all of a publisher's addresses end in, such as elpais.com, in small letters. Raises Complaint."""
    domain = text.strip().lower()
    if "/" in domain:
        owner = publisher(domain if "://" in domain else f"https://{domain.lstrip('/')}")
        hint = f"did you mean '{owner}'?" if _DOMAIN.fullmatch(owner) else "such as elpais.com"
        raise Complaint("a domain is the name alone, without https:// and without a path", hint)
    if _DOMAIN.fullmatch(domain) is None:
        raise Complaint(f"'{text}' is not a domain" if domain else "this domain is empty", "such as elpais.com")
    owner = publisher(f"https://any.{domain}/")
    if owner == f"any.{domain}":
        raise Complaint(f"addresses of many publishers end in '{domain}'", "write one part more, as in caracol.com.co")
    if owner != domain:
        raise Complaint(f"'{domain}' is a part of '{owner}', by which its entries count", f"did you mean '{owner}'?")
    return domain


Domain = Annotated[str, AfterValidator(read_domain)]


# ------------------------------------------------------------------ queries


def check_query(text: str) -> str:
    """A query of the keyword language. Raises Complaint with the column at fault."""
    if not text.strip():
        raise Complaint("'match' is empty", "write a query such as Petro AND visa")
    try:
        parse_query(text)
    except QueryError as error:
        raise Complaint(error.message, error.hint, error.column) from None
    return text.strip()


def check_keyword(text: str) -> str:
    """One item of a list of keywords, as a query. Raises Complaint."""
    if not text.strip():
        raise Complaint("this keyword is empty", "take the item out")
    query = as_query(text)
    try:
        parse_query(query)
    except QueryError as error:
        column = error.column if query == text else None
        raise Complaint(error.message, error.hint, column) from None
    return query


Query = Annotated[str, AfterValidator(check_query)]
Keyword = Annotated[str, AfterValidator(check_keyword)]
