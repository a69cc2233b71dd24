"""The messenger over the real library and real HTTP: what each answer of the Bot API becomes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.errors import TokenRefused
from bot.messenger import TelegramMessenger, prepare_library, wait_asked_for
from bot.model import (
    Button,
    ChatId,
    Gone,
    InDoubt,
    Message,
    Migrated,
    NotSent,
    Rejected,
    Sent,
    Throttled,
    Unreachable,
)
from tests.doubles.botapi import (
    TOKEN,
    BotApi,
    Fault,
    blocked,
    chat_not_found,
    cut_off,
    dropped,
    flood,
    garbled,
    migrated,
    refused,
    server_error,
    unanswered,
)
from tests.doubles.captured_log import captured_log

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.model import SendOutcome

ANA = ChatId(7)
ALERT = Message("<b>Reported</b> &lt;today&gt;", "Reported <today>")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        api.person(ANA)
        yield api


@pytest.fixture
async def messenger(api: BotApi) -> AsyncIterator[TelegramMessenger]:
    prepare_library()
    async with Bot(TOKEN, base_url=f"{api.url}/bot") as bot:
        yield TelegramMessenger(bot)


async def test_a_message_arrives_with_markup_and_buttons_and_no_preview(
    api: BotApi, messenger: TelegramMessenger
) -> None:
    """What the chat shows is the message's HTML, with both kinds of buttons."""
    buttons = ((Button("Read ↗", url="https://news.example/1"), Button("Unfollow", data="u:visa")),)
    outcome = await messenger.send(ANA, Message(ALERT.html, ALERT.plain, buttons))
    (shown,) = api.messages(ANA)
    assert outcome == Sent(shown.id)
    assert shown.text == "Reported <today>"
    assert shown.entities == [{"type": "bold", "offset": 0, "length": 8}]
    assert shown.keyboard == [
        [
            {"text": "Read ↗", "url": "https://news.example/1"},
            {"text": "Unfollow", "callback_data": "u:visa"},
        ]
    ]
    assert not shown.preview


async def test_a_plain_message_is_sent_without_markup(api: BotApi, messenger: TelegramMessenger) -> None:
    """`plain` sends the plain text, whatever it looks like."""
    await messenger.send(ANA, ALERT, plain=True)
    (shown,) = api.messages(ANA)
    assert (shown.text, shown.parse_mode, shown.entities) == ("Reported <today>", "", [])


async def test_a_reply_points_to_what_it_answers_and_goes_out_even_if_that_is_gone(
    api: BotApi, messenger: TelegramMessenger
) -> None:
    """Someone may have deleted the message; the alert must arrive all the same."""
    await messenger.send(ANA, ALERT)
    (first,) = api.messages(ANA)
    assert isinstance(await messenger.send(ANA, ALERT, reply_to=first.id), Sent)
    assert isinstance(await messenger.send(ANA, ALERT, reply_to=999), Sent)
    assert [message.reply_to for message in api.messages(ANA)] == [None, first.id, None]


async def test_only_a_silent_message_makes_no_sound(api: BotApi, messenger: TelegramMessenger) -> None:
    await messenger.send(ANA, ALERT)
    await messenger.send(ANA, ALERT, silent=True)
    assert [message.silent for message in api.messages(ANA)] == [False, True]


async def test_an_edit_writes_the_message_anew_with_its_buttons(api: BotApi, messenger: TelegramMessenger) -> None:
    """The Bot API takes the buttons away where an edit leaves them out."""
    await messenger.send(ANA, ALERT)
    (shown,) = api.messages(ANA)
    confirmed = Message("<b>Confirmed</b>", "Confirmed", ((Button("Unfollow", data="u:visa"),),))
    assert await messenger.edit(ANA, shown.id, confirmed) == Sent(shown.id)
    assert (shown.text, shown.buttons, shown.edits) == ("Confirmed", ["Unfollow"], 1)
    assert [entity["type"] for entity in shown.entities] == ["bold"]
    assert await messenger.edit(ANA, shown.id, ALERT, plain=True) == Sent(shown.id)
    assert (shown.text, shown.entities) == ("Reported <today>", [])


async def test_an_edit_that_was_made_already_counts_as_made(api: BotApi, messenger: TelegramMessenger) -> None:
    await messenger.send(ANA, ALERT)
    (shown,) = api.messages(ANA)
    assert await messenger.edit(ANA, shown.id, ALERT) == Sent(shown.id)
    assert shown.edits == 0


