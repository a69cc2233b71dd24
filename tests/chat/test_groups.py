"""Groups: whose commands count there, and what happens when the bot is shown the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model import ChatId, Language
from bot.store import subscribers
from tests.chat.bots import SANCTIONS, VISA, said
from tests.doubles.botapi import refused

if TYPE_CHECKING:
    from tests.chat.bots import ChatBot
    from tests.doubles.botapi import BotApi, Chat, Person

VISA_EN = VISA.ask[Language.EN]


@pytest.fixture
def bo(api: BotApi) -> Person:
    """Someone who is no administrator anywhere."""
    return api.person(9, name="Bo")


@pytest.fixture
def desk(api: BotApi, ana: Person, sol: Person, bo: Person) -> Chat:
    return api.group(-1001, "News desk", creator=[sol], administrator=[ana], member=[bo])


async def said_there(api: BotApi, who: Person, text: str, group: Chat, *, as_group: bool = False) -> str:
    await api.says(who, text, group=group, speaking_as=group if as_group else None)
    return (await api.next_message(group)).text


async def test_an_administrator_sets_up_a_group(
    bot: ChatBot, api: BotApi, sol: Person, ana: Person, desk: Chat
) -> None:
    """The group follows, not the person; and it keeps the language of whom set it up."""
    told = await said_there(api, sol, "/follow@stillopen_bot visa", desk)
    assert told.startswith("✓ Ahora sigues esta pregunta.")
    assert bot.followed(desk) == {"visa"}
    assert bot.subscriber(sol) is None
    assert (await said_there(api, ana, "/unfollow visa", desk)).startswith("Ya no sigues")


async def test_a_member_may_look_but_not_change(bot: ChatBot, api: BotApi, ana: Person, bo: Person, desk: Chat) -> None:
    """Each refusal says why."""
    await said_there(api, ana, "/follow visa", desk)
    for command in ("/start", "/follow sanctions", "/follow", "/unfollow visa", "/stop"):
        refusal = await said_there(api, bo, command, desk)
        assert refusal == "Only administrators of this group can change what it follows."
    assert bot.followed(desk) == {"visa"}
    assert (await said_there(api, bo, "/status", desk)).startswith("You follow 1 of 3 questions.")


async def test_a_members_press_is_refused_without_a_word_to_the_group(
    bot: ChatBot, api: BotApi, ana: Person, bo: Person, desk: Chat
) -> None:
    """Only the one who pressed reads it; the administrator's press counts."""
    await api.says(ana, "/follow", group=desk)
    offer = await api.next_message(desk)
    press = await api.presses(bo, offer, VISA_EN)
    answer = await api.answer_to(press)
    assert answer["text"] == "Only administrators of this group can change what it follows."
    assert bot.followed(desk) == set()
    await api.presses(ana, offer, VISA_EN)
    assert "You follow this question now" in (await api.next_message(desk)).text
    assert bot.followed(desk) == {"visa"}
    assert len(api.messages(desk)) == 2


async def test_an_anonymous_administrator_speaks_as_the_group(
    bot: ChatBot, api: BotApi, bo: Person, desk: Chat
) -> None:
    """Telegram lets only administrators do that; nobody's rights need be asked for."""
    assert "You follow this question now" in await said_there(api, bo, "/follow visa", desk, as_group=True)
    assert api.calls("getChatAdministrators") == []


async def test_a_group_that_hides_its_members_can_be_set_up(bot: ChatBot, api: BotApi, ana: Person, desk: Chat) -> None:
    """Telegram names its administrators to every bot, and refuses to speak of anybody to one that is none of them."""
    api.fails(refused(400, "Bad Request: CHAT_ADMIN_REQUIRED"), method="getChatMember", times=None)
    assert "You follow this question now" in await said_there(api, ana, "/follow visa", desk)


async def test_a_channel_speaking_in_its_group_is_no_administrator(
    bot: ChatBot, api: BotApi, bo: Person, desk: Chat
) -> None:
    """sender_chat is then another chat."""
    channel = api.group(-2002, "Channel")
    await api.says(bo, "/follow visa", group=desk, speaking_as=channel)
    assert (await api.next_message(desk)).text.startswith("Only administrators")


async def test_commands_for_other_bots_are_left_alone(bot: ChatBot, api: BotApi, ana: Person, desk: Chat) -> None:
    """So are unknown ones without a name; an unknown one that names this bot is answered."""
    for text in ("/mute", "/start@another_bot", "/mute@another_bot", "good morning"):
        await api.says(ana, text, group=desk)
    answer = await said_there(api, ana, "/mute@Stillopen_Bot", desk)
    assert answer.startswith("I do not know /mute@Stillopen_Bot.")
    assert len(api.messages(desk)) == 1


