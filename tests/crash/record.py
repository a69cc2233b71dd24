"""What there is to judge by: what was published, what each chat got, what the people did, what the database says."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect
from collections import Counter, defaultdict
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.crash.newsroom import numbers_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.crash.crowd import Follower
    from tests.crash.newsroom import News
    from tests.doubles.botapi import ChatMessage, Request

ALERT = re.compile(r"^Published .*, seen ", re.MULTILINE)
"""What only an alert says: replies to commands name headlines too."""

REPEAT = "You may have had this alert before"
CATCH_UP = "📬"


@dataclass(frozen=True, slots=True)
class Copy:
    """A piece of news in a message that a chat got. `at`: seconds; `life`: of the bot that sent it.

    `unanswered`: the double lost the answer. `marked`: the message says that it may be a repeat.
    """

    chat: int
    number: int
    life: int
    at: float
    unanswered: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A delivery as the bot has it. `told_in`: the id of the catch-up that tells it, which may be its own."""

    id: int
    chat: int
    number: int
    state: str
    doubts: int
    detail: str
    told_in: int | None = None


@dataclass(frozen=True, slots=True)
class Books:
    """What the database says. `alerts`: when each piece of news became an alert, by its number, in milliseconds.

    `follows`: since when, by chat and question, of active chats only. `asked`: what each chat is noted to follow.
    """

    alerts: Mapping[int, int]
    rows: Sequence[Row]
    follows: Mapping[tuple[int, str], int]
    asked: Mapping[int, set[str]]
    integrity: str = "ok"


@dataclass(frozen=True, slots=True)
class Record:
    """`deaths`: when each life was killed, in order; `shown`: the alerts that chats show now, by chat and number.

    `catch_ups`: how many each chat got; `accidents`: what the process did that it should not.
    """

    published: Sequence[News]
    copies: Sequence[Copy]
    deaths: Sequence[float]
    people: Sequence[Follower]
    books: Books
    shown: Mapping[tuple[int, int], Sequence[str]] = field(default_factory=dict)
    catch_ups: Mapping[int, int] = field(default_factory=dict)
    accidents: Sequence[str] = ()

    def copies_by_chat(self) -> dict[tuple[int, int], list[Copy]]:
        found = defaultdict(list)
        for copy in self.copies:
            found[copy.chat, copy.number].append(copy)
        return found


def copies_in(requests: Sequence[Request], deaths: Sequence[float]) -> list[Copy]:
    """The alerts among the messages that arrived, whether or not the bot was told so."""
    return [
        Copy(
            chat=int(request.params["chat_id"]),
            number=number,
            life=bisect(deaths, request.at),
            at=request.at,
            unanswered=request.fault is not None,
            marked=REPEAT in request.params["text"],
        )
        for request in requests
        if request.method == "sendMessage" and request.took_effect and ALERT.search(request.params["text"])
        for number in numbers_in(request.params["text"])
    ]


def catch_ups_in(requests: Sequence[Request]) -> dict[int, int]:
    """How many arrived in each chat."""
    return Counter(
        int(request.params["chat_id"])
        for request in requests
        if request.method == "sendMessage" and request.took_effect and CATCH_UP in request.params["text"]
    )


def shown_in(messages: Sequence[ChatMessage]) -> dict[tuple[int, int], list[str]]:
    found = defaultdict(list)
    for message in messages:
        if message.from_bot and ALERT.search(message.text):
            for number in numbers_in(message.text):
                found[message.chat.id, number].append(message.text)
    return found


def has_read_all_feeds(database: Path) -> bool:
    with suppress(sqlite3.OperationalError), closing(_look_at(database)) as db:  # there may be no file or table yet
        read, feeds = db.execute("SELECT count(first_read_at), count(*) FROM feeds").fetchone()
        return bool(read == feeds > 0)
    return False


def _look_at(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=5)


def read_books(database: Path) -> Books:
    """Of a bot that may be running."""
    with closing(_look_at(database)) as db:
        number_of = {
            transition: number
            for transition, title in db.execute(
                "SELECT t.id, e.title FROM transitions t JOIN evidence e USING (development) WHERE e.position = 0"
            )
            for number in numbers_in(title)
        }
        alerts = {number_of[name]: at for name, at in db.execute("SELECT transition, at FROM alerts")}
        rows = [
            Row(id_, chat, number_of[transition], state, doubts, detail, told_in)
            for id_, chat, transition, state, doubts, detail, told_in in db.execute(
                "SELECT id, chat, transition, state, doubts, detail, gathered_by FROM deliveries ORDER BY id"
            )
        ]
        asked = defaultdict(set)
        for chat, question in db.execute("SELECT chat, question FROM follows"):
            asked[chat].add(question)
        follows = {
            (chat, question): since
            for chat, question, since in db.execute(
                "SELECT f.chat, f.question, f.since FROM follows f JOIN subscribers s USING (chat) WHERE s.active = 1"
            )
        }
        integrity = "; ".join(text for (text,) in db.execute("PRAGMA integrity_check"))
    return Books(alerts, rows, follows, asked, integrity)
