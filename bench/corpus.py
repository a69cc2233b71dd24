"""News that never was: entries and questions of any number, the same ones for the same seed.

Words are drawn as in real text, by a Zipf-Mandelbrot law over ranks: the function words of English and Spanish first,
then the words of the story the bot ships with, then a long tail of made-up words. So the common words repeat, most
words are rare, and questions ask for words as rare as those that people ask for. Nothing is known here of how well
real news would match.
"""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bot.model import Entry, EntryKey, Feed, FeedKind, FeedUrl, Language, Question, QuestionId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS_OF_AN_ENTRY = 60
WORDS_OF_A_TITLE = 12
DIFFERENT_WORDS = 60_000
"""Of one language."""
DIFFERENT_NAMES = 5_000

_FUNCTION_WORDS = {
    Language.EN: """the of and to in a that is for on it with as was he be by at from his are have this not but had has
        they or an which will were been who their said more one would its about after also when there people up out if
        new over what than into some could we two first other all no years before last while she her can between under
        only them time against during most i now where so him through such because because these any many since""",
    Language.ES: """de la que el en y a los se del las por un con no una su para es al lo como más o pero sus le ha este
        si porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les
        ni contra otros ese eso ante ellos e esto antes algunos qué unos yo otro otras otra él tanto esa estos mucho
        quienes nada muchos cual poco ella estar estas algunas algo nosotros fue ser son dos años según hace tras""",
}
_STORY = {
    Language.EN: """president government visa visas sanctions meeting White House talks visit call security drug
        cooperation minister foreign military threat treasury congress statement agreement oil trade border court""",
    Language.ES: """presidente gobierno visa sanciones reunión Casa Blanca diálogo visita llamada seguridad droga
        cooperación ministro canciller militar amenaza tesoro congreso declaración acuerdo petróleo frontera corte""",
}
NAMES = (
    *("Petro", "Trump", "Maduro", "Rubio", "Sánchez", "Bogotá", "Washington", "Caracas", "Colombia", "Venezuela"),
    *("OFAC", "Reuters", "Ecopetrol", "Pentágono", "Peña", "Núñez", "López", "Ramírez", "Cúcuta", "Medellín"),
)
_ONSETS = {
    Language.EN: (*"bcdfghlmnprstvw", *"bdlmnrst", "br", "ch", "gr", "pl", "sh", "st", "th", "tr"),
    Language.ES: (*"bcdfgjlmnñprstvz", *"bdlmnrst", "br", "gr", "ll", "pl", "tr"),
}
_RHYMES = {
    Language.EN: (*"aeio", "ea", "ou", "an", "er", "in", "on", "al", "ing"),
    Language.ES: (*"aeiouao", "ar", "en", "ía", "es", "ión"),
}

FEED = Feed(FeedUrl("https://news.example/feed"), "The Example", FeedKind.PRESS, Language.EN, timedelta(minutes=15))
QUESTIONS = (
    'Petro AND ("White House" OR "Casa Blanca" OR Trump) AND (visit* OR meet* OR reuni*)',
    "Petro NEAR/12 (visa OR visado)",
    'Petro AND (sancion* OR sanction* OR OFAC OR "lista Clinton" OR "Clinton list")',
    "Colombia AND (decertif* OR descertif*)",
    "(Petro OR Colombia) AND (arancel* OR tariff*) -fútbol",
    '"Petro Trump"~8 AND (cumbre OR summit)',
    "Rubio AND (Colombia OR Petro) -opinión",
    "(extradition OR extradición) AND Colombia",
    'Maduro AND (Petro OR Colombia) AND ("military action" OR "acción militar")',
    "Ecopetrol AND (sancion* OR sanction*)",
)
"""Ten, the size of a real deployment."""


class Vocabulary(NamedTuple):
    words: Sequence[str]
    cumulative: Sequence[float]


@cache
def vocabulary(lang: Language) -> Vocabulary:
    """Words by rank, with their cumulative frequencies."""
    known = list(dict.fromkeys(f"{_FUNCTION_WORDS[lang]} {_STORY[lang]}".split()))
    made_up = itertools.islice(_made_up(lang, set(known)), DIFFERENT_WORDS - len(known))
    words = [*known, *made_up]
    return Vocabulary(words, list(itertools.accumulate(_frequencies(len(words)))))


def _made_up(lang: Language, used: set[str]) -> Iterator[str]:
    """Words of two syllables while there are few, then of three; a third stands beside its plural."""
    draw = random.Random(f"words {lang}")
    onsets, rhymes = _ONSETS[lang], _RHYMES[lang]
    while True:
        syllables = 2 if len(used) < DIFFERENT_WORDS // 10 else 3
        word = "".join(draw.choice(onsets) + draw.choice(rhymes) for _ in range(syllables))
        for form in (word, f"{word}s") if draw.random() < 1 / 3 else (word,):
            if form not in used:
                used.add(form)
                yield form


