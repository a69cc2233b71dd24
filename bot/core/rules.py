"""Builds the index: queries in, rules over atoms out, each filed under the rarest thing it cannot do without.

It reads no entry. How rare a word is, is guessed from the queries themselves: what many ask for is often in the news.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeVar, assert_never

from bot.core.index import (
    Anchored,
    Chain,
    Crowd,
    Every,
    Fields,
    Passage,
    QuestionIndex,
    Row,
    Rule,
    Some,
    Tree,
    Vocabulary,
    Without,
    Words,
)
from bot.model import Language
from bot.text.fold import singular
from bot.text.query import parse_query
from bot.text.querytree import And, Field, FieldTerm, Near, Node, Not, Or, Phrase, Within, Word, WordKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.model import Place, Question, QuestionId

_COMMON = {Field.AUTHOR: 1e3, Field.SOURCE: 1e4, Field.URL: 1e5, Field.LANG: 1e6}
"""Weight of a field value as a pivot: to be chosen only where no word will do."""

_PREFIX = 4.0
"""A prefix finds several words."""

_PASSAGE = 0.1
"""A phrase is rarer than its rarest word, but to find it costs more."""


def build_index(questions: Sequence[Question]) -> QuestionIndex:
    """Raises QueryError for a query that cannot be read; those of a valid Config can."""
    atoms = _Atoms()
    rules = [
        _rule(number, _tree(parse_query(query).root, None, atoms))
        for number, question in enumerate(questions)
        for query in question.match
    ]
    return atoms.index(tuple(question.id for question in questions), rules)


# ------------------------------------------------------------------ from a query's tree to a rule


def _tree(node: Node, place: Place | None, atoms: _Atoms) -> Tree:
    match node:
        case Word():
            word = atoms.word(node)
            return word if place is None else atoms.passage(Row((word,), place), node.text)
        case Phrase():
            return _phrase(node, place, atoms)
        case Near():
            operands = tuple(tuple(_alternative(leaf, atoms) for leaf in operand) for operand in node.operands)
            return atoms.passage(Chain(operands, node.reaches, place), "")
        case FieldTerm():
            return atoms.field(node)
        case Within():
            return _tree(node.child, node.place, atoms)
        case And():
            return _joined(Every, [_tree(child, place, atoms) for child in node.children])
        case Or():
            return _joined(Some, [_tree(child, place, atoms) for child in node.children])
        case Not():
            return Without(_tree(node.child, place, atoms))
        case _:
            assert_never(node)


def _phrase(node: Phrase, place: Place | None, atoms: _Atoms) -> int:
    words = tuple(map(atoms.word, node.words))
    passage = Row(words, place) if node.reach is None else Crowd(words, node.reach, place)
    return atoms.passage(passage, node.text)


def _alternative(leaf: Word | Phrase, atoms: _Atoms) -> int:
    return atoms.word(leaf) if isinstance(leaf, Word) else _phrase(leaf, None, atoms)


def _joined(kind: type[Every | Some], children: Iterable[Tree]) -> Tree:
    """One node where a tree has several of a kind below each other."""
    flat: list[Tree] = []
    for child in children:
        flat.extend(child.children if isinstance(child, kind) else (child,))
    return kind(tuple(flat))


def _rule(question: int, tree: Tree) -> Rule:
    """Most trees are groups and exclusions altogether; what is not, is kept as a tree."""
    groups: list[tuple[int, ...]] = []
    excluded: list[int] = []
    rest: list[Tree] = []
    for part in tree.children if isinstance(tree, Every) else (tree,):
        if (group := _atoms_of(part)) is not None:
            groups.append(group)
        elif isinstance(part, Without) and (group := _atoms_of(part.child)) is not None:
            excluded.extend(group)
        else:
            rest.append(part)
    return question, tuple(groups), tuple(excluded), Every(tuple(rest)) if rest else None


def _atoms_of(tree: Tree) -> tuple[int, ...] | None:
    """The atoms of which any makes the tree true, if it is as simple as that."""
    if isinstance(tree, int):
        return (tree,)
    if isinstance(tree, Some):
        atoms = tuple(child for child in tree.children if isinstance(child, int))
        return atoms if len(atoms) == len(tree.children) else None
    return None


# ------------------------------------------------------------------ from rules to an index


class _Atoms:
    """Hands out numbers from 0, the same one for what is written the same and means the same."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.weighed: list[str | Field | Passage] = []
        self.uses: Counter[str] = Counter()
        self.words: dict[str, int] = {}
        self.passages: dict[tuple[Passage, str], int] = {}
        self.fields: dict[tuple[Field, str, str], int] = {}
        self.plain: dict[str, tuple[int, ...]] = {}
        self.names: dict[str, tuple[int, ...]] = {}
        self.prefixes: dict[str, tuple[int, ...]] = {}

    def _next(self, term: str, weighed: str | Field | Passage) -> int:
        self.terms.append(term)
        self.weighed.append(weighed)
        return len(self.terms) - 1

    def word(self, node: Word) -> int:
        """A word's kind and form follow from its text."""
        form = node.text if node.text == node.form else node.form
        weighed = form + "*" if node.kind is WordKind.PREFIX else form
        self.uses[weighed] += 1
        known = self.words.get(node.text)
        if known is not None:
            return known
        number = self.words[node.text] = self._next(node.text, weighed)
        match node.kind:
            case WordKind.PLAIN:
                _file(self.plain, {singular(form, lang) for lang in Language}, number)
            case WordKind.NAME:
                _file(self.names, (form,), number)
            case WordKind.PREFIX:
                _file(self.prefixes, (form,), number)
            case _:
                assert_never(node.kind)
        return number

    def passage(self, passage: Passage, term: str) -> int:
        key = (passage, term)
        if key not in self.passages:
            self.passages[key] = self._next(term, passage)
        return self.passages[key]

    def field(self, node: FieldTerm) -> int:
        key = (node.field, node.value, node.text)
        if key not in self.fields:
            self.fields[key] = self._next(node.text, node.field)
        return self.fields[key]

    def index(self, questions: tuple[QuestionId, ...], rules: Iterable[Rule]) -> QuestionIndex:
        weights = self._weights()
        words = Words(self.plain, self.names, self.prefixes, tuple(sorted({len(prefix) for prefix in self.prefixes})))
        anchors: dict[int, tuple[Anchored, ...]] = {}
        passages = {number: passage for (passage, _), number in self.passages.items()}
        for number, passage in passages.items():
            rarest, *others = sorted(_needs(passage, passages, weights), key=lambda group: _sum(weights, group))
            _file(anchors, set(rarest), (number, tuple(others)))
        return QuestionIndex(
            questions=questions,
            terms=tuple(self.terms),
            vocabularies={lang: Vocabulary(words, lang) for lang in Language},
            fields=self._field_tables(),
            passages=passages,
            anchors=anchors,
            pivots=_pivots(rules, weights),
        )

    def _weights(self) -> list[float]:
        """How common each atom is thought to be: the more queries name a word, and the shorter it is, the more."""
        weights: list[float] = []
        for weighed in self.weighed:
            match weighed:
                case Field():
                    weights.append(_COMMON[weighed])
                case str():
                    weights.append(self.uses[weighed] / len(weighed) * (_PREFIX if weighed.endswith("*") else 1))
                case Row() | Crowd():
                    weights.append(_PASSAGE * min(weights[word] for word in weighed.words))
                case Chain():
                    weights.append(_PASSAGE * min(_sum(weights, operand) for operand in weighed.operands))
                case _:
                    assert_never(weighed)
        return weights

    def _field_tables(self) -> Fields:
        langs: dict[str, tuple[int, ...]] = {}
        urls: dict[str, tuple[int, ...]] = {}
        sources: dict[str, tuple[tuple[str, int], ...]] = {}
        authors: dict[str, tuple[tuple[str, int], ...]] = {}
        for (field, value, _), number in self.fields.items():
            first = value.partition(" ")[0]
            match field:
                case Field.LANG:
                    _file(langs, (value,), number)
                case Field.URL:
                    _file(urls, (value,), number)
                case Field.SOURCE:
                    _file(sources, (first,), (value, number))
                case Field.AUTHOR:
                    _file(authors, (first,), (value, number))
                case _:
                    assert_never(field)
        return Fields(langs, sources, authors, urls)


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def _file(table: dict[_Key, tuple[_Value, ...]], keys: Iterable[_Key], value: _Value) -> None:
    for key in keys:
        table[key] = (*table.get(key, ()), value)


