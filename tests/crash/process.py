"""The bot as a process: started, killed, asked to stop, and what it logged."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent.parent
LONGEST_STOP = 15.0


@dataclass(slots=True)
class BotProcess:
    """One at a time, in `folder`, which holds feeds.yaml, the state and the log of all lives."""

    folder: Path
    environ: Mapping[str, str]
    groups: list[int] = field(default_factory=list)
    """The process groups of all lives: of the bot, and of whatever it started."""
    _running: asyncio.subprocess.Process | None = None

    @property
    def database(self) -> Path:
        return self.folder / "state" / "stillopen.db"

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def is_running(self) -> bool:
        return self._running is not None and self._running.returncode is None

    @property
    def _log(self) -> Path:
        return self.folder / "bot.log"

    async def start(self, *module: str) -> None:
        """`python -m MODULE …`; the bot itself where none is named."""
        env = {"PYTHONPATH": str(ROOT), "PATH": os.defpath, **self.environ}
        with self._log.open("ab") as log:
            self._running = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *(module or ("bot", "run")),
                cwd=self.folder,
                env=env,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.groups.append(self._running.pid)

    async def kill(self) -> int:
        """SIGKILL to the bot alone, as the kernel would; its exit code, which is another if it had ended by itself."""
        assert self._running
        if self._running.returncode is None:
            self._running.kill()
        return await self._running.wait()

    async def stop(self) -> int:
        """SIGTERM, and its exit code."""
        assert self._running
        if self._running.returncode is None:
            self._running.terminate()
        async with asyncio.timeout(LONGEST_STOP):
            return await self._running.wait()

    def orphans(self) -> list[int]:
        """The groups that still have a process."""
        return [group for group in self.groups if _lives(group)]

    def clear(self) -> None:
        """Leave nothing behind, however the drill ended."""
        for group in self.orphans():
            os.killpg(group, signal.SIGKILL)


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
