"""English verbs by what they say of time.

A sense is a sign, "+" for ahead, "-" for back, "=" for the present, perhaps with an "s" for a verb of speech
or a "d" for one that sets a date; empty for what is no verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.dates.expression import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_AHEAD = """
    will would shall may might could can must should won't be expected expects expect scheduled slated due planned
    planning intends intend hopes hope aims upcoming forthcoming tentatively going likely poised eyes eyeing
    supposed bound ready
"""
_BACK = """
    was were had did met spoke held began went came won lost saw sent took made gave left got found fell rose hit shot
    struck flew fought fled heard kept knew laid led paid ran sat sold stood swore thought threw woke wore wrote
    withdrew overthrew broke brought bought built caught chose drew drove became grew hid became felt
"""
_NOW = """
    is are has have meets meet visits begins begin starts start ends opens closes holds hosts host receives travels
    arrives leaves returns resumes reopens reconvenes expires takes goes comes votes rules faces heads joins gets
    brings marks appears attends signs seeks wants
"""
_SAID = """
    said told announced confirmed reported stated added posted tweeted declared revealed warned insisted explained
    acknowledged noted argued claimed disclosed denied vowed pledged promised urged wrote remarked reiterated recalled
    hinted suggested commented responded replied answered testified admitted
"""
_SAYS = """
    says tells announces confirms reports states adds posts declares reveals warns insists explains acknowledges
    claims denies vows pledges promises urges according
"""
_SETS = """
    set agreed postponed delayed moved pushed rescheduled shifted deferred fixed arranged confirmed announced cancelled
    canceled settled mooted slipped summoned called chose picked booked extended
    invited decided finalized brought approved
"""
_EVENTS = """
    attend be become begin bring cast close come convene debate decide deliver discuss drop end enter expire face
    finish fly get give go hear hold host impose issue join kick land launch leave lift make meet move open play
    present publish reach receive release reopen report resume return review rule see send serve sign sit speak start
    step strike swear take talk testify travel unveil visit vote welcome
"""
_SENSES: dict[str, str] = {
    **dict.fromkeys(_NOW.split(), "="),
    **dict.fromkeys(_BACK.split(), "-"),
    **dict.fromkeys(_SAID.split(), "-s"),
    **dict.fromkeys(_SAYS.split(), "=s"),
    **dict.fromkeys(_AHEAD.split(), "+"),
}
_SENSES |= {word: ("-sd" if "s" in _SENSES.get(word, "") else "-d") for word in _SETS.split()}
_SETTING = listed(_SETS)
_BE = frozenset(("be", "being"))
_PASSIVE = frozenset(("was", "were", "been"))
_MODAL = listed("to will would shall may might could can must should won't")
_ADVERBS = listed("not also now then again never soon")
_EVENT = listed(_EVENTS)
_NO_VERB = listed(
    "united indeed hundred sacred speed need breed bleed naked wicked kindred embed exceed proceed succeed armed "
    "alleged so-called beloved aged red feed seed deed weed unprecedented unidentified"
)
_BEFORE_A_NOUN = listed("a an the this that his her its their our my your no some any more")
_BEFORE_A_FUTURE = frozenset(("for", "to", "until", "till"))
_SHORTEST = 5
"""Letters of the shortest regular past form: "ended"."""


def sense(words: Sequence[str], index: int) -> str:
    """What a word of a text is as a verb."""
    word = words[index].lower().replace("’", "'")
    following = words[index + 1].lower() if index + 1 < len(words) else ""
    if word == "to":
        return "+" if following in _EVENT else ""
    found = _SENSES.get(word)
    if found is None:
        if not word.endswith(("ed", "n't", "'ll")):
            return ""
        found = _regular(word, _previous(words, index))
    if (found[:1] == "-" and _previous(words, index) in _BE) or (
        found[:1] == "=" and _previous(words, index) in _MODAL
    ):
        return "+" + found[1:]
    if "d" in found and following in _BEFORE_A_FUTURE:
        return "+d"
    return "-d" if word in _PASSIVE and following in _SETTING else found


def _previous(words: Sequence[str], index: int) -> str:
    """The word before, adverbs passed over."""
    while index:
        index -= 1
        word = words[index].lower()
        if not (word.endswith("ly") or word in _ADVERBS):
            return word
    return ""


def _regular(word: str, previous: str) -> str:
    if word.endswith("'ll"):
        return "+"
    if word.endswith("n't"):
        return "-" if word[:3] in ("did", "was", "wer", "had") else "="
    return "" if len(word) < _SHORTEST or word in _NO_VERB or previous in _BEFORE_A_NOUN else "-"
