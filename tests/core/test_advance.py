"""The life of a development: open, reported, confirmed."""

from __future__ import annotations

from bot.core.advance import advance
from bot.core.life import begin
from bot.core.route import route
from bot.model import ChangeKind, Confirmation, Development, Evidence, Phase, Report, Silence
from tests.builders import T0, development, evidence, question

RULE = Confirmation(origins=2, official=True)


def report(*pieces: Evidence, phase: Phase = Phase.OPEN, silence: Silence | None = None) -> Report:
    return Report(development(*pieces, phase=phase), joined="", silence=silence)


def steps(*reports: Report, rule: Confirmation = RULE) -> tuple[list[Development], list[ChangeKind]]:
    developments, _, transitions = advance(reports, begin(question(), T0), rule, T0)
    return list(developments), [t.kind for t in transitions]


def test_a_first_report_makes_it_reported() -> None:
    (after,), kinds = steps(report(evidence()))
    assert (after.phase, kinds) == (Phase.REPORTED, [ChangeKind.REPORTED])


def test_a_second_independent_origin_confirms_it() -> None:
    both = (evidence(origin="a.example"), evidence(origin="b.example"))
    (after,), kinds = steps(report(*both, phase=Phase.REPORTED))
    assert (after.phase, kinds) == (Phase.CONFIRMED, [ChangeKind.CONFIRMED])


def test_ten_entries_of_one_publisher_confirm_nothing() -> None:
    (after,), kinds = steps(report(*[evidence(origin="a.example")] * 10, phase=Phase.REPORTED))
    assert (after.phase, kinds) == (Phase.REPORTED, [])


def test_entries_whose_origin_is_unknown_count_for_nobody() -> None:
    pieces = (evidence(origin="a.example"), evidence(origin=""))
    assert steps(report(*pieces, phase=Phase.REPORTED))[1] == []


def test_an_official_source_reports_and_confirms_at_once() -> None:
    (after,), kinds = steps(report(evidence(official=True, outlet="The White House")))
    assert (after.phase, kinds) == (Phase.CONFIRMED, [ChangeKind.REPORTED, ChangeKind.CONFIRMED])


def test_an_official_source_confirms_nothing_where_the_rule_says_so() -> None:
    rule = Confirmation(origins=2, official=False)
    assert steps(report(evidence(official=True)), rule=rule)[1] == [ChangeKind.REPORTED]


def test_a_confirmed_development_takes_no_further_step() -> None:
    many = tuple(evidence(origin=f"{n}.example") for n in range(4))
    assert steps(report(*many, phase=Phase.CONFIRMED))[1] == []


def test_reports_of_one_document_build_on_each_other() -> None:
    first, second = evidence(origin="a.example"), evidence(origin="b.example")
    (after,), kinds = steps(report(first), report(first, second))
    assert (after.phase, kinds) == (Phase.CONFIRMED, [ChangeKind.REPORTED, ChangeKind.CONFIRMED])


def test_a_step_says_by_which_rule_it_was_taken() -> None:
    white_house = report(evidence(official=True, outlet="The White House"))
    _, _, transitions = advance([white_house], begin(question(), T0), RULE, T0)
    assert [t.reason for t in transitions] == ["first report, by The White House", "official source: The White House"]


def test_only_a_first_report_that_nothing_silences_is_told() -> None:
    open_ = begin(question(), T0)
    _, _, told = advance([report(evidence(official=True))], open_, RULE, T0)
    _, _, silent = advance([report(evidence(), silence=Silence.STALE)], open_, RULE, T0)
    assert route(told) == (told[0].id,)
    assert route(silent) == ()
