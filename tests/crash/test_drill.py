"""A short drill; `make crash` plays the long one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.crash.drill import Drill, Plan, Progress
from tests.crash.verdict import judge

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 2


async def test_killed_a_few_times_the_bot_loses_nothing(tmp_path: Path) -> None:
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    told: list[Progress] = []
    plan = Plan(kills=KILLS, seed=20_260_108, people=4)
    record = await Drill(plan, tmp_path, measured, told.append).run()
    verdict = judge(record)
    assert verdict.complaints == ()
    assert [progress.kills for progress in told] == [1, 2]
    assert len(record.deaths) == 1 + KILLS, "the first life is killed too"
    assert len(record.published) == plan.most_news
    assert verdict.owed > 0, "somebody was to hear something"
