"""Replies: from values to the message that a chat reads. It asks nobody anything and sends nothing.

Lists end with how many more there are, so that no reply is longer than Telegram takes.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from html import escape, unescape
from typing import TYPE_CHECKING, Final

from bot.core.compose import MESSAGE_UNITS, clean, clip, compose_standing, units
from bot.model import Button, Message
from bot.text.answers import in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime, tzinfo

    from bot.model import Coverage, Question, QuestionId, Standing
    from bot.text.catalog import Catalog

COMMANDS: Final = {
    "start": "chat.command.start",
    "follow": "chat.command.follow",
    "unfollow": "chat.command.unfollow",
    "questions": "chat.command.questions",
    "status": "chat.command.status",
    "stop": "chat.command.stop",
    "help": "chat.command.help",
}
"""What each command does is a text of the catalog; in the order in which people read of them."""

FOLLOW = "f:"
UNFOLLOW = "u:"

LISTED = 50
"""Questions in one list; Telegram takes 100 buttons under a message."""
_SUGGESTED = 5
_LABEL_UNITS = 64
_HEADLINE_UNITS = 140
_WANTED_UNITS = 64
_ROOM_FOR_MORE = 200
"""Units kept free for the line that says how many more there are."""


def welcome(catalog: Catalog, questions: Sequence[Question], followed: Collection[QuestionId]) -> Message:
    """Who follows something already reads that its alerts come: they may have been off."""
    paragraphs = [catalog.text("chat.welcome")]
    if any(question.id in followed for question in questions):
        paragraphs.append(catalog.text("chat.on"))
    paragraphs.append(catalog.text("chat.follow.choose" if questions else "chat.no_questions"))
    return _listing(catalog, "\n\n".join(paragraphs), questions, follow_buttons(catalog, questions, followed))


def choose_to_follow(catalog: Catalog, questions: Sequence[Question], followed: Collection[QuestionId]) -> Message:
    head = catalog.text("chat.follow.choose" if questions else "chat.no_questions")
    return _listing(catalog, head, questions, follow_buttons(catalog, questions, followed))


def choose_to_unfollow(catalog: Catalog, questions: Sequence[Question]) -> Message:
    """`questions`: those that the chat follows."""
    if not questions:
        return _message(catalog.text("chat.unfollow.nothing"))
    return _listing(catalog, catalog.text("chat.unfollow.choose"), questions, _unfollow_buttons(catalog, questions))


def unknown_to_follow(
    catalog: Catalog, wanted: str, questions: Sequence[Question], followed: Collection[QuestionId]
) -> Message:
    """What was meant, if that can be guessed; else all questions."""
    if not questions:
        return choose_to_follow(catalog, questions, followed)
    close, typed = similar(wanted, questions), _as_typed(wanted)
    if close:
        head = catalog.plural("chat.unknown.close", len(close), wanted=typed)
        return _listing(catalog, head, close, follow_buttons(catalog, close, followed))
    head = catalog.text("chat.unknown", wanted=typed)
    return _listing(catalog, head, questions, follow_buttons(catalog, questions, followed))


def unknown_to_unfollow(catalog: Catalog, wanted: str, questions: Sequence[Question]) -> Message:
    """What was meant of `questions`, those that the chat follows, or all of them."""
    if not questions:
        return choose_to_unfollow(catalog, questions)
    close, typed = similar(wanted, questions), _as_typed(wanted)
    if close:
        head = catalog.plural("chat.unknown.close", len(close), wanted=typed)
        return _listing(catalog, head, close, _unfollow_buttons(catalog, close))
    head = catalog.text("chat.unfollow.unknown", wanted=typed)
    return _listing(catalog, head, questions, _unfollow_buttons(catalog, questions))


def now_follows(catalog: Catalog, standing: Standing, now: datetime, zone: tzinfo, *, new: bool) -> Message:
    """Where the question stands, under a line that says what following brings."""
    head = catalog.text("chat.follow.done" if new else "chat.follow.already")
    stands = compose_standing(standing, catalog=catalog, now=now, zone=zone)
    unfollow = Button(catalog.text("alert.unfollow"), data=f"{UNFOLLOW}{standing.question.id}")
    return Message(f"{head}\n\n{stands.html}", f"{head}\n\n{stands.plain}", ((unfollow,),))


def no_longer_follows(catalog: Catalog, question: Question, *, did: bool) -> Message:
    key = "chat.unfollow.done" if did else "chat.unfollow.not_followed"
    return _message(catalog.text(key, ask=_ask(catalog, question), id=question.id))


def where_all_stand(
    catalog: Catalog, standings: Iterable[Standing], total: int, followed: Collection[QuestionId], now: datetime
) -> Message:
    """Two lines a question. `total` counts them all, the standings being those of the first."""
    if not total:
        return _message(catalog.text("chat.no_questions"))
    html = catalog.text("chat.questions")
    shown = 0
    for standing in standings:
        lines = "\n\n" + _stands(catalog, standing, standing.question.id in followed, now)
        if units(html) + units(lines) > MESSAGE_UNITS - _ROOM_FOR_MORE:
            break
        html += lines
        shown += 1
    return _message(html + _more(catalog, total - shown))


def status(
    catalog: Catalog, coverage: Coverage, *, following: int, questions: int, active: bool, now: datetime
) -> Message:
    """How well the feeds are heard: dead feeds, a dead network and no news must not look alike."""
    lines = [catalog.plural("chat.status.following", questions, following=following)]
    if following and not active:
        lines.append(catalog.text("chat.status.off"))
    lines.append("")
    if coverage.last_poll_at is None:
        lines.append(catalog.text("chat.status.unpolled"))
        return _message("\n".join(lines))
    if coverage.answering:
        lines.append(catalog.plural("chat.status.coverage", coverage.feeds, answering=coverage.answering))
    else:
        lines.append(catalog.text("chat.status.deaf"))
    lines.append(catalog.text("chat.status.polled", age=catalog.age(now - coverage.last_poll_at)))
    if coverage.unread and coverage.answering:
        lines.append(catalog.plural("chat.status.unread", coverage.unread))
    lines.append(catalog.plural("chat.status.entries", coverage.entries, age=catalog.age(now - coverage.since)))
    return _message("\n".join(lines))


def stopped(catalog: Catalog, followed: int, *, known: bool) -> Message:
    return _message(catalog.text("chat.stopped", followed=followed) if known else catalog.text("chat.stopped.unknown"))


def help_text(catalog: Catalog) -> Message:
    head, foot = catalog.text("chat.welcome"), catalog.text("chat.help.groups")
    return _message(f"{head}\n\n{_command_list(catalog)}\n\n{foot}")


def unknown_command(catalog: Catalog, command: str) -> Message:
    """`command` as it was typed, or empty for a text that is none."""
    typed = _as_typed(command)
    head = catalog.text("chat.unknown_command", command=typed) if typed else catalog.text("chat.only_commands")
    return _message(f"{head}\n\n{_command_list(catalog)}")


def only_administrators(catalog: Catalog) -> Message:
    return _message(catalog.text("chat.only_admins"))


def apology(catalog: Catalog) -> Message:
    return _message(catalog.text("chat.failed"))


def follow_buttons(
    catalog: Catalog, questions: Iterable[Question], followed: Collection[QuestionId]
) -> tuple[tuple[Button, ...], ...]:
    """One a row; pressing always follows, never the opposite, so that pressing twice does no harm."""
    return tuple(
        (Button(_label(catalog, q, followed=q.id in followed), data=f"{FOLLOW}{q.id}"),)
        for q in tuple(questions)[:LISTED]
    )


def _unfollow_buttons(catalog: Catalog, questions: Sequence[Question]) -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(_label(catalog, q), data=f"{UNFOLLOW}{q.id}"),) for q in questions[:LISTED])


def similar(wanted: str, questions: Sequence[Question]) -> tuple[Question, ...]:
    """Questions whose id is nearly what was asked for, or else all that have it in their id or text."""
    by_id = {str(question.id): question for question in questions}
    close = get_close_matches(_folded(wanted).replace(" ", "-").replace("_", "-"), by_id, n=_SUGGESTED)
    if close:
        return tuple(by_id[name] for name in close)
    word = _folded(wanted)
    if not any(c.isalnum() for c in word):
        return ()
    return tuple(q for q in questions if any(word in _folded(text) for text in (q.id, *q.ask.values())))


def _command_list(catalog: Catalog) -> str:
    return "\n".join(f"/{command} – {catalog.text(key)}" for command, key in COMMANDS.items())


def _stands(catalog: Catalog, standing: Standing, followed: bool, now: datetime) -> str:  # noqa: FBT001 - of one line
    mark = "✓ " if followed else ""
    first = f"{mark}<b>{_ask(catalog, standing.question)}</b> <code>{standing.question.id}</code>"
    phase = catalog.phase(standing.phase)
    if standing.state and standing.state.answer:
        answer = in_words(standing.state.answer, catalog.calling(standing.question.shown))
        phase = f"{phase}: {escape(answer, quote=False)}"
    if not standing.developments:
        return f"{first}\n{phase}"
    lead = standing.developments[0].lead
    headline = clip(clean(lead.entry.title) or clean(lead.entry.summary), _HEADLINE_UNITS)
    age = catalog.age(now - lead.published)
    return (
        first
        + "\n"
        + catalog.text("chat.questions.latest", phase=phase, headline=escape(headline, quote=False), age=age)
    )


def _listing(
    catalog: Catalog, head: str, questions: Sequence[Question], buttons: tuple[tuple[Button, ...], ...]
) -> Message:
    return _message(head + _more(catalog, len(questions) - len(buttons)), buttons)


def _more(catalog: Catalog, n: int) -> str:
    return "\n\n" + catalog.plural("chat.more", n) if n > 0 else ""


def _label(catalog: Catalog, question: Question, *, followed: bool = False) -> str:
    return ("✓ " if followed else "") + clip(clean(catalog.choose(question.ask)), _LABEL_UNITS)


def _ask(catalog: Catalog, question: Question) -> str:
    return escape(clip(clean(catalog.choose(question.ask)), _HEADLINE_UNITS), quote=False)


def _as_typed(text: str) -> str:
    return escape(clip(clean(text), _WANTED_UNITS), quote=False)


def _folded(text: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _message(html: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> Message:
    return Message(html, unescape(re.sub(r"</?(?:b|code)>", "", html)), buttons)
