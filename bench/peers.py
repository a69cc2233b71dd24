"""The programs that fetching is measured against, in an environment of their own: `reader` and `rss2email` from PyPI.

They are installed from a lock file with hashes; where that cannot be done, Unavailable says why.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

LOCK = Path(__file__).with_name("peers.txt")
HOME = Path(__file__).parent.parent / ".venv" / "peers"

_READER = """
import sys
from reader import make_reader
reader = make_reader("reader.sqlite")
if sys.argv[1] == "prepare":
    for url in open("urls.txt").read().split():
        reader.add_feed(url, exist_ok=True)
else:
    reader.update_feeds(scheduled=False, workers=16)
    print(reader.get_entry_counts().total, "entries")
"""


class Unavailable(Exception):
    """The peers cannot be installed here."""


class Peer(NamedTuple):
    """What to run in a folder that has the addresses in urls.txt and feeds.opml: once before, and for each poll."""

    name: str
    prepare: Sequence[Sequence[str]]
    poll: Sequence[str]


def install() -> Sequence[Peer]:
    """Raises Unavailable."""
    made = HOME / f"made-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]}"
    if not made.exists():
        _run(sys.executable, "-m", "venv", "--clear", str(HOME))
        _run(
            str(HOME / "bin/python"),
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--quiet",
            "install",
            "--require-hashes",
            "-r",
            str(LOCK),
        )
        made.touch()
    python, r2e = str(HOME / "bin/python"), [str(HOME / "bin/r2e"), "-c", "r2e.cfg", "-d", "r2e.json"]
    return (
        Peer("reader, 16 workers", [[python, "-c", _READER, "prepare"]], [python, "-c", _READER, "poll"]),
        Peer(
            "rss2email --no-send",
            [[*r2e, "new", "nobody@news.example"], [*r2e, "opmlimport", "feeds.opml"]],
            [*r2e, "run", "--no-send"],
        ),
    )


def write_addresses(folder: Path, urls: Sequence[str]) -> None:
    (folder / "urls.txt").write_text("\n".join(urls))
    outlines = "".join(
        f'<outline type="rss" text="feed{number}" title="feed{number}" xmlUrl={quoteattr(url)}/>'
        for number, url in enumerate(urls)
    )
    (folder / "feeds.opml").write_text(
        f'<?xml version="1.0"?><opml version="2.0"><head><title>feeds</title></head><body>{outlines}</body></opml>'
    )


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - pip and venv
    if done.returncode:
        raise Unavailable((done.stderr or done.stdout).strip().splitlines()[-1])
