"""Message catalogs, one a language; data only, and the reading of it.

`en.po` and `es.po` hold the same keys with the same placeholders. Nothing is compiled ahead of time.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from bot.model import Language
from bot.text.catalog import Catalog, read_catalog

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_catalogs() -> Mapping[Language, Catalog]:
    """Every language's catalog, read from the package."""
    folder = files(__name__)
    return {language: read_catalog((folder / f"{language}.po").read_bytes(), language) for language in Language}
