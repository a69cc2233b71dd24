"""The rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
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
        if isinstance(node, ast.With) and any("transaction(" in ast.unparse(item) for item in node.items):
            waits = [n for n in ast.walk(node) if isinstance(n, ast.Await | ast.AsyncWith | ast.AsyncFor)]
            assert not waits, f"line {node.lineno} of {path.name} awaits inside a transaction"


def test_the_page_draws_the_whole_house() -> None:
    """Every module of `bot/` and every package; those of one name by a star."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawn = page.partition("## The house\n")[2].partition("```\n\n")[0]
    rooms = {path.name for path in (ROOT / "bot").glob("*.py")} - {"__init__.py"}
    rooms |= {f"{path.parent.name}/" for path in (ROOT / "bot").glob("*/__init__.py")}
    assert {room for room in rooms if not re.search(rf"(?<![\w/]){re.escape(room)}", drawn)} == {
        room for room in rooms if room.startswith("terminal_")
    }


def test_the_page_draws_the_layers_that_are_checked() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawn = page.partition("Layers, ")[2].partition("```\n")[2].partition("```")[0]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    checked = project["tool"]["importlinter"]["contracts"][0]["layers"]
    layers = [re.sub(r"terminal_\w+", "terminal_*", layer).strip("()").split(" | ") for layer in checked]
    assert [set(layer.split(" | ")) for layer in " ".join(drawn.split()).split(" > ")] == [
        {room.strip("()") for room in layer} for layer in layers
    ]


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
