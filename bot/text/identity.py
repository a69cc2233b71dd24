"""What makes an entry the same entry: keys, fingerprints, canonical addresses, titles without trimmings.

Identity is ours, not the parser's, so that a feed read by another parser tomorrow brings no duplicates.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from bot.model import EntryKey


def entry_key(guid: str, link: str, title: str, published_text: str) -> EntryKey:
    """The identity of an entry within its feed: its guid, else its link, else its title and date as written.

    A feed that stops repeating its links as guids keeps its entries.
    """
    return EntryKey(_digest(guid.strip() or link.strip() or f"{title.strip()}\n{published_text.strip()}"))


def fingerprint(title: str, summary: str) -> str:
    """Changes when what an entry says does."""
    return _digest(f"{title}\n{summary}")


def place_of(url: str) -> float:
    """A place of its own for each address, from 0 to under 1: what falls together can be spread by it."""
    return int(_digest(url)[:8], 16) / 2**32


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


# What social networks, mail campaigns and the outlets' own feeds add to say where a reader came from.
_TRACKING = re.compile(
    r"utm_.*|at_.*|mc_[ce]id|(?:fb|g|d|tw|y)clid|msclkid|[gw]braid|igshid?|_ga|ocid|cmp(?:id)?|xtor|ns_\w+"
    r"|smid|smtyp|ref_src|traffic_source|maca|rss|amp|_amp",
    re.IGNORECASE,
)
_AMP_VALUES = {("outputtype", "amp"), ("output", "amp"), ("source", "rss"), ("ref", "rss"), ("mod", "rss")}
_COPY_HOSTS = ("www.", "m.", "mobile.", "amp.")


def canonical_url(url: str) -> str:
    """One spelling for the addresses under which one page goes about; empty if it is no web address.

    The result is for comparing, not for opening: it is always https, and some servers want their `www.`.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        path, query = _main_path(parts.path), _main_query(parts.query)
    except ValueError:  # of an address that is no text, too
        return ""
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", host):
        return ""
    if ":" in host:
        host = f"[{host}]"
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    return f"https://{_main_host(host)}{path}{'?' + query if query else ''}"


def _main_query(query: str) -> str:
    return urlencode(sorted(pair for pair in parse_qsl(query, keep_blank_values=True) if not _is_tracking(*pair)))


def _is_tracking(name: str, value: str) -> bool:
    return bool(_TRACKING.fullmatch(name)) or (name.lower(), value.lower()) in _AMP_VALUES


def _main_host(host: str) -> str:
    for prefix in _COPY_HOSTS:
        rest = host.removeprefix(prefix)
        if rest != host and "." in rest:
            return _main_host(rest)
    return host


def _main_path(path: str) -> str:
    path = quote(path, safe="/%:@!$&'()*+,;=~")
    while (shorter := re.sub(r"/(?:amp)?$|\.amp$", "", path)) != path:
        path = shorter
    return path


_LABEL = re.compile(
    r"""^\W{0,3}(?:
        (?:update|wrapup|corrected|refile|exclusive|rpt)(?:\ \d{1,2})?\s?-(?=\S)        # wire style: UPDATE 1-US says
      | (?:breaking(?:\ news)?|just\ in|developing|live(?:\ updates?)?|watch|video|update|exclusive|alert
          |en\ vivo|en\ directo|última\ hora|ultima\ hora|urgente|atención|atencion|ahora|lo\ último|exclusivo|exclusiva
          |minuto\ a\ minuto)\s*(?:\s[-–—]|[:|·!»])+\s*
      | (?-i:BREAKING|URGENTE|EN\ VIVO|EN\ DIRECTO|ÚLTIMA\ HORA)\s+
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_SUFFIX = re.compile(r"\s+([-–—|])\s+(?=[^-–—|]+$)")
_OUTLET_WORD = re.compile(
    r"""\b(?:news|noticias|times|post|herald|tribune|journal|gazette|chronicle|guardian|observer|press|telegraph|mail|today
        |magazine|revista|diario|periódico|radio|tv|televisión|television|media|online|network|español|world|mundo
        |reuters|bloomberg|infobae|semana|politico|axios|efe|afp|ap|bbc|cnn|dw|nbc|cbs|abc|fox|npr|pbs|msn|rcn|caracol
        |telesur|univision|telemundo|swissinfo|euronews|newsweek|forbes|yahoo)\b
        |^(?:el|la|los|las|the|le)\s|\.[a-z]{2,4}$""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_OUTLET = 40
_SHORTEST_HEADLINE = 4  # words
_SMALL_WORDS = frozenset(
    ("al", "and", "de", "del", "e", "el", "en", "la", "las", "los", "of", "para", "por", "the", "y")
)


def clean_title(title: str, source: str = "") -> str:
    """The title without what says nothing of the news: "BREAKING:", "EN VIVO |", " - The Outlet".

    `source` is the outlet's name, if known. Labels that say what an entry is ("Opinion:") stay.
    """
    text = title.strip()
    while (shorter := _LABEL.sub("", text, count=1)) != text and shorter:
        text = shorter
    while (cut := _SUFFIX.search(text)) and _names_outlet(text[: cut.start()], cut[1], text[cut.end() :], source):
        text = text[: cut.start()]
    return text


def _names_outlet(rest: str, separator: str, suffix: str, source: str) -> bool:
    if source and _letters(suffix) in (_letters(source), _letters(source).removeprefix("the")):
        return True
    if len(rest.split()) < _SHORTEST_HEADLINE or len(suffix) > _LONGEST_OUTLET or re.search(r"[?!…]|\d{3}", suffix):
        return False
    if "." not in suffix and not all(word[0].isupper() or word in _SMALL_WORDS for word in suffix.split()):
        return False
    return separator == "|" or bool(_OUTLET_WORD.search(suffix))


def _letters(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
