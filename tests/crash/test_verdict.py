"""The judge finds each way in which the bot could fail: a drill that cannot fail would prove nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from tests.crash.__main__ import report
from tests.crash.crowd import Follower
from tests.crash.drill import Plan
from tests.crash.newsroom import News
from tests.crash.record import Books, Copy, Record, Row
from tests.crash.verdict import judge
from tests.doubles.botapi import Person

if TYPE_CHECKING:
    from collections.abc import Callable

ANA, BO = 1, 2
FIRST, SECOND = 10_001, 10_002
DEATH = 100.0


def good() -> Record:
    """Ana, who stays, heard both; Bo, who moves about and blocks the bot now, heard the first."""
    ana = Follower(Person(ANA), stays=True, follows={"avaria"}, asked={"avaria"})
    bo = Follower(Person(BO), stays=False, blocks=True, follows={"avaria"}, asked={"avaria"})
    return Record(
        published=(News(FIRST, "avaria", "", restated=True), News(SECOND, "avaria", "", restated=False)),
        copies=(Copy(ANA, FIRST, 0, 50.0), Copy(BO, FIRST, 0, 50.0), Copy(ANA, SECOND, 1, 150.0)),
        deaths=(DEATH,),
        people=(ana, bo),
        books=Books(
            alerts={FIRST: 1_000, SECOND: 2_000},
            rows=(
                Row(1, ANA, FIRST, "sent", 0, ""),
                Row(2, BO, FIRST, "sent", 0, ""),
                Row(3, ANA, SECOND, "sent", 0, ""),
                Row(4, BO, SECOND, "parked", 0, "blocked the bot"),
            ),
            follows={(ANA, "avaria"): 500},
            asked={ANA: {"avaria"}, BO: {"avaria"}},
        ),
        shown={(ANA, FIRST): ["The Herald, The Tribune"], (ANA, SECOND): ["The Herald"]},
    )


def with_books(record: Record, **changes: Any) -> Record:
    return replace(record, books=replace(record.books, **changes))


def with_row(record: Record, row: Row) -> Record:
    return with_books(record, rows=[row if one.id == row.id else one for one in record.books.rows])


def repeated(record: Record, first: Copy, again: Copy, *, doubts: int) -> Record:
    """Ana got the first news twice."""
    told = replace(record, copies=(first, again, *record.copies[1:]))
    return with_row(told, Row(1, ANA, FIRST, "sent", doubts, ""))


def test_all_is_well_where_it_is() -> None:
    verdict = judge(good())
    assert verdict.complaints == ()
    assert (verdict.owed, verdict.lost, verdict.repeats, verdict.doubts) == (2, 0, 0, 0)


def test_what_a_catch_up_tells_has_arrived_with_it() -> None:
    back = with_row(with_row(good(), Row(2, BO, FIRST, "gathered", 0, "", 4)), Row(4, BO, SECOND, "sent", 0, "", 4))
    assert judge(replace(back, catch_ups={BO: 1})).complaints == ()
    assert judge(replace(back, copies=back.copies[::2])).complaints == (
        "10001 for chat 2 is noted as sent and never arrived",
        "10002 for chat 2 is noted as sent and never arrived",
    )
    still = with_row(back, Row(4, BO, SECOND, "pending", 0, "", 4))
    assert judge(replace(still, catch_ups={BO: 1})).complaints == (
        "10001 for chat 2 still is gathered: ",
        "10002 for chat 2 still is pending: ",
    )


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (
            lambda r: replace(r, copies=r.copies[:2]),
            "10002 never reached chat 1: sent",
        ),
        (
            lambda r: replace(r, published=(*r.published, News(10_003, "avaria", "", restated=False))),
            "10003 was published and never became an alert",
        ),
        (lambda r: replace(r, copies=(r.copies[0], r.copies[2])), "10001 for chat 2 is noted as sent and never"),
        (lambda r: with_row(r, Row(3, ANA, SECOND, "dead", 0, "too much")), "10002 for chat 1 is dead: too much"),
        (lambda r: with_row(r, Row(3, ANA, SECOND, "parked", 0, "gone")), "10002 for chat 1 is parked although the"),
        (lambda r: with_row(r, Row(3, ANA, SECOND, "in doubt", 1, "cut")), "10002 for chat 1 still is in doubt: cut"),
        (lambda r: replace(r, copies=(r.copies[2], *r.copies[:2])), "chat 1 heard 10002 before 10001, which was dec"),
        (
            lambda r: with_books(
                replace(
                    r,
                    published=[replace(news, restated=False) for news in r.published],
                    copies=(r.copies[2], *r.copies[:2]),
                ),
                alerts={FIRST: 2_000, SECOND: 1_000},
            ),
            "chat 1 heard 10002 before 10001, which was published earlier",
        ),
        (
            lambda r: replace(r, people=(replace(r.people[0], asked=set()), r.people[1])),
            "10001 was told to chat 1, which never followed avaria",
        ),
        (lambda r: with_books(r, asked={ANA: set(), BO: {"avaria"}}), "chat 1 said to follow ['avaria']; noted is []"),
        (lambda r: with_books(r, follows={}), "chat 1 can be reached; it is noted otherwise"),
        (
            lambda r: with_books(r, follows={(ANA, "avaria"): 500, (BO, "avaria"): 500}),
            "chat 2 blocks the bot; it is noted otherwise",
        ),
        (
            lambda r: replace(r, shown={(ANA, FIRST): ["The Herald"]}),
            "10001 in chat 1 was never edited to name both outlets",
        ),
        (lambda r: with_books(r, integrity="row missing"), "integrity_check says: row missing"),
        (lambda r: replace(r, accidents=("it ended by itself",)), "it ended by itself"),
    ],
)
def test_what_went_wrong_is_named(spoil: Callable[[Record], Record], complaint: str) -> None:
    found = judge(spoil(good())).complaints
    assert any(one.startswith(complaint) for one in found), found


FIRST_TRY = Copy(ANA, FIRST, 0, DEATH - 1)
SECOND_TRY = Copy(ANA, FIRST, 1, DEATH + 1, marked=True)


@pytest.mark.parametrize(
    ("first", "again"),
    [(FIRST_TRY, SECOND_TRY), (replace(FIRST_TRY, at=20.0, unanswered=True), replace(SECOND_TRY, life=0, at=60.0))],
    ids=["killed just then", "the double lost the answer"],
)
def test_a_repeat_after_a_lost_answer_is_right_if_it_is_counted(first: Copy, again: Copy) -> None:
    verdict = judge(repeated(good(), first, again, doubts=1))
    assert (verdict.complaints, verdict.repeats, verdict.doubts) == ((), 1, 1)


@pytest.mark.parametrize(
    ("first", "again", "doubts", "complaint"),
    [
        (FIRST_TRY, SECOND_TRY, 0, "10001 to chat 1 was sent 2 times, with 0 doubts noted"),
        (FIRST_TRY, replace(SECOND_TRY, marked=False), 1, "10001 to chat 1 was sent again without a word about it"),
        (FIRST_TRY, replace(SECOND_TRY, life=0), 1, "10001 to chat 1 was sent again although it had been answered"),
        (replace(FIRST_TRY, at=50.0), SECOND_TRY, 1, "10001 to chat 1 was sent again although it had been answered"),
    ],
    ids=["not counted", "not marked", "answered in this life", "answered long before the death"],
)
def test_any_other_repeat_is_a_fault(first: Copy, again: Copy, doubts: int, complaint: str) -> None:
    assert complaint in judge(repeated(good(), first, again, doubts=doubts)).complaints


def test_the_exit_code_says_whether_all_is_well_and_the_last_line_how_to_see_it_again() -> None:
    plan, shown = Plan(kills=200, seed=7), io.StringIO()
    assert report(Console(file=shown), plan, good(), 60.0) == 0
    assert "Again" not in shown.getvalue()
    assert report(Console(file=shown), plan, replace(good(), copies=()), 60.0) == 1
    assert "- 10001 never reached chat 1: sent" in shown.getvalue()
    assert shown.getvalue().endswith("Again: make crash KILLS=200 SEED=7\n")
