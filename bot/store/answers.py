"""Claims and the answers that follow from them, as the store keeps them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.model import Claim, ClaimStatus, Phase, Precision, QuestionId, QuestionState, Support
from bot.store.columns import from_ms, to_ms

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database


def claim_to(claim: Claim | None) -> str | None:
    return None if claim is None else json.dumps(asdict(claim), ensure_ascii=False)


def claim_from(text: str | None) -> Claim | None:
    if text is None:
        return None
    told = json.loads(text)
    return Claim(**{**told, "status": ClaimStatus(told["status"]), "precision": Precision(told["precision"])})


def question_states(db: Database, questions: Collection[QuestionId]) -> dict[QuestionId, QuestionState]:
    """The states of those questions that have one."""
    rows = db.execute("SELECT * FROM question_states")
    return {
        QuestionId(row["question"]): QuestionState(
            question=QuestionId(row["question"]),
            phase=Phase(row["phase"]),
            answer=row["answer"],
            since=from_ms(row["since"]),
            supports=tuple(_support_from(told) for told in json.loads(row["supports"])),
        )
        for row in rows
        if row["question"] in questions
    }


def save_question_state(db: Database, state: QuestionState) -> None:
    supports = [[s.value, sorted(s.origins), s.official, to_ms(s.first_at), to_ms(s.last_at)] for s in state.supports]
    db.execute(
        "INSERT OR REPLACE INTO question_states (question, phase, answer, since, supports) VALUES (?, ?, ?, ?, ?)",
        [state.question, state.phase, state.answer, to_ms(state.since), json.dumps(supports)],
    )


def _support_from(told: list[object]) -> Support:
    value, origins, official, first_at, last_at = told
    return Support(
        value=str(value),
        origins=frozenset(origins if isinstance(origins, list) else ()),
        official=bool(official),
        first_at=from_ms(int(str(first_at))),
        last_at=from_ms(int(str(last_at))),
    )
