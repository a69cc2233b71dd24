"""What pydantic refuses in feeds.yaml, in human words and at its place in the text.

It owns the words for unknown and missing keys and wrong types; a value's own complaint comes with the value.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.config.file import (
    AskSection,
    ConfigFile,
    ConfirmSection,
    FeedSection,
    PollingSection,
    QuestionSection,
    Section,
)
from bot.config.problems import Complaint
from bot.config.syntax import QUOTE_QUERY
from bot.config.values import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from bot.config.positions import Document, Path
    from bot.config.problems import Problem

_WANTED = {
    "string_type": "text",
    "list_type": "a list, each item after '- '",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "enum": "text",
}
_OTHER_NAMES = {
    "address": "url", "link": "url", "href": "url", "feed": "url",
    "name": "outlet", "title": "outlet", "publisher": "outlet", "source": "outlet",
    "language": "lang", "locale": "lang", "type": "kind", "interval": "every",
    "keywords": "match", "keyword": "match", "query": "match", "terms": "match",
    "question": "ask", "text": "ask", "english": "en", "spanish": "es", "español": "es", "inglés": "en",
    "poll": "polling", "fresh": "freshness", "sources": "feeds",
}  # fmt: skip


class _Place(NamedTuple):
    """A kind of section: what a person calls it, and the model that knows its keys."""

    label: str
    model: type[Section]


class _Wrong(NamedTuple):
    offset: int
    message: str
    hint: str


def complaints(error: ValidationError, document: Document) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        yield document.source.problem(*_wrong(detail, document))


def _wrong(detail: ErrorDetails, document: Document) -> _Wrong:
    path = _path(detail["loc"], document)
    match detail["type"]:
        case "missing":
            return _missing(document, path, str(detail["loc"][-1]))
        case "extra_forbidden":
            return _unknown_key(document, path)
        case "string_pattern_mismatch":
            return _bad_id(document, path)
        case "value_error" if detail["input"] is None:
            return _wrong_type(document, path, None, "a length of time")
        case "value_error":
            return _refused(document, path, detail["ctx"]["error"])
        case "enum" if isinstance(detail["input"], str):
            return _unknown_choice(document, path, detail["input"], detail["ctx"]["expected"])
        case kind if kind in _WANTED:
            return _wrong_type(document, path, detail["input"], _WANTED[kind])
        case kind:
            message = f"{_name(path)} {_out_of_bounds(kind, detail.get('ctx', {}), detail['msg'])}"
            return _Wrong(document.value(path), message, "")


def _path(location: Sequence[str | int], document: Document) -> Path:
    """The part of pydantic's location that stands in the file; it also names branches of unions."""
    path: Path = ()
    for step in location:
        if document.has((*path, step)):
            path = (*path, step)
    return path


def _place(path: Path) -> _Place:
    match path:
        case ("polling",):
            return _Place("polling", PollingSection)
        case ("feeds", int()):
            return _Place("a feed", FeedSection)
        case ("questions", str()):
            return _Place("a question", QuestionSection)
        case ("questions", str(), "ask"):
            return _Place("ask", AskSection)
        case ("questions", str(), "confirm"):
            return _Place("confirm", ConfirmSection)
        case _:
            return _Place("the file", ConfigFile)


def _name(path: Path) -> str:
    match path:
        case ():
            return "the file"
        case ("feeds", int()):
            return "a feed"
        case ("questions", str(name)):
            return f"the question '{name}'"
        case (*_, str(parent), int(index)):
            return f"item {index + 1} of '{parent}'"
        case _:
            return f"'{path[-1]}'"


def _missing(document: Document, path: Path, key: str) -> _Wrong:
    place = _place(path)
    examples = place.model.model_fields[key].examples or []
    hint = f"such as {key}: {examples[0]}" if examples and isinstance(examples[0], str) else ""
    if place.model is AskSection:
        language = {"en": "English", "es": "Spanish"}.get(key, key)
        return _Wrong(document.key(path), f"the question is not asked in {language}", hint)
    offset = document.value(path)
    return _Wrong(offset, f"{place.label} needs the key '{key}'", hint)


def _unknown_key(document: Document, path: Path) -> _Wrong:
    place, key = _place(path[:-1]), str(path[-1])
    known = tuple(place.model.model_fields)
    message = f"unknown key '{key}' in {place.label}"
    if place.model is AskSection:
        message = f"unknown language '{key}' in ask"
    hint = _did_you_mean(key, known) or f"the keys here are {_enumerated(known)}"
    if document.in_braces(path) and document.written(path) == "":
        hint = "inside { } a comma begins a new key: put a text that holds one in quotes"
    return _Wrong(document.key(path), message, hint)


def _bad_id(document: Document, path: Path) -> _Wrong:
    slug = re.sub(r"[^a-z0-9]+", "-", str(path[-1]).lower()).strip("-")[:40].rstrip("-")
    message = "a question's id is 1 to 40 lower-case letters, digits and hyphens"
    return _Wrong(document.key(path), message, f"did you mean '{slug}'?" if slug else "such as visit-date")


def _refused(document: Document, path: Path, error: Exception) -> _Wrong:
    complaint = error if isinstance(error, Complaint) else Complaint(str(error))
    hint = complaint.hint
    if path[-1:] == ("match",) and re.match(r"\s*#", document.after(path)):
        hint = f"YAML reads what follows ' #' as a comment: {QUOTE_QUERY}"
    return _Wrong(document.value(path, complaint.column), complaint.message, hint)


def _unknown_choice(document: Document, path: Path, given: str, expected: str) -> _Wrong:
    choices = re.findall(r"'([^']+)'", expected)
    what = {"lang": "language"}.get(str(path[-1]), str(path[-1]))
    hint = _did_you_mean(given, choices) or f"it is one of {_enumerated(choices, 'or')}"
    message = f"unknown {what} '{given}'" if given else f"'{path[-1]}' is empty"
    return _Wrong(document.value(path), message, hint)


def _wrong_type(document: Document, path: Path, given: Any, wanted: str) -> _Wrong:
    if path[-1:] == ("match",):
        wanted = "a query or a list of keywords"
    if given is None:
        return _Wrong(document.key(path), f"{_name(path)} has no value", f"{wanted} is expected")
    hint = ""
    if wanted == "text" and isinstance(given, (bool, int, float)):
        hint = f"put it in quotes: '{document.written(path)}'"
        if isinstance(given, bool):
            hint += " (YAML reads yes, no, on and off as true or false)"
    if wanted == "true or false" and isinstance(given, str):
        hint = "write true or false, without quotes"
    return _Wrong(document.value(path), f"{_name(path)} must be {wanted}, not {kind_of(given)}", hint)


def _out_of_bounds(kind: str, context: dict[str, Any], fallback: str) -> str:
    match kind:
        case "too_short" | "string_too_short":
            return "is empty"
        case "string_too_long":
            return f"is longer than {context['max_length']} characters"
        case "greater_than_equal":
            return f"must be at least {context['ge']}"
        case "less_than_equal":
            return f"must be at most {context['le']}"
        case _:
            return f"is refused: {fallback}"


def _did_you_mean(given: str, known: Iterable[str]) -> str:
    words = tuple(known)
    other = _OTHER_NAMES.get(given.lower())
    close = [other] if other in words else get_close_matches(given.lower(), words, n=1)
    return f"did you mean '{close[0]}'?" if close else ""


def _enumerated(words: Sequence[str], joint: str = "and") -> str:
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"
