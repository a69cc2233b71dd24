"""How near a report stands to a group of reports."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Language
from bot.text.resemblance import Commonness, Group, Likeness
from bot.text.salience import salience
from tests.builders import entry

TROOPS = ("Colombia sends 30,000 troops to the border", "Soldiers guard the frontier after the raid on Caracas.")
TROPAS = ("Colombia envía 30.000 soldados a la frontera", "La tropa cuida el límite tras el asalto en Caracas.")
NOTE = ("Colombia hands protest note to the chargé d'affaires", "The foreign ministry rejects insults and threats.")
ALIKE = ("Colombia and the border: a history", "An exhibition in Cali.")


def grouped(*reports: tuple[str, str], asked: frozenset[str] = frozenset()) -> tuple[Commonness, list[Group]]:
    """Every report in a group of its own."""
    commonness, groups = Commonness(asked), [Group() for _ in reports]
    for report, group in zip(reports, groups, strict=True):
        commonness.add(salience(entry(*report)), group)
    return commonness, groups


def likeness(
    report: tuple[str, str],
    *groups: tuple[str, str],
    days: float = 0,
    rivals: int = 1,
    lang: Language = Language.EN,
    asked: frozenset[str] = frozenset(),
) -> Likeness:
    """To the first of the groups."""
    commonness, (group, *_) = grouped(*groups, asked=asked)
    return commonness.likeness(salience(entry(*report, lang=lang)), group, days=days, rivals=rivals)


def test_the_same_report_is_the_same_news() -> None:
    assert likeness(TROOPS, TROOPS, NOTE).odds > 0


def test_so_is_the_same_news_in_the_other_language() -> None:
    found = likeness(TROPAS, TROOPS, NOTE, lang=Language.ES)
    assert found.odds > 0
    assert {"army", "border"} <= set(found.concepts)


def test_other_news_is_not() -> None:
    assert likeness(NOTE, TROOPS, NOTE).odds < 0


def test_what_speaks_most_for_it_comes_first() -> None:
    """Colombia stands in both groups, so it tells the least."""
    assert likeness(TROOPS, TROOPS, NOTE).concepts[-1] == "colomb*"


def test_two_words_in_common_are_too_few_however_alike() -> None:
    assert likeness(ALIKE, TROOPS).odds == -inf


def test_but_for_a_headline_of_three_words() -> None:
    assert likeness(("Petro: take arms", ""), ("Petro takes up arms again", "")).odds > 0


def test_a_headline_must_have_a_word_in_common() -> None:
    behind = "It came after the raid on Caracas, the talks in Lima and the storm."
    assert likeness(("Troops on the move", behind), ("Protest note filed", behind)).odds == -inf


@pytest.mark.parametrize("report", [TROOPS, ("Troops at the border", "Colombia guards the frontier.")])
def test_time_and_rivals_make_it_less_likely(report: tuple[str, str]) -> None:
    near = likeness(report, TROOPS, NOTE).odds
    assert likeness(report, TROOPS, NOTE, days=1).odds < near
    assert likeness(report, TROOPS, NOTE, rivals=4).odds < near


def test_what_is_asked_about_tells_little() -> None:
    asked = frozenset(("colomb*", "border", "army"))
    assert likeness(TROOPS, TROOPS, NOTE, asked=asked).concepts[0] not in asked
    assert (
        likeness(("Colombia: troops, border", ""), TROOPS, asked=asked).odds
        < likeness(("Colombia: troops, border", ""), TROOPS).odds
    )


def test_what_reports_of_one_development_share_still_tells_it_from_others() -> None:
    """Ten reports of troops do not make troops a common word; ten developments with troops do."""
    one, ten = Commonness(), Commonness()
    group = Group()
    for number in range(10):
        report = salience(entry("Troops at the border", f"Report {number}"))
        one.add(report, group)
        ten.add(report, Group())
    other = salience(entry("Troops at the border at dawn", "A convoy."))
    alone = Group()
    ten.add(salience(entry("Troops at the border", "The last")), alone)
    assert one.likeness(other, group, days=0, rivals=1).odds > 0 > ten.likeness(other, alone, days=0, rivals=11).odds


def test_a_group_does_not_drift_away_from_what_opened_it() -> None:
    """The first report counts more than any other."""
    commonness, drifted = Commonness(), Group()
    for report in (TROOPS, NOTE):
        commonness.add(salience(entry(*report)), drifted)
    to_lead = commonness.likeness(salience(entry(*TROOPS)), drifted, days=0, rivals=1).odds
    turned = Group()
    other = Commonness()
    for report in (NOTE, TROOPS):
        other.add(salience(entry(*report)), turned)
    assert to_lead > other.likeness(salience(entry(*TROOPS)), turned, days=0, rivals=1).odds


def test_a_member_with_nothing_in_common_makes_it_less_likely() -> None:
    report = salience(entry(*TROOPS))
    alike, mixed = (Commonness(), Group()), (Commonness(), Group())
    for (commonness, group), second in ((alike, TROOPS), (mixed, ("A storm over Cuba", "Heavy rain."))):
        commonness.add(report, group)
        commonness.add(salience(entry(*second)), group)
    odds = [c.likeness(report, group, days=0, rivals=1).odds for c, group in (alike, mixed)]
    assert odds[0] > odds[1]


WORDS = (
    "Colombia",
    "sends",
    "troops",
    "border",
    "army",
    "guard",
    "raid",
    "Caracas",
    "Lima",
    "storm",
    "note",
    "protest",
)
TEXT = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(
    st.lists(st.tuples(TEXT, TEXT, st.integers(0, 5)), max_size=20),
    st.tuples(TEXT, TEXT),
    st.lists(st.sampled_from([0.0, 0.5, 2.0, None]), min_size=6, max_size=6),
    st.integers(1, 6),
)
def test_the_nearest_is_the_likeliest_of_all(
    known: list[tuple[str, str, int]], report: tuple[str, str], days: list[float | None], rivals: int
) -> None:
    """Whoever asks for it before: what was summed up for an earlier report must not count for a later one."""
    commonness, groups, asked = Commonness({"colomb*"}), [Group() for _ in days], salience(entry(*report))
    for title, summary, number in known:
        commonness.add(salience(entry(title, summary)), groups[number])
        for about in (salience(entry(title, summary)), asked):
            opened = sorted((group for group in groups if group.members), key=lambda group: group.number)
            away = {group.number: days[groups.index(group)] for group in opened}
            likely = [
                (commonness.likeness(about, group, days=off, rivals=rivals), group)
                for group in opened
                if (off := away[group.number]) is not None
            ]
            best = max(likely, key=lambda pair: pair[0].odds, default=None)
            found = commonness.nearest(about, lambda group: away[group.number], rivals=rivals)  # noqa: B023 - asked now
            assert found == ((best[1], best[0].concepts) if best and best[0].odds > 0 else None)
