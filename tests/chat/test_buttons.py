"""Buttons, pressed by a person under the messages of a bot that listens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.core.compose import compose
from bot.locale import read_catalogs
from bot.messenger import TelegramMessenger
from bot.model import Alert, ChangeKind, ChatId, Language, Transition, TransitionId
from bot.store import subscribers
from tests.builders import T0, development, question
from tests.chat.bots import SANCTIONS, VISA, VISIT, config_of, said
from tests.doubles.botapi import refused, server_error

if TYPE_CHECKING:
    from tests.chat.bots import ChatBot
    from tests.doubles.botapi import BotApi, Person

VISIT_EN, VISA_EN, SANCTIONS_EN = (q.ask[Language.EN] for q in (VISIT, VISA, SANCTIONS))
VISA_ES = VISA.ask[Language.ES]


async def test_a_tap_follows_and_the_keyboard_shows_it(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """The press is answered before anything else; the keyboard gets its ✓; a message says where the question stands."""
    offer = await said(api, sol, "/start")
    press = await api.presses(sol, offer, VISA_ES)
    reply = await api.next_message(sol)
    assert reply.text.startswith("✓ Ahora sigues esta pregunta.")
    assert "SIN RESPUESTA · ¿Qué pasa con la visa de Petro?" in reply.text
    assert offer.buttons[1] == f"✓ {VISA_ES}"
    assert bot.followed(sol) == {"visa"}
    assert "text" not in await api.answer_to(press)
    methods = [request.method for request in api.requests if request.method != "getUpdates"]
    assert methods[-3:] == ["answerCallbackQuery", "editMessageReplyMarkup", "sendMessage"]


async def test_a_second_tap_changes_nothing(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Neither under the old keyboard nor under the new; the keyboard is not edited in vain."""
    offer = await said(api, ana, "/start")
    await api.presses(ana, offer, VISA_EN)
    await api.next_message(ana)
    await api.presses(ana, offer, f"✓ {VISA_EN}")
    reply = await api.next_message(ana)
    assert reply.text.startswith("✓ You follow this question already.")
    assert bot.followed(ana) == {"visa"}
    assert offer.edits == 1


