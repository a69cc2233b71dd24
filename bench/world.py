"""The world that a bot under measurement lives in: the server of feeds, and a folder with its feeds.yaml."""

from __future__ import annotations

import json
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from bench import corpus
from bench.apart import ROOT, running_apart
from bench.origin import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """The server of feeds, in a process of its own."""

    port: int
    hosts: int

    def urls(self, feeds: int) -> list[str]:
        return [address(number, self.hosts, self.port) for number in range(feeds)]

    def answers(self) -> Mapping[str, int]:
        """How many so far, by status."""
        counted: dict[str, int] = json.loads(self._get("stats"))
        return counted

    def publish(self, feed: int, title: str) -> None:
        self._get(f"publish/{feed}/{quote(title)}")

    def _get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"{address(0, 1, self.port).partition('/feed')[0]}/{path}") as answer:  # noqa: S310 - loopback
            content: bytes = answer.read()
            return content


@contextmanager
def origin(*, hosts: int, entries: int, latency: float, validators: bool = True) -> Iterator[Origin]:
    words = ["--hosts", hosts, "--entries", entries, "--latency", latency]
    with running_apart("bench.origin", *words, *([] if validators else ["--no-validators"])) as port:
        yield Origin(int(port), hosts)


def write_feeds(folder: Path, urls: Sequence[str], questions: Mapping[str, str], polling: str) -> Mapping[str, str]:
    """Write a feeds.yaml; gives the environment of a bot that is to use it."""
    lines = [f"polling: {polling}", "feeds:"]
    for number, url in enumerate(urls):
        lines.append(f"- {{url: '{url}', outlet: Feed {number}, lang: en}}")
    lines.append("questions:")
    for name, query in questions.items():
        lines += [f"  {name}:", f"    ask: {{en: What of {name}?, es: ¿Qué hay de {name}?}}", f"    match: '{query}'"]
        lines.append("    cap: 100")
    (folder / "feeds.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {
        "BOT_CONFIG": str(folder / "feeds.yaml"),
        "BOT_STATE": str(folder / "state"),
        "BOT_ALLOW_NETS": "127.0.0.0/8",
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_TOKEN": "",
    }


QUESTIONS = {str(one.id): one.match[0] for one in corpus.questions(20)[10:]}
"""Ten, the size of a real deployment; not the first of the corpus, whose words all its entries are full of."""
