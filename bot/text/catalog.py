"""The words a person sees, in one language: texts by key, plurals, times, ages.

It owns how they are formatted and which text names a value of the model, never what a text says: that is in the PO
files of `bot/locale`, which the caller reads. Keys stand for the texts (`alert.read`), so that English is a
translation like any other.
"""

from __future__ import annotations

from datetime import timedelta
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NoReturn, assert_never

from babel.dates import format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.units import format_unit

from bot.model import Language, Phase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

_NOTHING_SAID: Final[Mapping[str, Mapping[Language, str]]] = MappingProxyType({})
_HOURS_UP_TO = timedelta(hours=48)
_SMALL = 10


class _NoTranslation(NullTranslations):
    """Where gettext would hand back the key, a missing text is a bug and says so."""

    def gettext(self, message: str) -> NoReturn:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:  # noqa: ARG002 - gettext's own signature
        raise KeyError(msgid1)


class Catalog:
    """Texts take their values in braces, as `str.format` does. An unknown key raises KeyError."""

    def __init__(
        self,
        translations: NullTranslations,
        language: Language,
        choices: Mapping[str, Mapping[Language, str]] = _NOTHING_SAID,
    ) -> None:
        self.language = language
        self._translations = translations
        self._choices = choices

    def calling(self, choices: Mapping[str, Mapping[Language, str]]) -> Catalog:
        """The same words, with those that admins wrote for the choices of one question."""
        return Catalog(self._translations, self.language, choices)

    def choice(self, id_: str) -> str:
        """What a choice is called: in its admin's words, or else its id with spaces."""
        return self.choose(self._choices[id_]) if self._choices.get(id_) else id_.replace("-", " ")

    def text(self, key: str, /, **values: object) -> str:
        return self._translations.gettext(key).format(**values)

    def plural(self, key: str, n: int, /, **values: object) -> str:
        """The form of `key` that fits `n`; the text may show it as {n}."""
        shown = format_decimal(n, locale=self.language)
        return self._translations.ngettext(key, key, n).format(n=shown, **values)

    def choose(self, texts: Mapping[Language, str]) -> str:
        """What admins wrote for this language, or else for the first they wrote anything for."""
        return texts[self.language] if self.language in texts else next(iter(texts.values()))

    def phase(self, phase: Phase) -> str:
        """A mark and a word."""
        match phase:
            case Phase.OPEN:
                return self.text("phase.open")
            case Phase.REPORTED:
                return self.text("phase.reported")
            case Phase.CONFIRMED:
                return self.text("phase.confirmed")
            case Phase.DISPUTED:
                return self.text("phase.disputed")
            case Phase.CLOSED:
                return self.text("phase.closed")
            case _:
                assert_never(phase)

    def written_in(self, language: Language) -> str:
        """The language of a text, as in "in Spanish"."""
        match language:
            case Language.EN:
                return self.text("language.en")
            case Language.ES:
                return self.text("language.es")
            case _:
                assert_never(language)

    def moment(self, when: datetime, now: datetime, zone: tzinfo) -> str:
        """Date and time in `zone`, leaving out what the reader knows: today's date, this year's number."""
        there, here = when.astimezone(zone), now.astimezone(zone)
        if there.date() == here.date():
            pattern = "HH:mm"
        elif there.year == here.year:
            pattern = "d MMM, HH:mm"
        else:
            pattern = "d MMM y, HH:mm"
        return format_datetime(there, pattern, tzinfo=zone, locale=self.language)

    def number(self, number: float) -> str:
        """With one digit after the point where it is below ten."""
        return format_decimal(number, "#,##0.#" if number < _SMALL else "#,##0", locale=self.language)

    def age(self, elapsed: timedelta) -> str:
        """A rounded-down length of time in its largest telling unit; under a minute counts as one."""
        if elapsed < timedelta(hours=1):
            return self._unit(max(elapsed // timedelta(minutes=1), 1), "duration-minute", "short")
        if elapsed < _HOURS_UP_TO:
            hours = elapsed // timedelta(hours=1)  # in Spanish, one hour is wrong in the short form of CLDR 48
            return self._unit(hours, "duration-hour", "long" if hours == 1 else "short")
        return self._unit(elapsed.days, "duration-day", "long")

    def _unit(self, n: int, unit: str, length: str) -> str:
        return format_unit(n, unit, length, locale=self.language)  # type: ignore[arg-type]  # a Literal in Babel


def zone_name(when: datetime, zone: tzinfo) -> str:
    """How far `zone` is from UTC at that moment, as people write it: `UTC`, `UTC-5`, `UTC+5:30`."""
    offset = when.astimezone(zone).utcoffset() or timedelta()
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def read_catalog(po: bytes, language: Language) -> Catalog:
    """Compile a PO file in memory. Raises babel's PoFileError where it is malformed."""
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(po), locale=str(language), abort_invalid=True))
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    translations.add_fallback(_NoTranslation())
    return Catalog(translations, language)
