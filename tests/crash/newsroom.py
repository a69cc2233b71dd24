"""The news of the drill: two outlets, the questions they bear on, and what was published when."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from tests.doubles.origin import Origin, rss

if TYPE_CHECKING:
    import random
    from datetime import datetime

OUTLETS = ("The Herald", "The Tribune")
TOPICS = ("Avaria", "Borduria", "Cathay", "Drovia", "Elbonia", "Freedonia")
A_DAY = 90
"""Alerts of a question at most, which is below the cap: what goes beyond a cap is held back for a day."""

RESTATED = 0.2
"""How much of the news the second outlet tells too, which makes edits."""

_FIRST_NUMBER = 10_000
_NUMBER = re.compile(r"\b1\d{4}\b")
_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news; its number stands in its headline and in no other."""

    number: int
    question: str
    headline: str
    restated: bool


def numbers_in(text: str) -> list[int]:
    """The numbers of the news that a text names."""
    return [int(found) for found in dict.fromkeys(_NUMBER.findall(text))]


@dataclass(slots=True)
class Newsroom:
    """Publishes at an origin. Entries are dated a second apart, from a day before `began` on."""

    origin: Origin
    draw: random.Random
    began: datetime
    published: list[News] = field(default_factory=list)
    _items: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: {name: [] for name in OUTLETS})

    def __post_init__(self) -> None:
        for outlet in OUTLETS:
            self._serve(outlet)

    @property
    def is_exhausted(self) -> bool:
        return len(self.published) >= A_DAY * len(TOPICS)

    def publish(self) -> News:
        """One more piece of news, at its outlet now and perhaps at the other as well."""
        number = _FIRST_NUMBER + len(self.published)
        topic = TOPICS[number % len(TOPICS)]
        headline = f"{topic} council sends {number} letters to {self._name()} {self._name()} about {self._name()}"
        news = News(number, topic.lower(), headline, restated=self.draw.random() < RESTATED)
        self.published.append(news)
        for outlet in OUTLETS if news.restated else OUTLETS[:1]:
            address = f"https://{_domain(outlet)}/{number}"
            self._items[outlet].append((headline, address, format_datetime(self._date(number))))
            self._serve(outlet)
        return news

    def feeds_yaml(self) -> str:
        """Questions by topic, and feeds that are asked every second."""
        feeds = "".join(
            f"  - {{url: '{self.origin.base}{_path(name)}', outlet: {name}, lang: en}}\n" for name in OUTLETS
        )
        asked = "".join(
            f"  {topic.lower()}:\n    ask: {{en: What of {topic}?, es: ¿Qué hay de {topic}?}}\n"
            f"    match: {topic}\n    cap: 100\n"
            for topic in TOPICS
        )
        return f"polling: {{every: 1s, floor: 1s, spacing: 0s}}\nfeeds:\n{feeds}questions:\n{asked}"

    def _serve(self, outlet: str) -> None:
        self.origin.serve(_path(outlet), rss(*reversed(self._items[outlet]), title=outlet))

    def _date(self, number: int) -> datetime:
        return self.began - timedelta(days=1) + timedelta(seconds=number - _FIRST_NUMBER)

    def _name(self) -> str:
        syllables = (self.draw.choice(_SYLLABLES) for _ in itertools.repeat(None, 4))
        return "".join(syllables).capitalize()


def _path(outlet: str) -> str:
    return f"/{_domain(outlet)}.xml"


def _domain(outlet: str) -> str:
    return f"{outlet.lower().removeprefix('the ')}.example"
