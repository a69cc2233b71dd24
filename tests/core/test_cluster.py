"""Which entries report one development."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cluster import cluster
from bot.model import (
    Claim,
    ClaimStatus,
    Entry,
    Evidence,
    FeedUrl,
    Language,
    Precision,
    QuestionId,
    Report,
    Silence,
)
from bot.text.salience import topics
from tests.builders import T0, development, entry, evidence

Q = QuestionId("visit-date")
TEXT = (
    "The president told ministers at a televised session that the two leaders will sit down at the White House, "
    "an encounter agreed upon in last week's telephone call and prepared by both foreign ministries."
)


def clusters(*entries: Entry) -> list[Report]:
    return list(cluster(Q, [(evidence(e), None) for e in entries], ()))


def are_one(one: Entry, other: Entry) -> str:
    """Why the second joined the first, or '' if it did not."""
    first, second = clusters(one, other)
    assert (first.development.id == second.development.id) == bool(second.joined)
    return second.joined


def elsewhere(title: str, summary: str = "", *, guid: str = "", lang: Language = Language.EN) -> Entry:
    page = f"https://other.example/{len(title)}"
    return entry(title, summary, feed_url="https://other.example/feed", url=page, guid=guid or page, lang=lang)


def test_a_first_report_opens_a_development_of_its_own() -> None:
    (report,) = clusters(entry())
    assert report.joined == ""
    assert [piece.entry for piece in report.development.evidence] == [entry()]


def test_a_changed_entry_stays_with_its_development() -> None:
    edited = replace(entry("Petro to visit soon", key="k"), fingerprint="2", title="Petro to visit the White House")
    assert are_one(entry("Petro to visit soon", key="k"), edited) == "the same entry"


def test_unless_its_headline_now_states_another_number() -> None:
    before = entry("Petro to visit on Feb. 3", "", key="k")
    assert not are_one(before, replace(before, fingerprint="2", title="Petro to visit on Feb. 4"))


def test_two_feeds_of_one_site_share_their_guids() -> None:
    mine, theirs = entry("A title", guid="tag:site,2026:1"), elsewhere("Quite another", guid="tag:site,2026:1")
    assert are_one(mine, theirs) == "the same guid"


def test_a_bare_number_is_no_guid_across_sites() -> None:
    assert not are_one(entry("A title", "", guid="12345"), elsewhere("Quite another", guid="12345"))


def test_the_same_page_under_another_address_is_the_same() -> None:
    mine = entry("A title", url="https://www.site.example/a?utm_source=rss")
    theirs = replace(elsewhere("Quite another"), url="https://m.site.example/a#top")
    assert are_one(mine, theirs) == "the same address"


@pytest.mark.parametrize(
    "headline",
    ["BREAKING: Petro confirms the visit", "Petro confirms the visit - El Tiempo", "PETRO CONFIRMS THE VISIT"],
)
def test_the_same_headline_counts_without_its_trimmings(headline: str) -> None:
    assert are_one(entry("Petro confirms the visit", "One."), elsewhere(headline, "Two.")) == "the same headline"


def test_a_copied_text_joins_under_whatever_headline() -> None:
    assert are_one(entry("A date at last", TEXT), elsewhere("Leaders to meet", TEXT)) == "nearly the same text"


def test_a_copy_that_states_another_number_is_another_development() -> None:
    """A duplicate never hides a new fact."""
    mine, theirs = entry("A date at last", TEXT + " It is on 3."), elsewhere("Leaders to meet", TEXT + " It is on 4.")
    assert not are_one(mine, theirs)


def test_a_copy_that_denies_is_another_development() -> None:
    assert not are_one(entry("Petro will travel", TEXT), elsewhere("Petro will not travel", TEXT))


def test_other_news_is_another_development() -> None:
    troops = entry("Troops sent to the border", "Thirty thousand soldiers guard the line.")
    note = elsewhere("Protest note filed", "The foreign ministry rejects the threats.")
    assert not are_one(troops, note)


def test_an_entry_joins_a_development_known_from_before() -> None:
    known = development(evidence(entry("Petro confirms the visit")))
    (report,) = cluster(Q, [(evidence(elsewhere("Petro confirms the visit")), Silence.STALE)], [known])
    assert report.development.id == known.id
    assert len(report.development.evidence) == 2
    assert report.silence is Silence.STALE


def test_ten_outlets_with_one_piece_of_news_are_one_development() -> None:
    copies = [
        entry(
            f"{head}Petro confirms the visit", TEXT, feed_url=f"https://{n}.example/feed", url=f"https://{n}.example/a"
        )
        for n, head in enumerate(["", "BREAKING: ", "LIVE: ", "", "Exclusive: ", "", "", "UPDATE 1-", "", ""])
    ]
    assert len({report.development.id for report in clusters(*copies)}) == 1


def test_the_same_development_gets_the_same_name_when_decided_again() -> None:
    assert clusters(entry())[0].development.id == clusters(entry())[0].development.id


def test_the_same_entry_opens_different_developments_for_different_questions() -> None:
    other = cluster(QuestionId("visa"), [(evidence(entry()), None)], ())
    assert other[0].development.id != clusters(entry())[0].development.id


def test_a_spanish_copy_joins_a_spanish_report() -> None:
    lead = "El presidente contó a sus ministros que el encuentro quedó agendado para el martes en Washington."
    mine = entry("Petro confirma la fecha", lead, lang=Language.ES)
    theirs = elsewhere("Última hora: hay fecha", lead, lang=Language.ES)
    assert are_one(mine, theirs) == "nearly the same text"


# ------------------------------------------------------------------ the same news in other words


ASKED = topics("Is force threatened against Colombia by Trump, or does Petro get guarantees?", Language.EN)


def told(title: str, summary: str = "", lang: Language = Language.EN, *, by: str = "") -> Entry:
    """By an outlet of its own for every title, or by the one named."""
    site = f"https://{by or sha256(title.encode()).hexdigest()[:8]}.example"
    return entry(title, summary, feed_url=site, url=f"{site}/a", guid=f"{site}/a", lang=lang)


def are_same_news(one: Entry, other: Entry, *before: Entry) -> str:
    """Why the second of two joined the first, what came `before` being known; '' if it did not."""
    known = cluster(Q, [(evidence(e), None) for e in before], (), asked=ASKED)
    first, second = cluster(
        Q, [(evidence(e), None) for e in (one, other)], [report.development for report in known], asked=ASKED
    )
    return second.joined if first.development.id == second.development.id else ""


ARMS_ES = told(
    "Petro: tomaría las armas",
    "El mandatario respondió que volvería a empuñarlas contra una invasión.",
    lang=Language.ES,
)
ARMS_EN = told("Petro says he would take up arms again", "He swore in 1990 never to touch a weapon.")
TROOPS_EN = told("Colombia sends 30,000 troops to the border", "Soldiers guard the frontier after the raid on Caracas.")
TROOPS_ES = told(
    "Petro ordena desplegar 30.000 soldados en la frontera",
    "El ejército cuida el límite tras el asalto.",
    lang=Language.ES,
)
NOTE_EN = told("Colombia files a formal protest", "A note on Trump's threats goes to the chargé d'affaires.")
NOTE_ES = told(
    "Cancillería entrega nota de protesta por amenazas de Trump",
    "La recibió el encargado de negocios.",
    lang=Language.ES,
)
STORY = (ARMS_ES, ARMS_EN, TROOPS_EN, TROOPS_ES, NOTE_EN, NOTE_ES)


@pytest.mark.parametrize(
    ("one", "other"), [(ARMS_ES, ARMS_EN), (TROOPS_EN, TROOPS_ES), (NOTE_EN, NOTE_ES), (NOTE_ES, NOTE_EN)]
)
def test_the_same_news_joins_across_languages(one: Entry, other: Entry) -> None:
    assert are_same_news(one, other).startswith("the same names and words: ")


def test_a_reason_names_the_words_that_told() -> None:
    assert are_same_news(ARMS_ES, ARMS_EN) == "the same names and words: arms, again, Petro"


@pytest.mark.parametrize(("one", "other"), list(permutations((ARMS_EN, TROOPS_EN, NOTE_EN), 2)))
def test_other_news_of_the_same_day_and_people_stays_apart(one: Entry, other: Entry) -> None:
    assert not are_same_news(one, other)


@pytest.mark.parametrize("order", list(permutations(STORY))[::60])
def test_a_day_of_news_falls_into_its_developments_in_whatever_order(order: tuple[Entry, ...]) -> None:
    reports = cluster(Q, [(evidence(e), None) for e in order], (), asked=ASKED)
    found = {frozenset(STORY.index(p.entry) for p in r.development.evidence) for r in reports}
    assert {frozenset((0, 1)), frozenset((2, 3)), frozenset((4, 5))} <= found


NO_LIST = told(
    "Senator Rand Paul arranged the call, says ambassador", "Trump heard him out. Nobody brought up the list."
)
VISA_WAITS = told(
    "Ambassador: Rand Paul helped to arrange the call", "He spoke to Trump first. Visas wait for the invitation."
)


@pytest.mark.parametrize("by_what_bears", [False, True])
def test_of_two_entries_on_one_thing_those_parts_are_compared_that_bear_on_the_question(*, by_what_bears: bool) -> None:
    told_of = [
        replace(evidence(about), focus=about.summary.split(". ")[1] if by_what_bears else "")
        for about in (NO_LIST, VISA_WAITS)
    ]
    *_, last = cluster(Q, [(piece, None) for piece in (*map(evidence, STORY), *told_of)], (), asked=ASKED)
    assert bool(last.joined) is not by_what_bears


def test_the_same_words_a_week_later_are_other_news() -> None:
    week = timedelta(days=7)
    later = replace(
        evidence(told(TROOPS_EN.title, "They guard the line.", by="later")), published=T0 + week, seen_at=T0 + week
    )
    (report,) = cluster(Q, [(later, None)], [development(evidence(TROOPS_EN))])
    assert not report.joined


@pytest.mark.parametrize(
    "other",
    [
        told("Colombia envía 11.000 soldados a la frontera", "El ejército cuida el límite.", Language.ES),
        told("Colombia denies that it sends troops to the border", "Soldiers guard the frontier."),
        told("Colombia withdraws its troops from the border", "Soldiers guarded the frontier after the raid."),
    ],
    ids=["another number", "a denial", "the opposite"],
)
def test_another_fact_in_the_same_words_is_another_development(other: Entry) -> None:
    deployed = told("Colombia deploys 30,000 troops on the border", "Soldiers guard the frontier after the raid.")
    assert not are_same_news(deployed, other)


def answering(about: Entry, value: str, published: datetime = T0) -> Evidence:
    claim = Claim(value, ClaimStatus.ASSERTED, Precision.DAY, words="", rule="")
    return replace(evidence(about, published=published, seen_at=published), claim=claim)


def test_whoever_names_the_same_coming_date_restates_it_however_long_after() -> None:
    announced = answering(entry("A date at last"), "2026-02-03")
    again = answering(told("Bogotá prepares for Washington"), "2026-02-03", T0 + timedelta(days=9))
    (report,) = cluster(Q, [(again, None)], [development(announced)])
    assert report.joined == "the same date: 2026-02-03"


GRANTED = answering(entry("Molina gets his visa after all"), "granted")
GRANTED_TOO = answering(
    told("Embajada entrega documento al mandatario", "", Language.ES), "granted", T0 + timedelta(days=1)
)


def turning(about: Entry, value: str, published: datetime = T0) -> Evidence:
    piece = answering(about, value, published)
    assert piece.claim is not None
    return replace(piece, claim=replace(piece.claim, turn=True))


def test_a_turn_that_nobody_told_of_lately_opens_a_development_however_alike_it_sounds() -> None:
    talk = evidence(told("Molina gets no visa yet, embassy says", "The embassy and Molina talk of the visa."))
    turn = turning(told("Molina gets visa, embassy says", "The embassy and Molina talked of the visa."), "granted")
    again = turning(told("Embajada entrega documento", "", Language.ES), "granted", T0 + timedelta(hours=9))
    first, second = cluster(Q, [(turn, None), (again, None)], [development(talk)])
    assert not first.joined
    assert second.joined == "the same answer: granted"


def test_while_a_choice_is_news_whoever_asserts_it_restates_it() -> None:
    (report,) = cluster(Q, [(GRANTED_TOO, None)], [development(GRANTED)])
    assert report.joined == "the same answer: granted"


@pytest.mark.parametrize(
    ("again", "before", "known"),
    [
        (GRANTED_TOO, GRANTED, "granted"),
        (answering(GRANTED_TOO.entry, "granted", T0 + timedelta(days=4)), GRANTED, ""),
        (answering(GRANTED_TOO.entry, "refused"), GRANTED, ""),
        (answering(GRANTED_TOO.entry, "granted"), evidence(GRANTED.entry), ""),
    ],
    ids=["it was known", "days later", "another", "the first only spoke of it"],
)
def test_else_the_same_choice_says_little(again: Evidence, before: Evidence, known: str) -> None:
    (report,) = cluster(Q, [(again, None)], [development(before)], known=known)
    assert not report.joined


def test_whoever_names_that_day_without_saying_what_for_restates_it_too() -> None:
    announced = answering(entry("A date at last"), "2026-02-03")
    talk = evidence(told("All eyes on Tuesday", "Bogotá looks to February 3.", by="talk"))
    other = evidence(told("Markets wait for the bank", "Rates may fall on February 6.", by="other"))
    reports = cluster(Q, [(talk, None), (other, None)], [development(announced)])
    assert [report.joined for report in reports] == ["the same date: 2026-02-03", ""]


def test_on_the_day_itself_the_date_says_nothing() -> None:
    announced = answering(entry("A date at last"), "2026-02-03")
    held = answering(told("Leaders shake hands"), "2026-02-03", datetime(2026, 2, 3, 18, tzinfo=UTC))
    (report,) = cluster(Q, [(held, None)], [development(announced)])
    assert not report.joined


def test_a_copy_with_another_answer_is_another_development() -> None:
    one, other = answering(entry("A date", TEXT), "2026-02-03"), answering(told("A date", TEXT), "2026-02-04")
    first, second = cluster(Q, [(one, None), (other, None)], ())
    assert first.development.id != second.development.id


def test_a_first_date_is_another_development_than_talk_of_one() -> None:
    talk = evidence(entry("Trump to receive Petro at the White House", "The visit is being arranged."))
    dated = answering(
        told("Trump to receive Petro at the White House in weeks", "The visit is arranged."), "2026-02-03"
    )
    assert not cluster(Q, [(dated, None)], [development(talk)])[0].joined


# ------------------------------------------------------------------ how much is known


def test_what_came_in_one_document_stands_in_the_order_in_which_it_was_read() -> None:
    """Of two copies the later one is joined: that published later, whatever the ids of their developments."""
    early, late = (
        development(evidence(entry(TEXT, key=f"{hour}"), published=T0 + timedelta(hours=hour)), id=id_)
        for hour, id_ in ((1, "b"), (2, "a"))
    )
    copy = (evidence(entry(TEXT, key="copy", guid="copy", url="https://a.example/"), published=T0), None)
    for known in ((early, late), (late, early)):
        (report,) = cluster(Q, [copy], known)
        assert report.development.id == late.id


def test_a_report_is_compared_with_the_latest_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.cluster.MOST_KNOWN", 1)
    first = development(evidence(entry(TEXT, key="first")), id="a")
    other = development(evidence(entry("Rain in Cali", key="other"), seen_at=T0 + timedelta(hours=1)), id="b")
    copy = (evidence(entry(TEXT, key="copy", guid="copy", url="https://a.example/")), None)
    assert cluster(Q, [copy], [first])[0].joined
    assert not cluster(Q, [copy], [first, other])[0].joined


# ------------------------------------------------------------------ laws


@given(st.lists(st.sampled_from(STORY), max_size=8), st.lists(st.sampled_from(STORY), max_size=4))
def test_nothing_is_dropped_and_nothing_told_twice(known: list[Entry], arriving: list[Entry]) -> None:
    before = {r.development.id: r.development for r in cluster(Q, [(evidence(e), None) for e in known], ())}
    reports = cluster(Q, [(evidence(e), None) for e in arriving], before.values())
    after = before | {r.development.id: r.development for r in reports}
    kept = [piece.entry for d in after.values() for piece in d.evidence]
    assert Counter(kept) == Counter([*known, *arriving])


@given(st.permutations(STORY), st.integers(0, len(STORY)))
def test_arriving_together_or_one_after_another_is_the_same(order: list[Entry], cut: int) -> None:
    pieces = [(evidence(e, seen_at=T0 + timedelta(minutes=minute)), None) for minute, e in enumerate(order)]
    at_once = cluster(Q, pieces, (), asked=ASKED)
    first = cluster(Q, pieces[:cut], (), asked=ASKED)
    known = {r.development.id: r.development for r in first}
    assert first + cluster(Q, pieces[cut:], reversed(known.values()), asked=ASKED) == at_once


@given(st.sampled_from(STORY), st.permutations(STORY))
def test_a_copy_joins_whatever_else_is_known(about: Entry, order: list[Entry]) -> None:
    """Restating never opens a development."""
    known = {r.development.id: r.development for r in cluster(Q, [(evidence(e), None) for e in order], ())}
    copy = replace(about, feed=FeedUrl("https://copy.example"), url="https://copy.example/1", guid="copy-1")
    (report,) = cluster(Q, [(evidence(copy), None)], known.values())
    assert report.joined
    assert about in [piece.entry for piece in report.development.evidence]


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.booleans())
def test_numbers_that_differ_never_merge(one: int, other: int, in_title: bool) -> None:  # noqa: FBT001
    def of(number: int, by: str) -> tuple[Evidence, None]:
        count, below = f"{number:,} soldiers guard the frontier", "The army moved after the raid on Caracas."
        about = told(count, below, by=by) if in_title else told("Troops", f"{count}. {below}", by=by)
        return evidence(about), None

    first, second = cluster(Q, [of(one, "mine"), of(other, "theirs")], ())
    assert (first.development.id == second.development.id) == (one == other)
