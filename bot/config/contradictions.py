"""What the parts of one question may not say together: one cue for two choices, a known answer that cannot be one.

It looks at the data as it stands, whatever else is wrong with it, so that one run names every problem.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.config.answer import MOST_CHOICES
from bot.config.cues import MOST_CUES, check_cue, meet
from bot.config.places import suggested_value
from bot.config.problems import Complaint
from bot.config.values import check_day
from bot.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config.positions import Document, Path
    from bot.config.problems import Problem


class _Cue(NamedTuple):
    text: str
    choice: str
    path: Path


def contradictions(document: Document) -> Iterator[Problem]:
    for name, question in _mapping(document.data, "questions").items():
        path: Path = ("questions", name)
        answer = _mapping(question, "answer")
        yield from _ambiguous_cues(document, (*path, "answer", "choices"), _mapping(answer, "choices"))
        yield from _unknown_answer(document, (*path, "answer", "known", "value"), answer)
        yield from _never_expires(document, (*path, "expires"), question)


def _ambiguous_cues(document: Document, path: Path, choices: dict[str, Any]) -> Iterator[Problem]:
    """Cues by which an entry could state two choices at once. Each is named once, at its later place."""
    for language in Language:
        named: set[Path] = set()
        for first, later in combinations(_cues(path, choices, language), 2):
            apart = first.choice != later.choice and meet(first.text, later.text, language)
            if apart and later.path not in named:
                named.add(later.path)
                line = document.source.line(document.value(first.path))
                yield document.source.problem(
                    document.value(later.path),
                    f"'{later.text}' points to '{later.choice}' here, and '{first.text}' to '{first.choice}' "
                    f"on line {line}",
                    "the same words cannot mean two choices: keep one, or write both so that neither finds the other",
                )


def _cues(path: Path, choices: dict[str, Any], language: Language) -> list[_Cue]:
    """Those that can be read; of the others, and of too many, the shape complains."""
    found: list[_Cue] = []
    for choice, cues in list(choices.items())[:MOST_CHOICES]:
        listed = cues.get(language.value) if isinstance(cues, dict) else None
        for index, cue in enumerate(listed[:MOST_CUES] if isinstance(listed, list) else []):
            if _is_cue(cue):
                found.append(_Cue(cue, choice, (*path, choice, language.value, index)))
    return found


def _is_cue(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(check_cue(value))
    except Complaint:
        return False


def _unknown_answer(document: Document, path: Path, answer: dict[str, Any]) -> Iterator[Problem]:
    value = _mapping(answer, "known").get("value")
    if not isinstance(value, str) or not value.strip():
        return
    complaint: Complaint | None = None
    match answer.get("type"):
        case "date":
            complaint = _no_day(value)
        case "choice" if (choices := _mapping(answer, "choices")) and value not in choices:
            complaint = Complaint(f"'{value}' is none of the choices", suggested_value(value, tuple(choices)))
    if complaint:
        yield document.source.problem(document.value(path), complaint.message, complaint.hint)


def _no_day(value: str) -> Complaint | None:
    try:
        check_day(value)
    except Complaint as complaint:
        return complaint
    return None


def _never_expires(document: Document, path: Path, question: Any) -> Iterator[Problem]:
    if _mapping({"question": question}, "question").get("expires") is not True:
        return
    if "answer" not in question or _mapping(question, "answer").get("type") == "choice":
        yield document.source.problem(
            document.value(path),
            "only a question that is answered by a date can expire",
            "add answer: {type: date}, or take 'expires' out and close the question yourself with closed: true",
        )


def _mapping(data: Any, key: str) -> dict[str, Any]:
    """The keys under a key, or none where there are none."""
    section = data.get(key) if isinstance(data, dict) else None
    return section if isinstance(section, dict) else {}
