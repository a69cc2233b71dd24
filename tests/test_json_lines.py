"""What a program reads is JSON whatever the terminal can write."""

from __future__ import annotations

import io
import json
import sys

import pytest

from bot.json_lines import print_object

FACTS = {"ask": "¿Cuándo?", "outlet": "Nación 🟡"}


@pytest.mark.parametrize(
    ("encoding", "shown"), [("utf-8", "¿Cuándo?"), ("latin-1", r"\u00bfCu"), ("ascii", r"\u00bfCu")]
)
def test_an_object_takes_one_line_in_any_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str, shown: str) -> None:
    raw = io.BytesIO()
    output = io.TextIOWrapper(raw, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", output)
    print_object(FACTS)
    output.flush()
    line = raw.getvalue().decode()
    assert json.loads(line) == FACTS
    assert line.count("\n") == 1
    assert shown in line
