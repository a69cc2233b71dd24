"""Modules of the bench run as processes of their own: to be measured alone, or as a double beside what is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent


def measured_apart(module: str, *words: object) -> dict[str, Any]:
    """What the module prints, as JSON, when it is run with these words and does nothing else."""
    done = subprocess.run(_command(module, words), cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


@contextmanager
def running_apart(module: str, *words: object) -> Iterator[str]:
    """Runs it meanwhile; gives the first line it prints, by which it says that it is ready, and where."""
    with subprocess.Popen(_command(module, words), cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ourselves
        try:
            yield cast("IO[str]", process.stdout).readline().strip()
        finally:
            process.kill()


def _command(module: str, words: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-m", module, *map(str, words)]