async def test_the_unfollow_button_goes_once_it_was_pressed(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Under the message that says what is followed."""
    told = await said(api, ana, "/follow visa")
    await api.presses(ana, told, "Unfollow")
    reply = await api.next_message(ana)
    assert reply.text.startswith(f"You no longer follow “{VISA_EN}”.")
    assert told.keyboard == []
    assert bot.followed(ana) == set()


async def test_a_list_to_unfollow_shrinks(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """And pressing again what is gone already does no harm."""
    await said(api, ana, "/follow visa")
    await said(api, ana, "/follow sanctions")
    offer = await said(api, ana, "/unfollow")
    await api.presses(ana, offer, VISA_EN)
    await api.next_message(ana)
    assert offer.buttons == [SANCTIONS_EN]
    await api.presses_data(ana, offer, "u:visa")
    reply = await api.next_message(ana)
    assert reply.text == f"You were not following “{VISA_EN}”."
    assert bot.followed(ana) == {"sanctions"}


async def test_unfollow_under_an_alert_leaves_its_link(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """An alert as it is really composed and sent; only the button that was pressed goes."""
    await said(api, ana, "/follow visit-date")
    reported = development()
    change = Transition(TransitionId("t"), VISIT.id, reported.id, ChangeKind.REPORTED, T0, "first report", None)
    message = compose(Alert(change, VISIT.ask, reported), catalog=read_catalogs()[Language.EN], now=T0, zone=UTC)
    await TelegramMessenger(bot.application.bot).send(ChatId(ana.id), message)
    alert = await api.next_message(ana)
    assert alert.buttons == ["Read ↗", "Unfollow"]
    await api.presses(ana, alert, "Unfollow")
    await api.next_message(ana)
    assert alert.buttons == ["Read ↗"]
    assert bot.followed(ana) == set()


@pytest.mark.parametrize("data", ["f:visa", "u:visa"])
async def test_a_button_whose_question_is_gone_says_so(bot: ChatBot, api: BotApi, ana: Person, data: str) -> None:
    """Nothing is stored, nothing is sent, and the dead button goes from the keyboard."""
    offer = await said(api, ana, "/start")
    bot.config = config_of(VISIT)
    press = await api.presses_data(ana, offer, data)
    answer = await api.answer_to(press)
    assert answer["text"] == "This question is no longer being watched."
    assert answer["show_alert"] == "true"
    await api.until(lambda: offer.edits == 1)
    assert offer.buttons == [VISIT_EN]
    assert bot.followed(ana) == set()


@pytest.mark.parametrize("data", ["x:visa", "zzz", "f"])
async def test_a_button_nobody_knows_any_more_says_so(bot: ChatBot, api: BotApi, sol: Person, data: str) -> None:
    """As one of an older version may be."""
    offer = await said(api, sol, "/start")
    press = await api.presses_data(sol, offer, data)
    assert (await api.answer_to(press))["text"] == "Este botón ya no funciona. /help muestra lo que sí."


async def test_a_press_answered_too_late_still_counts(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """It may have waited for hours while the bot was away."""
    offer = await said(api, ana, "/start")
    late = refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    api.fails(late, method="answerCallbackQuery")
    await api.presses(ana, offer, VISA_EN)
    assert "You follow this question now" in (await api.next_message(ana)).text
    assert bot.followed(ana) == {"visa"}


@pytest.mark.parametrize(
    "said_of_it",
    [
        "message to edit not found",
        "message is not modified: same",
        "message can't be edited",
        "MESSAGE_ID_INVALID",
        "TOPIC_CLOSED",
    ],
)
async def test_a_message_that_cannot_be_edited_is_left(bot: ChatBot, api: BotApi, ana: Person, said_of_it: str) -> None:
    """It was deleted, or pressed twice at once, or its topic is closed: the message that follows says enough."""
    offer = await said(api, ana, "/start")
    api.fails(refused(400, f"Bad Request: {said_of_it}"), method="editMessageReplyMarkup")
    await api.presses(ana, offer, VISA_EN)
    assert "You follow this question now" in (await api.next_message(ana)).text


async def test_a_message_too_old_to_be_seen_is_left(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Telegram then gives only its number and a date of 0."""
    offer = await said(api, ana, "/start")
    await api.presses_data(ana, offer, "f:visa", told="number")
    assert "You follow this question now" in (await api.next_message(ana)).text
    assert offer.edits == 0


async def test_a_press_on_an_inline_message_is_ignored(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """This bot sends none, so there is no chat to answer in."""
    offer = await said(api, ana, "/start")
    await api.presses_data(ana, offer, "f:visa", told="nothing")
    await said(api, ana, "/help")
    assert bot.followed(ana) == set()


@pytest.mark.parametrize("method", ["answerCallbackQuery", "editMessageReplyMarkup"])
async def test_other_refusals_reach_the_person_as_an_apology(
    bot: ChatBot, api: BotApi, ana: Person, method: str
) -> None:
    """They are faults of ours."""
    offer = await said(api, ana, "/start")
    api.fails(refused(400, "Bad Request: something new"), method=method)
    await api.presses(ana, offer, VISA_EN)
    assert (await api.next_message(ana)).text.startswith("Something went wrong on my side")


async def test_a_press_while_the_api_fails_is_stored_all_the_same(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """And replied to: a keyboard that could not be brought up to date is of no consequence."""
    offer = await said(api, ana, "/start")
    api.fails(server_error(), method="editMessageReplyMarkup")
    press = await api.presses(ana, offer, VISA_EN)
    await api.answer_to(press)
    assert (await api.next_message(ana)).text.startswith("✓ You follow this question now.")
    assert (await said(api, ana, "/follow visa")).text.startswith("✓ You follow this question already.")


async def test_a_press_whose_answer_is_lost_takes_effect(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """The client stops waiting by itself, and the message says what happened."""
    offer = await said(api, ana, "/start")
    api.fails(server_error(), method="answerCallbackQuery")
    with capture_logs() as log:
        await api.presses(ana, offer, VISA_EN)
        assert (await api.next_message(ana)).text.startswith("✓ You follow this question now.")
    assert [line["error"] for line in log if line["event"] == "chat.press_unanswered"] == ["NetworkError"]


async def test_a_long_list_is_cut_and_says_so(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Telegram takes a hundred buttons; the rest can be found by a word."""
    bot.config = config_of(*(replace(question(f"q-{n}"), ask={Language.EN: f"Question {n}?"}) for n in range(1200)))
    offer = await said(api, ana, "/start")
    assert len(offer.buttons) == 50
    assert offer.text.endswith("… and 1,150 more. /follow with a word of the question finds them.")
    found = await said(api, ana, "/follow question 1199?")
    assert found.buttons == ["Question 1199?"]


async def test_pressing_follow_brings_alerts_back(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Who asks for alerts gets them, also after a block."""
    offer = await said(api, ana, "/start")
    subscribers.deactivate(bot.db, ChatId(ana.id), "blocked")
    await api.presses(ana, offer, VISA_EN)
    await api.next_message(ana)
    assert bot.is_active(ana)
