"""What a delivery says, in the words of its reader and of its question's admin."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from bot.jobs.letters import Letters
from bot.locale import read_catalogs
from bot.model import (
    ChangeKind,
    ChatId,
    ChoiceAnswer,
    Delivery,
    DeliveryState,
    Language,
    Transition,
    TransitionId,
)
from bot.store import open_store, outbox, questions, subscribers, transaction
from tests.builders import T0, development, question
from tests.fakes import FakeClock

CHAT, STEP = ChatId(7), TransitionId("t")
SHOWN = {"revoked": {Language.EN: "revoked", Language.ES: "revocada"}}
VISA = replace(question(), answer=ChoiceAnswer(("visa",), {}, SHOWN))


@pytest.mark.parametrize(("language", "told"), [(Language.EN, "Revoked"), (Language.ES, "Revocada")])
def test_a_choice_is_told_in_the_words_of_its_admin(language: Language, told: str) -> None:
    db = open_store(None)
    changed = development()
    step = Transition(STEP, VISA.id, changed.id, ChangeKind.CHANGED, T0, "so it says", silence=None, answer="revoked")
    subscribers.subscribe(db, CHAT, language, T0)
    with transaction(db):
        questions.register(db, [VISA], T0)
        questions.save_development(db, changed)
        questions.save_transition(db, step)
        outbox.save_alert(db, STEP, T0, cap=10)
    letters = Letters(db, FakeClock(), read_catalogs(), UTC, {VISA.id: VISA}.get)
    letter = letters.of_delivery(Delivery(STEP, CHAT, DeliveryState.SENDING, due_at=T0))
    assert letter is not None
    assert letter.message.plain.split("\n")[1] == told
    db.close()
