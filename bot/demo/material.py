"""The replay as values, and the demo's feeds.yaml, read from the package."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Outlet:
    """One feed of the replay, at `/<slug>.xml`; `format` is rss or atom, `home` the site it belongs to."""

    slug: str
    name: str
    lang: Language
    format: str
    home: str


@dataclass(frozen=True, slots=True)
class ReplayEntry:
    """One version of an entry in one outlet's feed; it takes the place of those of its guid listed before."""

    outlet: str
    guid: str
    link: str
    title: str
    text: str
    published: datetime
    listed: datetime


@dataclass(frozen=True, slots=True)
class Replay:
    """`entries` in the order in which they are listed; the watch lasts from `start` to `end`."""

    outlets: tuple[Outlet, ...]
    entries: tuple[ReplayEntry, ...]
    start: datetime
    end: datetime


def read_replay() -> Replay:
    told = tomllib.loads(_read("replay.toml"))
    outlets = tuple(Outlet(**{**outlet, "lang": Language(outlet["lang"])}) for outlet in told["outlets"])
    homes = {outlet.slug: outlet.home for outlet in outlets}
    entries = [version for entry in told["entries"] for version in _versions(entry, homes)]
    return Replay(outlets, tuple(sorted(entries, key=lambda e: e.listed)), told["start"], told["end"])


def read_feeds_yaml(port: int) -> str:
    """The demo's feeds.yaml for a server on that port."""
    return _read("feeds.yaml").replace("{port}", str(port))


def _versions(entry: Mapping[str, Any], homes: Mapping[str, str]) -> Iterator[ReplayEntry]:
    """An entry, its copies in other feeds, and the edits of its headline, which keep its guid."""
    published, slug = entry["published"], entry["slug"]
    link = f"{homes[entry['outlet']]}/{published:%Y/%m/%d}/{slug}"
    first = {"outlet": entry["outlet"], "published": published, "listed": entry.get("listed", published)}
    edits = [{**first, **edit} for edit in entry.get("edits", ())]
    for place in (first, *entry.get("copies", ()), *edits):
        yield ReplayEntry(
            outlet=place["outlet"],
            guid=f"{homes[place['outlet']]}/?story={slug}",
            link=link,
            title=place.get("title", entry["title"]),
            text=entry["text"],
            published=place["published"],
            listed=place.get("listed", place["published"]),
        )


def _read(name: str) -> str:
    return (files("bot.demo") / name).read_text(encoding="utf-8")
