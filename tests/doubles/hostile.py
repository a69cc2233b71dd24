"""Documents that attackers might serve as a feed, made when asked for.

At scale 1 each is about as large as a fetcher takes; at a smaller one it does the same in little.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HEAD = "<?xml version='1.0' encoding='utf-8'?>"
_ITEM = "<item><title>The one entry</title><link>https://a.example/1</link></item>"


def _rss(inner: str, *, doctype: str = "", around: str = "") -> bytes:
    return f"{_HEAD}{doctype}<rss version='2.0'><channel><title>F</title>{around}{inner}</channel></rss>".encode()


def entity_bomb(_: float) -> bytes:
    """A billion laughs."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [\n<!ENTITY l0 "lol">\n{levels}]>'
    return _rss("<item><title>&l9;</title></item>", doctype=doctype)


def quadratic_entity(scale: float) -> bytes:
    """One long entity, many times over."""
    doctype = f'<!DOCTYPE rss [\n<!ENTITY a "{"a" * int(100_000 * scale)}">\n]>'
    return _rss(f"<item><title>{'&a;' * int(50_000 * scale)}</title></item>", doctype=doctype)


def external_entity(_: float) -> bytes:
    doctype = '<!DOCTYPE rss [\n<!ENTITY x SYSTEM "file:///etc/passwd">\n]>'
    return _rss("<item><title>a &x; b</title></item>", doctype=doctype)


def nested(scale: float) -> bytes:
    depth = int(200_000 * scale)
    return _rss(_ITEM + "<a>" * depth + "</a>" * depth)


def nested_never_closed(scale: float) -> bytes:
    return _rss(_ITEM + "<a>" * int(1_000_000 * scale))


def nested_markup(scale: float) -> bytes:
    depth = int(100_000 * scale)
    return _rss(f"<item><title>T</title><description><![CDATA[{'<div>' * depth}x]]></description></item>")


def attributes(scale: float) -> bytes:
    many = " ".join(f"a{n}='1'" for n in range(int(100_000 * scale)))
    return _rss(f"{_ITEM}<a {many}/>")


def attributes_unfinished(scale: float) -> bytes:
    many = " ".join(f"a{n}='1'" for n in range(int(100_000 * scale)))
    return _rss(_ITEM).replace(b"</channel></rss>", f"<a {many}".encode())


def namespaces(scale: float) -> bytes:
    many = " ".join(f"xmlns:n{n}='urn:{n}'" for n in range(int(50_000 * scale)))
    return _rss(f"<x {many}/>{_ITEM}")


def long_author(scale: float) -> bytes:
    return _rss(f"<item><title>T</title><author>a@{'a.' * int(8_000 * scale)}!</author></item>")


def long_author_malformed(scale: float) -> bytes:
    return _rss(f"<item><title>T & T</title><author>a@{'a.' * int(200_000 * scale)}!</author></item>")


def many_items(scale: float) -> bytes:
    return _rss("".join(f"<item><title>Title {n}</title><guid>{n}</guid></item>" for n in range(int(100_000 * scale))))


def many_long_items(scale: float) -> bytes:
    text = "word " * 600
    return _rss(
        "".join(
            f"<item><title>Title {n}</title><description>{text}</description></item>" for n in range(int(2_400 * scale))
        )
    )


def one_long_text(scale: float) -> bytes:
    return _rss(f"<item><title>T</title><description>{'text ' * int(1_500_000 * scale)}</description></item>")


def one_long_text_malformed(scale: float) -> bytes:
    return _rss(f"<item><title>T & T</title><description>{'text ' * int(1_500_000 * scale)}</description></item>")


def tags_never_closed(scale: float) -> bytes:
    """Each "<" might begin something."""
    return _rss(f"<item><title>T</title><description>{'<' * int(2_000_000 * scale)}</description></item>")


def comments_never_closed(scale: float) -> bytes:
    return _rss(f"{_ITEM}{'<!--' * int(500_000 * scale)}")


def references(scale: float) -> bytes:
    return _rss(f"<item><title>{'&#55357;' * int(500_000 * scale)}</title></item>")


def ampersands(scale: float) -> bytes:
    return _rss(f"<item><title>{'&a' * int(2_000_000 * scale)}</title></item>")


def declarations(scale: float) -> bytes:
    return (f"{_HEAD}" + "<!DOCTYPE a" * int(300_000 * scale)).encode()


def skipped_hours(scale: float) -> bytes:
    return _rss(_ITEM, around="<skipHours>" * int(400_000 * scale))


def many_languages(scale: float) -> bytes:
    return _rss("".join(f"<a xml:lang='{n}'>" for n in range(int(200_000 * scale))))


def utf_16(_: float) -> bytes:
    return _rss(_ITEM).decode().replace("utf-8", "utf-16").encode("utf-16")


def utf_32(_: float) -> bytes:
    return _rss(_ITEM).decode().replace("utf-8", "utf-32").encode("utf-32")


def wrong_charset(_: float) -> bytes:
    return _rss("<item><title>Reunión</title></item>").decode().replace("utf-8", "utf-16").encode("latin-1")


def no_such_charset(_: float) -> bytes:
    return _rss(_ITEM).replace(b"'utf-8'", b"'no-such-charset'")


def nul_bytes(scale: float) -> bytes:
    return _rss(_ITEM).replace(b"The one", b"The\0one") + b"\0" * int(1_000_000 * scale)


def noise(scale: float) -> bytes:
    return bytes(range(256)) * int(20_000 * scale)


def path(_: float) -> bytes:
    return b"/etc/passwd"


def address(_: float) -> bytes:
    return b"file:///etc/passwd"


def deep_json(scale: float) -> bytes:
    return b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * int(2_000_000 * scale)


def huge_number_in_json(scale: float) -> bytes:
    item = f'{{"id": {"9" * int(3_000_000 * scale)}, "title": "T", "date_published": 1e999999999}}'
    return f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{item}]}}'.encode()


def many_items_in_json(scale: float) -> bytes:
    items = [{"id": n, "title": f"T {n}", "content_text": "x"} for n in range(int(120_000 * scale))]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def objects_in_json(scale: float) -> bytes:
    return b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + b"{}," * int(2_500_000 * scale) + b"{}]}"


def gzip_in_gzip(scale: float) -> bytes:
    """The transport unpacks the outer one; what comes out is no feed."""
    return gzip.compress(b"\0" * int(5_000_000 * scale))


DOCUMENTS: Mapping[str, Callable[[float], bytes]] = {
    make.__name__.replace("_", " "): make
    for make in (
        *(entity_bomb, quadratic_entity, external_entity, nested, nested_never_closed, nested_markup, attributes),
        *(attributes_unfinished, namespaces, long_author, long_author_malformed, many_items, many_long_items),
        *(one_long_text, one_long_text_malformed, tags_never_closed, comments_never_closed, references, ampersands),
        *(
            declarations,
            skipped_hours,
            many_languages,
            utf_16,
            utf_32,
            wrong_charset,
            no_such_charset,
            nul_bytes,
            noise,
        ),
        *(path, address, deep_json, huge_number_in_json, many_items_in_json, objects_in_json, gzip_in_gzip),
    )
}
