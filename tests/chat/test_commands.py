"""Every command, said by a person to the real library and answered over HTTP."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.model import ChatId, DeliveryState, FeedState, FeedUrl, Language, Phase, Subscriber, TransitionId
from bot.store import questions, subscribers
from bot.store.feeds import save_feed_state
from tests.builders import FEED_URL, T0, development, entry, evidence, feed
from tests.chat.bots import config_of, said
from tests.rows import add_delivery

if TYPE_CHECKING:
    from tests.chat.bots import ChatBot
    from tests.doubles.botapi import BotApi, Person
    from tests.doubles.botapi.state import Json


# ------------------------------------------------------------------ /start


async def test_start_says_what_the_bot_does_and_offers_the_questions(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """A newcomer reads one message, can follow at a tap, and is a subscriber in their language."""
    reply = await said(api, ana, "/start")
    assert reply.text.startswith("I watch the news for the questions")
    assert reply.buttons == [
        "When does Petro visit the White House?",
        "What is the status of Petro's U.S. visa?",
        "Are the sanctions <lifted>?",
    ]
    assert bot.subscriber(ana) == Subscriber(ChatId(ana.id), Language.EN, active=True)
    assert bot.followed(ana) == set()


async def test_start_speaks_spanish_to_whose_telegram_does(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """Any kind of Spanish will do, and alerts will come in it too."""
    reply = await said(api, sol, "/start")
    assert reply.text.startswith("Sigo las noticias")
    assert reply.buttons[0] == "¿Cuándo visita Petro la Casa Blanca?"
    assert bot.subscriber(sol) == Subscriber(ChatId(sol.id), Language.ES, active=True)


async def test_a_deep_link_follows_its_question(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """t.me/bot?start=visa arrives as /start visa."""
    reply = await said(api, ana, "/start visa")
    assert "You follow this question now" in reply.text
    assert bot.followed(ana) == {"visa"}


async def test_a_deep_link_to_an_unknown_question_still_subscribes(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """An old link is met with the questions there are."""
    reply = await said(api, ana, "/start zzz")
    assert reply.text == "There is no question “zzz”. These are the questions:"
    assert len(reply.buttons) == 3
    assert bot.subscriber(ana)


@pytest.mark.parametrize("restarts", [False, True])
async def test_start_brings_back_whom_a_block_had_silenced(
    bot: ChatBot, api: BotApi, ana: Person, *, restarts: bool
) -> None:
    """What they followed before is kept, and they are told that alerts are on.

    Telegram's own button to restart lets the bot in before it says /start.
    """
    await said(api, ana, "/follow visa")
    subscribers.deactivate(bot.db, ChatId(ana.id), "blocked")
    if restarts:
        await bot.handles(await api.unblocks(ana))
    reply = await said(api, ana, "/start")
    assert "Alerts are on for the questions marked ✓." in reply.text
    assert "✓ What is the status of Petro's U.S. visa?" in reply.buttons
    assert bot.is_active(ana)


async def test_without_questions_start_says_so(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """A bot whose admins have not asked anything yet offers nothing to tap."""
    bot.config = config_of()
    reply = await said(api, ana, "/start")
    assert reply.text.endswith("No question is being watched at the moment.")
    assert reply.buttons == []


# ------------------------------------------------------------------ /follow and /unfollow


async def test_follow_answers_with_where_the_question_stands(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Following one's first question by its id subscribes too, and what is known is told at once."""
    questions.save_development(bot.db, development())
    reply = await said(api, ana, "/follow visit-date")
    assert reply.text.startswith("✓ You follow this question now.")
    assert "REPORTED · When does Petro visit the White House?" in reply.text
    assert "Petro to visit the White House on Feb. 3" in reply.text
    assert reply.buttons == ["Unfollow"]
    assert not reply.preview
    assert bot.followed(ana) == {"visit-date"}
    assert bot.subscriber(ana)


