"""Handling what is stored: what is put off, what is set aside, and that neither keeps anybody waiting."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.chat.handling import as_received, put_off, recover
from bot.model import ChatId, Received
from bot.store import transaction, updates
from tests.builders import T0
from tests.chat.bots import ChatBot, listening, said
from tests.doubles.botapi import blocked, dropped, flood, garbled, migrated, server_error

if TYPE_CHECKING:
    from bot.store import Database
    from tests.doubles.botapi import BotApi, Chat, Fault, Person

SUPERGROUP = -1002


@pytest.fixture
def desk(api: BotApi, ana: Person) -> Chat:
    return api.group(-1001, "News desk", administrator=[ana])


async def told(api: BotApi, who: Person, text: str, group: Chat) -> str:
    await api.says(who, text, group=group)
    return (await api.next_message(group)).text


# ------------------------------------------------------------------ what is stored


def test_an_update_takes_the_turn_of_its_chat() -> None:
    """A press under a message that is not told of, that of who pressed; anything else none's."""
    message = {"update_id": 1, "message": {"chat": {"id": -5}}}
    press = {"update_id": 2, "callback_query": {"message": {"chat": {"id": 7}}, "from": {"id": 8}}}
    inline = {"update_id": 3, "callback_query": {"from": {"id": 8}}}
    block = {"update_id": 4, "my_chat_member": {"chat": {"id": 7}}}
    other = {"update_id": 5, "poll": {"id": "9"}}
    assert [as_received(update).chat for update in (message, press, inline, block, other)] == [-5, 7, 8, 7, 0]
    assert json.loads(as_received(message).body) == message


shapes = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**52), 2**52) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["message", "callback_query", "my_chat_member", "chat", "id"]), inner)
    ),
)


@given(st.dictionaries(st.sampled_from(["message", "callback_query", "my_chat_member"]), shapes))
def test_whatever_its_shape_it_is_stored(update: dict[str, Any]) -> None:
    """What it cannot be used for is found out later, when it can be set aside alone."""
    assert as_received({**update, "update_id": 1}).id == 1


# ------------------------------------------------------------------ what is put off


@pytest.mark.parametrize("fault", [server_error(), dropped(), garbled()])
async def test_a_command_waits_for_an_answer_of_telegram_that_it_needs(
    bot: ChatBot, api: BotApi, ana: Person, desk: Chat, fault: Fault
) -> None:
    """Who may change a group cannot be asked; then it can."""
    api.fails(fault, method="getChatAdministrators", times=2)
    assert (await told(api, ana, "/follow visa", desk)).startswith("✓ You follow this question now.")
    assert bot.pauses == [1, 2]


async def test_a_throttled_question_is_asked_again_when_telegram_says(
    bot: ChatBot, api: BotApi, ana: Person, desk: Chat
) -> None:
    api.fails(flood(40), method="getChatAdministrators")
    assert (await told(api, ana, "/follow visa", desk)).startswith("✓ You follow this question now.")
    assert bot.pauses == [40]


async def test_what_waits_in_one_chat_holds_up_no_other(bot: ChatBot, api: BotApi, ana: Person, desk: Chat) -> None:
    """Nor is it overtaken in its own."""
    api.fails(server_error(), method="getChatAdministrators")
    await api.says(ana, "/follow visa", group=desk)
    await api.says(ana, "/unfollow visa", group=desk)
    assert (await said(api, ana, "/help")).text
    await api.until(lambda: len(api.messages(desk)) == 2)
    assert bot.followed(desk) == set()


async def test_after_a_day_it_is_set_aside(bot: ChatBot, api: BotApi, ana: Person) -> None:
    await said(api, ana, "/help")
    with transaction(bot.db):
        updates.receive(bot.db, [Received(99, ChatId(ana.id), "{}")], T0 - timedelta(hours=24))
    updates.begin(bot.db, 99)
    with capture_logs() as log:
        put_off(bot.listener._desk, 99)
    assert [line["event"] for line in log] == ["chat.set_aside"]
    assert updates.at_work(bot.db, 99) is None


async def test_a_group_that_put_the_bot_out_meanwhile_is_silenced(
    bot: ChatBot, api: BotApi, ana: Person, desk: Chat
) -> None:
    await told(api, ana, "/follow visa", desk)
    api.fails(blocked(), method="getChatAdministrators")
    await bot.handles(await api.says(ana, "/unfollow visa", group=desk))
    assert not bot.is_active(desk)
    assert bot.followed(desk) == {"visa"}


async def test_a_group_that_moved_meanwhile_keeps_what_it_follows(
    bot: ChatBot, api: BotApi, ana: Person, desk: Chat
) -> None:
    """The command itself was said in a chat that is no more."""
    await told(api, ana, "/follow visa", desk)
    moved = api.group(SUPERGROUP, "News desk", administrator=[ana])
    api.fails(migrated(SUPERGROUP), method="getChatAdministrators")
    await bot.handles(await api.says(ana, "/unfollow visa", group=desk))
    assert bot.followed(moved) == {"visa"}
    assert bot.subscriber(desk) is None


# ------------------------------------------------------------------ what is taken up again


async def test_what_killed_the_process_five_times_is_set_aside(api: BotApi, db: Database, ana: Person) -> None:
    """The rest is handled, and nobody waits for it any more."""
    bot = ChatBot(api, db)
    poison = await api.says(ana, "/follow visa")
    await api.says(ana, "/follow sanctions")
    await bot.listener._poll()
    with capture_logs() as log:
        for _ in range(5):
            updates.begin(db, poison)
            recover(bot.listener._desk)
    assert log[-1]["set_aside"] == 1
    async with listening(bot):
        await api.next_message(ana)
        assert bot.followed(ana) == {"sanctions"}