@cache
def names() -> Sequence[str]:
    """The story's, then made-up ones."""
    made_up = itertools.islice(_made_up(Language.ES, set()), DIFFERENT_NAMES - len(NAMES))
    return [*NAMES, *(word.capitalize() for word in made_up)]


@cache
def _name_frequencies() -> Sequence[float]:
    return list(itertools.accumulate(_frequencies(DIFFERENT_NAMES)))


def _frequencies(number: int) -> Iterator[float]:
    return ((rank + 2.7) ** -1.07 for rank in range(1, number + 1))


def entries(number: int, seed: int) -> list[Entry]:
    """About 380 characters each, every other one in Spanish."""
    draw = random.Random(f"entries {seed}")
    return [_entry(draw, f"{seed}-{place}", Language.ES if place % 2 else Language.EN) for place in range(number)]


def _entry(draw: random.Random, key: str, lang: Language) -> Entry:
    words, cumulative = vocabulary(lang)
    text = draw.choices(words, cum_weights=cumulative, k=WORDS_OF_AN_ENTRY)
    for name in draw.choices(names(), cum_weights=_name_frequencies(), k=5):
        text[draw.randrange(WORDS_OF_AN_ENTRY)] = name
    text[draw.randrange(WORDS_OF_AN_ENTRY)] = str(draw.randrange(1, 2030))
    text[draw.randrange(WORDS_OF_AN_ENTRY)] = "U.S." if lang is Language.EN else "EE. UU."
    for start in (0, WORDS_OF_A_TITLE):
        text[start] = text[start].capitalize()
    for end in (23, 37, WORDS_OF_AN_ENTRY - 1):
        text[end] += "."
    for pause in (6, 18, 31, 45):
        text[pause] += ","
    title, summary = " ".join(text[:WORDS_OF_A_TITLE]), " ".join(text[WORDS_OF_A_TITLE:])
    address = f"https://news.example/{key}"
    published = datetime(2026, 1, 8, tzinfo=UTC)
    return Entry(FEED.url, EntryKey(key), key, key, address, title, summary, "", "", "", lang, published)


def questions(number: int) -> list[Question]:
    """The ten of the story, then as many made-up ones as it takes, each with one query."""
    draw = random.Random("questions")
    queries = [*QUESTIONS[:number], *(_query(draw) for _ in range(number - len(QUESTIONS)))]
    return [Question(QuestionId(f"question-{place}"), {}, (query,)) for place, query in enumerate(queries)]


def _query(draw: random.Random) -> str:
    """One to three groups of one to three terms; a third of them with an exclusion. No name stands twice."""
    lang = draw.choice(tuple(Language))
    groups = []
    names = iter(dict.fromkeys(_name(draw) for _ in range(40)))
    for _ in range(draw.choice((1, 2, 2, 2, 3))):
        terms = [_term(draw, lang, names) for _ in range(draw.choice((1, 1, 2, 3)))]
        groups.append(terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})")
    if len(groups) == 1:
        groups = [f'"{_word(draw, lang)} {_word(draw, lang)}"' if draw.random() < 1 / 2 else _rare_word(draw, lang)]
    link = f" NEAR/{draw.randrange(3, 15)} " if draw.random() < 1 / 10 else " AND "
    excluded = f" -{_word(draw, lang)}" if draw.random() < 3 / 10 else ""
    return link.join(groups) + excluded


def _term(draw: random.Random, lang: Language, names: Iterator[str]) -> str:
    kind = draw.random()
    if kind < 0.15:
        return f'"{_word(draw, lang)} {_word(draw, lang)}"'
    if kind < 0.22:
        return f"{_word(draw, lang)[:6]}*"
    return next(names) if kind < 0.30 else _word(draw, lang)


def _word(draw: random.Random, lang: Language) -> str:
    """Neither a function word nor a hapax: ranks from 300 on, each decade as likely as the next."""
    return vocabulary(lang).words[int(300 * (DIFFERENT_WORDS / 300) ** draw.random())]


def _name(draw: random.Random) -> str:
    """Famous ones more often: each decade of ranks is as likely as the next."""
    return names()[int(DIFFERENT_NAMES ** draw.random()) - 1]


def _rare_word(draw: random.Random, lang: Language) -> str:
    """For a question of one word, which has to be a telling one."""
    return vocabulary(lang).words[int(5_000 * (DIFFERENT_WORDS / 5_000) ** draw.random())]
