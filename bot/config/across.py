"""What values of feeds.yaml may not say together: one feed or domain twice, a poll more often than the floor allows.

What the parts of one question may not say together is in `bot.config.contradictions`.

It looks at the data as it stands, whatever else is wrong with it, so that one run names every problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.config.contradictions import contradictions
from bot.config.file import PollingSection
from bot.config.problems import Complaint
from bot.config.values import canonical, read_domain, read_duration, write_duration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from bot.config.positions import Document, Path
    from bot.config.problems import Problem


def disagreements(document: Document) -> Iterator[Problem]:
    yield from _listed_twice(document)
    yield from _below_floor(document)
    yield from _owned_twice(document)
    yield from contradictions(document)


def _listed_twice(document: Document) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, feed in enumerate(_feeds(document.data)):
        address = feed.get("url")
        if not isinstance(address, str) or not address.strip():
            continue
        offset = document.value(("feeds", index, "url"))
        line = first.setdefault(canonical(address), document.source.line(offset))
        if line != document.source.line(offset):
            yield document.source.problem(
                offset, f"this feed is listed twice; the first is on line {line}", "keep one of the two"
            )


def _below_floor(document: Document) -> Iterator[Problem]:
    polling = _section(document.data, "polling")
    floor = _duration(polling, "floor", PollingSection().floor)
    if floor is None:
        return
    sections: list[tuple[Path, dict[str, Any]]] = [(("polling",), polling)]
    sections += [(("feeds", index), feed) for index, feed in enumerate(_feeds(document.data))]
    for path, section in sections:
        every = _duration(section, "every", None)
        if every and every < floor:
            yield document.source.problem(
                document.value((*path, "every")),
                f"every {write_duration(every)} is more often than the floor of {write_duration(floor)} allows",
                f"write {write_duration(floor)} or more, or lower 'floor' under 'polling'",
            )
    usual = PollingSection().every
    if "every" not in polling and "floor" in polling and usual < floor:
        yield document.source.problem(
            document.value(("polling", "floor")),
            f"the floor is above 'every', which is {write_duration(usual)} unless you set it",
            f"set 'every' under 'polling' to {write_duration(floor)} or more",
        )


def _owned_twice(document: Document) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for family, domains in _section(document.data, "publishers").items():
        for index, written in enumerate(domains if isinstance(domains, list) else []):
            if (domain := _domain(written)) is None:
                continue
            offset = document.value(("publishers", family, index))
            if first.setdefault(domain, offset) != offset:
                line = document.source.line(first[domain])
                yield document.source.problem(
                    offset, f"the domain '{domain}' is listed twice; the first is on line {line}", "keep one of the two"
                )


def _feeds(data: Any) -> list[dict[str, Any]]:
    """The feeds, in place; what is no feed counts as one without keys."""
    feeds = data.get("feeds") if isinstance(data, dict) else None
    return [feed if isinstance(feed, dict) else {} for feed in feeds] if isinstance(feeds, list) else []


def _section(data: Any, key: str) -> dict[str, Any]:
    section = data.get(key) if isinstance(data, dict) else None
    return section if isinstance(section, dict) else {}


def _duration(section: dict[str, Any], key: str, default: timedelta | None) -> timedelta | None:
    """A duration, or None where it cannot be read (which is somebody else's problem to name)."""
    try:
        return read_duration(section[key]) if key in section else default
    except Complaint:
        return None


def _domain(written: Any) -> str | None:
    """A domain, or None where it cannot be read."""
    try:
        return read_domain(written) if isinstance(written, str) else None
    except Complaint:
        return None
