"""A file is written whole or not at all, and stays what it was in everything but its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.config.replacing import replace_text
from bot.errors import ConfigError, FileUnwritable

if TYPE_CHECKING:
    from pathlib import Path


def test_mode_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "feeds.yaml"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "feeds.yaml"
    link.symlink_to(target)
    replace_text(link, "ñ\r\n", instead_of="old")
    assert link.is_symlink()
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == ("ñ\r\n".encode(), 0o640)
    assert [each.name for each in target.parent.iterdir()] == ["feeds.yaml"]


def test_what_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("somebody else's")
    with pytest.raises(ConfigError, match="changed by somebody else"):
        replace_text(path, "new", instead_of="old")
    assert path.read_text() == "somebody else's"


def test_a_new_file_gets_the_usual_mode(tmp_path: Path) -> None:
    replace_text(tmp_path / "feeds.opml", "new", instead_of=None)
    (tmp_path / "other").write_text("")
    assert (tmp_path / "feeds.opml").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for name in ("nowhere/feeds.yaml", "circle", "."):
        with pytest.raises(FileUnwritable) as refused:
            replace_text(tmp_path / name, "new", instead_of=None)
        assert refused.value.exit_code == 77
    assert [each.name for each in tmp_path.iterdir()] == ["circle"]
