"""What questions are once ready for matching: an inverted index of their queries, built once for a configuration.

Everything a query can hit becomes an *atom*, a number: a word, a passage (words in a certain order or distance), a
value of a field. A query becomes a *rule* over atoms, filed under its *pivot*: the rarest of the groups of atoms of
which one must be present. To match an entry (`bot.core.match`) is then to look up its words, and to check only the
rules whose pivot is among them, exactly. This is how Lucene's Monitor finds stored queries.

Rules are plain tuples of numbers, a few hundred bytes each; no query's text or tree is kept.
`bot.core.rules` builds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.fold import capital_form, letters, singular, surfaces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model import Language, Place, QuestionId

REMEMBERED = 50_000
"""Words of a language kept with their atoms, with the marks around them; more than a year of news uses often."""

# ------------------------------------------------------------------ what a rule is made of


@dataclass(frozen=True, slots=True)
class Row:
    """Words side by side in this order; one word, where it must stand in the title or the summary."""

    words: tuple[int, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Words in any order, with at most `reach` others among them."""

    words: tuple[int, ...]
    reach: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands, each given by its alternatives, each with at most `reaches[i]` words to the next, in either order."""

    operands: tuple[tuple[int, ...], ...]
    reaches: tuple[int, ...]
    place: Place | None


Passage = Row | Crowd | Chain


@dataclass(frozen=True, slots=True)
class Every:
    children: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Some:
    children: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Without:
    child: Tree


Tree = int | Every | Some | Without

Rule = tuple[int, tuple[tuple[int, ...], ...], tuple[int, ...], Tree | None]
"""The question's place in the index; groups of which each must have an atom present; atoms that must not be; the rest.

A tuple, not a class: a hundred thousand are kept, and a few hundred are unpacked for every entry.
"""


Anchored = tuple[int, tuple[tuple[int, ...], ...]]

# ------------------------------------------------------------------ the index


@dataclass(frozen=True, slots=True)
class Words:
    """Which atoms a word of a text is, by the forms in which it is compared."""

    plain: Mapping[str, tuple[int, ...]]
    names: Mapping[str, tuple[int, ...]]
    prefixes: Mapping[str, tuple[int, ...]]
    prefix_lengths: tuple[int, ...]

    def atoms(self, surface: str, lang: Language) -> tuple[int, ...]:
        folded = letters(surface)
        found = self.plain.get(singular(folded, lang), ())
        if (name := capital_form(surface)) is not None:
            found += self.names.get(name, ())
        for length in self.prefix_lengths:
            if length > len(folded):
                break
            found += self.prefixes.get(folded[:length], ())
        return found


class Vocabulary(dict[str, tuple[int, ...]]):
    """Words of one language already met, and pieces of its texts, with their atoms; `quiet` are those that have none.

    It only remembers what `Words.atoms` says, so that each is cut, and its words are folded, once.
    """

    def __init__(self, words: Words, lang: Language) -> None:
        super().__init__()
        self.words = words
        self.lang = lang
        self.quiet: set[str] = set()

    def __missing__(self, piece: str) -> tuple[int, ...]:
        words = surfaces(piece)
        if words == [piece]:
            found = self.words.atoms(piece, self.lang)
        else:
            found = tuple(atom for word in words if word not in self.quiet for atom in self[word])
        if len(self) + len(self.quiet) >= REMEMBERED:
            self.clear()
            self.quiet.clear()
        if found:
            self[piece] = found
        else:
            self.quiet.add(piece)
        return found


@dataclass(frozen=True, slots=True)
class Fields:
    """Atoms of field values. `sources` and `authors` are filed under the first word of the value."""

    langs: Mapping[str, tuple[int, ...]]
    sources: Mapping[str, tuple[tuple[str, int], ...]]
    authors: Mapping[str, tuple[tuple[str, int], ...]]
    urls: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class QuestionIndex:
    """`terms` is what queries say for each atom.

    `anchors` are the passages that may be where a word is, each with its needs: groups of words of which each must
    have one present.
    """

    questions: tuple[QuestionId, ...]
    terms: tuple[str, ...]
    vocabularies: Mapping[Language, Vocabulary]
    fields: Fields
    passages: Mapping[int, Passage]
    anchors: Mapping[int, tuple[Anchored, ...]]
    pivots: Mapping[int, tuple[Rule, ...]]
