"""What a question's answer may look like, and what it becomes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import read_config
from bot.config.answer import answer_section
from bot.model import ChoiceAnswer, Config, DateAnswer, Language, Question

if TYPE_CHECKING:
    from bot.config.problems import Problem

FILE = """\
feeds: [{url: https://a.example/feed, outlet: The A, lang: en}]
questions:
  visa:
    ask: {en: What of the visa?, es: ¿Qué pasa con la visa?}
    match: Petro AND visa
    answer:
"""

CHOICE = """\
      type: choice
      about: [visa, visado]
      choices:
        granted:  {en: [grant*, issue*], es: [otorg*]}
        revoked:  {en: [revok*], es: [revoc*, 'quit* la visa']}
      known: {value: revoked, since: 2025-09-26}
"""

DATE = """\
      type: date
      about: [visit*, visita]
      known: {value: 2026-02-03}
    expires: true
    cap: 3
"""


def read(answer: str) -> Question | tuple[Problem, ...]:
    found = read_config(FILE + answer, "feeds.yaml")
    return found.questions[0] if isinstance(found, Config) else found


def question(answer: str) -> Question:
    found = read(answer)
    assert isinstance(found, Question)
    return found


def problems(answer: str) -> tuple[Problem, ...]:
    found = read(answer)
    assert isinstance(found, tuple)
    return found


def test_a_choice_is_read() -> None:
    """Its thing, its choices with their cues in both languages, and what was known."""
    found = question(CHOICE)
    assert found.answer == ChoiceAnswer(
        about=("visa", "visado"),
        choices={
            "granted": {Language.EN: ("grant*", "issue*"), Language.ES: ("otorg*",)},
            "revoked": {Language.EN: ("revok*",), Language.ES: ("revoc*", "quit* la visa")},
        },
    )
    assert (found.known, found.known_since) == ("revoked", date(2025, 9, 26))


def test_a_choice_may_be_given_words_that_subscribers_read() -> None:
    said = CHOICE.replace("{en: [revok*]", "{say: {en: revoked, es: revocada}, en: [revok*]")
    assert question(said).shown == {"revoked": {Language.EN: "revoked", Language.ES: "revocada"}}
    assert question(CHOICE).shown == question(DATE).shown == {}


@pytest.mark.parametrize("said", ["{en: revoked}", "{en: revoked, es: ''}", "revoked", f"{{en: a, es: {'b' * 61}}}"])
def test_words_for_a_choice_are_short_and_in_both_languages(said: str) -> None:
    (problem,) = problems(CHOICE.replace("{en: [revok*]", f"{{say: {said}, en: [revok*]"))
    assert problem.line == 11


def test_a_date_is_read() -> None:
    """With what it is about, what was known, and how the question ends."""
    found = question(DATE)
    assert found.answer == DateAnswer(about=("visit*", "visita"))
    assert (found.known, found.known_since) == ("2026-02-03", None)
    assert (found.expires, found.closed, found.cap) == (True, False, 3)


def test_a_date_needs_no_more_than_its_type() -> None:
    """What it is about follows from `match`."""
    found = question("      type: date\n    closed: true\n")
    assert found.answer == DateAnswer()
    assert (found.known, found.known_since, found.expires, found.closed, found.cap) == ("", None, False, True, 10)


WRONG = [
    # type
    (CHOICE, "type: choice", "type: chioce", 7, 13, "unknown type of answer 'chioce'", "did you mean 'choice'?"),
    (CHOICE, "type: choice", "type: yes/no", 7, 13, "unknown type of answer 'yes/no'", "did you mean 'choice'?"),
    (CHOICE, "type: choice", "type: number", 7, 13, "unknown type of answer 'number'", "it is date or choice"),
    (CHOICE, "type: choice", "type: 3", 7, 13, "'type' must be date or choice, not a number", "such as type: choice"),
    (CHOICE, "type: choice", "type: ''", 7, 13, "'type' is empty", "it is date or choice"),
    (CHOICE, "type: choice", "type:", 7, 7, "'type' has no value", "such as type: choice"),
    (CHOICE, "      type: choice\n", "", 7, 7, "a choice answer needs the key 'type'", "such as type: choice"),
    (DATE, "type: date", "type: day", 7, 13, "unknown type of answer 'day'", "did you mean 'date'?"),
    (DATE, "      type: date\n", "", 7, 7, "a date answer needs the key 'type'", "such as type: date"),
    # keys
    (CHOICE, "about:", "abuot:", 8, 7, "unknown key 'abuot' in a choice answer", "did you mean 'about'?"),
    (CHOICE, "about:", "subject:", 8, 7, "unknown key 'subject' in a choice answer", "did you mean 'about'?"),
    (CHOICE, "known:", "current:", 12, 7, "unknown key 'current' in a choice answer", "did you mean 'known'?"),
    (CHOICE, "value:", "is:", 12, 15, "unknown key 'is' in known", "did you mean 'value'?"),
    (CHOICE, "since:", "from:", 12, 31, "unknown key 'from' in known", "did you mean 'since'?"),
    (CHOICE, "en: [revok*]", "english: [revok*]", 11, 20, "unknown language 'english' in the choice 'revoked'",
     "did you mean 'en'?"),
    (DATE, "about:", "choices:", 8, 7, "unknown key 'choices' in a date answer",
     "'choices' belongs to an answer with type: choice"),
    (DATE, "expires:", "expire:", 10, 5, "unknown key 'expire' in a question", "did you mean 'expires'?"),
    (DATE, "cap:", "limit:", 11, 5, "unknown key 'limit' in a question", "did you mean 'cap'?"),
    # about
    (CHOICE, "      about: [visa, visado]\n", "", 7, 7, "a choice answer needs the key 'about'",
     "such as about: [visa, visado]"),
    (CHOICE, "about: [visa, visado]", "about: []", 8, 14, "'about' is empty", "such as about: [visa, visado]"),
    (CHOICE, "about: [visa, visado]", "about: visa", 8, 14, "'about' must be a list, each item after '- ', not text",
     "such as about: [visa, visado]"),
    (CHOICE, "about: [visa, visado]", "about:", 8, 7, "'about' has no value", "such as about: [visa, visado]"),
    (CHOICE, "about: [visa, visado]", "about: [visa, '']", 8, 21, "this item is empty", "take it out"),
    (CHOICE, "about: [visa, visado]", "about: [visa OR visado]", 8, 20,
     "OR belongs in 'match': here stands a word or a phrase", "write each word or phrase as an item of its own"),
    (CHOICE, "about: [visa, visado]", f"about: [{', '.join(['a'] * 51)}]", 8, 14, "'about' has more than 50",
     "such as about: [visa, visado]"),
    # choices
    (CHOICE, "choices:\n", "choices: {}\n      a:\n", 9, 16, "'choices' is empty", None),
    (CHOICE, "        revoked:  {en: [revok*], es: [revoc*, 'quit* la visa']}\n", "", 10, 9,
     "'choices' has 1, and needs at least 2", None),
    (CHOICE, "        granted:", "        Granted it:", 10, 9,
     "a choice's id is 1 to 40 lower-case letters, digits and hyphens", "did you mean 'granted-it'?"),
    (CHOICE, "{en: [grant*, issue*], es: [otorg*]}", "grant*", 10, 19,
     "the choice 'granted' must be keys with values, not text",
     "such as granted: {en: [grant*, issue*], es: [otorg*, expid*]}"),
    (CHOICE, "{en: [grant*, issue*], es: [otorg*]}", "", 10, 9, "no cue can reach the choice 'granted'",
     "such as granted: {en: [grant*, issue*], es: [otorg*, expid*]}"),
    (CHOICE, "{en: [grant*, issue*], es: [otorg*]}", "{}", 10, 9, "no cue can reach the choice 'granted'", None),
    (CHOICE, "{en: [grant*, issue*], es: [otorg*]}", "{en: []}", 10, 9, "no cue can reach the choice 'granted'", None),
    (CHOICE, "{en: [grant*, issue*], es: [otorg*]}", "{en: [], es: }", 10, 9,
     "no cue can reach the choice 'granted'", None),
    (CHOICE, "{en: [grant*, issue*], es: [otorg*]}", "{en: [grant*]}", 10, 9,
     "the choice 'granted' has no cues in Spanish", "such as es: [revoc*]"),
    (CHOICE, "{en: [grant*, issue*], es: [otorg*]}", "{en: [], es: [otorg*]}", 10, 20,
     "the choice 'granted' has no cues in English", "such as en: [revok*]"),
    (CHOICE, "[grant*, issue*]", "[grant*, 'is*']", 10, 34, "a star after so few letters would find too much",
     "write at least 3 letters before it, as in revok*"),
    (CHOICE, "[grant*, issue*]", "[grant*, true]", 10, 33, "item 2 of 'en' must be text, not true or false", None),
    # known
    (CHOICE, "{value: revoked, since: 2025-09-26}", "revoked", 12, 14,
     "'known' must be keys with values, not text", "such as known: {value: revoked, since: 2025-09-26}"),
    (CHOICE, "{value: revoked, since: 2025-09-26}", "", 12, 7, "'known' has no value", None),
    (CHOICE, "{value: revoked, since: 2025-09-26}", "{since: 2025-09-26}", 12, 14, "known needs the key 'value'",
     "such as value: revoked"),
    (CHOICE, "value: revoked", "value: ''", 12, 22, "'value' is empty", None),
    (CHOICE, "2025-09-26", "2025-09-31", 12, 38, "there is no day 2025-09-31",
     "write year, month and day, as in 2025-09-26"),
    (CHOICE, "2025-09-26", "September", 12, 38, "'September' is not a date", None),
    (CHOICE, "2025-09-26", "2025", 12, 38, "'since' must be text, not a number", "put it in quotes: '2025'"),
    # the question's end
    (DATE, "cap: 3", "cap: 0", 11, 10, "'cap' must be at least 1", "such as cap: 10"),
    (DATE, "cap: 3", "cap: 101", 11, 10, "'cap' must be at most 100", None),
    (DATE, "cap: 3", "cap: ten", 11, 10, "'cap' must be a whole number, not text", None),
    (DATE, "expires: true", "expires: no", 10, 14, "'expires' must be true or false, not text",
     "write true or false, without quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("valid", "old", "new", "line", "column", "message", "hint"), WRONG)
def test_a_mistake_is_named_at_its_place_with_what_would_be_right(
    valid: str, old: str, new: str, line: int, column: int, message: str, hint: str | None
) -> None:
    """One change to a valid answer; among its problems is the one to expect."""
    assert old in valid
    found = problems(valid.replace(old, new, 1))
    assert (line, column, message) in [(each.line, each.column, each.message) for each in found]
    assert hint is None or hint in [each.hint for each in found]


@pytest.mark.parametrize("value", ["date", "[date]", "3", "''"])
def test_an_answer_is_keys_with_values(value: str) -> None:
    """The type alone is not enough to say what it is."""
    (found,) = problems(f"      {value}\n")
    assert found.message.startswith("'answer' must be keys with values, not ")
    assert found.hint == "such as answer: {type: date}"


def test_an_answer_left_empty_is_named() -> None:
    """Whoever wrote the key meant something."""
    (found,) = problems("")
    assert (found.line, found.column, found.message) == (6, 5, "'answer' has no value")


def test_a_choice_without_any_cue_is_one_mistake() -> None:
    """Not one for each language."""
    found = problems(CHOICE.replace("{en: [grant*, issue*], es: [otorg*]}", "{}"))
    assert [each.message for each in found] == ["no cue can reach the choice 'granted'"]


def test_all_mistakes_of_an_answer_come_at_once() -> None:
    """Also where its type is misspelt."""
    text = CHOICE.replace("type: choice", "type: chioce").replace("since: 2025-09-26", "since: now")
    text = text.replace("[visa, visado]", "[]").replace("[otorg*]", "[]")
    assert [each.line for each in problems(text)] == [7, 8, 10, 12]


@pytest.mark.parametrize("value", [None, "choice", [], {}, {"type": "date", "choices": {}}, {"type": "dat"}])
def test_what_names_no_choices_is_meant_as_a_date(value: object) -> None:
    """Its mistakes are named as those of a date."""
    assert answer_section(value).__name__ == "DateSection"


@pytest.mark.parametrize("value", [{"type": "choice"}, {"choices": {}}, {"type": [], "choices": 3}])
def test_what_names_choices_is_meant_as_a_choice(value: object) -> None:
    """Unless it says that it is a date."""
    assert answer_section(value).__name__ == "ChoiceSection"


_EDIT = st.lists(
    st.sampled_from(
        ["type: ", "date", "choice", "about: ", "choices: ", "granted", "en: ", "es: ", "known: ", "value: ", "since: ",
         "lift*", "revok*", "a OR b", "2026-02-03", "\n", "      ", "  ", "[", "]", "{", "}", ", ", ": ", "- ",
         "''", "3", "~"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(st.sampled_from([CHOICE, DATE]), st.integers(0, 300), st.integers(0, 30), _EDIT)
def test_no_edit_of_an_answer_makes_it_raise(valid: str, at: int, length: int, instead: str) -> None:
    """It gives a question, or problems that can be shown."""
    found = read(valid[:at] + instead + valid[at + length :])
    assert isinstance(found, Question) or all(str(problem) for problem in found)
