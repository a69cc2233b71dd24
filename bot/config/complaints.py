"""What pydantic refuses in feeds.yaml, in human words and at its place in the text.

It owns the words for unknown and missing keys and wrong types; a value's own complaint comes with the value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.config.answer import CuesSection
from bot.config.file import AskSection
from bot.config.places import (
    LANGUAGE_NAMES,
    keys_of,
    name_of,
    place_of,
    such_as,
    suggested_key,
    suggested_type,
    suggested_value,
)
from bot.config.problems import Complaint
from bot.config.syntax import QUOTE_QUERY
from bot.config.values import kind_of
from bot.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    "literal_error": "date or choice",
}


class _Wrong(NamedTuple):
    offset: int
    message: str
    hint: str


def complaints(error: ValidationError, document: Document) -> Iterator[Problem]:
    """Each once: a choice without any cue lacks them in every language, and that is one mistake."""
    wrongs = dict.fromkeys(_wrong(detail, document) for detail in error.errors(include_url=False))
    return (document.source.problem(*wrong) for wrong in wrongs)


def _wrong(detail: ErrorDetails, document: Document) -> _Wrong:
    path = _path(detail["loc"], document)
    return _absence(detail, path, document) or _refusal(detail, path, document)


def _absence(detail: ErrorDetails, path: Path, document: Document) -> _Wrong | None:
    """What is wrong where something is not there, or None."""
    if detail["type"] not in {"missing", "too_short", "model_type"}:
        return None
    if _is_out_of_reach(path, document):
        return _out_of_reach(path, document)
    if detail["type"] == "missing":
        return _missing(document, path, str(detail["loc"][-1]))
    if detail["type"] == "too_short" and place_of(path[:-1], document).model is CuesSection:
        return _missing(document, path[:-1], str(path[-1]))
    return None


def _refusal(detail: ErrorDetails, path: Path, document: Document) -> _Wrong:
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(document, path)
        case "string_pattern_mismatch":
            return _bad_id(document, path)
        case "value_error" if detail["input"] is None:
            return _wrong_type(document, path, None, "a length of time")
        case "value_error":
            return _refused(document, path, detail["ctx"]["error"])
        case "enum" | "literal_error" if isinstance(detail["input"], str):
            return _unknown_choice(document, path, detail["input"], detail["ctx"]["expected"])
        case kind if kind in _WANTED:
            return _wrong_type(document, path, detail["input"], _WANTED[kind])
        case kind:
            message = f"{name_of(path)} {_out_of_bounds(kind, detail.get('ctx', {}), detail['msg'])}"
            return _Wrong(document.value(path), message, _example(path, document))


def _path(location: Sequence[str | int], document: Document) -> Path:
    """The part of pydantic's location that stands in the file; it also names branches of unions."""
    path: Path = ()
    for step in location:
        if document.has((*path, step)):
            path = (*path, step)
    return path


def _is_out_of_reach(path: Path, document: Document) -> bool:
    """Whether a path leads to or into a choice without a single cue."""
    if path[2:4] != ("answer", "choices") or len(path) == len(("questions", "id", "answer", "choices")):
        return False
    cues = document.at(path[:5])
    return cues is None or (isinstance(cues, dict) and not any(cues.get(language) for language in Language))


def _out_of_reach(path: Path, document: Document) -> _Wrong:
    choice = path[:5]
    return _Wrong(document.key(choice), f"no cue can reach {name_of(choice)}", _example(choice, document))


def _missing(document: Document, path: Path, key: str) -> _Wrong:
    place, hint = place_of(path, document), such_as(path, key, document)
    if place.model in (AskSection, CuesSection):
        lacking = "the question is not asked" if place.model is AskSection else f"{place.label} has no cues"
        there = (*path, key) if document.has((*path, key)) else path
        return _Wrong(document.key(there), f"{lacking} in {LANGUAGE_NAMES[Language(key)]}", hint)
    return _Wrong(document.value(path), f"{place.label} needs the key '{key}'", hint)


def _unknown_key(document: Document, path: Path) -> _Wrong:
    place, key = place_of(path[:-1], document), str(path[-1])
    what = "language" if place.model in (AskSection, CuesSection) else "key"
    hint = suggested_key(key, path[:-1], document)
    if document.in_braces(path) and document.at(path) is None:
        hint = "inside { } a comma begins a new key: put a text that holds one in quotes"
    return _Wrong(document.key(path), f"unknown {what} '{key}' in {place.label}", hint)


def _bad_id(document: Document, path: Path) -> _Wrong:
    slug = re.sub(r"[^a-z0-9]+", "-", str(path[-1]).lower()).strip("-")[:40].rstrip("-")
    whose = "choice" if path[-2] == "choices" else "question"
    message = f"a {whose}'s id is 1 to 40 lower-case letters, digits and hyphens"
    return _Wrong(document.key(path), message, f"did you mean '{slug}'?" if slug else "such as visit-date")


def _refused(document: Document, path: Path, error: Exception) -> _Wrong:
    complaint = error if isinstance(error, Complaint) else Complaint(str(error))
    hint = complaint.hint
    if path[-1:] == ("match",) and re.match(r"\s*#", document.after(path)):
        hint = f"YAML reads what follows ' #' as a comment: {QUOTE_QUERY}"
    return _Wrong(document.value(path, complaint.column), complaint.message, hint)


def _unknown_choice(document: Document, path: Path, given: str, expected: str) -> _Wrong:
    key = str(path[-1])
    hint = suggested_type(given) if key == "type" else suggested_value(given, re.findall(r"'([^']+)'", expected))
    what = {"lang": "language", "type": "type of answer"}.get(key, key)
    message = f"unknown {what} '{given}'" if given else f"'{key}' is empty"
    return _Wrong(document.value(path), message, hint)


def _wrong_type(document: Document, path: Path, given: Any, wanted: str) -> _Wrong:
    if path[-1:] == ("match",):
        wanted = "a query or a list of keywords"
    example = _example(path, document)
    if given is None:
        return _Wrong(document.key(path), f"{name_of(path)} has no value", example or f"{wanted} is expected")
    hint = "" if wanted == "text" else example
    if wanted == _WANTED["model_type"]:
        hint = example or keys_of(path, document)
    if wanted == "text" and isinstance(given, (bool, int, float)):
        hint = f"put it in quotes: '{document.written(path)}'"
        if isinstance(given, bool):
            hint += " (YAML reads yes, no, on and off as true or false)"
    if wanted == "true or false" and isinstance(given, str):
        hint = "write true or false, without quotes"
    return _Wrong(document.value(path), f"{name_of(path)} must be {wanted}, not {kind_of(given)}", hint)


def _example(path: Path, document: Document) -> str:
    if path and place_of(path, document).model is CuesSection:
        return f"such as {path[-1]}: {{en: [grant*, issue*], es: [otorg*, expid*]}}"
    if path[:1] == ("publishers",):
        return such_as((), "publishers", document)
    return such_as(path[:-1], str(path[-1]), document) if path else ""


def _out_of_bounds(kind: str, context: dict[str, Any], fallback: str) -> str:
    match kind:
        case "too_short" if context["actual_length"]:
            return f"has {context['actual_length']}, and needs at least {context['min_length']}"
        case "too_short" | "string_too_short":
            return "is empty"
        case "too_long":
            return f"has more than {context['max_length']}"
        case "string_too_long":
            return f"is longer than {context['max_length']} characters"
        case "greater_than_equal":
            return f"must be at least {context['ge']}"
        case "less_than_equal":
            return f"must be at most {context['le']}"
        case _:
            return f"is refused: {fallback}"
