"""The rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "bot").rglob("*.py"))

LONGEST_MODULE = 300
LONGEST_FUNCTION = 45
"""Lines, docstring included."""


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_fits_in_the_head(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    long = [f.name for f in functions(ast.parse(source)) if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_no_task_awaits_inside_a_transaction(path: Path) -> None:
    """One connection is shared: another task's writes would join the transaction and die with its rollback."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.With) and "transaction(" in ast.unparse(node.items[0]):
            waits = [n for n in ast.walk(node) if isinstance(n, ast.Await | ast.AsyncWith | ast.AsyncFor)]
            assert not waits, f"line {node.lineno} of {path.name} awaits inside a transaction"


def loaded_by(module: str) -> set[str]:
    """The modules that importing one loads in a process of its own, which is not measured: that loads some too."""
    program = f"import sys, {module}; print(*sys.modules)"
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], cwd=ROOT, env=unmeasured, capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_importing_the_package_costs_nothing() -> None:
    assert {m for m in loaded_by("bot") if m.startswith("bot.")} == set()


def test_a_health_check_loads_no_heavy_library() -> None:
    heavy = {"telegram", "httpx", "feedparser", "pydantic", "apscheduler", "babel", "ruamel.yaml", "structlog"}
    assert heavy.isdisjoint(loaded_by("bot.__main__, bot.health"))


def test_no_parser_is_ever_in_the_process_that_holds_the_token() -> None:
    """Hostile documents are parsed where nothing can be stolen and everything can be killed."""
    assert {"feedparser", "lxml", "selectolax"}.isdisjoint(loaded_by("bot.app, bot.fetch.local"))


def test_the_process_that_parses_loads_nothing_but_the_parser() -> None:
    ours = {module for module in loaded_by("bot.fetch.worker, bot.fetch.parser") if module.startswith("bot.")}
    assert {name.split(".")[1] for name in ours} == {"fetch", "model", "text"}
    assert {"telegram", "httpx", "sqlite_utils", "pydantic"}.isdisjoint(loaded_by("bot.fetch.worker, bot.fetch.parser"))
