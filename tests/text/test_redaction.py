"""What is never shown, wherever it stands."""

from __future__ import annotations

import pytest

from bot.text.redaction import redact


def test_the_user_part_of_an_address_is_left_out() -> None:
    assert redact("polled https://me:secret@news.example/feed") == "polled https://…@news.example/feed"


@pytest.mark.parametrize("text", ["https://api.telegram.org/bot{}/getMe", "Bot[token={}]"])
def test_a_token_is_left_out(text: str) -> None:
    assert redact(text.format("123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawQ")) == text.format("…")
