"""Plain text from what feeds write: no markup, no invisible characters, no "Read more".

The result is safe to store and to print; it is not escaped for any markup of ours.
"""

from __future__ import annotations

import re
import unicodedata

# Markup read per character of text wanted: enough for any image tag before the text, and a bound on hostile nesting.
_MARKUP_PER_CHARACTER = 30

# What is left of markup when it was escaped once too often.
_ESCAPED = re.compile(
    r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});|</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]*)?/?>"
)
_MOST_ESCAPES = 2

_INLINE = "a|abbr|b|bdi|bdo|big|cite|code|em|font|i|kbd|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u|wbr"
_BREAK = re.compile(rf"<(?=/?[a-z])(?!/?(?:{_INLINE})[\s/>])", re.IGNORECASE)
_UNSEEN = ["script", "style", "template", "noscript", "iframe", "svg", "object", "select", "textarea", "title"]

# Controls, bidi embeddings and isolates, soft hyphens, zero-width spaces, invisible tags, halves of surrogate pairs.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# A joiner inside a word or an emoji is spelling; a run of them, or one beside a space, hides something.
_JOINERS = re.compile("(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]{2,}|[\u200c\u200d]+(?!\\S)")

_TAIL = re.compile(
    r"""(?:^|(?<=\s)|(?<=[.…\])»”"]))\[?(?:
        The\ post\ (?:(?!The\ post\ ).){1,300}\ (?:appeared\ first|first\ appeared)\ on\ .{1,100}
      | (?:La\ entrada|El\ artículo|La\ noticia)\ (?:(?!La\ entrada\ ).){1,300}
        \ (?:apareció|aparece|se\ publicó)\ primero\ en\ .{1,100}
      | (?:Read|READ)\ (?i:more|(?:the\ )?full\ (?:story|article))
      | (?:Leer|LEER|Ver|VER|Lea|LEA)\ (?i:m[áa]s)
      | (?:Continue|CONTINUE|Keep)\ (?i:reading)(?:\ ["“«].{1,200}["”»])?
      | (?:Seguir|Sigue|Siga|Continuar|Continúe)\ leyendo(?:\ ["“«].{1,200}["”»])?
    )[\s.…»›>→\]]*$""",
    re.VERBOSE,
)
_TAIL_BEGINS = re.compile(
    "The post|La entrada|El artículo|La noticia|Read|READ|Leer|LEER|Ver|VER|Lea|LEA|Contin|CONTINUE|Keep|Seguir|Sig[ua]"
)
_LONGEST_TAIL = 600
_ELISION_AFTER_SENTENCE = re.compile(r"(?<=[.!?…»”\"])\s*[\[(]\s*(?:…|\.\.\.)\s*[\])]$")
_ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|\.\.\.)$")


def plain_text(html: str, limit: int) -> str:
    """What a reader would see of a piece of HTML, on one line, at most `limit` characters long.

    Plain text may be passed too, and markup that was escaped twice; text that means "<word>" literally loses it,
    since feeds that say which of these they send are often wrong.
    """
    if not html:
        return ""
    text = html[: limit * _MARKUP_PER_CHARACTER]
    if "<" in text or "&" in text:
        text = _without_markup(text)
        for _ in range(_MOST_ESCAPES):
            if _ESCAPED.search(text):
                text = _without_markup(text)
    text = _visible(text)
    while tail := _tail_of(text):
        text = text[: tail.start()].rstrip()
    if text.endswith(("]", ")", "...")):
        text = _ELISION.sub("…", _ELISION_AFTER_SENTENCE.sub("", text))
    return clip(text, limit)


def _tail_of(text: str) -> re.Match[str] | None:
    """Most texts have none, and are let go at the first look."""
    start = max(0, len(text) - _LONGEST_TAIL)
    return _TAIL.search(text, start) if _TAIL_BEGINS.search(text, start) else None


def clip(text: str, limit: int) -> str:
    """The text, or as many of its words as fit in `limit` characters with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in head:
        head = head[: head.rindex(" ")]
    return head.rstrip(" ,;:–—-") + "…"


def _without_markup(html: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    # Lone surrogates cannot be encoded, and a NUL ends the text for the parser.
    tree = LexborHTMLParser(_BREAK.sub(" <", html if html.isprintable() else _INVISIBLE.sub("", html)))
    tree.strip_tags(_UNSEEN)
    return tree.body.text() if tree.body else ""


def _visible(text: str) -> str:
    line = " ".join(text.split())
    if not line.isprintable():  # most is, and has nothing of the following in it
        line = " ".join(_INVISIBLE.sub("", text).split())
        if "\u200c" in line or "\u200d" in line:
            line = " ".join(_JOINERS.sub("", line).split())
    return line if line.isascii() else unicodedata.normalize("NFC", line)