async def test_answers_stay_in_the_topic(bot: ChatBot, api: BotApi, ana: Person, desk: Chat) -> None:
    """In a forum the reply goes where the command was given."""
    await api.says(ana, "/status", group=desk, topic=5)
    await api.next_message(desk)
    assert api.calls("sendMessage")[-1]["message_thread_id"] == "5"


async def test_alerts_go_to_the_topic_where_they_were_asked_for_last(
    bot: ChatBot, api: BotApi, ana: Person, desk: Chat
) -> None:
    """By /start, /follow or a button; General has no number. Looking changes nothing."""

    async def topic_after(text: str, topic: int) -> int | None:
        await api.says(ana, text, group=desk, topic=topic)
        await api.next_message(desk)
        return subscribers.topic(bot.db, ChatId(desk.id))

    assert await topic_after("/follow visa", 5) == 5
    assert await topic_after("/status", 6) == 5
    assert await topic_after("/unfollow visa", 6) == 5
    assert await topic_after("/start", 6) == 6
    assert await topic_after("/follow visa", 0) is None


async def test_a_press_under_a_message_too_old_to_be_seen_moves_no_alerts(
    bot: ChatBot, api: BotApi, ana: Person, desk: Chat
) -> None:
    """Telegram then does not say which topic it stands in; the reply goes where alerts go."""
    await api.says(ana, "/follow", group=desk, topic=5)
    offer = await api.next_message(desk)
    await api.says(ana, "/follow sanctions", group=desk, topic=5)
    await api.next_message(desk)
    await api.presses_data(ana, offer, "f:visa", told="number")
    await api.next_message(desk)
    assert bot.followed(desk) == {"sanctions", "visa"}
    assert subscribers.topic(bot.db, ChatId(desk.id)) == 5
    assert api.calls("sendMessage")[-1]["message_thread_id"] == "5"


async def test_a_closed_topic_is_answered_outside_of_it(bot: ChatBot, api: BotApi, ana: Person, desk: Chat) -> None:
    """And the group goes on being told of its questions."""
    await said_there(api, ana, "/follow visa", desk)
    api.fails(refused(400, "Bad Request: TOPIC_CLOSED"), method="sendMessage")
    await api.says(ana, "/status", group=desk, topic=5)
    assert (await api.next_message(desk)).text.startswith("You follow 1 of 3 questions.")
    assert "message_thread_id" not in api.calls("sendMessage")[-1]
    assert bot.is_active(desk)


async def test_what_a_group_follows_goes_with_it_to_its_new_id(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Telegram tells it twice, in the old chat and in the new one; either is enough, and both do no harm."""
    old, new = api.group(-5, "News desk", creator=[ana]), api.group(-1005, "News desk", creator=[ana])
    await said_there(api, ana, "/follow visa", old)
    await bot.handles(await api.moves(old, new))
    assert bot.followed(new) == {"visa"}
    assert bot.is_active(new)
    assert bot.subscriber(old) is None
    assert (await said_there(api, ana, "/status", new)).startswith("You follow 1 of 3 questions.")


# ------------------------------------------------------------------ blocked and removed


async def test_a_block_silences_and_forgets_nothing(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """Unblocking turns alerts on again, and what was followed is still there."""
    await said(api, ana, "/follow visa")
    await bot.handles(await api.blocks(ana))
    assert not bot.is_active(ana)
    await bot.handles(await api.unblocks(ana))
    assert bot.is_active(ana)
    assert bot.followed(ana) == {"visa"}


async def test_letting_the_bot_in_subscribes_nobody(bot: ChatBot, api: BotApi) -> None:
    stranger = api.person(9)
    await bot.handles(await api.unblocks(stranger))
    assert not bot.is_active(stranger)


async def test_a_removed_bot_leaves_the_group_alone(bot: ChatBot, api: BotApi, ana: Person, desk: Chat) -> None:
    await said_there(api, ana, "/follow visa", desk)
    await bot.handles(await api.removes_bot(ana, desk))
    assert not bot.is_active(desk)
    assert bot.followed(desk) == {"visa"}


async def test_a_reply_to_someone_who_blocked_meanwhile_silences_too(bot: ChatBot, api: BotApi, ana: Person) -> None:
    """The 403 may come before the update that tells of the block."""
    await said(api, ana, "/follow visa")
    question = await api.says(ana, "/status")
    api.telegram.chats[ana.id].bot = "kicked"
    await bot.handles(question)
    assert not bot.is_active(ana)
    assert SANCTIONS.id not in bot.followed(ana)
