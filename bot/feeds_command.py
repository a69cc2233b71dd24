"""The `feeds …` commands, in words: their options and help. It holds no logic of its own.

As in `bot.__main__`, heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bot.model import FeedKind, Language

if TYPE_CHECKING:
    from collections.abc import Callable

cli = typer.Typer(
    help="The feeds of feeds.yaml: how they do, and more or fewer of them.", no_args_is_help=True, rich_markup_mode=None
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Page = Annotated[str, typer.Argument(metavar="URL", help="Address of a feed, or of a page that has one.")]


@cli.command("list")
def list_(*, json: Json = False) -> None:
    """Show the feeds: how they do, how much comes, when they are due."""
    from bot import app, inspection
    from bot.config import load_settings

    raise typer.Exit(inspection.list_feeds(load_settings(os.environ), app.language_of(os.environ), as_json=json))


@cli.command()
def add(
    address: Page,
    *,
    pick: Annotated[
        int | None, typer.Option(min=1, metavar="NUMBER", help="Which of several feeds, by its number in the list.")
    ] = None,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="Who speaks there; else the feed's own title.")] = "",
    lang: Annotated[Language | None, typer.Option(help="Language of the entries; else what they read like.")] = None,
    kind: Annotated[FeedKind, typer.Option(help="What kind of source it is.")] = FeedKind.PRESS,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="Time between two polls, as in 10m; else that of 'polling'.")
    ] = "",
) -> None:
    """Find the feed at or behind an address and add it.

    It is written into feeds.yaml, of which nothing else changes. Exits with 1 if there is none, or it is there already;
    with 2 if there are several and it is not told which.
    """
    from bot import app, curating
    from bot.config import load_settings

    wish = curating.Wish(outlet, lang, kind, every, pick or 0)
    language = app.language_of(os.environ)
    raise typer.Exit(curating.add(load_settings(os.environ), language, address, wish, _person()))


@cli.command()
def remove(url: Annotated[str, typer.Argument(metavar="URL", help="The feed's address, as in feeds.yaml.")]) -> None:
    """Take a feed out of feeds.yaml.

    The comments that are its own go too. Exits with 1 if there is no such feed.
    """
    from bot import app, curating
    from bot.config import load_settings

    raise typer.Exit(curating.remove(load_settings(os.environ), app.language_of(os.environ), url))


@cli.command()
def discover(address: Page, *, json: Json = False) -> None:
    """Show which feeds a page offers.

    Each is asked what it holds; nothing is written. Exits with 1 if there is none.
    """
    from bot import app, discovering
    from bot.config import load_settings

    language = app.language_of(os.environ)
    raise typer.Exit(discovering.discover(load_settings(os.environ), language, address, as_json=json))


@cli.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An OPML file.", metavar="FILE.opml")],
    *,
    lang: Annotated[
        Language | None, typer.Option(help="Language of those that the file says none of; else they are asked.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be added.")] = False,
    json: Json = False,
) -> None:
    """Add the feeds of an OPML file that are not there yet.

    Each that is skipped is told with its line and the reason. Exits with 1 if one could not be added.
    """
    from bot import app, exchanging
    from bot.config import load_settings

    settings, language = load_settings(os.environ), app.language_of(os.environ)
    raise typer.Exit(exchanging.import_opml(settings, language, file, lang, dry_run=dry_run, as_json=json))


@cli.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; without it, to the output.", metavar="FILE")] = None,
) -> None:
    """Write the feeds as OPML 2.0, for other programs."""
    from bot import exchanging
    from bot.config import load_settings

    raise typer.Exit(exchanging.export_opml(load_settings(os.environ), file))


def _person() -> Callable[[str], str] | None:
    """How to ask the person at the terminal, if there is one."""
    return _ask if sys.stdin.isatty() and sys.stdout.isatty() else None


def _ask(question: str) -> str:
    """Raises KeyboardInterrupt where the person ends it, by Ctrl-C or Ctrl-D."""
    try:
        return input(f"{question} ")
    except EOFError:
        raise KeyboardInterrupt from None
