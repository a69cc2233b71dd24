"""What the parts of one question may not say together."""

from __future__ import annotations

import pytest

from bot.config import read_config
from bot.config.answer import MOST_CHOICES
from bot.config.cues import MOST_CUES
from bot.model import Config

SAME = "the same words cannot mean two choices: keep one, or write both so that neither finds the other"


def problems(question: str) -> list[tuple[int, int, str, str]]:
    """The question's keys stand from line 4 on."""
    text = (
        "feeds: [{url: https://a.example/feed, outlet: The A, lang: en}]\n"
        "questions: {visa: {match: visa,\n"
        "  ask: {en: What of the visa?, es: ¿Y la visa?},\n"
        f"{question}\n}}}}\n"
    )
    read = read_config(text, "feeds.yaml")
    return [] if isinstance(read, Config) else [(each.line, each.column, each.message, each.hint) for each in read]


def choices(lifted: str, kept: str) -> str:
    return f"answer: {{type: choice, about: [ban], choices: {{\nlifted: {{{lifted}}},\nkept: {{{kept}}}}}}}"


@pytest.mark.parametrize(
    ("lifted", "kept"),
    [
        ("en: [lift*], es: [levant*]", "en: [remain*], es: [sigue*]"),
        ("en: [real], es: [si]", "en: [no], es: [real]"),
        ("en: [lift*], es: [levant*]", "en: [lift* nothing], es: ['levant* nada']"),
        ("en: [lift*, lifted, lifts], es: [levant*]", "en: [remain*], es: [sigue*]"),
    ],
)
def test_choices_told_apart_are_fine(lifted: str, kept: str) -> None:
    """One word in two languages, a longer phrase, and what one choice says twice contradict nothing."""
    assert problems(choices(lifted, kept)) == []


@pytest.mark.parametrize(
    ("lifted", "kept", "column", "message"),
    [
        ("en: [end], es: [fin]", "en: [end], es: [sigue]", 13,
         "'end' points to 'kept' here, and 'end' to 'lifted' on line 5"),
        ("en: [lift*], es: [fin]", "en: [stay, lifted], es: [sigue]", 19,
         "'lifted' points to 'kept' here, and 'lift*' to 'lifted' on line 5"),
        ("en: [lifted], es: [fin]", "en: [lift*], es: [sigue]", 13,
         "'lift*' points to 'kept' here, and 'lifted' to 'lifted' on line 5"),
        ("en: [x], es: [levantó]", "en: [y], es: [Levanto]", 22,
         "'Levanto' points to 'kept' here, and 'levantó' to 'lifted' on line 5"),
    ],
)  # fmt: skip
def test_a_cue_points_to_one_choice_only(lifted: str, kept: str, column: int, message: str) -> None:
    """Else an entry would state two answers at once."""
    assert problems(choices(lifted, kept)) == [(6, column, message, SAME)]


def test_an_ambiguous_cue_is_named_once() -> None:
    """However many others it meets."""
    found = problems(choices("en: [lifts, lifted, lifting], es: [fin]", "en: [lift*], es: [sigue]"))
    assert [message for _, _, message, _ in found] == [
        "'lift*' points to 'kept' here, and 'lifts' to 'lifted' on line 5"
    ]


def test_cues_that_cannot_be_read_contradict_nothing() -> None:
    """They are named for what they are."""
    found = problems(choices("en: [3, '', 'a OR b'], es: x", "en: [3, '', 'a OR b'], es: [y]"))
    assert not any("points to" in message for _, _, message, _ in found)


def test_a_great_many_cues_are_soon_refused() -> None:
    """Those beyond the limits are not compared with each other."""
    many = ", ".join(f"a{number}" for number in range(2 * MOST_CUES))
    rows = ",\n".join(f"c{number}: {{en: [{many}], es: [x]}}" for number in range(3 * MOST_CHOICES))
    found = problems(f"answer: {{type: choice, about: [ban], choices: {{\n{rows}}}}}")
    assert sum(message == f"'en' has more than {MOST_CUES}" for _, _, message, _ in found) == 3 * MOST_CHOICES


KNOWN = choices("en: [a], es: [a]", "en: [b], es: [b]").removesuffix("}")


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        ("liftd", "'liftd' is none of the choices", "did you mean 'lifted'?"),
        ("Kept", "'Kept' is none of the choices", "did you mean 'kept'?"),
        ("2026-02-03", "'2026-02-03' is none of the choices", "it is one of lifted or kept"),
    ],
)
def test_what_is_known_is_one_of_the_choices(value: str, message: str, hint: str) -> None:
    """An answer that is none could never be told, nor changed."""
    assert problems(KNOWN + f",\nknown: {{value: {value}}}}}") == [(7, 16, message, hint)]


def test_without_choices_what_is_known_cannot_be_judged() -> None:
    """That they are missing is problem enough."""
    found = problems("answer: {type: choice, about: [ban], known: {value: lifted}}")
    assert [message for _, _, message, _ in found] == ["a choice answer needs the key 'choices'"]


@pytest.mark.parametrize(
    ("value", "message"),
    [("soon", "'soon' is not a date"), ("2026-13-01", "there is no day 2026-13-01"), ("kept", "'kept' is not a date")],
)
def test_what_is_known_of_a_date_is_one(value: str, message: str) -> None:
    """To the day."""
    hint = "write year, month and day, as in 2025-09-26"
    assert problems(f"answer: {{type: date, known: {{value: {value}}}}}") == [(4, 37, message, hint)]


@pytest.mark.parametrize(
    "answer", ["", "answer: {type: choice, about: [a], choices: {a: {en: [a], es: [a]}, b: {en: [b], es: [b]}}},"]
)
def test_only_a_date_can_pass(answer: str) -> None:
    """Nothing else tells when the question is over."""
    ((line, column, message, hint),) = problems(f"{answer}\nexpires: true")
    assert (line, column, message) == (5, 10, "only a question that is answered by a date can expire")
    assert hint == "add answer: {type: date}, or take 'expires' out and close the question yourself with closed: true"


@pytest.mark.parametrize(
    "answer", ["", "answer: {type: choice, about: [a], choices: {a: {en: [a], es: [a]}, b: {en: [b], es: [b]}}},"]
)
def test_saying_that_a_question_does_not_expire_is_fine(answer: str) -> None:
    """It is the default."""
    assert problems(f"{answer}\nexpires: false") == []


def test_a_misspelt_type_is_not_taken_for_a_choice() -> None:
    """One mistake is enough."""
    found = problems("answer: {type: dat}, expires: true")
    assert [message for _, _, message, _ in found] == ["unknown type of answer 'dat'"]
