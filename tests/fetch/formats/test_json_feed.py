"""JSON Feed as it is found; whole documents with their entries are in tests/data/feeds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetch.document import Document
from bot.fetch.formats import json_feed

if TYPE_CHECKING:
    from bot.fetch.formats.items import Contents

VERSION = "https://jsonfeed.org/version/1.1"


def read(body: str | bytes, charset: str | None = None, most: int = 100) -> Contents | None:
    content = body.encode() if isinstance(body, str) else body
    assert json_feed.is_json(content)
    return json_feed.read(Document(content, "https://a.example/feed.json", charset), most=most)


def feed(*items: object) -> str:
    return json.dumps({"version": VERSION, "items": items})


@pytest.mark.parametrize(
    "body",
    [
        *("{}", "{", '{"version": 1}', '{"version": "2.0", "items": []}', '{"items": [{"id": "1"}]}'),
        '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000,
        '{"version": "https://jsonfeed.org/version/1.1", "items": ' + '{"a":' * 100_000,
    ],
)
def test_what_is_no_json_feed_is_none(body: str) -> None:
    assert read(body) is None


@pytest.mark.parametrize("items", ["null", "7", '"items"', "{}", "[]", "[[], 1, null]"])
def test_a_feed_without_items_is_a_feed(items: str) -> None:
    found = read(f'{{"version": "{VERSION}", "items": {items}}}')
    assert found is not None
    assert list(found.items) == []


def test_a_number_is_an_id_as_it_is_written() -> None:
    """However long: Python would refuse to read it, or take long."""
    digits = "9" * 100_000
    found = read(f'{{"version": "{VERSION}", "items": [{{"id": {digits}}}, {{"id": 1e999}}, {{"id": NaN}}]}}')
    assert found is not None
    assert [item.guid for item in found.items] == [digits, "1e999", ""]


def test_bytes_that_are_utf_8_are_read_as_such_and_others_as_http_says() -> None:
    body = feed({"id": "1", "title": "Reunión"}).encode().replace(b"\\u00f3", "ó".encode())
    latin = body.decode().encode("latin-1")
    for content, charset in ((body, "latin-1"), (b"\xef\xbb\xbf" + body, None), (latin, "latin-1")):
        found = read(content, charset)
        assert found is not None
        assert found.items[0].title == "Reunión"
    assert read(latin, "rot13") is None
    assert read(latin) is not None


def test_items_beyond_the_limit_are_not_read() -> None:
    found = read(feed(*({"id": str(n)} for n in range(5))), most=3)
    assert found is not None
    assert [item.guid for item in found.items] == ["0", "1", "2"]


NAMES = (
    "id url external_url title summary content_html content_text date_published date_modified author authors language"
)
ANYTHING = st.sampled_from(
    (None, True, 0, -1.5, "", "a", "\ud800", "2026-01-14", "es", [], ["a"], [None, 1, {"name": 7}], {}, {"name": "Ana"})
)


@given(st.lists(st.dictionaries(st.sampled_from(NAMES.split()), ANYTHING), max_size=3))
def test_values_of_any_type_are_read_or_count_as_absent(items: list[object]) -> None:
    found = read(feed(*items))
    assert found is not None
    assert len(found.items) == len(items)
    assert repr(found).encode()
