"""What the Bot API's methods do with Telegram's memory, as strict as the server: the rules that this bot meets."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from tests.doubles.botapi.faults import Refusal
from tests.doubles.botapi.markup import BadMarkup, parse_html, utf16_length
from tests.doubles.botapi.state import BOT, Chat, ChatMessage, Json, Person, Updates

_MENU_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_URL = re.compile(r"(?:https?|tg)://[^\s/]+[^\s]*", re.IGNORECASE)


def bad(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


class Telegram:
    def __init__(self, poll_cap: float) -> None:
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, Person] = {}
        self.messages: list[ChatMessage] = []
        self.commands: dict[str, list[Json]] = {}
        """What setMyCommands set, by language_code; "" is the default."""
        self.presses: dict[str, Json | None] = {}
        """Presses of buttons by id, with how the bot answered, or None."""
        self.updates = Updates(poll_cap)
        self.news = asyncio.Condition()
        self.methods = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "deleteWebhook": self._done,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_keyboard,
            "answerCallbackQuery": self._answer_press,
            "setMyCommands": self._set_commands,
            "getChatAdministrators": self._get_administrators,
        }

    def note(self, chat: Chat, sender: Json, text: str, **more: Any) -> ChatMessage:
        message = ChatMessage(id=len(self.messages) + 1, chat=chat, sender=sender, text=text, **more)
        self.messages.append(message)
        return message

    async def call(self, method: str, params: Json) -> Any:
        """Carry out a method; raises Refusal."""
        if method not in self.methods:
            raise Refusal(404, "Not Found")
        result = await self.methods[method](params)
        await self.tell()
        return result

    async def tell(self) -> None:
        """Let those who wait for something look again."""
        async with self.news:
            self.news.notify_all()

    async def _get_me(self, _: Json) -> Json:
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}

    async def _done(self, _: Json) -> bool:
        return True

    async def _get_updates(self, params: Json) -> list[Json]:
        limit = min(int(params.get("limit", 100)), 100)
        return await self.updates.get(
            int(params.get("offset", 0)), limit, float(params.get("timeout", 0)), params.get("allowed_updates")
        )

    async def _send_message(self, params: Json) -> Json:
        chat = self._reachable(params)
        text, entities = _parsed(params)
        keyboard = _keyboard(params)
        preview = not params.get("link_preview_options", {}).get("is_disabled", False)
        return self.note(
            chat,
            BOT,
            text,
            entities=entities,
            source=params["text"],
            parse_mode=params.get("parse_mode", ""),
            preview=preview,
            keyboard=keyboard,
            reply_to=self._replied_to(chat, params.get("reply_parameters", {})),
            silent=str(params.get("disable_notification")).lower() == "true",
        ).as_json()

    async def _edit_text(self, params: Json) -> Json:
        message = self._own_message(params)
        text, entities = _parsed(params)
        return _edited(message, text=text, entities=entities, source=params["text"], keyboard=_keyboard(params))

    async def _edit_keyboard(self, params: Json) -> Json:
        return _edited(self._own_message(params), keyboard=_keyboard(params))

    async def _answer_press(self, params: Json) -> bool:
        if self.presses.get(params["callback_query_id"], {}) is not None:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(params.get("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        self.presses[params["callback_query_id"]] = params
        return True

    async def _set_commands(self, params: Json) -> bool:
        commands = params["commands"]
        if len(commands) > 100:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _MENU_COMMAND.fullmatch(command["command"]):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[params.get("language_code", "")] = commands
        return True

    async def _get_administrators(self, params: Json) -> list[Json]:
        chat = self._reachable(params)
        if chat.kind == "private":
            raise bad("there are no administrators in the private chat")
        return [
            {"status": status, "user": self.people[who].as_json(), **_RIGHTS}
            for who, status in chat.members.items()
            if status in ("administrator", "creator")
        ]

    def _reachable(self, params: Json) -> Chat:
        chat = self.chats.get(int(params["chat_id"]))
        if not chat:
            raise bad("chat not found")
        if chat.kind == "private":
            if chat.bot == "kicked":
                raise Refusal(403, "Forbidden: bot was blocked by the user")
            if not chat.bot:
                raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        elif chat.bot != "member":
            raise Refusal(403, f"Forbidden: bot was kicked from the {chat.kind} chat")
        return chat

    def _replied_to(self, chat: Chat, params: Json) -> int | None:
        wanted = params.get("message_id")
        if wanted is None or any(m.id == wanted and m.chat is chat for m in self.messages):
            return wanted
        if not params.get("allow_sending_without_reply", False):
            raise bad("message to be replied not found")
        return None

    def _own_message(self, params: Json) -> ChatMessage:
        chat = self._reachable(params)
        wanted = int(params["message_id"])
        for message in self.messages:
            if message.id == wanted and message.chat is chat:
                if not message.from_bot:
                    raise bad("message can't be edited")
                return message
        raise bad("message to edit not found")


def _parsed(params: Json) -> tuple[str, list[Json]]:
    """Text without markup, and its entities; refused where the server would refuse it."""
    source = params.get("text", "")
    if len(source.encode()) > 32768:
        raise bad("text is too long")
    text, entities = source, list[Json]()
    match params.get("parse_mode", ""):
        case "":
            pass
        case "HTML":
            try:
                text, entities = parse_html(source)
            except BadMarkup as error:
                raise bad(f"can't parse entities: {error}") from None
        case other:
            raise bad(f"unsupported parse_mode {other}")
    if not text.strip():
        raise bad("message text is empty")
    if utf16_length(text.strip()) > 4096:
        raise bad("message is too long")
    return text.strip(), entities


def _keyboard(params: Json) -> list[list[Json]]:
    rows: list[list[Json]] = params.get("reply_markup", {}).get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        _check_button(button)
    return [row for row in rows if row]


def _check_button(button: Json) -> None:
    if not button.get("text"):
        raise bad("inline keyboard button text must be non-empty")
    if ("url" in button) == ("callback_data" in button):
        raise bad("Text buttons are unallowed in the inline keyboard")
    if "url" in button and not _URL.fullmatch(button["url"]):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")


def _edited(message: ChatMessage, **changes: Any) -> Json:
    if all(getattr(message, name) == value for name, value in changes.items() if name != "source"):
        same = "specified new message content and reply markup are exactly the same"
        raise bad(f"message is not modified: {same} as a current content and reply markup of the message")
    for name, value in changes.items():
        setattr(message, name, value)
    message.edits += 1
    return message.as_json()


_RIGHTS = dict.fromkeys(
    (
        "can_be_edited",
        "is_anonymous",
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    ),
    False,
)
