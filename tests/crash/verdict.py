"""Whether the bot kept what docs/delivery.md promises: pure, over a `Record`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.crash.record import Copy, Record

JUST_BEFORE = 5.0
"""Seconds before a death in which an answer may have come without having been written down: a busy machine's."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Without complaints, which are sentences, all is well.

    `owed`: alerts that people who stayed were to hear, `lost` those that were not heard, and news that never became
    an alert. `repeats`: messages beyond the first of an alert; `doubts`: answers that the bot counts as lost.
    """

    complaints: tuple[str, ...]
    owed: int
    lost: int
    repeats: int
    doubts: int


def judge(record: Record) -> Verdict:
    lost = tuple(_lost(record))
    others = (*_unsettled(record), *_repeats(record), *_disorder(record), *_unasked(record), *_untold(record))
    damage = () if record.books.integrity == "ok" else (f"integrity_check says: {record.books.integrity}",)
    return Verdict(
        complaints=(*lost, *others, *damage, *record.accidents),
        owed=sum(1 for _ in _owed(record)),
        lost=len(lost),
        repeats=sum(len(copies) - 1 for copies in record.copies_by_chat().values()),
        doubts=sum(row.doubts for row in record.books.rows),
    )


def _lost(record: Record) -> Iterator[str]:
    """What was published and never became an alert; what was owed to a chat that never got it."""
    for news in record.published:
        if news.number not in record.books.alerts:
            yield f"{news.number} was published and never became an alert"
    heard = record.copies_by_chat()
    states = {(row.chat, row.number): f"{row.state} {row.detail}".strip() for row in record.books.rows}
    for owed in _owed(record):
        if owed not in heard:
            yield f"{owed[1]} never reached chat {owed[0]}: {states.get(owed, 'there is no delivery')}"


def _owed(record: Record) -> Iterator[tuple[int, int]]:
    """Chat and number: all alerts since a chat follows the question. Of those who move about, nothing is sure."""
    stayers = {someone.person.id for someone in record.people if someone.stays}
    for news in record.published:
        at = record.books.alerts.get(news.number)
        for chat in stayers:
            since = record.books.follows.get((chat, news.question))
            if at is not None and since is not None and since <= at:
                yield chat, news.number


def _unsettled(record: Record) -> Iterator[str]:
    """What is noted as sent has arrived; what is parked waits for someone who blocks the bot; nothing else waits.

    What a catch-up tells is what has become of the catch-up.
    """
    movers = {someone.person.id for someone in record.people if not someone.stays}
    blockers = {someone.person.id for someone in record.people if someone.blocks}
    heard = record.copies_by_chat()
    state_of = {row.id: row.state for row in record.books.rows}
    caught_up = Counter(row.chat for row in record.books.rows if row.told_in == row.id and row.state == "sent")
    for row in record.books.rows:
        what = f"{row.number} for chat {row.chat}"
        has_arrived = (row.chat, row.number) in heard
        if row.told_in is not None:
            has_arrived |= record.catch_ups.get(row.chat, 0) >= caught_up[row.chat]
        match row.state if row.told_in is None else state_of[row.told_in]:
            case "sent" if not has_arrived:
                yield f"{what} is noted as sent and never arrived"
            case "dead" if row.chat not in movers:
                yield f"{what} is dead: {row.detail}"
            case "parked" if row.chat not in blockers:
                yield f"{what} is parked although the chat can be reached: {row.detail}"
            case "sent" | "dead" | "parked":
                pass
            case _:
                yield f"{what} still is {row.state}: {row.detail}"


def _repeats(record: Record) -> Iterator[str]:
    """A repeat comes after a lost answer only, says what it is, and is counted by the bot."""
    doubts = {(row.chat, row.number): row.doubts for row in record.books.rows}
    for key, copies in record.copies_by_chat().items():
        what = f"{key[1]} to chat {key[0]}"
        for before, after in pairwise(copies):
            if not _was_lost(before, after, record):
                yield f"{what} was sent again although it had been answered"
            if not after.marked:
                yield f"{what} was sent again without a word about it"
        if key in doubts and len(copies) - 1 > doubts[key]:
            yield f"{what} was sent {len(copies)} times, with {doubts[key]} doubts noted"


def _was_lost(copy: Copy, again: Copy, record: Record) -> bool:
    """The double lost the answer; or the process died just then, and its next life sent again."""
    return copy.unanswered or (again.life > copy.life and record.deaths[copy.life] - copy.at <= JUST_BEFORE)


def _disorder(record: Record) -> Iterator[str]:
    """Each chat hears alerts in the order in which they were decided, and on each question in that of their feed."""
    decided = record.books.alerts
    questions = {news.number: news.question for news in record.published if not news.restated}
    for chat in sorted({copy.chat for copy in record.copies}):
        firsts = tuple(dict.fromkeys(copy.number for copy in record.copies if copy.chat == chat))
        for before, after in pairwise(firsts):
            if decided.get(before, 0) > decided.get(after, 0):
                yield f"chat {chat} heard {before} before {after}, which was decided earlier"
        for asked in sorted(set(questions.values())):
            for before, after in pairwise(number for number in firsts if questions.get(number) == asked):
                if before > after:
                    yield f"chat {chat} heard {before} before {after}, which was published earlier"


def _unasked(record: Record) -> Iterator[str]:
    """Nobody hears what they never followed, and the bot holds of each what they said last."""
    questions = {news.number: news.question for news in record.published}
    asked = {someone.person.id: someone.asked for someone in record.people}
    for chat, number in record.copies_by_chat():
        if questions[number] not in asked.get(chat, ()):
            yield f"{number} was told to chat {chat}, which never followed {questions[number]}"
    for someone in record.people:
        chat = someone.person.id
        held = record.books.asked.get(chat, set())
        if held != someone.follows:
            yield f"chat {chat} said to follow {sorted(someone.follows)}; noted is {sorted(held)}"
        heard = {question for follower, question in record.books.follows if follower == chat}
        if heard != (set() if someone.blocks else held):
            yield f"chat {chat} {'blocks the bot' if someone.blocks else 'can be reached'}; it is noted otherwise"


def _untold(record: Record) -> Iterator[str]:
    """What a second outlet told too stands in the message, by an edit if it came later."""
    restated = {news.number for news in record.published if news.restated}
    for chat, number in _owed(record):
        shown = record.shown.get((chat, number), ())
        if number in restated and shown and not any("The Herald" in text and "The Tribune" in text for text in shown):
            yield f"{number} in chat {chat} was never edited to name both outlets"
