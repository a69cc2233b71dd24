"""The index never disagrees with the queries it was built from, whatever they are and however it files them."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, assert_never

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.core.match import build_index, match
from bot.model import Entry, Feed, Language, Place
from bot.text.fold import capital_form, labels, letters, singular, surfaces
from bot.text.query import parse_query
from bot.text.querytree import And, Field, FieldTerm, Near, Node, Not, Or, Phrase, Within, Word
from tests.builders import entry, feed, question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EN, ES = Language.EN, Language.ES


class Plain:
    """The meaning of a query, written down as plainly as can be: every place is tried."""

    def __init__(self, about: Entry, source: Feed) -> None:
        self.about = about
        self.texts = {Place.TITLE: surfaces(about.title), Place.SUMMARY: surfaces(about.summary)}
        self.names = [labels(name) for name in (source.outlet, about.source, "news.example")]

    def holds(self, node: Node, places: Sequence[Place] = (Place.TITLE, Place.SUMMARY)) -> bool:
        match node:
            case Word() | Phrase():
                return any(True for place in places for _ in self.stretches(node, place))
            case Near():
                return any(self.chained(node, place) for place in places)
            case FieldTerm():
                return self.field(node)
            case Within():
                return self.holds(node.child, [node.place])
            case And():
                return all(self.holds(child, places) for child in node.children)
            case Or():
                return any(self.holds(child, places) for child in node.children)
            case Not():
                return not self.holds(node.child, places)
            case _:
                assert_never(node)

    def places(self, word: Word, place: Place) -> list[int]:
        return [number for number, surface in enumerate(self.texts[place]) if self.same(word, surface)]

    def same(self, word: Word, surface: str) -> bool:
        if word.kind == "name":
            return capital_form(surface) == word.form
        if word.kind == "prefix":
            return letters(surface).startswith(word.form)
        number = singular(letters(surface), self.about.lang)
        return number in (singular(word.form, EN), singular(word.form, ES))

    def stretches(self, leaf: Word | Phrase, place: Place) -> Iterator[tuple[int, int]]:
        words = leaf.words if isinstance(leaf, Phrase) else (leaf,)
        reach = leaf.reach if isinstance(leaf, Phrase) else None
        for numbers in product(*(self.places(word, place) for word in words)):
            if reach is None and any(later != earlier + 1 for earlier, later in pairwise(numbers)):
                continue
            if len(set(numbers)) == len(numbers) and max(numbers) - min(numbers) < len(numbers) + (reach or 0):
                yield min(numbers), max(numbers)

    def chained(self, near: Near, place: Place) -> bool:
        options = [[s for leaf in operand for s in self.stretches(leaf, place)] for operand in near.operands]
        return any(
            all(0 <= gap(*pair) <= reach for pair, reach in zip(pairwise(chosen), near.reaches, strict=True))
            for chosen in product(*options)
        )

    def field(self, term: FieldTerm) -> bool:
        match term.field:
            case Field.LANG:
                return self.about.lang == term.value
            case Field.URL:
                return term.value in self.about.url
            case Field.AUTHOR:
                return contains(labels(self.about.author), term.value)
            case Field.SOURCE:
                return any(contains(name, term.value) for name in self.names)
            case _:
                assert_never(term.field)


def gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Words between two stretches; negative where they overlap."""
    return max(one[0] - other[1], other[0] - one[1]) - 1


def contains(parts: Sequence[str], value: str) -> bool:
    words = tuple(value.split())
    return any(tuple(parts[at : at + len(words)]) == words for at in range(len(parts)))


WORDS = [
    "petro",
    "Petro",
    "petros",
    "visa",
    "Visas",
    "vis*",
    "sanción",
    "sanciones",
    "sanc*",
    "casa",
    "Casa",
    "US",
    "us",
]
LEAVES = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
)
OPERANDS = st.one_of(LEAVES, st.lists(LEAVES, min_size=2, max_size=3).map(lambda some: f"({' OR '.join(some)})"))
NEARS = st.tuples(OPERANDS, st.integers(0, 3), OPERANDS, st.sampled_from(["", " NEAR/1 visa"])).map(
    lambda parts: f"({parts[0]} NEAR/{parts[1]} {parts[2]}{parts[3]})"
)
CROWDS = st.tuples(st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), st.integers(0, 3)).map(
    lambda parts: f'"{" ".join(parts[0])}"~{parts[1]}'
)
FIELDS = st.sampled_from(
    ["lang:es", "lang:en", "source:example", 'source:"the example"', "author:ana", "url:visa", "source:none"]
)


def joined(below: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(below, min_size=2, max_size=3).map(lambda some: f"({' OR '.join(some)})"),
        st.lists(below, min_size=2, max_size=3).map(lambda some: f"({' AND '.join(some)})"),
        st.tuples(below, below).map(lambda pair: f"({pair[0]} -{pair[1]})"),
    )


TEXT_LEAVES = st.one_of(LEAVES, NEARS, CROWDS)
PLACED = st.tuples(st.sampled_from(["title", "summary"]), st.recursive(TEXT_LEAVES, joined, max_leaves=3)).map(
    lambda pair: f"{pair[0]}:{pair[1]}"
)
QUERIES = st.recursive(st.one_of(TEXT_LEAVES, FIELDS, PLACED), joined, max_leaves=5)
TEXTS = st.lists(
    st.sampled_from(["Petro", "petro", "PETROS", "visa", "Visas", "sanciones", "Casa", "casas", "us", "U.S.", "y"]),
    max_size=7,
).map(" ".join)


@settings(max_examples=300)
@given(
    st.lists(QUERIES, min_size=1, max_size=6), TEXTS, TEXTS, st.sampled_from(Language), st.sampled_from(["", "Ana B"])
)
def test_the_index_agrees_with_the_queries(
    queries: list[str], title: str, summary: str, lang: Language, author: str
) -> None:
    """Exactly the questions whose query holds are found, however the index files them, and each says why."""
    about = entry(title, summary, lang=lang, author=author, url="https://news.example/a-visa")
    plain = Plain(about, feed())
    asked = [question(str(number), query) for number, query in enumerate(queries)]
    found = match(build_index(asked), [about], feed())
    held = [str(number) for number, query in enumerate(queries) if plain.holds(parse_query(query).root)]
    assert [one.question for one in found] == held
    for one in found:
        assert one.hits
        assert all(hit.term in queries[int(one.question)] for hit in one.hits)


@given(st.lists(QUERIES, min_size=1, max_size=2), TEXTS, TEXTS)
def test_hits_lie_in_their_text(queries: list[str], title: str, summary: str) -> None:
    found = match(build_index([question(match=tuple(queries))]), [entry(title, summary, lang=ES)], feed())
    assume(found)
    for hit in found[0].hits:
        text = {Place.TITLE: title, Place.SUMMARY: summary, Place.FIELD: ""}[hit.place]
        assert 0 <= hit.start <= hit.end <= len(text)
        assert (hit.place is Place.FIELD) == (hit.start == hit.end)
