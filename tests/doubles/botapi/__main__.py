"""The double by hand: it listens until interrupted, and a person with curl plays the user."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from tests.doubles.botapi import faults
from tests.doubles.botapi.api import TOKEN, BotApi, as_json

if TYPE_CHECKING:
    from tests.doubles.botapi.http import Answer

HOW = """
Point the bot at it:   TELEGRAM_TOKEN={token} TELEGRAM_API_URL=http://127.0.0.1:{port} python -m bot run
Then play the user (7 unless "user" says otherwise):
  curl {url}/_say   -d text=/start -d lang=es
  curl {url}/_press -d message=2 -d button='u:visa'    (the text of the button, or its data)
  curl {url}/_block                                    (and _unblock)
  curl {url}/_fail  -d fault=flood -d value=3          (flood, blocked, migrated, server_error, slow, unanswered ...)
  curl {url}/_messages                                 (every message of every chat, as it looks now)
  curl {url}/_requests                                 (every request of the bot, with the status it got)
"""


class PlayedApi(BotApi):
    """The double, with a user's side over HTTP under paths that no token can have."""

    async def _answer(self, path: str, params: dict[str, Any]) -> Answer | None:
        if not path.startswith("/_"):
            return await super()._answer(path, params)
        try:
            return as_json(200, await self._played(path[2:], params))
        except (KeyError, ValueError, AttributeError) as error:
            return as_json(400, {"wrong": repr(error)})

    async def _played(self, act: str, params: dict[str, Any]) -> object:
        who = self.person(int(params.get("user", 7)))
        who.lang = params.get("lang", who.lang)
        match act:
            case "say":
                return await self.says(who, params["text"])
            case "press":
                shown = {str(message.id): message for message in self.messages(who)}
                return await self.presses(who, shown[params["message"]], params["button"])
            case "block":
                return await self.blocks(who)
            case "unblock":
                return await self.unblocks(who)
            case "fail":
                value = [int(params["value"])] if "value" in params else []
                self.fails(getattr(faults, params["fault"])(*value), method=params.get("method", "sendMessage"))
                return True
            case "messages":
                return [message.as_json() for message in self.telegram.messages]
            case "requests":
                return [[request.method, request.status, request.params] for request in self.requests]
        raise KeyError(act)


async def _listen(host: str, port: int, token: str) -> None:
    async with PlayedApi(token=token, host=host, port=port, poll_cap=50.0) as api:
        print(HOW.format(token=token, port=port, url=api.url), flush=True)  # noqa: T201 - for the person who started it
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.doubles.botapi",
        description="A Bot API double on loopback, to try the bot without Telegram.",
        epilog=HOW.format(token="TOKEN", port="PORT", url="http://127.0.0.1:PORT"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN, help="the only token it knows (default: %(default)s)")
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_listen(options.host, options.port, options.token))


if __name__ == "__main__":
    main()
