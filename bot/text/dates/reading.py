"""The dates in a text: where they stand and which days they mean. Which of them answers anything is not asked."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

from bot.model import Precision
from bot.text.dates.dateline import is_dateline
from bot.text.dates.expression import Kind
from bot.text.dates.mention import DATE_OF_SAYING, DateMention, Tense
from bot.text.dates.resolve import resolve
from bot.text.dates.scan import Expression, expressions
from bot.text.dates.span import Span, one_day
from bot.text.dates.tense import Around, context
from bot.text.dates.wording import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime, tzinfo

    from bot.model import Language

_NAMES_MONTH = frozenset((Kind.DAY, Kind.DAYS, Kind.FIGURES, Kind.NUMBERED_WEEKDAY))
_JOINT = re.compile(r"\W*\b(?:to|through|until|till|al?|hasta)?\W*(?:\b(?:the|el)\W*)?\Z", re.IGNORECASE)
_APPOSITION = 3
"""Characters between a weekday and its date: "Tuesday (Feb. 3)"."""


def find_dates(text: str, lang: Language, published: datetime, zone: tzinfo = UTC) -> tuple[DateMention, ...]:
    """The dates of a text in order, as understood by somebody in `zone` when it was published.

    Dates of the text itself (dateline, byline, "updated") are left out. Any text is read without raising.
    """
    found = list(expressions(text, lang))
    if not found:
        return ()
    today = published.astimezone(zone).date()
    said = context(text, lang)
    mentions: list[DateMention] = []
    months: list[tuple[int, date]] = []
    for one in sorted(found, key=lambda one: (one.wording.kind is Kind.BARE, one.start)):
        read = list(_read(text, one, said.around(one.core, one.end), today, months))
        mentions += read
        if one.wording.kind in _NAMES_MONTH:
            months += [(mention.start, mention.first) for mention in read]
    mentions.sort(key=lambda mention: mention.start)
    kept = [mention for mention in mentions if not is_dateline(text, mention, today)]
    return tuple(one for one, after in zip(kept, [*kept, None][1:], strict=True) if not _restated(one, after))


def _read(
    text: str, one: Expression, around: Around, today: date, months: Sequence[tuple[int, date]]
) -> Iterator[DateMention]:
    """The mention that an expression makes: none if there is no such day, two if something moved between two."""
    kind, month = one.wording.kind, None
    if kind is Kind.BARE:
        month = min(months, key=lambda named: abs(named[0] - one.start))[1] if months else None
        if month is None and not one.wording.lexicon.ordinal_days:
            return
    span = resolve(one.wording, View(today, _lean(kind, around), around.firm, around.noun, month))
    if span is None or _is_duration(kind, around):
        return
    places = [(one.start, one.end, span)]
    if one.wording.moved and one.second is not None:
        joint = one.start + len(_JOINT.sub("", text[one.start : one.second]))
        places = [(one.start, joint, one_day(span.first)), (one.second, one.end, one_day(span.last))]
    for start, end, days in places:
        words = text[start:end].rstrip(" ,.-–—")
        tense, rule = _sided(kind, days, around, today)
        yield DateMention(start, start + len(words), days.first, days.last, days.precision, tense, words, rule)


def _lean(kind: Kind, around: Around) -> Tense:
    """The present is mostly that of a plan; a verb that sets a date leaves open which, but for the days of a week."""
    if around.setting and kind is not Kind.WEEKDAY:
        return Tense.UNKNOWN
    if around.tense is Tense.UNKNOWN and around.words and not around.saying:
        return Tense.FUTURE
    return around.tense


def _sided(kind: Kind, span: Span, around: Around, today: date) -> tuple[Tense, str]:
    """A mention's tense and rule."""
    if around.saying and span.first <= today and span.precision in (Precision.DAY, Precision.WEEK):
        return Tense.PAST, DATE_OF_SAYING
    rule = str(kind)
    if span.inferred:
        lean = _lean(kind, around)
        rule += "; no tense to go by" if lean is Tense.UNKNOWN else f"; {lean} by “{around.words}”"
    if span.precision is Precision.VAGUE or span.first > today:
        return Tense.FUTURE, rule
    return (Tense.PAST if span.last < today else around.tense), rule


def _is_duration(kind: Kind, around: Around) -> bool:
    """Whether "prices rose in two weeks" counts days, but names none."""
    return kind in (Kind.AHEAD, Kind.WITHIN) and around.tense is Tense.PAST and not around.saying


def _restated(one: DateMention, after: DateMention | None) -> bool:
    """A weekday whose date follows at once."""
    return (
        after is not None
        and one.rule.startswith(Kind.WEEKDAY)
        and after.start - one.end <= _APPOSITION
        and after.precision is Precision.DAY
        and one.first.weekday() == after.first.weekday()
    )
