"""What a delivery or an edit says, composed from what is known at that moment, in the reader's language.

It reads and composes; it sends nothing and settles nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.catch_up import compose_catch_up, is_silent
from bot.core.compose import compose
from bot.core.gather import compose_gathering
from bot.core.route import manner
from bot.store import answers, catch_up, gathering, outbox, subscribers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    from bot.model import Alert, ChatId, Delivery, Edit, Language, Message, Missed, Question, QuestionId
    from bot.ports import Clock
    from bot.store import Database
    from bot.text.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Letter:
    """A message and how it is sent."""

    message: Message
    reply_to: int | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Letters:
    """`question_of` gives a question that is being watched."""

    db: Database
    clock: Clock
    catalogs: Mapping[Language, Catalog]
    zone: tzinfo
    question_of: Callable[[QuestionId], Question | None]

    def of_delivery(self, delivery: Delivery) -> Letter | None:
        """None: what it was to tell is gone."""
        repeat = delivery.doubts > 0
        if delivery.catches_up:
            return self._catch_up(delivery, repeat=repeat)
        if delivery.gathers:
            return self._gather(delivery, repeat=repeat)
        alert = outbox.alert(self.db, delivery.transition)
        message = self._compose(alert, delivery.chat, repeat=repeat)
        if alert is None or message is None:
            return None
        how = manner(alert.transition.kind)
        last = outbox.last_message(self.db, delivery.chat, alert.transition.question) if how.replies else None
        return Letter(message, last, how.silent)

    def of_edit(self, edit: Edit) -> Message | None:
        """None: what it was to tell is gone."""
        alert = outbox.alert(self.db, edit.transition)
        return self._compose(alert, edit.chat, repeat=edit.repeat, superseded=edit.superseded)

    def _gather(self, delivery: Delivery, *, repeat: bool) -> Letter | None:
        together = gathering.told_together(self.db, delivery.transition, delivery.chat)
        alerts = tuple(alert for id_ in together if (alert := outbox.alert(self.db, id_)))
        catalog = self._catalog(delivery.chat)
        if catalog is None or not alerts:
            return None
        return Letter(compose_gathering(alerts, catalog=catalog, now=self.clock(), zone=self.zone, repeat=repeat))

    def _catch_up(self, delivery: Delivery, *, repeat: bool) -> Letter | None:
        """It replies to the last message where one question is all it tells, and that has moved on."""
        missed = tuple(self._named(one) for one in catch_up.missed(self.db, delivery))
        catalog = self._catalog(delivery.chat)
        if catalog is None or not missed:
            return None
        message = compose_catch_up(missed, catalog=catalog, now=self.clock(), zone=self.zone, repeat=repeat)
        told = [alert.transition for one in missed for alert in one.alerts]
        replies = len(missed) == 1 and any(manner(step.kind).replies for step in told)
        last = outbox.last_message(self.db, delivery.chat, told[0].question) if replies else None
        return Letter(message, last, is_silent(missed))

    def _named(self, missed: Missed) -> Missed:
        """With what its question calls its choices."""
        question = self.question_of(missed.alerts[0].transition.question)
        return replace(missed, shown=question.shown) if question else missed

    def _compose(self, alert: Alert | None, chat: ChatId, *, repeat: bool, superseded: bool = False) -> Message | None:
        catalog = self._catalog(chat)
        if catalog is None or alert is None:
            return None
        id_ = alert.transition.question
        question = self.question_of(id_)
        return compose(
            alert,
            catalog=catalog.calling(question.shown) if question else catalog,
            now=self.clock(),
            zone=self.zone,
            repeat=repeat,
            superseded=superseded,
            confirm=question.confirm if question else None,
            state=answers.question_states(self.db, [id_]).get(id_),
        )

    def _catalog(self, chat: ChatId) -> Catalog | None:
        """In the chat's language; None if the chat is no longer known."""
        subscriber = subscribers.subscriber(self.db, chat)
        return self.catalogs[subscriber.lang] if subscriber else None
