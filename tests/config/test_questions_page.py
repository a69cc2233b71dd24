"""docs/questions.md: what it shows is what happens."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.config import read_config
from bot.core.choice_claim import choice_claim
from bot.core.match import build_index, match
from bot.model import ChoiceAnswer, ClaimStatus, Config, DateAnswer, Language
from bot.text.dates.claim import date_claim
from bot.text.grammar.changes import CLOSE, STRONG, Kind, kinds_of, listed
from bot.text.grammar.words import alternatives
from tests.builders import entry, feed, question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model import Claim, Question

PAGE = (Path(__file__).parents[2] / "docs/questions.md").read_text("utf-8")
FEEDS = "feeds: [{url: https://a.example/feed, outlet: The A, lang: en}]\n"
FIRST, LAST = (block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "bridge-toll:" in block)


def rows(after: str) -> Iterator[list[str]]:
    """The cells of the first table after some words, without its head."""
    table = re.search(r"\n *\|.*?(?=\n *[^ |]|\n\n)", PAGE.partition(after)[2], re.DOTALL)
    assert table
    for line in table[0].strip().splitlines()[2:]:
        yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def read(text: str) -> Config:
    config = read_config(FEEDS + text, "feeds.yaml")
    assert isinstance(config, Config), config
    return config


def found(questions: tuple[Question, ...], headline: str, lang: Language) -> set[str]:
    matches = match(build_index(questions), (entry(headline, "", lang=lang),), feed(lang=lang))
    return {each.question for each in matches}


def toll(choices: str, headline: str, lang: Language = Language.EN) -> Claim | None:
    """What a headline states of the toll, were its choices so."""
    config = read(re.sub(r"(?<=choices:\n).*?(?=      known)", choices, LAST, count=1, flags=re.DOTALL))
    answer = config.questions[1].answer
    assert isinstance(answer, ChoiceAnswer)
    return choice_claim(headline, "", lang, answer, ("Portomar",))


HEADLINES = [(headline, Language(lang), bears.strip("`–")) for _, headline, lang, bears in rows("what they said:")]
CHOICES = "        kept: {en: [remain*, keep*], es: [sigue*]}\n        dropped: "


@pytest.mark.parametrize(("headline", "lang", "bears"), HEADLINES)
def test_the_questions_of_the_example_find_what_bears_on_them(headline: str, lang: Language, bears: str) -> None:
    """And nothing else."""
    assert found(read(LAST).questions, headline, lang) == ({bears} if bears else set())


def test_the_first_try_finds_what_the_page_says() -> None:
    """Four headlines, of which two bear on it; the Spanish one is missing."""
    tried = read("questions:\n" + FIRST).questions
    hits = [(headline, bears) for headline, lang, bears in HEADLINES if found(tried, headline, lang)]
    assert [bears for _, bears in hits] == ["bridge-toll", "", "", "bridge-toll"]


def test_the_answer_of_the_example_is_told_from_what_is_considered() -> None:
    """In both languages."""
    choices = CHOICES + "{en: [scrap*, lift*], es: [elimin*, levant*]}\n"
    stated = [toll(choices, headline, lang) for headline, lang, bears in HEADLINES if bears == "bridge-toll"]
    assert [(claim.value, claim.status) for claim in stated if claim] == [
        ("dropped", ClaimStatus.HEDGED),
        ("dropped", ClaimStatus.ASSERTED),
        ("dropped", ClaimStatus.ASSERTED),
    ]


@pytest.mark.parametrize(("headline", "lang", "bears"), HEADLINES)
def test_the_days_of_the_example_are_read(headline: str, lang: Language, bears: str) -> None:
    """May 4, then June 15, in both languages."""
    answer = read(LAST).questions[0].answer
    assert isinstance(answer, DateAnswer)
    if bears == "bridge-date":
        claim = date_claim(headline, "", lang, datetime(2026, 3, 2, tzinfo=UTC), answer.about)
        assert claim
        assert claim.value == ("2026-05-04" if "4" in headline else "2026-06-15")


# ------------------------------------------------------------------ words that the bot knows

FAMILIES = [(*cues.split(", "), *brought.removesuffix(" …").split("; ")) for cues, brought in rows("adds the rest:")]


def kinds(english: str, spanish: str) -> frozenset[Kind]:
    return kinds_of({Language.EN: (english,), Language.ES: (spanish,)})


@pytest.mark.parametrize(("english", "spanish", "along", "consigo"), FAMILIES)
def test_a_cue_brings_its_family_along(english: str, spanish: str, along: str, consigo: str) -> None:
    """Every word that the page names; of phrases, the first."""
    (kind,) = kinds(english, spanish)
    for lang, words in ((Language.EN, along), (Language.ES, consigo)):
        for word in words.split(", "):
            assert is_listed(word.partition(" ")[0], kind, lang), word


def test_every_family_is_on_the_page() -> None:
    """By a cue in each language."""
    assert set().union(*(kinds(english, spanish) for english, spanish, *_ in FAMILIES)) == set(Kind) - {Kind.REIMPOSE}


def is_listed(word: str, kind: Kind, lang: Language) -> bool:
    phrases = (phrase.split() for table in (STRONG, CLOSE) for phrase in listed(table, kind, lang))
    return any(word in exact or word.startswith(stems) for exact, stems in (alternatives(p[0]) for p in phrases))


# ------------------------------------------------------------------ mistakes

REFUSED = {
    "`answer: choice`": (LAST[LAST.index("    answer:\n") :], "    answer: choice\n"),
    "`type: yes/no`": ("type: choice", "type: yes/no"),
    "no `choices`": (LAST[LAST.index("      choices:") : LAST.index("      known:")], ""),
    "no `about`": ("      about: [toll, peaje]\n", ""),
    "one choice": ("        kept:    {en: [remain*, keep*], es: [sigue*, mantien*]}\n", ""),
    "`dropped: {}`": ("{en: [scrap*, lift*], es: [elimin*, levant*]}", "{}"),
    "`dropped: {en: [scrap*]}`": ("{en: [scrap*, lift*], es: [elimin*, levant*]}", "{en: [scrap*]}"),
    "`lift*` and `lifted` in two choices": (
        "[remain*, keep*], es: [sigue*, mantien*]}\n        dropped: {en: [scrap*, lift*]",
        "[lift*], es: [sigue*]}\n        dropped: {en: [lifted]",
    ),
    "`en: [scrap OR lift]`": ("[scrap*, lift*]", "[scrap OR lift]"),
    "`en: ['\"the toll\"']`": ("[scrap*, lift*]", "['\"the toll\"']"),
    "`en: [li*]`": ("[scrap*, lift*]", "[li*]"),
    "`known: kept`": ("{value: kept}", "kept"),
    "`known: {value: keep}`": ("{value: kept}", "{value: keep}"),
    "`known: {value: May 4}`": ("reapertura]}", "reapertura], known: {value: May 4}}"),
    "`expires: true` with choices": ("known: {value: kept}\n", "known: {value: kept}\n    expires: true\n"),
}  # fmt: skip
SAID = {written: says for written, says, _ in rows("`check` refuses these")}


@pytest.mark.parametrize("written", REFUSED)
def test_check_says_what_the_page_says(written: str) -> None:
    """Of each mistake, made in the example."""
    old, new = REFUSED[written]
    assert old in LAST
    problems = read_config(FEEDS + LAST.replace(old, new, 1), "feeds.yaml")
    assert isinstance(problems, tuple)
    assert SAID[written] in [problem.message for problem in problems]


def test_every_refusal_on_the_page_is_tried() -> None:
    """None is there by hearsay."""
    assert list(REFUSED) == list(SAID)


BRIDGE = "The old iron bridge that once joined Portomar to the coast"


@pytest.mark.parametrize(
    ("written", "better", "headline", "is_news"),
    [
        ("bridge toll", "Portomar AND (toll OR peaje)", "Stratham bridge toll scrapped", False),
        ("bridge toll", "Portomar AND (toll OR peaje)", "Portomar elimina el peaje", True),
        ("Portomar toll OR peaje", "Portomar (toll OR peaje)", "Sube el peaje en Valmora", False),
        ("Toll AND Portomar", "toll AND Portomar", "Portomar toll dropped", True),
        ("Portomar reopen", "Portomar (reopen* OR reabr*)", "Portomar bridge reopened", True),
        ("Portomar NEAR/2 bridge", "Portomar NEAR/8 bridge", BRIDGE, True),
        ("Portomar toll -ferry", 'Portomar toll -"ferry fire"', "Portomar toll kept on bridge and ferry", True),
    ],
)
def test_a_query_that_means_something_else(written: str, better: str, headline: str, is_news: bool) -> None:  # noqa: FBT001
    """It misses the news, or finds what is none; the better one does not."""
    assert bool(found((question(match=better),), headline, Language.EN)) is is_news
    assert bool(found((question(match=written),), headline, Language.EN)) is not is_news


@pytest.mark.parametrize(
    ("cues", "better", "headline"),
    [
        (
            "{en: [end*], es: [elimin*]}",
            "{en: [scrap*], es: [elimin*]}",
            "At the end of the bridge the toll is paid in cash",
        ),
        (
            "{en: [consider*], es: [estudi*]}",
            "{en: [scrap*], es: [elimin*]}",
            "Council considers toll on Portomar bridge",
        ),
    ],
)
def test_a_cue_that_means_something_else(cues: str, better: str, headline: str) -> None:
    """It answers where nothing is answered."""
    claim = toll(f"{CHOICES}{cues}\n", headline)
    assert claim
    assert (claim.value, claim.status) == ("dropped", ClaimStatus.ASSERTED)
    assert toll(f"{CHOICES}{better}\n", headline) is None


def test_without_a_choice_for_now_that_it_stays_states_nothing() -> None:
    """With one, it does."""
    stays = "Portomar bridge toll stays, council decides"
    dropped = "{en: [scrap*], es: [elimin*]}\n"
    raised = f"        kept: {{en: [rais*], es: [sub*]}}\n        dropped: {dropped}"
    assert toll(raised, stays) is None
    claim = toll(CHOICES + dropped, stays)
    assert claim
    assert claim.value == "kept"


@pytest.mark.parametrize(
    ("headline", "lang", "value", "status"),
    [
        ("Council scraps toll", "en", "dropped", ClaimStatus.ASSERTED),
        ("Council could scrap toll", "en", "dropped", ClaimStatus.HEDGED),
        ("Council is asked to scrap toll", "en", "dropped", ClaimStatus.HEDGED),
        ("Council has yet to scrap toll", "en", "kept", ClaimStatus.ASSERTED),
        ("Es falso que eliminaron el peaje", "es", "kept", ClaimStatus.ASSERTED),
        ("Toll was scrapped in 2019", "en", "dropped", ClaimStatus.PAST),
        ("The scrapped toll is remembered", "en", "dropped", ClaimStatus.PAST),
    ],
)
def test_doubt_denial_and_the_past_need_no_cues(headline: str, lang: str, value: str, status: ClaimStatus) -> None:
    """The bot reads them itself."""
    claim = toll(CHOICES + "{en: [scrap*], es: [elimin*]}\n", headline, Language(lang))
    assert claim
    assert (claim.value, claim.status) == (value, status)