async def test_following_twice_says_so_and_shows_where_it_stands(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """Twice is the same as once."""
    await said(api, sol, "/follow visa")
    reply = await said(api, sol, "/follow visa")
    assert reply.text.startswith("✓ Ya sigues esta pregunta.")
    assert "SIN RESPUESTA · ¿Qué pasa con la visa de Petro?" in reply.text
    assert bot.followed(sol) == {"visa"}


async def test_follow_without_an_id_offers_the_questions(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """Those followed already are marked."""
    await said(api, sol, "/follow visa")
    reply = await said(api, sol, "/follow")
    assert reply.text == "Toca una pregunta para seguirla. Las que ya sigues llevan ✓."
    assert reply.buttons == [
        "¿Cuándo visita Petro la Casa Blanca?",
        "✓ ¿Qué pasa con la visa de Petro?",
        "¿Se levantan las sanciones?",
    ]


@pytest.mark.parametrize("command", ["/follow VISA", "/follow   visa ", "/FOLLOW visa", "/follow@stillopen_bot visa"])
async def test_commands_are_read_leniently(bot: ChatBot, api: BotApi, ana: Person, command: str) -> None:
    """Case, spaces and the bot's name make no difference."""
    await said(api, ana, command)
    assert bot.followed(ana) == {"visa"}


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("vissa", "What is the status of Petro's U.S. visa?"),
        ("visit date", "When does Petro visit the White House?"),
        ("casa blanca", "When does Petro visit the White House?"),
        ("cuando visita", "When does Petro visit the White House?"),
    ],
)
async def test_an_unknown_id_is_met_with_what_was_meant(
    bot: ChatBot, api: BotApi, ana: Person, wanted: str, meant: str
) -> None:
    """A slip of the id, or words of the question, in either language and without accents; nothing is followed yet."""
    reply = await said(api, ana, f"/follow {wanted}")
    assert reply.text == f"There is no question “{wanted}”. Did you mean this?"
    assert reply.buttons[0] == meant
    assert bot.followed(ana) == set()