async def test_a_message_that_is_gone_or_not_ours_cannot_be_edited(api: BotApi, messenger: TelegramMessenger) -> None:
    await api.says(api.person(ANA), "/status")
    assert await messenger.edit(ANA, 999, ALERT) == Gone("Message to edit not found")
    assert await messenger.edit(ANA, 1, ALERT) == Gone("Message can't be edited")


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (flood(17), Throttled(timedelta(seconds=17))),
        (migrated(-1009), Migrated(ChatId(-1009))),
        (blocked(), Unreachable("Forbidden: bot was blocked by the user")),
        (server_error(502), InDoubt("Bad Gateway (502)")),
        (dropped(), InDoubt("RemoteProtocolError")),
    ],
)
async def test_what_each_answer_to_an_edit_becomes(
    api: BotApi, messenger: TelegramMessenger, fault: Fault, outcome: SendOutcome
) -> None:
    await messenger.send(ANA, ALERT)
    api.fails(fault, method="editMessageText")
    assert await messenger.edit(ANA, api.messages(ANA)[0].id, ALERT) == outcome
    assert len(api.calls("editMessageText")) == 1, "it is made once, whatever happens"


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (flood(17), Throttled(timedelta(seconds=17))),
        (migrated(-1009), Migrated(ChatId(-1009))),
        (blocked(), Unreachable("Forbidden: bot was blocked by the user")),
        (
            refused(403, "Forbidden: bot was kicked from the group chat"),
            Unreachable("Forbidden: bot was kicked from the group chat"),
        ),
        (chat_not_found(), Unreachable("Chat not found")),
        (
            refused(400, "Bad Request: not enough rights to send text messages to the chat"),
            Unreachable("Not enough rights to send text messages to the chat"),
        ),
        (
            refused(400, "Bad Request: need administrator rights in the channel chat"),
            Unreachable("Need administrator rights in the channel chat"),
        ),
        (refused(400, "Bad Request: TOPIC_CLOSED"), Unreachable("Topic_closed")),
        (refused(400, "Bad Request: message thread not found"), Unreachable("Message thread not found")),
        (refused(400, "Bad Request: message is too long"), Rejected("Message is too long")),
        (refused(400, "Bad Request: BUTTON_DATA_INVALID"), Rejected("Button_data_invalid")),
        (server_error(500), InDoubt("Internal Server Error (500)")),
        (server_error(502), InDoubt("Bad Gateway (502)")),
        (cut_off(), InDoubt("RemoteProtocolError")),
        (dropped(), InDoubt("RemoteProtocolError")),
        (garbled(), InDoubt("JSONDecodeError")),
    ],
)
async def test_what_each_answer_becomes(
    api: BotApi, messenger: TelegramMessenger, fault: Fault, outcome: SendOutcome
) -> None:
    """Certain failures are told apart from lost answers, and a chat's faults from the text's."""
    api.fails(fault)
    assert await messenger.send(ANA, ALERT) == outcome
    assert len(api.calls("sendMessage")) == 1, "it is sent once, whatever happens"


async def test_broken_markup_is_rejected_by_the_double_as_by_telegram(messenger: TelegramMessenger) -> None:
    """A tag that Telegram does not know is our mistake, not the chat's."""
    outcome = await messenger.send(ANA, Message("a <br> b", "a b"))
    assert outcome == Rejected('Can\'t parse entities: unsupported start tag "br" at byte offset 2')


async def test_an_answer_that_never_comes_is_in_doubt(api: BotApi) -> None:
    """The message was delivered, and nobody told us."""
    async with Bot(TOKEN, base_url=f"{api.url}/bot") as bot:
        api.fails(unanswered(), method="sendMessage")
        outcome = await TelegramMessenger(bot, read_timeout=0.1).send(ANA, ALERT)
    assert outcome == InDoubt("ReadTimeout")
    assert len(api.messages(ANA)) == 1


async def test_a_refused_connection_is_certainly_not_sent(api: BotApi, messenger: TelegramMessenger) -> None:
    """Nothing left this machine, so the delivery may be tried again freely; and it works once the API is back."""
    await api.goes_down()
    assert await messenger.send(ANA, ALERT) == NotSent("ConnectError")
    await api.comes_back()
    assert isinstance(await messenger.send(ANA, ALERT), Sent)


async def test_a_refused_token_ends_the_command(api: BotApi) -> None:
    """It says what to do, and neither it nor what caused it repeats the token."""
    stranger = Bot("1:wrong", base_url=f"{api.url}/bot")
    with pytest.raises(TokenRefused, match="@BotFather") as refusal:
        await TelegramMessenger(stranger).send(ANA, ALERT)
    await stranger.request.shutdown()
    assert "1:wrong" not in str(refusal.value)
    assert refusal.value.__suppress_context__


def test_a_wait_may_come_as_seconds_or_as_a_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library gives seconds unless asked for timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "0")
    with pytest.warns(match="retry_after"):
        assert wait_asked_for(RetryAfter(3)) == timedelta(seconds=3)


async def test_the_token_reaches_no_log_and_no_outcome(api: BotApi, messenger: TelegramMessenger) -> None:
    """Not even at DEBUG, and not where the server quotes the address."""
    with captured_log() as log:
        outcomes = [await messenger.send(ANA, ALERT)]
        for fault in (refused(400, f"Bad Request: no method at /bot{TOKEN}/x"), server_error(), cut_off(), garbled()):
            api.fails(fault)
            outcomes.append(await messenger.send(ANA, ALERT))
        await api.goes_down()
        outcomes.append(await messenger.send(ANA, ALERT))
    assert "HTTP Request: POST" in log.getvalue(), "httpx did log its requests"
    assert TOKEN not in log.getvalue()
    assert TOKEN not in repr(outcomes)


async def test_an_outage_fills_no_log_with_tracebacks(api: BotApi, messenger: TelegramMessenger) -> None:
    """The library has one for every answer that is not JSON."""
    with captured_log() as log:
        api.fails(server_error())
        await messenger.send(ANA, ALERT)
    assert "Traceback" not in log.getvalue()
