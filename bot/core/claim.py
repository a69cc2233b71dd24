"""Which answer an entry gives to a question, by the kind of answer the question looks for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from bot.core.choice_claim import choice_claim
from bot.model import ChoiceAnswer, DateAnswer
from bot.text.dates.claim import date_claim
from bot.text.query import parse_query
from bot.text.querytree import And, FieldTerm, Near, Not, Or, Phrase, Within, Word, WordKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model import Arrival, Claim, Question
    from bot.text.querytree import Node

_KEPT = 2**10
"""Questions whose words are kept."""


def read_claim(question: Question, arrival: Arrival) -> Claim | None:
    """The claim with its status and the words it was read from; None where the entry names no answer."""
    entry, answer = arrival.entry, question.answer
    match answer:
        case None:
            return None
        case DateAnswer():
            about = answer.about or things(question.match)
            return date_claim(entry.title, entry.summary, entry.lang, arrival.published, about)
        case ChoiceAnswer():
            return choice_claim(entry.title, entry.summary, entry.lang, answer, names(question.match))
        case _:
            assert_never(answer)


@lru_cache(_KEPT)
def names(match: tuple[str, ...]) -> tuple[str, ...]:
    """The names that a question's queries look for: whose visa it is, whom the sanctions are on."""
    return tuple(dict.fromkeys(word.text for word in _words(match) if word.kind is WordKind.NAME))


@lru_cache(_KEPT)
def things(match: tuple[str, ...]) -> tuple[str, ...]:
    """The words other than names that its queries look for: what is asked about."""
    return tuple(dict.fromkeys(word.text for word in _words(match) if word.kind is not WordKind.NAME))


def _words(match: tuple[str, ...]) -> Iterator[Word]:
    return (word for query in match for word in _single_words(parse_query(query).root))


def _single_words(node: Node) -> Iterator[Word]:
    """The words that stand alone; those of a phrase are no name and no thing by themselves, nor what is excluded."""
    match node:
        case Word():
            yield node
        case And() | Or():
            for part in node.children:
                yield from _single_words(part)
        case Near():
            for part in (term for operand in node.operands for term in operand):
                yield from _single_words(part)
        case Phrase() | FieldTerm() | Not():
            return
        case Within():
            yield from _single_words(node.child)
        case _:
            assert_never(node)
