"""The Bot API double itself: as strict as the server, or what it lets through would prove nothing."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.messenger import prepare_library
from tests.doubles.botapi import TOKEN, BotApi, Limits, cut_off, dropped, flood, server_error, strict
from tests.doubles.botapi.__main__ import PlayedApi
from tests.doubles.botapi.markup import BadMarkup, parse_html

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(poll_cap=0.05) as api:
        api.person(7)
        yield api


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    prepare_library()
    async with Bot(TOKEN, base_url=f"{api.url}/bot") as bot:
        yield bot


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<b>bold <i>both</i></b>", "bold both"),
        ('<a href="https://a.example/?x=1&amp;y=2">link</a>', "link"),
        ('<span class="tg-spoiler">s</span><TG-SPOILER>t</TG-SPOILER>', "st"),
        ("&lt;p&gt; &amp; &#39; &#x27; &nbsp; & R&D", "<p> & ' ' &nbsp; & R&D"),
        ("<blockquote expandable>q</blockquote>", "q"),
        ("<b>closed by</>", "closed by"),
    ],
)
def test_markup_that_telegram_takes(html: str, text: str) -> None:
    assert parse_html(html)[0] == text


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("a < b > c", 'Unsupported start tag "" at byte offset 2'),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ],
)
def test_markup_that_telegram_refuses(html: str, complaint: str) -> None:
    with pytest.raises(BadMarkup) as refusal:
        parse_html(html)
    assert str(refusal.value) == complaint


def test_entities_count_utf16_units() -> None:
    """An emoji beyond the basic plane counts two; a link that leads nowhere is dropped in silence."""
    text, entities = parse_html('😀<b>x</b><a href="nowhere">y</a>')
    assert text == "😀xy"
    assert entities == [{"type": "bold", "offset": 2, "length": 1}]


@pytest.mark.parametrize(
    ("text", "button", "complaint"),
    [
        ("😀" * 2049, None, "Message is too long"),
        (" <b> </b> ", None, "Message text is empty"),
        ("x" * 32769, None, "Text is too long"),
        ("x", {"callback_data": "é" * 33}, "Button_data_invalid"),
        ("x", {"url": "nowhere"}, "Inline keyboard button url 'nowhere' is invalid: wrong http url"),
    ],
)
async def test_messages_that_are_refused(
    api: BotApi, bot: Bot, text: str, button: dict[str, Any] | None, complaint: str
) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("b", **button)]]) if button else None
    with pytest.raises(BadRequest) as refusal:
        await bot.send_message(7, text, parse_mode="HTML", reply_markup=markup)
    assert refusal.value.message.lower() == complaint.lower()
    assert api.messages(7) == []


async def test_a_message_of_just_the_longest_length_passes(api: BotApi, bot: Bot) -> None:
    """Markup and blanks around do not count."""
    await bot.send_message(7, " <b>" + "😀" * 2048 + "</b> ", parse_mode="HTML")
    assert len(api.messages(7)[0].text) == 2048


async def test_strangers_and_the_unknown_cannot_be_written_to(api: BotApi, bot: Bot) -> None:
    api.person(8, started=False)
    with pytest.raises(Forbidden, match="can't initiate"):
        await bot.send_message(8, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(9, "x")
    await api.blocks(api.person(7))
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(7, "x")


async def test_edits_change_what_the_chat_shows(api: BotApi, bot: Bot) -> None:
    """One that changes nothing is refused, and one without a keyboard removes it."""
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("b", callback_data="d")]])
    sent = await bot.send_message(7, "one", reply_markup=markup)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("one", 7, sent.message_id, reply_markup=markup)
    await bot.edit_message_text("<b>two</b>", 7, sent.message_id, parse_mode="HTML")
    (shown,) = api.messages(7)
    assert (shown.text, shown.keyboard, shown.edits) == ("two", [], 1)
    with pytest.raises(BadRequest, match="to edit not found"):
        await bot.edit_message_text("x", 7, 99)


async def test_updates_come_again_until_a_later_offset_confirms_them(api: BotApi, bot: Bot) -> None:
    first = await api.says(api.person(7), "one")
    second = await api.says(api.person(7), "two")
    assert [u.update_id for u in await bot.get_updates()] == [first, second]
    assert [u.update_id for u in await bot.get_updates(limit=1)] == [first]
    assert [u.update_id for u in await bot.get_updates(offset=second)] == [second]
    assert [u.update_id for u in await bot.get_updates()] == [second]
    assert await bot.get_updates(offset=second + 1, timeout=1) == ()


async def test_a_poll_waits_for_news(bot: Bot, api: BotApi) -> None:
    api.telegram.updates._poll_cap = 5
    poll = asyncio.ensure_future(bot.get_updates(timeout=5))
    await api.until(lambda: api.calls("getUpdates"))
    assert not poll.done()
    await api.says(api.person(7), "news")
    assert len(await poll) == 1


async def test_the_older_of_two_pollers_is_ended(bot: Bot, api: BotApi) -> None:
    api.telegram.updates._poll_cap = 5
    older = asyncio.ensure_future(bot.get_updates(timeout=5))
    async with Bot(TOKEN, base_url=f"{api.url}/bot") as rival:
        await api.until(lambda: api.calls("getUpdates"))
        newer = asyncio.ensure_future(rival.get_updates(timeout=5))
        with pytest.raises(Conflict, match="only one bot instance"):
            await older
        await api.says(api.person(7), "news")
        assert len(await newer) == 1


async def test_another_token_is_unknown(api: BotApi) -> None:
    stranger = Bot("1:x", base_url=f"{api.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.get_me()
    await stranger.request.shutdown()


async def test_a_person_with_curl_can_play_the_user() -> None:
    """As `python -m tests.doubles.botapi` lets them: form fields in, JSON out, mistakes told."""
    async with PlayedApi() as api, Bot(TOKEN, base_url=f"{api.url}/bot") as bot:

        async def play(act: str, **fields: str) -> Any:
            _, body = await bot.request.do_request(f"{api.url}/_{act}?{urlencode(fields)}", "POST")
            return json.loads(body)

        await play("say", text="hi", lang="es")
        (update,) = await bot.get_updates()
        assert update.effective_user
        assert update.effective_user.language_code == "es"
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="d")]])
        sent = await bot.send_message(7, "hello", reply_markup=markup)
        await play("press", message=str(sent.message_id), button="Go")
        assert [m["text"] for m in await play("messages")] == ["hi", "hello"]
        assert await play("say") == {"wrong": "KeyError('text')"}
        assert await play("press", message="99", button="Go") == {"wrong": "KeyError('99')"}
        await play("fail", fault="flood", value="3")
        await play("block")
        assert (await bot.get_updates())[-1].my_chat_member
        assert (await play("requests"))[-1][0] == "getUpdates"


async def test_what_was_answered_and_what_took_effect_are_two_things(api: BotApi, bot: Bot) -> None:
    """The double remembers both, so that a test can tell a lost answer from a message that never arrived."""
    for fault in (cut_off(), dropped(), flood(1)):
        api.fails(fault)
        with pytest.raises(TelegramError):
            await bot.send_message(7, "x")
    await bot.send_message(7, "x")
    sends = [request for request in api.requests if request.method == "sendMessage"]
    assert [(request.took_effect, request.status) for request in sends] == [
        (True, 0),
        (False, 0),
        (False, 429),
        (True, 200),
    ]
    assert [request.fault is None for request in sends] == [False, False, False, True]
    assert len(api.messages(7)) == 2


async def test_faults_come_by_chance_the_same_for_the_same_draw(bot: Bot, api: BotApi) -> None:
    api.fails(server_error(), times=None, chance=0.5)
    statuses = []
    for _ in range(2):
        api.draw.seed(1)
        for _ in range(20):
            with suppress(NetworkError):
                await bot.send_message(7, "x")
        statuses.append([request.status for request in api.requests[-20:]])
    assert statuses[0] == statuses[1]
    assert set(statuses[0]) == {200, 502}


def refusals(limits: Limits, chat: int, *times: float) -> list[int]:
    return [limits.wait(chat, at) for at in times]


def test_windows_slide() -> None:
    """A refused request does not count; one that comes just when the window has room is admitted."""
    assert refusals(strict(), 7, 0, 0, 0, 0.5, 2.9, 3, 3, 3, 3) == [0, 0, 0, 3, 1, 0, 0, 0, 3]
    assert refusals(strict(), -100, *range(21), 60, 60.5) == [0] * 20 + [40, 0, 1]
    limits = strict()
    assert [limits.wait(chat, 0.0) for chat in range(1, 32)] == [0] * 30 + [1]
    assert limits.refused == [(31, 0.0)]
    assert limits.trespasses == []


def test_who_comes_back_before_the_time_trespasses() -> None:
    limits = Limits()
    limits.penalise(7, until=30)
    assert refusals(limits, 7, 0, 29.5, 30.5) == [30, 1, 0]
    assert limits.trespasses == [(7, 29.5)]
    assert refusals(limits, 8, 0) == [0], "another chat's penalty is none of its business"


async def test_a_flood_is_answered_with_what_is_left_of_it(api: BotApi, bot: Bot) -> None:
    now = 100.0
    api.clock = lambda: now
    api.person(8)
    api.floods(30, chat=7)
    with pytest.raises(RetryAfter, match="0:00:30"):
        await bot.send_message(7, "x")
    await bot.send_message(8, "x")
    api.floods(5)
    with pytest.raises(RetryAfter, match="0:00:05"):
        await bot.send_message(8, "x")
    now = 130.0
    await bot.send_message(7, "x")
    assert [(m.chat.id, m.text) for m in api.telegram.messages] == [(8, "x"), (7, "x")]
    assert api.limits.trespasses == []