async def test_markup_in_what_a_person_types_is_shown_as_typed(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """It reaches Telegram escaped."""
    reply = await said(api, ana, "/follow <b>&x")
    assert reply.text.startswith("There is no question “<b>&x”.")


async def test_unfollow_ends_one_question(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """The reply says how to take it up again; the other question stays."""
    await said(api, ana, "/follow visa")
    await said(api, ana, "/follow visit-date")
    reply = await said(api, ana, "/unfollow visa")
    assert reply.text == (
        "You no longer follow “What is the status of Petro's U.S. visa?”. To take it up again: /follow visa"
    )
    assert bot.followed(ana) == {"visit-date"}
    reply = await said(api, ana, "/unfollow visa")
    assert reply.text == "You were not following “What is the status of Petro's U.S. visa?”."


async def test_unfollow_without_an_id_offers_what_is_followed(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """And says so if nothing is."""
    reply = await said(api, sol, "/unfollow")
    assert reply.text == "No sigues ninguna pregunta. /follow las muestra todas."
    await said(api, sol, "/follow visa")
    reply = await said(api, sol, "/unfollow")
    assert reply.text == "Toca la pregunta que quieres dejar de seguir."
    assert reply.buttons == ["¿Qué pasa con la visa de Petro?"]


async def test_unfollowing_an_unknown_id_offers_what_was_meant_of_what_is_followed(
    bot: ChatBot, api: BotApi, ana: Person
) -> None:
    """A tap then ends it; before, it followed the question again."""
    await said(api, ana, "/follow visa")
    reply = await said(api, ana, "/unfollow vissa")
    assert reply.text == "There is no question “vissa”. Did you mean this?"
    assert reply.buttons == ["What is the status of Petro's U.S. visa?"]
    await api.presses(ana, reply, reply.buttons[0])
    assert (await api.next_message(ana)).text.startswith("You no longer follow")
    assert bot.followed(ana) == set()


async def test_unfollowing_what_resembles_nothing_followed_offers_all_that_is(
    bot: ChatBot, api: BotApi, ana: Person
) -> None:
    reply = await said(api, ana, "/unfollow vissa")
    assert reply.text == "You are not following any question. /follow shows them all."
    await said(api, ana, "/follow visit-date")
    reply = await said(api, ana, "/unfollow sanktion")
    assert reply.text == "There is no question “sanktion”. You follow these:"
    assert reply.buttons == ["When does Petro visit the White House?"]


# ------------------------------------------------------------------ /questions and /status


async def test_questions_shows_where_each_stands(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Two lines each: the question with its id and ✓ if followed; its phase with the latest headline and its age."""
    told = evidence(entry("Visa & travel ban <lifted>"), published=T0 - timedelta(hours=3))
    questions.save_development(bot.db, development(told, question_id="visa", phase=Phase.CONFIRMED))
    await said(api, ana, "/follow visa")
    reply = await said(api, ana, "/questions")
    assert reply.text == (
        "Where each question stands (✓: you follow it)\n\n"
        "When does Petro visit the White House? visit-date\n⏳ Still open\n\n"
        "✓ What is the status of Petro's U.S. visa? visa\n✅ Confirmed · Visa & travel ban <lifted> · 3 hr ago\n\n"
        "Are the sanctions <lifted>? sanctions\n⏳ Still open"
    )


async def test_questions_needs_no_subscription_and_makes_none(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """Looking leaves nothing behind."""
    reply = await said(api, sol, "/questions")
    assert reply.text.startswith("En qué va cada pregunta")
    assert bot.subscriber(sol) is None


def answered(bot: ChatBot, *, failures: int = 0) -> None:
    """The one feed was polled five minutes ago."""
    at = T0 - timedelta(minutes=5)
    state = FeedState(FeedUrl(FEED_URL), next_poll_at=T0, first_read_at=at, last_read_at=at, failures=failures)
    save_feed_state(bot.db, state, at)


async def test_status_says_how_well_the_feeds_are_heard(bot: ChatBot, api: BotApi, ana: Person, sol: Person) -> None:
    """What is followed, how many feeds answer, when they were asked, what was read."""
    answered(bot)
    await said(api, ana, "/follow visa")
    reply = await said(api, ana, "/status")
    assert reply.text == (
        "You follow 1 of 3 questions.\n\n"
        "1 of 1 news feed answered when last asked.\nLast poll: 5 min ago.\nEntries read in the last 24 hr: 0."
    )
    reply = await said(api, sol, "/status")
    assert reply.text == (
        "Sigues 0 de 3 preguntas.\n\nCanales de noticias que respondieron en la última consulta: 1 de 1.\n"
        "Última consulta: hace 5 min.\nEntradas leídas hace menos de 24 h: 0."
    )


async def test_status_tells_deafness_from_silence(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Where no feed answers, the lack of alerts means nothing, and the person is told."""
    answered(bot, failures=2)
    reply = await said(api, ana, "/status")
    assert "⚠ No news feed answered when last asked: silence does not mean that nothing happened." in reply.text


async def test_status_before_the_first_poll(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """A bot that has not polled yet does not call its feeds dead."""
    reply = await said(api, ana, "/status")
    assert reply.text.endswith("No news feed has been polled yet: the bot has only just started.")


async def test_status_says_if_alerts_are_off(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Someone who follows but is inactive would wait in vain."""
    await said(api, ana, "/follow visa")
    subscribers.deactivate(bot.db, ChatId(ana.id), "blocked")
    reply = await said(api, ana, "/status")
    assert "Alerts to this chat are off; /start turns them on again." in reply.text


async def test_status_counts_feeds_never_read(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """A feed that has never given a document is not merely silent."""
    answered(bot)
    bot.config = replace(bot.config, feeds=(*bot.config.feeds, feed("https://dead.example/feed")))
    reply = await said(api, ana, "/status")
    assert "1 of 2 news feeds answered when last asked." in reply.text
    assert "1 feed has never been read." in reply.text


# ------------------------------------------------------------------ /stop, /help and the rest


async def test_stop_deletes_everything_and_says_what(bot: ChatBot, api: BotApi, ana: Person, sol: Person) -> None:
    """Nothing of the person is left, and nobody else loses anything."""
    await said(api, sol, "/follow visa")
    await said(api, ana, "/follow visa")
    await said(api, ana, "/follow visit-date")
    add_delivery(bot.db, TransitionId("told"), ChatId(ana.id), DeliveryState.SENT, settled_at=T0)
    add_delivery(bot.db, TransitionId("waiting"), ChatId(ana.id), DeliveryState.PENDING)
    with capture_logs() as log:
        reply = await said(api, ana, "/stop")
    assert [line["unsent"] for line in log if line["event"] == "chat.forgotten"] == [1]
    assert reply.text == (
        "Done. I have deleted everything I stored about this chat: its language, the questions it followed (2) and the "
        "record of the alerts sent to it. It will get no more alerts. Send /start to begin again."
    )
    assert bot.subscriber(ana) is None
    assert bot.followed(ana) == set()
    assert bot.followed(sol) == {"visa"}


async def test_stop_of_a_stranger_says_that_nothing_is_stored(bot: ChatBot, api: BotApi, sol: Person) -> None:
    reply = await said(api, sol, "/stop")
    assert reply.text == "No hay nada guardado sobre este chat, y no recibe alertas. Envía /start para empezar."


async def test_help_lists_every_command(bot: ChatBot, api: BotApi, ana: Person, sol: Person) -> None:
    """In the person's language, with what each does."""
    english, spanish = await said(api, ana, "/help"), await said(api, sol, "/help")
    assert "/follow – Follow a question" in english.text
    assert "/follow – Seguir una pregunta" in spanish.text
    for command in ("start", "follow", "unfollow", "questions", "status", "stop", "help"):
        assert f"/{command} – " in english.text
        assert f"/{command} – " in spanish.text


async def test_an_unknown_command_is_met_with_those_there_are(bot: ChatBot, api: BotApi, ana: Person) -> None:
    reply = await said(api, ana, "/mute visa")
    assert reply.text.startswith("I do not know /mute. This is what I can do:\n\n/start – ")


async def test_a_text_that_is_no_command_is_met_with_the_commands(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """Somebody who just talks to the bot is not left without an answer."""
    reply = await said(api, sol, "hola")
    assert reply.text.startswith("Solo entiendo comandos. Estos son los míos:\n\n/start – ")


FILE = {"file_id": "f", "file_unique_id": "u"}
PHOTO: Json = {"photo": [{**FILE, "width": 1, "height": 1}]}


def holding(api: BotApi, who: Person, content: Json) -> Json:
    """A message without a text, as an update brings it."""
    about = api.telegram.note(api.telegram.chats[who.id], who.as_json(), "").as_json()
    return {key: value for key, value in about.items() if key != "text"} | content


@pytest.mark.parametrize(
    "content",
    [
        PHOTO,
        {**PHOTO, "caption": "/follow visa"},
        {"voice": {**FILE, "duration": 1}},
        {"dice": {"emoji": "🎲", "value": 6}},
    ],
)
async def test_what_holds_no_text_is_met_with_the_commands_too(
    bot: ChatBot, api: BotApi, sol: Person, content: Json
) -> None:
    await api.telegram.updates.add("message", holding(api, sol, content))
    assert (await api.next_message(sol)).text.startswith("Solo entiendo comandos.")


async def test_an_album_and_what_telegram_itself_notes_are_not_answered(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """Ten pictures would be ten answers; that a message was pinned asks for none."""
    for content in ({**PHOTO, "media_group_id": "1"}, {"pinned_message": holding(api, sol, {"text": "An alert"})}):
        await bot.handles(await api.telegram.updates.add("message", holding(api, sol, content)))
    assert api.messages(sol) == []


# ------------------------------------------------------------------ language


async def test_a_contact_whose_language_changed_is_noted(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """The next alert comes in the language that the person's Telegram speaks now."""
    await said(api, ana, "/start")
    ana.lang = "es"
    await said(api, ana, "/status")
    assert bot.subscriber(ana) == Subscriber(ChatId(ana.id), Language.ES, active=True)


async def test_a_client_that_tells_no_language_keeps_the_one_known(bot: ChatBot, api: BotApi, sol: Person) -> None:
    """language_code is optional in the Bot API."""
    await said(api, sol, "/start")
    sol.lang = None
    reply = await said(api, sol, "/status")
    assert reply.text.startswith("Sigues 0 de 3 preguntas.")


async def test_talking_does_not_bring_alerts_back(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Only /start and following do; here also with a new language."""
    await said(api, ana, "/start")
    subscribers.deactivate(bot.db, ChatId(ana.id), "blocked")
    ana.lang = "es"
    await said(api, ana, "/questions")
    assert not bot.is_active(ana)
