"""Writing a file anew, whole or not at all: a running bot and an editor may read it at any moment.

It knows nothing of what the file says.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from errno import ELOOP
from typing import TYPE_CHECKING

from bot.errors import ConfigError, FileUnwritable

if TYPE_CHECKING:
    from pathlib import Path

_NEW_FILE = 0o666  # less what the umask takes


def replace_text(path: Path, text: str, *, instead_of: str | None) -> None:
    """Put a text in the place of the file's; its mode stays, and where it is a link, what it points to is replaced.

    Raises ConfigError if the file does not hold `instead_of` any more (None: whatever it holds is replaced), and
    FileUnwritable.
    """
    try:
        target = _pointed_to(path)
        if instead_of is not None and target.read_bytes() != instead_of.encode():
            raise ConfigError(f"{path} was changed by somebody else just now; nothing was written. Try again.")
        _replace(target, text.encode())
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle of links
        reason = getattr(error, "strerror", None) or error
        raise FileUnwritable(f"{path} cannot be written: {reason}") from None


def _pointed_to(path: Path) -> Path:
    """Raises RuntimeError or OSError where links go in a circle: from Python 3.13 on they resolve to themselves."""
    target = path.resolve(strict=False)
    if target.is_symlink():
        raise OSError(ELOOP, os.strerror(ELOOP))
    return target


def _replace(target: Path, content: bytes) -> None:
    """Write beside it, then rename: the one step that is whole or not at all (POSIX rename)."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW_FILE), "wb") as file:  # noqa: PTH123 - a descriptor
            if target.exists():
                _take_after(target, file.fileno())
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _take_after(target: Path, descriptor: int) -> None:
    """The mode, and where we may give files away, the owner."""
    known = target.stat()
    os.fchmod(descriptor, known.st_mode & 0o7777)
    with suppress(PermissionError):
        os.fchown(descriptor, known.st_uid, known.st_gid)


def _sync_folder(folder: Path) -> None:
    """So that the rename survives a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
