"""The catalogs: formatting, and that languages and code agree on the keys."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import PoFileError, read_po

import bot
from bot.locale import read_catalogs
from bot.model import Language
from bot.text.catalog import Catalog, read_catalog, zone_name

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(bot.__file__).parent
HEADER = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
BOGOTA = ZoneInfo("America/Bogota")
NOW = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)


def catalog_of(text: str, language: Language = Language.EN) -> Catalog:
    return read_catalog((HEADER + text).encode(), language)


def forms(language: Language) -> dict[str, tuple[str, ...]]:
    """Every key of a PO file and its texts: one, or one a plural form."""
    po = read_po(BytesIO((ROOT / "locale" / f"{language}.po").read_bytes()), locale=str(language), abort_invalid=True)
    found = {}
    for message in po:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def trees() -> Iterator[ast.Module]:
    for path in sorted(ROOT.rglob("*.py")):
        yield ast.parse(path.read_bytes())


def strings(tree: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def asked_for(method: str) -> set[str]:
    """Every literal key that code passes to `catalog.text` or `catalog.plural`."""
    keys = set()
    for tree in trees():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == method:
                keys |= {key for argument in call.args[:1] for key in strings(argument)}
    return keys


# ------------------------------------------------------------------ texts


def test_a_text_takes_its_values() -> None:
    catalog = catalog_of('msgid "greet"\nmsgstr "Hello {name}"')
    assert catalog.text("greet", name="{Ana}") == "Hello {Ana}"


@pytest.mark.parametrize(("n", "shown"), [(0, "0 feeds"), (1, "one feed"), (2, "2 feeds"), (12345, "12,345 feeds")])
def test_a_plural_follows_its_number(n: int, shown: str) -> None:
    catalog = catalog_of('msgid "f"\nmsgid_plural "f"\nmsgstr[0] "one feed"\nmsgstr[1] "{n} feeds"')
    assert catalog.plural("f", n) == shown


@pytest.mark.parametrize("po", ["", 'msgid "gone"\nmsgstr ""', '#, fuzzy\nmsgid "gone"\nmsgstr "not sure"'])
def test_a_missing_text_is_an_error_not_the_key(po: str) -> None:
    """Absent, empty or marked as unsure: a person must never read a key."""
    with pytest.raises(KeyError, match="gone"):
        catalog_of(po).text("gone")
    with pytest.raises(KeyError, match="gone"):
        catalog_of(po).plural("gone", 2)


def test_a_malformed_file_is_refused() -> None:
    with pytest.raises(PoFileError):
        catalog_of('mgsid "a"\nmsgstr "b"')


# ------------------------------------------------------------------ times and ages


@pytest.mark.parametrize(
    ("when", "language", "shown"),
    [
        (datetime(2026, 1, 15, 0, 30, tzinfo=UTC), Language.EN, "19:30"),
        (datetime(2026, 1, 14, 4, 59, tzinfo=UTC), Language.EN, "13 Jan, 23:59"),
        (datetime(2026, 1, 14, 4, 59, tzinfo=UTC), Language.ES, "13 ene, 23:59"),
        (datetime(2026, 1, 1, 4, 59, tzinfo=UTC), Language.ES, "31 dic 2025, 23:59"),
    ],
)
def test_a_moment_is_told_in_the_readers_zone(when: datetime, language: Language, shown: str) -> None:
    """It is 20:00 on the 14th in Bogotá: the UTC date and year must not decide."""
    assert read_catalogs()[language].moment(when, NOW, BOGOTA) == shown


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [(0.04, "0", "0"), (0.25, "0.2", "0,2"), (9.96, "10", "10"), (12.6, "13", "13"), (12345, "12,345", "12.345")],
)
def test_numbers_are_as_exact_as_they_matter(number: float, english: str, spanish: str) -> None:
    catalogs = read_catalogs()
    assert (catalogs[Language.EN].number(number), catalogs[Language.ES].number(number)) == (english, spanish)


@pytest.mark.parametrize(
    ("elapsed", "english", "spanish"),
    [
        (timedelta(), "1 min", "1 min"),
        (timedelta(seconds=-5), "1 min", "1 min"),
        (timedelta(minutes=3, seconds=59), "3 min", "3 min"),
        (timedelta(hours=1, minutes=59), "1 hour", "1 hora"),
        (timedelta(hours=2, minutes=59), "2 hr", "2 h"),
        (timedelta(hours=47, minutes=59), "47 hr", "47 h"),
        (timedelta(hours=48), "2 days", "2 días"),
        (timedelta(days=5, hours=23), "5 days", "5 días"),
    ],
)
def test_an_age_is_rounded_down_to_its_unit(elapsed: timedelta, english: str, spanish: str) -> None:
    catalogs = read_catalogs()
    assert (catalogs[Language.EN].age(elapsed), catalogs[Language.ES].age(elapsed)) == (english, spanish)


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (UTC, "UTC"),
        (BOGOTA, "UTC-5"),
        (timezone(timedelta(hours=5, minutes=30)), "UTC+5:30"),
        (timezone(-timedelta(minutes=30)), "UTC-0:30"),
    ],
)
def test_a_zone_is_named_by_its_distance_from_utc(zone: timezone, name: str) -> None:
    assert zone_name(NOW, zone) == name


# ------------------------------------------------------------------ the files


def test_both_languages_say_the_same_things() -> None:
    """The same keys, with the same placeholders in each of their forms."""
    english, spanish = forms(Language.EN), forms(Language.ES)
    assert english.keys() == spanish.keys()
    assert {k: len(v) for k, v in english.items()} == {k: len(v) for k, v in spanish.items()}
    differing = {
        key
        for key in english
        if len({frozenset(placeholders(form)) - {"n"} for form in (*english[key], *spanish[key])}) > 1
    }
    assert not differing


@pytest.mark.parametrize("language", list(Language))
def test_no_key_is_defined_twice(language: Language) -> None:
    """Babel would keep one of the two without a word."""
    keys = re.findall(r'^msgid "(.+)"', (ROOT / "locale" / f"{language}.po").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("language", list(Language))
def test_every_text_is_filled_in(language: Language) -> None:
    assert not [key for key, texts in forms(language).items() if not all(texts)]


def test_every_key_that_code_asks_for_exists() -> None:
    english = forms(Language.EN)
    plural = {key for key, texts in english.items() if len(texts) > 1}
    unknown = sorted((asked_for("text") - (english.keys() - plural)) | (asked_for("plural") - plural))
    assert unknown == []


def test_no_key_is_left_unused() -> None:
    """A text may also be named in a table of keys; so any string in the code that equals its key is a use."""
    unused = sorted(forms(Language.EN).keys() - set().union(*map(strings, trees())))
    assert unused == []
