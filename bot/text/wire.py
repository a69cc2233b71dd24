"""Which news agency a text comes from: a copy of a wire counts as the wire, wherever it is printed.

It reads credits ("BOGOTA, Jan 7 (Reuters) -", "Con información de AFP") and derivation ("told Reuters", "según EFE"),
since what is retold from an agency is no second source either. A photograph's credit says nothing of the words.
Whom an entry counts for in the end is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.agencies import SHARED, WIRES, wire_named
from bot.text.fold import fold

# ------------------------------------------------------------------ mentions

_SURE, _FREE, _BOUND = _MARKS = "\ue000\ue001\ue002"
"""An agency's name in a marked text. Sure: nothing else is called that. Free: what follows does not go on with a longer
name. Bound: it may."""
_NOT_OURS = dict.fromkeys(map(ord, _MARKS), " ")

_ANY_NAME = "|".join(re.escape(name) for name in sorted(WIRES, key=len, reverse=True))
_MENTION = re.compile(rf"(?<![\w@.&-])(?<!Thomson )({_ANY_NAME})(?!\w|@|-\w|/(?!(?:{_ANY_NAME})\b))")
_NEXT_WORD = re.compile(r"['’]?s?\s+([^\W\d_]+)")
_GOES_ON = re.compile(
    "that|on|in|at|by|from|late|early|earlier|this|last|after|before|during|and|or|as|he|she|they|it|his|her|their|the|a"
    "|an|about|under|via|(?:mon|tues|wednes|thurs|fri|satur|sun)day|report|reported|reports|has|learned"
    "|que|el|los|las|en|desde|este|esta|un|una|y|e|o|por|bajo|tras|sobre|con|para|al|durante|antes|su|sus|reporto"
    "|reporta|supo|constato|pudo"
)
"""Words that go on with the sentence after a name, rather than with the name."""
_INITIAL = re.compile(r"\b([a-z])[a-z]{3}")


@dataclass(frozen=True, slots=True)
class _Marked:
    """A text in which every agency's name is one character; `names` are those names, in order."""

    text: str
    names: tuple[str, ...]

    def origin(self, found: re.Match[str]) -> str:
        """The agency named first within a match."""
        before = found.string[: found.start()]
        return WIRES[self.names[sum(map(before.count, _MARKS))]]


def _mark(text: str) -> _Marked:
    text = text.translate(_NOT_OURS)
    return _Marked(_MENTION.sub(_kind, text), tuple(found[1] for found in _MENTION.finditer(text)))


def _kind(mention: re.Match[str]) -> str:
    is_shared = mention[1] in SHARED
    if is_shared and _is_spelled_out(mention):
        return _BOUND
    following = _NEXT_WORD.match(mention.string, mention.end())
    if following is None or _GOES_ON.fullmatch(fold(following[1])):
        return _FREE if is_shared else _SURE
    return _BOUND if is_shared or following[1][0].isupper() else _SURE


def _is_spelled_out(mention: re.Match[str]) -> bool:
    """Whether the name is short for the words before it: "Acción Popular (AP)"."""
    before = mention.string[: mention.start()]
    initials = "".join(_INITIAL.findall(fold(before)))
    return before.endswith("(") and initials.endswith(mention[1].lower())


# ------------------------------------------------------------------ patterns
# Of folded text, but for those as written. NAME is any mention of an agency.

_DASH = r"\s?\.?\s?[-–—]{1,2}"


def _pattern(pattern: str) -> re.Pattern[str]:
    classes = {"NAME": f"[{_MARKS}]", "FREE": f"[{_SURE}{_FREE}]", "SURE": _SURE, "DASH": _DASH}
    return re.compile(re.sub("NAME|FREE|SURE|DASH", lambda word: classes[word[0]], pattern))


_CAPITAL = r"[A-ZÁÉÍÓÚÑ][\w.’'-]*"
_PLACE = rf"(?:{_CAPITAL}|\d{{1,2}}(?: de [a-z]+)?|d[ae]l?|las?|los|el|of|the|[a-z]{{3,4}}\.?)"
_CREDITS_AS_WRITTEN = (
    _pattern(rf"^(?:{_PLACE}[\s,/|–—]+(?:-\s)?){{1,8}}?(?<=[,/|–—-]\s)NAME(?:/NAME)*(?:DASH\s|\.\s|\s\|)"),
    _pattern(rf"^(?:By|BY)(?: {_CAPITAL},?(?: and| y)?){{2,8}} NAME"),
)
"""What only capitals tell: a dateline, a by-line. A word and what parts words share no character, so that a hostile
text cannot be cut up in many ways."""

