"""On which side of publication the text around a date puts it, and whether it is only when somebody spoke."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.dates.mention import Tense
from bot.text.dates.verbs import Verb, verbs

if TYPE_CHECKING:
    from bot.model import Language

_NEAR = 60
"""Characters between a verb and the date that it surely speaks of."""
_BEFORE = 40
_SENTENCE_END = re.compile(
    r"[!?;…](?=\s|$)|:\s|(?:(?<=[^\W\d_]{3})|(?<=[0-9]{2})|(?<=[)\"”’%]))\.(?=[\"”’)]?\s+[\"“«¿¡(]?[^\W\d_a-zñáéíóú])"
)
_CLAUSE_START = re.compile(
    r"""(?:\A|[.,;:!?¿¡()"“”«»–—…]|\b(?:and|but|that|when|while|as|because|y|pero|que|cuando|mientras|aunque)\b)\s*
        (?:(?:on|in|by|for|from|the|this|next|last|el|la|este|esta|en|del?|al?|para|desde|hasta|pr[oó]xim[oa]|pasad[oa])\s+)*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_SIDE = tuple(
    (tense, re.compile(rf"\b(?:{words})\s+{more}\Z", re.IGNORECASE), firm)
    for tense, words, more, firm in (
        (Tense.FUTURE, "for|until|till|by|para|hasta|to", r"(?:(?:the|el|la|este|esta|early|late)\s+)*", True),
        (Tense.PAST, "since", r"(?:the\s+)?", True),
        (Tense.PAST, "desde", "", False),
    )
)
"""Words before a date that put it on one side. "Desde" says so of a month only: "desde el 1 de marzo" may come."""
_OF_A_NOUN = re.compile(r"\b(?:del?|after|following|tras)\s+(?:(?:el|este|pasado)\s+)?\Z", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b")
_ANNOUNCEMENT = re.compile(
    r"\b(?:announcements?|remarks?|comments?|statements?|interviews?|post|news conference|press conference"
    r"|anuncios?|declaraci[oó]n(?:es)?|comentarios?|entrevistas?|comunicado|rueda de prensa|conferencia de prensa)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Around:
    """The tense around a date and the words that gave it. `firm` says that they surely speak of this date.

    `saying` marks a verb of speech, `setting` one that fixes or moves a date; `noun` a date that belongs to a noun.
    """

    tense: Tense
    words: str
    firm: bool
    saying: bool = False
    setting: bool = False
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """A text with what it says of time: its verbs, and where its sentences end."""

    text: str
    verbs: tuple[Verb, ...]
    ends: tuple[int, ...]

    def around(self, start: int, end: int) -> Around:
        """The tense of the date that takes characters `start` to `end`."""
        before = self.text[max(0, start - _BEFORE) : start]
        noun = bool(_POSSESSIVE.match(self.text, end) or _OF_A_NOUN.search(before))
        for tense, pattern, firm in _SIDE:
            if side := pattern.search(before):
                return Around(tense, side[0].split()[0], firm=firm, noun=noun)
        earlier, later = self._verbs_beside(start, end)
        opens = bool(_CLAUSE_START.search(before))
        verb = (later or earlier) if opens or earlier is None or (noun and earlier.saying) else earlier
        if verb is None or (noun and verb is earlier) or (verb is later and verb.tense is Tense.UNKNOWN):
            return Around(Tense.UNKNOWN, "", firm=False, noun=noun)
        between = self.text[verb.end : start] if verb is earlier else self.text[end : verb.start]
        saying = not noun and (verb.saying or bool(verb.tense is Tense.PAST and _ANNOUNCEMENT.search(between)))
        own = (opens or verb is earlier) and len(between) <= _NEAR
        firm = own and verb.tense is not Tense.UNKNOWN and not (saying or verb.setting)
        tense = Tense.PAST if saying and len(between.split()) <= 1 else verb.tense
        return Around(tense, self.text[verb.start : verb.end], firm, saying, verb.setting, noun)

    def _verbs_beside(self, start: int, end: int) -> tuple[Verb | None, Verb | None]:
        """The last verb before and the first after, in the same sentence."""
        first = max((place for place in self.ends if place < start), default=0)
        last = min((place for place in self.ends if place >= end), default=len(self.text))
        before = (verb for verb in reversed(self.verbs) if first <= verb.start and verb.end <= start)
        after = (verb for verb in self.verbs if end <= verb.start and verb.end <= last)
        return next(before, None), next(after, None)


def context(text: str, lang: Language) -> Context:
    ends = tuple(found.start() for found in _SENTENCE_END.finditer(text))
    return Context(text, verbs(text, lang), ends)
