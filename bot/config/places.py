"""The places in feeds.yaml as a person calls them, the keys that belong there, and how to suggest the right one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.config.answer import TYPES, ChoiceSection, CuesSection, DateSection, KnownSection, answer_section
from bot.config.file import AskSection, ConfigFile, ConfirmSection, FeedSection, PollingSection, QuestionSection
from bot.config.section import Section
from bot.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.config.positions import Document, Path

LANGUAGE_NAMES = {Language.EN: "English", Language.ES: "Spanish"}

_OTHER_NAMES = {
    "address": "url", "link": "url", "href": "url", "feed": "url",
    "name": "outlet", "title": "outlet", "publisher": "outlet", "source": "outlet",
    "language": "lang", "locale": "lang", "type": "kind", "kind": "type", "interval": "every",
    "keywords": "match", "keyword": "match", "query": "match", "terms": "match",
    "question": "ask", "text": "ask", "english": "en", "spanish": "es", "español": "es", "inglés": "en",
    "poll": "polling", "fresh": "freshness", "sources": "feeds",
    "families": "publishers", "family": "publishers", "owners": "publishers", "groups": "publishers",
    "thing": "about", "subject": "about", "object": "about", "topic": "about",
    "options": "choices", "option": "choices", "values": "choices", "answers": "choices", "cues": "choices",
    "current": "known", "default": "known", "initial": "known", "now": "known",
    "is": "value", "from": "since", "date": "since", "limit": "cap", "max": "cap",
}  # fmt: skip
"""What people write, and the key it stands for where there is such a key."""

_OTHER_TYPES = {
    "day": "date", "when": "date", "time": "date", "fecha": "date", "día": "date",
    "one of": "choice", "option": "choice", "options": "choice", "enum": "choice", "select": "choice", "list": "choice",
    "bool": "choice", "boolean": "choice", "yes/no": "choice", "opción": "choice",
}  # fmt: skip

_OTHER_VALUES = {
    "spanish": "es", "español": "es", "castellano": "es", "english": "en", "inglés": "en",
    "government": "official", "agency": "wire", "newspaper": "press", "search": "aggregator",
}  # fmt: skip


class Place(NamedTuple):
    """A kind of section: what a person calls it, and the model that knows its keys."""

    label: str
    model: type[Section]


_IDS = (1, 4)
"""Where a path has what somebody chose: the number of a feed or the id of a question, and the id of a choice."""

_PLACES: dict[Path, Place] = {
    (): Place("the file", ConfigFile),
    ("polling",): Place("polling", PollingSection),
    ("feeds", "*"): Place("a feed", FeedSection),
    ("questions", "*"): Place("a question", QuestionSection),
    ("questions", "*", "ask"): Place("ask", AskSection),
    ("questions", "*", "confirm"): Place("confirm", ConfirmSection),
    ("questions", "*", "answer", "known"): Place("known", KnownSection),
}


def place_of(path: Path, document: Document) -> Place:
    match path:
        case ("questions", str(), "answer"):
            section = answer_section(document.at(path))
            return Place("a date answer" if section is DateSection else "a choice answer", section)
        case ("questions", str(), "answer", "choices", str()):
            return Place(name_of(path), CuesSection)
        case _:
            pattern = tuple("*" if at in _IDS else step for at, step in enumerate(path))
            return _PLACES.get(pattern, Place(name_of(path), Section))


def name_of(path: Path) -> str:
    match path:
        case ():
            return "the file"
        case ("feeds", int()):
            return "a feed"
        case ("questions", str(name)):
            return f"the question '{name}'"
        case ("questions", str(), "answer", "choices", str(choice)):
            return f"the choice '{choice}'"
        case (*_, str(parent), int(index)):
            return f"item {index + 1} of '{parent}'"
        case _:
            return f"'{path[-1]}'"


def such_as(path: Path, key: str, document: Document) -> str:
    """An example of a key in the section at a path, as one would write it, or ''."""
    field = place_of(path, document).model.model_fields.get(key)
    return f"such as {key}: {_flow(field.examples[0])}" if field and field.examples else ""


def keys_of(path: Path, document: Document) -> str:
    """The keys that the section at a path may have, or '' where an admin chooses them."""
    known = tuple(place_of(path, document).model.model_fields)
    return f"the keys here are {_enumerated(known)}" if known else ""


def suggested_key(given: str, path: Path, document: Document) -> str:
    """What an unknown key in the section at a path was perhaps meant to be."""
    if given == "<<":
        return "YAML's merge keys mean nothing here: write the keys out"
    model = place_of(path, document).model
    if model is DateSection and given in ChoiceSection.model_fields:
        return f"'{given}' belongs to an answer with type: choice"
    return _suggestion(given, model.model_fields, _OTHER_NAMES) or keys_of(path, document)


def suggested_type(given: str) -> str:
    return _suggestion(given, TYPES, _OTHER_TYPES) or f"it is {_enumerated(TYPES, 'or')}"


def suggested_value(given: str, known: Sequence[str]) -> str:
    language = given.replace("_", "-").partition("-")[0]
    close = _suggestion(given, known, _OTHER_VALUES) or _suggestion(language, known, {})
    return close or f"it is one of {_enumerated(known, 'or')}"


def _suggestion(given: str, known: Iterable[str], others: dict[str, str]) -> str:
    words = tuple(known)
    other = others.get(given.lower())
    close = [other] if other in words else get_close_matches(given.lower(), words, n=1)
    return f"did you mean '{close[0]}'?" if close else ""


def _enumerated(words: Sequence[str], joint: str = "and") -> str:
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)


def _flow(value: Any) -> str:
    """A value on one line of YAML. Examples need no quotes."""
    match value:
        case dict():
            return f"{{{', '.join(f'{key}: {_flow(each)}' for key, each in value.items())}}}"
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case bool():
            return str(value).lower()
        case _:
            return str(value)
