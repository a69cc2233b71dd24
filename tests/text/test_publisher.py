"""Which publisher an address belongs to."""

from __future__ import annotations

import pytest

from bot.text.publisher import publisher


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://feeds.elpais.com/mrss-s/pages", "elpais.com"),
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://derecharegional.blogspot.com/2026/01", "derecharegional.blogspot.com"),
        ("http://127.0.0.5:8000/x", "127.0.0.5"),
        ("http://[::1]/x", "::1"),
        ("http://localhost/x", "localhost"),
        ("mailto:someone", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_publisher_is_the_registrable_domain_or_the_bare_host(url: str, expected: str) -> None:
    assert publisher(url) == expected
