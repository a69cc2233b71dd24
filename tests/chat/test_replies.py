"""Replies as pure functions: what fits, what is escaped, what is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import replies
from bot.core.compose import MESSAGE_UNITS, units
from bot.locale import read_catalogs
from bot.model import Language, Message, Phase, Question, QuestionState, Standing
from tests.builders import T0, development, entry, evidence, question
from tests.chat.bots import SANCTIONS, VISA, VISIT
from tests.doubles.botapi.markup import parse_html

if TYPE_CHECKING:
    from bot.text.catalog import Catalog

CATALOGS = read_catalogs()
ENGLISH = CATALOGS[Language.EN]
HOSTILE = "<b>&amp;\u202e" + "A headline that goes on and on " * 20

texts = st.text(st.characters(codec="utf-8"), max_size=300)


def asked(n: int, ask: str = "Question") -> tuple[Question, ...]:
    return tuple(replace(question(f"q-{i}"), ask={Language.EN: f"{ask} {i}?"}) for i in range(n))


def standing(about: Question, title: str = "Petro to visit the White House") -> Standing:
    known = development(evidence(entry(title)), question_id=about.id)
    return Standing(about, T0 - timedelta(days=2), (known,), 1)


def shown(message: Message) -> str:
    """What Telegram would show; raises where it would refuse the markup."""
    text, _ = parse_html(message.html)
    assert units(text) <= MESSAGE_UNITS
    assert message.plain == text
    return text


@pytest.mark.parametrize("catalog", CATALOGS.values(), ids=list(CATALOGS))
def test_every_reply_is_one_that_telegram_takes(catalog: Catalog) -> None:
    """Whatever the length of the lists and whatever feeds and people write."""
    many = asked(1000, HOSTILE)
    followed = {q.id for q in many}
    for message in (
        replies.welcome(catalog, many, followed),
        replies.choose_to_follow(catalog, many, followed),
        replies.choose_to_unfollow(catalog, many),
        replies.unknown_to_follow(catalog, HOSTILE, many, followed),
        replies.unknown_to_unfollow(catalog, HOSTILE, many),
        replies.now_follows(catalog, standing(many[0], HOSTILE), T0, UTC, new=True),
        replies.no_longer_follows(catalog, many[0], did=True),
        replies.where_all_stand(catalog, (standing(q, HOSTILE) for q in many), len(many), followed, T0),
        replies.help_text(catalog),
        replies.unknown_command(catalog, "/" + HOSTILE),
    ):
        assert shown(message)
        assert len(message.buttons) <= 100
        assert all(0 < len(button.data.encode()) <= 64 for row in message.buttons for button in row)


def test_a_long_list_of_standings_says_how_many_are_left_out() -> None:
    """None is dropped without a count."""
    many = asked(400)
    text = shown(replies.where_all_stand(ENGLISH, map(standing, many), len(many), (), T0))
    listed = text.count("Petro to visit the White House")
    assert 0 < listed < 400
    assert text.endswith(f"… and {400 - listed} more. /follow with a word of the question finds them.")


def test_no_questions_have_no_standings() -> None:
    assert replies.where_all_stand(ENGLISH, (), 0, (), T0).plain == "No question is being watched at the moment."


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (Language.EN, "🟡 Reported: Tue 3 Feb 2026 · Petro"),
        (Language.ES, "🟡 Reportado: martes 3 de febrero de 2026 · Petro"),
    ],
)
def test_a_question_that_has_an_answer_is_listed_with_it(language: Language, shown: str) -> None:
    state = QuestionState(VISIT.id, Phase.REPORTED, "2026-02-03", T0)
    told = replies.where_all_stand(CATALOGS[language], [replace(standing(VISIT), state=state)], 1, (), T0)
    assert shown in told.plain


def test_an_entry_without_a_title_is_named_by_its_summary() -> None:
    """Some feeds have none."""
    known = development(evidence(entry("", "A summary alone.", key="k")))
    text = shown(replies.where_all_stand(ENGLISH, [Standing(VISIT, T0, (known,), 1)], 1, (), T0))
    assert "A summary alone." in text


@given(wanted=texts)
def test_any_wanted_question_gets_an_answer(wanted: str) -> None:
    """Whatever is typed after /follow: valid markup, and never more than was asked for to choose from."""
    message = replies.unknown_to_follow(ENGLISH, wanted, (VISIT, VISA, SANCTIONS), ())
    shown(message)
    assert 1 <= len(message.buttons) <= 3


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("visa?", "visa"),
        ("Visit_Date", "visit-date"),
        ("sanciones", "sanctions"),
        ("PETRO LA CASA", "visit-date"),
        ("qué pasa", "visa"),
        ("que pasa", "visa"),
    ],
)
def test_what_was_meant_is_guessed_from_id_and_text(wanted: str, meant: str) -> None:
    """In either language, without case and accents."""
    assert replies.similar(wanted, (VISIT, VISA, SANCTIONS))[0].id == meant


@pytest.mark.parametrize("wanted", ["zzz", "?", "¿…?"])
def test_nothing_like_it_is_no_guess(wanted: str) -> None:
    assert replies.similar(wanted, (VISIT, VISA, SANCTIONS)) == ()


def test_a_word_finds_every_question_that_has_it() -> None:
    """As a list that was cut says it does; and what is found beyond what a message holds is counted."""
    assert len(replies.similar("question", asked(12))) == 12
    message = replies.unknown_to_follow(ENGLISH, "question", asked(60), ())
    assert message.plain.startswith("There is no question “question”. Did you mean one of these?\n\n… and 10 more.")


def test_without_questions_none_is_unknown() -> None:
    assert replies.unknown_to_follow(ENGLISH, "visa", (), ()).plain == "No question is being watched at the moment."
