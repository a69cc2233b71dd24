"""Values with sensible defaults, so that a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model import (
    Confirmation,
    Development,
    DevelopmentId,
    Entry,
    EntryKey,
    Evidence,
    Feed,
    FeedKind,
    FeedUrl,
    Language,
    Phase,
    Question,
    QuestionId,
)

T0 = datetime(2026, 1, 8, 12, 0, tzinfo=UTC)
"""The morning after the call."""

FEED_URL = FeedUrl("https://news.example/feed")


def feed(
    url: str = FEED_URL,
    *,
    outlet: str = "The Example",
    kind: FeedKind = FeedKind.PRESS,
    lang: Language = Language.EN,
    every: timedelta | None = timedelta(minutes=15),
) -> Feed:
    return Feed(url=FeedUrl(url), outlet=outlet, kind=kind, lang=lang, every=every)


def question(
    id: str = "visit-date",  # noqa: A002 - the field's name
    match: str | tuple[str, ...] = 'Petro AND ("White House" OR "Casa Blanca")',
    *,
    ask: str = "When does Petro visit the White House?",
    confirm: Confirmation | None = None,
) -> Question:
    return Question(
        id=QuestionId(id),
        ask={Language.EN: ask, Language.ES: "¿Cuándo visita Petro la Casa Blanca?"},
        match=(match,) if isinstance(match, str) else match,
        confirm=confirm or Confirmation(),
    )


def entry(  # noqa: PLR0913 - one argument a field
    title: str = "Petro to visit the White House on Feb. 3",
    summary: str = "The date was settled through diplomatic exchanges.",
    *,
    key: str = "",
    feed_url: str = FEED_URL,
    guid: str = "",
    url: str = "",
    author: str = "",
    source: str = "",
    source_url: str = "",
    lang: Language = Language.EN,
    published: datetime | None = T0,
    fingerprint: str = "",
) -> Entry:
    """An entry whose key, guid, address and fingerprint follow from its title unless given."""
    slug = "-".join(title.lower().split())[:60]
    return Entry(
        feed=FeedUrl(feed_url),
        key=EntryKey(key or slug),
        fingerprint=fingerprint or f"{title}|{summary}",
        guid=guid or slug,
        url=url or f"https://news.example/{slug}",
        title=title,
        summary=summary,
        author=author,
        source=source,
        source_url=source_url,
        lang=lang,
        published=published,
    )


def evidence(
    about: Entry | None = None,
    *,
    outlet: str = "The Example",
    origin: str = "news.example",
    official: bool = False,
    published: datetime = T0,
    seen_at: datetime = T0,
) -> Evidence:
    return Evidence(
        entry=about or entry(),
        outlet=outlet,
        origin=origin,
        official=official,
        published=published,
        seen_at=seen_at,
    )


def development(
    *pieces: Evidence,
    id: str = "development-1",  # noqa: A002 - the field's name
    question_id: str = "visit-date",
    phase: Phase = Phase.REPORTED,
    opened_at: datetime = T0,
) -> Development:
    return Development(
        id=DevelopmentId(id),
        question=QuestionId(question_id),
        phase=phase,
        opened_at=opened_at,
        evidence=pieces or (evidence(),),
    )