def _sum(weights: Sequence[float], atoms: Iterable[int]) -> float:
    return sum(weights[atom] for atom in atoms)


def _needs(passage: Passage, passages: Mapping[int, Passage], weights: Sequence[float]) -> list[tuple[int, ...]]:
    """Groups of words, of each of which one is present wherever the passage is."""
    match passage:
        case Row() | Crowd():
            return [(word,) for word in dict.fromkeys(passage.words)]
        case Chain():
            return [
                tuple(min(_words(atom, passages), key=weights.__getitem__) for atom in operand)
                for operand in passage.operands
            ]
        case _:
            assert_never(passage)


def _words(atom: int, passages: Mapping[int, Passage]) -> tuple[int, ...]:
    """The words of one side of a chain: itself, or those of a phrase."""
    passage = passages.get(atom)
    return passage.words if isinstance(passage, Row) else (atom,)


def _pivots(rules: Iterable[Rule], weights: Sequence[float]) -> dict[int, tuple[Rule, ...]]:
    filed: defaultdict[int, list[Rule]] = defaultdict(list)
    for question, groups, excluded, rest in rules:
        rarest_first = sorted(groups, key=lambda group: _sum(weights, group))
        covers = [cover for cover in (_cover(rest, weights),) if cover]
        pivot = min([*rarest_first[:1], *covers], key=lambda cover: _sum(weights, cover))
        # The pivot is known to be present when the rule is looked at: the rest is more likely to refuse it.
        ordered = (*rarest_first[1:], *rarest_first[:1])
        for atom in set(pivot):
            filed[atom].append((question, ordered, excluded, rest))
    return {atom: tuple(filed.pop(atom)) for atom in list(filed)}


def _cover(tree: Tree | None, weights: Sequence[float]) -> tuple[int, ...] | None:
    """The rarest atoms of which one is present wherever the tree is true; None if there are none."""
    match tree:
        case int():
            return (tree,)
        case Every():
            covers = [cover for cover in (_cover(child, weights) for child in tree.children) if cover]
            return min(covers, key=lambda cover: _sum(weights, cover), default=None)
        case Some():
            # No branch only excludes: the query would have been refused.
            return tuple(atom for child in tree.children for atom in _cover(child, weights) or ())
        case Without() | None:
            return None
        case _:
            assert_never(tree)