_FROM_AN_AGENCY = (
    r"\b(?:with (?:\w+ )?(?:information|reporting|files|material|inputs?|contributions?) (?:from|by)"
    r"|con (?:informacion(?:es)?|datos|reportes?|material|notas?|despachos?) del?) [^.;:()]{0,40}?NAME"
)
_CREDITS = tuple(
    map(
        _pattern,
        (
            r"\((?:agencia )?SURE(?:\s?(?:[/,&]|y|and)\s?NAME)*\s?\)",  # (Reuters)
            r"\(FREE(?:\s?(?:[/,&]|y|and)\s?NAME)*\s?\)(?:DASH|\.?$)",  # (AP) - …
            r"^\W{0,3}NAMEDASH\s",  # Reuters - …
            r"FREE\)?\.\s?[-–—]",  # Bogotá EFE.- …
            r"(?:[.!?…”\"»')\]]|\s[-–—|/]|[–—|])\s?NAME\.?$",  # …. EFE
            r"(?:^|[.|·–—-]\s|\()(?:by|por):? (?:(?:the|la|agencia|redaccion) )*NAME(?!['’])",  # By The …
            _FROM_AN_AGENCY,
            r"\b(?:sources?|fuentes?|agencias?|informacion|text|texto):\s?(?:(?:the|la|agencia) )*NAME",
            r"NAME contributed to th(?:is|e) (?:report|story|article)",
        ),
    )
)

_CITES = (
    r"told|tells?|telling|(?:spoke|speaks|speaking|talked|talking) (?:to|with)|(?:said|confirmed|statements?) to"
    r"|interview (?:with|to|by)|interviewed by|according to|as per|per|cites|citing|quotes|quoting|shared with"
    r"|(?:cited|quoted|reported|seen|obtained|reviewed|published|revealed) by|reports? (?:from|by)"
    r"|segun(?: lo que)?(?: (?:inform|report|public|revel|senal|confirm|recog|adelant)\w*)?|de acuerdo (?:con|a)"
    r"|(?:cita|cito|citando) a|(?:cit|consult|entrevist|public|report|revel)ad[oa]s? por"
    r"|(?:difund|recog|obten)id[oa]s? por|entrevista (?:\w+ )?(?:con|a|de|para)|declaraciones a|dialogo con"
    r"|hablo con|hablaron con|informo|informa|reporto|reporta|publico|revelo|revela|adelanto|consigno"
)
_SPOKE = (
    r"(?:dij|dich|dice|declar|confirm|conto|cuenta|asegur|afirm|senal|explic|indic|inform|revel|manifest|adelant|coment"
    r"|relat|detall|precis|apunt|sostuv|reconoc|admit|respond|habl|conced|anunci|filtr)\w*"
)
_AGENCY = (
    r" (?:(?:the|la|el|news|wire|agency|service|agencia|cadena|de|noticias|prensa|french|spanish|german|italian|chinese"
    r"|british|russian|american|francesa|espanola|alemana|italiana|china|britanica|rusa|estadounidense|internacional"
    r"|international) ){0,5}"
)
_DERIVED = tuple(
    map(
        _pattern,
        (
            rf"\b(?:{_CITES}){_AGENCY}FREE",
            rf"\b{_SPOKE}\b[^.!?;{_MARKS}]{{0,80}}? a{_AGENCY}FREE",
            r"FREE (?:reported|reports|learned|has (?:learned|reported|seen)|reporto|reporta|supo|constato|pudo)\b",
            r"SURE (?:said|says|wrote|revealed|confirmed|informo|informa|revelo|confirmo|publico|senalo|adelanto)\b",
            r"^\W?SURE: ",
        ),
    )
)

_PHOTOGRAPH = re.compile(
    r"\b(?:photos?|photograph|pictures?|images?|fotos?|fotografias?|imagen|imagenes|videos?|archivo|credit|creditos?"
    r"|cortesia|getty)\b\s?(?:[:/|,(–—-]|(?:by|por|via|courtesy)\b|$)[^.!?]{0,40}$"
)

# ------------------------------------------------------------------ reading


def wire_of(title: str, summary: str, author: str) -> str:
    """The agency whose report this is, as in "wire:reuters", or ''. A credit goes before what is only cited."""
    if by := _signed(author):
        return by
    texts = [_mark(text) for text in (title, summary)]
    texts = [marked for marked in texts if marked.names]
    for read in (_credited, _derived):
        for marked in texts:
            if found := read(marked):
                return found
    return ""


_BETWEEN_NAMES = re.compile(r"[,;:|/()\[\]·–—]|\s-\s|\s(?:and|y|with|con|of|de|for)\s")


def _signed(author: str) -> str:
    for part in _BETWEEN_NAMES.split(author):
        marked = _mark(part.strip())
        if by := wire_named(part) or (WIRES[marked.names[-1]] if marked.text.endswith(_SURE) else ""):
            return by
    return ""


def _credited(marked: _Marked) -> str:
    for pattern in _CREDITS_AS_WRITTEN:
        if found := pattern.search(marked.text):
            return marked.origin(found)
    text = fold(marked.text)
    for pattern in _CREDITS:
        found = pattern.search(text)
        if found and not _PHOTOGRAPH.search(text[: found.start()]):
            return marked.origin(found)
    return ""


def _derived(marked: _Marked) -> str:
    text = fold(marked.text)
    found = next((found for pattern in _DERIVED if (found := pattern.search(text))), None)
    return marked.origin(found) if found else ""
