"""Which entries report one development."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.cluster import Report, cluster
from bot.model import Entry, Language, QuestionId, Silence
from tests.builders import development, entry, evidence

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
