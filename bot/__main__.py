"""The command line. It turns words into calls and outcomes into text and exit codes, and holds no logic of its own.

Heavy modules are imported by the command that needs them, so that `health` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from bot import __version__, feeds_command
from bot.errors import BotError

cli = typer.Typer(
    name="stillopen",
    help="Watches the news for the questions a story has left open, and tells its subscribers what is new.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

cli.add_typer(feeds_command.cli, name="feeds")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Debug = Annotated[bool, typer.Option("--debug", help="Log every poll and every request.")]


@cli.callback(invoke_without_command=True)
def version(*, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"stillopen {__version__}")
        raise typer.Exit


@cli.command()
def run(*, debug: Debug = False) -> None:
    """Run the service until it is told to stop. Without a token, alerts are printed here."""
    import asyncio

    from bot import app
    from bot.config import load_settings
    from bot.log import start_logging
    from bot.terminal import open_console

    start_logging(debug=debug)
    asyncio.run(app.run(load_settings(os.environ), open_console(), app.language_of(os.environ)))


@cli.command()
def once(*, debug: Debug = False) -> None:
    """Poll what is due, send what is due, and exit."""
    import asyncio

    from bot import app
    from bot.config import load_settings
    from bot.log import start_logging
    from bot.terminal import open_console

    start_logging(debug=debug)
    asyncio.run(app.once(load_settings(os.environ), open_console(), app.language_of(os.environ)))


@cli.command()
def demo(
    *,
    pause: Annotated[float, typer.Option(min=0, max=5, help="Seconds between two moments of the replay.")] = 0.6,
) -> None:
    """Watch the whole pipeline work on a bundled replay. No account, no network; it ends by itself."""
    import asyncio

    from bot import app
    from bot.demo.replay import play
    from bot.log import start_logging
    from bot.terminal import open_console

    start_logging(quiet=True)
    asyncio.run(play(open_console(), app.language_of(os.environ), pause=pause))


@cli.command()
def check(
    *,
    live: Annotated[bool, typer.Option("--live", help="Also poll each feed once and tell how it answers.")] = False,
    json: Json = False,
) -> None:
    """Name every problem of feeds.yaml, with its place and a hint. Exits with 2 if there is one."""
    from bot import app, inspection
    from bot.config import load_settings

    settings = load_settings(os.environ)
    raise typer.Exit(inspection.check(settings, app.language_of(os.environ), live=live, as_json=json))


@cli.command()
def backtest(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Saved RSS or Atom files; without any, what is stored.")
    ] = None,
    *,
    since: Annotated[
        str, typer.Option(metavar="TIME", help="Show only what would have been sent from this date or time on.")
    ] = "",
    until: Annotated[str, typer.Option(metavar="TIME", help="Replay only up to this date or time.")] = "",
    against: Annotated[
        Path | None,
        typer.Option(exists=True, metavar="FILE", help="Another feeds.yaml: show only what it would add and lose."),
    ] = None,
    json: Json = False,
) -> None:
    """Show the alerts that this feeds.yaml would have sent. Exits with 1 if a file could not be read."""
    from bot import app, backtesting
    from bot.config import load_settings

    settings, shown = load_settings(os.environ), backtesting.window(since, until)
    language = app.language_of(os.environ)
    raise typer.Exit(backtesting.backtest(settings, language, files or [], shown, against, as_json=json))


@cli.command()
def explain(
    entry: Annotated[
        str, typer.Argument(metavar="ENTRY", help="An entry's address, guid or key, or a piece of its title.")
    ],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Saved RSS or Atom files; without any, what is stored.")
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Show the way of one entry: which step stopped it, and why. Exits with 1 if there is no such entry."""
    from bot import app, explaining
    from bot.config import load_settings

    settings, language = load_settings(os.environ), app.language_of(os.environ)
    raise typer.Exit(explaining.explain(settings, language, entry, files or [], as_json=json))


@cli.command()
def status(*, json: Json = False) -> None:
    """Show how feeds do, where questions stand, what is to be sent. Exits with 1 if no bot has run yet."""
    from bot import app, inspection
    from bot.config import load_settings

    settings = load_settings(os.environ)
    raise typer.Exit(inspection.status(settings, app.language_of(os.environ), as_json=json))


@cli.command()
def refresh(
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Feeds of feeds.yaml.")],
    *,
    json: Json = False,
) -> None:
    """Have feeds polled at once, also those that were given up. Exits with 1 if one has to wait or is unknown."""
    from bot import app, refreshing
    from bot.config import load_settings

    settings = load_settings(os.environ)
    raise typer.Exit(refreshing.refresh_feeds(settings, app.language_of(os.environ), urls, as_json=json))


@cli.command()
def health(*, json: Json = False) -> None:
    """Tell whether a running bot goes on. Exits with 1 and the reason if it has stalled."""
    from bot import health
    from bot.clock import system_clock

    raise typer.Exit(health.report(os.environ, system_clock(), as_json=json))


def main() -> None:
    """The console script: a person's mistake ends in a sentence, never in a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # no terminal is too old to be told
    try:
        cli()
    except BotError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
