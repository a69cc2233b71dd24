"""The lexicons as data: every line can be read, and no word stands for two things."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bot.model import Language
from bot.text.concepts import LEXICONS, concepts
from bot.text.fold import fold, words
from bot.text.stopwords import FAINT, STOPWORDS

LINES = [line for lexicon in LEXICONS for line in lexicon.WORDS.split("\n") if line]
NAMES = [line.partition(":")[0] for line in LINES]


def terms(lang: Language) -> list[tuple[str, str]]:
    columns = [(name, line.partition(":")[2].split("|")) for name, line in zip(NAMES, LINES, strict=True)]
    return [(name, term) for name, both in columns for term in both[lang is Language.ES].split()]


@pytest.mark.parametrize("line", LINES)
def test_a_line_has_a_name_and_words_of_both_languages(line: str) -> None:
    name, _, rest = line.partition(":")
    english, _, spanish = rest.partition("|")
    assert name.strip() == name
    assert english.split()
    assert spanish.split()


def test_no_name_stands_twice() -> None:
    assert sorted(NAMES) == sorted(set(NAMES))


@pytest.mark.parametrize("lang", Language)
def test_no_word_stands_for_two_concepts(lang: Language) -> None:
    meant = defaultdict(set)
    for name, term in terms(lang):
        meant[term if "*" in term else words(term.replace("_", " "), lang)].add(name)
    assert {term: names for term, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize("lang", Language)
def test_a_star_stands_at_the_end_of_four_letters_or_more(lang: Language) -> None:
    starred = [term for _, term in terms(lang) if "*" in term]
    assert [term for term in starred if term.index("*") < 4 or not term.endswith("*") or "_" in term] == []


@pytest.mark.parametrize("lang", Language)
def test_words_are_written_folded(lang: Language) -> None:
    assert [term for _, term in terms(lang) if fold(term) != term] == []


def test_faint_concepts_are_concepts() -> None:
    assert set(NAMES) >= FAINT


@pytest.mark.parametrize("lang", Language)
def test_words_that_say_nothing_are_folded_to_their_singular_or_already_so(lang: Language) -> None:
    assert [word for word in STOPWORDS[lang] if fold(word) != word] == []


@pytest.mark.parametrize("lang", Language)
def test_a_phrase_comes_to_its_own_concept(lang: Language) -> None:
    """No other phrase, nor a word that says nothing, stands in its way."""
    phrases = [(name, term.replace("_", " ")) for name, term in terms(lang) if "_" in term and name != "march month"]
    read = [(name, term, [concept.key for concept in concepts(term, lang)]) for name, term in phrases]
    assert [found for found in read if found[2] != [found[0]] and found[0] != "may month"] == []
