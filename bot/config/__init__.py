"""Configuration: feeds.yaml and the environment, read into values or refused with every problem named.

It owns the shape of both, the words said about mistakes in them, the editing of feeds.yaml, and OPML. It must not touch
the network or the state. What it gives is loaded when first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.config.problems import Problem
    from bot.config.reading import load_config, read_config
    from bot.config.settings import Settings, load_settings

__all__ = ["Problem", "Settings", "load_config", "load_settings", "read_config"]

_HOMES = {
    "load_config": "bot.config.reading",
    "read_config": "bot.config.reading",
    "Problem": "bot.config.problems",
    "Settings": "bot.config.settings",
    "load_settings": "bot.config.settings",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
