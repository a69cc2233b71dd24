"""The `backtest` command: what a feeds.yaml would have sent, from saved feed files or the stored archive.

It reads and draws; it changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from bot.clock import local_zone
from bot.config import load_config
from bot.errors import ConfigError
from bot.jobs.backtest import differ, tell
from bot.jobs.material import Material, from_archive, from_files
from bot.jobs.replay import replay
from bot.json_lines import print_object
from bot.locale import read_catalogs
from bot.lookback import iso, opened_archive, report_unreadable, with_progress
from bot.store.archive import stored_entries
from bot.terminal import open_console
from bot.terminal_backtest import Frame, draw_backtest, draw_difference

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.config import Settings
    from bot.jobs.backtest import Told
    from bot.model import Config, Entry, Evidence, Language
    from bot.text.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Window:
    """Of what is replayed, what is shown: all of it is needed to know what was news by then."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return (self.since is None or at >= self.since) and (self.until is None or at <= self.until)


def window(since: str, until: str) -> Window:
    """Raises ConfigError. A date alone is its whole day, in the zone of this machine."""
    shown = Window(
        since=_moment("--since", since, time.min) if since else None,
        until=_moment("--until", until, time.max) if until else None,
    )
    if shown.since and shown.until and shown.since > shown.until:
        raise ConfigError(f"--since: {since!r} is after --until {until!r}")
    return shown


def _moment(option: str, text: str, edge: time) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ConfigError(f"{option}: {text!r} is not a time; write 2026-01-07 or 2026-01-07T18:00") from None
    if len(text.strip()) <= len("2026-01-07"):
        moment = datetime.combine(moment, edge)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=local_zone())).astimezone(UTC)
    except OverflowError:
        raise ConfigError(f"{option}: {text!r} is too far away; leave it out to show all") from None


def backtest(
    settings: Settings, language: Language, files: Sequence[Path], shown: Window, against: Path | None, *, as_json: bool
) -> int:
    """1 if a file could not be read; the rest is shown all the same. Raises BotError."""
    configs = [(str(path), load_config(path)) for path in (settings.config, against) if path]
    materials = [_gather(settings, config, files) for _, config in configs]
    report_unreadable(materials[0])
    catalog = read_catalogs()[language]
    stories = [
        _story(config, material, shown, catalog) for (_, config), material in zip(configs, materials, strict=True)
    ]
    if as_json:
        _print_json(stories)
    else:
        _print_report(configs, materials[0], stories, shown, catalog)
    return int(bool(materials[0].unreadable))


def _gather(settings: Settings, config: Config, files: Sequence[Path]) -> Material:
    """From the files, or from the archive where none is named. Raises StateError if there is no archive."""
    if files:
        return from_files(files, config)
    with opened_archive(settings) as db:
        return from_archive(stored_entries(db), config)


def _story(config: Config, material: Material, shown: Window, catalog: Catalog) -> tuple[Told, ...]:
    incoming = [one for one in material.incoming if shown.until is None or one.at <= shown.until]
    steps = with_progress(replay(config, incoming), incoming, catalog)
    return tuple(told for told in tell(config, steps) if shown.holds(told.at))


# ------------------------------------------------------------------ for people


def _print_report(
    configs: Sequence[tuple[str, Config]],
    material: Material,
    stories: Sequence[tuple[Told, ...]],
    shown: Window,
    catalog: Catalog,
) -> None:
    questions = {question.id: question for _, config in configs for question in config.questions}
    incoming = [one for one in material.incoming if shown.holds(one.at)]
    frame = Frame(incoming, tuple(questions.values()), catalog, local_zone())
    names = [name for name, _ in configs]
    if len(stories) == 1:
        open_console().print(draw_backtest(names[0], stories[0], frame))
        return
    ours, theirs = stories
    counts = (sum(told.is_alert for told in ours), sum(told.is_alert for told in theirs))
    open_console().print(draw_difference((names[0], names[1]), counts, differ(ours, theirs), frame))


# ------------------------------------------------------------------ for programs


def _print_json(stories: Sequence[tuple[Told, ...]]) -> None:
    """All that was told; of two files, only the alerts in which they differ, each with its `difference`."""
    if len(stories) == 1:
        for told in stories[0]:
            print_object(_facts(told))
        return
    difference = differ(*stories)
    marked = [("added", told) for told in difference.added] + [("lost", told) for told in difference.lost]
    for mark, told in sorted(marked, key=lambda pair: pair[1].at):
        print_object({"difference": mark, **_facts(told)})


def _facts(told: Told) -> dict[str, object]:
    return {
        "at": iso(told.at),
        "question": told.question,
        "change": told.change,
        "push": told.push,
        "gathered": told.gathered,
        "answer": told.answer or None,
        "origins": told.origins,
        "entries": [_entry_facts(piece) for piece in told.evidence],
        "reason": told.reason,
    }


def _entry_facts(piece: Evidence) -> dict[str, object]:
    entry: Entry = piece.entry
    published = iso(entry.published) if entry.published else None
    return {"url": entry.url, "title": entry.title, "outlet": piece.outlet, "published": published}
