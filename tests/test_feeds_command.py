"""How the `feeds` commands ask the person at the terminal."""

from __future__ import annotations

import io
import sys

import pytest

from bot.feeds_command import _ask


def test_a_question_is_shown_and_its_answer_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("2\n"))
    assert _ask("Which one?") == "2"
    assert capsys.readouterr().out == "Which one? "


def test_who_has_nothing_more_to_say_ends_the_command_as_ctrl_c_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(KeyboardInterrupt):
        _ask("Which one?")
