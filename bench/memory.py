"""What a process holds in memory."""

from __future__ import annotations

import resource
from pathlib import Path


def memory() -> tuple[float, float]:
    """This process's resident memory now and at most, in MiB; where the system does not say, the second twice."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        held, peak = (int(lines[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
        return held, peak
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return peak, peak
