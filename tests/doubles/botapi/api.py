"""The double itself: who answers the bot's requests, what users do, what they see, and what goes wrong."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

from tests.doubles.botapi.faults import Fault, Refusal, flood
from tests.doubles.botapi.http import Answer, HttpServer
from tests.doubles.botapi.limits import EVERYONE, Limits
from tests.doubles.botapi.methods import Telegram
from tests.doubles.botapi.state import ANONYMOUS_ADMIN, MIDNIGHT, Chat, ChatMessage, Json, Person, command_entity

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

TOKEN = "4242424242:AAF-a_token_made_up_for_the_tests_00"
Told = Literal["whole", "number", "nothing"]
PATIENCE = 10.0
"""Seconds after which a test that waits for the bot has failed."""
_LIMITED = ("sendMessage", "editMessageText")


@dataclass(slots=True)
class Request:
    """`at`: when it came, by the double's clock. `status` is 0 as long as, or where, nothing was answered.

    `took_effect`: it was carried out, whatever was answered. `fault`: what went wrong with it.
    """

    method: str
    params: Json
    at: float = 0.0
    status: int = 0
    took_effect: bool = False
    fault: Fault | None = None


@dataclass(slots=True)
class _Script:
    """A fault, where it applies (None: everywhere), how often it will yet (None: until `mends`), and how likely."""

    fault: Fault
    chat: int | None
    method: str | None
    times: int | None
    chance: float


@dataclass(slots=True)
class BotApi:
    """`poll_cap`: seconds a getUpdates waits at most, however long the bot asks for.

    `clock` gives seconds, from any beginning; by it `limits` refuses what comes too quickly: nothing unless told so.
    `draw` decides about faults that come by chance.
    """

    token: str = TOKEN
    poll_cap: float = 1.0
    host: str = "127.0.0.1"
    port: int = 0
    clock: Callable[[], float] = time.monotonic
    limits: Limits = field(default_factory=Limits)
    draw: random.Random = field(default_factory=lambda: random.Random(0))
    requests: list[Request] = field(default_factory=list)
    telegram: Telegram = field(init=False)
    _scripts: list[_Script] = field(default_factory=list)
    _read: dict[int, int] = field(default_factory=dict)
    _http: HttpServer = field(init=False)

    def __post_init__(self) -> None:
        self.telegram = Telegram(self.poll_cap)
        self._http = HttpServer(self._answer, self.host, self.port)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self._http.port}"

    async def __aenter__(self) -> Self:
        await self._http.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.goes_down()

    async def goes_down(self) -> None:
        """Stop listening and cut every connection; `comes_back` listens at the same port again, with all it knew."""
        await self._http.close()

    async def comes_back(self) -> None:
        await self._http.open()

    # ---------------------------------------------------------------- people and what they do

    def person(self, id_: int = 7, *, name: str = "Ana", lang: str | None = "en", started: bool = True) -> Person:
        """Someone with a Telegram account, who has started the bot unless told otherwise."""
        who = self.telegram.people.setdefault(id_, Person(id_, name, lang))
        chat = self.telegram.chats.setdefault(id_, Chat(id_, "private", name))
        if started:
            chat.bot = "member"
        return who

    def group(self, id_: int, title: str, **members: list[Person]) -> Chat:
        """A supergroup with the bot in it: `group(-100, "Desk", administrator=[ana], member=[bo])`."""
        statuses = {person.id: status for status, people in members.items() for person in people}
        return self.telegram.chats.setdefault(id_, Chat(id_, "supergroup", title, "member", statuses))

    async def says(
        self, who: Person, text: str, *, group: Chat | None = None, speaking_as: Chat | None = None, topic: int = 0
    ) -> int:
        """Send a text to the bot, or in a group; the update's number.

        `speaking_as`: as a channel, or anonymously as the group itself. `topic`: of a forum.
        """
        chat = group or self._private(who)
        message = self.telegram.note(chat, who.as_json(), text, entities=command_entity(text))
        content = message.as_json()
        if speaking_as:
            content |= {"from": ANONYMOUS_ADMIN, "sender_chat": speaking_as.as_json()}
        if topic:
            content |= {"message_thread_id": topic, "is_topic_message": True}
        self._read[chat.id] = message.id
        return await self.telegram.updates.add("message", content)

    async def presses(self, who: Person, message: ChatMessage, button: str) -> str:
        """Press the button with that text or data; the press's id, by which `answer_to` finds the answer."""
        known = {key: b for row in message.keyboard for b in row for key in (b["text"], b.get("callback_data"))}
        return await self.presses_data(who, message, known[button]["callback_data"])

    async def presses_data(self, who: Person, message: ChatMessage, data: str, *, told: Told = "whole") -> str:
        """Press a button that the message no longer shows, as a client out of step may.

        `told`: how much of the message the bot is told: an old one is only its number, an inline one nothing.
        """
        id_ = f"press-{len(self.telegram.presses) + 1}"
        self.telegram.presses[id_] = None
        self._read[message.chat.id] = len(self.telegram.messages)
        about = {"id": id_, "from": who.as_json(), "chat_instance": "1", "data": data}
        match told:
            case "whole":
                about["message"] = message.as_json()
            case "number":
                about["message"] = {"message_id": message.id, "date": 0, "chat": message.chat.as_json()}
            case "nothing":
                about["inline_message_id"] = "1"
        await self.telegram.updates.add("callback_query", about)
        return id_

    async def blocks(self, who: Person) -> int:
        return await self._changes_bot(self._private(who), who, "kicked")

    async def unblocks(self, who: Person) -> int:
        return await self._changes_bot(self._private(who), who, "member")

    async def removes_bot(self, who: Person, group: Chat) -> int:
        return await self._changes_bot(group, who, "kicked")

    async def moves(self, group: Chat, to: Chat) -> int:
        """A group becomes a supergroup, which both chats are told by a message; the last one's number."""
        about = {"message_id": 1, "date": MIDNIGHT, "from": ANONYMOUS_ADMIN}
        told = {**about, "chat": group.as_json(), "migrate_to_chat_id": to.id}
        await self.telegram.updates.add("message", told)
        told = {**about, "chat": to.as_json(), "migrate_from_chat_id": group.id}
        return await self.telegram.updates.add("message", told)

    async def _changes_bot(self, chat: Chat, who: Person, status: str) -> int:
        bot = await self.telegram.call("getMe", {})
        before, chat.bot = chat.bot, status

        def as_member(value: str) -> Json:
            return {"user": bot, "status": value, **({"until_date": 0} if value == "kicked" else {})}

        change = {"chat": chat.as_json(), "from": who.as_json(), "date": MIDNIGHT}
        change |= {"old_chat_member": as_member(before or "left"), "new_chat_member": as_member(status)}
        return await self.telegram.updates.add("my_chat_member", change)

    def _private(self, who: Person) -> Chat:
        chat = self.telegram.chats[who.id]
        chat.bot = chat.bot or "member"
        return chat

    # ---------------------------------------------------------------- what they see

    def messages(self, chat: Person | Chat | int) -> list[ChatMessage]:
        """What the bot has sent to a chat, as it looks now."""
        return [m for m in self.telegram.messages if m.chat.id == _id(chat) and m.from_bot]

    async def next_message(self, chat: Person | Chat | int) -> ChatMessage:
        """The bot's next message there that was not returned yet, sent after the last thing the user did."""

        def unread() -> list[ChatMessage]:
            return [m for m in self.messages(chat) if m.id > self._read.get(_id(chat), 0)]

        await self.until(unread)
        message = unread()[0]
        self._read[_id(chat)] = message.id
        return message

    async def answer_to(self, press: str) -> Json:
        """How the bot answered a press: the parameters of answerCallbackQuery."""
        await self.until(lambda: self.telegram.presses[press] is not None)
        return self.telegram.presses[press] or {}

    async def until(self, condition: Any) -> None:
        """Wait until a condition on this double holds; it is looked at before and after every request."""
        async with asyncio.timeout(PATIENCE), self.telegram.news:
            await self.telegram.news.wait_for(condition)

    async def until_confirmed(self, update: int) -> None:
        async with asyncio.timeout(PATIENCE):
            await self.telegram.updates.until_confirmed(update)

    def calls(self, method: str) -> list[Json]:
        """The parameters of every request of a method so far."""
        return [request.params for request in self.requests if request.method == method]

    # ---------------------------------------------------------------- what goes wrong

    def fails(
        self,
        fault: Fault,
        *,
        chat: Person | Chat | int | None = None,
        method: str | None = None,
        times: int | None = 1,
        chance: float = 1.0,
    ) -> None:
        """Let requests go wrong: so many `times`, and each with that `chance`."""
        self._scripts.append(_Script(fault, None if chat is None else _id(chat), method, times, chance))

    def floods(self, seconds: float, *, chat: Person | Chat | int = EVERYONE) -> None:
        """Refuse all messages to a chat, or to everyone, for so long from now on, each time with the rest of it."""
        self.limits.penalise(_id(chat), self.clock() + seconds)

    def mends(self) -> None:
        self._scripts.clear()

    def _fault_for(self, request: Request) -> Fault | None:
        return self._scripted(request) or self._flood(request)

    def _flood(self, request: Request) -> Fault | None:
        if request.method not in _LIMITED:
            return None
        wait = self.limits.wait(int(request.params["chat_id"]), request.at)
        return flood(wait) if wait else None

    def _scripted(self, request: Request) -> Fault | None:
        for script in self._scripts:
            fits = script.chat in (None, int(request.params.get("chat_id", 0)))
            fits = fits and script.method in (None, request.method) and script.times != 0
            if fits and (script.chance >= 1 or self.draw.random() < script.chance):
                script.times = script.times and script.times - 1
                return script.fault
        return None

    # ---------------------------------------------------------------- what it answers

    async def _answer(self, path: str, params: Json) -> Answer | None:
        """The answer to one request; None closes the connection instead."""
        owner, _, method = path.strip("/").partition("/")
        if owner != f"bot{self.token}":
            return as_json(*_refusal(Refusal(401, "Unauthorized")))
        request = Request(method, params, at=self.clock())
        self.requests.append(request)
        await self.telegram.tell()
        request.fault = fault = self._fault_for(request)
        if fault is None:
            answer: Answer | None = as_json(*await self._carry_out(request))
        else:
            answer = await self._answer_faultily(fault, request)
        request.status = answer[0] if answer else 0
        return answer

    async def _answer_faultily(self, fault: Fault, request: Request) -> Answer | None:
        answer = as_json(*await self._carry_out(request)) if fault.takes_effect else None
        if fault.delay:
            await asyncio.sleep(fault.delay)
            return answer
        if fault.hangs:
            await asyncio.Event().wait()
        return as_json(*_refusal(fault.refusal)) if fault.refusal else fault.raw

    async def _carry_out(self, request: Request) -> tuple[int, Json]:
        try:
            result = await self.telegram.call(request.method, request.params)
        except Refusal as refusal:
            return _refusal(refusal)
        request.took_effect = True
        return 200, {"ok": True, "result": result}


def _id(chat: Person | Chat | int) -> int:
    return chat if isinstance(chat, int) else chat.id


def _refusal(refusal: Refusal) -> tuple[int, Json]:
    about = {"parameters": dict(refusal.parameters)} if refusal.parameters else {}
    return refusal.code, {"ok": False, "error_code": refusal.code, "description": refusal.description, **about}


def as_json(status: int, body: object) -> Answer:
    return status, "application/json", json.dumps(body, ensure_ascii=False).encode()
