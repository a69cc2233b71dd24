"""The real time, read here and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo


def system_clock() -> datetime:
    """Now, in UTC and whole milliseconds, as the store keeps it."""
    now = datetime.now(UTC)  # noqa: TID251 - the one place where the clock is read
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def local_zone() -> tzinfo:
    """The zone of this machine, for people who look at its terminal."""
    return system_clock().astimezone().tzinfo or UTC
