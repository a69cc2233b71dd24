"""What an address turns out to be: a feed, or a page with feeds behind it. Asked once, because a person wants to know.

It asks politely and follows nothing by itself: of one host, one request at a time. It knows nothing of feeds.yaml.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bot.clock import system_clock
from bot.fetch.discovery import WELL_KNOWN
from bot.fetch.local import LocalFetcher
from bot.model import (
    Batch,
    FailureKind,
    FeedUrl,
    Fetched,
    FetchFailed,
    FetchJob,
    Introduction,
    Language,
    Offer,
    Validators,
)
from bot.text.publisher import publisher
from bot.text.tongue import stated_language, told_language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from datetime import datetime

    from bot.config import Settings
    from bot.model import FetchOutcome
    from bot.ports import Fetcher

MOST_LOOKS = 10
"""Of the feeds that a page offers, so many are asked what they are."""

SPACING = timedelta(seconds=1)
"""Between two requests to one host."""

_LONGEST_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that answers. `url` is where to poll it, `address` where it answered, after any redirects.

    `title` is its own, else its page's; `lang` what its entries read like, else what is `stated`, by the feed or its
    page, if that is one of ours. `newest` is the latest date of its entries.
    """

    url: str
    address: str
    title: str
    lang: Language | None
    stated: str
    entries: int
    newest: datetime | None
    comments: bool = False


@dataclass(frozen=True, slots=True)
class Dud:
    """What was offered as a feed, and `why` it is none or does not answer; '' where nobody looked."""

    url: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands at an address. `why` says what is wrong with it where it is neither a feed nor a page."""

    feeds: tuple[Found, ...] = ()
    duds: tuple[Dud, ...] = ()
    why: str = ""


class Scout:
    """Looks at one address after another through a fetcher. `on_look` hears of each before it is asked."""

    def __init__(self, fetcher: Fetcher, on_look: Callable[[str], None] = lambda _: None) -> None:
        self._fetcher = fetcher
        self._on_look = on_look
        self._outcome: FetchOutcome | None = None

    async def note(self, outcome: FetchOutcome) -> None:
        """What the fetcher is to tell its outcomes."""
        self._outcome = outcome

    async def scout(self, address: str) -> Findings:
        """The feed there, or those that the page there offers, or else one where sites usually have theirs."""
        outcome = await self._look(address)
        if isinstance(outcome, Fetched):
            return Findings((_found(Offer(address, "", ""), outcome),))
        if outcome.kind is not FailureKind.NOT_A_FEED:
            return Findings(why=outcome.why)
        findings = await self._survey(outcome.offers)
        if findings.feeds:
            return findings
        guessed = await self._guess(address)
        if guessed is None:
            return replace(findings, why=f"{outcome.detail}; none stands where sites usually have theirs either")
        return replace(findings, feeds=(guessed,))

    async def _survey(self, offers: tuple[Offer, ...]) -> Findings:
        found: list[Found] = []
        duds: list[Dud] = []
        for offer in offers[:MOST_LOOKS]:
            outcome = await self._look(offer.url)
            if isinstance(outcome, Fetched):
                found.append(_found(offer, outcome))
            else:
                duds.append(Dud(offer.url, offer.title, outcome.why))
        duds += (Dud(offer.url, offer.title, "") for offer in offers[MOST_LOOKS:])
        return Findings(tuple(found), tuple(duds))

    async def _guess(self, address: str) -> Found | None:
        for path in WELL_KNOWN:
            url = urljoin(address, path)
            outcome = await self._look(url)
            if isinstance(outcome, Fetched):
                return _found(Offer(url, "", ""), outcome)
        return None

    async def _look(self, url: str) -> Fetched | FetchFailed:
        self._on_look(url)
        self._outcome = None
        job = _job(url)
        await self._fetcher.submit(Batch(urlsplit(url).netloc.lower(), (job,), SPACING))
        await self._fetcher.drain()
        if isinstance(self._outcome, Fetched | FetchFailed):
            return self._outcome
        return FetchFailed(job.url, FailureKind.INTERNAL, "no answer was reported")


async def ask_each(
    settings: Settings, jobs: Iterable[FetchJob], spacing: timedelta, on_outcome: Callable[[int], None]
) -> dict[FeedUrl, FetchOutcome]:
    """One poll of each feed, as the service makes it; `on_outcome` hears how many have answered.

    Those whose server throttled another one are not asked, and have no outcome.
    """
    outcomes: dict[FeedUrl, FetchOutcome] = {}

    async def note(outcome: FetchOutcome) -> None:
        outcomes[outcome.url] = outcome
        on_outcome(len(outcomes))

    by_host = defaultdict(list)
    for job in jobs:
        by_host[publisher(job.url)].append(job)
    fetcher = LocalFetcher(clock=system_clock, contact=settings.contact, allow_nets=settings.allow_nets)
    await fetcher.start(note)
    try:
        for host, its_jobs in by_host.items():
            batch = Batch(host, tuple(its_jobs), spacing)
            while not await fetcher.submit(batch):
                await fetcher.drain()
        await fetcher.drain()
    finally:
        await fetcher.close()
    return outcomes


async def languages(
    settings: Settings, addresses: Iterable[str], on_outcome: Callable[[int], None]
) -> dict[str, Language | str]:
    """The language that each feed speaks, or in words why that is not known."""
    jobs = {address: _job(address) for address in addresses}
    outcomes = await ask_each(settings, jobs.values(), SPACING, on_outcome)
    return {address: _spoken(job, outcomes.get(job.url)) for address, job in jobs.items()}


def _spoken(job: FetchJob, outcome: FetchOutcome | None) -> Language | str:
    if isinstance(outcome, Fetched):
        found = _found(Offer(job.url, "", ""), outcome)
        return found.lang or (f"says it is in '{found.stated}'" if found.stated else "does not say its language")
    why = outcome.why if isinstance(outcome, FetchFailed) else "its server wants no more requests now"
    return f"cannot be asked for its language: {why}"


def _job(url: str) -> FetchJob:
    return FetchJob(FeedUrl(url), Language.EN, Validators(), None, {}, introduce=True)


@asynccontextmanager
async def scouting(settings: Settings, on_look: Callable[[str], None]) -> AsyncIterator[Scout]:
    """A scout that asks over the network, under the same guard as the service."""
    fetcher = LocalFetcher(clock=system_clock, contact=settings.contact, allow_nets=settings.allow_nets)
    scout = Scout(fetcher, on_look)
    await fetcher.start(scout.note)
    try:
        yield scout
    finally:
        await fetcher.close()


def _found(offer: Offer, outcome: Fetched) -> Found:
    introduction = outcome.introduction or Introduction("", "", offer.url)
    stated = introduction.lang or offer.lang
    sample = " ".join(f"{entry.title} {entry.summary}" for entry in outcome.entries)[:_LONGEST_SAMPLE]
    return Found(
        url=offer.url,
        address=introduction.address,
        title=introduction.title or offer.title,
        lang=_language(stated, sample),
        stated=stated,
        entries=len(outcome.entries),
        newest=max((entry.published for entry in outcome.entries if entry.published), default=None),
        comments=offer.comments,
    )


def _language(stated: str, sample: str) -> Language | None:
    """What the entries read like is worth more than what a blog engine was installed with; a third language is said."""
    if stated and stated_language(stated) is None:
        return None
    return told_language(sample) or stated_language(stated)
